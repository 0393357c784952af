"""Resolutions, votes and actions, one minute at a time, in the wordings of many councils."""

from collections.abc import Iterator

import pytest

from rotherham_hwb.legacy.facts import ReadMinute
from rotherham_hwb.legacy.review.key import to_key
from tests.legacy.packs import read

FRONT = "\nTOWN BOARD\n\nAGENDA\n\n1. Apologies\n2. Minutes\n\nTOWN BOARD\n3rd May, 2019\n\n"
PRESENT = "Present:- Ada Moss (in the Chair) and Una Frost.\n\n"
FIRST = f"{PRESENT}6. FIRST\n\nNothing was said.\n\n7. ROADS\n\n"
LAST = "\n\n8. RIVERS\n\nNobody spoke.\n"


def minute(text: str) -> ReadMinute:
    (found,) = read(FRONT + FIRST + text + LAST).minutes
    assert [each.number.value for each in found.minutes] == ["6", "7", "8"]
    return found.minutes[1]


def decided(text: str) -> Iterator[str]:
    for limb in minute(text).resolutions:
        yield f"{limb.label or ''} {limb.text.value}".strip()


@pytest.mark.parametrize(
    ("text", "limbs"),
    [
        (
            "IT WAS RESOLVED that:\n\ni. the plan be noted;\nii. the plan be sent on; and\n"
            "iii. thanks be given.",
            ["i. the plan be noted;", "ii. the plan be sent on; and", "iii. thanks be given."],
        ),
        (
            "Resolved – That the Board –\n\n(a) note the plan;\n\n(b) note the map\n\n(i) at home; "
            "and\n\n(ii) at work.",
            ["(a) note the plan;", "(b) note the map", "(i) at home; and", "(ii) at work."],
        ),
        (
            "Decision:\nThe Board:\n• Noted the plan\n• Agreed the map",
            ["Noted the plan", "Agreed the map"],
        ),
        ("The Board AGREED to note the plan.", ["The Board AGREED to note the plan."]),
        ("It was agreed that the plan be noted.", ["It was agreed that the plan be noted."]),
        (
            "RESOLVED\n1. That the plan be noted.\n2. That the map be drawn.\n\nREASON FOR DECISION"
            "\n\n1. To know.\n2. To see.",
            ["1. That the plan be noted.", "2. That the map be drawn."],
        ),
        ("It was moved and RESOLVED that the plan be noted.", ["that the plan be noted."]),
        ("RESOLVED UNANIMOUSLY that the plan be noted.", ["that the plan be noted."]),
        (
            "Cabinet RESOLVED:\n\nThat the plan be noted.\n\nThat the map be drawn.\n\nAll went.",
            ["That the plan be noted.", "That the map be drawn."],
        ),
        (
            "Resolved:- That a plan be made:-\n\n- for roads\n\n- for rivers\n\nThe Chair spoke.",
            ["That a plan be made:- for roads for rivers"],
        ),
        ("Nobody agreed that it was wet, and one member had resolved to go.", []),
    ],
)
def test_limbs_are_read_in_every_wording(text: str, limbs: list[str]) -> None:
    assert list(decided(text)) == limbs


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("RESOLVED (7 votes for, 2 against and 1 abstention) that it be noted.", (7, 2, 1, None)),
        ("The vote was: For 7, Against 2, Abstain 1.", (7, 2, 1, None)),
        ("With 6 in favour and 3 against, it was RESOLVED that it be noted.", (6, 3, None, None)),
        ("Voting: 7 for; 2 against; 0 abstentions. The motion was carried.", (7, 2, 0, "carried")),
        ("The amendment was declared LOST (For: 4; Against: 9).", (4, 9, None, "lost")),
        ("The motion was lost by eight votes to nine.", (8, 9, None, "lost")),
    ],
)
def test_votes_are_counted_in_every_wording(
    text: str, counts: tuple[int, int, int | None, str | None]
) -> None:
    (vote,) = minute(text).votes
    assert (vote.votes_for, vote.against, vote.abstain, vote.outcome) == counts


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("Action\n\nUna Frost to draw the map by June.", ["Una Frost to draw the map by June."]),
        (
            "ACTIONS:\n\n1. Una Frost to draw the map.\n2. Ada Moss to buy a pen.",
            ["Una Frost to draw the map.", "Ada Moss to buy a pen."],
        ),
        ("Action: None", []),
        ("ACTION BY: Head of Maps", ["ACTION BY: Head of Maps"]),
        ("The plan was to be drawn.\tHead of Maps", ["Head of Maps"]),
    ],
)
def test_actions_are_read_from_lines_lists_and_columns(text: str, tasks: list[str]) -> None:
    assert [action.value for action in minute(text).actions] == tasks


def test_references_keep_their_own_form_and_minutes_of_time_are_none() -> None:
    text = (
        "Further to Minute 42 and minute 3.2 of the last meeting (Minute Nos. 5 and 6 refer), see "
        "Minute HWB/18/39. It took 5 minutes 30 seconds, and a 10 minute 3 mile walk."
    )
    said = [fact.value for fact in minute(text).references]
    assert said == [
        "Minute 42",
        "minute 3.2",
        "Minute No. 5",
        "Minute No. 6",
        "Minute HWB/18/39",
    ]


def test_an_exclusion_keeps_its_paragraphs_and_a_mention_is_none() -> None:
    words = (
        "under Section 100(A)(4) the public be excluded, as exempt information is likely to be "
        "disclosed as defined in Paragraphs 1, 2 and 3 of Part 1 of Schedule 12A."
    )
    found = minute(f"RESOLVED – That {words}").exclusion
    assert found is not None
    assert found.value == (1, 2, 3)
    assert minute(f"There was no cause that {words}").exclusion is None


def test_a_recommendation_says_to_whom() -> None:
    (limb,) = minute("Resolved to RECOMMEND (to Council)\n\nThat the plan stand.").resolutions
    assert (limb.text.value, limb.recommended_to) == ("That the plan stand.", "Council")


def test_movers_and_interests_are_facts() -> None:
    found = minute(
        "Ada Moss declared a personal interest as a tenant. Una Frost moved, and Ada Moss "
        "seconded, "
        "that the plan stand."
    )
    assert [who.value for who in found.interests] == ["Ada Moss"]
    (motion,) = found.motions
    assert motion.mover is not None
    assert motion.seconder is not None
    assert (motion.mover.value, motion.seconder.value) == ("Una Frost", "Ada Moss")


def test_a_vote_by_name_is_printed_with_its_names() -> None:
    text = "For: Ada Moss (1)\n\nAgainst: Una Frost (1)\n\nLost on the casting vote of the Chair."
    pack = to_key(read(FRONT + FIRST + text + LAST))
    (vote,) = pack["minutes"][0]["items"][1]["votes"]
    assert (vote["for"], vote["against"], vote["outcome"]) == (1, 1, "lost")
    assert vote["casting_vote"]
    assert vote["named"] == [
        {"name": "Ada Moss", "vote": "for"},
        {"name": "Una Frost", "vote": "against"},
    ]
