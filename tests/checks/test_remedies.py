"""What a finding proposes can be done: each remedy tried in each state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import agenda, rearranging, supplements
from meetings.lifecycle import Refused
from meetings.models import AgendaItem, Meeting, MeetingState, User
from meetings.workflow import cancel_meeting, close_meeting, postpone_meeting
from minutes.correcting import CorrectionDraft
from minutes.decisions.notices import publish_notice, write_notice
from minutes.models import Minutes, MinutesState
from minutes.workflow import return_minutes
from reports import signing
from reports import workflow as reports
from reports.models import UNPUBLISHED, Paper, PaperState, PaperVersion, SafeCopy
from rotherham_hwb.checks import remedies
from rotherham_hwb.checks.findings import Finding
from rotherham_hwb.checks.minutes import check_corrections, check_minutes, check_notice
from rotherham_hwb.checks.notices import check_message
from rotherham_hwb.checks.old_packs import check_import
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.publishing import outlook, publish_import
from rotherham_hwb.legacy.models import ImportedPack
from rotherham_hwb.publishing.minutes import publish_checked_minutes, send_checked_minutes
from rotherham_hwb.publishing.redact import withdraw_renamed
from tests import factories
from tests.factories.files import taken_in
from tests.legacy import harbour
from tests.minutes.decisions.test_notices import WHOLE, decided
from tests.packs.fixtures import plain_pdf

pytestmark = pytest.mark.django_db
STATES = [each.value for each in MeetingState]
MENDABLE = {
    "change_item": {"draft", "called", "postponed"},
    "build_agenda": {"draft", "called", "postponed"},
    "settle_details": {"draft", "called", "agenda_published"},
    "add_a_paper": {"draft", "called", "agenda_published", "held", "cancelled", "postponed"},
    # After the last act there is none: what is wrong is overruled, or taken back.
}


def in_state(state: str, olive: User) -> Meeting:
    board = olive.roles.get().board
    verbs = {"cancelled": cancel_meeting, "postponed": postpone_meeting}
    before = {"closed": "held", **dict.fromkeys(verbs, "called")}
    made = factories.meeting(board, by=olive, state=before.get(state, state))
    if state == "closed":
        close_meeting(made, by=olive)
    if state in verbs:
        verbs[state](made, by=olive, reason="The hall is flooded.")
    made.refresh_from_db()
    return made


def tries(meeting: Meeting, item: AgendaItem, by: User) -> dict[str, Callable[[], object]]:
    """For each remedy, the verb that its page calls."""

    def settle() -> object:
        if meeting.state == MeetingState.DRAFT:
            return None  # change_plan: its page is there for a draft alone
        return rearranging.move_meeting(
            meeting, date=meeting.date, time=dt.time(11), venue="Dock", reason="Flood.", by=by
        )

    def add() -> object:
        if meeting.agenda_published_at:
            return supplements.open_supplement(meeting, reason="It came late.", by=by)
        return factories.paper(item, "A late paper")

    return {
        "change_item": lambda: agenda.change_item(
            item, revision=item.revision, presenters=(), by=by
        ),
        "build_agenda": lambda: agenda.put_item(
            AgendaItem(meeting=meeting, title="More", kind="standing"), by=by
        ),
        "settle_details": settle,
        "add_a_paper": add,
    }


@pytest.fixture
def olive() -> User:
    return factories.officer(factories.board("Harbour Board"))


@pytest.mark.parametrize("state", STATES)
def test_a_meetings_remedies_can_be_done_in_its_state(
    state: str, olive: User, client: Client
) -> None:
    meeting = in_state(state, olive)
    item = meeting.items.get()
    client.force_login(olive)
    offered = {
        "change_item": remedies.change_item(item),
        "build_agenda": remedies.build_agenda(meeting, "Add items"),
        "settle_details": remedies.settle_details(meeting),
        "add_a_paper": remedies.add_a_paper(item),
    }

    assert {name for name, (href, _) in offered.items() if href} == {
        name for name, states in MENDABLE.items() if state in states
    }
    verbs = tries(meeting, item, olive)
    for name, (href, _) in offered.items():
        if href:
            assert client.get(href).status_code == 200, name
            verbs[name]()
            meeting.refresh_from_db()
            item.refresh_from_db()
        elif name != "settle_details":
            with pytest.raises(Refused):
                verbs[name]()


def paper_in(state: str, olive: User) -> Paper:
    paper = factories.paper(in_state("called", olive).items.get())
    if state in ("cleared", "published", "withdrawn"):
        factories.cleared(paper)
    if state in ("published", "withdrawn"):
        paper = factories.public_paper(Paper.objects.get(pk=paper.pk), by=olive)
    if state == "withdrawn":
        reports.withdraw_paper(paper, by=olive, reason="It named a patient.")
    if state in ("sign_off", "returned"):
        signing.send_for_sign_off(paper, [signing.AskedPost("Finance")], by=olive)
    if state == "returned":
        signing.return_with_comments(paper.sign_offs.get(), by=olive, comments="A sum is wrong.")
    if state == "deferred":
        signing.defer_paper(paper, by=olive, reason="No figures.")
    return Paper.objects.get(pk=paper.pk)


@pytest.mark.parametrize("state", [each.value for each in PaperState])
def test_a_papers_remedy_can_be_done_in_its_state(state: str, olive: User, client: Client) -> None:
    paper = paper_in(state, olive)
    client.force_login(olive)
    href, fix = remedies.mend_paper(paper)

    assert paper.state == state
    page = client.get(href)
    assert page.status_code == 200
    assert (fix == "Withdraw the paper") == (state == "published")
    replace = reverse("desk_replace_paper", args=[paper.pk])
    assert (replace in page.content.decode()) == (paper.state in UNPUBLISHED)
    if state == "published":
        reports.withdraw_paper(paper, by=olive, reason="It named a patient.")


@pytest.mark.parametrize(
    ("hiding", "page", "helps"),
    [("covered", 1, True), ("bookmark", 0, True), ("spoken", 0, False), ("not_compared", 0, False)],
)
def test_a_paper_is_made_safe_where_that_helps(
    hiding: str, page: int, helps: bool, olive: User, client: Client, tmp_path: Path
) -> None:
    meeting = in_state("called", olive)
    paper = factories.paper(meeting.items.get())
    version = reports.add_version(paper, taken_in(plain_pdf(tmp_path / "a.pdf")), by=olive)
    with pgtrigger.ignore("reports.PaperVersion:versions_never_change"):
        PaperVersion.objects.filter(pk=version.pk).update(
            unseen=[{"hiding": hiding, "page": page, "words": "Zebedee"}]
        )
    client.force_login(olive)
    press = reverse("desk_make_safe", args=[paper.pk])

    shown = client.get(reverse("desk_paper", args=[paper.pk])).content.decode()
    assert (f'action="{press}"' in shown) == helps
    assert "replace the file" in shown
    assert "accept the finding" in shown
    before = client.get(reverse("desk_clear_papers", args=[meeting.pk])).content.decode()
    assert ("Make it safe" in before) == helps
    client.post(press)
    assert SafeCopy.objects.exists() == helps


def test_the_remedies_of_minutes_follow_their_state(olive: User, client: Client) -> None:
    minutes: Minutes = factories.minutes(in_state("called", olive))
    factories.minute(minutes, "Questions", text="The sum is tbc on Tuesday 22 January 2025.")
    client.force_login(olive)
    (found,) = check_minutes(minutes).stops
    assert (found.fix, client.get(found.href).status_code) == ("Change the minutes", 200)

    factories.minutes_room.send_to_chair(minutes, by=olive)
    (found,) = check_minutes(minutes).stops
    assert found.href == reverse("desk_minutes_return", args=[minutes.meeting_id])
    assert client.get(found.href).status_code == 200
    return_minutes(minutes, by=olive, reason="Give the sum.")

    minutes.entries.filter(title="Questions").update(text="The sum is £9.")
    send_checked_minutes(minutes, by=olive)
    publish_checked_minutes(minutes, by=olive)
    assert all(each.href == "" for each in check_minutes(minutes).looks)


@pytest.mark.parametrize("state", [each.value for each in MinutesState])
def test_what_is_found_in_minutes_is_mended_as_their_state_allows(state: str, olive: User) -> None:
    """A draft is changed, the chair's is taken back, and what is out is corrected by a meeting."""
    minutes = factories.minutes(in_state("called", olive))
    factories.minute(minutes, "Questions", text="The sum is tbc on Tuesday 22 January 2025.")
    minutes.state = MinutesState(state)
    result = check_minutes(minutes)
    fixes = {"draft": {"Change the minutes"}, "with_chair": {"Take them back from the chair"}}

    found = (*result.stops, *result.looks)
    assert {each.fix for each in found} == fixes.get(state, {""})
    assert all(bool(each.href) == (state in fixes) for each in found)


