"""Lists of those present and away, one line or two at a time."""

import pytest

from rotherham_hwb.legacy.facts import Attendee
from tests.legacy.packs import read

FRONT = "\nTOWN BOARD\n\nAGENDA\n\n1. Apologies\n2. Minutes\n\n"
HEAD = "TOWN BOARD\n3rd May, 2019\n\n"
TAIL = "\n\n7. ROADS\n\nResolved:- That the roads be mended.\n\n8. RIVERS\n\nNobody spoke.\n"
PRESENT = "Present:- Ada Moss (in the Chair).\n\n"


def line(person: Attendee) -> str:
    parts = [person.name, person.role, person.post, person.representing]
    return " | ".join(part.value if part else "" for part in parts).rstrip(" |")


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("Apologies for absence – Councillors Lark and Penn", "Councillor Lark; Councillor Penn"),
        (
            "Apologies for absence were received from Councillor Lark and from The Mayor "
            "(Councillor Moss).",
            "Councillor Lark; Councillor Moss | The Mayor",
        ),
        (
            "Apologies for absence had been received from Mrs. U. Frost and Dr. I. Penn.",
            "Mrs. U. Frost; Dr. I. Penn",
        ),
        ("No apologies for absence were received.", ""),
        ("There were no apologies.", ""),
        ("Apologies: None received", ""),
        ("Apologies for lateness were received from Una Frost.", ""),
        (
            "Apologies:\n- Una Frost, Chief Nurse\n- Sam Vale, Longford Police",
            "Una Frost |  | Chief Nurse; Sam Vale |  | Longford Police",
        ),
        (
            "Apologies were received from Una Frost (Police, deputised by Sam Vale), Jo Hall "
            "(Farms).",
            "Una Frost; Jo Hall |  | Farms",
        ),
        ("An apology was submitted on behalf of Councillor Lark.", "Councillor Lark"),
        ("Apologies for absence were submitted by Una Frost and Sam Vale", "Una Frost; Sam Vale"),
        ("It was noted that apologies had been received from Una Frost.", "Una Frost"),
        (
            "Apologies were received from Una Frost with Sam Vale attending as her substitute.",
            "Una Frost",
        ),
        (
            "Apologies: Cllr Lark, Una Frost - Longford Police, Sam Vale (SV)",
            "Cllr Lark; Una Frost |  | Longford Police; Sam Vale",
        ),
        ("Apologies received: Una Frost; Sam Vale; Ivor Penn", "Una Frost; Sam Vale; Ivor Penn"),
        (
            "Apologies for Absence:\tUna Frost\tChief Nurse\n\tSam Vale\tClerk",
            "Una Frost |  | Chief Nurse; Sam Vale |  | Clerk",
        ),
    ],
)
def test_apologies_are_read_in_every_wording(text: str, away: str) -> None:
    (found,) = read(FRONT + HEAD + PRESENT + text + TAIL).minutes
    assert "; ".join(map(line, found.apologies)) == away


