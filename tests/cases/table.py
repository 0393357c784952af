"""What is right for each PDF of the cases, as the README beside them says."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.files.verdicts import PdfNote
from reports.unseen.kinds import Hiding

FONTS = PdfNote.FONTS


@dataclass(frozen=True)
class Right:
    """What is right for one file: how it is refused, or what is told of it and comes of it."""

    refused: str = ""
    told: tuple[PdfNote, ...] = ()  # besides that its fonts are not in it
    must_fix: dict[Hiding, str] = field(default_factory=dict)  # what would be public, and words
    dropped: dict[Hiding, str] = field(default_factory=dict)  # what is told and left out
    gone: tuple[str, ...] = ()  # from the published form, wherever in it
    shown: tuple[str, ...] = ()  # words of the first page in the pack
    pages: int = 1
    seconds: float = 5.0  # of the processor, to take it in and bind it


TEXT = "Text of the paper"
PLAIN = Right(shown=(TEXT,))
MENDED = Right(told=(PdfNote.REPAIRED,), shown=(TEXT,))
DRAWN = Right()  # nothing but lines and colours
FORM = (PdfNote.FORM,)


def filled_in(*words: str) -> Right:
    return Right(told=FORM, shown=(TEXT, *words))


RIGHT: dict[str, Right] = {
    "black-box": Right(
        must_fix={Hiding.COVERED: "Zebedee Quillfeather of 14 Larkspur Rise, Maltby S66 8ZZ."}
    ),
    "hidden-text-under-black-box": Right(
        must_fix={Hiding.COVERED: "Jane Example, 1 High Street"},
    ),
    "redact-annot": Right(
        told=(PdfNote.REMARKS,),
        must_fix={Hiding.MARKED: "Philomena Tharkwhistle"},
        dropped={Hiding.NOTE: "redact name"},
        gone=("/Redact", "redact name"),
    ),
    "sticky": Right(
        told=(PdfNote.REMARKS,),
        dropped={Hiding.NOTE: "PRIVILEGED"},
        gone=("PRIVILEGED", "Grimthorpe", "Chief Exec", "late last year"),
    ),
    "embedded": Right(
        told=(PdfNote.SCRIPT, PdfNote.FILES),
        dropped={Hiding.ATTACHMENT: "tenants.csv", Hiding.PROPERTY: "OPERATION MARROW"},
        gone=("tenants", "Ferncastle", "MARROW", "JavaScript", "alert"),
        shown=("Housing data report",),
    ),
    "rev": Right(gone=("Clerk",), shown=("Staffing report",)),
    "hidden-text": Right(
        must_fix={
            Hiding.GROUND: "Bidder three was Cormorant Wexley Ltd",
            Hiding.OUTSIDE: "Dunstable Krebs Ltd",
        },
    ),
    "ocr": Right(gone=("Exif", "anonymous"), shown=("OCRWORDS scanned letter",)),
    "resident": Right(shown=("Public questions",)),
    "exempt-bid": Right(shown=("Brookvale Homes Limited",)),
    "open-cover": Right(shown=("Cover report",)),
    "permissions": Right(told=(PdfNote.PROTECTED,), gone=("Clerk",), shown=("Plain report",)),
    "enc-owner-only": Right(told=(PdfNote.PROTECTED,), shown=(TEXT,)),
    "enc-user": Right(refused="protected by a password: save a copy without protection"),
    "loop-or-hostile-names-loop": Right(told=(PdfNote.LABELS,), seconds=2),
    "loop-or-hostile-struct-loop": Right(told=(PdfNote.LEFT_OUT,), seconds=2),
    "loop-or-hostile-title-hostile": Right(seconds=2),
    "loop-or-hostile-uri-js": Right(told=(PdfNote.LAUNCH,), gone=("javascript",), seconds=2),
    "pack-of-this-portal": Right(told=(PdfNote.LABELS,), shown=(TEXT, "Page 12", "Agenda Item 4")),
    "form-value-without-appearance": filled_in("Approved by the Chair"),
    "form-value-needappearances": filled_in("Approved by the Chair"),
    "form-multiline-needappearances": filled_in("comment\nSecond line\nThird line"),
    "form-flags": Right(
        told=(*FORM, PdfNote.UNPRINTED),
        dropped={Hiding.FIELD: "NOVIEW"},
        gone=("HIDDEN", "NOVIEW"),
        shown=(TEXT, "NOPRINT PRINT"),
    ),
    "form-stale-appearance": filled_in("NEW VALUE"),
    "form-checkboxes": filled_in(),
    "form-radio-needappearances": filled_in(),
    "form-rotated": filled_in("Rotated value"),
    "form-without-acroform": filled_in("Filled in"),
    "form-same-name-a": filled_in("Value of A"),
    "form-same-name-b": filled_in("Value of B"),
    "damaged-xmp": PLAIN,
    "tags-text-inside-drawing": Right(shown=("All text is inside a drawing",)),
    "tags-one-page-untagged": Right(told=(PdfNote.LEFT_OUT,), pages=3),
    "tags-without-markinfo": Right(pages=2, shown=("Tagged page 1",)),
    "tags-vector-page": DRAWN,
    "links-schemes": Right(
        told=(PdfNote.LAUNCH,),
        gone=("javascript", "vbscript", "data:", "file:", "server", "ftp", "GoToR"),
        shown=(TEXT,),
        pages=2,
    ),
    "outline-gotor": Right(
        must_fix={Hiding.BOOKMARK: "bell and tab"}, gone=("other.pdf", "GoToR"), pages=2
    ),
    "stress-6000-bookmarks": Right(must_fix={Hiding.BOOKMARK: "B5999"}, shown=(TEXT,)),
    "stress-8000-links": Right(shown=(TEXT,), pages=2),
    "stress-deep-q": Right(shown=("Deep",), seconds=3),
    "stress-big-content-unbalanced": Right(
        must_fix={Hiding.NOT_COMPARED: ""}, shown=("Map",), seconds=60
    ),
    "pages-deep-tree": PLAIN,
    "pages-inherited": PLAIN,
    "pages-same-twice": Right(shown=(TEXT,), pages=2),
    "layers-basestate-off": Right(must_fix={Hiding.LAYER: "HIDDEN LAYER"}, shown=("SHOWN LAYER",)),
    "xfa-please-wait": Right(refused="open it in Acrobat, print it to PDF"),
    "portfolio": Right(refused="its real content is the files inside"),
    "file-junk-after-5000": MENDED,
    "file-no-eof": MENDED,
    "file-junk-before-2000": MENDED,
    "file-junk-before": PLAIN,
    "file-truncated": Right(refused="breaks off before its end"),
    "geo-cropzero": Right(must_fix={Hiding.OUTSIDE: TEXT}),
    "content-none": DRAWN,
    "content-inline-q": DRAWN,
    "content-white-gs": Right(must_fix={Hiding.GROUND: "white"}),
    "content-cm-at-end": Right(shown=("Scaled",)),
    "content-split-token": Right(shown=("spl it",)),
    "content-string-q": Right(shown=("a Q b",)),
    "content-unbalanced-q": Right(shown=("Big",)),
    **{
        f"content-{name}": Right(shown=("Text",))
        for name in (
            *("clip-left", "comment-end", "extra-Q", "open-BDC", "open-BT"),
            *("truncated-dict", "truncated-string"),
        )
    },
    **{f"geo-{name}": DRAWN for name in ("card", "huge", "inv", "label", "neg", "thin", "tiny50")},
    **{
        f"geo-{name}": PLAIN
        for name in (
            *("crop", "cropout", "cropoutside", "mediazero", "rot180", "rot270", "rot45"),
            *("rot450", "rot90", "rotcrop", "rotneg90", "userunit", "userunit_small"),
        )
    },
}
