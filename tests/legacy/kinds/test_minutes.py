"""Minutes bound in a pack: attendance, numbered minutes, resolutions, actions, references."""

import datetime as dt

import pytest

from rotherham_hwb.legacy.facts import Attendee, MinutesSet
from tests.legacy.packs import LAYOUT, MARKDOWN, read

FRONT = "TOWN BOARD\n\nAGENDA\n\n1. Apologies\n2. Minutes\n\n"


def minutes(text: str) -> MinutesSet:
    (found,) = read(FRONT + text).minutes
    return found


def people(found: tuple[Attendee, ...]) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            p.name.value,
            p.post.value if p.post else None,
            p.representing.value if p.representing else None,
        )
        for p in found
    ]


def test_a_table_of_attendance_is_read_by_row_and_group() -> None:
    (found,) = read(MARKDOWN).minutes
    assert found.date.value == dt.date(2019, 1, 10)
    assert found.chair.value == "Councillor Bea Lark"
    assert people(found.present) == [
        ("Councillor Bea Lark", "Cabinet Member for Health", None),
        ("Ada Moss", "Town Hospital", None),
        ("Col Reed", None, None),
        ("Dot Finch", "Board Clerk", "Sam Vale"),
    ]
    assert [p.group.value for p in found.present] == ["Members"] * 3 + ["Officers"]
    assert people(found.apologies) == [
        ("Ivor Penn", "Ambulance Trust", None),
        ("Una Frost", None, None),
    ]


def test_a_list_set_in_columns_is_read_with_its_lines_hung_below() -> None:
    (found,) = read(LAYOUT).minutes
    assert people(found.present) == [
        ("Councillor B. Lark", "Cabinet Member for Health", None),
        ("Ada Moss", "Town Hospital", "Sam Vale"),
        ("Councillor C. Reed", "Deputy Leader", None),
        ("Dot Finch", None, None),
    ]
    assert people(found.apologies) == [
        ("Sam Vale", "Chief Nurse, Town Hospital", None),
        ("Una Frost", None, None),
        ("Councillor K. Ode", None, None),
    ]


def test_a_column_that_one_space_parts_is_a_doubtful_name() -> None:
    (found,) = read(LAYOUT).minutes
    by_name = {p.name.value: p.name.confidence for p in found.present}
    assert by_name["Councillor C. Reed"] < 0.7 < by_name["Ada Moss"]


def test_attendance_in_a_sentence_is_read() -> None:
    found = minutes(
        "TOWN BOARD\n3rd May, 2019\n\n"
        "Present:- Councillor Lark (in the Chair); Ada Moss, Col Reed and Dot Finch.\n\n"
        "Apologies for absence were received from Sam Vale (Police) and Una Frost.\n\n"
        "7. ROADS\n\nAgreed:- That the roads be mended.\n"
    )
    assert [p.name.value for p in found.present] == [
        "Councillor Lark", "Ada Moss", "Col Reed", "Dot Finch",
    ]  # fmt: skip
    assert found.chair.value == "Councillor Lark"
    assert people(found.apologies)[0] == ("Sam Vale", "Police", None)
    assert found.minutes[0].resolutions[0].text.value == "That the roads be mended."


def test_a_sentence_of_names_with_posts_and_honours_is_read() -> None:
    found = minutes(
        "CABINET\nMINUTES of a meeting of the Cabinet held in the Old Mill on Friday,\n"
        "3 May 2019.\n\n"
        "PRESENT: Mr A B Lark (Chairman), Mrs C Reed, OBE and Dr I Penn\n\n"
        "IN ATTENDANCE: Ms D Finch (Head of Law and Order), Mr S Vale (Clerk)\n\n"
        "UNRESTRICTED ITEMS\n\n"
        "12.   Apologies\n(Item 1)\n\nNone were received.\n\n"
        "13.   Roads\n(Item 2)\n\n1. A report was made.\n2. RESOLVED that the roads be mended.\n"
    )
    assert found.body.value == "CABINET"
    assert [(p.name.value, p.role and p.role.value) for p in found.present][:2] == [
        ("Mr A B Lark", "Chairman"),
        ("Mrs C Reed, OBE", None),
    ]
    assert found.present[3].post.value == "Head of Law and Order"
    assert [m.number.value for m in found.minutes] == ["12", "13"]
    assert found.minutes[1].resolutions[0].text.value == "that the roads be mended."


def test_numbers_without_a_stop_and_set_in_a_table_head_minutes_too() -> None:
    found = minutes(
        "TOWN BOARD\n3rd May, 2019\n\nPresent:\n\nCouncillor A Lark (Chair)\n"
        "Councillors B Reed and C Ode\n\nApologies for absence: Councillor D Vale\n\n"
        "12   APOLOGIES FOR ABSENCE\n\nSee above.\n\n13\tROADS AND RIVERS\n\n"
        "RESOLVED: That the roads be mended.\n"
    )
    assert [(m.number.value, m.title.value) for m in found.minutes] == [
        ("12", "APOLOGIES FOR ABSENCE"),
        ("13", "ROADS AND RIVERS"),
    ]
    assert [p.name.value for p in found.present] == [
        "Councillor A Lark", "Councillor B Reed", "Councillor C Ode",
    ]  # fmt: skip
    assert found.chair.value == "Councillor A Lark"
    assert [p.name.value for p in found.apologies] == ["Councillor D Vale"]
    assert found.minutes[1].resolutions[0].text.value == "That the roads be mended."


