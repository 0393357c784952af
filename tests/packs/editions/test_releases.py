"""A release is one thing: no reader is left out when it is published, corrected or taken back."""

from __future__ import annotations

import datetime as dt

import pgtrigger
import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, AuditEvent, Meeting, User
from meetings.supplements import open_supplement
from reports.models import Paper
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.packs.editions.compile_release import add_editions
from rotherham_hwb.packs.editions.releases import is_up_to_date, publish_release
from rotherham_hwb.packs.kinds import Audience, Kind, Layout
from rotherham_hwb.packs.models import CompileRequest, PackEdition, Release
from rotherham_hwb.publishing.correct import (
    publish_corrected,
    to_correct,
    waiting_corrections,
    withdraw_from_packs,
)
from rotherham_hwb.publishing.publish import publish_meeting_papers
from rotherham_hwb.publishing.tasks import compile_requested, request_pack
from tests import factories
from tests.factories.packs import meeting_with_papers, no_report, pdf_paper, release
from tests.packs.editions.test_supplements import issue, published

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ALL = {(audience, layout) for audience in Audience for layout in Layout}
FOR_ALL = {(Audience.PUBLIC, layout) for layout in Layout}


def readers(given: Release) -> set[tuple[Audience, Layout]]:
    return {(each.audience, each.layout) for each in given.editions.all()}


def with_exempt() -> tuple[Meeting, User]:
    """A meeting ready to publish, with an open paper and an exempt one."""
    meeting = meeting_with_papers(1)
    pdf_paper(factories.private_item(meeting, "Tender"), "Offers", **factories.exempt())
    return meeting, factories.officer(meeting.board)


def store(given: Release, *, only: set[tuple[Audience, Layout]]) -> Release:
    """The release as it was compiled when editions were compiled one by one."""
    editions = list(given.editions.all())
    PackEdition.objects.filter(release=given).delete()
    PackEdition.objects.bulk_create(
        each for each in editions if (each.audience, each.layout) in only
    )
    return given


def codes(client: Client, given: Release) -> dict[tuple[Audience, Layout], int]:
    return {
        (each.audience, each.layout): client.get(each.get_absolute_url()).status_code
        for each in given.editions.all()
    }


def compiled(meeting: Meeting, by: User, **wanted: str) -> CompileRequest:
    """What a press on the desk asks for, done by the worker."""
    request = request_pack(meeting, by=by, **wanted)  # type: ignore[arg-type]
    compile_requested.func(request.pk)
    request.refresh_from_db()
    return request


def test_one_compilation_makes_every_edition_and_one_publication_gives_them_out(
    client: Client,
) -> None:
    meeting, olive = with_exempt()
    made = release(meeting)
    assert readers(made) == ALL

    publish_meeting_papers(meeting, by=olive)

    assert codes(client, made) == {
        (audience, layout): 200 if audience is Audience.PUBLIC else 404 for audience, layout in ALL
    }
    client.force_login(factories.user(board=meeting.board, role="member"))
    assert set(codes(client, made).values()) == {200}


def test_a_correction_never_leaves_the_public_without_its_screen_pack(client: Client) -> None:
    """The damage: corrected for screen and public, then in the other layouts, one by one."""
    meeting, olive = with_exempt()
    old = release(meeting)
    publish_meeting_papers(meeting, by=olive)
    meeting.items.filter(position=1).update(notes=["Budget, corrected"])

    for _ in range(3):  # as often as there were layouts to compile
        compiled(meeting, olive)
        if waiting_corrections(meeting):
            publish_corrected(meeting, reason="A slip.", by=olive)

    new = meeting.releases.out().get()
    assert readers(new) == ALL
    assert {code for (who, _), code in codes(client, new).items() if who == "public"} == {200}
    assert {code for (who, _), code in codes(client, old).items() if who == "public"} == {410}


