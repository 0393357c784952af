"""Minutes against what is recorded beside them: which sentence says otherwise than which record."""

from __future__ import annotations

import datetime as dt

import pytest

from meetings.lifecycle import Refused
from meetings.models import FormerName, Person, User
from minutes.attendance import attending
from minutes.models import Attendance, Declaration, Minute, Minutes
from minutes.workflow import publish_minutes, record_attendance, send_to_chair
from minutes.writing.disagreements import disagreements
from tests import factories

pytestmark = pytest.mark.django_db
KINDS = {
    "Ada Byron": "present",
    "Ann Lee": "present",
    "Ann Lee-Smith": "apologies",
    "Sol Vance": "apologies",
    "Ines Okafor": "absent",
}


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board())


@pytest.fixture
def minutes(olive: User) -> Minutes:
    record: Minutes = factories.minutes(factories.meeting(olive.roles.get().board, by=olive))
    names = [Attendance(name=name, kind=kind) for name, kind in KINDS.items()]
    record_attendance(record, *names)
    return record


def saying(minutes: Minutes, text: str) -> list[str]:
    """What is refused of minutes that say this."""
    minutes.entries.update(text=text)
    return [each.record for each in disagreements(minutes) if each.refused]


ADA = ["Ada Byron is recorded as present"]


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("Apologies for absence were received from Ada Byron.", ADA),
        ("Apologies for absence were received from Sol Vance (NHS) and Ada Byron (Chair).", ADA),
        ("All sat.\n\nApologies for absence had been received from:\nADA BYRON\nSol Vance", ADA),
        ("Apologies for absence were received from Cllr. V. Sol and Ada Byron.", ADA),
        ("Apologies for absence: from ADA BYRON, Sol Vance", ADA),
        (
            "Apologies for absence were received from Ines Okafor.",
            ["Ines Okafor is recorded as absent without apologies"],
        ),
        ("There were no apologies for absence.", ["apologies of Ann Lee-Smith are recorded"]),
        ("Apologies for absence were received from Sol Vance and Ann Lee-Smith.", []),
        ("Apologies for absence were received from Sol Vance (Ada Byron deputising).", []),
        ("Apologies for absence were received from Sol Vance, represented by Ada Byron.", []),
        ("Apologies for absence were received from Sol Vance. Ada Byron was welcomed.", []),
        ("Apologies for absence were received from Sol Vance, and Ada Byron welcomed all.", []),
        ("Apologies for lateness were received from Ada Byron.", []),
        ("Apologies for absence were not received from Ada Byron.", []),
        ("Apologies were asked of the contractor and received from Ada Byron’s firm.", []),
    ],
)
def test_apologies_of_somebody_recorded_otherwise_are_found(
    minutes: Minutes, text: str, records: list[str]
) -> None:
    assert saying(minutes, text) == records


@pytest.mark.parametrize(
    "called",
    [
        *("Councillor Zoe Grey", "Zoe Grey", "Cllr Grey", "Cllr. Zoe Grey", "COUNCILLOR GREY"),
        *("Dr Zoe King", "Dr King", "Lady Zoe King"),
    ],
)
def test_somebody_is_known_by_former_and_short_names(minutes: Minutes, called: str) -> None:
    zoe = Person.objects.create(name="Lady Zoe King")
    zoe.set_former_names([FormerName("Dr Zoe King", dt.date(2020, 5, 1))])
    zoe.save()
    names = [
        Attendance(name="Councillor Zoe Grey", kind="present", person=zoe),
        Attendance(name="Sol Vance", kind="apologies"),
    ]
    record_attendance(minutes, *names)
    wanted = ["Councillor Zoe Grey is recorded as present"]

    assert saying(minutes, f"Apologies for absence were received from {called}.") == wanted
    both = f"Apologies for absence were received from Sol Vance and {called}."
    assert saying(minutes, both) == wanted
    assert saying(minutes, "Apologies for absence were received from Zoe.") == []


def test_a_surname_of_two_says_nothing_where_one_of_them_sent_apologies(minutes: Minutes) -> None:
    names = [
        Attendance(name="Cllr Ada Byron", kind="present"),
        Attendance(name="Cllr Noel Byron", kind="apologies"),
    ]
    record_attendance(minutes, *names)

    assert saying(minutes, "Apologies for absence were received from Cllr Byron.") == []


def test_two_of_one_name_are_kept_apart(minutes: Minutes) -> None:
    record_attendance(minutes, Attendance(name="Ada Byron", kind="apologies", seat=None))

    assert saying(minutes, "Apologies for absence were received from Ada Byron.") == []


def test_apologies_that_the_words_leave_out_are_told_and_not_refused(minutes: Minutes) -> None:
    assert saying(minutes, "Apologies for absence were received from Sol Vance.") == []
    (found,) = disagreements(minutes)

    assert found.record == "apologies of Ann Lee-Smith are recorded and not named there"


def test_no_interests_and_an_interest_are_not_said_at_once(minutes: Minutes) -> None:
    words = "There were no declarations of interest made at the meeting."
    assert saying(minutes, words) == []
    ada = minutes.attendances.get(name="Ada Byron")
    Declaration.objects.create(attendance=ada, kind="personal", nature="Knows her.")

    assert saying(minutes, words) == ["an interest of Ada Byron is recorded"]


def test_a_sentence_under_a_sub_heading_is_read_too(minutes: Minutes) -> None:
    entry = minutes.entries.get()
    words = "Apologies for absence were received from Ada Byron."
    entry.sub_headings.create(position=1, heading="Who came", text=words)

    assert [each.sentence for each in disagreements(minutes) if each.refused] == [words]


def test_minutes_read_from_an_old_pack_say_what_it_says(minutes: Minutes) -> None:
    Minute.objects.filter(minutes=minutes).update(source_line=1)

    assert saying(minutes, "Apologies for absence were received from Ada Byron.") == []


def test_a_change_of_the_roll_after_the_draft_keeps_the_minutes_in(
    minutes: Minutes, olive: User
) -> None:
    """The very sentence and record are named; once they agree, the minutes go to the chair."""
    words = "Apologies for absence were received from Sol Vance and Ann Lee-Smith."
    minutes.entries.update(text=words)
    sol = minutes.attendances.get(name="Sol Vance")
    attending.mark(sol, kind="present", by=olive)

    with pytest.raises(Refused) as refused:
        send_to_chair(minutes, by=olive)

    assert f"It says “{words}”, but Sol Vance is recorded as present." in str(refused.value)
    attending.mark(sol, kind="apologies", by=olive)
    assert send_to_chair(minutes, by=olive).state == "with_chair"


def test_minutes_with_the_chair_that_say_both_are_not_published(
    minutes: Minutes, olive: User
) -> None:
    send_to_chair(minutes, by=olive)
    with factories.past_the_walls():
        minutes.entries.update(text="Apologies for absence were received from Ada Byron.")

    with pytest.raises(Refused, match="Ada Byron is recorded as present"):
        publish_minutes(minutes, by=olive)
