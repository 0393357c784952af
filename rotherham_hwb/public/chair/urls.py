from django.urls import path

from rotherham_hwb.public.chair import views

urlpatterns = [
    path("draft-minutes/<str:token>/", views.chair_review, name="chair_review"),
    path(
        "draft-minutes/<str:token>/minutes.pdf", views.chair_review_file, name="chair_review_file"
    ),
]