def test_what_is_found_in_a_decision_notice_is_mended_until_it_is_out(
    olive: User, client: Client
) -> None:
    minute = decided()
    client.force_login(factories.officer(minute.board))
    notice = write_notice(minute, by=olive, **{**WHOLE, "reasons": "The sum is tbc."})
    (found,) = check_notice(notice).stops
    assert (found.fix, client.get(found.href).status_code) == ("Change the notice", 200)

    (again,) = check_notice(publish_notice(minute, by=olive)).stops

    assert (again.href, again.fix) == ("", "")


def test_the_urgency_of_a_supplement_is_changed_until_it_is_out(
    olive: User, client: Client
) -> None:
    meeting = in_state("agenda_published", olive)
    late = supplements.open_supplement(meeting, reason="It came late.", by=olive)
    client.force_login(olive)
    href, fix = remedies.change_urgency(late)
    assert (fix, client.get(href).status_code) == ("Change the chair’s opinion", 200)

    late.published_at = timezone.now()

    assert remedies.change_urgency(late) == remedies.NONE


@pytest.mark.slow
def test_what_is_found_in_an_old_pack_is_mended_in_its_review_until_it_is_out(
    tmp_path: Path, client: Client
) -> None:
    olive = factories.officer(factories.board("Harbour Board"))
    pack = import_pack(harbour.written(tmp_path, harbour.MARCH), by=olive)[0]
    client.force_login(olive)
    found = check_import(pack, outlook(pack, by=olive).minutes).stops
    assert {each.href for each in found} == {reverse("desk_import", args=[pack.pk])}
    assert client.get(found[0].href).status_code == 200

    publish_import(pack, by=olive)

    again = check_import(ImportedPack.objects.get(), ()).stops
    assert again
    for each in again:  # its review corrects nothing public
        assert (each.fix, client.get(each.href).status_code) == ("Withdraw the paper", 200)


