from django.urls import path, register_converter
from django.urls.converters import StringConverter

from rotherham_hwb.public.pages import packs as views


class Sha256Converter(StringConverter):
    regex = "[0-9a-f]{64}"


register_converter(Sha256Converter, "sha256")

urlpatterns = [
    path("packs/<sha256:sha256>.pdf", views.pack_file, name="pack_file"),
]
