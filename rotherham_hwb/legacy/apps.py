from django.apps import AppConfig


class LegacyConfig(AppConfig):
    name = "rotherham_hwb.legacy"
