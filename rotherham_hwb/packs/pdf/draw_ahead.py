"""Papers drawn one ahead of the binding, in a thread: the drawing library lets others work.

All drawing is done in that one thread, as the library asks.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

import pikepdf
from pikepdf import Object

from reports.published_form.appearances import draw_values
from reports.published_form.forms import Looks
from rotherham_hwb.packs.pdf import white_space
from rotherham_hwb.packs.pdf.white_space import Ink
from rotherham_hwb.packs.typesetting.cache import Cache


class DrawnAhead:
    """Finds the ink of papers; to be used as a context manager."""

    def __init__(self, kept: Cache) -> None:
        self._kept = kept
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")

    def __enter__(self) -> "DrawnAhead":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Draw nothing more."""
        self._thread.shutdown(cancel_futures=True)

    def begin(self, pdf: Path | bytes, *, sha256: str) -> Future[list[Ink]]:
        """Start to draw a paper; what is known under its SHA-256 ("" for none) is not drawn again.

        The result raises: white_space.Undrawable.
        """
        return self._thread.submit(self._ink_of, pdf, sha256)

    def draw_values(self, pdf: pikepdf.Pdf, widgets: list[Object]) -> Looks:
        """Draw what was filled into form fields, between two papers."""
        return self._thread.submit(draw_values, pdf, widgets).result()

    def _ink_of(self, pdf: Path | bytes, sha256: str) -> list[Ink]:
        kept = self._kept.get(white_space.KIND, sha256) if sha256 else None
        if kept is not None:
            return white_space.unpacked(kept)
        inks = white_space.find_ink(pdf)
        if sha256:
            self._kept.put(white_space.KIND, sha256, white_space.packed(inks))
        return inks
