"""Words of restricted papers found in public ones."""

from __future__ import annotations

import pytest

from rotherham_hwb.checks.leaks import LeakedPassage, RestrictedTexts, Text

SECRET = Text(
    "the exempt paper",
    "The council should buy the Old Foundry from Harker Holdings for £412,350 before the spring "
    "auction, and tell nobody until contracts are exchanged.",
)


def passages(public: str, *secrets: Text, usual: tuple[str, ...] = ()) -> list[LeakedPassage]:
    return list(RestrictedTexts(secrets or (SECRET,), usual=usual).passages_in(public))


def test_a_sentence_that_both_hold_is_one_passage() -> None:
    found = passages(
        "Officers think we should buy the Old Foundry from Harker Holdings, as members know."
    )

    assert [each.words for each in found] == ["should buy the old foundry from harker holdings"]
    assert found[0].restricted == "the exempt paper"


def test_a_figure_is_found_alone() -> None:
    assert [each.words for each in passages("A sum of £412,350 was set aside.")] == ["£412,350"]


def test_other_line_breaks_quotes_and_case_do_not_hide_it() -> None:
    assert passages("BUY THE\nOLD\n FOUNDRY from HARKER\tHoldings now")


def test_single_words_that_both_hold_are_no_leak() -> None:
    assert passages("The Foundry Choir sang for Harker at the spring fair.") == []


def test_what_every_report_says_is_no_leak() -> None:
    legal = "The information relates to the business affairs of any particular person"
    secret = Text("the exempt paper", f"{legal}. Rent is due.")

    assert passages(f"Note: {legal}.", secret, usual=(legal,)) == []
    assert passages("This is the report of the director to the board on this item", secret) == []


def test_what_several_public_papers_share_is_no_leak() -> None:
    footer = "Written by the policy team of the harbour office"
    secret = Text("the exempt paper", f"{footer}. {SECRET.words}")
    public = [[f"Page one. {footer}"], [footer], [f"{footer} again"]]

    assert [*RestrictedTexts([secret], public=public[:2]).passages_in(footer)]
    assert [*RestrictedTexts([secret], public=public).passages_in(footer)] == []


def test_the_names_of_board_and_day_are_no_leak() -> None:
    head = "Harbour Board Wednesday 22 January 2025 report of the Director of Harbours"
    hidden = RestrictedTexts([Text("the exempt paper", head)], common=[head])

    assert [*hidden.passages_in(head)] == []


def test_a_short_restricted_title_is_found_whole() -> None:
    title = Text("item 9", "Harker Holdings purchase")

    assert [each.words for each in passages("See Harker Holdings purchase.", title)] == [
        "harker holdings purchase"
    ]
    assert passages("Harker gave a prize for each purchase.", title) == []


BID = Text(
    "the exempt annex",
    "Bidder Brookvale Homes Limited offers £4,812,903 over five years\r\nand the Maltby yard.",
)


@pytest.mark.parametrize(
    "public",
    [
        "The better offer is 4812903 pounds.",
        "It costs £4,812,903.00 in all.",
        "About £4.8m is asked for.",
        "Some 4.81 million pounds.",
        "The sum of 4 8 1 2 9 0 3 was named.",
        "It is 4 812 903 in all.",
        "It is £4,812.9k this time.",
    ],
)
def test_a_figure_is_found_however_it_is_written(public: str) -> None:
    assert [each.restricted for each in passages(public, BID)] == [BID.name]


@pytest.mark.parametrize(
    "public",
    [
        "It is from Brook-vale Homes.",
        "BROOKVALE HOMES asked first.",
        "It is from Brook-\nvale\nHomes.",
        "It is from B r o o k v a l e  H o m e s today.",
        "It is from Brookvale\u00a0Homes Ltd.",
        "It is from Brook\u00advale Homes.",
    ],
)
def test_a_name_is_found_however_it_is_written(public: str) -> None:
    assert [each.words for each in passages(public, BID)] == ["brookvalehomes"]


@pytest.mark.parametrize(
    "public",
    [
        "£4.9m was spent on homes in the vale of the brook.",
        "Ring 01709 481290 for homes to let.",
        "A sum of £5 million is set aside, or 4,812 a year.",
        "The rows are 4 0 0 0 0 3 and 12 903.",
    ],
)
def test_other_figures_and_single_words_are_no_leak(public: str) -> None:
    assert passages(public, BID) == []


def test_the_names_in_a_restricted_title_are_found_whatever_else_prints_their_words() -> None:
    title = Text("item 9", "Sale of Mill Lane Depot to Acme Estates", is_title=True)
    public = [["Acme estates are small. The mill stands in a lane by the depot."]]
    hidden = RestrictedTexts([title], public=public)

    assert {each.words for each in hidden.passages_in("Talks with Acme Estates on Mill Lane")} == {
        "acmeestates",
        "milllane",
    }


def test_the_headings_of_the_boards_own_reports_are_no_secret() -> None:
    headings = ["Implications for Partners", "Risks and Mitigation", "Key Messages of Significance"]
    filled = "1. Implications for Partners\nNone.\n2. Risks and Mitigation:\nNone.\n" * 2
    secret = Text("the exempt paper", f"{filled}Key Messages of Significance\n{SECRET.words}")
    public = f"{filled}Key Messages of Significance\nAll is well."

    assert [*RestrictedTexts([secret], headings=headings).passages_in(public)] == []


def test_names_that_the_public_knows_and_that_sign_papers_are_no_secret() -> None:
    secret = Text(
        "the exempt paper", "Ada Byrony will tell.\nReport author: Kit Mosswell\nSo be it."
    )
    public = "Ada Byrony and Kit Mosswell wrote this."

    assert [*RestrictedTexts([secret], names=["Councillor Ada Byrony"]).passages_in(public)] == []
    assert [*RestrictedTexts([secret]).passages_in(public)]
