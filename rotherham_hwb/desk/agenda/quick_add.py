"""Titles put on an agenda quickly: one and Enter, or a whole list after a look at it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from meetings import agenda as verbs
from meetings.doors import Request, officers
from meetings.models import AgendaItem, ItemKind, Meeting, User
from rotherham_hwb.desk.agenda.builder import answer_list
from rotherham_hwb.desk.agenda.titles import Title, TitlesForm
from rotherham_hwb.desk.common.ask_verb import ask, own_meetings


@officers
@require_POST
def quick_add(request: Request, pk: int) -> HttpResponse:
    """Add a title at once; show a list first, as it will be added."""
    meeting = get_object_or_404(own_meetings(request), pk=pk)
    form = TitlesForm(request.POST)
    titles = form.found() if form.is_valid() else []
    if not titles or (len(titles) > 1 and "sure" not in request.POST):
        return _looked_at(request, meeting, form, titles)
    added = f"“{titles[0].words}” is" if len(titles) == 1 else f"{len(titles)} items are"
    done = f"{added} on the agenda."
    ask(request, lambda: add_titles(meeting, titles, by=request.user), done=done)
    if request.htmx:
        return answer_list(request, meeting)
    return redirect(f"{reverse('desk_agenda', args=[pk])}?more=1")


def add_titles(meeting: Meeting, titles: Sequence[Title], *, by: User) -> None:
    """Put items with these titles on the agenda, all or none."""
    standing = dict(meeting.board.standing_items.values_list("title", "kind"))
    kinds = {title.casefold(): kind for title, kind in standing.items()}
    closes = verbs.closing_test(meeting)
    above: AgendaItem | None = None
    with transaction.atomic():
        for each in titles:
            item = AgendaItem(meeting=meeting, title=each.words)
            usual = ItemKind.STANDING if closes(item) else ItemKind.PAPER
            item.kind = kinds.get(each.words.casefold(), usual)
            verbs.put_item(item, parent=above if each.below else None, by=by)
            above = above if each.below else item


def _looked_at(
    request: Request, meeting: Meeting, form: TitlesForm, titles: Sequence[Title]
) -> HttpResponse:
    held = {title.casefold() for title in meeting.items.values_list("title", flat=True)}
    lines = [(each, each.words.casefold() in held) for each in titles]
    form.fields["titles"].label = "The list"
    form.fields["titles"].widget.attrs["rows"] = 10
    context = {"meeting": meeting, "form": form, "lines": lines}
    # A list that waits for a yes is no success: the page's own script then sends it again, whole.
    status = 422 if request.htmx else 200
    return render(request, "desk/agenda/quick_add.html", context, status=status)
