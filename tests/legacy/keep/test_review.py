"""Officers decide what was read; a corrected file meets what was decided and what is public."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.lifecycle import Refused
from meetings.models import AuditEvent, Board, Meeting, User
from meetings.workflow import call_meeting
from minutes.models import Attendance, Minute, Minutes, Resolution
from reports.models import Paper
from rotherham_hwb.legacy.keep.importer import import_pack, store_again
from rotherham_hwb.legacy.keep.publishing import publish_import
from rotherham_hwb.legacy.keep.review import accept_section, correct, decide
from rotherham_hwb.legacy.models import Decision, ImportedPack, PackFile, ReadFact
from tests import factories
from tests.legacy import harbour

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board, client: Client) -> User:
    """An officer of the board, signed in."""
    olive = factories.officer(board)
    client.force_login(olive)
    return olive


@pytest.fixture
def pack(board: Board, tmp_path: Path) -> ImportedPack:
    return import_pack(harbour.written(tmp_path, harbour.MARCH), by="a test")[0]


def fact(kind: str, key: str = "") -> ReadFact:
    found = ReadFact.objects.filter(kind=kind, **({"key": key} if key else {}))
    return found.order_by("position")[0]


def corrected_file(folder: Path, *changes: tuple[str, str]) -> ImportedPack:
    text = harbour.MARCH
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return import_pack(harbour.written(folder, text, "corrected.txt"), by="a test")[0]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of what an import may touch."""
    models = (Meeting, Minutes, Minute, Resolution, Attendance, Paper, ReadFact, PackFile)
    return {
        model.__name__: [*map(dict, model._base_manager.order_by("pk").values())]
        for model in models
    } | {"events": [*map(dict, AuditEvent.objects.order_by("pk").values())]}


def test_every_fact_names_its_lines_and_its_doubts(pack: ImportedPack) -> None:
    lines = harbour.MARCH.splitlines()

    assert "Resolved:- (1)" in lines[fact("limb", "(1)").line - 1]
    assert "LIGHTHOUSE PAINTING" in lines[fact("minute", "7").line - 1]
    assert "mobile number" in fact("line").doubts[0]["why"]
    assert not ReadFact.objects.filter(kind__in=("minute", "limb")).exclude(doubts=[]).exists()


def test_a_correction_changes_the_draft_and_keeps_what_was_read(
    pack: ImportedPack, olive: User
) -> None:
    item = fact("item", "dredging-plan")

    correct(item, {**item.read, "title": "The dredging plan", "pages": [3, 8]}, by=olive)

    record = pack.meeting.items.get(number="3")
    assert (record.title, record.first_page, record.last_page) == ("The dredging plan", 3, 8)
    assert item.read["title"] == "Dredging plan"
    assert item.correction == {"title": "The dredging plan", "pages": [3, 8]}
    assert (item.decision, item.decided_by) == ("corrected", olive)
    event = AuditEvent.objects.get(action="correct")
    assert event.detail["now"] == item.correction
    assert event.actor_id == olive.pk
    assert event.board_id == pack.meeting.board_id


def test_a_rejected_fact_has_no_record_until_the_decision_is_taken_back(
    pack: ImportedPack, olive: User
) -> None:
    minute = fact("minute", "7")

    decide(minute, Decision.REJECTED, by=olive)
    assert list(Minute.objects.values_list("number", flat=True)) == ["6"]
    assert not Resolution.objects.exists()

    decide(minute, Decision.UNDECIDED, by=olive)
    assert list(Minute.objects.order_by("position").values_list("number", flat=True)) == ["6", "7"]
    assert Resolution.objects.count() == 2
    actions = AuditEvent.objects.filter(record_type="legacy.ReadFact")
    assert set(actions.values_list("action", flat=True)) == {
        "reject",
        "take back the decision on",
    }


def test_a_meeting_made_for_minutes_goes_with_them(pack: ImportedPack, olive: User) -> None:
    made = pack.earlier_meetings.get()

    decide(fact("minutes"), Decision.REJECTED, by=olive)

    assert not Meeting.objects.filter(pk=made.pk).exists()
    event = AuditEvent.objects.get(action="remove", record_type="meetings.Meeting")
    assert (event.actor_id, event.record_id) == (olive.pk, str(made.pk))


