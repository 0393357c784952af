from django.apps import AppConfig


class RedactionsConfig(AppConfig):
    name = "rotherham_hwb.redactions"