def test_an_exempt_item_without_a_members_edition_cannot_be_published() -> None:
    meeting, olive = with_exempt()
    store(release(meeting), only=FOR_ALL)

    with pytest.raises(Refused, match="for everybody who is to read it"):
        publish_meeting_papers(meeting, by=olive)

    meeting.refresh_from_db()
    assert meeting.state == "draft"
    assert not Release.objects.out().exists()


def test_editions_are_added_to_a_published_release_without_a_correction(client: Client) -> None:
    meeting, olive = with_exempt()
    made = store(release(meeting), only={(Audience.PUBLIC, Layout.SCREEN)})
    Release.objects.filter(pk=made.pk).update(published_at=timezone.now(), published_by=olive)
    AgendaItem.objects.update(published_at=timezone.now())
    told = Message.objects.count()
    client.force_login(olive)
    page = client.get(reverse("desk_meeting", args=[meeting.pk]))
    assert page.status_code == 200

    add_editions(made, by=olive, report=no_report)

    assert readers(made) == ALL
    client.logout()
    assert [code for (who, _), code in codes(client, made).items() if who == "public"] == [200, 200]
    assert not Release.objects.filter(superseded_at__isnull=False).exists()
    assert Message.objects.count() == told
    pages = {each.audience: each.page_map["last"] for each in made.editions.all()}
    assert len(set(pages.values())) == 1, "one numbering"
    with pytest.raises(Refused, match="in every edition already"):
        add_editions(made, by=olive, report=no_report)


def test_an_edition_added_after_the_agenda_is_out_is_what_was_published(client: Client) -> None:
    meeting, olive = with_exempt()
    made = release(meeting)
    publish_meeting_papers(meeting, by=olive)
    store_published(made, only=FOR_ALL)

    request = compiled(meeting, olive, work="addition")

    assert request.error == ""
    assert readers(made) == ALL
    before, added = (
        made.editions.get(audience=who, layout="screen") for who in ("public", "restricted")
    )
    assert added.added_at is not None
    assert before.page_map["items"][0] == added.page_map["items"][0]


def store_published(given: Release, *, only: set[tuple[Audience, Layout]]) -> None:
    """The same where the database keeps what is out."""
    with pgtrigger.ignore("packs.PackEdition:published_editions_stay"):
        store(given, only=only)


def test_what_changed_since_is_corrected_and_not_added_to() -> None:
    meeting, olive = with_exempt()
    made = release(meeting)
    publish_meeting_papers(meeting, by=olive)
    store_published(made, only=FOR_ALL)
    meeting.items.filter(position=1).update(notes=["Budget, corrected"])

    with pytest.raises(Refused, match="has changed since it was published"):
        add_editions(made, by=olive, report=no_report)


def test_there_is_one_freshness() -> None:
    meeting, _ = with_exempt()
    made = release(meeting)
    assert is_up_to_date(made)

    Paper.objects.filter(title="Offers").update(title="Other offers")

    assert not is_up_to_date(made), "the members' edition is stale, and with it the release"


