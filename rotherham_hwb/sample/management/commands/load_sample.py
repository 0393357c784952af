"""`manage.py load_sample`: two boards to look round in, for demonstrations alone."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rotherham_hwb.packs.typesetting.render import FontsMissing
from rotherham_hwb.sample.loading import load_sample


class Command(BaseCommand):
    help = "Load the sample boards into an empty portal; never for real use."

    def handle(self, *args: object, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The sample boards have passwords that everybody knows: set DEMO=1 to load them, "
                "on a machine for demonstrations only."
            )
        try:
            loaded = load_sample()
        except FontsMissing as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            "The sample boards are loaded." if loaded else "There is a board already: nothing done."
        )