def test_limbs_follow_the_word_and_run_on_over_a_sub_heading() -> None:
    (found,) = read(LAYOUT).minutes
    limbs = [(limb.label, limb.text.value) for limb in found.minutes[1].resolutions]
    assert limbs == [
        ("(1)", "That the position be noted."),
        ("(2)", "That a report come to the March meeting."),
        ("(3)", "That the valley be noted."),
    ]
    assert [fact.value for fact in found.minutes[1].actions] == ["Action:- Ada Moss"]


def test_a_title_in_capitals_broken_over_lines_is_one_title() -> None:
    (found,) = read(LAYOUT).minutes
    assert found.minutes[1].title.value == "WINTER PRESSURES IN THE TOWN AND IN THE VALLEY"


def test_numbered_lines_inside_a_minute_are_no_minutes() -> None:
    (found,) = read(MARKDOWN).minutes
    assert [m.number.value for m in found.minutes] == ["41", "42", "43", "44"]


def test_references_keep_their_limb_and_not_their_subject() -> None:
    (found,) = read(MARKDOWN).minutes
    assert [fact.value for fact in found.minutes[1].references] == ["Minute No. 35(2)"]


@pytest.mark.parametrize("text", [MARKDOWN, LAYOUT])
def test_minutes_end_with_the_last_resolution(text: str) -> None:
    pack = read(text)
    (found,) = pack.minutes
    assert "the next meeting be held" in pack.source[found.end_line - 1]


ACTION_COLUMN = """\
Youth Forum (YFO)

Minutes from the meeting of the Youth Forum (YFO), held on Friday 3rd May 2019, 2pm at the Old Mill

In attendance:

Ada Moss - Chair\tHead of Wards, Town Hospital
Col Reed – Member\tTeacher, Hill School
Dot Finch – in attendance to present\tClerk

item 2\t

Apologies:

Sam Vale – Deputy for Una Frost\tChief Nurse, Town Hospital

Agenda item:

1. Bus fares - presentation

Col Reed spoke about buses for a long time, and it was agreed that the fares be looked at again.

Agenda
item:Action:

Ada Moss said she had already agreed with him.

Action:

Col Reed

2. Sub group reports:2.1 Sport – Dot Finch

YFO agreed to meet on the pitch.

Learning and
Play
Sub Group

2.2 Dot Finch told the meeting that the pitch was wet and would stay wet until the end of the month.

4. Date of next meeting:

Friday 7th June 2019
"""


def test_minutes_with_an_action_column_number_from_one_with_parts() -> None:
    found = minutes(ACTION_COLUMN)
    assert not found.running_numbers
    assert [(m.number.value, m.title and m.title.value) for m in found.minutes] == [
        ("1", "Bus fares - presentation"),
        ("2", "Sub group reports"),
        ("2.1", "Sport – Dot Finch"),
        ("2.2", None),
        ("4", "Date of next meeting"),
    ]


def test_roles_and_principals_are_read_from_the_name_cell() -> None:
    found = minutes(ACTION_COLUMN)
    assert [(p.name.value, p.role.value) for p in found.present] == [
        ("Ada Moss", "Chair"),
        ("Col Reed", "Member"),
        ("Dot Finch", "in attendance to present item 2"),
    ]
    assert found.apologies[0].representing.value == "Una Frost"


def test_owners_printed_in_the_column_are_doubtful_actions() -> None:
    found = minutes(ACTION_COLUMN)
    actions = [(m.number.value, a.value) for m in found.minutes for a in m.actions]
    assert actions == [("1", "Col Reed"), ("2.1", "Learning and Play Sub Group")]
    assert all(a.confidence < 0.7 for m in found.minutes for a in m.actions)


def test_only_the_meeting_itself_decides_in_prose() -> None:
    found = minutes(ACTION_COLUMN)
    decided = [limb.text.value for m in found.minutes for limb in m.resolutions]
    assert decided == [
        "it was agreed that the fares be looked at again.",
        "YFO agreed to meet on the pitch.",
    ]


INITIALS = """\
Title of Meeting: Pitch Group
Time: 9am – 11am
Date: Friday 3rd May 2019
Venue: Old Mill
Chairman: Ada Moss

Present

Ada Moss AM
Col Reed CR Teacher, Hill School
Dot Finch DF Clerk

Actions

1. Apologies: Sam Vale, HillWatch, Una Frost, Sam Vale.

2. Grass

CR to cut the grass.

CR

DF

3. Date of Next Meeting:

June
"""


def test_initials_name_the_people_and_own_the_actions() -> None:
    found = minutes(INITIALS)
    assert found.chair.value == "Ada Moss"
    assert [(p.name.value, p.initials) for p in found.present][1] == ("Col Reed", "CR")
    assert found.present[0].role.value == "Chairman"
    actions = [(a.value, a.inferred) for a in found.minutes[1].actions]
    assert actions == [("CR: CR to cut the grass.", True), ("DF", False)]


def test_apologies_that_are_a_minute_are_read_once_each() -> None:
    assert people(minutes(INITIALS).apologies) == [
        ("Sam Vale", "HillWatch", None),
        ("Una Frost", None, None),
    ]


def test_a_vote_keeps_its_figures() -> None:
    found = minutes(
        "TOWN BOARD\n3rd May, 2019\n\nPresent:- Ada Moss (in the Chair).\n\n7. ROADS\n\n"
        "The motion was carried by 5 votes in favour, 2 against and 1 abstention.\n\n"
        "Resolved:- That the roads be mended.\n"
    )
    (vote,) = found.minutes[0].votes
    assert (vote.votes_for, vote.against, vote.abstain, vote.outcome) == (5, 2, 1, "carried")
