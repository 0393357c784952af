"""How a tag is drawn from its template, and how a mistake in a page is refused."""

from collections.abc import Collection

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe


def words(tag_name: str, **given: object) -> None:
    """Refuse an empty value where the reader needs words (an undefined variable is empty)."""
    for name, value in given.items():
        if value is None or not str(value).strip():
            raise ValueError(f'{{% {tag_name} %}} needs words for "{name}"; it is empty.')


def one_of(tag_name: str, name: str, value: object, allowed: Collection[object]) -> None:
    if value not in allowed:
        listed = ", ".join(map(str, allowed))
        raise ValueError(
            f'{{% {tag_name} %}} does not know {name}="{value}"; use one of: {listed}.'
        )


def part(component: str, /, **context: object) -> SafeString:
    return mark_safe(render_to_string(f"components/{component}.html", context).strip())  # noqa: S308
