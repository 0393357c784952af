"""One section of every kind, with sentences of our own: long enough to break over pages."""

import datetime as dt
from dataclasses import replace
from typing import Any

from rotherham_hwb.packs.sections.action_log import ActionLog, LoggedAction
from rotherham_hwb.packs.sections.covering_note import Change, CoveringNote
from rotherham_hwb.packs.sections.decision import Decision
from rotherham_hwb.packs.sections.minutes import (
    Attendee,
    Block,
    Entry,
    Group,
    MinutedAction,
    MinutesSection,
    Vote,
)
from rotherham_hwb.packs.sections.report import Approval, Field, Part, Recommendations, Report
from rotherham_hwb.packs.sections.table import Column, Rag, Rated, Table, TableSection
from rotherham_hwb.packs.sections.text import Limb, Notice, Paragraph
from rotherham_hwb.packs.sections.withheld import Withheld

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
            Group("Members", MEMBERS),
            Group("Officers", (Attendee("Ann Example", "Democratic Services"),)),
            Group("Observers", (Attendee("Councillor P. Plain"),)),
        ),
        "apologies": (
            Attendee("Ola Absent", "Chief Nurse"),
            Attendee("Sir Even Away", "Chair, NHS Trust"),
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
    Attendee("Councillor Dora Reach", "Cabinet Member for Health", "in the Chair"),
    Attendee("Mary Gray", "Director of Public Health"),
    Attendee(
        "Bob Sample",
        "Deputy Director of Nursing for the Community and for Long-Term Conditions",
        representing="Ola Absent",
    ),
    Attendee("Ivy Made-Up", "Healthwatch", remote=True),
)
MONEY = Paragraph(
    "", rows=(("Who", "What for", "Pounds"), ("Trust", "Beds", "30,000"), ("Charity", "Meals", ""))
)
ENTRIES = (
    Entry("24", "Declarations of interest", (Block(paragraphs=(Paragraph("None were made."),)),)),
    Entry(
        "25",
        "Minutes of the previous meeting",
        (Block(limbs=(Limb("That the minutes of 15th July, 2026, stand as a correct record."),)),),
    ),
    Entry(
        "26",
        "Getting home from hospital: the winter plan and what the partners bring to it",
        (
            Block(
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
            Block(
                heading="Money for the voluntary sector",
                paragraphs=(Paragraph(LONG), MONEY),
                votes=(
                    Vote(
                        "That £40,000 be moved to the first two days at home.",
                        in_favour=7,
                        against=1,
                        abstained=1,
                        outcome="Carried",
                        moved="Moved by Mary Gray, seconded by Ivy Made-Up.",
                        asked=("Councillor P. Plain asked that their vote against be recorded.",),
                    ),
                    Vote(
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
                    Vote("That the report be noted.", manner="By show of hands", outcome="Carried"),
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
    Entry(
        "27",
        "A contract for care",
        withheld="Not for publication: information relating to the financial or business affairs "
        "of any particular person (paragraph 3 of Schedule 12A to the Local Government Act 1972).",
        summary=(Paragraph("The Board chose between two offers for care at home."),),
        after=("The press and public were re-admitted to the meeting at 10.45 a.m.",),
    ),
    Entry(
        "28",
        "Date and time of the next meeting",
        (Block(limbs=(Limb("That the Board meet on Wednesday, 25th November, 2026."),)),),
    ),
)


def plain_minutes(**changes: object) -> MinutesSection:
    """The same minutes as packs from before this system have them: without what was told beside."""
    beside = dict.fromkeys(("happened", "interests", "corrections"), ())
    return minutes(**(beside | {"entries": tuple(map(_plain, ENTRIES))} | changes))


def _plain(entry: Entry) -> Entry:
    blocks = tuple(_plain_block(block) if block.heading else block for block in entry.blocks)
    bare: dict[str, Any] = dict.fromkeys(("before", "after", "corrections", "summary"), ())
    return replace(entry, blocks=blocks, **bare)


def _plain_block(block: Block) -> Block:
    text, _table = block.paragraphs
    return replace(block, paragraphs=(text,), votes=block.votes[:1], limbs=block.limbs[:1])


def report() -> Report:
    """A report with every part of the template."""
    return Report(
        board=BOARD,
        date=NEXT,
        title="Getting home from hospital",
        fields=(
            Field("Director approving submission", ("Mary Gray, Director of Public Health",)),
            Field("Report author(s)", ("Ann Example, Policy Officer", "ann@example.org")),
            Field("Ward(s) affected", ("All",)),
            Field("Is this a key decision, and is it in the forward plan?", ("Yes",)),
            Field("Exempt from the press and public", ("No",)),
        ),
        summary=(Paragraph(LONG), Paragraph("“Home first” is the aim: 21ˢᵗ-century care 🌱.")),
        recommendations=(
            Recommendations(
                "That the Health and Wellbeing Board:",
                (
                    Limb("note the figures for the summer;"),
                    Limb("endorse the plan, with", points=("beds at home", "one contact")),
                ),
            ),
            Recommendations("", (Limb("That Cabinet be asked to fund it."),)),
        ),
        appendices=("Appendix A: Figures", "Appendix B: Equality analysis"),
        parts=tuple(
            Part(
                f"{at}.",
                heading,
                (
                    Paragraph(LONG, number=f"{at}.1"),
                    Paragraph(LONG + LONG, number=f"{at}.2", heading="The way forward"),
                    Paragraph("The choices were:", ("wait", "act"), number=f"{at}.3"),
                ),
                (FIGURES,) if at == 2 else (),
            )
            for at, heading in enumerate(("Background", "Key issues", "Legal implications"), 1)
        ),
        approvals=(
            Approval("Director of Finance", "Nora Count", dt.date(2026, 11, 3)),
            Approval("Head of Procurement (if appropriate)", "N/A"),
        ),
        notices=NOTICES,
    )


FIGURES = Table(
    "Table 1: people who waited, by quarter",
    (Column("Quarter", 40), Column("People", 30, numbers=True), Column("Cost", 30, numbers=True)),
    (("April – June", "412", "£86,500"), ("July – September", "388", "£81,200")),
    note="Counted on the last day of the quarter.",
)


def long_table(rows: int = 60) -> TableSection:
    """A risk register of several landscape pages."""
    states = (Rated(Rag.GREEN), Rated(Rag.AMBER, "two weeks behind"), Rated(Rag.RED, "no owner"))
    columns = (
        Column("Ref.", 8),
        Column("Risk", 44),
        Column("Score", 10, numbers=True),
        Column("Status", 20),
        Column("Owner", 18),
    )
    risks = tuple(
        (
            f"R{at}",
            f"{LONG if at % 7 == 0 else 'Beds are short.'}",
            f"{at}",
            states[at % 3],
            "Trust",
        )
        for at in range(1, rows + 1)
    )
    return TableSection(
        BOARD,
        "Risk register",
        Table("Risks of the winter plan", columns, risks),
        introduction=(Paragraph("Each risk is scored from 1 to 60."),),
        landscape=True,
    )


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


def decision() -> Decision:
    """A decision notice with two limbs."""
    return Decision(
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


def covering_note() -> CoveringNote:
    """A note with an added and a replaced paper."""
    return CoveringNote(
        BOARD,
        NEXT,
        1,
        dt.date(2026, 11, 20),
        (
            Change("7", "Getting home from hospital", "Pages 343 - 350", "Pages 22 - 41"),
            Change("15A", "A new clinic", "Pages 351 - 352"),
        ),
        "The figures for October came on 19th November, 2026.",
        "The Chair is of the opinion that item 15A is urgent, because the lease ends in December.",
    )


def withheld() -> Withheld:
    """The page for a withheld contract."""
    return Withheld(
        BOARD,
        NEXT,
        "12",
        "A contract for care",
        "Not for publication: information relating to the financial or business affairs of any "
        "particular person (paragraph 3 of Schedule 12A to the Local Government Act 1972).",
        "The price is still being agreed; to name it now would cost the public money.",
        "Pages 42 - 68",
    )
