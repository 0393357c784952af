"""What the pages of minutes promise."""

from __future__ import annotations

import pytest
from django.urls import reverse

from meetings.models import Board
from minutes.actions import ActionDraft, put_actions
from minutes.decisions.notices import write_notice
from minutes.models import (
    Action,
    Ballot,
    ChairLink,
    DecisionNotice,
    Minutes,
    Resolution,
    Vote,
)
from minutes.workflow import return_minutes, send_to_chair
from rotherham_hwb.notifications.chairs import propose, send_chair_link
from rotherham_hwb.shown.chair_review import review_path
from tests import factories
from tests.desk.promises.presses import (
    Press,
    logged,
    reads,
    refused,
    seen,
    status,
)
from tests.minutes.decisions.test_notices import WHOLE, decided
from tests.minutes.decisions.test_voting import Room

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@reads("desk/minutes/publish", "desk/minutes/return")
def test_the_ways_of_minutes_keep_what_their_pages_promise(press: Press, board: Board) -> None:
    meeting = factories.meeting(board, by=press.user, state="held", date=factories.LONG_AGO)
    minutes = factories.minutes(meeting)
    factories.minute(minutes, "The quay", text="The quay was discussed.")
    factories.minute(minutes, "The tender", public_summary="Bids came.", **factories.exempt())
    page = reverse("minutes", args=[meeting.pk])
    publish, back = (
        reverse(name, args=[meeting.pk]) for name in ("desk_publish_minutes", "desk_minutes_return")
    )

    def state() -> str:
        return str(Minutes.objects.get(pk=minutes.pk).state)

    def numbers() -> list[str]:
        return list(minutes.entries.order_by("position").values_list("number", flat=True))

    def by_link() -> str:
        return seen(review_path(ChairLink.objects.get(minutes=minutes)))

    fixed = {
        "The minutes get their numbers": lambda: (
            state() == "with_chair" and all(numbers()) and "Send the proposal" in by_link()
        ),
        "Officers, and the chair by a link": lambda: (
            status(page) == 404
            and "The quay was discussed." in by_link()
            and "The tender" not in by_link()
            and "Bids came." in by_link()
        ),
        "Yes: the chair can return": lambda: press.client.get(back).status_code == 200,
        "They keep their numbers": lambda: all(numbers()),
    }
    press.keeps(publish, fixed, name="Ada Byron", email="ada@x.example")
    kept = numbers()
    press.keeps(
        back,
        {
            "They can be changed again": lambda: state() == "draft",
            "They keep their numbers": lambda: numbers() == kept,
            "Officers only": lambda: status(page) == 404,
            "Yes: send them": lambda: (
                not refused(
                    lambda: send_to_chair(Minutes.objects.get(pk=minutes.pk), by=press.user)
                )
            ),
        },
        reason="A name is wrong.",
        reasons="A name is wrong.",
    )
    press.keeps(
        publish,
        {
            "The minutes are published": lambda: "The quay was discussed." in seen(page),
            "Everyone": lambda: status(page) == 200,
            "of restricted minutes": lambda: (
                "The tender" not in seen(page) and "Bids came." in seen(page)
            ),
            "No: A later correction": lambda: refused(
                lambda: send_to_chair(Minutes.objects.get(pk=minutes.pk), by=press.user)
            ),
        },
    )


@reads("desk/minutes/remove")
def test_a_minute_that_is_removed_goes_as_its_page_promises(press: Press, board: Board) -> None:
    minutes = factories.minutes(factories.meeting(board, by=press.user, state="held"))
    item = minutes.meeting.items.get()
    minute = factories.minute(minutes, "The quay", text="The quay was discussed.", item=item)
    Resolution.objects.create(minute=minute, position=1, text="That it be swept.")
    put_actions(minute, [ActionDraft("Sweep it")], by=press.user)

    def drafted_again() -> bool:
        press.client.post(reverse("desk_minutes_draft", args=[minutes.meeting_id]))
        return minutes.entries.filter(item=item).exists()

    press.keeps(
        reverse("desk_minute_remove", args=[minutes.meeting_id, minute.pk]),
        {
            "Its text, resolutions, votes and actions": lambda: (
                not any(
                    kind.objects.filter(minute_id=minute.pk).exists()
                    for kind in (Resolution, Action)
                )
            ),
            f"Item {item.number} has no minute then": lambda: (
                not minutes.entries.filter(item=item).exists()
            ),
            "“Draft from the agenda” would add": drafted_again,
            "Officers only": lambda: status(reverse("minutes", args=[minutes.meeting_id])) == 404,
            "No: The log keeps its text": lambda: logged(
                board, press.user, "The quay was discussed."
            ),
        },
    )


@reads("desk/minutes/votes/remove")
def test_a_vote_that_is_removed_goes_as_its_page_promises(press: Press, board: Board) -> None:
    room = Room(board)
    vote = room.named(in_favour=5, against=4)
    meeting = room.minutes.meeting_id

    def recorded_again() -> bool:
        room.named(in_favour=5, against=4)
        return Ballot.objects.count() == 9

    press.keeps(
        reverse("desk_vote_remove", args=[meeting, vote.pk]),
        {
            "The vote, how it went and who is named": lambda: (
                not Vote.objects.exists() and not Ballot.objects.exists()
            ),
            "Officers alone see these minutes": lambda: (
                status(reverse("minutes", args=[meeting])) == 404
            ),
            "You can record the vote again": recorded_again,
            "how each member voted": lambda: True,  # the vote above was named anew
        },
    )


@reads("desk/minutes/notices/publish")
def test_a_decision_notice_keeps_what_its_page_promises(press: Press) -> None:
    minute = decided()
    press.as_user(factories.officer(minute.board))
    write_notice(minute, by=press.user, **WHOLE)

    def in_register() -> bool:
        notice = DecisionNotice.objects.get().get_absolute_url()
        page = seen(notice)
        return (
            notice in seen(reverse("decisions"))
            and all(words in page for words in WHOLE.values())
            and status(reverse("decision_notice_file", args=[minute.pk])) == 200
        )

    press.keeps(
        reverse("desk_publish_notice", args=[minute.minutes.meeting_id, minute.pk]),
        {
            "The statement of reasons": in_register,
            "Everyone": lambda: status(DecisionNotice.objects.get().get_absolute_url()) == 200,
            "No: a published notice stays": lambda: refused(
                lambda: write_notice(minute, by=press.user, reasons="Another.")
            ),
        },
    )


@reads("desk/minutes/chair_refuse")
def test_a_proposal_that_is_not_taken_is_kept_as_its_page_promises(
    press: Press, board: Board
) -> None:
    meeting = factories.meeting(board, by=press.user, state="held", date=factories.LONG_AGO)
    minutes = send_to_chair(factories.minutes(meeting), by=press.user)
    link = send_chair_link(minutes, name="Ada Byron", email="ada@x.example", by=press.user)
    proposal = propose(link, minute=None, old="", new="Bo was there.")
    desk = reverse("desk_chair", args=[meeting.pk])

    press.keeps(
        reverse("desk_chair_refuse", args=[meeting.pk, proposal.pk]),
        {
            "The proposal “Bo was there.” is kept": lambda: (
                "Not taken" in seen(desk, press.user) and "Bo was there." in seen(desk, press.user)
            ),
            "Officers, and the chair": lambda: "Bo was not." in seen(review_path(link)),
            "No: You can still change": lambda: (
                not refused(lambda: return_minutes(minutes, by=press.user, reason="Bo came late."))
            ),
        },
        reason="Bo was not.",
    )
