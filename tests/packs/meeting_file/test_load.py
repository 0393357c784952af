"""`load_meeting`: a file and its PDFs become a draft meeting, or nothing at all."""

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from meetings.access import PUBLIC, can_see
from meetings.models import AgendaItem, AuditEvent, Board, Meeting
from minutes.models import Minutes
from minutes.workflow import start_minutes
from reports.files import inspecting
from reports.models import Paper, PaperVersion, Placement
from rotherham_hwb.packs.meeting_file import load as loading
from rotherham_hwb.packs.meeting_file.load import CannotLoad, load_meeting
from rotherham_hwb.packs.meeting_file.read import read_meeting_file
from tests import factories
from tests.packs.fixtures import encrypted_pdf, plain_pdf
from tests.tools import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
BOARD = "Health and Wellbeing Board"
GOOD = """\
board: health & wellbeing board
date: 2026-11-25
time: 9:00
venue: [Town Hall, Moorgate Street]
settings: {recto: yes}
signatory: {name: Ann Example, post: Chief Executive}
items:
  - number: 1
    title: Minutes of the previous meeting
    kind: standing
  - number: 2
    title: Winter plan
    section: For discussion
    section_introduction: The board is asked for its views.
    presenters: ["Ann Example, Director, NHS", Bob Example]
    presentations:
      - {title: First aim, presenters: [Cy Example, Di Example]}
    papers:
      - file: plan.pdf
        title: The plan
        appendices:
          - file: table.pdf
            appendices: [{file: note.pdf}]
      - {file: letter.pdf, title: A letter}
  - number: 3
    title: Estates
    kind: to follow
  - number: 4
    title: Contract with Secret Ltd
    safe_title: A contract
    exempt: [3]
    papers:
      - {file: bids.pdf, title: Bids by Secret Ltd}
supplements:
  - date: 2026-11-20
    reason: The report came late.
    items:
      - number: 2
        papers: [{file: update.pdf}]
      - number: 3
        papers: [{file: estates.pdf}]
      - {number: 2A, title: Measles}
"""
FILES = ("plan", "table", "note", "letter", "bids", "update", "estates")


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    folder = tmp_path / "papers"
    folder.mkdir()
    for pages, name in enumerate(FILES, start=1):
        plain_pdf(folder / f"{name}.pdf", pages=pages)
    encrypted_pdf(folder / "locked.pdf")
    (folder / "words.pdf").write_text("Not a PDF at all")
    return folder


def run(text: str, folder: Path, **options: bool) -> str:
    path = folder.parent / "meeting.yaml"
    path.write_text(text, encoding="utf-8")
    said = io.StringIO()
    call_command("load_meeting", path, papers=folder, stdout=said, **options)
    return said.getvalue()


def what_is_stored(folder: Path) -> tuple[dict[str, int], list[Path]]:
    """Rows by table and every file under MEDIA_ROOT."""
    rows = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    return rows, sorted(path for path in (folder.parent / "media").rglob("*") if path.is_file())


def test_a_meeting_is_stored_as_a_draft_with_its_agenda_in_order(folder: Path) -> None:
    board = factories.board(BOARD)
    assert "5 agenda items and 7 papers" in run(GOOD, folder)
    meeting = Meeting.objects.get()
    assert (meeting.board, meeting.state, meeting.venue) == (
        board,
        "draft",
        "Town Hall\nMoorgate Street",
    )
    assert not can_see(PUBLIC, meeting)
    items = list(meeting.items.all())
    assert [(item.number, item.kind, item.late_reason) for item in items] == [
        ("1", "standing", ""),
        ("2", "paper", ""),
        ("2A", "paper", "The report came late."),
        ("3", "paper", ""),
        ("4", "paper", ""),
    ]
    section = items[1].section
    assert section is not None
    assert section.introduction == "The board is asked for its views."
    assert [(each.title, each.name, each.role) for each in items[1].presenters.all()] == [
        ("", "Ann Example", "Director, NHS"),
        ("", "Bob Example", ""),
        ("First aim", "Cy Example and Di Example", ""),
    ]


def test_papers_nest_as_in_the_file_and_a_supplements_papers_come_last(folder: Path) -> None:
    factories.board(BOARD)
    run(GOOD, folder)
    placed = Placement.objects.filter(item__number="2").select_related("paper", "parent__paper")
    assert [(each.paper.title, each.parent and each.parent.paper.title) for each in placed] == [
        ("The plan", None),
        ("table", "The plan"),
        ("note", "table"),
        ("A letter", None),
        ("update", None),
    ]
    stored = PaperVersion.objects.get(paper__title="A letter")
    assert stored.page_count == 4
    assert stored.original.read() == (folder / "letter.pdf").read_bytes()
    assert AuditEvent.objects.filter(actor_name="load_meeting").count() == 1 + 5 + 3 * len(FILES)


