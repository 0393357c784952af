"""Each file of a release is offered once, whatever it is called."""

from __future__ import annotations

from rotherham_hwb.packs.kinds import Audience, Layout
from rotherham_hwb.packs.models import PackEdition, offered_once


def an_edition(layout: Layout, sha256: str, audience: Audience = Audience.PUBLIC) -> PackEdition:
    return PackEdition(release_id=1, layout=layout, sha256=sha256, audience=audience)


def test_a_print_edition_that_is_the_screens_very_file_is_offered_with_it() -> None:
    same = [an_edition(layout, "a" * 64) for layout in Layout]
    other = [an_edition(layout, digest * 64) for layout, digest in zip(Layout, "bc", strict=True)]

    assert [each.words for each in offered_once(same)] == ["Screen edition, also for printing"]
    assert [each.words for each in offered_once(other)] == ["Screen edition", "Print edition"]


def test_one_readers_edition_never_stands_for_anothers() -> None:
    restricted = an_edition(Layout.PRINT, "a" * 64, Audience.RESTRICTED)
    offers = offered_once([an_edition(Layout.SCREEN, "a" * 64), restricted])

    assert [each.edition.audience for each in offers] == [Audience.PUBLIC, Audience.RESTRICTED]
    assert not any(each.prints for each in offers)


def test_a_print_edition_alone_is_offered() -> None:
    (offer,) = offered_once([an_edition(Layout.PRINT, "a" * 64)])

    assert offer.words == "Print edition"
