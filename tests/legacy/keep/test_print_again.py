"""An imported pack is printed again once what was read from it is public, and not before."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Board, User
from minutes.models import Minutes
from rotherham_hwb.legacy.keep.importer import import_pack, store_again
from rotherham_hwb.legacy.keep.publishing import publish_import
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.packs.models import CompileRequest, PackEdition, Release
from rotherham_hwb.publishing.old_packs import print_again
from rotherham_hwb.publishing.tasks import compile_requested
from tests import factories
from tests.legacy import harbour

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


@pytest.fixture
def pack(olive: User, tmp_path: Path) -> ImportedPack:
    return import_pack(harbour.written(tmp_path, harbour.MARCH), by=olive)[0]


def words(edition: PackEdition) -> tuple[list[str], str]:
    """The labels of an edition's pages, and what is printed on them."""
    with edition.file.open("rb") as stream:
        pdf = pypdfium2.PdfDocument(io.BytesIO(stream.read()))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    return [pdf.get_page_label(at) for at in range(len(pdf))], "\n".join(texts)


def minutes_item() -> AgendaItem:
    return AgendaItem.objects.get(title__startswith="Minutes of the previous")


def test_the_item_that_puts_the_minutes_is_tied_to_those_in_the_pack(
    pack: ImportedPack, olive: User
) -> None:
    assert minutes_item().minutes_of == Minutes.objects.get().meeting

    item = minutes_item()
    item.minutes_of = None
    item.save()
    store_again(pack, by=olive)

    assert minutes_item().minutes_of is None  # an officer parted them


def test_a_pack_is_asked_for_on_its_page_and_given_out_with_its_own_numbers(
    pack: ImportedPack, olive: User, client: Client
) -> None:
    publish_import(pack, by=olive)
    page = client.get(pack.get_absolute_url()).content.decode()
    assert "Print the pack again" in page

    client.post(reverse("desk_print_import", args=[pack.pk]))
    wanted = CompileRequest.objects.get()
    compile_requested.func(wanted.pk)

    wanted.refresh_from_db()
    assert wanted.status == "done", wanted.error
    release = Release.objects.get()
    assert release.published_at is not None
    labels, text = words(release.editions.filter(audience="public", layout="screen")[0])
    assert labels == ["i", "1", "3"]
    assert "(Pages 1 - 2)" in " ".join(text.split())
    assert "(Pages 3 - 9)" in " ".join(text.split())
    assert "That the lighthouse be painted white" in " ".join(text.split())
    assert "The channel is to be dredged twice a year." in text
    told = client.get(pack.get_absolute_url()).content.decode()
    assert "Print the pack again" not in told
    assert client.get(pack.meeting.get_absolute_url()).status_code == 200


def test_nothing_is_printed_before_it_is_public_or_twice(pack: ImportedPack, olive: User) -> None:
    with pytest.raises(Refused, match="after what was read from it is public"):
        print_again(pack.meeting, by=olive, report=lambda _: None)

    publish_import(pack, by=olive)
    pack.meeting.refresh_from_db()
    print_again(pack.meeting, by=olive, report=lambda _: None)

    with pytest.raises(Refused, match="once"):
        print_again(pack.meeting, by=olive, report=lambda _: None)


def test_a_pack_with_minutes_that_are_not_public_is_not_printed(
    pack: ImportedPack, olive: User
) -> None:
    other = factories.meeting(pack.meeting.board, date=dt.date(2014, 1, 7))
    factories.minutes(other)
    item = minutes_item()
    item.minutes_of = other
    item.save()
    publish_import(pack, by=olive)
    pack.meeting.refresh_from_db()

    with pytest.raises(Refused, match="Publish the"):
        print_again(pack.meeting, by=olive, report=lambda _: None)

    assert not Release.objects.exists()
