"""Which paper a pack failed over, found by binding each by itself; no database."""

import logging
from dataclasses import replace
from pathlib import Path

from reports.files.uploads import BROKEN
from rotherham_hwb.packs.pdf.bind import Binding, Bookmark, Unbindable, bind

logger = logging.getLogger(__name__)


def culprit(binding: Binding, spare: Path) -> str | None:
    """The title of the first source that cannot be bound alone; None where each can.

    `spare` is a file to write to; what is in it is lost.
    """
    for index, source in enumerate(binding.sources):
        if source.ours:
            continue
        try:
            bind(_alone(binding, index), spare)
        except (Unbindable, *BROKEN):
            logger.warning("“%s” cannot be bound", source.title, exc_info=True)
            return source.title
    return None


def _alone(binding: Binding, index: int) -> Binding:
    return replace(
        binding,
        sources=[binding.sources[index]],
        leaves=[replace(leaf, source=0) for leaf in binding.leaves if leaf.source == index],
        bookmarks=[Bookmark("Paper", 0, outline_of=0)],
        links={},
    )
