"""Compile a pack from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rotherham_hwb.packs.compile import Compiled, PackRefused, Progress, compile_plan, range_lines
from rotherham_hwb.packs.meeting_file import MeetingFileError, read_meeting_file
from rotherham_hwb.packs.meeting_file_plan import plan_from_meeting_file
from rotherham_hwb.packs.plan import Layout
from rotherham_hwb.packs.render import FontsMissing


class Command(BaseCommand):
    """Compile a meeting file and a folder of PDFs into one pack, without storing anything."""

    help = __doc__
    requires_system_checks = ()  # a meeting file needs no database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the meeting is, and where its pack goes."""
        parser.add_argument("--meeting-file", type=Path, required=True, metavar="FILE")
        parser.add_argument("--papers", type=Path, required=True, metavar="DIR")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")
        parser.add_argument("--layout", choices=list(Layout), default=Layout.SCREEN)
        parser.add_argument("--supplement", type=int, default=0, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and print each item with its pages."""
        # A stored meeting comes here as one more mode: its plan instead of the file's.
        try:
            compiled = self._from_file(**options)
        except (MeetingFileError, PackRefused, FontsMissing) as refusal:
            raise CommandError(str(refusal)) from None
        for line in range_lines(compiled.page_map):
            self.stdout.write(line)
        facts = f"{compiled.page_count} pages, {compiled.size:,} bytes"
        self.stdout.write(f"{facts}, SHA-256 {compiled.sha256}")

    def _from_file(
        self,
        *,
        meeting_file: Path,
        papers: Path,
        output: Path,
        layout: str,
        supplement: int,
        **_: Any,
    ) -> Compiled:
        meeting = read_meeting_file(meeting_file, papers)
        if not 0 <= supplement <= len(meeting.supplements):
            raise MeetingFileError(
                f"{meeting_file.name} has {len(meeting.supplements)} supplements: there is no "
                f"number {supplement}."
            )
        if not output.absolute().parent.is_dir():
            raise PackRefused(f"There is no folder {output.absolute().parent}: make it first.")
        plan = plan_from_meeting_file(meeting, layout=Layout(layout), supplement=supplement)
        sources = {paper.facts.sha256: paper.path for paper in meeting.papers}
        return compile_plan(plan, sources=sources, output=output, report=self._report)

    def _report(self, progress: Progress) -> None:
        self.stderr.write(str(progress))
