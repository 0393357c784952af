"""`manage.py compile_pack`: a stored meeting's pack, or one from a file without storing it."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.access import RoleKind, viewer_for
from meetings.lifecycle import Refused
from meetings.models import Meeting, User
from reports.files.uploads import Unusable, publish_pdf
from rotherham_hwb.packs.compiling.compile import (
    Compiled,
    CompileProgress,
    PackRefused,
    compile_plan,
    range_lines,
)
from rotherham_hwb.packs.editions.compile_release import compile_release
from rotherham_hwb.packs.kinds import Kind, Layout, Stage
from rotherham_hwb.packs.meeting_file.plan import plan_from_meeting_file
from rotherham_hwb.packs.meeting_file.read import MeetingFile, MeetingFileError, read_meeting_file
from rotherham_hwb.packs.typesetting.fonts import FontsMissing


class Command(BaseCommand):
    """Compile a stored meeting's pack; or a meeting file and a folder of PDFs, storing nothing."""

    help = __doc__
    requires_system_checks = ()  # a meeting file needs no database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the meeting is, and where its pack goes."""
        parser.add_argument("meeting", type=int, nargs="?", help="the number in its address")
        parser.add_argument("--by", metavar="EMAIL", help="the officer a stored pack is made by")
        parser.add_argument("--stage", choices=list(Stage), default=Stage.PUBLISHED)
        parser.add_argument("--meeting-file", type=Path, metavar="FILE")
        parser.add_argument("--papers", type=Path, metavar="DIR")
        parser.add_argument("--output", type=Path, metavar="FILE")
        parser.add_argument("--layout", choices=list(Layout), default=Layout.SCREEN)
        parser.add_argument("--supplement", type=int, default=0, metavar="N")

    def handle(self, *args: object, **options: Any) -> None:
        """Compile, and print each item with its pages."""
        from_file = [options[name] for name in ("meeting_file", "papers", "output")]
        if options["meeting"] and options["by"] and not any(from_file):
            return self._from_records(**options)
        if not all(from_file) or options["meeting"]:
            raise CommandError(
                "Give a stored meeting's number and --by EMAIL; or --meeting-file FILE, "
                "--papers DIR and --output FILE."
            )
        try:
            compiled = self._from_file(**options)
        except (MeetingFileError, PackRefused, FontsMissing, Unusable) as refusal:
            raise CommandError(str(refusal)) from None
        for line in range_lines(compiled.page_map):
            self.stdout.write(line)
        facts = f"{compiled.page_count} pages, {compiled.size:,} bytes"
        self.stdout.write(f"{facts}, SHA-256 {compiled.sha256}")

    def _from_records(
        self,
        *,
        meeting: int,
        by: str,
        supplement: int,
        stage: str,
        **_: object,
    ) -> None:
        """Compile and store a pack in every edition; the trail names the officer."""
        officer = User.objects.filter(email__iexact=by).first()
        boards = viewer_for(officer).boards_as(RoleKind.OFFICER) if officer else frozenset()
        record = Meeting.objects.filter(pk=meeting, board__in=boards).first()
        if officer is None or record is None:
            raise CommandError(f"{by} is no officer of a board with a meeting {meeting}.")
        kind = Kind.SUPPLEMENT if supplement else Kind.MAIN
        try:
            release = compile_release(
                record,
                kind=kind,
                supplement=supplement,
                stage=Stage(stage),
                by=officer,
                report=self._report,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        for edition in release.editions.all():
            facts = f"{edition.page_count} pages, {edition.size:,} bytes"
            self.stdout.write(f"{edition}: {facts}, SHA-256 {edition.sha256}")

    def _from_file(
        self,
        *,
        meeting_file: Path,
        papers: Path,
        output: Path,
        layout: str,
        supplement: int,
        **_: object,
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
        with TemporaryDirectory(prefix="published-") as folder:
            sources = dict(_published(meeting, Path(folder)))
            return compile_plan(plan, sources=sources, output=output, report=self._report)

    def _report(self, progress: CompileProgress) -> None:
        self.stderr.write(str(progress))


def _published(meeting: MeetingFile, folder: Path) -> Iterator[tuple[str, Path]]:
    """The published form of each paper, under the name that the plan has for the paper."""
    for number, paper in enumerate(meeting.papers):
        path = folder / f"{number}.pdf"
        publish_pdf(paper.path, path)
        yield paper.facts.sha256, path
