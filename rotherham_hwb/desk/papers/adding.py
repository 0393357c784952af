"""A paper put on an item, whether it comes with the agenda or with a supplement."""

from __future__ import annotations

from functools import partial

from meetings.doors import Request
from meetings.models import AgendaItem, Supplement
from reports.workflow import add_paper_with_file
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.papers.forms import PaperForm


def add_from_form(
    request: Request, item: AgendaItem, form: PaperForm, supplement: Supplement | None = None
) -> bool:
    """Add what the form holds, and tell the officer; whether it was done."""
    said = form.cleaned_data
    verb = partial(
        add_paper_with_file,
        form.instance,
        item,
        said["file"],
        under=said.get("under"),
        replaces=said.get("replaces"),
        supplement=supplement,
        by=request.user,
    )
    place = f"item {item.full_number}{' of the supplement' if supplement else ''}"
    return ask(request, verb, done=f"The paper is added to {place}.")
