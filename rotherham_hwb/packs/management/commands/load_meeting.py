"""`manage.py load_meeting FILE --papers DIR`: a meeting from a file, for officers to look over."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Meeting
from reports.models import Placement
from rotherham_hwb.packs.meeting_file.load import CannotLoad, load_meeting
from rotherham_hwb.packs.meeting_file.read import MeetingFileError, read_meeting_file


class Command(BaseCommand):
    help = "Store a draft meeting from a meeting file and a folder of PDFs: all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The meeting file (YAML).")
        parser.add_argument("--papers", type=Path, required=True, help="The folder of PDFs.")
        parser.add_argument(
            "--create-board", action="store_true", help="Make the board when it is not here."
        )

    def handle(self, *args: object, **options: Any) -> None:
        try:
            meeting = load_meeting(
                read_meeting_file(options["file"], options["papers"]),
                by="load_meeting",
                create_board_too=options["create_board"],
            )
        except (MeetingFileError, CannotLoad) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_done(meeting))


def _done(meeting: Meeting) -> str:
    papers = Placement.objects.filter(item__meeting=meeting).count()
    return (
        f"Stored {meeting} as a draft with {meeting.items.count()} agenda items and "
        f"{papers} papers, which only its officers see until they publish it."
    )
