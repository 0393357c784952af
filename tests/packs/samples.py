"""One section of every kind, with sentences of our own: long enough to break over pages."""

import datetime as dt
from dataclasses import replace
from typing import Any

from rotherham_hwb.packs.sections.action_log import ActionLog, LoggedAction
from rotherham_hwb.packs.sections.decision import DecisionSection
from rotherham_hwb.packs.sections.minutes import (
    MinutedAction,
    MinutesSection,
    PrintedMinute,
    PrintedStretch,
)
from rotherham_hwb.packs.sections.table import Rag, Rated
from rotherham_hwb.packs.sections.text import Limb, Notice, Paragraph
from rotherham_hwb.shown.minutes.data import ShownGroup, ShownPerson, ShownVote

BOARD = "Health and Wellbeing Board"
HELD = dt.date(2026, 9, 16)
NEXT = dt.date(2026, 11, 25)
URDU = "اگر آپ کو یہ رپورٹ کسی اور زبان میں چاہیے تو ہم سے رابطہ کریں۔"
ARABIC = "إذا كنت تحتاج إلى هذا التقرير بلغة أخرى فاتصل بنا."
NOTICES = (
    Notice("en", "Ask us for this paper in another language or in large print."),
    Notice("ar", ARABIC),
    Notice("ur", URDU),
)
LONG = (
    "The partners looked at how people leave hospital in winter, which wards wait longest for a "
    "care package, and what the voluntary sector can do on the first two days at home. "
)


def minutes(**changes: object) -> MinutesSection:
    """Minutes with attendance in groups, sub-headings, a vote, actions and a withheld minute."""
    fields: dict[str, object] = {
        "board": BOARD,
        "date": HELD,
        "groups": (
            ShownGroup("Members", MEMBERS),
            ShownGroup("Officers", (ShownPerson("Ann Example", "Democratic Services"),)),
            ShownGroup("Observers", (ShownPerson("Councillor P. Plain"),)),
        ),
        "apologies": (
            ShownPerson("Ola Absent", "Chief Nurse"),
            ShownPerson("Sir Even Away", "Chair, NHS Trust"),
        ),
        "note": "About twelve members of the public came.",
        "happened": (
            "The meeting was inquorate from 9.00 a.m. to 9.20 a.m.: 3 of the 4 members needed "
            "were in the room.",
            "Ivy Made-Up arrived at 9.20 a.m., left at 10.05 a.m. and returned at 10.20 a.m.",
        ),
        "interests": (
            "Mary Gray declared a personal interest in item 9 (Wards): she lives there.",
        ),
        "corrections": (
            "Corrected on Wednesday, 25th November, 2026 (Minute No. 31): “Bob Simple” should "
            "read “Bob Sample”.",
        ),
        "entries": ENTRIES,
    }
    return MinutesSection(**(fields | changes))  # type: ignore[arg-type]


