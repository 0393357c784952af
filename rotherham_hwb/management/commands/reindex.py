"""`manage.py reindex`: write the index of the search anew, or say where it differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from meetings.models import Meeting
from rotherham_hwb.publishing.indexing import differences, index_meeting, learn_words
from rotherham_hwb.search_index.models import OutOfDate


class Command(BaseCommand):
    help = "Write the index of the search anew, from what is published; or, with --check, compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Change nothing: say which meetings differ."
        )

    def handle(self, *args: object, **options: Any) -> None:
        meetings = Meeting.objects.select_related("board").order_by("date", "pk")
        if options["check"]:
            self._check(meetings)
            return
        rows = 0
        for meeting in meetings.iterator():
            with transaction.atomic():
                OutOfDate.objects.filter(meeting=meeting).delete()
                rows += index_meeting(meeting)
        learn_words()
        self.stdout.write(f"The index is written: {meetings.count()} meetings, {rows} rows.")

    def _check(self, meetings: Any) -> None:
        wrong = [each for each in meetings.iterator() if differences(each)]
        for meeting in wrong:
            self.stderr.write(f"{meeting}: differs from the records.")
        if wrong:
            raise CommandError("Run `manage.py reindex`, or wait for the worker.")
        self.stdout.write("The index is as the records are.")
