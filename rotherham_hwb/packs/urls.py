from django.urls import path

from rotherham_hwb.packs import views

urlpatterns = [
    path("packs/<str:sha256>.pdf", views.pack_file, name="pack_file"),
]
