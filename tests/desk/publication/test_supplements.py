"""Supplements on the desk: opened, filled, compiled, checked and published."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import Board, Meeting, Supplement, User
from rotherham_hwb.packs.models import CompileRequest, PackEdition
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.publishing.tasks import compile_requested
from tests import factories
from tests.factories.packs import edition, meeting_with_papers
from tests.packs.fixtures import plain_pdf

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    """A meeting whose agenda of two items is public."""
    made = meeting_with_papers(1, 1, board=board, by=olive, venue="Town Hall")
    edition(made)
    publish_meeting_papers(made, by=olive)
    return made


def opened(client: Client, meeting: Meeting) -> Supplement:
    address = reverse("desk_open_supplement", args=[meeting.pk])
    client.post(address, {"reason": "The auditor reported on Friday."})
    return meeting.supplements.get()


def upload(folder: Path) -> SimpleUploadedFile:
    path = plain_pdf(folder / "late.pdf", title="Late figures")
    return SimpleUploadedFile("late.pdf", path.read_bytes(), content_type="application/pdf")


def compiled(client: Client, supplement: Supplement) -> None:
    client.post(reverse("desk_compile_supplement", args=[supplement.pk]))
    for wanted in CompileRequest.objects.filter(status="queued"):
        compile_requested.func(wanted.pk)


def test_a_supplement_is_opened_with_its_reason_alone(client: Client, meeting: Meeting) -> None:
    address = reverse("desk_open_supplement", args=[meeting.pk])

    assert "Enter why these papers come" in client.post(address, {}).content.decode()
    assert opened(client, meeting).reason == "The auditor reported on Friday."
    again = client.post(address, {"reason": "More."}).content.decode()
    assert "already open" in again


def test_a_late_item_needs_the_chairs_opinion(client: Client, meeting: Meeting) -> None:
    supplement = opened(client, meeting)
    after = meeting.items.get(number="1")
    words = {
        "title": "Storm damage",
        "after": after.pk,
        "kind": "verbal",
        "restriction": "open",
        "revision": "0",
    }
    late = reverse("desk_late_item", args=[supplement.pk])

    assert "Record why the chair holds the item urgent" in client.post(late, words).content.decode()
    client.post(
        reverse("desk_urgency", args=[supplement.pk]),
        {"urgency": "The pier is closed.", "urgency_by": "Councillor Ada Byron, Chair"},
    )
    client.post(late, words)

    item = meeting.items.get(number="1A")
    assert (item.title, item.late_reason) == ("Storm damage", "The pier is closed.")
    supplement.refresh_from_db()
    assert supplement.urgency_by == "Councillor Ada Byron, Chair"
    assert supplement.urgency_recorded_at is not None


def test_a_supplement_with_a_late_paper_is_published(
    client: Client, meeting: Meeting, tmp_path: Path
) -> None:
    supplement = opened(client, meeting)
    item = meeting.items.get(number="2")
    client.post(
        reverse("desk_supplement_paper", args=[supplement.pk, item.pk]),
        {"title": "Late figures", "restriction": "open", "file": upload(tmp_path)},
    )
    papers = [factories.as_seen(each) for each in item.papers.filter(title="Late figures")]
    client.post(reverse("desk_clear_papers", args=[meeting.pk]), {"paper": papers})
    compiled(client, supplement)
    page = client.get(reverse("desk_publish_supplement", args=[supplement.pk])).content.decode()
    assert "Consolidated pack 1: public, screen edition" in page

    client.post(reverse("desk_publish_supplement", args=[supplement.pk]))

    supplement.refresh_from_db()
    assert supplement.published_at is not None
    assert "Late figures" in Client().get(meeting.get_absolute_url()).content.decode()
    out = PackEdition.objects.filter(release__in=meeting.releases.out().filter(supplement=1))
    found = {(str(each.release.kind), str(each.layout)) for each in out}
    kinds, layouts = ("supplement", "consolidated"), ("screen", "print")
    assert found == {(kind, layout) for kind in kinds for layout in layouts}


def test_a_supplement_without_a_pack_is_not_published(client: Client, meeting: Meeting) -> None:
    supplement = opened(client, meeting)

    page = client.post(
        reverse("desk_publish_supplement", args=[supplement.pk]), follow=True
    ).content.decode()

    assert "There is nothing on it" in page
    supplement.refresh_from_db()
    assert supplement.published_at is None


def test_a_supplement_of_another_board_is_not_there(client: Client, meeting: Meeting) -> None:
    supplement = opened(client, meeting)
    client.force_login(factories.officer(factories.board()))

    for name in ("desk_supplement", "desk_urgency", "desk_late_item", "desk_publish_supplement"):
        assert client.get(reverse(name, args=[supplement.pk])).status_code == 404
