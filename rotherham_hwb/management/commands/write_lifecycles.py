"""`manage.py write_lifecycles`: bring docs/lifecycles.md up to date."""

from django.conf import settings
from django.core.management.base import BaseCommand

from rotherham_hwb.lifecycles import lifecycles_text


class Command(BaseCommand):
    help = "Write docs/lifecycles.md from the transition tables."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        (settings.BASE_DIR / "docs" / "lifecycles.md").write_text(lifecycles_text())
