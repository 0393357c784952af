"""Layers: what a file hides stays hidden, and a viewer offers no switch that shows it."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Object, String

from reports.published_form.drawing import LAYER
from reports.published_form.kinds import Each, Keys, Walk, either, name, names

CONFIGURATION = Keys(
    {
        "/BaseState": name,
        "/ON": Each(LAYER),
        "/OFF": Each(LAYER),
        "/Intent": either(name, names),
        "/AS": Each(Keys({"/Event": name, "/OCGs": Each(LAYER), "/Category": names})),
    }
)
PROPERTIES = Keys({"/OCGs": Each(LAYER), "/D": CONFIGURATION})


def keep_layers(walk: Walk) -> None:
    """Leave of the layers what decides whether each is shown; their names are numbers."""
    root = walk.pdf.Root
    if "/OCProperties" not in root:
        return
    if not PROPERTIES(walk, root.OCProperties):
        del root["/OCProperties"]
        return
    walk.finish()
    for number, layer in enumerate(_layers(root.OCProperties), start=1):
        layer.Name = String(f"Layer {number}")


def _layers(properties: Object) -> list[Object]:
    held = properties.get("/OCGs")
    if not isinstance(held, Array):
        return []
    return [each for each in held if isinstance(each, Dictionary)]
