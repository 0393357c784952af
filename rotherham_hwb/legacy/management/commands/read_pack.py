"""``manage.py read_pack FILE``: print what can be read from a pack, storing nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rotherham_hwb.legacy.facts import Unreadable
from rotherham_hwb.legacy.read import read_file, read_pack
from rotherham_hwb.legacy.review.key import to_key
from rotherham_hwb.legacy.review.outline import outline


class Command(BaseCommand):
    help = "Read a pack from before this system and print what was found. Stores nothing."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own spelling; needs no database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="one pack: a PDF, or its text")
        parser.add_argument("--format", choices=("json", "text"), default="text")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            path = options["file"]
            given = read_file(path, progress=self._progress)
            pack = read_pack(given, name=path.name, progress=self._progress)
        except Unreadable as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["format"] == "json":
            self.stdout.write(json.dumps(to_key(pack), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(outline(pack))

    def _progress(self, part: str) -> None:
        self.stderr.write(f"reading {part} …")
