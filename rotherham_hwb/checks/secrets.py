"""What a meeting keeps from the public, and what the public knows of it anyway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from meetings.access import Restriction
from meetings.exempt import PARAGRAPHS
from meetings.identity import council_name
from meetings.models import Board, Organisation, Person, Post, User
from meetings.wording import page_date
from reports.models import SignOffRole, TemplateField
from rotherham_hwb.checks.known import KnownAgenda
from rotherham_hwb.checks.leaks import RestrictedTexts, Text


def secrets_of(
    known: KnownAgenda, more: Iterable[Text] = (), names: Iterable[str] = ()
) -> RestrictedTexts:
    """The restricted items and papers of a meeting, and `more` texts, ready to be looked for.

    `names` are lines of further people and bodies whom the public knows.
    """
    own = [*_hidden(known), *more]
    if not own:
        return RestrictedTexts(())
    return RestrictedTexts(
        own,
        usual=PARAGRAPHS.values(),
        common=_common(known),
        headings=_headings(known.meeting.board),
        names=(*_names(known), *names),
        public=_public(known),
    )


def _hidden(known: KnownAgenda) -> Iterator[Text]:
    for item in known.private_items:
        yield Text(f"item {item.full_number}", item.title, is_title=True)
        yield from (Text(f"item {item.full_number}", note) for note in item.notes)
    for each in known.private_papers:
        name = f"the restricted paper “{each.paper.safe_title or each.where}”"
        yield Text(name, each.paper.title, is_title=True)
        yield from (Text(name, page) for page in (each.read.pages if each.read else ()))


def _public(known: KnownAgenda) -> Iterator[list[str]]:
    """The pages of the public papers, item by item: what several items share tells nothing."""
    items: dict[int, list[str]] = defaultdict(list)
    for each in known.papers:
        if each.is_open and each.read:
            items[each.item.pk].extend(each.read.pages)
    yield from items.values()


def _common(known: KnownAgenda) -> Iterator[str]:
    """What stands at the head of every report: council, board, day, and who presents in public."""
    meeting = known.meeting
    yield from (council_name(), meeting.board_name, page_date(meeting.date))
    yield from _presenters(known)


def _presenters(known: KnownAgenda) -> Iterator[str]:
    for item in known.items:
        if item.restriction == Restriction.OPEN:
            yield from (each.line for each in item.presenters.all())


def _headings(board: Board) -> Iterator[str]:
    """The headings that a board's own reports print."""
    yield from TemplateField.objects.filter(template__board=board).values_list("label", flat=True)
    yield from SignOffRole.objects.filter(template__board=board).values_list("post", flat=True)


def _names(known: KnownAgenda) -> Iterator[str]:
    """Whom the public knows: councillors, officers, posts, and the bodies that sit on boards."""
    board = known.meeting.board
    yield from (council_name(), board.contact_name, board.signatory_name)
    yield from _presenters(known)
    for model in (Board, User, Person, Organisation):
        yield from model._default_manager.values_list("name", flat=True)
    yield from Post.objects.values_list("title", flat=True)