def test_the_database_keeps_a_release_whole() -> None:
    meeting, olive = with_exempt()
    made = release(meeting)
    publish_meeting_papers(meeting, by=olive)
    one = made.editions.first()
    assert one
    for change in (
        lambda: one.delete(),
        lambda: PackEdition.objects.filter(pk=one.pk).update(audience="restricted"),
        lambda: PackEdition.objects.filter(pk=one.pk).update(release=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    Release.objects.filter(pk=made.pk).update(
        superseded_at=timezone.now(), superseded_by=olive, superseded_reason="A slip."
    )
    one.pk = None
    with pytest.raises(DatabaseError, match="superseded"), transaction.atomic():
        one.save(force_insert=True)


def test_a_withdrawn_paper_takes_whole_releases_with_it(client: Client) -> None:
    meeting, olive = with_exempt()
    made = release(meeting)
    publish_meeting_papers(meeting, by=olive)
    address = made.editions.filter(audience="public")[0].get_absolute_url()

    withdraw_from_packs(Paper.objects.get(title="Offers"), reason="It named a bidder.", by=olive)

    gone = client.get(address).content.decode()
    assert "This pack was taken back" in gone
    assert "It named a bidder." in gone

    assert codes(client, made) == {
        (audience, layout): 410 if audience is Audience.PUBLIC else 404 for audience, layout in ALL
    }


def test_after_a_withdrawal_everybody_reads_that_there_is_no_pack_until_the_corrected_one_is_out(
    client: Client,
) -> None:
    meeting = meeting_with_papers(1, 1, date=timezone.localdate() + dt.timedelta(days=20))
    olive = factories.officer(meeting.board)
    mary = factories.user(board=meeting.board, role="member")
    release(meeting)
    publish_meeting_papers(meeting, by=olive)
    paper = Paper.objects.earliest("pk")

    def words() -> dict[str, bool]:
        """Whether each reader is told that there is no pack."""
        told = {"page": "There is none until the corrected one is out" in page(None)}
        told["members"] = "There is none until" in page(mary, reverse("reading"))
        told["worklist"] = "There is no agenda pack" in page(olive, reverse("desk"))
        told["workspace"] = "none is in its place" in page(
            olive, reverse("desk_meeting", args=[meeting.pk])
        )
        return told

    def page(user: User | None, address: str = "") -> str:
        client.logout()
        if user:
            client.force_login(user)
        return client.get(address or meeting.get_absolute_url()).content.decode()

    assert set(words().values()) == {False}
    withdraw_from_packs(paper, reason="It named a patient.", by=olive)
    assert set(words().values()) == {True}
    assert "It named a patient." in page(None)

    request = compiled(meeting, olive, work="correction", reason="A report was withdrawn.")

    assert request.error == ""
    assert request.status == "done"
    assert set(words().values()) == {False}
    assert meeting.releases.out().count() == 1


def test_a_correction_compiles_what_was_taken_back_and_leaves_the_rest() -> None:
    meeting, olive = published(1, 1)
    one = open_supplement(meeting, reason="Late.", by=olive)
    pdf_paper(meeting.items.get(number="1"), "Late figures", supplement=one)
    issue(one, by=olive)
    main = meeting.releases.get(kind=Kind.MAIN)
    withdraw_from_packs(Paper.objects.get(title="Late figures"), reason="Wrong.", by=olive)
    assert [each.kind for each in to_correct(meeting)] == [Kind.SUPPLEMENT, Kind.CONSOLIDATED]

    request = compiled(meeting, olive, work="correction", reason="Figures were wrong.")

    assert request.error == ""
    out = meeting.releases.out()
    assert {each.kind for each in out} == set(Kind)
    assert main in out
    assert to_correct(meeting) == []


def test_a_paper_in_the_main_pack_is_corrected_in_the_consolidated_one_at_once() -> None:
    meeting, olive = published(1, 2)
    one = open_supplement(meeting, reason="Late.", by=olive)
    pdf_paper(meeting.items.get(number="1"), "Late figures", supplement=one)
    before = issue(one, by=olive)[Kind.SUPPLEMENT]
    withdraw_from_packs(meeting.items.get(number="2").papers.get(), reason="Wrong.", by=olive)

    request = compiled(meeting, olive, work="correction", reason="A table was wrong.")

    assert request.error == ""
    assert {each.kind for each in meeting.releases.out()} == set(Kind)
    assert before.release in meeting.releases.out(), "nothing in it was wrong"


def test_the_trail_names_the_bytes_of_every_edition() -> None:
    meeting, olive = with_exempt()
    made = release(meeting)
    with transaction.atomic():
        publish_release(meeting, kind=Kind.MAIN, supplement=0, by=olive, at=timezone.now())

    told = AuditEvent.objects.get(action="publish", record_type="packs.Release")

    assert all(each.sha256 in str(told.detail) for each in made.editions.all())