def test_a_paper_of_an_exempt_item_is_exempt_too(folder: Path) -> None:
    factories.board(BOARD)
    run(GOOD, folder)
    paper = Paper.objects.get(title="Bids by Secret Ltd")
    assert (paper.restriction, paper.safe_title, paper.exempt_paragraphs) == (
        "exempt",
        "A contract",
        [3],
    )


def test_the_minutes_of_the_previous_meeting_are_put_to_the_board(folder: Path) -> None:
    board = factories.board(BOARD)
    before = factories.meeting(board)
    start_minutes(Minutes(meeting=before), by="a test")
    run(GOOD, folder)
    assert AgendaItem.objects.get(title__startswith="Minutes").minutes_of == before


def test_a_board_that_is_not_here_is_made_only_on_request(folder: Path) -> None:
    with pytest.raises(CommandError, match=r"no board “health & wellbeing board”.*--create-board"):
        run(GOOD, folder)
    run(GOOD, folder, create_board=True)
    board = Board.objects.get()
    assert (board.signatory_name, board.starts_papers_on_recto) == ("Ann Example", True)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("estates.pdf", "gone.pdf", "“gone.pdf”: the file is not there"),
        ("estates.pdf", "words.pdf", "“words.pdf”: the file is not a PDF"),
        ("estates.pdf", "locked.pdf", "“locked.pdf”: the file is protected"),
        ("number: 3\n    title", "number: 2\n    title", "item number 2 stands twice"),
        ("2026-11-25", "2026-02-30", "must be a date that exists"),
        ("health &", "dental &", "There is no board “dental & wellbeing board”"),
        ("title: Estates", f"title: {'Long ' * 120}", "Title: .*at most 500 characters"),
        ("number: 4", "number: 4 and a half", "Number: .*at most 10 characters"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_half_loaded(
    old: str, new: str, words: str, folder: Path
) -> None:
    assert old in GOOD
    factories.board(BOARD)
    before = what_is_stored(folder)
    with pytest.raises(CommandError, match=words) as error:
        run(GOOD.replace(old, new, 1), folder)
    assert "\n" not in str(error.value)
    assert what_is_stored(folder) == before


def test_a_file_that_goes_bad_after_reading_takes_back_what_was_stored(folder: Path) -> None:
    factories.board(BOARD)
    before = what_is_stored(folder)
    path = folder.parent / "meeting.yaml"
    path.write_text(GOOD)
    meeting_file = read_meeting_file(path, folder)
    (folder / "estates.pdf").write_text("Not a PDF at all")
    with pytest.raises(CannotLoad, match=r"not a PDF"):
        load_meeting(meeting_file, by="a test")
    assert what_is_stored(folder) == before


def test_stored_files_that_a_row_refers_to_are_never_taken_back(folder: Path) -> None:
    factories.board(BOARD)
    run(GOOD, folder)
    with contextlib.suppress(ZeroDivisionError), loading.files_go_with_rows() as stored:
        stored.extend(PaperVersion.objects.all())
        raise ZeroDivisionError
    assert len(what_is_stored(folder)[1]) == 2 * len(FILES)


def test_the_same_meeting_again_is_refused(folder: Path) -> None:
    factories.board(BOARD)
    run(GOOD, folder)
    before = what_is_stored(folder)
    with pytest.raises(CommandError, match="already has a meeting on 25 November 2026 at 09:00"):
        run(GOOD, folder)
    assert what_is_stored(folder) == before


def test_an_exempt_paper_whose_item_names_no_paragraph_is_refused(folder: Path) -> None:
    factories.board(BOARD)
    secret = "{file: letter.pdf, title: Secret, class: exempt, safe_title: A letter}"
    text = GOOD.replace("{file: letter.pdf, title: A letter}", secret)
    with pytest.raises(
        CommandError, match=r"“letter\.pdf” is exempt but item 2 names no paragraph"
    ):
        run(text, folder)


@pytest.mark.shared
def test_the_kent_meetings_load(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    # What hides on 600 pages takes most of a minute to find: tests/reports/unseen looks for it.
    monkeypatch.setattr(inspecting, "find_unseen", lambda path, published: iter(()))
    data = Path(__file__).parents[1] / "data"
    for name in ("cabinet-2025-01-30", "council-2025-01-09"):
        file, papers = data / f"kent-{name}.yaml", shared(f"kent/{name}/inputs")
        call_command("load_meeting", file, papers=papers, create_board=True, stdout=io.StringIO())
    cabinet = Meeting.objects.get(board__name="Cabinet")
    assert cabinet.board.starts_papers_on_recto
    pages = PaperVersion.objects.filter(paper__placements__item__meeting=cabinet)
    assert sum(version.page_count or 0 for version in pages) > 460
