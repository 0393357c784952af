"""Form fields that a screen shows and a printer does not: a layer of their own says so.

Viewers that print a file leave the layer out; what is bound to be printed has nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

HIDDEN, PRINTED, NO_VIEW = 2, 4, 32
"""Flags of an annotation. Source: ISO 32000-1, table 165."""


def is_unprinted(widget: Object) -> bool:
    """A screen shows it, and a printer does not."""
    flags = widget.get("/F", 0)
    return not (isinstance(flags, int) and flags & (HIDDEN | NO_VIEW | PRINTED))


def keep_from_printing(pdf: pikepdf.Pdf, widgets: Sequence[Object]) -> None:
    """Put what the unprinted fields look like into a layer that is not printed."""
    unprinted = [each for each in widgets if is_unprinted(each)]
    if not unprinted:
        return
    layer = _layer(pdf)
    for widget in unprinted:
        looks = widget.get("/AP")
        shown = looks.get("/N") if isinstance(looks, Dictionary) else None
        if isinstance(shown, Stream):
            widget.AP = Dictionary(N=_in_layer(pdf, shown, layer))
        elif isinstance(shown, Dictionary):
            states = {key: _in_layer(pdf, each, layer) for key, each in _streams(shown)}
            widget.AP = Dictionary(N=Dictionary(states))


def _streams(held: Object) -> Iterator[tuple[str, Stream]]:
    return ((key, each) for key, each in held.items() if isinstance(each, Stream))


def _in_layer(pdf: pikepdf.Pdf, shown: Stream, layer: Object) -> Stream:
    """A copy, since a field that is printed may look the same."""
    own = pikepdf.Stream(pdf, shown.read_bytes())
    for key, value in shown.items():
        if key not in ("/Length", "/Filter", "/DecodeParms"):
            own[key] = value
    own.OC = layer
    return own


def _layer(pdf: pikepdf.Pdf) -> Object:
    """A new layer of the file that screens show and printers leave out."""
    usage = Dictionary(
        Print=Dictionary(Subtype=Name.Print, PrintState=Name.OFF),
        View=Dictionary(ViewState=Name.ON),
    )
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Not printed", Usage=usage))
    layers = _ensured(pdf.Root, "/OCProperties")
    shown = _ensured(layers, "/D")
    for holder, key in ((layers, "/OCGs"), (shown, "/ON")):
        _add(holder, key, layer)
    for event in (Name.Print, Name.View):
        _add(shown, "/AS", Dictionary(Event=event, OCGs=Array([layer]), Category=Array([event])))
    return layer


def _ensured(holder: Object, key: str) -> Object:
    if not isinstance(holder.get(key), Dictionary):
        holder[key] = Dictionary()
    return holder[key]


def _add(holder: Object, key: str, value: Object) -> None:
    held = holder.get(key)
    holder[key] = Array([*(held if isinstance(held, Array) else ()), value])


def leave_out_unprinted(pdf: pikepdf.Pdf) -> None:
    """Empty the drawings of a file that are not printed; the file is bound to be printed."""
    if not any(map(_is_kept_from_printing, _layers(pdf.Root))):
        return
    for each in pdf.objects:
        if isinstance(each, Stream) and _is_kept_from_printing(each.get("/OC")):
            each.write(b"")


def _layers(root: Object) -> list[Object]:
    held = root.get("/OCProperties")
    layers = held.get("/OCGs") if isinstance(held, Dictionary) else None
    return list(layers) if isinstance(layers, Array) else []


def _is_kept_from_printing(layer: object) -> bool:
    for key in ("/Usage", "/Print"):
        layer = layer.get(key) if isinstance(layer, Dictionary) else None
    return isinstance(layer, Dictionary) and layer.get("/PrintState") == Name.OFF