@pytest.mark.parametrize(
    ("text", "here"),
    [
        (
            "Present:- Councillor Moss (in the Chair); Councillors Reed, Finch (substitute for "
            "Councillor Vale) and Penn.",
            "Councillor Moss | in the Chair; Councillor Reed; "
            "Councillor Finch |  |  | Councillor Vale; Councillor Penn",
        ),
        (
            "Present: Councillors Moss (Chairman), Mrs Reed, A B Finch, J Frost-Hall and Dr Vale",
            "Councillor Moss | Chairman; Mrs Reed; A B Finch; J Frost-Hall; Dr Vale",
        ),
        (
            "Present: Cllr Ada Moss, Chair; Cllr Col Reed, Vice Chair; Dot Finch, Chief Nurse, "
            "Longford Trust",
            "Cllr Ada Moss | Chair; Cllr Col Reed | Vice Chair; "
            "Dot Finch |  | Chief Nurse, Longford Trust",
        ),
        (
            "Present:\nAda Moss, Director of Homes, Longford Council (Chair)\n"
            "Col Reed, Longford Police (representing Dot Finch)",
            "Ada Moss | Chair | Director of Homes, Longford Council; "
            "Col Reed |  | Longford Police | Dot Finch",
        ),
        (
            "Present:\nAda Moss – Chair\nDot Finch – Director of Homes, Longford Council",
            "Ada Moss | Chair; Dot Finch |  | Director of Homes, Longford Council",
        ),
        (
            "Members present: Councillors A Moss (Chair) and C Reed\nOfficers present: D Finch "
            "(Clerk), U Frost (Solicitor)",
            "Councillor A Moss | Chair; Councillor C Reed; D Finch |  | Clerk; "
            "U Frost |  | Solicitor",
        ),
        (
            "In Attendance:\tCouncillor A Moss\t- Chair\n\tC Reed\t- Chief Officer",
            "Councillor A Moss | Chair; C Reed |  | Chief Officer",
        ),
        (
            "Present:- Ada Moss (Cabinet Member for Homes) in the Chair, Col Reed (Police)",
            "Ada Moss | in the Chair | Cabinet Member for Homes; Col Reed |  | Police",
        ),
        (
            "Present\n\nThe Mayor, Councillor A Moss, in the Chair\nCouncillors Reed and Finch\n\n"
            "Also in attendance were Una Frost and Sam Vale.",
            "Councillor A Moss | The Mayor, in the Chair; Councillor Reed; Councillor Finch; "
            "Una Frost; Sam Vale",
        ),
        (
            "Present: Councillors: A Moss (Chair) and D Finch.\nCo-opted Members: Mr S Vale.\n"
            "Officers: B Lark - Head of Law, H Stone - Clerk.",
            "Councillor A Moss | Chair; Councillor D Finch; Mr S Vale; B Lark |  | Head of Law; "
            "H Stone |  | Clerk",
        ),
        (
            "Present:-\nCouncillor Moss\tCabinet Member\n\tIn the Chair\nCol Reed\tTrust",
            "Councillor Moss | In the Chair | Cabinet Member; Col Reed |  | Trust",
        ),
        (
            "In attendance:\n\nVoting members\n\nAda Moss (Chair) – Farms\n\nNon-voting members\n\n"
            "Col Reed – Police",
            "Ada Moss | Chair | Farms; Col Reed |  | Police",
        ),
        (
            "Present: Councillor Moss (Chair)\n\nCouncillor Finch attended as a substitute for "
            "Councillor Lark.\n\nTwo members of the public were present.",
            "Councillor Moss | Chair; Councillor Finch |  |  | Councillor Lark",
        ),
    ],
)
def test_those_present_are_read_in_every_layout(text: str, here: str) -> None:
    (found,) = read(FRONT + HEAD + text + TAIL).minutes
    assert "; ".join(map(line, found.present)) == here


@pytest.mark.parametrize(
    "text",
    [
        "REPORT TO THE HEALTH BOARD\n\nDate: 3 May 2019\n\nAttendance\n\nAttendance at schools was "
        "95%.\n\n1. Introduction\n\nSchools.\n\n2. Background\n\nPresent: good.\n",
        "HEALTH AND CARE BOARD\n\nTerms of reference, 3 May 2019\n\nMembers:\n\nChief Nurse\n"
        "Head of Homes\n\nIn attendance: the Clerk\n\n1. Purpose\n\nTo care.\n\n"
        "2. Quorum\n\nFour.\n",
        "CARE BOARD\n\nMeetings held on 3 May 2019\n\nAttended by:\n\nPolice\nFire\n\n1. What was "
        "heard\n\nPeople spoke.\n\n2. What is next\n\nMore.\n",
        "Longford Council\n\n3 May 2019\n\n"
        "PRESENT POSITION\n\n1. HOMES\n\nFew.\n\n2. ROADS\n\nLong.\n",
    ],
)
def test_a_paper_that_lists_nobody_is_no_minutes(text: str) -> None:
    assert read(FRONT + text).minutes == ()
