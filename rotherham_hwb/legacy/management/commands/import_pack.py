"""`manage.py import_pack FILE`: store an old pack as drafts that only officers see."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.lifecycle import Refused
from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.restricting import kept_back
from rotherham_hwb.legacy.keep.unplaced import lines_to_look_at
from rotherham_hwb.legacy.models import ImportedPack


class Command(BaseCommand):
    help = (
        "Read a pack from before this system into draft records, all or nothing. A corrected "
        "file of the same meeting brings its drafts up to date; what is published stays."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}: check its name.")
        try:
            pack, is_new = import_pack(path, by="manage.py import_pack", progress=self._progress)
        except Scan as scan:
            raise CommandError(f"{scan} The file is kept as it is.") from scan
        except (Refused, Unreadable) as problem:
            raise CommandError(str(problem)) from problem
        for sentence in _unstored(pack):
            self.stderr.write(sentence)
        if not is_new:
            self.stdout.write(f"{path.name} is imported already; nothing was changed.")
            return
        self.stdout.write(
            f"{pack.meeting}: {_counts(pack)}. Only officers see it until one publishes it on "
            "the desk."
        )

    def _progress(self, part: str) -> None:
        self.stderr.write(f"reading {part} …")


def _counts(pack: ImportedPack) -> str:
    facts = pack.read_facts.filter(gone=False)
    told = f"{pack.meeting.items.count()} agenda items, {facts.count()} facts read"
    differing = pack.read_facts.exclude(stands=[]).count()
    if held := kept_back(pack).count():
        told += f", {held} kept from the public as the pack says"
    if left := lines_to_look_at(pack):
        told += f", {left} lines in none of them"
    if differing:
        told += f", {differing} of them not as the records say, which were left as they are"
    return told


def _unstored(pack: ImportedPack) -> list[str]:
    """What could not be stored, one sentence each, with its line."""
    facts = pack.read_facts.exclude(problem="")
    return [f"Line {fact.line}: {fact.problem}" for fact in facts]
