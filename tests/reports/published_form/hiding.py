"""Places in which a PDF holds words that nobody sees on its pages: six ways for each.

Every way puts a word into a PDF of two pages; `revised` puts one into an earlier revision.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from tests.packs.fixtures import add_text_page

Way = Callable[[pikepdf.Pdf, str], None]


def a_paper() -> pikepdf.Pdf:
    """Two pages, of which the first shows a photograph."""
    pdf = pikepdf.new()
    add_text_page(pdf, (72, 700, "A report for all"), after=b"q 90 0 0 90 72 500 cm /Photo Do Q")
    add_text_page(pdf, (72, 700, "Its second page"))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Photo=picture(pdf, jpeg()))
    return pdf


def jpeg(**written: Any) -> bytes:
    """A small photograph with what a camera wrote into it."""
    held = io.BytesIO()
    Image.linear_gradient("L").resize((16, 16)).convert("RGB").save(held, "JPEG", **written)
    return held.getvalue()


def picture(pdf: pikepdf.Pdf, data: bytes, **fields: Any) -> pikepdf.Stream:
    """A photograph as an object of a PDF."""
    return pdf.make_stream(
        data,
        **{
            **{"Type": Name.XObject, "Subtype": Name.Image, "Width": 16, "Height": 16},
            **{"ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8, "Filter": Name.DCTDecode},
            **fields,
        },
    )


def _annotation(kind: str, pdf: pikepdf.Pdf, word: str, *keys: str, **fields: Any) -> Any:
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([72, 60, 200, 90]))
    for key in keys:
        made[f"/{key}"] = String(word)
    for key, value in fields.items():
        made[f"/{key}"] = value
    page = pdf.pages[0].obj
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(made)])
    return page.Annots[-1]


def _note(kind: str, *keys: str) -> Way:
    return lambda pdf, word: _annotation(kind, pdf, word, *keys)


def _remark_of_a_link(pdf: pikepdf.Pdf, word: str) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    _annotation("Link", pdf, word, "Contents", "NM", "T", A=action)


def _file(pdf: pikepdf.Pdf, word: str) -> Any:
    held = pdf.make_stream(word.encode(), Type=Name.EmbeddedFile)
    made = Dictionary(Type=Name.Filespec, F=String(f"{word}.csv"), EF=Dictionary(F=held))
    return pdf.make_indirect(made)


def _attached(pdf: pikepdf.Pdf, word: str) -> None:
    names = Dictionary(Names=Array([String(word), _file(pdf, word)]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)


def _of_the_document(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.Root.AF = Array([_file(pdf, word)])


def _of_a_page(pdf: pikepdf.Pdf, word: str) -> None:
    pdf.pages[0].obj.AF = Array([_file(pdf, word)])


def _of_a_picture(pdf: pikepdf.Pdf, word: str) -> None:
    _photo(pdf).AF = Array([_file(pdf, word)])


def _of_a_link(pdf: pikepdf.Pdf, word: str) -> None:
    _annotation("Link", pdf, "", A=Dictionary(S=Name.GoToE, F=_file(pdf, word)))


def _pinned(pdf: pikepdf.Pdf, word: str) -> None:
    _annotation("FileAttachment", pdf, word, FS=_file(pdf, word))


def _property(key: str) -> Way:
    def put(pdf: pikepdf.Pdf, word: str) -> None:
        pdf.docinfo[f"/{key}"] = String(word)

    return put


def _private(owner: Callable[[pikepdf.Pdf], Any], key: str) -> Way:
    def put(pdf: pikepdf.Pdf, word: str) -> None:
        owner(pdf)[f"/{key}"] = Dictionary(Made=Dictionary(Private=String(word)))

    return put


def _xmp(owner: Callable[[pikepdf.Pdf], Any]) -> Way:
    def put(pdf: pikepdf.Pdf, word: str) -> None:
        xml = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{word}</x:xmpmeta>".encode()
        owner(pdf)["/Metadata"] = pdf.make_stream(xml, Type=Name.Metadata, Subtype=Name.XML)

    return put


def _page(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj


def _photo(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj.Resources.XObject.Photo


def _font(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj.Resources.Font.F1


def _state(pdf: pikepdf.Pdf) -> Any:
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(S=Dictionary(ca=1))
    return pdf.pages[0].obj.Resources.ExtGState.S


def _form(pdf: pikepdf.Pdf, word: str, *keys: str, flags: int = 4, **fields: Any) -> None:
    own = {"FT": Name.Tx, "DA": String("/Helv 12 Tf 0 g"), "F": flags} | fields
    field = _annotation("Widget", pdf, word, *keys, **own)
    field["/T"] = String("name")
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    fonts = Dictionary(Font=Dictionary(Helv=helvetica))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=fonts, NeedAppearances=True)


def _loose_field(pdf: pikepdf.Pdf, word: str) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name"), V=String(word)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _choice(pdf: pikepdf.Pdf, word: str) -> None:
    options = Array([String("shown"), String(word)])
    _form(pdf, "shown", "V", FT=Name.Ch, Opt=options, Ff=131072)


def _drawn_nowhere(pdf: pikepdf.Pdf, word: str) -> None:
    drawing = pdf.make_stream(f"({word}) Tj".encode(), Type=Name.XObject, Subtype=Name.Form)
    drawing.BBox, drawing.Resources = Array([0, 0, 9, 9]), Dictionary()
    _page(pdf).Resources.XObject.Unused = drawing


def _photograph(**written: Any) -> Way:
    def put(pdf: pikepdf.Pdf, word: str) -> None:
        own = {key: value(word) for key, value in written.items()}
        _photo(pdf).write(jpeg(**own), filter=Name.DCTDecode)

    return put


def _behind_its_end(pdf: pikepdf.Pdf, word: str) -> None:
    _photo(pdf).write(jpeg() + word.encode(), filter=Name.DCTDecode)


def _iptc(pdf: pikepdf.Pdf, word: str) -> None:
    body = b"Photoshop 3.0\x008BIM" + word.encode()
    part = b"\xff\xed" + (len(body) + 2).to_bytes(2) + body
    _photo(pdf).write(jpeg()[:2] + part + jpeg()[2:], filter=Name.DCTDecode)


def _in_a_line(pdf: pikepdf.Pdf, word: str) -> None:
    data = jpeg(comment=word.encode())
    drawn = b"q 9 0 0 9 9 9 cm BI /W 16 /H 16 /CS /RGB /BPC 8 /F /DCT ID " + data + b"\nEI Q\n"
    pdf.pages[1].obj.Contents = pdf.make_stream(drawn)


def _exif(word: str) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = word  # the description
    return exif


def _script(owner: Callable[[pikepdf.Pdf], Any], key: str) -> Way:
    def put(pdf: pikepdf.Pdf, word: str) -> None:
        owner(pdf)[f"/{key}"] = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{word}')"))

    return put


def _root(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root


def _link(scheme: str) -> Way:
    def put(pdf: pikepdf.Pdf, word: str) -> None:
        action = Dictionary(S=Name.URI, URI=String(f"{scheme}{word}"))
        _annotation("Link", pdf, "", A=action)

    return put


def _remark(pdf: pikepdf.Pdf, word: str) -> None:
    held = pdf.pages[1].obj.Contents.read_bytes()
    pdf.pages[1].obj.Contents = pdf.make_stream(held + f"\n% {word}\n".encode())


def _layer_name(pdf: pikepdf.Pdf, word: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(word)))
    shown = Dictionary(Order=Array([String(word), layer]), ON=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)


SCHEMES = (
    "javascript:",
    "data:text/html,",
    "file:///",
    "vbscript:",
    "\\\\server\\",
    "java\tscript:",
)
PLACES: dict[str, tuple[Way, ...]] = {
    "annotation": (
        _note("Text", "Contents", "T"),
        _note("Highlight", "Contents"),
        _note("Stamp", "RC", "Subj"),
        _note("Popup", "Contents"),
        _note("Redact", "OverlayText"),
        _remark_of_a_link,
    ),
    "attachment": (_attached, _of_the_document, _of_a_page, _of_a_picture, _of_a_link, _pinned),
    "property": (
        _property("Author"),
        _property("Keywords"),
        _property("SourceModified"),
        _private(_page, "PieceInfo"),
        _private(_root, "PieceInfo"),
        _private(_font, "Council_Note"),
    ),
    "title": (_property("Title"),),
    "XMP": (*map(_xmp, (_root, _page, _photo, _font, _state)), _layer_name),
    "form value": (
        lambda pdf, word: _form(pdf, word, "V", flags=2),
        lambda pdf, word: _form(pdf, word, "V", flags=32),
        lambda pdf, word: _form(pdf, word, "DV", V=String("shown")),
        lambda pdf, word: _form(pdf, word, "TU", "TM"),
        _loose_field,
        _choice,
    ),
    "EXIF": (
        _photograph(exif=_exif),
        _photograph(comment=str.encode),
        _photograph(comment=str.encode, progressive=bool),
        _behind_its_end,
        _iptc,
        _in_a_line,
    ),
    "script": (
        _script(_root, "OpenAction"),
        _script(_page, "AA"),
        lambda pdf, word: _annotation("Link", pdf, word, A=Dictionary(S=Name.JavaScript, JS=word)),
        _remark,
        _private(_photo, "OPI"),
        _private(_state, "Note"),
    ),
    "link": tuple(map(_link, SCHEMES)),
    "drawing": (_drawn_nowhere,),
}
REVISED: tuple[Way, ...] = (
    _remark,
    _xmp(_root),
    _xmp(_photo),
    _note("Text", "Contents"),
    _property("Author"),
    _loose_field,
)
"""What an earlier revision may hold, in objects of its own."""


def saved(way: Way, word: str) -> bytes:
    """The paper with a word hidden in it."""
    pdf = a_paper()
    way(pdf, word)
    out = io.BytesIO()
    plain = pikepdf.ObjectStreamMode.disable
    pdf.save(out, object_stream_mode=plain, compress_streams=False, fix_metadata_version=False)
    return out.getvalue()


def revised(data: bytes, word: str) -> bytes:
    """The file saved on, so that the objects with the word in them are empty from now on."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        held = [each for each in pdf.objects if word.encode() in _written(each)]
        empty = {each.objgen[0]: _empty(each) for each in held}
        root = pdf.Root.objgen[0]
    out, places = bytearray(data), []
    for number, body in empty.items():
        places.append(b"%d 1\n%010d 00000 n \n" % (number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, before = len(out), data[data.rindex(b"startxref") + 9 :].split()[0]
    out += b"xref\n" + b"".join(places)
    out += b"trailer <</Size 99/Root %d 0 R/Prev %s>>\n" % (root, before)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _written(each: Any) -> bytes:
    written: bytes = each.unparse(resolved=True)
    return written + (each.read_raw_bytes() if isinstance(each, pikepdf.Stream) else b"")


def _empty(each: Any) -> bytes:
    if isinstance(each, pikepdf.Stream):
        return b"<</Length 0>>\nstream\n\nendstream"
    return b"<<>>"
