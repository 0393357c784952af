"""A file from before this system becomes draft records that only officers see, in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from meetings import audit, workflow
from meetings.access import RoleKind, viewer_for
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.locking import lock
from meetings.models import Board, Meeting, User
from meetings.names import plain_name
from minutes.writing.references import resolve_references
from reports.files.leases import held, lease
from reports.files.uploads import sha256_of
from rotherham_hwb.legacy.facts import Scan, Unreadable
from rotherham_hwb.legacy.keep.agenda import ItemKeeper, MeetingKeeper, PaperKeeper
from rotherham_hwb.legacy.keep.cutting import NOTHING, Cuts, cut_reading
from rotherham_hwb.legacy.keep.linking import link_minutes
from rotherham_hwb.legacy.keep.merging import merge
from rotherham_hwb.legacy.keep.minutes import (
    ActionKeeper,
    LimbKeeper,
    MinuteKeeper,
    MinutesKeeper,
    PersonKeeper,
    ReferenceKeeper,
)
from rotherham_hwb.legacy.keep.recognising import recognise_board
from rotherham_hwb.legacy.keep.same_person import propose_pairs
from rotherham_hwb.legacy.keep.storing import Keeper, Store
from rotherham_hwb.legacy.keep.unplaced import note_unplaced
from rotherham_hwb.legacy.models import ImportedPack, PackFile, ReadFact
from rotherham_hwb.legacy.read import Progress
from rotherham_hwb.legacy.reading_apart import read_apart
from rotherham_hwb.legacy.review.entry import Reading

KEEPERS: dict[str, Keeper] = {
    "meeting": MeetingKeeper(),
    "item": ItemKeeper(),
    "paper": PaperKeeper(),
    "minutes": MinutesKeeper(),
    "person": PersonKeeper(),
    "minute": MinuteKeeper(),
    "limb": LimbKeeper(),
    "action": ActionKeeper(),
    "reference": ReferenceKeeper(),
}
FALLEN = (
    "“{name}” could not be stored because of a fault in the portal. The file is kept: read it "
    "again, and if that fails too, tell your administrator."
)
Status = PackFile.Status


class BoardUnknown(Refused):
    """A pack names a board that nobody has added, or that is here under another name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no board called “{name}”.")
        self.name = name


def import_pack(
    path: Path, *, by: Actor, progress: Progress | None = None
) -> tuple[ImportedPack, bool]:
    """Store a pack as draft records, all or nothing; the pack, and whether the file was new.

    The same bytes again change nothing, but for minutes whose board has been added meanwhile.
    Other bytes for the same meeting bring its drafts up to date; what is published stays.

    Raises Unreadable where the file is no pack, and Refused where it cannot be stored: no such
    board, or an agenda made by hand. A PDF that is a scan is kept as a file all the same.
    """
    name = path.name
    known = PackFile.objects.filter(sha256=sha256_of(path), pack__isnull=False).first()
    if known is not None and known.pack is not None:
        store_again(known.pack, by=by)
        return known.pack, False
    try:
        reading = _read(path, name=name, progress=progress)
    except Scan as scan:
        _set_aside(keep_file(path, name=name, by=by), str(scan))
        raise
    with _cut(path, reading, progress=progress) as cuts, transaction.atomic():
        return _store(keep_file(path, name=name, by=by), reading, by=by, cuts=cuts), True


def keep_file(path: Path, *, name: str, by: Actor) -> PackFile:
    """Keep a file as it is, to be read; the same bytes are kept once."""
    sha256 = sha256_of(path)
    with transaction.atomic():
        known = PackFile.objects.filter(sha256=sha256).first()
        if known is not None:
            return known
        receiver = by if isinstance(by, User) else None
        kept = PackFile(name=name[:255], sha256=sha256, received_by=receiver)
        kept.size = path.stat().st_size
        with path.open("rb") as stream:
            kind = "pdf" if b"%PDF-" in stream.read(1024) else "txt"
            stream.seek(0)
            kept.file.save(f"imports/{sha256}.{kind}", File(stream), save=False)
        kept.save(force_insert=True)
        audit.record("keep", kept, by=by, sha256=sha256)
    return kept


def read_kept(file: PackFile, *, by: Actor) -> PackFile:
    """Read a file that a worker holds, and store what it says; where that fails it says why, and
    stays kept. Nothing is stored where another worker has taken it over.
    """
    try:
        path = Path(file.file.path)
        reading = _read(path, name=file.name, progress=lambda step: _tell(file, step))
        with (
            _cut(path, reading, progress=lambda step: _tell(file, step)) as cuts,
            transaction.atomic(),
        ):
            if held(file).select_for_update().exists():
                _store(file, reading, by=by, cuts=cuts)
    except (Unreadable, Refused) as problem:
        wanted = problem.name if isinstance(problem, BoardUnknown) else ""
        _set_aside(file, str(problem), board_wanted=wanted)
    except Exception:
        _set_aside(file, FALLEN.format(name=file.name))
        raise
    file.refresh_from_db()
    return file


@contextmanager
def _cut(path: Path, reading: Reading, *, progress: Progress | None) -> Iterator[Cuts]:
    """The papers of a PDF cut out before anything is stored: it takes about a second each."""
    with TemporaryDirectory(prefix="cut-") as folder:
        say = progress or (lambda _: None)
        yield cut_reading(path, reading, into=Path(folder), progress=say)


def store_again(pack: ImportedPack, *, by: Actor, cuts: Cuts = NOTHING) -> None:
    """Bring the records of a pack in step with what was read and decided.

    `cuts` holds the papers that are cut out of its file already.
    """
    with transaction.atomic():
        locked = lock(pack)
        facts = list(ReadFact.objects.filter(pack=locked).order_by("position"))
        Store(locked, facts, by=by, cuts=cuts).run(KEEPERS)
        link_minutes(locked, facts, by=by)
        ReadFact.objects.filter(pack=locked, gone=True, target_id=None, stands=[]).delete()
        look_around(locked)


