"""One reading of the agenda: the page, the pack and the Word copy tell a viewer the same."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from meetings.access import PUBLIC, RoleKind, Viewer
from meetings.models import AgendaItem, Board, Meeting, Supplement, User
from meetings.supplements import add_late_item, publish_supplement_items
from meetings.workflow import call_meeting, publish_agenda
from reports.models import Paper
from reports.signing import defer_paper
from reports.workflow import withdraw_paper
from rotherham_hwb.packs.contents.plan_pack import plan_pack
from rotherham_hwb.packs.kinds import Audience, Kind
from rotherham_hwb.packs.plan.pack_plan import Axes, Part, Skipped
from rotherham_hwb.shown.agenda.issue import Issue
from rotherham_hwb.shown.agenda.items import shown_agenda, shown_supplement
from rotherham_hwb.shown.viewers import holder_of, viewer_of
from tests import factories
from tests.factories.packs import meeting_with_papers, pdf_paper
from tests.public.world import edition as issued
from tests.public.world import place

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
URGENT = "Zebra bids close on Friday."


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    """A meeting whose agenda is out, with one open paper."""
    meeting = meeting_with_papers(1, board=board, by=olive)
    call_meeting(meeting, by=olive)
    publish_agenda(meeting, by=olive)
    paper = factories.public_paper(Paper.objects.get(), by=olive)
    issued(meeting, ("1", paper), by=olive, audience="public")
    return meeting


def word_copy(meeting: Meeting, *, by: User, copy: str = "public") -> str:
    client = Client()
    client.force_login(by)
    answer = client.get(reverse("desk_agenda_word", args=[meeting.pk]), {"copy": copy})
    document: Any = Document(io.BytesIO(answer.content))
    return str(document.element.xml)


def public_outlets(meeting: Meeting, *, by: User, supplement: int) -> dict[str, str]:
    """What the public is told of a meeting: on its page, in its packs, in Word."""
    packs = {
        str(kind): Axes(kind=kind, supplement=supplement)
        for kind in (Kind.SUPPLEMENT, Kind.CONSOLIDATED)
    }
    return {
        "page": Client().get(meeting.get_absolute_url()).content.decode(),
        "word": word_copy(meeting, by=by),
        **{name: repr(plan_pack(meeting, axes=axes)) for name, axes in packs.items()},
    }


def late_item(meeting: Meeting, supplement: Any, title: str, *, by: User, **fields: Any) -> Any:
    item = AgendaItem(title=title, **fields)
    after = meeting.items.get(number="1")
    return add_late_item(item, after=after, supplement=supplement, by=by)


def issue(supplement: Supplement, *, by: User) -> None:
    """Publish a supplement, with a pack of which no page was set."""
    now = timezone.now()
    publish_supplement_items(supplement, by=by, at=now)
    for paper in Paper.objects.filter(placements__supplement=supplement):
        factories.public_paper(paper, by=by)
    papers = [("1A", each.paper) for each in supplement.placements.select_related("paper")]
    pack: dict[str, Any] = {"kind": "supplement", "supplement": supplement.number}
    issued(supplement.meeting, *papers, by=by, audience="public", **pack)


@pytest.fixture
def late(meeting: Meeting, olive: User) -> Meeting:
    """The same with a supplement: an open late item beside one that is withheld."""
    one = factories.urgent_supplement(meeting, reason="Late.", urgency=URGENT, by=olive)
    pdf_paper(late_item(meeting, one, "Tender", by=olive), "The tender", supplement=one)
    private = {**factories.exempt("A bid"), "public_interest": factories.PUBLIC_INTEREST}
    late_item(meeting, one, "Okapi bids", by=olive, **private)
    issue(one, by=olive)
    return meeting


def test_a_reason_that_a_withheld_late_item_shares_is_told_by_no_outlet(
    late: Meeting, olive: User
) -> None:
    told = public_outlets(late, by=olive, supplement=1)

    assert all("Tender" in text and "A bid" in text for text in told.values())
    assert [name for name, text in told.items() if "Zebra" in text or "Okapi" in text] == []


def test_a_later_supplement_does_not_tell_it_either(late: Meeting, olive: User) -> None:
    two = factories.urgent_supplement(late, reason="More.", urgency="It is urgent.", by=olive)
    pdf_paper(late.items.get(title="Tender"), "More of the tender", supplement=two)

    told = {**public_outlets(late, by=olive, supplement=2)}

    assert [name for name, text in told.items() if "Zebra" in text or "Okapi" in text] == []


OPEN = {"openitem", "opennote", "openpaper", "gonepaper", "lateopen", "latepaper"}
OPEN |= {"alonelate", "alonereason", "replacement"}
SAFE_EXEMPT = {"exemptsafe", "pricesafe", "latesafe"}
EXEMPT = {"exempttitle", "exemptnote", "exemptpaper", "pricepaper", "latehidden", "sharedreason"}
EXEMPT |= {"elsewherepaper"}
SAFE_CLOSED = {"closedsafe", "lettersafe"}
CLOSED = {"closedtitle", "closednote", "closedpaper", "letterpaper"}
NOT_OUT = {"latertitle", "laterpaper", "laterreason"}
DEFERRED = {"deferredpaper"}
WORDS = OPEN | SAFE_EXEMPT | EXEMPT | SAFE_CLOSED | CLOSED | NOT_OUT | DEFERRED
TOLD = {
    "public": OPEN | SAFE_EXEMPT | SAFE_CLOSED,
    "partner": OPEN | SAFE_EXEMPT | SAFE_CLOSED,
    "member": OPEN | EXEMPT | SAFE_CLOSED,
    "officer": OPEN | EXEMPT | CLOSED | NOT_OUT,
}
"""Of all the words planted in a meeting, those that each viewer is told, and not one more."""
BECAUSE: dict[str, Any] = {"public_interest": factories.PUBLIC_INTEREST}


def closed(safe_title: str) -> dict[str, Any]:
    return {"restriction": "confidential", "safe_title": safe_title}


def planted(board: Board, olive: User) -> Meeting:
    """A draft agenda with a word of its own in everything that is said."""
    meeting = factories.meeting(board, by=olive, items=0)
    item = factories.item(meeting, "openitem", notes=["opennote"])
    for title in ("openpaper", "gonepaper"):
        pdf_paper(item, title)
    pdf_paper(item, "pricepaper", **factories.exempt("pricesafe"), **BECAUSE)
    pdf_paper(item, "letterpaper", **closed("lettersafe"))
    defer_paper(pdf_paper(item, "deferredpaper"), by=olive, reason="No figures.")
    factories.item(meeting, "Exclusion of the press and public", kind="exclusion")
    private = {**factories.exempt("exemptsafe"), **BECAUSE}
    exempt = factories.item(meeting, "exempttitle", notes=["exemptnote"], **private)
    pdf_paper(exempt, "exemptpaper", **factories.exempt("A paper"), **BECAUSE)
    confidential = factories.item(
        meeting, "closedtitle", notes=["closednote"], **closed("closedsafe")
    )
    pdf_paper(confidential, "closedpaper", **closed("A letter"))
    other = factories.meeting(board, by=olive, items=0, date=factories.LONG_AGO)
    elsewhere = factories.private_item(other)
    place(pdf_paper(item, "elsewherepaper"), elsewhere)
    return meeting


def publish(meeting: Meeting, *, by: User) -> None:
    call_meeting(meeting, by=by)
    publish_agenda(meeting, by=by)
    for paper in Paper.objects.filter(placements__item__meeting=meeting).exclude(state="deferred"):
        factories.public_paper(paper, by=by)
    issued(meeting, by=by, audience="public")


def supplemented(meeting: Meeting, *, by: User) -> Meeting:
    """Two supplements are out, one of them with a withheld late item; a third one is not."""
    one = factories.urgent_supplement(meeting, reason="Late.", urgency="sharedreason", by=by)
    pdf_paper(late_item(meeting, one, "lateopen", by=by), "latepaper", supplement=one)
    private = {**factories.exempt("latesafe"), **BECAUSE}
    late_item(meeting, one, "latehidden", by=by, **private)
    issue(one, by=by)
    two = factories.urgent_supplement(meeting, reason="Later.", urgency="alonereason", by=by)
    late_item(meeting, two, "alonelate", by=by)
    replaced = meeting.items.get(title="openitem").placements.get(paper__title="openpaper")
    pdf_paper(replaced.item, "replacement", supplement=two, replaces=replaced)
    issue(two, by=by)
    three = factories.urgent_supplement(meeting, reason="Latest.", urgency="laterreason", by=by)
    pdf_paper(late_item(meeting, three, "latertitle", by=by), "laterpaper", supplement=three)
    withdraw_paper(Paper.objects.get(title="gonepaper"), by=by, reason="A wrong figure.")
    return meeting


@pytest.fixture
def full(board: Board, olive: User) -> Meeting:
    meeting = planted(board, olive)
    publish(meeting, by=olive)
    return supplemented(meeting, by=olive)


def viewer_as(role: str, board: Board) -> Viewer:
    return PUBLIC if role == "public" else holder_of(RoleKind(role), board)


def words_in(text: object) -> set[str]:
    return {word for word in WORDS if word in str(text)}


def page_of(meeting: Meeting, role: str) -> str:
    client = Client()
    if role != "public":
        client.force_login(factories.user(board=meeting.board, role=role))
    return client.get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", TOLD)
def test_each_viewer_is_shown_what_is_theirs_and_the_page_tells_it(
    full: Meeting, board: Board, role: str
) -> None:
    assert words_in(shown_agenda(full, viewer_as(role, board))) == TOLD[role]
    assert words_in(page_of(full, role)) == TOLD[role]


@pytest.mark.parametrize(
    ("audience", "role"), [(Audience.PUBLIC, "public"), (Audience.RESTRICTED, "member")]
)
def test_the_packs_tell_their_audience_what_a_viewer_is_shown(
    full: Meeting, board: Board, audience: Audience, role: str
) -> None:
    """But for papers that are not in it: of these a pack leaves the room and says no word."""
    assert viewer_of(audience, board) == viewer_as(role, board)
    told = {
        number: words_in(
            plan_pack(full, axes=Axes(kind=kind, supplement=number, audience=audience)).plan
        )
        for kind, number in ((Kind.MAIN, 0), (Kind.SUPPLEMENT, 1), (Kind.SUPPLEMENT, 2))
    }
    whole = Axes(kind=Kind.CONSOLIDATED, supplement=2, audience=audience)
    bound = TOLD[role] - {"gonepaper", "pricesafe", "lettersafe"}

    assert words_in(plan_pack(full, axes=whole).plan) == bound
    assert set().union(*told.values()) == bound
    for number, words in told.items():
        issue = Issue(number, number)
        viewer = viewer_of(audience, board)
        shown = shown_agenda(full, viewer, issue=issue), shown_supplement(full, viewer, number)
        assert words <= words_in(shown), issue


def test_the_words_of_word_copies_are_those_of_the_page(full: Meeting, olive: User) -> None:
    assert words_in(word_copy(full, by=olive)) == TOLD["public"]
    assert words_in(word_copy(full, by=olive, copy="officer")) == TOLD["officer"]


@pytest.mark.parametrize("role", TOLD)
def test_an_issue_tells_what_is_shown_once_it_is_out(board: Board, olive: User, role: str) -> None:
    meeting, viewer = planted(board, olive), viewer_as(role, board)
    before = shown_agenda(meeting, viewer, issue=Issue())

    publish(meeting, by=olive)

    assert shown_agenda(meeting, viewer) == before


def test_what_has_no_safe_title_is_not_named_and_leaves_its_room_in_the_pack(full: Meeting) -> None:
    """An open paper that stands on a private item of another meeting too, for one."""
    first = shown_agenda(full, PUBLIC).items[0].papers
    public = plan_pack(full, axes=Axes()).plan.items[0].parts
    members = plan_pack(full, axes=Axes(audience=Audience.RESTRICTED)).plan.items[0].parts

    titles = [each.title for each in first]
    assert titles == ["openpaper", "gonepaper", "pricesafe", "lettersafe", "replacement"]
    assert [type(each).__name__ for each in public] == ["Part", *["Skipped"] * 4]
    assert isinstance(members[-1], Part)
    assert members[-1].title == "elsewherepaper"


def test_nothing_of_a_withheld_item_s_papers_is_listed(full: Meeting) -> None:
    withheld = [item for item in shown_agenda(full, PUBLIC).items if item.withheld]

    assert [item.title for item in withheld] == ["latesafe", "exemptsafe", "closedsafe"]
    assert {(item.papers, item.kind, item.restriction) for item in withheld} == {((), None, None)}


def test_members_read_in_their_pack_an_exempt_paper_that_another_board_owns(
    board: Board, olive: User
) -> None:
    """Its owner's members may read it; the members of the meeting may once the agenda is out."""
    meeting = factories.meeting(board, by=olive, items=1)
    paper = pdf_paper(meeting.items.get(), "borrowed", **factories.exempt("lent"), **BECAUSE)
    Paper.objects.filter(pk=paper.pk).update(board=factories.board())

    (members,) = plan_pack(meeting, axes=Axes(audience=Audience.RESTRICTED)).plan.items[0].parts
    (public,) = plan_pack(meeting, axes=Axes()).plan.items[0].parts

    assert isinstance(members, Part)
    assert members.title == "borrowed"
    assert public == Skipped(1)