@pytest.mark.parametrize("use", ["called", "an item", "a time"])
def test_a_meeting_made_for_minutes_stays_once_it_is_used(
    pack: ImportedPack, olive: User, use: str
) -> None:
    made = pack.earlier_meetings.get()
    match use:
        case "called":
            call_meeting(made, by=olive)
        case "an item":
            factories.item(made)
        case "a time":
            Meeting.objects.filter(pk=made.pk).update(time=dt.time(14))

    decide(fact("minutes"), Decision.REJECTED, by=olive)

    assert not Minutes.objects.exists()
    assert Meeting.objects.filter(pk=made.pk).exists()
    assert not pack.earlier_meetings.exists()


def test_a_line_of_a_paper_can_be_put_otherwise_or_left_out(
    pack: ImportedPack, olive: User
) -> None:
    phone, placeholder = ReadFact.objects.filter(kind="line").order_by("line")

    correct(phone, {"text": "Ring the dredger before you sail."}, by=olive)
    decide(placeholder, Decision.REJECTED, by=olive)

    version = Paper.objects.get().latest
    assert version is not None
    assert "07700" not in version.text
    assert "Ring the dredger before you sail." in version.text
    assert "to be included" not in version.text
    assert "07700" in pack.current.text


def test_a_section_is_accepted_at_once_without_or_with_its_doubtful_facts(
    pack: ImportedPack, olive: User
) -> None:
    sound = accept_section(pack, "papers", doubtful_too=False, by=olive)
    rest = accept_section(pack, "papers", doubtful_too=True, by=olive)

    assert sound + rest == ReadFact.objects.filter(section="papers").count()
    assert rest >= 2
    assert not ReadFact.objects.filter(section="papers", decision="undecided").exists()
    assert ReadFact.objects.filter(section="agenda").exclude(decision="undecided").count() == 0
    assert AuditEvent.objects.filter(action="accept a section of").count() == 2


def test_a_corrected_file_updates_drafts_in_place_and_decisions_survive(
    pack: ImportedPack, olive: User, tmp_path: Path
) -> None:
    decide(fact("item", "apologies-for-absence"), Decision.ACCEPTED, by=olive)
    decide(fact("person", "present/Tom Tide"), Decision.REJECTED, by=olive)
    decide(fact("limb", "(1)"), Decision.ACCEPTED, by=olive)
    before = {each.pk for each in Meeting.objects.all()}
    limb = Resolution.objects.get(label="(1)")
    restricted = Paper.objects.get()
    Paper.objects.filter(pk=restricted.pk).update(**factories.exempt())

    same = corrected_file(
        tmp_path,
        ("painted white", "painted blue"),
        ("1. Apologies for absence\n", "1. Apologies for absence\n\n"),
        ("3. Title:\tDredging plan", "3. Title:\tDredging plan 2014"),
        ("3. Dredging plan (", "3. Anchors\n4. Dredging plan ("),
    )

    assert same == pack
    assert {each.pk for each in Meeting.objects.all()} == before
    numbers = list(pack.meeting.items.order_by("position").values_list("number", "title"))
    assert numbers[2:] == [("3", "Anchors"), ("4", "Dredging plan")]
    limb.refresh_from_db()
    assert limb.text.endswith("painted blue.")
    changed = fact("limb", "(1)")
    assert changed.decision == "undecided"
    assert changed.before["decision"] == "accepted"
    assert fact("item", "apologies-for-absence").decision == "accepted"
    assert not Attendance.objects.filter(name="Tom Tide").exists()
    assert Paper.objects.get().pk == restricted.pk
    assert Paper.objects.get().restriction == "exempt"
    assert [file.version for file in pack.files.order_by("version")] == [1, 2]
    assert pack.files.get(version=1).file.read() == harbour.MARCH.encode()
    assert "painted white" in pack.files.get(version=1).text


def test_a_corrected_file_never_changes_what_is_public_and_says_so(
    pack: ImportedPack, olive: User, tmp_path: Path
) -> None:
    publish_import(pack, by=olive)

    corrected_file(
        tmp_path,
        ("painted white", "painted blue"),
        ("3. Dredging plan (", "3. Dredging of the channel ("),
        ("Time: 2.00 p.m.", "Time: 3.00 p.m."),
        ("\n(2) That a report on the cost come to the next meeting.\n", ""),
    )

    assert Resolution.objects.get(label="(1)").text.endswith("painted white.")
    assert Resolution.objects.filter(label="(2)").exists()
    assert pack.meeting.items.get(number="3").title == "Dredging plan"
    limb = fact("limb", "(1)")
    assert limb.stands[0]["now"].endswith("white.")
    assert limb.stands[0]["read"].endswith("blue.")
    assert fact("limb", "(2)").stands
    assert fact("item").pack.meeting.time.hour == 14
    differing = ReadFact.objects.exclude(stands=[]).values_list("kind", flat=True)
    assert set(differing) >= {"limb", "item", "meeting"}


