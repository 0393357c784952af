"""Minutes drafted from the agenda: what they begin with, and what stays as somebody wrote it."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Board, Meeting, Presenter, Supplement, User
from minutes.models import Attendance, Declaration, Minute, Minutes, Note
from minutes.workflow import record_attendance, send_to_chair, start_minutes
from minutes.writing.drafting import draft_minutes, entry_for, missing_items
from minutes.writing.entries import add_entry, change_minute, remove_entry
from tests import factories

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 1, 22)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    return factories.meeting(board, by=olive, items=0, date=DAY)


@pytest.fixture
def minutes(meeting: Meeting, olive: User) -> Minutes:
    return start_minutes(Minutes(meeting=meeting), by=olive)


def drafted(minutes: Minutes, by: User, **proposals: list[tuple[str, str]]) -> dict[str, Minute]:
    """The entries after drafting, by title; proposals by the title of their item."""
    items = {each.title: each.pk for each in minutes.meeting.items.all()}
    draft_minutes(minutes, proposals={items[t]: v for t, v in proposals.items()}, by=by)
    return {each.title: each for each in minutes.entries.order_by("position")}


def limbs(minute: Minute) -> list[str]:
    return [str(each) for each in minute.resolutions.all()]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Declarations of Interest", "There were no declarations of interest made at the meeting."),
        (
            "Questions from members of the public and the press",
            "There were no questions from members of the public or the press.",
        ),
        ("Communications", "There were no communications to report."),
        (
            "To determine any item(s) to be considered as a matter of urgency",
            "There was no urgent business.",
        ),
        (
            "To determine if any matters fall under Part 1 of Schedule 12A to the 1972 Act",
            "There were no items that required the exclusion of the press and public.",
        ),
        ("Date and time of next meeting", "The date of the next meeting is to be confirmed."),
        ("Apologies for absence", ""),
        ("Any other matter", ""),
    ],
)
def test_nil_returns_have_standing_words(
    minutes: Minutes, olive: User, title: str, words: str
) -> None:
    factories.item(minutes.meeting, title)

    assert drafted(minutes, olive)[title].text == words


def test_apologies_are_written_out_once_the_roll_was_taken(minutes: Minutes, olive: User) -> None:
    factories.item(minutes.meeting, "Apologies")
    record_attendance(minutes, Attendance(name="Ada Byron"))
    assert drafted(minutes, olive)["Apologies"].text == "There were no apologies for absence."

    kind = Attendance.Kind.APOLOGIES
    Attendance.objects.create(
        minutes=minutes, position=2, name="Sol Vance", organisation_or_post="NHS", kind=kind
    )
    Attendance.objects.create(minutes=minutes, position=3, name="Ines Okafor", kind=kind)

    assert drafted(minutes, olive)["Apologies"].text == (
        "Apologies for absence were received from Sol Vance (NHS) and Ines Okafor."
    )


def test_interests_are_told_beside_the_text_and_never_copied_into_it(
    minutes: Minutes, olive: User
) -> None:
    factories.item(minutes.meeting, "Declarations of Interest")
    lease = factories.item(minutes.meeting, "Leases")
    sale = factories.item(minutes.meeting, "Sale to Byron Ltd", **factories.exempt("A sale"))
    record_attendance(minutes, Attendance(name="Councillor Ada Byron"))
    ada = minutes.attendances.get()
    for item, nature in ((lease, "Trustee of the pier."), (sale, "Her brother’s firm")):
        Declaration.objects.create(
            attendance=ada, item=item, kind="personal", nature=nature, leaves_room=item == sale
        )

    entries = drafted(minutes, olive)

    assert entries["Declarations of Interest"].text == ""
    assert "Ada Byron" not in entries["Leases"].text + entries["Sale to Byron Ltd"].text


@pytest.mark.parametrize(
    ("kind", "presenters", "words"),
    [
        ("paper", [("Ada Byron", "NHS", "")], "Ada Byron, NHS, presented the report."),
        (
            "verbal",
            [("Ada Byron", "", ""), ("Sol Vance", "", "")],
            "Ada Byron and Sol Vance gave a verbal report.",
        ),
        ("presentation", [("", "Chair", "Winter")], "Chair gave a presentation, “Winter”."),
        ("paper", [], "Consideration was given to the report."),
        ("presentation", [], "A presentation was given."),
    ],
)
def test_who_presented_what_is_said(
    minutes: Minutes, olive: User, kind: str, presenters: list[tuple[str, str, str]], words: str
) -> None:
    item = factories.item(minutes.meeting, "Winter", kind=kind)
    for at, (name, role, title) in enumerate(presenters, start=1):
        Presenter.objects.create(item=item, position=at, name=name, role=role, title=title)

    assert drafted(minutes, olive)["Winter"].text == words


def test_recommendations_become_limbs_that_are_still_to_be_confirmed(
    minutes: Minutes, olive: User
) -> None:
    factories.item(minutes.meeting, "Winter", kind="paper")

    entry = drafted(
        minutes, olive, Winter=[("The Board", "That it be noted."), ("NHS", "That NHS report.")]
    )["Winter"]

    assert limbs(entry) == ["(1) That it be noted.", "(2) That NHS report."]
    second = entry.resolutions.last()
    assert second is not None
    assert (second.proposed, second.addressee, second.fate) == ("That NHS report.", "NHS", "")
    with pytest.raises(Refused, match="what became of the recommendations in “Winter”"):
        send_to_chair(minutes, by=olive)


def test_notes_stay_the_officers_own_and_nothing_is_said_not_to_have_happened(
    minutes: Minutes, olive: User
) -> None:
    item = factories.item(minutes.meeting, "Communications")
    nil = "There were no communications to report."
    assert drafted(minutes, olive)["Communications"].text == nil

    Note.objects.create(minutes=minutes, item=item, text="A letter came; a rude one.\n")

    assert drafted(minutes, olive)["Communications"].text == ""


def test_the_minutes_of_the_previous_meeting_are_put_for_approval(
    board: Board, minutes: Minutes, olive: User
) -> None:
    before = factories.meeting(board, by=olive, date=dt.date(2024, 11, 1), state="held")
    factories.item(minutes.meeting, "Minutes of the previous meeting", minutes_of=before)

    entry = drafted(minutes, olive)["Minutes of the previous meeting"]

    assert entry.text == (
        "The minutes of the previous meeting of the Harbour Board, held on 1st November, 2024, "
        "were considered."
    )
    assert limbs(entry) == [
        "That the minutes of the meeting held on 1st November, 2024, be approved as a correct "
        "record."
    ]
    assert entry.resolutions.get().kind == "minutes"


def test_the_next_called_meeting_is_named(board: Board, minutes: Minutes, olive: User) -> None:
    for day, state in ((3, "draft"), (19, "called"), (26, "called")):
        factories.meeting(
            board, by=olive, date=dt.date(2025, 3, day), state=state, venue="Town Hall\nYork"
        )
    factories.item(minutes.meeting, "Date of next meeting")

    entry = drafted(minutes, olive)["Date of next meeting"]

    assert entry.text == ""
    assert limbs(entry) == [
        "That the next meeting of the Harbour Board be held on Wednesday, 19th March, 2025, at "
        "9.00 a.m., at Town Hall, York."
    ]


def test_an_exclusion_names_the_private_items(minutes: Minutes, olive: User) -> None:
    factories.private_item(minutes.meeting, "Sale")

    entry = drafted(minutes, olive)["Exclusion of the press and public"]

    assert "while item 2 is considered" in limbs(entry)[0]
    assert entry.resolutions.get().kind == "exclusion"


def test_a_restricted_item_gives_a_restricted_minute(minutes: Minutes, olive: User) -> None:
    factories.item(minutes.meeting, "Sale", **factories.exempt("A sale", paragraphs=(3, 5)))

    entry = drafted(minutes, olive)["Sale"]

    assert (entry.restriction, entry.safe_title) == ("exempt", "A sale")
    assert entry.exempt_paragraphs == [3, 5]


def test_a_late_item_brings_the_opinion_recorded_with_its_supplement(
    minutes: Minutes, olive: User
) -> None:
    supplement = Supplement.objects.create(
        meeting=minutes.meeting, number=1, reason="x", urgency="The pier broke.", urgency_by="Chair"
    )
    factories.item(minutes.meeting, "Pier", late=True, late_reason="Storm", supplement=supplement)
    factories.item(minutes.meeting, "Roof", late=True, late_reason="A storm.")

    entries = drafted(minutes, olive)

    assert entries["Pier"].urgent_reason == "The pier broke. (Chair)"
    assert entries["Roof"].urgent_reason == "A storm."


def test_words_of_urgency_shared_with_a_private_late_item_are_put_into_no_open_minute(
    minutes: Minutes, olive: User
) -> None:
    supplement = Supplement.objects.create(
        meeting=minutes.meeting, number=1, reason="x", urgency="The buyer withdraws on Friday."
    )
    late = {"late": True, "late_reason": supplement.urgency, "supplement": supplement}
    factories.item(minutes.meeting, "Pier", **late)
    factories.item(minutes.meeting, "Sale", **late, **factories.exempt("A sale"))
    factories.item(minutes.meeting, "Matters of urgency")

    entries = drafted(minutes, olive)

    assert entries["Sale"].urgent_reason == "The buyer withdraws on Friday."
    assert entries["Pier"].urgent_reason == ""
    assert "matter of urgency." in entries["Matters of urgency"].text
    assert "buyer" not in entries["Matters of urgency"].text


def test_sub_items_are_parts_of_their_item_s_minute_unless_others_may_read_them(
    minutes: Minutes, olive: User
) -> None:
    top = factories.item(minutes.meeting, "Winter")
    factories.item(minutes.meeting, "Heating", parent=top, number="(a)", kind="paper")
    factories.item(
        minutes.meeting, "Prices", parent=top, number="(b)", **factories.exempt("Prices, private")
    )

    entries = drafted(minutes, olive, Heating=[("", "That A.")], Winter=[("", "That B.")])

    assert list(entries) == ["Winter", "Prices"]
    part = entries["Winter"].sub_headings.get()
    assert (part.heading, part.text) == ("Heating", "Consideration was given to the report.")
    assert limbs(entries["Winter"]) == ["(1) That B.", "(2) That A."]
    assert entries["Winter"].resolutions.get(label="(2)").under == part


def test_what_somebody_wrote_is_never_overwritten(minutes: Minutes, olive: User) -> None:
    factories.item(minutes.meeting, "Communications")
    entry = drafted(minutes, olive)["Communications"]
    change_minute(entry, revision=0, text="", title="Letters", by=olive)

    assert draft_minutes(minutes, proposals={}, by=olive) == []
    entry.refresh_from_db()
    assert (entry.title, entry.text) == ("Letters", "")


def test_drafting_again_adds_what_is_missing_in_its_place(minutes: Minutes, olive: User) -> None:
    for title in "abcd":
        factories.item(minutes.meeting, title)
    entries = drafted(minutes, olive)
    add_entry(minutes, title="a tribute", after=entries["a"], by=olive)
    remove_entry(entries["c"], by=olive)
    assert [each.title for each in missing_items(minutes)] == ["c"]

    assert list(drafted(minutes, olive)) == ["a", "a tribute", "b", "c", "d"]
    assert drafted(minutes, olive).keys() == drafted(minutes, olive).keys()


def test_an_entry_is_begun_when_the_meeting_comes_to_its_item(
    minutes: Minutes, olive: User
) -> None:
    first, second = (factories.item(minutes.meeting, title) for title in "ab")
    made = entry_for(minutes, second, by=olive)
    entry_for(minutes, first, by=olive)

    assert entry_for(minutes, second, by=olive) == made
    assert [each.title for each in minutes.entries.order_by("position")] == ["a", "b"]


def test_a_begun_entry_still_gets_its_words_and_limbs(minutes: Minutes, olive: User) -> None:
    item: AgendaItem = factories.item(minutes.meeting, "Winter", kind="paper")
    entry_for(minutes, item, by=olive)

    entry = drafted(minutes, olive, Winter=[("", "That it be noted.")])["Winter"]

    assert entry.text == "Consideration was given to the report."
    assert limbs(entry) == ["That it be noted."]


def test_closed_minutes_are_not_drafted(minutes: Minutes, olive: User) -> None:
    factories.item(minutes.meeting, "a")
    drafted(minutes, olive)
    send_to_chair(minutes, by=olive)
    factories.item(minutes.meeting, "b")

    with pytest.raises(Refused, match="with the chair"):
        draft_minutes(minutes, proposals={}, by=olive)


def test_items_to_be_taken_in_private_are_named_by_their_numbers() -> None:
    board = factories.board()
    meeting = factories.meeting(board, items=0)
    factories.item(meeting, "Matters under Schedule 12A", number="1")
    factories.private_item(meeting, "The purchase")
    factories.item(meeting, "Matters arising and actions", kind="actions")
    minutes = start_minutes(Minutes(meeting=meeting), by="a test")

    draft_minutes(minutes, proposals={}, by="a test")

    texts = dict(minutes.entries.values_list("title", "text"))
    private = meeting.items.get(restriction="exempt").number
    assert texts["Matters under Schedule 12A"] == (
        f"It was noted that item {private} would be taken in private."
    )
    assert (
        texts["Matters arising and actions"] == "The actions of earlier meetings were considered."
    )
