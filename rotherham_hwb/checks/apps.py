from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "rotherham_hwb.checks"
