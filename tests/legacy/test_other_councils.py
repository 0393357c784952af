"""Forms of other councils' packs, each in a few lines of an invented council's own words."""

from __future__ import annotations

from rotherham_hwb.legacy.facts import MinutesSet, ReadPack

from .packs import read

_FRONT = """FERRY COMMITTEE

Venue: Town Hall, Quay Street
Date: Tuesday, 4th March, 2014
Time: 2.00 p.m.

AGENDA

1. Apologies for absence
2. Minutes of the previous meeting (Pages 3 - 4)
3. Slipway repairs (Pages 5 - 6)
4. Any other business

"""
_MINUTES = """FERRY COMMITTEE
4th February, 2014

{present}

{body}
"""
_BODY = """11. SLIPWAY

The slip was walked over.

Resolved:- That the slip be mended.

12. BUOYS

Resolved:- That the buoys be painted."""


def _minutes(
    *, present: str = "Present:- Councillor Mole (in the Chair).", body: str
) -> MinutesSet:
    return read(_FRONT + _MINUTES.format(present=present, body=body)).minutes[0]


def _people(found: MinutesSet) -> list[str]:
    return [person.name.value for person in found.present]


def _limbs(found: MinutesSet, at: int = 0) -> list[tuple[str | None, str]]:
    return [(limb.label, limb.text.value) for limb in found.minutes[at].resolutions]


def test_items_numbered_by_the_letter_of_their_part_stand_in_its_section() -> None:
    pack = read(
        "FERRY COMMITTEE\n\nTuesday, 4 March 2014 at 2.00 pm\n\nAGENDA\n\n"
        "A - Business of the committee\nA1 Apologies for absence\nA2 Minutes (Pages 1 - 4)\n"
        "B - Matters for the cabinet member to decide in the coming month or the one after it\n"
        "B1 Slipway repairs (Pages 5 - 9)\n\nTo endorse the plan.\n"
    )
    assert [(i.number.value, i.title.value) for i in pack.agenda] == [
        ("A1", "Apologies for absence"),
        ("A2", "Minutes"),
        ("B1", "Slipway repairs"),
    ]
    sections = [item.section.value[:1] for item in pack.agenda if item.section]
    assert sections == ["A", "A", "B"]


def test_a_title_in_capitals_is_parted_from_the_sentence_behind_it() -> None:
    pack = read(
        "FERRY COMMITTEE\n\nTuesday, 4 March 2014 at 2.00 pm\n\nAGENDA\n\n"
        "| 1 | LATE ITEMS To learn of any late item. | |\n"
        "| 2 | SLIPWAY To consider the works. | 1 - 6 |\n"
        "| 3 | BUOYS To note the colours. | 7 - 9 |\n"
    )
    assert [item.title.value for item in pack.agenda] == ["LATE ITEMS", "SLIPWAY", "BUOYS"]
    assert pack.agenda[1].notes[0].value == "To consider the works."


def test_a_signatory_is_read_though_a_blank_line_parts_name_and_post() -> None:
    signed = read(_FRONT + "PETER PILOT,\n\nChief Executive.\n").header.signatory
    assert signed
    assert (signed.name.value, signed.post.value) == ("PETER PILOT", "Chief Executive")


def test_apologies_told_twice_on_a_line_and_a_web_address_name_nobody_else() -> None:
    found = _minutes(
        present="Present:- Councillor Mole (in the Chair); Councillors Tern and Skua.\n\n"
        "Apologies for absence:- Apologies were received from Councillors Gull and Reed.\n\n"
        "https://watch.example.org/ferry",
        body=_BODY,
    )
    assert [person.name.value.split()[-1] for person in found.apologies] == ["Gull", "Reed"]


def test_the_chair_may_be_said_on_a_line_below_the_name_or_before_a_full_stop() -> None:
    below = _minutes(present="Present:-\nAda Byron  Port Authority\nIn the Chair\n", body=_BODY)
    stop = _minutes(present="PRESENT\n\nCouncillor A. Mole (in the Chair).\n", body=_BODY)
    assert below.chair
    assert below.chair.value == "Ada Byron"
    assert stop.chair
    assert stop.chair.value == "Councillor A. Mole"


def test_an_honour_stays_with_the_name_and_a_post_in_brackets_loses_them() -> None:
    found = _minutes(
        present="Present:\n\nCouncillor Sir John Mole CBE, Leader (Chair)\n"
        "Ada Byron – (Head of Piers, Docks)\n"
        "Tom Tide, Port Trust, substituting for Nell Net\n",
        body=_BODY,
    )
    assert _people(found) == ["Councillor Sir John Mole CBE", "Ada Byron", "Tom Tide"]
    posts = [person.post.value for person in found.present if person.post]
    assert posts == ["Leader", "Head of Piers, Docks", "Port Trust"]
    assert found.present[2].representing
    assert found.present[2].representing.value == "Nell Net"


