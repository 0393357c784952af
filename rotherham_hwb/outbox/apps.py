from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "rotherham_hwb.outbox"
