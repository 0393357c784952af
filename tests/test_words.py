"""What is found in a page that is no plain word, and what is let stand."""

from __future__ import annotations

import pytest

from tests.words import slips


@pytest.mark.parametrize(
    "html",
    [
        "<p>Agenda pack (1 pages)</p>",
        "<p>1 new papers</p>",
        "<p>The item go off the agenda.</p>",
        "<dd>None</dd>",
        "<p>Sign-off: True</p>",
        "<p>['Ada', 'Bo']</p>",
        "<p>&lt;Meeting: Harbour Board&gt;</p>",
        "<p>Due 2027-01-13</p>",
        "<p>agenda_published</p>",
        "<p>{{ meeting }}</p>",
        "<p>See the the papers</p>",
        "<p>HWB , 13 January</p>",
        "<p>Each limb of the resolution</p>",
        "<p>Who holds the pen?</p>",
        "<th>Facts</th>",
        "<p>11 facts to decide</p>",
        '<a aria-label="Overrule it">x</a>',
        "<p>An AgendaItem was added</p>",
    ],
)
def test_code_and_words_of_the_makers_are_found(html: str) -> None:
    assert slips(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Agenda pack (PDF, 1 page), 11 pages, pages 1–3, version 1.1</p>",
        "<p>Item 1 has notes, and 1 line changes nothing.</p>",
        "<dt>Background papers</dt><dd>None</dd>",
        "<dd>None yet</dd><p>None is planned.</p>",
        "<p>Write to first_last@example.org or see old_pack.pdf</p>",
        "<script>var some_name = [];</script><pre>| --- |</pre>",
        "<p>A facsimile of the minutes</p>",
    ],
)
def test_plain_words_are_let_stand(html: str) -> None:
    assert slips(html) == []
