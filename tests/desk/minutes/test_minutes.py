"""Writing minutes at the desk, without JavaScript."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import workflow
from meetings.models import AgendaItem, Board, Meeting, User
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import set_limbs, set_sub_headings
from minutes.models import Exclusion, Minute, Minutes
from minutes.workflow import send_to_chair, start_minutes
from minutes.writing.entries import add_entry, change_minute
from reports.models import Paper, Placement, Recommendation
from reports.workflow import withdraw_paper
from rotherham_hwb.desk.minutes.proposals import proposals_for
from tests import factories

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    return factories.meeting(board, by=olive, state="held", items=2)


@pytest.fixture
def planned(board: Board, olive: User) -> Meeting:
    """A meeting whose agenda still takes papers."""
    return factories.meeting(board, by=olive, items=2, date=dt.date(2025, 2, 19))


def asks(item: AgendaItem, title: str, text: str, by: User, **fields: Any) -> Paper:
    """A paper on an item with one recommendation."""
    paper = factories.paper(item, title, by=by, **fields)
    placement = Placement.objects.get(paper=paper)
    Recommendation.objects.create(placement=placement, position=1, addressee="NHS", text=text)
    return paper


@pytest.fixture
def minutes(meeting: Meeting, olive: User) -> Minutes:
    return start_minutes(Minutes(meeting=meeting), by=olive)


@pytest.fixture
def entry(minutes: Minutes, olive: User) -> Minute:
    return add_entry(minutes, title="Winter", text="It snowed.", by=olive)


def at(name: str, entry: Minute) -> str:
    return reverse(name, args=[entry.minutes.meeting_id, entry.pk])


def sent(entry: Minute, **more: Any) -> dict[str, Any]:
    """The form of a minute as the browser sends it, with one spare part and limb."""
    limbs = list(entry.resolutions.all())
    parts = list(entry.sub_headings.all())
    data: dict[str, Any] = {"revision": entry.revision, "title": entry.title, "text": entry.text}
    data |= {"parts-INITIAL_FORMS": len(parts), "parts-TOTAL_FORMS": len(parts) + 1}
    data |= {"limbs-INITIAL_FORMS": len(limbs), "limbs-TOTAL_FORMS": len(limbs) + 1}
    for place, part in enumerate(parts):
        data |= {f"parts-{place}-heading": part.heading, f"parts-{place}-text": part.text}
    for place, limb in enumerate(limbs):
        data |= {f"limbs-{place}-key": limb.pk, f"limbs-{place}-text": limb.text}
        data |= {f"limbs-{place}-kind": limb.kind}
    return data | more


def save(client: Client, entry: Minute, **more: Any) -> str:
    entry.refresh_from_db()
    address = at("desk_minute", entry)
    return client.post(address, sent(entry, **more), follow=True).content.decode()


def limbs(entry: Minute) -> list[str]:
    return [f"{each} {each.fate}".strip() for each in entry.resolutions.all()]


def test_minutes_are_begun_and_drafted_from_the_agenda(client: Client, meeting: Meeting) -> None:
    page = client.get(reverse("desk_minutes", args=[meeting.pk])).content.decode()
    assert "No minutes yet" in page
    page = client.post(
        reverse("desk_minutes_draft", args=[meeting.pk]), follow=True
    ).content.decode()

    assert "Minutes drafted from the agenda: 2." in page
    assert "Business 2" in page
    page = client.post(
        reverse("desk_minutes_draft", args=[meeting.pk]), follow=True
    ).content.decode()
    assert "Nothing was missing." in page


def test_what_papers_recommend_is_drafted_in_their_order(
    client: Client, planned: Meeting, olive: User
) -> None:
    item = planned.items.get(position=1)
    for title in ("First", "Gone", "Second"):
        paper = asks(item, title, f"That {title} be noted.", olive)
        if title == "Gone":
            factories.public_paper(paper, by=olive)
            withdraw_paper(paper, reason="Wrong.", by=olive)
    for verb in (workflow.call_meeting, workflow.publish_agenda):
        verb(planned, by=olive)

    client.post(reverse("desk_minutes_draft", args=[planned.pk]))

    entry = Minute.objects.get(item=item)
    assert limbs(entry) == ["(1) That First be noted.", "(2) That Second be noted."]
    page = client.get(reverse("desk_minutes", args=[planned.pk])).content.decode()
    assert "Recommendations to confirm" in page
    save(client, entry)
    assert limbs(entry) == ["(1) That First be noted. carried", "(2) That Second be noted. carried"]


def test_a_private_paper_s_recommendations_stay_out_of_an_open_minute(
    planned: Meeting, olive: User
) -> None:
    sale = factories.item(planned, "Sale", **factories.exempt())
    for item in (planned.items.get(position=1), sale):
        asks(item, "Offers", "That it be sold.", olive, **factories.exempt())

    assert proposals_for(planned) == {sale.pk: [("NHS", "That it be sold.")]}


def test_an_exclusion_names_items_whose_papers_alone_are_private(
    planned: Meeting, olive: User
) -> None:
    exclusion = factories.item(planned, "Exclusion of the press and public", kind="exclusion")
    asks(planned.items.get(position=1), "Offers", "That it be sold.", olive, **factories.exempt())

    ((_, words),) = proposals_for(planned)[exclusion.pk]

    assert "while item 1 is considered" in words


def test_words_parts_and_limbs_are_saved_together(client: Client, entry: Minute) -> None:
    page = save(
        client,
        entry,
        **{
            "text": "It thawed.",
            "parts-0-heading": "Plan",
            "parts-0-text": "It was read.",
            "limbs-0-text": "That the plan be approved.",
            "limbs-0-under": "0",
        },
    )

    entry.refresh_from_db()
    assert "“Winter” is saved." in page
    assert entry.text == "It thawed."
    limb = entry.resolutions.get()
    assert limb.under is not None
    assert (limb.under.heading, limb.kind, limb.fate) == ("Plan", "decision", "")


def test_what_was_amended_is_shown_word_by_word_beside_the_proposal(
    client: Client, entry: Minute, olive: User
) -> None:
    proposal = "That officers report in May."
    set_limbs(entry, [LimbDraft(proposal, proposed=proposal)], by=olive)

    page = save(client, entry, **{"limbs-0-text": "That officers report in June."})

    assert "Amended" in page
    assert '<del><span class="govuk-visually-hidden">struck out: </span>May.</del>' in page
    assert '<ins><span class="govuk-visually-hidden">put in: </span>June.</ins>' in page
    assert proposal in page


def test_a_recommendation_is_marked_as_lost_and_another_limb_as_added(
    client: Client, entry: Minute, olive: User
) -> None:
    set_limbs(entry, [LimbDraft("That A.", proposed="That A.")], by=olive)

    save(client, entry, **{"limbs-0-lost": "on", "limbs-1-text": "That B."})

    assert limbs(entry) == ["That A. lost", "That B. added"]


def test_a_limb_is_left_out_on_purpose_alone(client: Client, entry: Minute, olive: User) -> None:
    set_limbs(entry, [LimbDraft("That A."), LimbDraft("That B.")], by=olive)

    page = save(client, entry, **{"limbs-0-text": "", "text": "Kept words."})
    assert "Write what was resolved, or choose to leave this resolution out." in page
    assert "Kept words." in page
    assert limbs(entry) == ["(1) That A.", "(2) That B."]
    save(client, entry, **{"limbs-0-left_out": "on"})

    assert limbs(entry) == ["That B."]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": " "}, "Enter the minute’s title."),
        ({"title": "x" * 501}, "longer than 500 characters"),
        ({"parts-0-text": "Words."}, "Give this part a heading."),
        ({"limbs-0-text": "x" * 50_001}, "at most 50000 characters"),
    ],
)
def test_bad_input_gets_a_sentence_and_stores_nothing(
    client: Client, entry: Minute, more: dict[str, str], sentence: str
) -> None:
    page = save(client, entry, **more, **{"text": "Kept words."})

    entry.refresh_from_db()
    assert sentence in page
    assert "Kept words." in page
    assert entry.text == "It snowed."


def test_a_stale_save_shows_both_texts_and_can_be_saved_again(
    client: Client, entry: Minute, olive: User
) -> None:
    old = sent(entry, text="My words.")
    change_minute(entry, revision=0, text="Their words.", by=olive)

    page = client.post(at("desk_minute", entry), old).content.decode()

    assert "Olive Officer saved this" in page
    assert "Their words." in page
    assert "My words." in page
    assert 'name="revision" value="1"' in page
    client.post(at("desk_minute", entry), old | {"revision": 1})
    entry.refresh_from_db()
    assert entry.text == "My words."


def test_script_in_any_field_is_shown_as_words(
    client: Client, entry: Minute, olive: User, minutes: Minutes
) -> None:
    change_minute(entry, revision=0, title=SCRIPT, text=SCRIPT, urgent_reason=SCRIPT, by=olive)
    (part,) = set_sub_headings(entry, [(SCRIPT, SCRIPT)], by=olive)
    set_limbs(entry, [LimbDraft(SCRIPT, part, proposed=f"{SCRIPT} x", addressee=SCRIPT)], by=olive)
    own = {"title": SCRIPT, "text": SCRIPT, "revision": "0"}
    own |= {"parts-TOTAL_FORMS": "0", "parts-INITIAL_FORMS": "0"}
    own |= {"limbs-TOTAL_FORMS": "0", "limbs-INITIAL_FORMS": "0"}
    pages = [
        client.get(reverse("desk_minutes", args=[minutes.meeting_id])),
        *(client.get(at(name, entry)) for name in ("desk_minute", "desk_minute_remove")),
        *(client.get(at(name, entry)) for name in ("desk_minute_class", "desk_minute_exclusion")),
        client.get(reverse("desk_minutes_add", args=[minutes.meeting_id])),
        client.post(at("desk_minute", entry), own),
    ]

    for page in pages:
        assert page.status_code == 200
        assert SCRIPT not in page.content.decode()
        assert "&lt;script&gt;" in page.content.decode()


def test_other_business_is_added_moved_and_removed(
    client: Client, entry: Minute, minutes: Minutes
) -> None:
    address = reverse("desk_minutes_add", args=[minutes.meeting_id])
    assert "Enter the minute’s title." in client.post(address, {}).content.decode()
    client.post(address, {"title": "A tribute", "text": "Thanks.", "after": ""})
    tribute = minutes.entries.get(title="A tribute")

    client.post(at("desk_minute_move", tribute), {"way": "up"})
    client.post(at("desk_minute_move", tribute), {"way": "sideways"})
    assert list(minutes.entries.values_list("title", flat=True)) == ["A tribute", "Winter"]
    assert (
        "Its text, resolutions, votes and actions"
        in client.get(at("desk_minute_remove", tribute)).content.decode()
    )
    client.post(at("desk_minute_remove", tribute))
    assert list(minutes.entries.values_list("title", flat=True)) == ["Winter"]


def test_a_minute_is_made_restricted(client: Client, entry: Minute) -> None:
    address = at("desk_minute_class", entry)
    page = client.post(address, {"restriction": "exempt"}).content.decode()
    assert "Enter the title the public may read." in page
    assert "Select the paragraphs that make it exempt." in page

    said = {"restriction": "exempt", "exempt_paragraphs": ["3"], "safe_title": "A matter"}
    client.post(address, said | {"public_summary": "Terms were agreed."})

    entry.refresh_from_db()
    assert (entry.restriction, entry.exempt_paragraphs) == ("exempt", [3])
    assert (entry.safe_title, entry.public_summary) == ("A matter", "Terms were agreed.")


def test_the_public_is_excluded_let_in_again_and_taken_back(
    client: Client, entry: Minute, minutes: Minutes, olive: User
) -> None:
    sale = add_entry(minutes, title="Sale", by=olive)
    address = at("desk_minute_exclusion", entry)
    assert "Write a time like" in client.post(address, {"readmitted": "soon"}).content.decode()
    client.post(address, {"last": sale.pk, "readmitted": "14.30"})

    span = Exclusion.objects.get()
    assert (span.resolved_in, span.last) == (entry, sale)
    assert 'value="14:30"' in client.get(address).content.decode()
    page = client.get(reverse("desk_minutes", args=[minutes.meeting_id])).content.decode()
    assert "Public excluded" in page
    client.post(at("desk_minute_undo_exclusion", entry))
    assert not Exclusion.objects.exists()


def test_minutes_go_to_the_chair_and_back_with_their_numbers(
    client: Client, entry: Minute, minutes: Minutes
) -> None:
    listed = reverse("desk_minutes", args=[minutes.meeting_id])
    onward = f'href="{reverse("desk_publish_minutes", args=[minutes.meeting_id])}"'
    assert client.get(listed).content.decode().count(onward) == 1, "one way to the chair"
    assert "The numbers are fixed when" in client.get(listed).content.decode()
    client.post(reverse("desk_publish_minutes", args=[minutes.meeting_id]))
    page = client.get(listed).content.decode()
    assert "Return to draft" in page
    assert "Add other business" not in page

    back = reverse("desk_minutes_return", args=[minutes.meeting_id])
    assert "Give a reason" in client.post(back, {"reason": " "}).content.decode()
    client.post(back, {"reason": "A name is wrong."})

    entry.refresh_from_db()
    minutes.refresh_from_db()
    assert (minutes.state, entry.number) == ("draft", "1")


def test_closed_minutes_are_shown_and_not_changed(
    client: Client, entry: Minute, minutes: Minutes, olive: User
) -> None:
    old = sent(entry, text="Mine.")
    send_to_chair(minutes, by=olive)
    page = client.get(at("desk_minute", entry)).content.decode()
    assert "with the chair" in page
    assert "Save the minute" not in page

    page = client.post(at("desk_minute", entry), old).content.decode()

    entry.refresh_from_db()
    assert "with the chair" in page
    assert "Mine." in page
    assert entry.text == "It snowed."


def test_minutes_read_from_an_old_pack_are_corrected_on_its_review_page(
    client: Client, minutes: Minutes
) -> None:
    entry = factories.minute(minutes, "Old", source_line=3, text="Old words.")

    for address, data in (
        (at("desk_minute", entry), sent(entry, text="New words.")),
        (at("desk_minute_remove", entry), {}),
        (at("desk_minute_move", entry), {"way": "up"}),
        (at("desk_minute_class", entry), {"restriction": "open"}),
        (at("desk_minute_exclusion", entry), {}),
        (reverse("desk_minutes_draft", args=[minutes.meeting_id]), {}),
        (reverse("desk_minutes_add", args=[minutes.meeting_id]), {"title": "x"}),
    ):
        page = client.post(address, data, follow=True).content.decode()
        assert "read from an old pack" in page, address
    assert [each.text for each in minutes.entries.all()] == ["Old words."]
    assert not Exclusion.objects.exists()


NAMES = (
    *("desk_minute", "desk_minute_move", "desk_minute_remove", "desk_minute_class"),
    *("desk_minute_exclusion", "desk_minute_undo_exclusion"),
)


def test_another_board_s_officer_finds_nothing(client: Client, entry: Minute) -> None:
    client.force_login(factories.officer(factories.board()))

    for name in NAMES:
        assert client.post(at(name, entry)).status_code == 404, name
    for name in ("desk_minutes_draft", "desk_minutes_add", "desk_minutes_return"):
        address = reverse(name, args=[entry.minutes.meeting_id])
        assert client.post(address).status_code == 404, name


def test_a_minute_of_another_meeting_is_not_found(
    client: Client, entry: Minute, board: Board, olive: User
) -> None:
    other = factories.meeting(board, by=olive, time=None)
    start_minutes(Minutes(meeting=other), by=olive)

    for name in NAMES:
        assert client.post(reverse(name, args=[other.pk, entry.pk])).status_code == 404, name


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.slow
def test_the_pages_ask_the_database_as_often_for_30_entries_as_for_3(
    client: Client, minutes: Minutes, olive: User
) -> None:
    def fill(count: int) -> tuple[int, int]:
        for number in range(count):
            entry = add_entry(minutes, title=f"Entry {number}", by=olive)
            (part,) = set_sub_headings(entry, [("Plan", "x")], by=olive)
            drafts = [LimbDraft(f"That {n}.", part, proposed="That x.") for n in range(3)]
            set_limbs(minutes.entries.order_by("position")[0], drafts[:0], by=olive)
            set_limbs(entry, drafts, by=olive)
        listed = reverse("desk_minutes", args=[minutes.meeting_id])
        return queries(client, listed), queries(client, at("desk_minute", entry))

    assert fill(3) == fill(27)
