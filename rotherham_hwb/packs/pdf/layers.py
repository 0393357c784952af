"""Optional content: a layer that a source hides stays hidden in the pack."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

KEPT = ("/OFF", "/AS", "/Order", "/RBGroups", "/Locked")


def join_layers(pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """Add a source's layers and what is shown of them; its pages must be copied first."""
    found = source.Root.get("/OCProperties")
    if not isinstance(found, Dictionary) or not isinstance(found.get("/OCGs"), Array):
        return
    if not found.is_indirect:
        found = source.Root.OCProperties = source.make_indirect(found)
    copied = pdf.copy_foreign(found)
    shown = _shown(copied)
    if "/OCProperties" not in pdf.Root:
        lists = {key: Array() for key in KEPT}
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(), D=Dictionary({"/BaseState": Name.ON, **lists})
        )
    ours = pdf.Root.OCProperties
    ours.OCGs.extend(list(copied.OCGs))
    for key in KEPT:
        ours.D[key].extend(shown.get(key, []))


def _shown(copied: Object) -> dict[str, list[Object]]:
    """The default configuration, with every hidden layer named."""
    config = copied.get("/D")
    if not isinstance(config, Dictionary):
        return {}
    shown = {key: list(config[key]) for key in KEPT if isinstance(config.get(key), Array)}
    if config.get("/BaseState") == Name.OFF:
        on = {layer.objgen for layer in config.get("/ON", [])}
        shown["/OFF"] = [layer for layer in copied.OCGs if layer.objgen not in on]
    return shown