def test_a_correction_that_the_new_file_makes_itself_is_accepted(
    pack: ImportedPack, olive: User, tmp_path: Path
) -> None:
    limb = fact("limb", "(1)")
    correct(limb, {"label": "(1)", "text": "That the lighthouse be painted blue."}, by=olive)

    corrected_file(tmp_path, ("painted white", "painted blue"))

    limb.refresh_from_db()
    assert limb.decision == "accepted"
    assert Resolution.objects.get(label="(1)").text.endswith("blue.")


def test_what_was_edited_on_the_desk_is_not_overwritten(
    pack: ImportedPack, olive: User, tmp_path: Path
) -> None:
    Resolution.objects.filter(label="(1)").update(text="That it be painted red.")

    corrected_file(tmp_path, ("painted white", "painted blue"))

    assert Resolution.objects.get(label="(1)").text == "That it be painted red."
    assert fact("limb", "(1)").stands[0]["now"] == "That it be painted red."


def test_a_public_record_is_not_corrected_from_here(pack: ImportedPack, olive: User) -> None:
    publish_import(pack, by=olive)
    limb = fact("limb", "(1)")

    with pytest.raises(Refused, match="what is public is not changed"):
        correct(limb, {"label": "(1)", "text": "Otherwise."}, by=olive)
    with pytest.raises(Refused, match="what is public is not changed"):
        decide(limb, Decision.REJECTED, by=olive)
    assert decide(limb, Decision.ACCEPTED, by=olive).decision == "accepted"


def test_storing_again_changes_no_row(pack: ImportedPack, olive: User) -> None:
    before = everything()

    store_again(pack, by=olive)

    assert everything() == before


