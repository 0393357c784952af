"""Of two who decide about the same paper in one moment, one wins and the other is told."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from meetings.models import AgendaItem, User
from reports.files.taking_in import TakenIn
from reports.models import Paper, SignOff
from reports.signing import (
    AskedPost,
    approve,
    clear_paper,
    clear_without_sign_off,
    return_with_comments,
    send_for_sign_off,
)
from reports.workflow import add_version
from tests import factories
from tests.at_once import at_once
from tests.factories.files import taken_in
from tests.packs.fixtures import plain_pdf

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CHANGED = "“A paper” has changed since you looked at it: look at it again."


@pytest.fixture
def item() -> AgendaItem:
    return factories.meeting(factories.board("Harbour Board")).items.get()


@pytest.fixture
def people(item: AgendaItem) -> tuple[User, User]:
    """Two who are officers and approvers."""
    board = item.meeting.board
    olive, oscar = (
        factories.user(name, board=board, role="officer") for name in ("Olive", "Oscar")
    )
    return olive, oscar


@pytest.fixture
def files(tmp_path: Path) -> list[TakenIn]:
    made = (plain_pdf(tmp_path / f"{pages}.pdf", pages=pages) for pages in (1, 2, 3))
    return [taken_in(each) for each in made]


def asked(item: AgendaItem, by: User) -> SignOff:
    """The post that is asked about a new paper."""
    paper = send_for_sign_off(factories.paper(item), [AskedPost("Finance")], by=by)
    return paper.sign_offs.get()


def test_a_paper_is_cleared_once(item: AgendaItem, people: tuple[User, User]) -> None:
    paper = factories.paper(item)

    told = at_once(
        *(partial(clear_paper, _again(paper), by=each, seen="draft 1") for each in people)
    )

    assert told == [CHANGED]
    assert Paper.objects.get().state == "cleared"


def test_a_post_answers_once(item: AgendaItem, people: tuple[User, User]) -> None:
    olive, oscar = people
    post = asked(item, olive)

    [told] = at_once(
        partial(approve, SignOff.objects.get(), by=olive, seen="sign_off 1"),
        partial(
            return_with_comments, SignOff.objects.get(), by=oscar, comments="No.", seen="sign_off 1"
        ),
    )

    post.refresh_from_db()
    outcome = (post.state, Paper.objects.get().state, post.decided_by)
    approved, returned = ("approved", "cleared", olive), ("returned", "returned", oscar)
    assert outcome in (approved, returned)
    assert told == CHANGED


def test_a_paper_is_cleared_or_returned(item: AgendaItem, people: tuple[User, User]) -> None:
    olive, oscar = people
    post = asked(item, olive)

    told = at_once(
        partial(
            clear_without_sign_off, _again(post.paper), by=olive, reason="Away.", seen="sign_off 1"
        ),
        partial(return_with_comments, post, by=oscar, comments="No.", seen="sign_off 1"),
    )

    over = "You cannot return A paper: it is cleared."
    told_of = {"cleared": (CHANGED, over), "returned": (CHANGED,)}
    [sentence] = told
    assert sentence in told_of[Paper.objects.get().state]  # by how far it was when it lost


def test_a_file_that_came_meanwhile_is_never_cleared_unseen(
    item: AgendaItem, people: tuple[User, User], files: list[TakenIn]
) -> None:
    olive, oscar = people
    paper = factories.paper(item)

    told = at_once(
        partial(clear_paper, _again(paper), by=olive, seen="draft 1"),
        partial(add_version, paper, files[0], by=oscar, instead_of=1),
    )

    assert told in ([], [CHANGED]), "cleared before it was replaced, or not at all"
    assert (Paper.objects.get().state, paper.versions.count()) == ("draft", 2)


def test_a_file_is_replaced_once(
    item: AgendaItem, people: tuple[User, User], files: list[TakenIn]
) -> None:
    paper = factories.paper(item)
    pairs = zip(people, files, strict=False)

    told = at_once(*(partial(add_version, paper, file, by=by, instead_of=1) for by, file in pairs))

    assert told == ["“A paper” was given another file meanwhile: look at that one first."]
    assert paper.versions.count() == 2


def _again(paper: Paper) -> Paper:
    """The same, as another request reads it."""
    return Paper.objects.get(pk=paper.pk)
