"""What an approver is shown of a paper that changed since they answered."""

from __future__ import annotations

from reports.models import Paper, PaperVersion
from rotherham_hwb.desk.reports.changes import LONGEST, changes_between


def version(text: str = "", **fields: str) -> PaperVersion:
    """A version of a file with a text, or of a report with plain fields."""
    written = {
        "template": "Report",
        "numbers_sections": False,
        "fields": [
            {"label": label, "kind": "plain", "place": "body", "text": words}
            for label, words in fields.items()
        ],
        "background": [],
        "pictures": [],
    }
    return PaperVersion(paper=Paper(pk=1), text=text, authored=written if fields else {})


def told(before: PaperVersion, now: PaperVersion) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(part.label, list(part.runs)) for part in changes_between(before, now)]


def test_only_the_parts_that_changed_are_shown_with_what_was_struck_out_and_put_in() -> None:
    before = version(Summary="Cold homes harm.", Costs="It costs £5.", Risks="None known.")
    now = version(Summary="Cold  homes\nharm.", Costs="It costs £7 a year.")

    assert told(before, now) == [
        ("Costs", [("kept", "It costs"), ("struck", "£5."), ("added", "£7 a year.")]),
        ("Risks", [("struck", "None known.")]),
    ]


def test_long_runs_that_stayed_are_shown_by_their_ends() -> None:
    words = [f"w{number}" for number in range(100)]
    before, now = (" ".join([*words, last]) for last in ("old", "new"))

    ((_, runs),) = told(version(before), version(now))

    assert runs[0][1] == " ".join([*words[:12], "…", *words[-12:]])


def test_a_part_that_is_too_long_is_only_said_to_have_changed() -> None:
    before = version("word " * (LONGEST + 1))

    assert told(before, version("other")) == [("Text of the file", [])]