def look_around(pack: ImportedPack) -> None:
    """Look again, on every board in a pack, where references lead and which names are alike."""
    boards = Board.objects.filter(meetings__in=pack.earlier_meetings.all()).distinct()
    for board in boards:
        resolve_references(board)
        propose_pairs(board)


def _read(path: Path, *, name: str, progress: Progress | None) -> Reading:
    return read_apart(path, name=name, progress=progress)


def _tell(file: PackFile, step: str) -> None:
    """Say how far a reading is, and hold it on."""
    PackFile.objects.filter(pk=file.pk).update(
        step=step[:100], touched_at=timezone.now(), lease_until=lease(PackFile)
    )


def _set_aside(file: PackFile, problem: str, *, board_wanted: str = "") -> None:
    PackFile.objects.filter(pk=file.pk, pack__isnull=True).update(
        status=Status.KEPT,
        problem=problem,
        step="",
        lease_until=None,
        board_wanted=plain_name(board_wanted)[:200],
    )


def _store(file: PackFile, reading: Reading, *, by: Actor, cuts: Cuts) -> ImportedPack:
    board = _board(reading.body, by=by)
    if not reading.date:
        raise Refused("No date of the meeting was found at the head of the pack: add it there.")
    pack = _known_pack(board, reading)
    meeting = pack.meeting if pack else _meeting(board, reading, by=by)
    if pack is None:
        importer = by if isinstance(by, User) else None
        pack = ImportedPack.objects.create(meeting=meeting, imported_by=importer)
    file.pack, file.version = pack, pack.files.count() + 1
    file.status, file.problem, file.step, file.lease_until = Status.READ, "", "", None
    file.text, file.sheets = "\n".join(reading.lines), list(reading.sheets)
    file.facts, file.warnings = reading.key, list(reading.warnings)
    file.save()
    note_unplaced(file, reading.unplaced)
    for fact in merge(pack, reading.entries):
        if fact.kind == "meeting" and fact.target_id is None:
            _adopt(fact, meeting)
    audit.record("import", pack, by=by, sha256=file.sha256, version=file.version)
    store_again(pack, by=by, cuts=cuts)
    return pack


def _board(name: str, *, by: Actor) -> Board:
    board = recognise_board(name)
    if board is None:
        raise BoardUnknown(name)
    if isinstance(by, User) and board.pk not in viewer_for(by).boards_as(RoleKind.OFFICER):
        raise Refused(
            f"This is a pack of {board}, which you do not serve: ask an officer of that board to "
            "import it."
        )
    return board


def _known_pack(board: Board, reading: Reading) -> ImportedPack | None:
    """The pack that a file is a further version of: of that board, day and time, or business."""
    packs = ImportedPack.objects.select_related("meeting__board")
    for pack in packs.filter(meeting__board=board, meeting__date=reading.date):
        if not pack.read_facts.exists():
            raise Refused(
                f"The pack of {pack.meeting} was imported before facts were kept one by one: "
                "remove that meeting before you import its pack again."
            )
        time = pack.meeting.time
        if not reading.time or time is None or time.strftime("%H:%M") == reading.time:
            return pack
        if _same_business(pack, reading):
            return pack
    return None


def _same_business(pack: ImportedPack, reading: Reading) -> bool:
    """Whether most items of a pack are in a file too: a corrected time makes no new meeting."""
    known = set(pack.read_facts.filter(kind="item").values_list("key", flat=True))
    read = {entry.key for entry in reading.entries if entry.kind == "item"}
    return 2 * len(known & read) > max(len(known), len(read))


def _meeting(board: Board, reading: Reading, *, by: Actor) -> Meeting:
    """The meeting of a pack: one known by its minutes alone, one without an agenda, or a new one.

    Raises Refused where an agenda was made for it by hand.
    """
    date = dt.date.fromisoformat(reading.date)
    time = dt.time.fromisoformat(reading.time) if reading.time else None
    there = Meeting.objects.filter(board=board, date=date, imported_pack__isnull=True)
    meeting: Meeting
    for meeting in there:
        if meeting.time is None or time is None or meeting.time == time:
            if meeting.items.exists():
                raise Refused(
                    f"{meeting} is stored already, with an agenda of its own: remove that before "
                    "you import its pack."
                )
            return meeting
    venue = next(str(e.read["venue"]) for e in reading.entries if e.kind == "meeting")
    made = Meeting(board=board, date=date, time=time, venue=venue)
    return workflow.create_meeting(made, by=by)


def _adopt(fact: ReadFact, meeting: Meeting) -> None:
    """Tie the head of a pack to its meeting; what the meeting says of itself already, stays."""
    keeper, fact.target_id = MeetingKeeper(), meeting.pk
    now = {name: keeper.now(meeting, name) for name in ("date", "time", "venue")}
    fact.applied = {name: str(fact.value[name] or "") if now[name] else "" for name in now}
    fact.save(update_fields=["target_id", "applied"])


def discard(file: PackFile, *, by: Actor) -> None:
    """Throw a file away that was never read into a pack.

    Raises Refused where it was.
    """
    if file.pack_id is not None:
        raise Refused(f"{file} was read into a pack and stays with it.")
    with transaction.atomic():
        audit.record("discard", file, by=by, sha256=file.sha256)
        stored, storage = file.file.name, file.file.storage
        file.delete()
        transaction.on_commit(lambda: _delete(stored, storage))


def _delete(stored: str | None, storage: object) -> None:
    with suppress(OSError):
        storage.delete(stored)  # type: ignore[attr-defined]
