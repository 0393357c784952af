"""What an officer is told of an uploaded PDF: one verdict on its tags, and what to note.

No Django: the process that inspects an upload starts with this and little more.
"""

from enum import StrEnum


class Verdict(StrEnum):
    """How well a screen reader can follow a paper."""

    HEADINGS = "headings"
    NO_HEADINGS = "no_headings"
    NOT_TAGGED = "not_tagged"
    SCANNED = "scanned"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def colour(self) -> str:
        return _COLOURS[self]

    @property
    def advice(self) -> str:
        """What the officer can do about it, in one sentence."""
        return _ADVICE[self]

    @property
    def tagged(self) -> bool:
        return self in (Verdict.HEADINGS, Verdict.NO_HEADINGS)


_LABELS = {
    Verdict.HEADINGS: "Tagged with headings",
    Verdict.NO_HEADINGS: "Tagged, no headings",
    Verdict.NOT_TAGGED: "Not tagged",
    Verdict.SCANNED: "Not tagged: scanned image",
}
_COLOURS = {
    Verdict.HEADINGS: "green",
    Verdict.NO_HEADINGS: "yellow",
    Verdict.NOT_TAGGED: "orange",
    Verdict.SCANNED: "red",
}
_ADVICE = {
    Verdict.HEADINGS: "Nothing to do: screen reader users can move through it by its headings.",
    Verdict.NO_HEADINGS: "Use the styles Heading 1 and Heading 2 in Word for its headings, save it "
    "as PDF again and replace the file.",
    Verdict.NOT_TAGGED: "Save it again from Word with “Document structure tags for accessibility” "
    "ticked under Options, not by “Print to PDF”, and replace the file.",
    Verdict.SCANNED: "Ask its author for the document it was printed from and save that as PDF, or "
    "run text recognition on the scan, and replace the file.",
}


class PdfNote(StrEnum):
    """Something about a PDF that its officer should know before it goes into a pack."""

    REPAIRED = "repaired"
    PROTECTED = "protected"
    PICTURES = "pictures"
    LEFT_OUT = "left_out"
    FONTS = "fonts"
    FORM = "form"
    UNPRINTED = "unprinted"
    SIGNATURE = "signature"
    SCRIPT = "script"
    LAUNCH = "launch"
    FILES = "files"
    REMARKS = "remarks"
    LABELS = "labels"
    SIZES = "sizes"

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_SENTENCES = {
    PdfNote.REPAIRED: "The file was damaged and could be repaired: look through all of its pages "
    "before you publish it.",
    PdfNote.PROTECTED: "It was protected against copying, printing or changing: what is published "
    "is a copy without protection, so make sure that you may publish it.",
    PdfNote.PICTURES: "Some pages are pictures without text: a screen reader has nothing to read "
    "out there.",
    PdfNote.LEFT_OUT: "Some of its pages are in none of its tags, as pages put in later are: a "
    "screen reader comes to them after all others, without headings.",
    PdfNote.FONTS: "Some of its fonts are not in the file, so letters can look different on other "
    "machines: save it as PDF again with fonts embedded.",
    PdfNote.FORM: "It has form fields: they are published as they are filled in now, and nobody "
    "can change them there.",
    PdfNote.UNPRINTED: "Some of its form fields are set not to print: screens show them, and "
    "printed packs are without them.",
    PdfNote.SIGNATURE: "It is signed digitally: the signature is left out of the public file and "
    "the pack.",
    PdfNote.SCRIPT: "It holds scripts or automatic actions: they are left out of the public file "
    "and the pack.",
    PdfNote.LAUNCH: "It holds links that lead to neither a page of it, a web page, an e-mail nor "
    "a telephone: they are left out of the public file and the pack.",
    PdfNote.FILES: "It holds embedded files or media: they are left out of the public file and the "
    "pack, so attach what is needed as papers of their own.",
    PdfNote.REMARKS: "It holds notes, marks or comments laid over its pages: they are left out of "
    "the public file and the pack.",
    PdfNote.LABELS: "It has page numbers of its own: viewers show the pack’s numbers instead.",
    PdfNote.SIZES: "Its pages are of different sizes: look at them in the draft pack before you "
    "print it.",
}
