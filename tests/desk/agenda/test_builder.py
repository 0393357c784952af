"""The agenda builder as an officer meets it, without JavaScript."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import agenda
from meetings.models import AgendaItem, Board, Meeting, StandingItem, User
from meetings.workflow import call_meeting, publish_agenda
from minutes import workflow as minutes_room
from minutes.models import Minute, Resolution
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    return factories.meeting(board, items=0, by=olive)


def words(title: str, **more: Any) -> dict[str, Any]:
    """A filled-in form."""
    empty = {"presenters-TOTAL_FORMS": "2", "presenters-INITIAL_FORMS": "0"}
    return {"title": title, "kind": "paper", "restriction": "open", "revision": "0", **empty} | more


def add(client: Client, meeting: Meeting, title: str, **more: Any) -> str:
    """The page after the form is sent."""
    address = reverse("desk_agenda_add", args=[meeting.pk])
    return client.post(address, words(title, **more), follow=True).content.decode()


def titles(meeting: Meeting) -> list[str]:
    rows = meeting.items.order_by("position")
    return [f"{each.number} {each.title}" for each in rows]


def test_an_empty_agenda_offers_the_standing_items(client: Client, meeting: Meeting) -> None:
    StandingItem.objects.create(board=meeting.board, position=1, title="Apologies")

    page = client.get(reverse("desk_agenda", args=[meeting.pk])).content.decode()
    assert "The agenda is empty" in page
    client.post(reverse("desk_agenda_standing", args=[meeting.pk]))

    assert titles(meeting) == ["1 Apologies"]


def test_an_item_is_added_with_presenters_notes_links_and_a_new_section(
    client: Client, meeting: Meeting
) -> None:
    add(
        client,
        meeting,
        "Winter plan",
        **{
            "new_section": "For decision",
            "notes": "First note\n\nSecond note",
            "links": "The plan in full https://example.org/plan",
            "presenters-0-name": "Ada Byron",
            "presenters-0-role": "Public Health",
            "presenters-1-title": "Ready for snow",
        },
    )

    item = meeting.items.get()
    assert item.section is not None
    assert item.section.heading == "For decision"
    assert item.notes == ["First note", "Second note"]
    assert item.links == [{"text": "The plan in full", "href": "https://example.org/plan"}]
    assert [str(each) for each in item.presenters.all()] == [
        "Ada Byron, Public Health",
        "Ready for snow",
    ]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": ""}, "Enter the item’s title."),
        ({"title": "x" * 501}, "longer than 500 characters"),
        ({"kind": "to_follow"}, "Enter why the paper is to follow."),
        ({"links": "look at www"}, "Write each link on a line of its own"),
        ({"links": "x javascript:alert(1)"}, "Write each link on a line of its own"),
        ({"restriction": "exempt"}, "Select the paragraphs that make it exempt."),
        ({"restriction": "exempt"}, "outweighs the public interest"),
        ({"restriction": "confidential"}, "Enter the title the public may read."),
    ],
)
def test_bad_input_gets_a_sentence_and_stores_nothing(
    client: Client, meeting: Meeting, more: dict[str, str], sentence: str
) -> None:
    page = add(client, meeting, **{"title": "Budget", **more})

    assert sentence in page
    assert not meeting.items.exists()


def test_script_in_a_title_is_shown_as_words(client: Client, meeting: Meeting) -> None:
    page = add(client, meeting, "<script>alert(1)</script>")

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_arrows_move_an_item_without_javascript(client: Client, meeting: Meeting) -> None:
    for title in ("Apologies", "Budget"):
        add(client, meeting, title)
    last = meeting.items.get(title="Budget")

    client.post(reverse("desk_agenda_move", args=[meeting.pk, last.pk]), {"way": "up"})

    assert titles(meeting) == ["1 Budget", "2 Apologies"]


def test_two_officers_changing_one_item_lose_nothing(client: Client, meeting: Meeting) -> None:
    add(client, meeting, "Budget")
    item = meeting.items.get()
    theirs = AgendaItem.objects.get(pk=item.pk)
    theirs.title = "Budget for next year"
    agenda.change_item(theirs, revision=0, presenters=(), by=factories.officer(meeting.board))
    address = reverse("desk_agenda_change", args=[meeting.pk, item.pk])

    page = client.post(address, words("The budget")).content.decode()

    assert "Somebody changed item 1 while you were writing." in page
    assert "Budget for next year" in page
    assert 'value="The budget"' in page
    assert titles(meeting) == ["1 Budget for next year"]
    client.post(address, words("The budget", revision="1"))
    assert titles(meeting) == ["1 The budget"]


def test_an_item_removed_meanwhile_gives_the_words_back(client: Client, meeting: Meeting) -> None:
    add(client, meeting, "Budget")
    item = meeting.items.get()
    agenda.remove_item(item, by="a colleague")
    address = reverse("desk_agenda_change", args=[meeting.pk, item.pk or 1])

    page = client.post(
        reverse("desk_agenda_change", args=[meeting.pk, 999_999]), words("The budget")
    ).content.decode()

    assert "Somebody removed this item" in page
    assert 'value="The budget"' in page
    assert client.get(address).status_code == 404


def test_a_published_agenda_says_why_it_stays(client: Client, board: Board, olive: User) -> None:
    meeting = factories.meeting(board, state="agenda_published", by=olive)

    page = client.get(reverse("desk_agenda", args=[meeting.pk])).content.decode()

    assert "keeps its numbers" in page
    assert "Move “" not in page


def test_what_earlier_meetings_leave_is_suggested(
    client: Client, meeting: Meeting, board: Board, olive: User
) -> None:
    earlier = factories.meeting(board, state="held", by=olive, date=dt.date(2024, 11, 20), items=1)
    minutes = factories.minutes(earlier)
    minutes_room.write_minute(
        Minute(
            minutes=minutes,
            series=minutes_room.series_for(minutes),
            position=2,
            number="91",
            title="Damp homes",
        ),
        resolutions=(
            Resolution(label="", text="That a report be brought to the next meeting on grants."),
        ),
    )

    page = client.get(reverse("desk_agenda", args=[meeting.pk]))
    suggested = {each.title: each for each in page.context["suggestions"]}

    assert list(suggested) == [
        "Minutes of the meeting of Wednesday 20 November 2024",
        "Damp homes",
    ]
    for each in suggested.values():
        client.post(reverse("desk_agenda_take", args=[meeting.pk]), {"suggestion": each.token})
    assert meeting.items.get(position=1).minutes_of == earlier
    again = client.get(reverse("desk_agenda", args=[meeting.pk]))
    assert again.context["suggestions"] == []


def test_a_suggestion_we_did_not_make_is_not_there(client: Client, meeting: Meeting) -> None:
    address = reverse("desk_agenda_take", args=[meeting.pk])

    assert client.post(address, {"suggestion": "made up"}).status_code == 404


def test_the_front_sheet_is_shown_as_it_will_be_printed(client: Client, meeting: Meeting) -> None:
    add(client, meeting, "Budget")

    pdf = client.get(reverse("desk_front_sheet_pdf", args=[meeting.pk]))
    picture = client.get(reverse("desk_front_sheet_picture", args=[meeting.pk]))

    assert pdf.content.startswith(b"%PDF")
    assert picture.content.startswith(b"\x89PNG")


def test_no_preview_says_why(client: Client, meeting: Meeting) -> None:
    page = client.get(reverse("desk_front_sheet", args=[meeting.pk])).content.decode()

    assert "Add at least one agenda item" in page
    assert client.get(reverse("desk_front_sheet_pdf", args=[meeting.pk])).status_code == 409


@pytest.mark.slow
def test_thirty_items_take_no_more_queries_than_three(client: Client, meeting: Meeting) -> None:
    for number in range(3):
        add(client, meeting, f"Item {number}")
    address = reverse("desk_agenda", args=[meeting.pk])
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(3, 30):
        agenda.put_item(AgendaItem(meeting=meeting, title=f"Item {number}"), by="a test")
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


@pytest.mark.parametrize("role", ["member", "partner", "author", "approver"])
def test_the_builder_is_not_there_for_others(
    client: Client, board: Board, meeting: Meeting, role: str
) -> None:
    client.force_login(factories.user(board=board, role=role))

    for name in ("desk_agenda", "desk_agenda_add", "desk_front_sheet", "desk_front_sheet_pdf"):
        assert client.get(reverse(name, args=[meeting.pk])).status_code == 404


def test_a_paper_to_follow_says_why_and_when_to_the_public(
    client: Client, meeting: Meeting, olive: User
) -> None:
    add(
        client,
        meeting,
        "Budget",
        kind="to_follow",
        awaited_reason="The grant is announced on Friday.",
        awaited_on_day="17",
        awaited_on_month="1",
        awaited_on_year="2025",
        links="The grant https://example.org/grant",
    )
    call_meeting(meeting, by=olive)
    publish_agenda(meeting, by=olive)

    page = Client().get(meeting.get_absolute_url()).content.decode()

    assert "To follow: The grant is announced on Friday. Expected Friday 17 January 2025." in page
    assert 'href="https://example.org/grant"' in page


def test_a_restricted_title_never_becomes_a_suggestion(
    client: Client, meeting: Meeting, board: Board, olive: User
) -> None:
    for month in (10, 11):
        before = factories.meeting(board, state="called", by=olive, date=dt.date(2024, month, 20))
        factories.private_item(before, "Dismissal of Jane Roe", kind="paper")
    minutes = factories.minutes(before)
    minutes_room.write_minute(
        Minute(
            minutes=minutes,
            series=minutes_room.series_for(minutes),
            position=2,
            number="7",
            title="A secret matter",
            **factories.exempt(),
        ),
        resolutions=(Resolution(text="That a report come to the next meeting."),),
    )

    page = client.get(reverse("desk_agenda", args=[meeting.pk]))

    said = " ".join(each.title + each.why for each in page.context["suggestions"])
    assert "Jane Roe" not in said
    assert "secret" not in said


def quick(client: Client, meeting: Meeting, text: str, **more: Any) -> Any:
    address = reverse("desk_agenda_quick", args=[meeting.pk])
    return client.post(address, {"titles": text} | more, follow=True)


def test_a_title_is_added_in_one_press_and_the_box_waits_for_the_next(
    client: Client, meeting: Meeting
) -> None:
    quick(client, meeting, "Any other business")
    page = quick(client, meeting, "1. Budget").content.decode()

    assert titles(meeting) == ["1 Budget", "2 Any other business"]
    assert [each.kind for each in meeting.items.all()] == ["paper", "standing"]
    assert "autofocus" in page


def test_a_pasted_list_is_shown_and_then_added(client: Client, meeting: Meeting) -> None:
    quick(client, meeting, "Budget")
    pasted = "1. Apologies\n2. Strategy\n(a) <b>Housing</b>\n3. budget"

    looked_at = quick(client, meeting, pasted).content.decode()
    assert titles(meeting) == ["1 Budget"]
    assert "Add these 4 items?" in looked_at
    assert "&lt;b&gt;Housing" in looked_at
    assert looked_at.count("On the agenda already") == 1
    quick(client, meeting, pasted, sure="yes")

    numbered = ["1 Budget", "2 Apologies", "3 Strategy", "(a) <b>Housing</b>", "4 budget"]
    assert titles(meeting) == numbered


def test_a_title_sent_by_the_pages_script_answers_the_list_alone(
    client: Client, meeting: Meeting
) -> None:
    address = reverse("desk_agenda_quick", args=[meeting.pk])

    one = client.post(address, {"titles": "Budget"}, headers={"HX-Request": "true"})
    many = client.post(address, {"titles": "A\nB"}, headers={"HX-Request": "true"})

    assert one.content.decode().count("<html") == 0
    assert "Budget" in one.content.decode()
    assert many.status_code == 422
    assert titles(meeting) == ["1 Budget"]


def test_an_item_that_leaves_its_section_says_so(client: Client, meeting: Meeting) -> None:
    add(client, meeting, "Plans", new_section="For decision")
    section = meeting.sections.get()
    add(client, meeting, "Leases", section=section.pk)
    add(client, meeting, "Letters")
    leases = meeting.items.get(title="Leases")

    address = reverse("desk_agenda_move", args=[meeting.pk, leases.pk])
    page = client.post(address, {"way": "down"}, follow=True).content.decode()

    assert "“Leases” is now item 2, in no section: it left “For decision”." in page


def test_a_section_moves_and_goes_by_its_buttons(client: Client, meeting: Meeting) -> None:
    add(client, meeting, "Letters")
    add(client, meeting, "Plans", new_section="For decision")
    section = meeting.sections.get()

    client.post(reverse("desk_section_move", args=[meeting.pk, section.pk]), {"way": "up"})
    assert titles(meeting) == ["1 Plans", "2 Letters"]
    remove = reverse("desk_section_remove", args=[meeting.pk, section.pk])
    asked = " ".join(client.get(remove).content.decode().split())
    client.post(remove)

    assert "Its 1 item stays where it is." in asked
    assert titles(meeting) == ["1 Plans", "2 Letters"]
    assert not meeting.sections.exists()


def test_the_last_agenda_is_copied_without_papers_or_what_is_private(
    client: Client, board: Board, meeting: Meeting, olive: User
) -> None:
    day = meeting.date - dt.timedelta(days=28)
    last = factories.meeting(board, items=0, by=olive, date=day)
    add(client, last, "Apologies", kind="standing", new_section="Opening")
    add(client, last, "Winter plan", notes="As asked in May")
    shut = {"restriction": "confidential", "safe_title": "A private matter"}
    add(client, last, "The sale of the depot", **shut)
    address = reverse("desk_agenda_copy", args=[meeting.pk])

    page = client.get(address).content.decode()
    assert "depot" not in page
    assert "1 private item cannot be copied" in page
    assert page.count(" checked") == 1
    client.post(address, {"item": [last.items.get(title="Apologies").pk]})
    client.post(address, {"do": "every"})
    client.post(address, {"item": [last.items.get(kind="paper", restriction="confidential").pk]})

    assert titles(meeting) == ["1 Apologies", "2 Winter plan"]
    assert str(meeting.items.get(number="1").section) == "Opening"
    assert meeting.items.get(number="2").notes == []


@pytest.mark.parametrize(
    ("said", "unfolded"),
    [
        ({}, set()),
        ({"kind": "verbal"}, {"presenters"}),
        ({"kind": "to_follow"}, {"awaited"}),
        ({"restriction": "exempt", "notes": "Printed"}, {"private", "words"}),
        ({"safe_title": "Kept though not needed"}, {"private"}),
        ({"presenters-0-name": "Ada Byron"}, {"presenters"}),
        ({"links": "no address"}, {"words"}),
    ],
)
def test_the_form_unfolds_what_is_needed_said_or_amiss(
    client: Client, meeting: Meeting, said: dict[str, str], unfolded: set[str]
) -> None:
    summaries = {
        "awaited": "The paper is to follow",
        "presenters": "Who presents it",
        "section": "Its section",
        "minutes": "It puts minutes",
        "words": "Notes and links",
        "private": "What a private item needs",
    }
    page = add(client, meeting, "" if said else " ", **said)

    groups = page.split("<details")[1:]
    opened = {
        name
        for name, words in summaries.items()
        for group in groups
        if words in group and " open" in group.split(">")[0]
    }
    assert opened == unfolded
