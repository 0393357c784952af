"""Agendas set as tables: the heads say what each column holds, with or without one of numbers."""

import pytest

from tests.legacy.packs import read

# Nobody would guess from its words that the lead is one: only the head says so.
TITLES = ["Apologies", "Dredging plan", "Buoys"]
LEADS = ["Harbour office", "Harbour works", "Harbour watch"]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("No.\tSubject\tLead", "{number}\t{title}\t{lead}"),  # a column of numbers, with its head
        ("Subject\tLead", "{number}\t{title}\t{lead}"),  # numbers that no head stands over
        ("Subject\tLead", "{number} {title}\t{lead}"),  # numbers that are part of the title
    ],
)
def test_the_heads_say_who_leads_an_item(heads: str, rows: str) -> None:
    table = [
        rows.format(number=f"{at}.", title=title, lead=lead)
        for at, (title, lead) in enumerate(zip(TITLES, LEADS, strict=True), 1)
    ]
    agenda = read("\n".join(["TOWN BOARD", "", "A G E N D A", "", heads, *table])).agenda

    assert [item.title.value for item in agenda] == TITLES
    assert [[each.value for each in item.presenters] for item in agenda] == [[x] for x in LEADS]
