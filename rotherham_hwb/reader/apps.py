from django.apps import AppConfig


class ReaderConfig(AppConfig):
    name = "rotherham_hwb.reader"
