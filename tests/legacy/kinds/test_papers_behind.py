"""What is bound behind a covering report, and titles that stand where one would not look."""

from rotherham_hwb.legacy.review.key import to_key
from tests.legacy.kinds.test_papers_covers import FRONT, NEXT
from tests.legacy.packs import read

COVER = """Report to:\tHealth Scrutiny Committee
Date:\t4 June 2019
Title:\tFerries to the islands

1. Purpose

To tell of the boats.

2. Recommendations

That they sail.

"""


def titles(body: str) -> list[tuple[str | None, bool]]:
    reports = read(FRONT + COVER + body + NEXT).reports
    return [(r.title.value if r.title else None, r.attachment) for r in reports]


def test_what_follows_the_contacts_of_a_cover_is_an_attachment() -> None:
    body = "Tel: 01999 290000\nE-mail: d.swan@harbour.example\n\nWinter Sailing Plan\n\nBoats.\n"
    assert titles(body) == [
        ("Ferries to the islands", False), ("Winter Sailing Plan", True), ("Care at home", False),
    ]  # fmt: skip


def test_prose_after_the_contacts_is_none() -> None:
    body = "E-mail: d.swan@harbour.example\n\nThe plan for the winter is told below.\n"
    assert [attached for _, attached in titles(body)] == [False, False]


def test_a_draft_mark_begins_an_attachment() -> None:
    body = "It is all told.\n\nDRAFT\n\nIsland Harbours Strategy\n\nBuild two.\n"
    assert ("Island Harbours Strategy", True) in titles(body)


def test_a_letter_ends_at_its_signatures() -> None:
    body = (
        "Dear Chair\n\nWe ask you to sign.\n\nYours sincerely,\n\nIda Finch\nIsland Trust\n\n"
        "Charter for Small Boats\n\nWe promise to mend them.\n"
    )
    assert ("Charter for Small Boats", True) in titles(body)


def test_the_page_after_a_cover_is_the_first_appendix_it_lists() -> None:
    head = FRONT.replace("HEALTH SCRUTINY COMMITTEE\n7", "\fHEALTH SCRUTINY COMMITTEE\n7")
    listed = "3. List of Appendices\n\nAppendix 1 Sailing plan 2019\n\nAppendix 2 Costs\n\n"
    cover = COVER.replace("\t", "    ") + listed + "Tel: 01999 290000\n\f1. All boats sail.\n"
    pack = read(head + "\f" * 4 + cover + "\f" * 7 + NEXT.replace("\t", "    "))
    found = pack.reports[1]
    assert found.attachment
    assert found.title is not None
    assert (found.title.value, found.title.inferred) == ("Sailing plan 2019", True)


def test_an_attachment_with_its_covers_title_is_no_paper_of_its_own() -> None:
    body = "E-mail: d.swan@harbour.example\n\nFerries To The Islands – Plan\n\nBoats.\n"
    cover = COVER.replace("Ferries to the islands", "Ferries to the islands plan")
    key = to_key(read(FRONT + cover + body + NEXT))
    assert [r["title"] for r in key["reports"]] == ["Ferries to the islands plan", "Care at home"]
    assert key["reports"][0]["attachments"][0]["title"] == "Ferries To The Islands – Plan"


def test_a_title_in_two_lines_on_the_first_page_is_found_by_its_year() -> None:
    head = FRONT.replace("HEALTH SCRUTINY COMMITTEE\n7", "\fHEALTH SCRUTINY COMMITTEE\n7")
    page = "Aim 1\nAim 2\nevery boat sails\nIsland Boats\nSailing Plan 2019-20\nall sail"
    pack = read(head + "\f" * 4 + page + "\f" * 8 + NEXT.replace("\t", "    "))
    assert pack.reports[0].title is not None
    assert pack.reports[0].title.value == "Island Boats Sailing Plan 2019-20"
