"""A file for one paper is read by the worker; who brought it sees how far it is, and why not."""

from __future__ import annotations

import datetime as dt
import subprocess
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Board, User
from reports.authored.writing import attach_file
from reports.files import incoming, leftovers
from reports.files.incoming import broken_off, new_paper, read_upload, sweep_uploads
from reports.files.taking_in import TakenIn, take_in
from reports.files.uploads import publish_pdf
from reports.models import ListedAppendix, Paper, PaperVersion, Upload
from rotherham_hwb.desk.papers import tasks
from rotherham_hwb.management.commands.worker import file_reader
from tests import factories
from tests.factories import writing
from tests.factories.files import taken_in
from tests.factories.packs import pdf_paper
from tests.packs.fixtures import plain_pdf

pytestmark = pytest.mark.django_db
QUEUED = tasks.upload_brought  # before `read_at_once` puts another in its place


class Killed(BaseException):
    """What ends a worker in the middle of its work."""


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


@pytest.fixture
def item(board: Board, olive: User) -> AgendaItem:
    item: AgendaItem = factories.meeting(board, by=olive).items.get()
    return item


@pytest.fixture
def pdf(tmp_path: Path) -> bytes:
    return plain_pdf(tmp_path / "dues.pdf").read_bytes()


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: a child of its own takes half a second to start."""
    monkeypatch.setattr(incoming, "take_in", partial(take_in, inspect=publish_pdf))


@pytest.fixture
def worker_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are queued, and nobody does them."""
    monkeypatch.setattr(tasks, "upload_brought", QUEUED)


def bring(client: Client, address: str, content: bytes, **said: object) -> str:
    """Send a form with a file and read the page it leads to."""
    file = SimpleUploadedFile("dues.pdf", content)
    data = {"title": "Harbour dues", "restriction": "open", "file": file} | said
    return client.post(address, data, follow=True).content.decode()


def add(client: Client, item: AgendaItem, content: bytes, **said: object) -> str:
    return bring(client, reverse("desk_add_paper", args=[item.pk]), content, **said)


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("worker_away")
def test_a_request_keeps_the_file_and_reads_nothing_of_it(
    client: Client, item: AgendaItem, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object, **__: object) -> None:
        raise AssertionError("a request reads a file")

    monkeypatch.setattr(incoming, "take_in", read)
    monkeypatch.setattr(subprocess, "Popen", read)
    page = add(client, item, pdf)

    assert "Waiting to read" in page
    assert "“dues.pdf”" in page
    assert "See how far it is now" in page
    assert not Paper.objects.exists()
    assert DBTaskResult.objects.get().queue_name == tasks.READING


