"""The five forms of report in use, as data: labels as boards print them, help in our words.

Source: the cover sheets and reports of five public packs of 2013 to 2017.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.models import FieldKind, FieldPlace

PLAIN, RICH = FieldKind.PLAIN, FieldKind.RICH
COVER, BODY = FieldPlace.COVER, FieldPlace.BODY


@dataclass(frozen=True)
class ProvidedField:
    """One field of a form."""

    label: str
    help: str
    kind: FieldKind = RICH
    place: FieldPlace = BODY
    required: bool = True


@dataclass(frozen=True)
class ProvidedForm:
    """One form of report."""

    name: str
    fields: tuple[ProvidedField, ...]
    posts: tuple[str, ...] = ()
    numbers_sections: bool = True


def _recommendations(place: FieldPlace = BODY) -> ProvidedField:
    words = "Written once for each meeting, and shown here and on the agenda item."
    return ProvidedField("Recommendations", words, FieldKind.RECOMMENDATIONS, place)


def _appendices(place: FieldPlace = COVER) -> ProvidedField:
    words = "Each by its title; attach its file, or it is marked as not attached."
    return ProvidedField("List of appendices included", words, FieldKind.APPENDICES, place, False)


def _background(place: FieldPlace = COVER) -> ProvidedField:
    words = "What the report relies on, and where a copy can be seen. The law asks for this list."
    return ProvidedField("Background papers", words, FieldKind.BACKGROUND, place)


def _plain(label: str, help: str) -> ProvidedField:
    return ProvidedField(label, help, PLAIN, COVER)


SUMMARY = ProvidedField(
    "Summary",
    "Half a page: what it is about, what is new, and what the board is to do.",
    RICH,
    COVER,
)
CONTACTS = ProvidedField(
    "Officer contacts", "Name, post, telephone and work e-mail address of each.", PLAIN
)
POSTS = ("Strategic Director of Finance and Corporate Services", "Director of Legal Services")
SUMMARY_SHEET = (
    _plain(
        "Is this a key decision and has it been included on the Forward Plan?",
        "Answer both: “No, and it need not be on the Forward Plan”, for example.",
    ),
    _plain("Strategic Director approving submission of the report", "Their name and directorate."),
    _plain("Report author(s)", "Name, post and work contact of each, a line for each."),
    _plain("Ward(s) affected", "The wards by name, or “All”."),
    SUMMARY,
    _recommendations(COVER),
    _appendices(),
    _background(),
    _plain(
        "Consideration by any other Council Committee, Scrutiny or Advisory Panel",
        "Which, when, and what they said; or “None”.",
    ),
    _plain("Council approval required", "Yes or no."),
    _plain("Exempt from the press and public", "Yes or no; if yes, the paragraph of Schedule 12A."),
)
BACKGROUND = ProvidedField(
    "Background", "What the board knows already, and what led to this report."
)
KEY_ISSUES = ProvidedField("Key issues", "The facts and the choices, under headings of your own.")


def _implications(what: str, help: str) -> ProvidedField:
    return ProvidedField(f"{what} implications", help)


BOARD_REPORT = ProvidedForm(
    "Board report",
    (
        SUMMARY,
        _recommendations(COVER),
        ProvidedField("Introduction and background", BACKGROUND.help),
        ProvidedField("Current progress", "What was done since the board last heard of it."),
        ProvidedField("Conclusion and next steps", "Who does what next, and by when."),
        _appendices(BODY),
        _background(BODY),
        CONTACTS,
    ),
)
COVERING_NOTE = ProvidedForm(
    "Covering note",
    (
        _plain("Lead officers", "Name, post and organisation, a line for each."),
        ProvidedField("Purpose", "In one or two sentences: why the paper comes to the board."),
        ProvidedField("Background", BACKGROUND.help),
        ProvidedField(
            "Financial implications", "What it costs and who pays; or say there are none."
        ),
        ProvidedField(
            "Relevance to the Health and Wellbeing Strategy",
            "Which aims it serves.",
            RICH,
            BODY,
            False,
        ),
        _recommendations(),
        _appendices(BODY),
        _background(BODY),
    ),
    numbers_sections=False,
)
SHORT_REPORT = ProvidedForm(
    "Summary sheet and short report",
    (
        *SUMMARY_SHEET,
        _recommendations(BODY),
        BACKGROUND,
        KEY_ISSUES,
        ProvidedField("Contact", CONTACTS.help, PLAIN),
    ),
)
FULL_REPORT = ProvidedForm(
    "Full corporate report",
    (
        *SUMMARY_SHEET,
        _recommendations(BODY),
        BACKGROUND,
        KEY_ISSUES,
        ProvidedField(
            "Options considered and recommended proposal",
            "Each option with its merits, doing nothing among them, and why one is proposed.",
        ),
        ProvidedField("Consultation", "Whom you asked, how many answered, and what they said."),
        ProvidedField(
            "Timetable and accountability for implementing this decision",
            "The steps with their dates, and the post that answers for each.",
        ),
        _implications("Financial and procurement", "What it costs, from which budget."),
        _implications("Legal", "The powers used and the duties met."),
        _implications("Human resources", "Posts and people concerned; or say there are none."),
        ProvidedField(
            "Implications for children and young people and vulnerable adults",
            "Who gains, who may lose, and what is done about it.",
        ),
        ProvidedField(
            "Equalities and human rights implications",
            "What the equality analysis found; or why none was needed.",
        ),
        ProvidedField(
            "Implications for partners and other directorates", "Who else must act or pay."
        ),
        ProvidedField("Risks and mitigation", "What may go wrong, how likely, and what is done."),
        ProvidedField("Accountable officer(s)", "Name and post, a line for each.", PLAIN),
        ProvidedField("Approvals obtained on behalf of", "From the sign-off.", FieldKind.APPROVALS),
    ),
    (*POSTS, "Head of Procurement", "Head of Human Resources"),
)
BRIEFING_NOTE = ProvidedForm(
    "Briefing note",
    (
        ProvidedField("Background", BACKGROUND.help),
        ProvidedField("Key points", "What members should take away, as a short list."),
        ProvidedField("Next steps", "Who does what next, and by when.", RICH, BODY, False),
        _recommendations(),
        CONTACTS,
    ),
    numbers_sections=False,
)
FORMS = (BOARD_REPORT, COVERING_NOTE, SHORT_REPORT, FULL_REPORT, BRIEFING_NOTE)
