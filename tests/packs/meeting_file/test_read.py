"""A meeting from a YAML file: all of it or nothing, and a sentence for each mistake."""

import datetime as dt
from pathlib import Path

import pytest

from rotherham_hwb.packs.meeting_file.plan import page_counts, plan_from_meeting_file
from rotherham_hwb.packs.meeting_file.read import MeetingFile, MeetingFileError, read_meeting_file
from rotherham_hwb.packs.plan.numbering import number
from rotherham_hwb.packs.plan.pack_plan import Skipped
from tests.packs.fixtures import encrypted_pdf, plain_pdf

GOOD = """\
board: Health and Wellbeing Board
date: 2026-11-25
time: 9:00
venue: Town Hall, Moorgate Street
settings: {recto: yes}
items:
  - number: 1
    title: Apologies for absence
    kind: standing
  - number: 15A
    title: Winter plan
    section: For discussion
    presenters: [Ann Example, the Director]
    presentations:
      - {title: Aim 1, presenters: Bob Example}
    papers:
      - file: plan.pdf
        title: The plan
        appendices:
          - {file: table.pdf, title: Its table}
supplements:
  - date: 2026-11-23
    reason: The table came late.
    items:
      - number: 15A
        papers:
          - file: table.pdf
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    plain_pdf(folder / "plan.pdf", pages=3)
    plain_pdf(folder / "table.pdf", pages=2)
    encrypted_pdf(folder / "locked.pdf")
    (folder / "words.pdf").write_text("Not a PDF at all")
    plain_pdf(tmp_path / "outside.pdf")
    return folder


def read(text: str, papers: Path) -> MeetingFile:
    path = papers.parent / "meeting.yaml"
    path.write_text(text, encoding="utf-8")
    return read_meeting_file(path, papers)


def test_a_whole_meeting_is_read(papers: Path) -> None:
    meeting = read(GOOD, papers)
    assert (meeting.board, meeting.date) == ("Health and Wellbeing Board", dt.date(2026, 11, 25))
    assert meeting.time == dt.time(9)
    assert meeting.settings.recto
    item = meeting.items[1]
    assert (item.number, item.section) == ("15A", "For discussion")
    assert item.presenters == ("Ann Example", "the Director")
    assert item.presentations[0].presenters == ("Bob Example",)
    assert [(p.title, p.level, p.facts.page_count) for p in item.papers] == [
        ("The plan", 0, 3),
        ("Its table", 1, 2),
    ]
    assert meeting.supplements[0].items[0].title == "Winter plan"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("plan.pdf", "gone.pdf", "line 17: “gone.pdf”: the file is not there"),
        ("plan.pdf", "../outside.pdf", "line 17: “../outside.pdf” lies outside the papers folder"),
        ("plan.pdf", "/etc/hosts", "lies outside the papers folder"),
        ("plan.pdf", "words.pdf", "line 17: “words.pdf”: the file is not a PDF"),
        ("plan.pdf", "locked.pdf", "line 17: “locked.pdf”: the file is protected"),
        ("plan.pdf", '"a\\0b.pdf"', "Take out the null character"),
        ("number: 15A\n    title", "number: 1\n    title", "line 10: item number 1 stands twice"),
        ("2026-11-25", "2026-02-30", "line 2: “date” of the meeting must be a date that exists"),
        ("9:00", "25:00", "line 3: “time” of the meeting must be a time of day"),
        ("venue:", "place:", "line 4: “place” is no field of the meeting"),
        ("time: 9:00", "date: 2026-11-26", "line 3: “date” stands twice"),
        ("    title: Winter plan\n", "", "line 10: item 15A has no title"),
        ("board: Health and Wellbeing Board\n", "", "line 1: the meeting has no board"),
        ("{recto: yes}", "{recto: 3}", "must be true or false"),
        ("{recto: yes}", "recto", "must be a list of “field: value” lines"),
        ("kind: standing", "kind: dancing", "must be one of paper, verbal"),
        ("kind: standing", "exempt: 3", "item 1 is exempt: add “safe_title"),
        ("kind: standing", "exempt: 9", "paragraphs of Schedule 12A, from 1 to 7"),
        ("title: Winter plan", "title: {}", "“title” of the item must be text"),
        ("title: Winter plan", "title: ''", "“title” of the item is empty"),
        ("items:\n  - number: 1", "items:\n  number: 1", "not YAML"),
        ("venue: Town", "venue: &hall Town", "references are not read"),
        ("file: plan.pdf", "title: plan.pdf", "has no file|stands twice"),
    ],
)
def test_a_mistake_is_one_sentence_that_names_its_place(
    old: str, new: str, words: str, papers: Path
) -> None:
    assert old in GOOD
    with pytest.raises(MeetingFileError, match=words) as error:
        read(GOOD.replace(old, new, 1), papers)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("meeting.yaml")
    assert str(error.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("- 1\n- 2\n", "must be a list of “field: value” lines"),
        ("just words", "must be a list of “field: value” lines"),
        ("board: [", "not YAML"),
        ("[" * 5000, "nested too deeply|not YAML"),
        ("board: \x07", "not YAML"),
    ],
)
def test_what_is_no_meeting_file_is_refused(text: str, words: str, papers: Path) -> None:
    with pytest.raises(MeetingFileError, match=words):
        read(text, papers)


def test_a_binary_or_missing_file_is_refused(papers: Path) -> None:
    with pytest.raises(MeetingFileError, match="not a text file"):
        read_meeting_file(_binary(papers / "meeting.bin"), papers)
    with pytest.raises(MeetingFileError, match="cannot be read"):
        read_meeting_file(papers / "absent.yaml", papers)


def _binary(path: Path) -> Path:
    path.write_bytes(b"\xff\xfe\x00\x01\x80")
    return path


def test_a_supplement_goes_on_after_the_last_page(papers: Path) -> None:
    meeting = read(GOOD, papers)
    plan = plan_from_meeting_file(meeting, supplement=1)
    page_map = number(plan, page_counts(meeting))
    assert (page_map.parts[0].pages.first, page_map.last) == (7, 8)
    assert plan.front.reason == "The table came late."


def test_the_public_plan_holds_nothing_of_an_exempt_item_but_its_safe_words(papers: Path) -> None:
    text = GOOD.replace(
        "title: Winter plan", "title: Winter plan\n    exempt: [3]\n    safe_title: A plan"
    )
    meeting = read(text, papers)
    public = plan_from_meeting_file(meeting).items[1]
    assert public.title == "A plan"
    assert public.parts == (Skipped(3), Skipped(2))
    assert "paragraph 3 of Part 1 of Schedule 12A" in public.withheld
    assert "Example" not in repr(public)
    held = meeting.items[1]
    assert held.title == "Winter plan"
    assert len(held.papers) == 2
