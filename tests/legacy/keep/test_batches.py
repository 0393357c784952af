"""Many old packs at once: queued, read one by one, told of together, and gone on with."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meetings.models import Board, User
from rotherham_hwb.legacy import tasks
from rotherham_hwb.legacy.models import ImportedPack, PackBatch, PackFile
from rotherham_hwb.legacy.tasks import read_requested, reap_readings, unpack_requested
from tests import factories
from tests.legacy import harbour

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
MARCH, FEBRUARY = harbour.MARCH.encode(), harbour.FEBRUARY.encode()


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


def bring(client: Client, **files: bytes) -> PackBatch:
    """Upload files together."""
    sent = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
    answer = client.post(reverse("desk_imports"), {"file": sent})
    batch = PackBatch.objects.latest("pk")
    assert answer["Location"] == batch.get_absolute_url()
    return batch


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


def work(batch: PackBatch, by: User) -> None:
    """What the worker does."""
    unpack_requested.func(batch.pk)
    for file in batch.files.filter(status="waiting"):
        read_requested.func(file.pk, by.pk)


def page(client: Client, batch: PackBatch) -> str:
    return client.get(batch.get_absolute_url()).content.decode()


def test_files_chosen_together_are_read_and_told_of_on_one_page(
    olive: User, client: Client
) -> None:
    batch = bring(client, march_txt=MARCH, notes_txt=b"Buy milk.", empty_txt=b"")
    assert "0 of 2 files are done" in page(client, batch)

    work(batch, olive)

    told = page(client, batch)
    pack = ImportedPack.objects.get()
    assert "2 of 2 files are done: 1 read, 1 not read, 1 refused." in told
    assert f'href="{pack.get_absolute_url()}?show=doubtful"' in told
    assert "4 March 2014" in told
    kept = PackFile.objects.get(name="notes.txt")
    assert f'href="{kept.get_absolute_url()}"' in told
    assert kept.problem in told
    assert "The file is empty." in told


def test_a_zip_is_unpacked_by_the_worker_and_let_go(olive: User, client: Client) -> None:
    inner = zipped(march_txt=MARCH)
    batch = bring(client, old_zip=zipped(march_txt=MARCH, feb_txt=FEBRUARY, more_zip=inner))
    stored, storage = batch.archive.name, batch.archive.storage
    assert not PackFile.objects.exists()
    assert "Waiting to be unpacked" in page(client, batch)

    work(batch, olive)

    batch.refresh_from_db()
    assert batch.status == "unpacked"
    assert not storage.exists(stored)
    assert {file.name for file in batch.files.filter(status="read")} == {"march.txt", "feb.txt"}
    assert {pack.meeting.date.month for pack in ImportedPack.objects.all()} == {2, 3}
    assert batch.refused == [
        {
            "name": "more.zip",
            "problem": "It is an archive within the ZIP: unpack it, and bring its files in.",
        }
    ]


def test_what_is_no_zip_says_so_and_keeps_nothing(olive: User, client: Client) -> None:
    batch = bring(client, old_zip=b"not a zip")

    work(batch, olive)

    assert "The ZIP is damaged or is none" in page(client, batch)
    assert not PackFile.objects.exists()


def test_many_files_wait_behind_whoever_waits_for_one(olive: User, client: Client) -> None:
    bring(client, march_txt=MARCH, feb_txt=FEBRUARY)

    priorities = DBTaskResult.objects.values_list("priority", flat=True)
    assert set(priorities) == {tasks.MANY}
    assert tasks.MANY < 0


def test_a_killed_worker_leaves_nothing_behind_that_is_not_gone_on_with(
    olive: User, client: Client
) -> None:
    batch = bring(client, old_zip=zipped(march_txt=MARCH, feb_txt=FEBRUARY))
    PackBatch.objects.update(status="unpacking", attempts=1, lease_until=ago())

    assert reap_readings() == 1
    unpack_requested.func(batch.pk)
    assert batch.files.count() == 2

    one = batch.files.first()
    assert one is not None
    batch.files.filter(pk=one.pk).update(status="reading", attempts=1, lease_until=ago())
    assert reap_readings() == 1
    work(batch, olive)

    assert set(batch.files.values_list("status", flat=True)) == {"read"}
    assert PackFile.objects.count() == 2
    assert ImportedPack.objects.count() == 2


def ago() -> object:
    return timezone.now() - timedelta(seconds=1)


def test_a_worker_that_was_taken_over_stores_nothing(olive: User, client: Client) -> None:
    batch = bring(client, march_txt=MARCH, feb_txt=FEBRUARY)
    file = batch.files.get(name="march.txt")

    def taken_over(*args: object, **kwargs: object) -> dict[str, str]:
        PackFile.objects.filter(pk=file.pk).update(attempts=7)
        return {}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rotherham_hwb.legacy.keep.importer.cut_reading", taken_over)
        read_requested.func(file.pk, olive.pk)

    assert not ImportedPack.objects.exists()


def test_after_three_tries_a_file_is_kept_and_says_why(olive: User, client: Client) -> None:
    batch = bring(client, march_txt=MARCH, feb_txt=FEBRUARY)
    batch.files.update(status="reading", attempts=3, lease_until=ago())

    assert reap_readings() == 0

    assert "Reading march.txt was broken off three times" in page(client, batch)


def test_the_page_is_for_whoever_brought_the_files_alone(olive: User, client: Client) -> None:
    batch = bring(client, march_txt=MARCH, feb_txt=FEBRUARY)

    client.force_login(factories.officer(factories.board()))

    assert client.get(batch.get_absolute_url()).status_code == 404
    again = reverse("desk_pack_batch_again", args=[batch.pk])
    assert client.post(again).status_code == 404


def test_the_page_takes_as_many_queries_at_three_files_as_at_two(
    olive: User, client: Client
) -> None:
    counts = []
    for more in ({}, {"may_txt": MARCH.replace(b"4th March", b"6th May")}):
        batch = bring(client, march_txt=MARCH, feb_txt=FEBRUARY, **more)
        work(batch, olive)
        with CaptureQueriesContext(connection) as queries:
            page(client, batch)
        counts.append(len(queries))
    assert counts[0] == counts[1]
