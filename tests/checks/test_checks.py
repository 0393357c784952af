"""What the checks find of a whole agenda, and overruling it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, Meeting, User
from reports import workflow as reports
from reports.models import Paper
from rotherham_hwb.checks.run import Result, check_meeting, must_pass, overrule, withdraw_overrule
from tests import factories
from tests.factories.files import taken_in
from tests.packs.fixtures import add_text_page

pytestmark = pytest.mark.django_db
WHY = "Publishing the price would weaken the council’s hand."


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def meeting(board: Board, olive: User) -> Meeting:
    return factories.meeting(board, by=olive, items=0, venue="Town Hall")


def item(meeting: Meeting, title: str = "Budget", **fields: Any) -> Any:
    fields.setdefault("kind", "standing")
    return factories.item(meeting, title, **fields)


def paper(of: Any, title: str, *lines: str, **fields: Any) -> Paper:
    """A paper with a PDF, one page for each line."""
    made = reports.add_paper(Paper(board=of.meeting.board, title=title, **fields), by="a test")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        pdf = pikepdf.new()
        for line in lines:
            add_text_page(pdf, (50, 700, line))
        pdf.save(path)
        reports.add_version(made, taken_in(path), by="a test")
    reports.place_paper(made, of, by="a test")
    return factories.cleared(made)


def codes(result: Result) -> list[str]:
    return [each.code for each in result.stops]


def test_an_agenda_in_order_passes(meeting: Meeting) -> None:
    item(meeting, "Apologies")

    must_pass(meeting)

    assert check_meeting(meeting).stops == ()


def test_an_empty_agenda_is_stopped(meeting: Meeting) -> None:
    assert codes(check_meeting(meeting)) == ["empty"]


def test_an_item_that_promises_a_paper_needs_one(meeting: Meeting) -> None:
    promised = item(meeting, kind="paper")

    assert codes(check_meeting(meeting)) == ["no_paper"]
    paper(promised, "The budget", "All is well.")
    assert codes(check_meeting(meeting)) == []


def test_a_withdrawn_paper_is_no_broken_promise(meeting: Meeting, olive: User) -> None:
    budget = paper(item(meeting, kind="paper"), "The budget", "All is well.")
    reports.publish_paper(budget, by=olive)
    reports.withdraw_paper(budget, by=olive, reason="It named a patient.")

    assert codes(check_meeting(meeting)) == []


def test_a_paper_that_nobody_cleared_stops_the_agenda_and_cannot_be_overruled(
    meeting: Meeting, olive: User, client: Client
) -> None:
    uploaded = factories.paper(item(meeting), "The budget")
    (found,) = check_meeting(meeting).stops

    assert found.sentence == "No officer has cleared it for the pack."
    with pytest.raises(Refused, match="cannot be accepted as it is"):
        overrule(meeting, found, reason="It is fine.", by=olive)
    client.force_login(olive)
    assert "The budget" in client.get(found.href).content.decode()
    client.post(found.href, {"paper": [factories.as_seen(uploaded)]})

    assert codes(check_meeting(meeting)) == []


def test_what_came_after_the_look_is_not_cleared_with_the_rest(
    meeting: Meeting, olive: User, client: Client
) -> None:
    seen, unseen = (factories.paper(item(meeting), title) for title in ("Seen", "Unseen"))
    client.force_login(olive)

    client.post(
        reverse("desk_clear_papers", args=[meeting.pk]), {"paper": [factories.as_seen(seen)]}
    )

    assert [each.where for each in check_meeting(meeting).stops] == ["Item 2, Unseen"]
    unseen.refresh_from_db()
    assert unseen.state == "draft"


def test_a_paper_to_follow_needs_its_reason(meeting: Meeting) -> None:
    item(meeting, kind="to_follow")
    item(meeting, "Leases", kind="to_follow", awaited_reason="The auditor reports on Friday.")

    assert codes(check_meeting(meeting)) == ["to_follow"]


def test_an_exempt_item_needs_its_reasons_and_the_exclusion_before_it(meeting: Meeting) -> None:
    item(meeting, "Purchase of the Old Foundry", **factories.exempt())

    assert codes(check_meeting(meeting)) == ["public_interest", "exclusion"]


def test_an_exempt_item_after_the_exclusion_passes(meeting: Meeting) -> None:
    item(meeting, "Exclusion", kind="exclusion")
    item(meeting, "Purchase of the Old Foundry", public_interest=WHY, **factories.exempt())

    assert codes(check_meeting(meeting)) == []


def test_a_sub_item_is_not_more_open_than_its_item_unless_somebody_says_so(
    meeting: Meeting,
) -> None:
    item(meeting, "Exclusion", kind="exclusion")
    exempt = {"public_interest": WHY, **factories.exempt()}
    above = item(meeting, "Purchase of the Old Foundry", **exempt)
    item(meeting, "The offer of Example Ltd", parent=above)
    item(meeting, "The valuation", parent=above, **exempt)

    found = check_meeting(meeting).stops

    assert [each.code for each in found] == ["below"]
    assert "The offer of Example Ltd" in found[0].where
    assert "More people will read its title" in found[0].sentence


def test_an_appendix_that_is_more_open_than_its_report_is_looked_at(meeting: Meeting) -> None:
    item(meeting, "Exclusion", kind="exclusion")
    of = item(meeting, "Purchases")
    report = paper(
        of, "The offer", "Five pounds.", public_interest=WHY, **factories.exempt("An offer")
    )
    below = paper(of, "Map of the site", "North is up.")
    below.placements.update(parent=report.placements.get())

    assert [each.code for each in check_meeting(meeting).looks if each.code == "below"] == ["below"]


def test_words_of_an_exempt_paper_in_a_public_one_are_found_with_their_page(
    meeting: Meeting,
) -> None:
    item(meeting, "Exclusion", kind="exclusion")
    public = item(meeting, "Property")
    secret = item(meeting, "Purchase", public_interest=WHY, **factories.exempt())
    words = "we may buy the Old Foundry from Harker Holdings at auction"
    paper(public, "Property review", "Nothing here.", f"Also, {words}.")
    paper(secret, "The price", f"In brief {words} soon.", public_interest=WHY, **factories.exempt())

    result = check_meeting(meeting)

    assert codes(result) == ["leak"]
    assert result.stops[0].where == "Item 2, Property review, page 2"
    assert words.lower() in result.stops[0].sentence


def test_a_safe_title_that_gives_the_secret_away_is_found(meeting: Meeting) -> None:
    item(meeting, "Exclusion", kind="exclusion")
    title = "Purchase of the Old Foundry"
    item(meeting, title, public_interest=WHY, **factories.exempt(safe_title=title))

    assert codes(check_meeting(meeting)) == ["leak"]


def test_placeholders_and_personal_data_stop_and_weekdays_are_worth_a_look(
    meeting: Meeting,
) -> None:
    of = item(meeting)
    paper(of, "A report", "Ring 07700 900123. Cost: XXX. Next on Tuesday 22 January 2025.")

    result = check_meeting(meeting)

    assert sorted(codes(result)) == ["personal", "placeholder"]
    assert {"weekday", "tags"} <= {each.code for each in result.looks}


def test_slips_in_what_stays_private_are_nobodys_business(meeting: Meeting) -> None:
    item(meeting, "Exclusion", kind="exclusion")
    secret = item(meeting, "Purchase", public_interest=WHY, **factories.exempt())
    paper(secret, "A price", "Ring 07700 900123.", public_interest=WHY, **factories.exempt())

    assert codes(check_meeting(meeting)) == []


def test_all_of_a_kind_in_a_paper_are_one_finding_with_its_pages(
    meeting: Meeting, olive: User
) -> None:
    of = item(meeting)
    report = paper(of, "A report", *(f"Ring 07700 9001{page:02}." for page in range(9)))

    (found,) = (each for each in check_meeting(meeting).stops if each.code == "personal")

    assert found.where == "Item 1, A report, pages 1, 2, 3, 4, 5, 6, 7, 8 and 9"
    assert "4 more" in found.sentence
    overrule(meeting, found, reason="They are the council’s own.", by=olive)
    assert codes(check_meeting(meeting)) == []
    report.title = "A report for Ada, 07700 900199"
    report.save()
    assert codes(check_meeting(meeting)) == ["personal"]


def test_an_overruled_finding_stops_no_more_and_says_who_and_why(
    meeting: Meeting, olive: User
) -> None:
    item(meeting, kind="paper")
    (finding,) = check_meeting(meeting).stops

    with pytest.raises(Refused, match="Say why"):
        overrule(meeting, finding, reason=" ", by=olive)
    with pytest.raises(Refused, match="It has no paper"):
        must_pass(meeting)
    made = overrule(meeting, finding, reason="It is tabled.", by=olive)

    must_pass(meeting)
    assert check_meeting(meeting).overruled == ((finding, made),)
    assert AuditEvent.objects.get(action="accept a finding of").reason == "It is tabled."
    withdraw_overrule(made, by=olive)
    assert codes(check_meeting(meeting)) == ["no_paper"]


def test_an_officer_overrules_on_the_page(client: Client, meeting: Meeting, olive: User) -> None:
    client.force_login(olive)
    item(meeting, kind="paper")
    address = reverse("desk_checks", args=[meeting.pk])
    page = client.get(address, {"now": "1"})
    (finding,) = page.context["result"].stops
    said = {"finding": finding.key, "reason": "It is tabled."}
    where = reverse("desk_overrule", args=[meeting.pk])

    wrong = client.post(where, said | {"reason": "It\0is"}, follow=True)
    assert "Null characters are not allowed." in wrong.content.decode()
    assert client.get(address, {"supplement": "9" * 5000}).status_code == 404
    answer = client.post(where, said, follow=True)

    assert "It has no paper" in page.content.decode()
    assert "It is tabled." in answer.content.decode()
    assert check_meeting(meeting).stops == ()


@pytest.mark.slow
def test_thirty_papers_take_no_more_queries_than_three(
    client: Client, meeting: Meeting, olive: User
) -> None:
    client.force_login(olive)
    address = reverse("desk_checks", args=[meeting.pk])
    for number in range(3):
        factories.paper(item(meeting, f"Item {number}"))
    with CaptureQueriesContext(connection) as few:
        client.get(address, {"now": "1"})
    for number in range(3, 30):
        factories.paper(item(meeting, f"Item {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"now": "1"})

    assert len(many) == len(few)


@pytest.mark.parametrize("role", ["member", "partner", "author"])
def test_the_checks_are_not_there_for_others(
    client: Client, meeting: Meeting, board: Board, role: str
) -> None:
    client.force_login(factories.user(board=board, role=role))

    assert client.get(reverse("desk_checks", args=[meeting.pk])).status_code == 404


def test_words_of_a_restricted_title_are_found_in_notes_reasons_and_recommendations(
    meeting: Meeting,
) -> None:
    item(meeting, "Exclusion", kind="exclusion")
    title = "Purchase of the Old Foundry from Harker"
    item(meeting, title, public_interest=WHY, **factories.exempt())
    item(meeting, "Roads", kind="to_follow", awaited_reason=f"It waits for the {title}.")
    asking = paper(item(meeting, "Rents"), "Rents", "Nothing here.")
    asking.placements.get().recommendations.create(
        position=1, addressee="The board", text=f"Agree the {title}."
    )

    assert [each.where for each in check_meeting(meeting).stops if each.code == "leak"] == [
        "Item 3, Roads",
        "Item 4, Rents",
    ]
