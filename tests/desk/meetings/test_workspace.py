"""The officer's desk: their meetings, and each one's way to publication."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Board, User
from rotherham_hwb.packs.models import CompileRequest
from rotherham_hwb.publishing.tasks import compile_requested
from tests import factories
from tests.factories.packs import edition, meeting_with_papers

pytestmark = pytest.mark.django_db


def test_the_public_is_asked_to_sign_in(client: Client) -> None:
    answer = client.get(reverse("desk"))

    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/desk/"


@pytest.mark.parametrize("role", ["member", "partner", "author"])
def test_the_desk_is_not_there_for_others(client: Client, board: Board, role: str) -> None:
    client.force_login(factories.user(board=board, role=role))

    assert client.get(reverse("desk")).status_code == 404


def test_an_officer_sees_the_meetings_of_their_own_boards(
    client: Client, board: Board, olive: User
) -> None:
    factories.meeting(board, by=olive)
    factories.meeting(factories.board("Quarry Board"))

    page = client.get(reverse("desk_meetings")).content.decode()

    assert "Wednesday 22 January 2025" in page
    assert "Quarry Board" not in page


def test_a_meeting_of_another_board_is_not_there(client: Client, olive: User) -> None:
    other = factories.meeting(factories.board())

    for name in ("desk_meeting", "desk_call", "desk_publish", "desk_publish_minutes"):
        assert client.get(reverse(name, args=[other.pk])).status_code == 404
        assert client.post(reverse(name, args=[other.pk])).status_code in (404, 405)
    assert client.post(reverse("desk_compile", args=[other.pk])).status_code == 404


def test_the_list_narrows_by_state(client: Client, board: Board, olive: User) -> None:
    factories.meeting(board, by=olive)

    page = client.get(reverse("desk_meetings"), {"state": "held"}).content.decode()

    assert "22 January 2025" not in page
    assert "No meeting of your boards matches" in page


def test_the_list_takes_as_many_queries_at_three_meetings_as_at_one(
    client: Client, board: Board, olive: User
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk_meetings"))
        return len(captured)

    factories.meeting(board, by=olive)
    one = queries()
    for day in (1, 2):
        factories.meeting(board, by=olive, date=factories.LONG_AGO.replace(day=day))

    assert queries() == one


def test_compiling_asks_the_worker_and_shows_how_far_it_is(
    client: Client, board: Board, olive: User
) -> None:
    meeting = meeting_with_papers(1, board=board)

    answer = client.post(reverse("desk_compile", args=[meeting.pk]), {"stage": "published"})

    request = CompileRequest.objects.get()
    assert answer["Location"] == reverse("desk_compile_progress", args=[request.pk])
    CompileRequest.objects.update(status="running", step="Binding papers", done=14, total=36)
    page = client.get(answer["Location"]).content.decode()
    assert "Binding papers, 14 of 36" in page


@pytest.mark.slow
def test_a_finished_request_leads_to_the_pack(client: Client, board: Board, olive: User) -> None:
    meeting = meeting_with_papers(1, board=board)
    client.post(reverse("desk_compile", args=[meeting.pk]), {"stage": "published"})
    pack = edition(meeting)
    CompileRequest.objects.update(status="done")
    CompileRequest.objects.get().releases.set([pack.release])

    page = client.get(reverse("desk_compile_progress", args=[CompileRequest.objects.get().pk]))

    said = page.content.decode()
    assert pack.get_absolute_url() in said
    assert "For publication" in said


def test_a_pack_is_compiled_to_look_at_and_its_page_says_what_stops_its_publication(
    client: Client, board: Board, olive: User
) -> None:
    meeting = meeting_with_papers(board=board)
    paper = factories.paper(factories.item(meeting), "Figures")  # which nobody cleared
    workspace = client.get(reverse("desk_meeting", args=[meeting.pk])).content.decode()
    assert "it stops the publication" in " ".join(workspace.split())

    client.post(reverse("desk_compile", args=[meeting.pk]), {"stage": "draft"})
    CompileRequest.objects.update(status="done")
    wanted = CompileRequest.objects.get()
    page = " ".join(
        client.get(reverse("desk_compile_progress", args=[wanted.pk])).content.decode().split()
    )

    assert wanted.stage == "draft"
    assert paper.title in page
    assert "No officer has cleared it for the pack." in page
    assert reverse("desk_checks", args=[meeting.pk]) in page


@pytest.mark.slow
def test_one_press_compiles_for_everybody_who_is_to_read_it(
    client: Client, board: Board, olive: User
) -> None:
    meeting = meeting_with_papers(1, board=board)

    def compiled() -> set[tuple[str, str]]:
        client.post(reverse("desk_compile", args=[meeting.pk]), {"stage": "published"})
        wanted = CompileRequest.objects.earliest("requested_at", "pk")
        compile_requested.func(wanted.pk)
        editions = wanted.releases.get().editions.all()
        wanted.delete()
        return {(str(each.audience), str(each.layout)) for each in editions}

    assert compiled() == {("public", "screen"), ("public", "print")}

    factories.item(meeting, **factories.exempt())

    members = {("restricted", "screen"), ("restricted", "print")}
    assert compiled() == {("public", "screen"), ("public", "print")} | members


@pytest.mark.slow
def test_publishing_asks_first_and_then_does_it(client: Client, board: Board, olive: User) -> None:
    meeting = meeting_with_papers(1, board=board)
    edition(meeting)
    address = reverse("desk_publish", args=[meeting.pk])
    assert (
        "Publish the agenda of Wednesday 22 January 2025?" in client.get(address).content.decode()
    )

    page = client.post(address, follow=True).content.decode()

    meeting.refresh_from_db()
    assert meeting.state == "agenda_published"
    assert "The agenda, its papers and its pack are published." in page


@pytest.mark.slow
def test_a_refused_publication_says_why_and_changes_nothing(
    client: Client, board: Board, olive: User
) -> None:
    meeting = meeting_with_papers(1, board=board)

    page = client.post(reverse("desk_publish", args=[meeting.pk]), follow=True).content.decode()

    meeting.refresh_from_db()
    assert meeting.state == "draft"
    assert "Compile the pack for publication first" in page


def test_minutes_go_to_the_chair_and_then_to_the_public(
    client: Client, board: Board, olive: User
) -> None:
    meeting = factories.meeting(board, state="held")
    minutes = factories.minutes(meeting)
    address = reverse("desk_publish_minutes", args=[meeting.pk])

    client.post(address)
    minutes.refresh_from_db()
    assert minutes.state == "with_chair"
    client.post(address)

    minutes.refresh_from_db()
    assert minutes.state == "published_draft"
    assert minutes.published_by == olive


def test_calling_a_meeting_makes_its_date_public(client: Client, board: Board, olive: User) -> None:
    meeting = factories.meeting(board, by=olive)

    client.post(reverse("desk_call", args=[meeting.pk]))

    meeting.refresh_from_db()
    assert meeting.state == "called"
