"""Minutes are approved with corrections at a later meeting, and signed on numbered leaves."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.db.utils import InternalError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, Meeting, User
from meetings.workflow import cancel_meeting, publish_old_agenda
from minutes import workflow
from minutes.approving import (
    CorrectionDraft,
    Leaves,
    approval_limb,
    approve_minutes,
    correct_minutes,
    leaf_series,
    sign_minutes,
    write_approval,
)
from minutes.models import Correction, Minute, Minutes, Resolution, SignedMinutes
from tests import factories

pytestmark = pytest.mark.django_db
MARCH, MAY, JULY = dt.date(2017, 3, 15), dt.date(2017, 5, 31), dt.date(2017, 7, 5)


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


def drafted(board: Board, day: dt.date, **fields: object) -> Minutes:
    meeting = factories.meeting(board, state="held", date=day, **fields)  # type: ignore[arg-type]
    return workflow.start_minutes(Minutes(meeting=meeting), by="a test")


def published(board: Board, day: dt.date, number: str = "11", text: str = "From 2020.") -> Minutes:
    minutes = drafted(board, day)
    factories.minute(minutes, "Better Harbours", number=number, text=text)
    officer = factories.officer(board)
    workflow.send_to_chair(minutes, by=officer)
    return workflow.publish_minutes(minutes, by=officer)


def later(board: Board, day: dt.date = JULY, **fields: object) -> Minute:
    """The minute of a later meeting, still a draft, that approves earlier minutes."""
    number = "15" if day == JULY else str(100 + day.month)
    minutes = drafted(board, day, **fields)
    return factories.minute(minutes, "Minutes of the previous meeting", number=number)


def approve(minutes: Minutes, by: User, day: dt.date = JULY) -> Minute:
    minute = later(minutes.meeting.board, day)
    approve_minutes([minutes], in_minute=minute, by=by)
    return minute


def test_one_resolution_approves_two_meetings_minutes_with_a_correction(
    board: Board, olive: User
) -> None:
    march, may = published(board, MARCH, "95"), published(board, MAY)
    told, minute = may.entries.get(), later(board)
    wrong = CorrectionDraft(told, old="2020", new="2017-2025")

    approve_minutes([may, march], in_minute=minute, corrections=[wrong], by=olive)

    for each in (march, may):
        assert (each.state, each.approved_in, each.approved_by) == ("approved", minute, olive)
        assert each.approved_at is not None
        assert each.approved_at.date() == JULY
    kept = Correction.objects.get()
    assert (kept.minutes, kept.minute, kept.made_in) == (may, told, minute)
    assert (kept.old, kept.new) == ("2020", "2017-2025")
    told.refresh_from_db()
    assert told.text == "From 2020."
    actions = set(AuditEvent.objects.values_list("action", "actor_name"))
    assert {("approve", olive.name), ("correct", olive.name)} <= actions


def test_the_resolution_names_each_meeting_and_each_correction(board: Board) -> None:
    march, may = published(board, MARCH, "95"), published(board, MAY)
    wrong = CorrectionDraft(may.entries.get(), old="2020", new="2017-2025")

    assert approval_limb([may]) == (
        "That the minutes of the meeting held on 31st May, 2017, be approved as a correct record."
    )
    assert approval_limb([may], [wrong]) == (
        "That the minutes of the meeting held on 31st May, 2017, be approved as a correct record "
        "subject to the following clerical correction:-\n\n"
        "Minute No. 11 (Better Harbours) should read “2017-2025” and not “2020”."
    )
    both = approval_limb([may, march], [wrong, CorrectionDraft(None, "The venue", "Dock", march)])
    assert both == (
        "That the minutes of the meetings held on 15th March, 2017, and 31st May, 2017, be "
        "approved as a correct record subject to the following clerical corrections:-\n\n"
        "Minute No. 11 (Better Harbours) of the meeting held on 31st May, 2017, should read "
        "“2017-2025” and not “2020”.\n\n"
        "The venue of the meeting held on 15th March, 2017, should read “Dock”."
    )


def test_words_of_the_list_of_those_present_are_corrected_there(board: Board) -> None:
    may = published(board, MAY)
    with factories.past_the_walls():
        may.attendances.create(position=1, name="Mary Grey")

    assert approval_limb([may], [CorrectionDraft(None, "Mary Grey", "Mary Gray")]).endswith(
        "The list of those present should read “Mary Gray” and not “Mary Grey”."
    )


def test_the_resolution_tells_no_word_of_a_restricted_minute(board: Board) -> None:
    may = published(board, MAY)
    secret = factories.minute(may, "The cannery", text="It costs £9.", **factories.exempt("Land"))

    told = approval_limb([may], [CorrectionDraft(secret, "£9", "£8")])

    assert "(Land) should read as recorded with that minute, which is not public." in told
    assert "£" not in told
    assert "cannery" not in told


def test_the_words_become_the_resolution_of_the_draft_minute(board: Board, olive: User) -> None:
    minute = later(board)
    write_approval(minute, "That they be approved.", by=olive)
    write_approval(minute, "That they be approved, but for a word.", by=olive)

    limb = Resolution.objects.get()
    assert (limb.text, limb.kind) == ("That they be approved, but for a word.", "minutes")
    minute.refresh_from_db()
    assert minute.revision == 2
    workflow.send_to_chair(minute.minutes, by=olive)
    with pytest.raises(Refused, match="no longer a draft"):
        write_approval(minute, "That they be refused.", by=olive)


def test_minutes_are_approved_once(board: Board, olive: User) -> None:
    may = published(board, MAY)
    stale = Minutes.objects.get(pk=may.pk)
    approve(may, olive)

    with pytest.raises(Refused, match="approved already in minute 15 of 5 July 2017"):
        approve_minutes([stale], in_minute=later(board, dt.date(2017, 9, 1)), by=olive)
    assert Minutes.objects.get(pk=may.pk).approved_in.minutes.meeting.date == JULY


def test_what_cannot_be_approved_is_refused_whole(board: Board, olive: User) -> None:
    march, may = published(board, MARCH, "95"), published(board, MAY)
    draft = drafted(board, dt.date(2017, 4, 1))
    minute = later(board)

    def refused(sentence: str, *approved: Minutes, at: Minute = minute, **more: object) -> None:
        with pytest.raises(Refused, match=sentence):
            approve_minutes(approved, in_minute=at, by=olive, **more)  # type: ignore[arg-type]
        assert set(Minutes.objects.values_list("state", flat=True)) <= {"draft", "published_draft"}
        assert not Correction.objects.exists()

    wrong = CorrectionDraft(may.entries.get(), old="2021", new="2025")
    other = CorrectionDraft(march.entries.get(), old="2020", new="2025")
    refused("Choose the minutes")
    refused("Publish the minutes of 1 April 2017", march, draft)
    refused("is not a meeting of Harbour Board", may, at=later(factories.board()))
    refused("at a later meeting than their own", may, at=may.entries.get())
    refused("“2021” does not stand in minute 11", march, may, corrections=[wrong])
    refused("which of the minutes", may, corrections=[other])
    refused(
        "which of the minutes", march, may, corrections=[CorrectionDraft(None, "The venue", "Dock")]
    )


def test_a_meeting_still_to_come_approves_nothing(board: Board, olive: User) -> None:
    may = published(board, MAY)
    meeting = factories.meeting(
        board, date=timezone.localdate() + dt.timedelta(days=9), state="called"
    )
    minutes = workflow.start_minutes(Minutes(meeting=meeting), by="a test")

    with pytest.raises(Refused, match="has not been held yet"):
        approve_minutes([may], in_minute=factories.minute(minutes), by=olive)


def test_a_joint_meeting_approves_the_minutes_of_a_board_that_joined_in(olive: User) -> None:
    host, guest = factories.board(), factories.board()
    may, minute = published(guest, MAY), later(host)
    minute.minutes.meeting.joint_boards.add(guest)

    approve_minutes([may], in_minute=minute, by=olive)

    assert may.state == "approved"


def test_a_correction_after_approval_stands_beside_the_text(board: Board, olive: User) -> None:
    may = published(board, MAY)
    told = may.entries.get()
    approve(may, olive)
    september = later(board, dt.date(2017, 9, 20))

    kept = correct_minutes(may, minute=told, old="2020", new="2025", made_in=september, by=olive)

    told.refresh_from_db()
    assert told.text == "From 2020."
    assert str(kept) == "“2020” should read “2025”"
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Correction.objects.update(new="2030")


def test_a_correction_is_refused_in_a_sentence(board: Board, olive: User) -> None:
    may, july = published(board, MAY), later(board)
    told = may.entries.get()

    def refused(sentence: str, minutes: Minutes = may, **said: object) -> None:
        given = {"minute": told, "old": "2020", "new": "2025", "made_in": None} | said
        with pytest.raises(Refused, match=sentence):
            correct_minutes(minutes, by=olive, **given)  # type: ignore[arg-type]
        assert not Correction.objects.exists()

    refused("not published yet", july.minutes, minute=july)
    refused("as they stand", old="  ")
    refused("stay as it is", new="2020")
    refused("does not stand in minute 11", old="1999")
    refused("not one of the minutes", minute=july)
    refused("at a later meeting", made_in=told)


def test_new_words_that_name_a_minute_lead_to_it(board: Board, olive: User) -> None:
    published(board, MAY, "3")
    july = published(board, JULY, "20", "As in Minute No. 2.")
    told = july.entries.get()
    september = dt.date(2017, 9, 20)

    correct_minutes(
        july,
        minute=told,
        old="Minute No. 2",
        new="Minute No. 3",
        made_in=later(board, september),
        by=olive,
    )

    led = {each.text: each.target_id and each.target.number for each in told.references.all()}
    assert led == {"Minute No. 2": None, "Minute No. 3": "3"}


def leaves(count: int) -> object:
    return lambda first: Leaves(f"{count} leaves from {first}".encode(), count)


def signed(minutes: Minutes, by: User, count: int = 2, on: dt.date = JULY) -> SignedMinutes:
    return sign_minutes(
        minutes,
        presided_by="Ada Byron",
        signed_on=on,
        set_leaves=leaves(count),  # type: ignore[arg-type]
        by=by,
    )


@pytest.mark.slow
def test_leaves_are_numbered_on_through_the_boards_municipal_year(
    board: Board, olive: User
) -> None:
    may, july = published(board, MAY), published(board, JULY, "20")
    march = published(board, MARCH, "95")
    approve(may, olive, dt.date(2017, 6, 1))
    minute = later(board, dt.date(2017, 9, 20))
    approve_minutes([march, july], in_minute=minute, by=olive)
    kept = [signed(each, olive, 3, dt.date(2017, 9, 20)) for each in (may, march, july)]

    assert leaf_series(may) == f"{board.pk} 2017/18"
    assert [each.first_leaf for each in kept] == [1, 1, 4]
    assert kept[2].file.read() == b"3 leaves from 4"
    assert may.state == "signed"


@pytest.mark.parametrize("state", ["called", "agenda_published", "held"])
def test_a_meeting_is_closed_when_its_minutes_are_signed(
    board: Board, olive: User, state: str
) -> None:
    meeting = factories.meeting(board, by=olive, state=state, date=MAY)
    may = factories.minutes(meeting, state="published_draft", by=olive)
    approve(may, olive)

    signed(may, olive)

    meeting.refresh_from_db()
    assert meeting.state == "closed"
    with pytest.raises(Refused, match="it is closed"):
        cancel_meeting(meeting, by=olive, reason="Too late.")


def test_signing_the_minutes_of_a_meeting_cancelled_since_leaves_it_cancelled(
    board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, state="agenda_published", date=MAY)
    may = factories.minutes(meeting, state="published_draft", by=olive)
    approve(may, olive)
    cancel_meeting(meeting, by=olive, reason="Nobody came.")
    may = Minutes.objects.get(pk=may.pk)

    signed(may, olive)

    meeting.refresh_from_db()
    assert meeting.state == "cancelled"


def test_the_old_agenda_of_a_closed_meeting_is_published_and_leaves_it_closed(
    board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, by=olive, state="called", date=MAY)
    may = factories.minutes(meeting, state="published_draft", by=olive)
    approve(may, olive)
    signed(may, olive)
    meeting.refresh_from_db()

    publish_old_agenda(meeting, by=olive)

    assert meeting.state == "closed"
    assert meeting.agenda_published_at
    assert meeting.items.get().published_at


def test_nothing_but_a_correction_changes_signed_minutes(board: Board, olive: User) -> None:
    may = published(board, MAY)
    approve(may, olive)
    kept = signed(may, olive)

    with pytest.raises(Refused, match="signed already"):
        signed(may, olive)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        SignedMinutes.objects.update(presided_by="Somebody else")
    kept.refresh_from_db()
    assert kept.presided_by == "Ada Byron"
    correct_minutes(may, minute=None, old="The venue", new="Dock", made_in=None, by=olive)
    assert may.corrections.count() == 1


def test_minutes_are_not_approved_in_a_minute_that_is_gone(board: Board, olive: User) -> None:
    may, minute = published(board, MAY), later(board)
    Minute.objects.filter(pk=minute.pk).delete()

    with pytest.raises(Refused, match="Somebody removed the minute"):
        approve_minutes([may], in_minute=minute, by=olive)


def test_what_is_approved_and_where_is_held_until_it_is_stored(board: Board, olive: User) -> None:
    may, minute = published(board, MAY), later(board)

    with CaptureQueriesContext(connection) as asked:
        approve_minutes([may], in_minute=minute, by=olive)

    first = next(each["sql"] for each in asked if "FOR UPDATE" in each["sql"])
    held = first.partition(" IN (")[2].partition(")")[0].split(", ")
    assert {*held} == {str(may.pk), str(minute.minutes_id)}


def test_others_write_of_the_board_while_leaves_are_set(board: Board, olive: User) -> None:
    may = published(board, MAY)
    approve(may, olive)

    with CaptureQueriesContext(connection) as asked:
        signed(may, olive)

    held = [each["sql"] for each in asked if each["sql"].endswith('UPDATE OF "meetings_board"')]
    assert len(held) == 1
    assert "FOR NO KEY UPDATE" in held[0]


def test_an_extraordinary_meeting_signs_no_minutes(board: Board, olive: User) -> None:
    may = published(board, MAY)
    approve(may, olive, dt.date(2017, 6, 14))
    special = factories.meeting(board, state="held", date=JULY, extraordinary=True)

    with pytest.raises(Refused, match="extraordinary one"):
        signed(may, olive)
    Meeting.objects.filter(pk=special.pk).update(extraordinary=False)
    assert signed(may, olive).signed_on == JULY


def test_what_cannot_be_signed_is_refused_in_a_sentence(board: Board, olive: User) -> None:
    may = published(board, MAY)
    with pytest.raises(Refused, match="has to approve"):
        signed(may, olive)
    approve(may, olive)

    for day, sentence in (
        (dt.date(2017, 7, 6), "did not meet on 6 July 2017"),
        (MAY, "approved on 5 July 2017"),
        (timezone.localdate() + dt.timedelta(days=1), "still to come"),
    ):
        with pytest.raises(Refused, match=sentence):
            signed(may, olive, on=day)
    with pytest.raises(Refused, match="name of the person"):
        sign_minutes(may, presided_by=" ", signed_on=JULY, set_leaves=leaves(1), by=olive)  # type: ignore[arg-type]
    assert may.state == "approved"
    assert not SignedMinutes.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_minutes_signed_at_once_leave_no_gap_and_no_double_leaf() -> None:
    assert connection.vendor == "postgresql"
    board = factories.board("Harbour Board")
    olive = factories.officer(board)
    days = [dt.date(2017, 6, day) for day in (1, 8, 15, 22)]
    records = [published(board, day, str(30 + day.day)) for day in days]
    approve_minutes(records, in_minute=later(board), by=olive)
    start = Barrier(len(records))

    def sign(minutes: Minutes) -> None:
        start.wait()
        signed(Minutes.objects.get(pk=minutes.pk), olive, count=3)
        connections.close_all()

    with ThreadPoolExecutor(len(records)) as pool:
        list(pool.map(sign, records))

    firsts = SignedMinutes.objects.order_by("first_leaf").values_list("first_leaf", flat=True)
    assert list(firsts) == [1, 4, 7, 10]
