"""A supplement goes out, is told and is corrected by its number. No pack is compiled here."""

from __future__ import annotations

import pytest
from django.utils import timezone

from meetings.models import Meeting, User
from meetings.supplements import open_supplement
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.kinds import Kind, Stage
from rotherham_hwb.packs.models import Release
from rotherham_hwb.publishing import correct, publish
from rotherham_hwb.publishing.correct import replaced_by, waiting_corrections
from rotherham_hwb.publishing.publish import publish_supplement
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.fixture
def meeting(olive: User) -> Meeting:
    board = olive.roles.get().board
    return factories.meeting(board, state="agenda_published", by=olive)


def released(meeting: Meeting, kind: Kind, number: int, *, by: User, out: bool = True) -> Release:
    """A release, without editions, that is out."""
    made = Release(meeting=meeting, kind=kind, supplement=number, stage=Stage.PUBLISHED)
    made.digest, made.compiled_by = f"{number}".zfill(64), by
    if out:
        made.published_at, made.published_by = timezone.now(), by
    made.save()
    return made


def test_a_corrected_supplement_takes_the_place_of_the_same_one_alone(
    meeting: Meeting, olive: User
) -> None:
    one, two = (released(meeting, Kind.SUPPLEMENT, each, by=olive) for each in (1, 2))
    released(meeting, Kind.CONSOLIDATED, 2, by=olive)
    new = Release(meeting=meeting, kind=Kind.SUPPLEMENT, supplement=2)

    assert replaced_by(meeting, [new]) == [two]
    assert one in meeting.releases.out()


def test_corrections_are_looked_for_of_what_was_ever_out_the_main_pack_first(
    meeting: Meeting, olive: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[tuple[Kind, int]] = []

    def look(_: Meeting, *, kind: Kind, supplement: int) -> None:
        looked.append((kind, supplement))

    monkeypatch.setattr(correct, "ready_release", look)
    for kind, number in ((Kind.CONSOLIDATED, 2), (Kind.SUPPLEMENT, 2), (Kind.SUPPLEMENT, 1)):
        released(meeting, kind, number, by=olive)
    released(meeting, Kind.MAIN, 0, by=olive)
    released(meeting, Kind.SUPPLEMENT, 3, by=olive, out=False)

    assert waiting_corrections(meeting) == []
    assert looked == [
        (Kind.MAIN, 0),
        (Kind.SUPPLEMENT, 1),
        (Kind.SUPPLEMENT, 2),
        (Kind.CONSOLIDATED, 2),
    ]


def test_the_board_is_told_which_supplement_came_out(
    meeting: Meeting, olive: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go_out(meeting: Meeting, *, kind: Kind, supplement: int, by: User, at: object) -> Release:
        return released(meeting, kind, supplement, by=by)

    monkeypatch.setattr(publish, "must_pass", lambda *_: None)
    monkeypatch.setattr(publish, "ready_release", lambda *_, **__: None)
    monkeypatch.setattr(publish, "publish_release", go_out)

    publish_supplement(open_supplement(meeting, reason="Late.", by=olive), by=olive)

    subjects = Message.objects.values_list("subject", flat=True)
    assert list(subjects) == ["Supplement 1: Harbour Board, Wednesday 22 January 2025"]
