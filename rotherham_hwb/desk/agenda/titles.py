"""A list of titles as somebody writes or pastes it, read into items and sub-items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from meetings.models.name_field import NameBox

MOST = 200
LONGEST = 500  # as AgendaItem.title

_BELOW = re.compile(
    r"(?:\d{1,3})?\(\s*(?:[A-Za-z]{1,2}|[ivx]{1,5})\s*\)\s*|[A-Za-z]{1,2}\)\s+|[a-z]\.\s+|"
    r"o\t\s*|◦\s*"
)
_TOP = re.compile(r"\(?\d{1,3}[A-Za-z]?(?:[.)]\)?\s*(?=\D)|\t\s*)|[•·▪‣●*–—-]\s+|[•●▪]")
_DECIMAL = re.compile(r"(\d{1,3})\.\d{1,2}\.?\s+")
_BARE = re.compile(r"(\d{1,3})\s+(?=\S)")
_ALONE = re.compile(r"\(?(?:\d{1,3}[A-Za-z]?|[A-Za-z]{1,2})[.)]+|[•·▪●◦‣*–—-]")
_PAGES = re.compile(
    r"\s*\(pages?\s+\d+(?:\s*(?:[-–]|to)\s*\d+)?\)\s*$|\s*\.{4,}\s*\d+\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Title:
    """A title, and whether it stands below the item before it."""

    words: str
    below: bool = False


def read_titles(text: str) -> list[Title]:
    """The titles in a text of one a line, without the numbers, bullets and pages they came with.

    A line that begins with a letter in brackets is a sub-item of the item before it.
    """
    lines = list(_joined(text))
    lines = [_BARE.sub("", line, count=1) for line in lines] if _are_counted(lines) else lines
    found: list[Title] = []
    number, has_item = "", False
    for line in lines:
        below, words = _read(line, number)
        if not below:
            has_item = True
            number = "".join(re.findall(r"^\(?(\d+)", line)[:1])
        words = _PAGES.sub("", words).strip()
        if words:
            found.append(Title(words, below and has_item))
    return found


class TitlesForm(forms.Form):
    """One title, or a list of them."""

    titles = forms.CharField(
        label="Add items",
        help_text="A title, or a list with one title a line. A line that begins with (a) becomes "
        "a sub-item.",
        widget=forms.Textarea(attrs={"rows": 2, "data-titles": ""}),
        error_messages={"required": "Write a title, or a list with one title a line."},
    )

    def clean_titles(self) -> str:
        said: str = self.cleaned_data["titles"]
        found = read_titles(said)
        if not found or len(found) > MOST:
            raise ValidationError(f"Write at least one title and at most {MOST}.")
        box = NameBox(max_length=LONGEST)
        for place, each in enumerate(found, start=1):
            try:
                box.clean(each.words)
            except ValidationError as error:
                raise ValidationError(f"Title {place}: {' '.join(error.messages)}") from error
        return said

    def found(self) -> list[Title]:
        """Of a form that is valid."""
        return read_titles(self.cleaned_data["titles"])


def titles_form(*, again: bool) -> TitlesForm:
    """An empty box; `again`: with the cursor in it, for the next title."""
    form = TitlesForm()
    if again:
        form.fields["titles"].widget.attrs["autofocus"] = True
    return form


def _joined(text: str) -> Iterator[str]:
    """The lines that say something, a number on a line of its own with the next."""
    mark = ""
    for line in text.splitlines():
        said = line.replace("\xa0", " ").strip()
        if _ALONE.fullmatch(said):
            mark = f"{said} "
        elif said:
            yield mark + said
            mark = ""


def _are_counted(lines: list[str]) -> bool:
    """Whether lines begin with bare numbers that count up, so that none of them is a year."""
    marks = [int(found[1]) for line in lines if (found := _BARE.match(line))]
    return len(marks) > 1 and marks == list(range(marks[0], marks[0] + len(marks)))


def _read(line: str, number: str) -> tuple[bool, str]:
    """Whether a line stands below the item of that number, and its words."""
    decimal = _DECIMAL.match(line)
    if decimal and decimal[1] == number:
        return True, line[decimal.end() :]
    for below, mark in ((True, _BELOW), (False, _TOP)):
        if found := mark.match(line):
            return below, line[found.end() :]
    return False, line