def test_a_post_broken_over_two_lines_is_no_group_and_keeps_the_chair() -> None:
    found = _minutes(
        present="Present:-\nCouncillor Ada Byron  Cabinet Member, Piers and\n"
        "     Docks (in the Chair)\n"
        "Tom Tide   Port Trust\n",
        body=_BODY,
    )
    assert found.chair
    assert found.chair.value == "Councillor Ada Byron"
    posts = [person.post.value for person in found.present if person.post]
    assert posts == ["Cabinet Member, Piers and Docks", "Port Trust"]
    assert {person.group.value for person in found.present if person.group} == {"Present"}


def test_officers_listed_below_the_apologies_were_there() -> None:
    found = _minutes(
        present="Present: Councillor Mole (Chair), Councillor Tern\n\n"
        "Apologies: Councillor Gull\n\nOfficers: Ada Byron, Tom Tide\n",
        body=_BODY,
    )
    assert [person.name.value for person in found.apologies] == ["Councillor Gull"]
    assert _people(found)[-2:] == ["Ada Byron", "Tom Tide"]


def test_councillors_in_attendance_are_people_and_no_group() -> None:
    found = _minutes(
        present="Councillors present: Ada Byron (Chairman) and Tom Tide\n\n"
        "Councillors in attendance: Nell Net and Sam Skua\n",
        body=_BODY,
    )
    assert _people(found) == ["Ada Byron", "Tom Tide", "Nell Net", "Sam Skua"]


def test_a_title_in_capitals_goes_on_in_a_line_of_years() -> None:
    found = _minutes(body=_BODY.replace("SLIPWAY", "REPORT ON THE SLIPWAY\n2013-14", 1))
    assert [m.title.value for m in found.minutes if m.title] == [
        "REPORT ON THE SLIPWAY 2013-14",
        "BUOYS",
    ]


def test_limbs_stand_below_the_word_below_the_body_and_behind_a_number_in_brackets() -> None:
    found = _minutes(
        body="11. SLIPWAY\n\nDecision\n\nThe Committee\n\n1. Notes the works.\n\n"
        "2. Asks for more.\n\n12. BUOYS\n\n(2) RESOLVED that the colours be noted.\n\n"
        "13. PIER\n\nFollowing a debate it was AGREED to:\n\n(a) sweep it; and\n\n(b) paint it.\n\n"
        "14. NEXT MEETING\n\nResolved:-\n\nThat it be on 4th March, 2014.\n"
    )
    assert _limbs(found) == [("1.", "Notes the works."), ("2.", "Asks for more.")]
    assert _limbs(found, 1) == [(None, "that the colours be noted.")]
    assert _limbs(found, 2) == [("(a)", "sweep it; and"), ("(b)", "paint it.")]
    assert _limbs(found, 3) == [(None, "That it be on 4th March, 2014.")]


def test_each_of_several_minutes_named_at_once_is_a_reference() -> None:
    found = _minutes(
        body="11. SLIPWAY\n\nFurther to Minute Nos. S5(2), S7 and S9, the slip was dry.\n\n"
        "12. BUOYS\n\nSee Minute Nos. 4 and 8 March 2014 was fine.\n"
    )
    said = [each.value for each in found.minutes[0].references]
    assert said == ["Minute No. S5(2)", "Minute No. S7", "Minute No. S9"]
    assert [each.value for each in found.minutes[1].references] == ["Minute Nos. 4"]


def _stamped(*, head: bool) -> ReadPack:
    """A pack whose pages are counted with its front sheet and stamped at their head or foot."""
    said = ["The slip is wet and long.", *["Boats go up and down it."] * 12]
    pages = [
        [*_MINUTES.format(present="Present:- Councillor Mole.", body=_BODY).splitlines()],
        said,
        ["Title: Slipway works", "Report to: Ferry Committee", "Report of: Head of Piers", *said],
        said,
    ]
    out: list[str] = []
    for number, lines in enumerate(pages, start=3):
        stamp = f"Page {number}" + (" Agenda Item 3" if number == 5 else "")
        out += [stamp, "", *lines] if head else [*lines, "", stamp]
        out.append("")
    return read(_FRONT + "\n".join(out))


def test_stamps_are_read_at_the_head_and_at_the_foot_of_pages_that_begin_at_three() -> None:
    for head in (True, False):
        reports = [r for r in _stamped(head=head).reports if not r.attachment]
        assert [
            (r.title and r.title.value, r.agenda_item and r.agenda_item.value) for r in reports
        ] == [("Slipway works", "3")]
