from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "rotherham_hwb.sample"
