"""`manage.py write_glossary`: bring docs/glossary.md up to date."""

from django.conf import settings
from django.core.management.base import BaseCommand

from rotherham_hwb.glossary import glossary_text


class Command(BaseCommand):
    help = "Write docs/glossary.md from the docstrings of the classes."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        (settings.BASE_DIR / "docs" / "glossary.md").write_text(glossary_text())
