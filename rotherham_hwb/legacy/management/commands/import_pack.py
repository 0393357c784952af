"""`manage.py import_pack FILE`: store an old pack as drafts that only officers see."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.lifecycle import Refused
from rotherham_hwb.legacy.facts import Unreadable
from rotherham_hwb.legacy.importer import import_pack


class Command(BaseCommand):
    help = "Read a pack from before this system into draft records, all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}: check its name.")
        try:
            pack, is_new = import_pack(path, by="manage.py import_pack")
        except (Refused, Unreadable) as problem:
            raise CommandError(str(problem)) from problem
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        if not is_new:
            self.stdout.write(f"{pack} is imported already; nothing was changed.")
            return
        counts = f"{pack.meeting.items.count()} agenda items, {len(pack.warnings)} warnings"
        self.stdout.write(
            f"{pack.meeting}: {counts}. Only officers see it until one publishes it on the desk."
        )
