"""`manage.py write_published_forms`: once, after the portal learned to write what it publishes."""

from django.core.management.base import BaseCommand, CommandError

from reports.files.republishing import as_they_came, write_published_form
from reports.files.uploads import Unusable


class Command(BaseCommand):
    help = "Write the published form of every file that was stored before there were any."

    def handle(self, *args: object, **options: object) -> None:
        refused, written = [], 0
        for version in as_they_came().select_related("paper"):
            try:
                write_published_form(version, by="write_published_forms")
                written += 1
            except (Unusable, OSError) as problem:
                refused.append(f"Paper {version.paper_id}, version {version.number}: {problem}")
        self.stdout.write(f"{written} published forms written.")
        if refused:
            raise CommandError(
                "These are still given out as they came; withdraw them or add the file anew:\n"
                + "\n".join(refused)
            )
