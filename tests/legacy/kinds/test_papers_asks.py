"""Recommendations in their limbs, and approvals with post, name and date."""

import datetime as dt

from rotherham_hwb.legacy.facts import Fact, Field
from rotherham_hwb.legacy.kinds.papers.asks import approvals, recommendations


def field(label: str, value: str) -> list[Field]:
    return [Field(label, Fact(value, 7))]


def limbs(value: str) -> list[tuple[str | None, str]]:
    return [(x.label, x.text.value) for x in recommendations(field("Recommendations", value))]


def test_a_recommendation_is_read_limb_by_limb() -> None:
    assert limbs("That the Board: (1) note the boats; and (2) paint 3 of them.") == [
        ("(1)", "note the boats; and"), ("(2)", "paint 3 of them."),
    ]  # fmt: skip
    assert limbs("2.1 That one sails.") == [("2.1", "That one sails.")]
    assert limbs("1. That it sails. 2. That it stops.") == [
        ("1.", "That it sails."), ("2.", "That it stops."),
    ]  # fmt: skip


def test_a_recommendation_without_labels_is_one_limb() -> None:
    assert limbs("That the report be noted.") == [(None, "That the report be noted.")]
    assert recommendations(field("Background", "1. None.")) == ()


def signed(value: str) -> list[tuple[str, str | None, dt.date | None]]:
    found = approvals(field("Approvals Obtained from", value))
    return [(a.post.value, a.name.value if a.name else None, a.date.value if a.date else None)
            for a in found]  # fmt: skip


def test_an_approval_has_post_name_and_date() -> None:
    assert signed("Strategic Director of Boats & Harbour Services Ada Moss 28.09.2017 "
                  "Head of Procurement (if appropriate) N/A") == [
        ("Strategic Director of Boats & Harbour Services", "Ada Moss", dt.date(2017, 9, 28)),
        ("Head of Procurement (if appropriate)", None, None),
    ]  # fmt: skip
    assert signed("Director of Boats – Ed Crane 3.5.16 Director of Law - not applicable") == [
        ("Director of Boats", "Ed Crane", dt.date(2016, 5, 3)),
        ("Director of Law", None, None),
    ]
