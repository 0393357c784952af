"""What publishing tells, to whom, and the proof that the public gets what was published."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from meetings.lifecycle import Refused
from meetings.supplements import open_supplement
from reports.models import Paper
from rotherham_hwb.notifications.groups import people_of
from rotherham_hwb.outbox.models import Message
from rotherham_hwb.outbox.sending import send_waiting
from rotherham_hwb.packs.kinds import Audience
from rotherham_hwb.packs.models import PackEdition, PublicationCheck
from rotherham_hwb.publishing import proof
from rotherham_hwb.publishing.correct import publish_corrected, withdraw_from_packs
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers, pdf_paper
from tests.packs.editions.test_supplements import issue, published

pytestmark = pytest.mark.slow


@pytest.mark.django_db
def test_everybody_with_a_role_is_told_once_and_given_what_they_may_open() -> None:
    board = factories.board("Harbour Board")
    member = factories.user("Mary Member", board=board, role="member")
    partner = factories.user("Pat Partner", board=board, role="partner")
    gone = factories.user("Gone Away", board=board, role="member")
    factories.ended(gone, on=timezone.localdate() - timedelta(days=1))
    factories.user("Quarry Person", board=factories.board("Quarry Board"), role="member")
    meeting = meeting_with_papers(1, board=board)
    pdf_paper(factories.private_item(meeting, "Okapi price"), "Okapi", **factories.exempt())
    edition(meeting)
    restricted = edition(meeting, audience=Audience.RESTRICTED)

    publish_meeting_papers(meeting, by=factories.officer(board))
    send_waiting()

    texts = {each.to[0].rpartition("<")[2].rstrip(">"): each.body for each in mail.outbox}
    assert {member.email, partner.email} <= set(texts)
    assert gone.email not in texts
    assert len(texts) == len(mail.outbox)
    assert restricted.sha256 in texts[member.email]
    assert restricted.sha256 not in texts[partner.email]
    assert not any("Okapi" in each.subject + str(each.body) for each in mail.outbox)


@pytest.mark.django_db
def test_a_refused_publication_tells_nobody() -> None:
    meeting = meeting_with_papers(1)
    factories.user(board=meeting.board, role="member")

    with pytest.raises(Refused, match="Compile the pack"):
        publish_meeting_papers(meeting, by=factories.officer(meeting.board))

    assert not Message.objects.exists()


@pytest.fixture
def world(db: None, live_server: Any, settings: Any) -> PackEdition:
    """A published public pack, on a server that answers."""
    settings.PUBLIC_URL = live_server.url
    meeting = meeting_with_papers(1, date=timezone.localdate())
    pdf_paper(factories.private_item(meeting), **factories.exempt())
    edition(meeting, audience=Audience.RESTRICTED)
    pack = edition(meeting)
    publish_meeting_papers(meeting, by=factories.officer(meeting.board))
    return PackEdition.objects.get(pk=pack.pk)


@pytest.mark.django_db(transaction=True)
def test_every_published_pack_is_fetched_back_and_the_restricted_one_is_not_given(
    world: PackEdition,
) -> None:
    assert proof.prove_due() == 4

    assert list(PublicationCheck.objects.values_list("ok", flat=True)) == [True] * 4
    assert proof.prove_due() == 0, "not again on the same day"


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_not_what_was_published_is_told_to_the_officers(
    world: PackEdition,
) -> None:
    Message.objects.all().delete()
    Path(world.file.path).write_bytes(b"%PDF-1.7 something else")

    check = proof.prove(world)

    assert not check.ok
    assert check.sentence == "Its address gives another file than was published."
    told = set(Message.objects.values_list("recipient", flat=True))
    assert told == {each.email for each in people_of(world.release.meeting, "officer")}


@pytest.mark.django_db(transaction=True)
def test_a_server_that_does_not_answer_is_a_failed_proof_and_is_tried_again(
    world: PackEdition, settings: Any
) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:9"

    check = proof.prove(world)

    assert "cannot be reached" in check.sentence
    assert world not in proof.due(), "not at once"
    PublicationCheck.objects.all().delete()
    assert world in proof.due()


@pytest.mark.django_db
def test_a_corrected_pack_takes_the_place_of_the_published_one(client: Client) -> None:
    meeting = meeting_with_papers(1, 1)
    olive = factories.officer(meeting.board)
    old = edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    wrong = Paper.objects.filter(placements__item__meeting=meeting).order_by("pk")[0]
    withdraw_from_packs(wrong, by=olive, reason="It named a patient.")
    assert client.get(old.get_absolute_url()).status_code == 410, "at once"
    new = edition(meeting)

    publish_corrected(meeting, reason="A report was withdrawn.", by=olive)

    gone = client.get(old.get_absolute_url())
    assert gone.status_code == 410
    assert "It named a patient." in gone.content.decode()
    assert client.get(new.get_absolute_url()).status_code == 200
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert new.sha256 in page
    assert old.sha256 not in page
    assert [part["pages"] for part in new.page_map["parts"]] == [[2, 2]], "numbers stay"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "compiled", "sentence"),
    [
        (" ", True, "Say what was wrong"),
        ("Wrong", False, "Compile the pack"),
    ],
)
def test_a_correction_that_cannot_be_made_changes_nothing(
    client: Client, reason: str, compiled: bool, sentence: str
) -> None:
    meeting = meeting_with_papers(1)
    olive = factories.officer(meeting.board)
    old = edition(meeting)
    publish_meeting_papers(meeting, by=olive)
    if compiled:
        meeting.items.update(notes=["Changed"])
        edition(meeting)

    with pytest.raises(Refused, match=sentence):
        publish_corrected(meeting, reason=reason, by=olive)

    assert client.get(old.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_a_superseded_restricted_pack_tells_the_public_nothing(client: Client) -> None:
    meeting = meeting_with_papers(1)
    olive = factories.officer(meeting.board)
    pdf_paper(factories.private_item(meeting), **factories.exempt())
    edition(meeting)
    old = edition(meeting, audience=Audience.RESTRICTED)
    publish_meeting_papers(meeting, by=olive)
    meeting.items.filter(position=1).update(notes=["Changed"])
    edition(meeting)

    publish_corrected(meeting, reason="A slip.", by=olive)

    assert client.get(old.get_absolute_url()).status_code == 404
    client.force_login(factories.user(board=meeting.board, role="member"))
    assert client.get(old.get_absolute_url()).status_code == 410


@pytest.mark.django_db
def test_a_withdrawn_paper_is_taken_out_of_every_pack_that_holds_it(client: Client) -> None:
    meeting, olive = published(1, 1)
    one = open_supplement(meeting, reason="Late.", by=olive)
    pdf_paper(meeting.items.get(number="1"), "Late figures", supplement=one)
    packs = issue(one, by=olive)
    main = meeting.releases.out().get(kind="main").editions.get(layout="screen")
    late = Paper.objects.get(title="Late figures")

    withdraw_from_packs(late, by=olive, reason="It named a patient.")

    gone = {kind: client.get(pack.get_absolute_url()).status_code for kind, pack in packs.items()}
    assert set(gone.values()) == {410}
    assert client.get(main.get_absolute_url()).status_code == 200
