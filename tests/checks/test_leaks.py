"""Words of restricted papers found in public ones."""

from __future__ import annotations

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
    assert passages("Harker Holdings gave a prize.", title) == []