TWICE = "Mrs Crabshaw, 22 Tansy Close, Wath S63 7AB, asked. Her NHS number is 943 476 5919."


def of_papers_title(meeting: Meeting, olive: User) -> str:
    factories.paper(meeting.items.get(), TWICE)
    return ""


def of_minutes(meeting: Meeting, olive: User) -> str:
    factories.minute(factories.minutes(meeting), "Questions", text=TWICE)
    return "?of=minutes"


def of_a_notice(meeting: Meeting, olive: User) -> str:
    Meeting.objects.filter(pk=meeting.pk).update(shorter_notice=TWICE)
    return "?of=notice"


def of_a_supplement(meeting: Meeting, olive: User) -> str:
    late = supplements.open_supplement(meeting, reason=TWICE, by=olive)
    return f"?supplement={late.number}"


@pytest.mark.parametrize(
    ("state", "put"),
    [
        ("called", of_papers_title),
        ("called", of_minutes),
        ("called", of_a_notice),
        ("agenda_published", of_a_supplement),
    ],
)
def test_all_of_a_kind_in_one_text_is_overruled_with_one_reason_and_one_press(
    state: str, put: Callable[[Meeting, User], str], olive: User, client: Client
) -> None:
    meeting = in_state(state, olive)
    query = put(meeting, olive)
    client.force_login(olive)
    page = reverse("desk_checks", args=[meeting.pk]) + f"{query or '?'}&now=1"

    def personal() -> list[Finding]:
        stops = client.get(page).context["result"].stops
        return [each for each in stops if each.code == "personal"]

    (found,) = personal()
    assert "22 Tansy Close" in found.sentence
    assert "943 476 5919" in found.sentence
    said = {"finding": found.key, "reason": "She asked to be named."}
    client.post(reverse("desk_overrule", args=[meeting.pk]) + query, said)

    assert personal() == []
    assert meeting.overrules.count() == 1


def test_all_of_a_kind_in_a_correction_or_a_message_is_one_finding(olive: User) -> None:
    meeting = in_state("called", olive)
    minutes: Minutes = factories.minutes(meeting)
    pairs = (("She asked.", TWICE), (TWICE, "No."))
    drafts = [CorrectionDraft(minute=None, old=old, new=new) for old, new in pairs]

    for result in (
        check_corrections(minutes, drafts),
        check_message(meeting, subject=TWICE, text=TWICE),
    ):
        assert [each.code for each in result.stops] == ["personal"]


def test_another_title_that_tells_too_much_is_refused_and_nothing_is_withdrawn(
    olive: User,
) -> None:
    paper = paper_in("published", olive)

    with pytest.raises(Refused, match=r"The other title.*Put it right and go on then"):
        withdraw_renamed(paper, title=f"Complaint. {TWICE}", reason="It named her.", by=olive)

    assert Paper.objects.get(pk=paper.pk).state == "published"
