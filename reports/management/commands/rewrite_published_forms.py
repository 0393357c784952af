"""`manage.py rewrite_published_forms`: once, after titles that no page shows no longer travel."""

from django.core.management.base import BaseCommand, CommandError

from reports.files.republishing import rewrite_published_form, with_titles
from reports.files.uploads import Unusable


class Command(BaseCommand):
    help = (
        "Take the title out of each stored published form whose pages do not show it. Packs stay "
        "as they are."
    )

    def handle(self, *args: object, **options: object) -> None:
        refused, written = [], 0
        for version in with_titles():
            try:
                written += rewrite_published_form(version, by="rewrite_published_forms")
            except (Unusable, OSError) as problem:
                refused.append(f"Paper {version.paper_id}, version {version.number}: {problem}")
        self.stdout.write(f"{written} published forms written again.")
        if refused:
            raise CommandError(
                "These still call themselves what they did; withdraw them or add the file anew:\n"
                + "\n".join(refused)
            )
