from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "rotherham_hwb"

    def ready(self) -> None:
        """Connect the two listeners of moves; records can be imported from here on only."""
        import_module("rotherham_hwb.notifications.moves")
        import_module("rotherham_hwb.publishing.indexing")
