"""Each section prints its words once, escapes every field, and is tagged as what it is."""

import dataclasses
import io
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from rotherham_hwb.packs.sections.action_log import ActionLog, LoggedAction, action_log_html
from rotherham_hwb.packs.sections.decision import decision_html
from rotherham_hwb.packs.sections.minutes import PrintedMinute, PrintedStretch, minutes_html
from rotherham_hwb.packs.sections.text import Limb, Paragraph, direction, numbered, paragraphs
from rotherham_hwb.packs.typesetting.render import render_section
from rotherham_hwb.packs.typesetting.repair_weasyprint_tags import repair_tags
from rotherham_hwb.shown.minutes.data import ShownGroup, ShownPerson
from tests.packs import samples
from tests.tools import pdftotext, shared

pytestmark = pytest.mark.slow

TEMPLATES = Path(__file__).parents[3] / "templates" / "packs" / "sections"
KINDS: dict[str, tuple[Callable[[Any], str], Callable[[], Any]]] = {
    "minutes": (minutes_html, samples.minutes),
    "long action log": (action_log_html, samples.long_log),
    "action log": (action_log_html, samples.action_log),
    "decision": (decision_html, samples.decision),
}
ALL = pytest.mark.parametrize("kind", KINDS)


def html_of(kind: str) -> str:
    to_html, sample = KINDS[kind]
    return to_html(sample())


@cache
def pdf_of(kind: str) -> bytes:
    return render_section(html_of(kind))


def printed(pdf: bytes) -> str:
    """The text of every page, each run of white space as one space."""
    pages = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def extracted(pdf: bytes, *options: str) -> str:
    """The same as poppler gives it, without the marks of direction it adds."""
    command = [pdftotext(), *options, "-", "-"]
    found = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", found).split())


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the tag tree, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Array):
            waiting[:0] = list(node)
        elif isinstance(node, Dictionary) and "/S" in node:
            yield node
            waiting.insert(0, node.get("/K", Array()))


