"""An officer brings a meeting's files all at once and confirms which papers they become."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import AuditEvent, Board, Meeting, User
from meetings.workflow import call_meeting, publish_agenda
from reports.files import receiving
from reports.files.converting import converter
from reports.files.staging import check_staged, remove_stale
from reports.models import Paper, Placement, StagedFile
from tests import factories
from tests.packs.fixtures import encrypted_pdf, plain_pdf
from tests.reports.files.test_converting import docx

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    made = factories.meeting(board, items=1, by=olive)
    factories.item(made, "Harbour dues", kind="paper")
    factories.item(made, "Dredging the north channel", kind="paper")
    return made


@pytest.fixture
def dues(tmp_path: Path) -> bytes:
    return plain_pdf(tmp_path / "dues.pdf", pages=2).read_bytes()


@pytest.fixture
def dredging(tmp_path: Path) -> bytes:
    return plain_pdf(tmp_path / "dredging.pdf", pages=3).read_bytes()


def bring(client: Client, meeting: Meeting, *files: tuple[str, bytes]) -> str:
    """Upload files, have them all checked, and read the page of matches."""
    data = {"files": [SimpleUploadedFile(name, content) for name, content in files]}
    page = client.post(reverse("desk_bulk_upload", args=[meeting.pk]), data, follow=True)
    waiting = StagedFile.objects.filter(status="waiting")
    if not waiting:
        return page.content.decode()
    for staged in waiting:
        check_staged(staged.pk)
    return client.get(reverse("desk_bulk_match", args=[meeting.pk])).content.decode()


def proposed(client: Client, meeting: Meeting) -> dict[str, Any]:
    """The form as it stands on the page."""
    form = client.get(reverse("desk_bulk_match", args=[meeting.pk])).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def confirm(client: Client, meeting: Meeting, **changes: Any) -> str:
    """Send the page as it stands, with some fields changed, and read the answer."""
    said = proposed(client, meeting) | changes
    address = reverse("desk_bulk_match", args=[meeting.pk])
    return client.post(address, said, follow=True).content.decode()


def staged(name: str) -> int:
    return StagedFile.objects.get(name=name).pk


def test_files_are_matched_and_nothing_is_added_before_it_is_confirmed(
    client: Client, meeting: Meeting, olive: User, dues: bytes, dredging: bytes, media: Path
) -> None:
    page = bring(client, meeting, ("02 Harbour dues.pdf", dues), ("3 - Appendix 1.pdf", dredging))

    assert "Match the files to items" in page
    assert "02 Harbour dues.pdf" in page
    assert not Paper.objects.exists()

    page = confirm(client, meeting)

    assert "2 papers are added" in page
    placed = {
        each.paper.title: (each.item.number, each.paper.restriction)
        for each in Placement.objects.select_related("paper", "item")
    }
    assert placed == {"Harbour dues": ("2", "open"), "Appendix 1": ("3", "open")}
    version = Paper.objects.get(title="Harbour dues").versions.get()
    assert (version.file_name, version.page_count) == ("02 Harbour dues.pdf", 2)
    assert version.original.read() == dues
    assert version.file.read() != dues
    assert version.uploaded_by == olive
    assert not StagedFile.objects.exists()
    actions = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert "bring files for" in actions
    assert actions[-1] == "settle the files for"


@pytest.mark.django_db(transaction=True)
def test_what_was_staged_is_deleted_once_confirmed(
    client: Client, meeting: Meeting, dues: bytes, media: Path
) -> None:
    bring(client, meeting, ("2.pdf", dues))
    assert len(list((media / "staged").iterdir())) == 2
    confirm(client, meeting)
    assert list((media / "staged").iterdir()) == []


def test_an_appendix_is_nested_under_its_report(
    client: Client, meeting: Meeting, dues: bytes, dredging: bytes
) -> None:
    bring(client, meeting, ("2 - Appendix 1 rates.pdf", dredging), ("02 Harbour dues.pdf", dues))
    confirm(client, meeting)

    appendix = Placement.objects.get(paper__title="Appendix 1: Rates")
    assert appendix.parent is not None
    assert appendix.parent.paper.title == "Harbour dues"


def test_an_appendix_brought_later_goes_under_the_paper_that_is_there(
    client: Client, meeting: Meeting, dues: bytes, dredging: bytes
) -> None:
    bring(client, meeting, ("02 Harbour dues.pdf", dues))
    confirm(client, meeting)
    bring(client, meeting, ("2 - Appendix 1.pdf", dredging))
    confirm(client, meeting)

    assert Placement.objects.get(paper__title="Appendix 1").parent is not None


def test_an_unmatched_file_comes_first_and_must_be_decided(
    client: Client, meeting: Meeting, dues: bytes, dredging: bytes
) -> None:
    page = bring(client, meeting, ("02 Harbour dues.pdf", dues), ("scan0001.pdf", dredging))
    assert page.index("scan0001.pdf") < page.index("02 Harbour dues.pdf")
    assert "Not matched" in page

    page = confirm(client, meeting)
    assert "There is a problem" in page
    assert "Choose an item for scan0001.pdf, or leave it out." in page
    assert not Paper.objects.exists()

    page = confirm(client, meeting, **{f"item-{staged('scan0001.pdf')}": "out"})
    assert "1 paper is added" in page
    trail = AuditEvent.objects.get(action="settle the files for")
    assert trail.detail["left_out"] == ["scan0001.pdf"]


def test_an_officer_changes_everything_that_was_proposed(
    client: Client, meeting: Meeting, dues: bytes
) -> None:
    bring(client, meeting, ("02 Harbour dues.pdf", dues))
    pk = staged("02 Harbour dues.pdf")
    third = meeting.items.get(number="3")
    changes = {
        f"item-{pk}": str(third.pk),
        f"title-{pk}": "What dredging costs",
        f"restriction-{pk}": "exempt",
        f"safe_title-{pk}": "Costs",
        f"paragraph-{pk}": "3",
    }
    page = confirm(client, meeting, **changes)
    assert "Say why keeping 02 Harbour dues.pdf exempt outweighs the public interest" in page

    confirm(client, meeting, **changes, **{f"public_interest-{pk}": "It would tell the bidders."})

    paper = Paper.objects.get()
    assert (paper.title, paper.restriction, paper.safe_title) == (
        "What dredging costs",
        "exempt",
        "Costs",
    )
    assert paper.exempt_paragraphs == [3]
    assert paper.placements.get().item == third


def test_a_paper_of_a_restricted_item_is_as_restricted_even_when_nobody_says_so(
    client: Client, meeting: Meeting, dues: bytes
) -> None:
    secret = factories.private_item(meeting, "Sale of the old pier")
    bring(client, meeting, ("02 Harbour dues.pdf", dues))
    confirm(client, meeting, **{f"item-{staged('02 Harbour dues.pdf')}": str(secret.pk)})

    paper = Paper.objects.get()
    assert (paper.restriction, paper.safe_title) == ("exempt", secret.safe_title)
    assert paper.exempt_paragraphs == secret.exempt_paragraphs
    assert paper.public_interest == secret.public_interest
    assert str(paper) == secret.safe_title


def test_bad_files_are_listed_with_their_sentence_and_the_rest_go_on(
    client: Client, meeting: Meeting, dues: bytes, tmp_path: Path
) -> None:
    locked = encrypted_pdf(tmp_path / "locked.pdf").read_bytes()
    page = bring(
        client,
        meeting,
        ("02 Harbour dues.pdf", dues),
        ("3 locked.pdf", locked),
        ("notes.txt", b"not a PDF"),
        ("broken.docx", b"PK\x03\x04" + bytes(50)),
    )

    assert "The file is protected by a password" in page
    assert "The file is not a PDF" in page
    assert "broken.docx" in page
    confirm(client, meeting)
    assert Paper.objects.count() == 1
    assert not StagedFile.objects.exists()


def test_an_empty_file_is_listed_too(client: Client, meeting: Meeting) -> None:
    assert "The file is empty" in bring(client, meeting, ("2.pdf", b""))


def test_a_file_too_large_keeps_no_byte_and_the_others_are_kept(
    client: Client, meeting: Meeting, dues: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MAX_BYTES", len(dues) + 10)
    page = bring(client, meeting, ("2.pdf", dues), ("3.pdf", bytes(len(dues) + 100)))

    assert "is larger than 200 MB" in page
    assert StagedFile.objects.get(name="3.pdf").size == 0
    assert StagedFile.objects.get(name="2.pdf").status == "ready"


def test_too_many_files_are_refused_with_a_sentence(
    client: Client, meeting: Meeting, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    page = bring(client, meeting, *((f"{number}.pdf", b"%PDF-") for number in range(3)))
    assert "Choose at most 100 files at a time" in page
    assert not StagedFile.objects.exists()


def test_no_file_chosen_is_said(client: Client, meeting: Meeting) -> None:
    answer = client.post(reverse("desk_bulk_upload", args=[meeting.pk]), {})
    assert "Choose the files to upload." in answer.content.decode()


def test_the_token_of_the_form_is_still_asked_for(meeting: Meeting, olive: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(olive)
    assert strict.post(reverse("desk_bulk_upload", args=[meeting.pk])).status_code == 403


def test_the_same_file_again_is_said_and_left_out_unless_chosen(
    client: Client, meeting: Meeting, dues: bytes
) -> None:
    bring(client, meeting, ("02 Harbour dues.pdf", dues), ("copy of it.pdf", dues))
    assert StagedFile.objects.count() == 1  # the same bytes are one file
    confirm(client, meeting)
    page = bring(client, meeting, ("2 again.pdf", dues))

    assert "This very file is on item 2 as “Harbour dues”" in page
    confirm(client, meeting)
    assert Paper.objects.count() == 1


def test_two_appendices_of_one_another_are_refused(
    client: Client, meeting: Meeting, dues: bytes, dredging: bytes
) -> None:
    bring(client, meeting, ("2 a.pdf", dues), ("2 b.pdf", dredging))
    one, other = staged("2 a.pdf"), staged("2 b.pdf")
    page = confirm(client, meeting, **{f"under-{one}": f"f{other}", f"under-{other}": f"f{one}"})
    assert "is an appendix to its own appendix" in page
    assert not Paper.objects.exists()


def test_an_appendix_must_be_on_the_item_of_its_report(
    client: Client, meeting: Meeting, dues: bytes, dredging: bytes
) -> None:
    bring(client, meeting, ("2 dues.pdf", dues), ("3 dredging.pdf", dredging))
    page = confirm(
        client, meeting, **{f"under-{staged('3 dredging.pdf')}": f"f{staged('2 dues.pdf')}"}
    )
    assert "3 dredging.pdf must be on the same item as what it is appended to." in page


def test_a_file_that_came_meanwhile_is_not_settled_unseen(
    client: Client, meeting: Meeting, dues: bytes, dredging: bytes
) -> None:
    bring(client, meeting, ("2.pdf", dues))
    said = proposed(client, meeting)
    bring(client, meeting, ("3.pdf", dredging))
    page = client.post(reverse("desk_bulk_match", args=[meeting.pk]), said).content.decode()
    assert "Choose an item for 3.pdf" in page
    assert StagedFile.objects.count() == 2


def test_once_the_agenda_is_published_no_file_is_kept_or_taken(
    client: Client, meeting: Meeting, olive: User, dues: bytes, dredging: bytes
) -> None:
    bring(client, meeting, ("2.pdf", dues))
    said = proposed(client, meeting)
    call_meeting(meeting, by=olive)
    publish_agenda(meeting, by=olive)
    address = reverse("desk_bulk_match", args=[meeting.pk])
    page = client.post(address, said, follow=True).content.decode()
    assert "open a supplement and add the paper to it" in page
    assert not Paper.objects.exists()
    assert StagedFile.objects.count() == 1

    page = bring(client, meeting, ("3.pdf", dredging))
    assert "open a supplement" in page
    assert StagedFile.objects.count() == 1


def test_files_are_gone_after_a_day(client: Client, meeting: Meeting, dues: bytes) -> None:
    bring(client, meeting, ("2.pdf", dues))
    assert remove_stale() == 0
    StagedFile.objects.update(staged_at=timezone.now() - dt.timedelta(hours=25))
    assert remove_stale() == 1
    assert not StagedFile.objects.exists()


def test_a_check_that_was_broken_off_is_asked_for_again(
    client: Client, meeting: Meeting, dues: bytes
) -> None:
    data = {"files": [SimpleUploadedFile("2.pdf", dues)]}
    page = client.post(reverse("desk_bulk_upload", args=[meeting.pk]), data, follow=True)
    assert "0 of 1 checked" in page.content.decode()
    long_ago = timezone.now() - dt.timedelta(minutes=6)
    StagedFile.objects.update(status="checking", lease_until=long_ago)
    client.post(reverse("desk_bulk_again", args=[meeting.pk]))
    assert StagedFile.objects.get().status == "waiting"
    check_staged(staged("2.pdf"))
    check_staged(staged("2.pdf"))
    assert StagedFile.objects.get().status == "ready"


def test_all_files_are_thrown_away_after_asking(
    client: Client, meeting: Meeting, dues: bytes
) -> None:
    bring(client, meeting, ("2.pdf", dues))
    address = reverse("desk_bulk_discard", args=[meeting.pk])
    assert "Throw 1 uploaded file away?" in client.get(address).content.decode()
    client.post(address)
    assert not StagedFile.objects.exists()


@pytest.mark.parametrize(
    "route", ["desk_bulk_upload", "desk_bulk_match", "desk_bulk_again", "desk_bulk_discard"]
)
def test_nobody_else_learns_of_a_staged_file(
    client: Client, meeting: Meeting, board: Board, dues: bytes, route: str
) -> None:
    bring(client, meeting, ("2 canary-name.pdf", dues))
    address = reverse(route, args=[meeting.pk])
    others = {
        "member": factories.user(board=board, role="member"),
        "author": factories.user(board=board, role="author"),
        "officer elsewhere": factories.officer(factories.board()),
    }
    for somebody in others.values():
        other = Client()
        other.force_login(somebody)
        for answer in (other.get(address), other.post(address)):
            assert answer.status_code in (404, 405)
            assert b"canary-name" not in answer.content
    assert Client().get(address).status_code == 302


def test_the_name_of_a_staged_file_is_on_no_page_of_the_public(
    client: Client, meeting: Meeting, dues: bytes, olive: User
) -> None:
    call_meeting(meeting, by=olive)
    bring(client, meeting, ("2 canary-name.pdf", dues))
    for route, args in (("meeting", [meeting.pk]), ("meetings", []), ("home", [])):
        assert b"canary-name" not in Client().get(reverse(route, args=args)).content


def test_html_in_a_name_is_shown_and_never_run(
    client: Client, meeting: Meeting, dues: bytes
) -> None:
    page = bring(client, meeting, ("2 <script>alert(1)<script>.pdf", dues))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_thirty_files_take_no_more_queries_than_three(
    client: Client, meeting: Meeting, olive: User
) -> None:
    facts = {"page_count": 2}

    def asked(files: int) -> int:
        StagedFile.objects.all().delete()
        for number in range(files):
            StagedFile.objects.create(
                meeting=meeting,
                name=f"2 - Appendix {number}.pdf",
                sha256=f"{number:064x}",
                size=1,
                status="ready",
                facts=facts,
                staged_by=olive,
            )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("desk_bulk_match", args=[meeting.pk]))
        return len(queries)

    asked(1)
    assert asked(3) == asked(30)


@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
def test_an_office_file_becomes_a_pdf_and_is_known_again(
    client: Client, meeting: Meeting, tmp_path: Path
) -> None:
    office = docx(tmp_path / "dues.docx").read_bytes()
    bring(client, meeting, ("02 Harbour dues.docx", office))
    confirm(client, meeting)

    version = Paper.objects.get(title="Harbour dues").versions.get()
    assert (version.file_name, version.original_name) == (
        "02 Harbour dues.pdf",
        "02 Harbour dues.docx",
    )
    assert version.file.read().startswith(b"%PDF-")
    assert version.original.read() == office
    assert "This very file is on item 2" in bring(client, meeting, ("2 again.docx", office))
