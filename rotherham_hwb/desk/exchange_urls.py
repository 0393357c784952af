from django.urls import path

from rotherham_hwb.desk import bulk

urlpatterns = [
    path("meetings/<int:pk>/upload/", bulk.upload, name="desk_bulk_upload"),
    path("meetings/<int:pk>/upload/match/", bulk.match, name="desk_bulk_match"),
    path("meetings/<int:pk>/upload/again/", bulk.again, name="desk_bulk_again"),
    path("meetings/<int:pk>/upload/discard/", bulk.discard, name="desk_bulk_discard"),
]