def tags(pdf: bytes) -> Counter[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        repair_tags(opened)
        return Counter(str(each.S)[1:] for each in elements(opened))


def marked(value: Any, mark: str) -> Any:
    """The same data with markup in front of every text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        kept = {"language": held["language"]} if "language" in held else {}
        return type(value)(**{name: marked(each, mark) for name, each in held.items()} | kept)
    if isinstance(value, tuple):
        return tuple(marked(each, mark) for each in value)
    return mark + value if type(value) is str else value


@ALL
def test_no_field_is_taken_for_markup(kind: str) -> None:
    to_html, sample = KINDS[kind]
    html = to_html(marked(sample(), "<i title='x'>&amp;\""))
    assert "<i" not in html
    assert html.count("&lt;i title=&#x27;x&#x27;&gt;&amp;amp;&quot;") > 3


@ALL
def test_the_same_section_gives_the_same_bytes(kind: str) -> None:
    assert render_section(html_of(kind)) == pdf_of(kind)


@ALL
def test_a_section_has_one_title_and_never_skips_a_level_of_heading(kind: str) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(kind))) as pdf:
        kinds = [str(each.S) for each in elements(pdf)]
    levels = [int(each[2:]) for each in kinds if re.fullmatch("/H[1-6]", each)]
    assert levels.count(1) == 1
    assert all(level <= above + 1 for above, level in zip([0, *levels], levels, strict=False))


@ALL
def test_the_band_for_stamps_is_left_white(kind: str) -> None:
    band = 15 / 25.4 * 72
    with pypdfium2.PdfDocument(pdf_of(kind)) as pdf:
        for page in pdf:
            for thing in page.get_objects():
                _, low, _, high = thing.get_bounds()
                assert low >= band
                assert high <= page.get_height() - band


@ALL
def test_extracted_text_has_every_letter(kind: str) -> None:
    found = extracted(pdf_of(kind), "-raw")
    html = html_of(kind)
    words = re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]+>", " ", html, flags=re.DOTALL)
    wanted = {letter for letter in words if letter.isprintable() and not letter.isspace()}
    have = set(found) | set(found.lower())
    assert not {letter for letter in wanted - set("&#;") if letter.lower() not in have}
    assert "\ufffd" not in found


def test_arabic_and_urdu_notices_come_out_in_reading_order() -> None:
    found = extracted(pdf_of("decision"))
    for notice in (samples.ARABIC, samples.URDU):
        assert notice.rstrip(".۔") in found  # poppler puts the full stop of its own accord
    assert '<p lang="ur" dir="rtl">' in html_of("decision")


def test_a_screen_reader_is_told_the_language_and_given_the_letters_in_order() -> None:
    with pikepdf.open(io.BytesIO(pdf_of("decision"))) as pdf:
        named = [each for each in elements(pdf) if "/Lang" in each]
        told = [(str(each.Lang), str(each.get("/ActualText", ""))) for each in named]
    assert told == [("en", ""), ("ar", samples.ARABIC), ("ur", samples.URDU)]


@pytest.mark.parametrize(
    ("text", "way"),
    [("تکلیف", "rtl"), ("1. שלום", "rtl"), ("Rotherham", "ltr"), ("£5", "ltr"), ("A تکلیف", "ltr")],
)
def test_a_text_runs_the_way_of_its_first_letter(text: str, way: str) -> None:
    assert direction(text) == way


def test_minutes_are_set_in_the_house_form() -> None:
    text = printed(pdf_of("minutes"))
    for words in (
        "HEALTH AND WELLBEING BOARD Wednesday, 16th September, 2026 Present:- Members:-",
        "Councillor Dora Reach Cabinet Member for Health (in the Chair)",
        "(representing Ola Absent)",
        "Ivy Made-Up Healthwatch (remotely)",
        "Apologies for absence were received from Ola Absent (Chief Nurse) and Sir Even Away "
        "(Chair, NHS Trust). The meeting was inquorate from 9.00 a.m. to 9.20 a.m.",
        "Ivy Made-Up arrived at 9.20 a.m., left at 10.05 a.m. and returned at 10.20 a.m.",
        "“Bob Simple” should read “Bob Sample”.",
        "24. DECLARATIONS OF INTEREST None were made.",
        "Resolved:- (1) That the winter plan be endorsed.",
        "(2) That the hospital trust be asked:-",
        "as a matter of urgency because the lease ends in December. Mary Gray declared",
        "Who What for Pounds Trust Beds 30,000 Charity Meals Vote:-",
        "Moved by Mary Gray, seconded by Ivy Made-Up. In favour 7, against 1, abstained 1: Carried "
        "Councillor P. Plain asked that their vote against be recorded.",
        "abstained 0: Lost The votes were equal; the person presiding, Councillor Dora Reach, "
        "gave a casting vote against. In favour: Mary Gray, Ivy Made-Up Against: Bob Sample",
        "By show of hands: Carried",
        "Resolved:- (3) That £40,000 be moved",
        "(4) That Mary Gray tell the trust. Action:- Mary Gray",
        "The press and public were excluded for Minute No. 27.",
        "“£40,000” should read “£41,000”.",
        "The Board chose between two offers for care at home. The press and public were re-",
        "Action:- Write to the trust. Mary Gray, by Friday, 2nd October, 2026",
        "27. A CONTRACT FOR CARE Not for publication: information relating to",
        "Resolved:- That the Board meet on Wednesday, 25th November, 2026.",
    ):
        assert words in text


def test_titles_keep_their_own_case_and_are_capitals_in_print_only() -> None:
    assert "Declarations of interest" in html_of("minutes")


def test_limbs_are_numbered_through_a_minute_and_an_only_limb_is_not() -> None:
    one, two = Limb("One"), Limb("Two", "(b)")
    assert [limb.label for limb in numbered([one, two], start=4, of=5)] == ["(4)", "(b)"]
    assert [limb.label for limb in numbered([one], start=1, of=1)] == [""]


def test_the_chair_is_named_where_no_attendee_is_said_to_preside() -> None:
    alone = minutes_html(samples.minutes(groups=(), chair="Ada Byron"))
    assert "Ada Byron (in the Chair)" in alone
    assert "Ada Byron" not in minutes_html(samples.minutes(chair="Ada Byron"))


def test_lines_with_bars_are_the_rows_of_a_table() -> None:
    told = "Members:-\n\nBody | Who\r\nThe trust | \n| Ann | Bob\n\nThis | that\nand more"
    assert paragraphs(told) == (
        Paragraph("Members:-"),
        Paragraph("", rows=(("Body", "Who", ""), ("The trust", "", ""), ("", "Ann", "Bob"))),
        Paragraph("This | that and more"),
    )


def test_the_word_before_a_resolution_is_the_boards() -> None:
    blocks = (
        PrintedStretch(limbs=(Limb("That it be so."),)),
        PrintedStretch(limbs=(Limb("Out."),), word="Resolved"),
    )
    html = minutes_html(
        samples.minutes(entries=(PrintedMinute("1", "One", blocks),), decision_word="Agreed")
    )
    assert ("<b>Agreed:-</b>" in html, "<b>Resolved:-</b>" in html) == (True, True)


def test_text_is_split_into_paragraphs_and_points() -> None:
    assert paragraphs("One\nline\n\n- a\n- b\n\n\n") == (
        Paragraph("One line"),
        Paragraph("", ("a", "b")),
    )


def test_a_decision_states_what_the_law_asks_for() -> None:
    text = printed(pdf_of("decision"))
    for words in (
        "Date of decision Wednesday, 25th November, 2026",
        "Decision (1) That £40,000 be moved.",
        "Reasons for the decision The partners",
        "Other options considered and rejected To wait for the spring",
        "Conflicts of interest declared None Dispensations granted None",
    ):
        assert words in text


def test_an_action_log_without_actions_says_so() -> None:
    html = action_log_html(ActionLog("Board", samples.NEXT, ()))
    assert "No action is open before the meeting of Wednesday, 25th November, 2026." in html


def test_a_status_is_said_by_word_as_well_as_colour() -> None:
    text = printed(pdf_of("action log"))
    for words in ("Green: done", "Amber: begun", "Red: late"):
        assert words in text


def test_a_table_over_pages_repeats_its_header_in_print_but_is_one_table_in_its_tags() -> None:
    pdf = pdf_of("long action log")
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages > 3
    assert printed(pdf).count("Minute Action Owner Due Status") == pages
    held = tags(pdf)
    assert (held["Table"], held["THead"], held["Caption"]) == (1, 1, 1)
    assert held["TR"] == 61
    assert held["TH"] == 5 + 60


def test_every_header_has_a_scope_and_every_cell_names_headers_that_exist() -> None:
    with pikepdf.open(io.BytesIO(pdf_of("long action log"))) as pdf:
        repair_tags(pdf)
        cells = [each for each in elements(pdf) if each.S in (Name.TH, Name.TD)]
        heads = {bytes(each.ID): str(each.A.Scope) for each in cells if each.S == Name.TH}
        named = [list(map(bytes, each.A.Headers)) for each in cells if each.S == Name.TD]
    assert Counter(heads.values()) == {"/Column": 5, "/Row": 60}
    assert all(sorted(heads[each] for each in one) == ["/Column", "/Row"] for one in named)


def test_a_cell_longer_than_a_page_stays_one_cell() -> None:
    long = LoggedAction("26", samples.LONG * 60, "Trust", "Open")
    pdf = render_section(action_log_html(ActionLog("Board", samples.NEXT, (long,))))
    assert len(pypdfium2.PdfDocument(pdf)) > 2
    held = tags(pdf)
    assert (held["Table"], held["TR"], held["TD"]) == (1, 2, 4)


def test_a_minute_over_pages_stays_one_list_and_one_paragraph() -> None:
    limbs = tuple(Limb(samples.LONG) for _ in range(40))
    entry = PrintedMinute(
        "1", "Long", (PrintedStretch(paragraphs=(Paragraph(samples.LONG * 60),), limbs=limbs),)
    )
    bare = dict.fromkeys(("groups", "apologies", "happened", "interests", "corrections"), ())
    pdf = render_section(minutes_html(samples.minutes(**bare, entries=(entry,))))
    assert len(pypdfium2.PdfDocument(pdf)) > 3
    held = tags(pdf)
    assert (held["Sect"], held["L"], held["LI"], held["P"]) == (1, 1, 40, 2)


def test_a_long_attendance_and_a_long_list_of_points_stay_whole() -> None:
    people = tuple(ShownPerson(f"Councillor {at}", "Ward member") for at in range(80))
    points = (Paragraph("Raised:-", tuple(f"Point {at}" for at in range(90))),)
    entry = PrintedMinute("1", "Long", (PrintedStretch(paragraphs=points),))
    groups = (ShownGroup("Members", people),)
    pdf = render_section(minutes_html(samples.minutes(groups=groups, entries=(entry,))))
    held = tags(pdf)
    assert (held["Table"], held["TR"], held["L"], held["LI"], held["Lbl"]) == (1, 80, 1, 90, 90)


@pytest.mark.shared
def test_every_letter_of_the_real_packs_can_be_printed() -> None:
    packs = [pack.read_text() for pack in shared("packs").glob("*.txt")]
    letters = sorted({letter for letter in "".join(packs) if not letter.isspace()})
    spaced = Paragraph(" ".join(letter for letter in letters if letter.isprintable()))
    entry = PrintedMinute("1", "Letters", (PrintedStretch(paragraphs=(spaced,)),))
    found = extracted(render_section(minutes_html(samples.minutes(entries=(entry,)))))
    assert len(letters) > 100
    assert not [letter for letter in spaced.text if letter not in found]


def test_colours_can_be_read() -> None:
    css = "".join(path.read_text() for path in TEMPLATES.glob("*.css"))
    rules = re.findall(r"\{([^{}]*)\}", css)
    assert re.findall(r"background: #", css)
    for rule in rules:
        ink = re.search(r"(?<![-\w])color: (#\w+)", rule)
        ground = re.search(r"background: (#\w+)", rule)
        if ink or ground:
            pair = (ink[1] if ink else "#000000", ground[1] if ground else "#ffffff")
            assert contrast(*pair) >= 4.5, pair


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