MEMBERS = (
    ShownPerson("Councillor Dora Reach", "Cabinet Member for Health", "in the Chair"),
    ShownPerson("Mary Gray", "Director of Public Health"),
    ShownPerson(
        "Bob Sample",
        "Deputy Director of Nursing for the Community and for Long-Term Conditions",
        representing="Ola Absent",
    ),
    ShownPerson("Ivy Made-Up", "Healthwatch", remote=True),
)
MONEY = Paragraph(
    "", rows=(("Who", "What for", "Pounds"), ("Trust", "Beds", "30,000"), ("Charity", "Meals", ""))
)
ENTRIES = (
    PrintedMinute(
        "24",
        "Declarations of interest",
        (PrintedStretch(paragraphs=(Paragraph("None were made."),)),),
    ),
    PrintedMinute(
        "25",
        "Minutes of the previous meeting",
        (
            PrintedStretch(
                limbs=(Limb("That the minutes of 15th July, 2026, stand as a correct record."),)
            ),
        ),
    ),
    PrintedMinute(
        "26",
        "Getting home from hospital: the winter plan and what the partners bring to it",
        (
            PrintedStretch(
                paragraphs=(
                    Paragraph(LONG * 2),
                    Paragraph(
                        "The Board raised these points:-",
                        (
                            "families hear too late when somebody comes home",
                            "£1.2m was set aside, yet ½ of it is not spent",
                            "the temperature at home matters: 18°C → 21°C",
                        ),
                    ),
                ),
                limbs=(
                    Limb("That the winter plan be endorsed."),
                    Limb(
                        "That the hospital trust be asked:-",
                        points=("to name one contact for families", "to report each month"),
                    ),
                ),
            ),
            PrintedStretch(
                heading="Money for the voluntary sector",
                paragraphs=(Paragraph(LONG), MONEY),
                votes=(
                    ShownVote(
                        "That £40,000 be moved to the first two days at home.",
                        in_favour=7,
                        against=1,
                        abstained=1,
                        outcome="Carried",
                        moved="Moved by Mary Gray, seconded by Ivy Made-Up.",
                        asked=("Councillor P. Plain asked that their vote against be recorded.",),
                    ),
                    ShownVote(
                        "That half of it be kept for March.",
                        in_favour=2,
                        against=2,
                        abstained=0,
                        outcome="Lost",
                        names=(
                            ("In favour", ("Mary Gray", "Ivy Made-Up")),
                            ("Against", ("Bob Sample", "Councillor Dora Reach")),
                        ),
                        casting="The votes were equal; the person presiding, Councillor Dora "
                        "Reach, gave a casting vote against.",
                    ),
                    ShownVote(
                        "That the report be noted.", manner="By show of hands", outcome="Carried"
                    ),
                ),
                limbs=(
                    Limb("That £40,000 be moved to the first two days at home."),
                    Limb("That Mary Gray tell the trust.", action="Mary Gray"),
                ),
                actions=(
                    MinutedAction("Write to the trust.", "Mary Gray", dt.date(2026, 10, 2)),
                    MinutedAction("Tell the wards ✓", "Ivy Made-Up"),
                ),
            ),
        ),
        before=(
            "The Chair was of the opinion that this item should be considered as a matter of "
            "urgency because the lease ends in December.",
            "Mary Gray declared a disclosable pecuniary interest in this item: her firm sells "
            "coats. They left the room while it was considered.",
        ),
        after=("The press and public were excluded for Minute No. 27.",),
        corrections=(
            "Corrected on Wednesday, 25th November, 2026 (Minute No. 31): “£40,000” should read "
            "“£41,000”.",
        ),
    ),
    PrintedMinute(
        "27",
        "A contract for care",
        withheld="Not for publication: information relating to the financial or business affairs "
        "of any particular person (paragraph 3 of Schedule 12A to the Local Government Act 1972).",
        summary=(Paragraph("The Board chose between two offers for care at home."),),
        after=("The press and public were re-admitted to the meeting at 10.45 a.m.",),
    ),
    PrintedMinute(
        "28",
        "Date and time of the next meeting",
        (PrintedStretch(limbs=(Limb("That the Board meet on Wednesday, 25th November, 2026."),)),),
    ),
)


def plain_minutes(**changes: object) -> MinutesSection:
    """The same minutes as packs from before this system have them: without what was told beside."""
    beside = dict.fromkeys(("happened", "interests", "corrections"), ())
    return minutes(**(beside | {"entries": tuple(map(_plain, ENTRIES))} | changes))


def _plain(entry: PrintedMinute) -> PrintedMinute:
    blocks = tuple(_plain_block(block) if block.heading else block for block in entry.blocks)
    bare: dict[str, Any] = dict.fromkeys(("before", "after", "corrections", "summary"), ())
    return replace(entry, blocks=blocks, **bare)


def _plain_block(block: PrintedStretch) -> PrintedStretch:
    text, _table = block.paragraphs
    return replace(block, paragraphs=(text,), votes=block.votes[:1], limbs=block.limbs[:1])


def action_log() -> ActionLog:
    """Three actions, one of each colour."""
    return ActionLog(
        BOARD,
        NEXT,
        (
            LoggedAction(
                "26",
                "Write to the trust.",
                "Mary Gray",
                Rated(Rag.GREEN, "done"),
                "2 October 2026",
                "The trust has answered.",
            ),
            LoggedAction("26", "Tell the wards.", "Ivy Made-Up", Rated(Rag.AMBER, "begun")),
            LoggedAction(
                "19", "Name a champion.", "All", Rated(Rag.RED, "late"), "1 September 2026"
            ),
        ),
    )


def long_log(rows: int = 60) -> ActionLog:
    """The actions of several pages."""
    states = (Rated(Rag.GREEN), Rated(Rag.AMBER, "two weeks behind"), Rated(Rag.RED, "no owner"))
    actions = (
        LoggedAction(
            f"{at}", LONG if at % 3 == 0 else "Find beds.", "Trust", states[at % 3], "1 May 2027"
        )
        for at in range(1, rows + 1)
    )
    return ActionLog(BOARD, NEXT, tuple(actions))


def decision() -> DecisionSection:
    """A decision notice with two limbs."""
    return DecisionSection(
        taken_by="Cabinet",
        title="Money for the first two days at home",
        date=NEXT,
        limbs=(Limb("That £40,000 be moved."), Limb("That a report come back in March.")),
        reasons=(Paragraph(LONG),),
        options_rejected=(Paragraph("To wait for the spring: it would miss this winter."),),
        conflicts=(Paragraph("None"),),
        dispensations=(Paragraph("None"),),
        reference="CAB/2026/41",
        key_decision=True,
        published=dt.date(2026, 11, 27),
        effective="Unless called in, from Monday, 7th December, 2026",
        contact=("Ann Example", "ann@example.org"),
        notices=NOTICES,
    )
