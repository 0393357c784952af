from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "rotherham_hwb.packs"