def test_minutes_of_a_board_that_is_not_here_are_kept_until_it_is(
    board: Board, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = harbour.written(tmp_path, harbour.with_lifeboats())
    call_command("import_pack", path)

    assert "There is no board called “LIFEBOAT PANEL” here" in capsys.readouterr().err
    assert Minutes.objects.count() == 1
    assert ReadFact.objects.filter(section="minutes-2014-02-11").count() == 5

    panel = factories.board("Lifeboat Panel")
    call_command("import_pack", path)

    assert Minutes.objects.get(meeting__board=panel).entries.get().title == "BOATS"
    assert not ReadFact.objects.exclude(problem="").exists()
    assert PackFile.objects.count() == 1


def test_a_meeting_known_by_its_minutes_gets_its_agenda_when_the_older_pack_arrives(
    pack: ImportedPack, olive: User, tmp_path: Path, client: Client
) -> None:
    publish_import(pack, by=olive)
    known = pack.earlier_meetings.get()

    older, _ = import_pack(harbour.written(tmp_path, harbour.FEBRUARY, "older.txt"), by=olive)

    assert older.meeting == known
    assert Meeting.objects.count() == 3
    assert older.meeting.time is None
    client.logout()
    assert "Lighthouse painting" not in client.get(known.get_absolute_url()).content.decode()

    publish_import(older, by=olive)

    known.refresh_from_db()
    assert known.time is not None
    assert known.time.hour == 10
    assert "Lighthouse painting" in client.get(known.get_absolute_url()).content.decode()


def test_an_officer_stores_no_minutes_of_a_board_they_do_not_serve(
    board: Board, olive: User, tmp_path: Path
) -> None:
    panel = factories.board("Lifeboat Panel")

    import_pack(harbour.written(tmp_path, harbour.with_lifeboats()), by=olive)

    assert not Meeting.objects.filter(board=panel).exists()
    assert "which you do not serve" in ReadFact.objects.exclude(problem="").get().problem


def test_a_pack_of_a_board_they_do_not_serve_is_refused(olive: User, tmp_path: Path) -> None:
    factories.board("Quarry Board")
    text = harbour.MARCH.replace("HARBOUR BOARD", "QUARRY BOARD")

    with pytest.raises(Refused, match="which you do not serve"):
        import_pack(harbour.written(tmp_path, text), by=olive)


def addresses(pack: ImportedPack) -> dict[str, list[int]]:
    some = fact("item").pk
    file = pack.current.pk
    return {
        "desk_import": [pack.pk],
        "desk_publish_import": [pack.pk],
        "desk_correct_fact": [some],
        "desk_pack_file": [file],
        "desk_pack_source": [file],
        "desk_pack_lines": [file],
    }


def test_the_pages_are_not_there_for_officers_of_other_boards(
    pack: ImportedPack, client: Client
) -> None:
    client.force_login(factories.officer(factories.board()))

    for name, args in addresses(pack).items():
        assert client.get(reverse(name, args=args)).status_code == 404, name
    for name, pk in (
        ("desk_decide_fact", fact("item").pk),
        ("desk_accept_section", pack.pk),
        ("desk_import_again", pack.pk),
        ("desk_publish_import", pack.pk),
    ):
        assert client.post(reverse(name, args=[pk])).status_code == 404, name
    assert "Harbour" not in client.get(reverse("desk_imports")).content.decode()


def test_another_boards_stored_minutes_are_shown_and_not_decided(
    board: Board, tmp_path: Path, olive: User, client: Client
) -> None:
    factories.board("Lifeboat Panel")
    pack, _ = import_pack(harbour.written(tmp_path, harbour.with_lifeboats()), by="a test")
    boats = ReadFact.objects.get(kind="minute", section="minutes-2014-02-11")

    page = client.get(reverse("desk_import", args=[pack.pk]), {"section": boats.section})
    answer = client.post(reverse("desk_decide_fact", args=[boats.pk]), {"decision": "reject"})

    assert "Officers of that board decide" in page.content.decode()
    assert answer.status_code == 404
    client.post(
        reverse("desk_accept_section", args=[pack.pk]), {"section": boats.section, "which": "all"}
    )
    boats.refresh_from_db()
    assert boats.decision == "undecided"


def test_the_review_shows_doubtful_facts_first_and_decides_without_scripts(
    pack: ImportedPack, olive: User, client: Client
) -> None:
    address = reverse("desk_import", args=[pack.pk])
    page = client.get(address)
    cards = page.context["cards"]
    assert page.context["show"] == "doubtful"
    assert all(card.fact.in_doubt for card in cards)
    assert client.get(address, {"show": "all"}).context["cards"][0].fact.in_doubt

    answer = client.post(
        reverse("desk_decide_fact", args=[cards[0].fact.pk]),
        {"decision": "accept", "show": "doubtful", "next": str(cards[1].fact.pk)},
    )

    assert answer["Location"] == f"{address}?show=doubtful#fact-{cards[1].fact.pk}"
    assert ReadFact.objects.get(pk=cards[0].fact.pk).decision == "accepted"


def test_a_script_is_given_the_card_and_the_counts_alone(
    pack: ImportedPack, olive: User, client: Client
) -> None:
    some = fact("item", "dredging-plan")

    answer = client.post(
        reverse("desk_correct_fact", args=[some.pk]),
        {"number": "3", "title": "Dredging", "pages": "3-x", "presenters": "Ada Byron"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "Enter the first and the last page" in answer
    assert "<html" not in answer

    answer = client.post(
        reverse("desk_correct_fact", args=[some.pk]),
        {"number": "3", "title": "Dredging", "pages": "3 - 7", "presenters": "Ada Byron\r\n"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "Read as" in answer
    assert 'id="review-counts"' in answer
    assert fact("item", "dredging-plan").correction == {
        "title": "Dredging",
        "pages": [3, 7],
        "presenters": ["Ada Byron"],
    }


def test_the_review_takes_as_many_queries_for_many_facts_as_for_few(
    pack: ImportedPack, olive: User, client: Client
) -> None:
    def queries(section: str) -> int:
        address = reverse("desk_import", args=[pack.pk])
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address, {"section": section, "show": "all"})
        assert answer.context["cards"]
        return len(captured)

    few, many = queries("papers"), queries("minutes-2014-02-04")

    assert many <= few + 1  # where references lead


def test_the_confirmation_says_what_becomes_public_and_what_is_not_decided(
    pack: ImportedPack, olive: User, client: Client
) -> None:
    decide(fact("person", "present/Tom Tide"), Decision.REJECTED, by=olive)
    page = client.get(reverse("desk_publish_import", args=[pack.pk])).content.decode()

    assert "3 items" in page
    assert "the minutes of Harbour Board, Tuesday 4 February 2014" in page
    assert "1 detail you rejected" in page
    assert "details are not decided" in page
