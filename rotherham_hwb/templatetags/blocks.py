"""Tags that hold what stands between them; `portal.py` lists them with their attributes."""

import datetime as dt

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from meetings.wording import plain_date
from rotherham_hwb.templatetags.drawing import one_of, part, words
from rotherham_hwb.templatetags.singles import date_block, file_link, state_tag

register = template.Library()

LEVELS = (3, 2, 4)  # of headings; the usual one first


@register.simple_block_tag
def breadcrumbs(content: str) -> SafeString:
    """Draw the way to this page, beginning at Home."""
    return part("breadcrumbs", content=content)


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """Draw facts as a list of names and values."""
    return format_html('<dl class="govuk-summary-list">{}</dl>', content)


@register.simple_block_tag
def row(
    content: str, key: str, *, href: str = "", action: str = "Change", about: str = ""
) -> SafeString:
    """Draw one name and its value; with href, a link to change it."""
    words("row", key=key)
    return part("row", **locals())


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set a passage off with a bar."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Draw a sentence with a warning sign."""
    return part("warning", content=content)


@register.simple_block_tag
def notification(
    content: str, title: str, *, kind: str = "neutral", id: str = "notice"
) -> SafeString:
    """Draw a banner at the head of a page; each on a page needs its own id."""
    words("notification", title=title, id=id)
    kind = one_of("notification", "kind", kind, ("neutral", "success"))
    return part("notification", **locals())


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """Fold a passage away under a line."""
    words("details", summary=summary)
    return part("details", **locals())


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """Say that there is nothing here yet, and what to do next."""
    words("empty_state", title=title)
    return part("empty_state", **locals())


@register.simple_block_tag
def table(
    content: str, caption: str, *, stack: bool = False, hide_caption: bool = False
) -> SafeString:
    """Draw a table that scrolls within itself, or stacks, on a phone."""
    words("table", caption=caption)
    return part("table", **locals())


@register.simple_block_tag
def meeting_list(content: str) -> SafeString:
    """Draw meetings, each with its date block."""
    return format_html('<ul class="portal-meetings">{}</ul>', content)


@register.simple_block_tag
def meeting_entry(
    content: str, title: str, href: str, date: dt.date, *, level: int = 3, past: bool = False
) -> SafeString:
    """Draw one meeting of a list; who hears the link hears its day, too."""
    words("meeting_entry", title=title, href=href)
    level = one_of("meeting_entry", "level", level, LEVELS)
    day = "" if plain_date(date) in title else plain_date(date)
    return part("meeting_entry", **locals(), leaf=date_block(date, past=past))


@register.simple_block_tag
def board_list(content: str) -> SafeString:
    """Draw boards side by side."""
    return format_html('<ul class="portal-boards">{}</ul>', content)


@register.simple_block_tag
def board_entry(content: str, title: str, href: str, *, level: int = 3) -> SafeString:
    """Draw one board of a list."""
    words("board_entry", title=title, href=href)
    level = one_of("board_entry", "level", level, LEVELS)
    return part("board_entry", **locals())


@register.simple_block_tag
def agenda(content: str) -> SafeString:
    """Draw agenda items, their numbers in one column."""
    return format_html('<ul class="portal-agenda">{}</ul>', content)


@register.simple_block_tag
def agenda_item(
    content: str,
    number: str,
    title: str,
    id: str,
    *,
    level: int = 3,
    presenters: str = "",
    mark: object = None,
) -> SafeString:
    """Draw one agenda item; `id` is its anchor. An item may have no number."""
    words("agenda_item", title=title, id=id)
    level = one_of("agenda_item", "level", level, LEVELS)
    return part("agenda_item", **locals(), mark_tag=state_tag(mark) if mark else "")


@register.simple_block_tag
def resolution(content: str, *, title: str = "Resolved") -> SafeString:
    """Set a decision off from what was asked."""
    words("resolution", title=title)
    return part("resolution", **locals())


@register.simple_block_tag
def withheld(content: str) -> SafeString:
    """Say plainly what is not public, and why."""
    return format_html('<div class="portal-withheld"><p>{}</p></div>', content)


@register.simple_block_tag
def file_list(content: str) -> SafeString:
    """Draw files one under the other."""
    return format_html('<ul class="portal-files">{}</ul>', content)


@register.simple_block_tag
def downloads(content: str) -> SafeString:
    """Draw a meeting's downloads side by side."""
    return format_html('<ul class="portal-downloads">{}</ul>', content)


@register.simple_block_tag
def download(
    content: str,
    href: str,
    text: str,
    *,
    pages: int | None = None,
    size: int | None = None,
) -> SafeString:
    """Draw one download with a note under it."""
    link = file_link(href, text, pages=pages, size=size)
    return part("download", link=link, content=content)


@register.simple_block_tag
def task_list(content: str) -> SafeString:
    """Draw tasks, each with its state."""
    return format_html('<ul class="govuk-task-list">{}</ul>', content)


@register.simple_block_tag
def task(
    content: str, title: str, id: str, *, href: str = "", state: object = None, status: str = ""
) -> SafeString:
    """Draw one task; without href it cannot be started yet."""
    words("task", title=title, id=id)
    if not state:
        words("task", status=status)
    return part("task", **locals(), state_tag=state_tag(state) if state else "")