@pytest.mark.usefixtures("worker_away")
def test_whoever_waits_is_led_on_once_the_file_is_read(
    client: Client, item: AgendaItem, pdf: bytes
) -> None:
    add(client, item, pdf)
    upload = Upload.objects.get()
    page = reverse("desk_upload", args=[upload.pk])
    part = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "dues.pdf" in part
    meeting = client.get(reverse("desk_meeting", args=[item.meeting_id])).content.decode()
    assert "“dues.pdf”</span> for “Harbour dues” is being read" in meeting

    read_upload(upload.pk)

    assert client.get(page, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    shown = client.get(page, follow=True)
    assert shown.redirect_chain == [(reverse("desk_paper", args=[Paper.objects.get().pk]), 302)]
    assert f"The paper is added to item {item.number}." in shown.content.decode()
    read_upload(upload.pk)
    assert PaperVersion.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("worker_away")
def test_the_worker_reads_files_whatever_else_waits(
    client: Client, item: AgendaItem, pdf: bytes
) -> None:
    add(client, item, pdf)
    reader = file_reader()
    reader.batch = True
    reader.run()

    assert Paper.objects.get().title == "Harbour dues"
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.usefixtures("worker_away")
def test_a_file_on_its_way_is_nobody_elses_business(
    client: Client, board: Board, item: AgendaItem, pdf: bytes
) -> None:
    add(client, item, pdf)
    upload = Upload.objects.get()
    others = (
        factories.officer(factories.board("Another Board")),
        factories.officer(board),
        factories.user(board=board, role="author"),
        factories.user(board=board, role="member"),
    )
    for other in others:
        client.force_login(other)
        for answer in (
            client.get(reverse("desk_upload", args=[upload.pk])),
            client.post(reverse("desk_upload_without", args=[upload.pk])),
        ):
            assert answer.status_code == 404
            assert b"dues.pdf" not in answer.content


def test_a_refusal_reaches_the_author_who_brought_the_file_with_all_they_had_said(
    client: Client, board: Board, item: AgendaItem, pdf: bytes, media: Path
) -> None:
    above = pdf_paper(item, "A report").placements.get()
    author = factories.user("Arthur Author", board=board, role="author")
    client.force_login(author)
    kept = len(stored(media))

    said = factories.exempt() | {"public_interest": "A price.", "under": str(above.pk)}
    year = timezone.localdate().year + 1
    said |= {"review_on_day": "5", "review_on_month": "3", "review_on_year": str(year)}
    page = add(client, item, b"no PDF at all", **said)

    assert page.count("is not a PDF: save it") == 2
    assert 'href="#id_file"' in page
    assert 'value="Harbour dues"' in page
    assert 'value="exempt" checked' in page
    assert f'value="{above.pk}" selected' in page
    assert Paper.objects.count() == 1
    assert len(stored(media)) == kept

    reports = client.get(reverse("reports")).content.decode()
    assert "“dues.pdf”</span> for “Harbour dues” was not taken in" in reports
    refused = Upload.objects.get()
    assert new_paper(refused).review_on == dt.date(year, 3, 5)
    again = f"{reverse('desk_add_paper', args=[item.pk])}?upload={refused.pk}"
    bring(client, again, pdf, under=str(above.pk))
    assert Paper.objects.get(title="Harbour dues").created_by == author
    assert not Upload.objects.filter(pk=refused.pk).exists()


def test_a_refused_file_is_told_to_no_other_officer_on_the_same_form(
    client: Client, board: Board, item: AgendaItem
) -> None:
    add(client, item, b"no PDF at all")
    client.force_login(factories.officer(board))
    address = reverse("desk_add_paper", args=[item.pk])

    for asked in (Upload.objects.get().pk, "x", ""):
        page = client.get(f"{address}?upload={asked}").content.decode()
        assert "is not a PDF" not in page
        assert "Harbour dues" not in page


@pytest.mark.usefixtures("worker_away")
def test_a_job_that_is_killed_half_way_leaves_nothing_and_runs_again(
    client: Client, item: AgendaItem, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise Killed

    add(client, item, pdf)
    upload = Upload.objects.get()
    with monkeypatch.context() as patch:
        patch.setattr("reports.workflow._keep_files", killed)
        with pytest.raises(Killed):
            read_upload(upload.pk)
    assert not Paper.objects.exists()
    assert tasks.reap_uploads() == 0, "it may yet be at work"

    Upload.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert tasks.reap_uploads() == 1
    assert DBTaskResult.objects.count() == 2
    read_upload(upload.pk)

    assert Paper.objects.get().versions.count() == 1
    upload.refresh_from_db()
    assert (upload.status, upload.attempts) == ("done", 2)


@pytest.mark.usefixtures("worker_away")
def test_a_worker_that_was_given_up_stores_nothing_beside_the_one_that_took_over(
    client: Client, item: AgendaItem, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(client, item, pdf)
    upload = Upload.objects.get()
    at_once = partial(take_in, inspect=publish_pdf)

    def outlived(path: Path, name: str, *, into: Path, without: bool) -> TakenIn:
        monkeypatch.setattr(incoming, "take_in", at_once)
        taken = at_once(path, name, into=into)
        Upload.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        assert broken_off() == [upload]
        read_upload(upload.pk)
        return taken

    monkeypatch.setattr(incoming, "take_in", outlived)
    read_upload(upload.pk)

    assert Paper.objects.get().versions.count() == 1
    upload.refresh_from_db()
    assert (upload.status, upload.problem) == ("done", "")


@pytest.mark.usefixtures("worker_away")
def test_a_file_that_kills_its_worker_three_times_is_named_and_refused(
    client: Client, item: AgendaItem, pdf: bytes, media: Path
) -> None:
    add(client, item, pdf)
    Upload.objects.update(
        status="reading", attempts=3, lease_until=timezone.now() - timedelta(seconds=1)
    )

    assert tasks.reap_uploads() == 0

    page = client.get(reverse("desk_upload", args=[Upload.objects.get().pk]), follow=True)
    assert "Reading “dues.pdf” was broken off three times" in page.content.decode()
    assert stored(media) == []


@pytest.mark.usefixtures("worker_away")
def test_a_fault_of_the_portal_names_the_file_and_is_still_a_fault(
    client: Client, item: AgendaItem, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("a fault")

    add(client, item, pdf)
    upload = Upload.objects.get()
    monkeypatch.setattr(incoming, "take_in", fault)
    with pytest.raises(RuntimeError):
        read_upload(upload.pk)

    upload.refresh_from_db()
    assert upload.problem.startswith("“dues.pdf” could not be read because of a fault")


@pytest.mark.usefixtures("worker_away")
def test_what_has_changed_since_the_file_came_refuses_it(
    client: Client, board: Board, olive: User, item: AgendaItem, pdf: bytes
) -> None:
    paper = pdf_paper(item, "A report")
    above = paper.placements.get()
    add(client, item, pdf, under=str(above.pk))
    above.delete()
    bring(client, reverse("desk_replace_paper", args=[paper.pk]), pdf)
    under, replacing = Upload.objects.order_by("pk")

    read_upload(under.pk)
    User.objects.filter(pk=olive.pk).update(is_active=False)
    read_upload(replacing.pk)

    under.refresh_from_db()
    replacing.refresh_from_db()
    assert "is not on the item any more" in under.problem
    assert "do not prepare papers of this board" in replacing.problem
    assert Paper.objects.get().versions.count() == 1


def test_what_cannot_be_is_said_at_once_and_no_file_is_kept(
    client: Client, item: AgendaItem, olive: User, pdf: bytes, media: Path
) -> None:
    closed = factories.item(item.meeting, **factories.exempt())

    assert "is restricted: mark" in add(client, closed, pdf)
    assert not Upload.objects.exists()
    assert not media.exists()


def test_an_appendix_is_attached_once(olive: User, item: AgendaItem, tmp_path: Path) -> None:
    report = writing.report(item)
    listed = ListedAppendix.objects.create(report=report, position=1, title="Map")
    taken = taken_in(plain_pdf(tmp_path / "a.pdf"))
    attach_file(listed, taken, by=olive)

    with pytest.raises(Refused, match="attached already"):
        attach_file(listed, taken, by=olive)


@pytest.mark.usefixtures("worker_away")
def test_what_was_brought_goes_after_a_day_and_so_does_a_file_nobody_knows_of(
    client: Client, item: AgendaItem, pdf: bytes, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(client, item, pdf)
    (media / "uploads" / "stray").write_bytes(b"left by a request that was killed")
    assert sweep_uploads() == 0
    assert len(stored(media)) == 2

    monkeypatch.setattr(leftovers, "KEPT_FOR", timedelta(seconds=-1))

    assert sweep_uploads() == 1
    assert stored(media) == []
