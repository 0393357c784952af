"""Tags that stand alone; `portal.py` lists them with their attributes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings import wording
from meetings.identity import known_identity
from rotherham_hwb.templatetags.drawing import mistake, one_of, part, words

register = template.Library()

COLOURS = ("grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow")
BUTTONS = {
    "primary": "",
    "secondary": "govuk-button--secondary",
    "warning": "govuk-button--warning",
}


@register.simple_tag
def button(
    text: str,
    *,
    kind: str = "primary",
    href: str = "",
    name: str = "",
    value: str = "",
    id: str = "",
    form: str = "",
    about: str = "",
    type: str = "submit",
    once: bool = False,
) -> SafeString:
    """Draw a button, or with href a link that looks like one."""
    words("button", text=text)
    kind = one_of("button", "kind", kind, list(BUTTONS))
    type = one_of("button", "type", type, ("submit", "button"))
    return part("button", **locals(), classes=BUTTONS[kind])


@register.simple_tag(name="tag")
def state_tag(state: object, *, colour: str = "") -> SafeString:
    """Draw a state as a tag: its word, in its colour."""
    label = getattr(state, "label", state if colour else None)
    shade = colour or getattr(state, "colour", "")
    if label is None:
        mistake(
            "{% tag %} needs an enum member with a label and a colour, or words and colour=; "
            f"got {state!r}."
        )
        label, shade = state or "", COLOURS[0]
    words("tag", state=label)
    shade = one_of("tag", "colour", shade, COLOURS)
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', shade, label)


@register.simple_tag
def date_block(date: dt.date, *, past: bool = False) -> SafeString:
    """Draw a date as a small calendar leaf."""
    if not isinstance(date, dt.date):
        mistake(f"{{% date_block %}} needs a date; got {date!r}.")
        return mark_safe("")
    return part("date_block", date=date, past=past)


@register.simple_tag
def file_link(
    href: str, text: str, *, pages: int | None = None, size: int | None = None, about: str = ""
) -> SafeString:
    """Link a PDF and say what it is: "Agenda pack (PDF, 214 pages, 12 MB)"."""
    words("file_link", href=href, text=text)
    facts = wording.file_facts("PDF", pages, size)
    return part("file_link", href=href, text=text, facts=facts, about=about)


@register.simple_tag
def page_link(
    href: str, first: int, *, last: int | None = None, at: int | None = None
) -> SafeString:
    """Link a range of printed pages to the PDF page it starts on (counted from 1)."""
    words("page_link", href=href, first=first)
    return format_html(
        '<a class="govuk-link" href="{}#page={}">{}</a>',
        href,
        at or first or 1,
        wording.page_range(first, last),
    )


@register.simple_tag
def progress(
    label: str, done: int, total: int, *, poll: str = "", finished: bool = False
) -> SafeString:
    """Draw how far long work has come; with poll it asks again every two seconds."""
    words("progress", label=label, done=done, total=total)
    return part("progress", **locals())


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page: Page[object]) -> SafeString:
    """Draw links to the other pages of a list; nothing when there is one page only."""
    if page.paginator.num_pages == 1:
        return mark_safe("")
    request = context.get("request")
    kept = [
        (key, value)
        for key, values in (request.GET.lists() if request else ())
        for value in values
        if key != "page"
    ]

    def address(number: int) -> str:
        return "?" + urlencode([*kept, ("page", number)])

    return part(
        "pagination",
        items=list(_page_items(page, address)),
        previous=address(page.previous_page_number()) if page.has_previous() else "",
        next=address(page.next_page_number()) if page.has_next() else "",
    )


def _page_items(page: Page[object], address: Callable[[int], str]) -> Iterator[dict[str, object]]:
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    for number in numbers:
        if isinstance(number, int):
            yield {"number": number, "href": address(number), "current": number == page.number}
        else:
            yield {"ellipsis": True}


@register.simple_tag
def search_box(
    action: str,
    label: str,
    *,
    query: str = "",
    hint: str = "",
) -> SafeString:
    """Draw a search form that sends its words by GET."""
    words("search_box", action=action, label=label)
    return part("search_box", **locals())


@register.simple_tag
def error_summary(*forms: BaseForm | BaseFormSet[BaseForm] | str) -> SafeString:
    """List every error of these forms, each linked to its field; nothing when all is well."""
    errors = [error for form in forms if form for error in _errors(form)]
    return part("error_summary", errors=errors) if errors else mark_safe("")


def _errors(form: Any) -> Iterator[dict[str, str]]:
    if isinstance(form, BaseFormSet):
        yield from ({"text": str(text), "href": ""} for text in form.non_form_errors())
        for member in form.forms:
            yield from _errors(member)
        return
    first = next((field.first_input_id for field in form.visible_fields()), "")
    yield from ({"text": str(text), "href": first} for text in form.non_field_errors())
    for field in form:
        href = "" if field.is_hidden else field.first_input_id
        yield from ({"text": text, "href": href} for text in field.error_sentences)


@register.simple_tag
def council() -> str:
    """The council's name, for pages drawn without a context, and perhaps without a database."""
    return known_identity().name or str(settings.COUNCIL_NAME)


@register.simple_tag(takes_context=True)
def canonical_url(context: template.Context) -> str:
    """The public address of this page, without its query; empty outside a request."""
    request = context.get("request")
    return f"{settings.PUBLIC_URL}{request.path}" if request else ""


@register.simple_tag
def crumb(text: str, route: str = "", *args: object) -> SafeString:
    """Draw one step of the way; without a route it is this page."""
    words("crumb", text=text)
    return part("crumb", text=text, href=reverse(route, args=args) if route else "")


@register.simple_tag
def navigation_link(text: str, route: str, current_section: str = "") -> SafeString:
    """Draw one link of the menu; it is current when the section bears its route's name."""
    words("navigation_link", text=text)
    current = current_section == route
    return part("navigation_link", text=text, href=reverse(route), current=current)
