"""The last agenda of a board, copied to the next: items and sections, no papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from meetings import agenda as verbs
from meetings.access import Restriction, Viewer
from meetings.doors import Request, officers
from meetings.models import AgendaItem, ItemKind, Meeting, Presenter, User
from meetings.workflow import OFF, section_of
from rotherham_hwb.desk.agenda.next_agenda import settle_minutes
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings

DATED = re.compile(r"\b(?:19|20)\d\d\b")
COMES_AGAIN = (ItemKind.STANDING, ItemKind.VERBAL, ItemKind.ACTIONS)


@dataclass(frozen=True)
class LastItem:
    """An item of the last agenda; `held`: the new agenda has one of that title."""

    item: AgendaItem
    held: bool

    @property
    def ticked(self) -> bool:
        """Whether it comes each time, as far as its kind tells."""
        top = self.item.parent or self.item
        return not self.held and self.item.kind in COMES_AGAIN and top.kind in COMES_AGAIN


@officers
@require_http_methods(["GET", "POST"])
def copy(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    last = last_meeting(meeting, request.viewer)
    if last is None:
        raise Http404
    lines = read_last(meeting, last, request.viewer)
    if request.method == "GET":
        private = last.items.exclude(restriction=Restriction.OPEN).count()
        context = {"meeting": meeting, "last": last, "lines": lines, "private": private}
        return render(request, "desk/agenda/copy.html", context)
    wanted = _wanted(request, lines)
    done = "1 item is" if len(wanted) == 1 else f"{len(wanted)} items are"
    ask(
        request,
        lambda: copy_items(meeting, wanted, by=request.user),
        done=f"{done} copied, without papers.",
    )
    return redirect("desk_agenda", pk=pk)


def _wanted(request: Request, lines: Sequence[LastItem]) -> list[AgendaItem]:
    """The ticked items, or all that the new agenda does not have."""
    if request.POST.get("do") == "every":
        return [each.item for each in lines if not each.held]
    ticked = set(request.POST.getlist("item"))
    return [each.item for each in lines if str(each.item.pk) in ticked]


def last_meeting(meeting: Meeting, viewer: Viewer) -> Meeting | None:
    """The board's meeting before this one that has an agenda, as far as the viewer may see it."""
    before: QuerySet[Meeting] = Meeting.objects.visible_to(viewer).filter(
        board=meeting.board_id, date__lt=meeting.date, items__isnull=False
    )
    return before.exclude(state__in=OFF).order_by("-date", "-pk").first()


def read_last(meeting: Meeting, last: Meeting, viewer: Viewer) -> list[LastItem]:
    """The items that can be copied: none that is private, for its title would then be open.

    Nor one with the minutes of a meeting in its title: the next minutes come by themselves.
    """
    items = AgendaItem.objects.visible_to(viewer).filter(meeting=last, restriction=Restriction.OPEN)
    open_ones = list(
        items.exclude(parent__in=last.items.exclude(restriction=Restriction.OPEN))
        .select_related("section", "parent")
        .prefetch_related("presenters")
        .order_by("position")
    )
    held = {title.casefold() for title in meeting.items.values_list("title", flat=True)}
    return [
        LastItem(each, each.title.casefold() in held)
        for each in open_ones
        if not (each.minutes_of_id and DATED.search(each.title))
    ]


def copy_items(meeting: Meeting, items: Sequence[AgendaItem], *, by: User) -> None:
    """Put copies of these items on the agenda, and the minutes to approve with them.

    A sub-item goes below the copy of its item; without one it stands by itself.
    """
    copies: dict[int | None, AgendaItem] = {}
    with transaction.atomic():
        for each in items:
            new = _copied(each, meeting)
            presenters = [
                Presenter(title=who.title, name=who.name, role=who.role, person_id=who.person_id)
                for who in each.presenters.all()
            ]
            parent = copies.get(each.parent_id)
            copies[each.pk] = verbs.put_item(new, presenters=presenters, parent=parent, by=by)
        settle_minutes(meeting, list(copies.values()), by=by)


def _copied(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    """An item as it was, but for what was of its day: its papers, dates and notes to a paper."""
    kind = ItemKind.PAPER if item.kind == ItemKind.TO_FOLLOW else item.kind
    stays = item.kind in COMES_AGAIN
    section = item.section
    return AgendaItem(
        meeting=meeting,
        title=item.title,
        kind=kind,
        notes=list(item.notes) if stays else [],
        links=list(item.links) if stays else [],
        section=section_of(meeting, section.heading, section.introduction) if section else None,
    )
