"""Single entries of draft minutes: words, order, parts, limbs and who may read them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from meetings.agenda import Way
from meetings.lifecycle import Refused, Stale
from meetings.models import AuditEvent, Board, User
from minutes.decisions.limbs import LimbDraft
from minutes.decisions.resolving import set_limbs, set_sub_headings
from minutes.models import Minute, Minutes
from minutes.workflow import publish_minutes, return_minutes, send_to_chair, start_minutes
from minutes.writing.entries import (
    add_entry,
    change_minute,
    classify_minute,
    move_entry,
    remove_entry,
)
from minutes.writing.excluding import (
    exclude_public,
    private_entries,
    readmit_public,
    undo_exclusion,
)
from tests import factories
from tests.factories.minuting import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> Board:
    return factories.board("Harbour Board")


@pytest.fixture
def olive(board: Board) -> User:
    return factories.officer(board)


@pytest.fixture
def minutes(board: Board, olive: User) -> Minutes:
    meeting = factories.meeting(board, by=olive, state="held")
    return start_minutes(Minutes(meeting=meeting), by=olive)


@pytest.fixture
def entry(minutes: Minutes, olive: User) -> Minute:
    return add_entry(minutes, title="Winter", text="It snowed.", by=olive)


def order(minutes: Minutes) -> str:
    return " ".join(minutes.entries.order_by("position").values_list("title", flat=True))


def labels(entry: Minute) -> list[tuple[str, str, str]]:
    rows = entry.resolutions.order_by("position").values_list("under__heading", "label", "text")
    return [(heading or "", label, text) for heading, label, text in rows]


def test_business_not_on_the_agenda_is_added_where_it_came_up(
    minutes: Minutes, olive: User
) -> None:
    first = add_entry(minutes, title="a", by=olive)
    add_entry(minutes, title="c", by=olive)
    tribute = add_entry(minutes, title=" b ", text=" Thanks. ", after=first, by=olive)

    assert order(minutes) == "a b c"
    assert (tribute.item, tribute.number, tribute.text) == (None, "", "Thanks.")


@pytest.mark.parametrize("title", [" ", "x" * 501])
def test_an_entry_without_a_usable_title_is_refused(
    minutes: Minutes, olive: User, title: str
) -> None:
    with pytest.raises(Refused, match="a title of at most 500 characters"):
        add_entry(minutes, title=title, by=olive)


def test_words_are_stored_and_counted(entry: Minute, olive: User) -> None:
    change_minute(entry, revision=0, text=" It thawed.\n", by=olive)
    change_minute(entry, revision=1, text="It thawed.", by=olive)

    assert (entry.title, entry.text, entry.revision) == ("Winter", "It thawed.", 1)
    event = AuditEvent.objects.get(action="change")
    assert event.detail["changes"] == {"text": ["It snowed.", "It thawed."]}


def test_a_stale_save_stores_nothing_and_carries_both_texts(entry: Minute, olive: User) -> None:
    change_minute(entry, revision=0, text="Theirs.", by=olive)

    with pytest.raises(Stale, match="while you were writing") as caught:
        change_minute(entry, revision=0, text="Mine.", by=olive)

    entry.refresh_from_db()
    assert entry.text == "Theirs."
    assert (caught.value.theirs.text, caught.value.mine) == ("Theirs.", {"text": "Mine."})


def test_limbs_saved_meanwhile_make_a_form_stale_too(entry: Minute, olive: User) -> None:
    set_limbs(entry, [LimbDraft("That A.")], by=olive)
    set_limbs(entry, [LimbDraft("That A.", pk=entry.resolutions.get().pk)], by=olive)
    entry.refresh_from_db()
    assert entry.revision == 1

    with pytest.raises(Stale):
        change_minute(entry, revision=0, text="Mine.", by=olive)


def test_entries_move_one_place_and_stop_at_the_ends(minutes: Minutes, olive: User) -> None:
    a, _, c = (add_entry(minutes, title=title, by=olive) for title in "abc")

    move_entry(a, Way.UP, by=olive)
    assert order(minutes) == "a b c"
    move_entry(c, Way.UP, by=olive)
    move_entry(a, Way.DOWN, by=olive)
    assert order(minutes) == "c a b"


def test_removing_one_closes_the_ranks_and_the_log_keeps_its_text(
    minutes: Minutes, olive: User, entry: Minute
) -> None:
    add_entry(minutes, title="b", by=olive)
    remove_entry(entry, by=olive)

    assert list(minutes.entries.values_list("position", "title")) == [(1, "b")]
    assert AuditEvent.objects.get(action="remove").detail["text"] == "It snowed."
    with pytest.raises(Refused, match="Somebody removed this minute"):
        change_minute(Minute(pk=10**6, minutes=minutes), revision=0, text="x", by=olive)


def test_limbs_number_on_over_the_parts_of_a_minute(entry: Minute, olive: User) -> None:
    plan, group = set_sub_headings(entry, [("Plan", "It was read."), ("Group", "")], by=olive)
    texts = {None: ["That A.", "That B."], plan: ["That C."], group: ["That D.", "That E."]}
    drafts = [LimbDraft(text, under=under) for under, held in texts.items() for text in held]

    set_limbs(entry, drafts[::-1][:3] + drafts[:2], by=olive)

    assert labels(entry) == [
        ("", "(1)", "That A."),
        ("", "(2)", "That B."),
        ("Plan", "(3)", "That C."),
        ("Group", "(4)", "That E."),
        ("Group", "(5)", "That D."),
    ]


def test_a_part_that_keeps_its_heading_or_turn_keeps_its_limbs(entry: Minute, olive: User) -> None:
    plan, group = set_sub_headings(entry, [("Plan", ""), ("Group", "")], by=olive)
    drafts = [LimbDraft("That A.", under=plan), LimbDraft("That B.", under=group)]
    set_limbs(entry, drafts, by=olive)

    set_sub_headings(entry, [("New", ""), ("Group", ""), ("The plan", "")], by=olive)
    assert [row[0] for row in labels(entry)] == ["New", "Group"]
    set_sub_headings(entry, [("Group", "")], by=olive)

    assert labels(entry) == [("", "(1)", "That A."), ("Group", "(2)", "That B.")]


def test_a_single_limb_has_no_label_and_a_lost_one_never(entry: Minute, olive: User) -> None:
    lost = LimbDraft("That A.", proposed="That A.", fate="lost")
    set_limbs(entry, [lost, LimbDraft("That B.", proposed="That B.")], by=olive)

    rows = entry.resolutions.order_by("position").values_list("label", "text", "fate")
    assert list(rows) == [("", "That A.", "lost"), ("", "That B.", "carried")]


def test_a_limb_that_is_given_again_stays_the_same_record(entry: Minute, olive: User) -> None:
    one, two = set_limbs(entry, [LimbDraft("That A."), LimbDraft("That B.")], by=olive)
    kept, new = set_limbs(entry, [LimbDraft("That B2.", pk=two.pk), LimbDraft("That C.")], by=olive)

    assert kept.pk == two.pk
    assert new.pk not in (one.pk, two.pk)
    assert labels(entry) == [("", "(1)", "That B2."), ("", "(2)", "That C.")]


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (LimbDraft(" "), "Write what was resolved in each part"),
        (LimbDraft("That A.", fate="carried"), "mark it as added"),
        (LimbDraft("That A.", addressee="x" * 201), "Shorten whom the resolution asks"),
    ],
)
def test_a_bad_limb_is_refused_and_the_old_ones_stay(
    entry: Minute, olive: User, draft: LimbDraft, sentence: str
) -> None:
    set_limbs(entry, [LimbDraft("That it stand.")], by=olive)

    with pytest.raises(Refused, match=sentence):
        set_limbs(entry, [LimbDraft("That B."), draft], by=olive)

    assert labels(entry) == [("", "", "That it stand.")]


@pytest.mark.parametrize(
    ("stretch", "sentence"),
    [((" ", "x"), "Give each part a heading"), (("x" * 301, ""), "Shorten the heading")],
)
def test_a_bad_part_is_refused(
    entry: Minute, olive: User, stretch: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        set_sub_headings(entry, [stretch], by=olive)


def test_a_limb_stands_under_a_heading_of_its_own_minute(
    minutes: Minutes, entry: Minute, olive: User
) -> None:
    other = add_entry(minutes, title="b", by=olive)
    (heading,) = set_sub_headings(other, [("Plan", "")], by=olive)

    with pytest.raises(Refused, match="of its own minute"):
        set_limbs(entry, [LimbDraft("That A.", under=heading)], by=olive)


def test_a_minute_is_made_restricted_and_open_again(entry: Minute, olive: User) -> None:
    given: dict[str, Any] = {
        "safe_title": "A matter",
        "exempt_paragraphs": [5, 3],
        "public_summary": "Agreed.",
    }
    classify_minute(entry, revision=0, restriction="exempt", **given, by=olive)
    assert (entry.restriction, entry.safe_title) == ("exempt", "A matter")
    assert (entry.exempt_paragraphs, entry.public_summary) == ([3, 5], "Agreed.")

    classify_minute(entry, revision=1, restriction="open", **given, by=olive)
    assert (entry.restriction, entry.safe_title) == ("open", "")
    assert (entry.exempt_paragraphs, entry.public_summary) == ([], "")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"restriction": "confidential"}, "safe title"),
        ({"restriction": "exempt", "safe_title": "A matter"}, "Schedule 12A paragraphs"),
    ],
)
def test_a_restricted_minute_needs_what_the_public_may_see(
    entry: Minute, olive: User, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        classify_minute(entry, revision=0, **given, by=olive)


def test_a_minute_that_corrected_what_everybody_reads_stays_open(
    entry: Minute, olive: User
) -> None:
    earlier = factories.minutes(
        factories.meeting(entry.board, state="called", date=dt.date(2020, 1, 8)),
        state="published_draft",
    )
    earlier.corrections.create(
        old="a", new="b", made_in=entry, made_by=olive, made_at=timezone.now()
    )

    with pytest.raises(Refused, match="everybody can read the correction"):
        classify_minute(
            entry, revision=entry.revision, restriction="confidential", safe_title="A", by=olive
        )

    entry.refresh_from_db()
    assert entry.restriction == "open"


def test_a_stale_hand_does_not_open_a_minute_that_was_restricted_since(
    entry: Minute, olive: User
) -> None:
    given: dict[str, Any] = {"safe_title": "A matter", "public_summary": "Agreed."}
    classify_minute(entry, revision=0, restriction="confidential", **given, by=olive)

    with pytest.raises(Stale) as newer:
        classify_minute(entry, revision=0, restriction="open", by=olive)

    assert newer.value.theirs.public_summary == "Agreed."
    entry.refresh_from_db()
    assert (entry.restriction, entry.safe_title) == ("confidential", "A matter")
    assert entry.public_summary == "Agreed."


def test_the_public_is_out_from_behind_the_resolution_to_the_last_private_minute(
    minutes: Minutes, olive: User
) -> None:
    _, b, c, d, e = (add_entry(minutes, title=title, by=olive) for title in "abcde")
    span = exclude_public(minutes, resolved_in=b, by=olive)
    assert private_entries(minutes) == {c.pk, d.pk, e.pk}

    span = exclude_public(minutes, resolved_in=b, last=d, by=olive)
    readmit_public(span, at=at(11, 30), by=olive)

    assert private_entries(minutes) == {c.pk, d.pk}
    assert span.readmitted_at == at(11, 30)
    undo_exclusion(span, by=olive)
    assert private_entries(minutes) == frozenset()


def test_a_span_that_cannot_be_is_refused(board: Board, minutes: Minutes, olive: User) -> None:
    a, b, c = (add_entry(minutes, title=title, by=olive) for title in "abc")
    elsewhere = factories.minute(
        start_minutes(Minutes(meeting=factories.meeting(board, time=None)), by=olive)
    )
    with pytest.raises(Refused, match="minutes of this meeting"):
        exclude_public(minutes, resolved_in=a, last=elsewhere, by=olive)
    with pytest.raises(Refused, match="choose a later minute"):
        exclude_public(minutes, resolved_in=b, last=a, by=olive)
    exclude_public(minutes, resolved_in=a, last=c, by=olive)
    with pytest.raises(Refused, match="shut out already"):
        exclude_public(minutes, resolved_in=b, by=olive)


def test_restricted_minutes_are_published_with_a_summary_alone(
    minutes: Minutes, entry: Minute, olive: User
) -> None:
    given: dict[str, Any] = {"restriction": "confidential", "safe_title": "A matter"}
    classify_minute(entry, revision=0, **given, by=olive)
    send_to_chair(minutes, by=olive)
    with pytest.raises(Refused, match="write a summary of it that the public may read"):
        publish_minutes(minutes, by=olive)

    return_minutes(minutes, by=olive, reason="No summary.")
    classify_minute(entry, revision=1, **given, public_summary="Agreed.", by=olive)
    send_to_chair(minutes, by=olive)
    assert publish_minutes(minutes, by=olive).state == "published_draft"


def test_late_business_is_published_with_its_reason_alone(
    minutes: Minutes, entry: Minute, olive: User
) -> None:
    late = factories.item(minutes.meeting, "Pier", late=True, late_reason="A storm.")
    Minute.objects.filter(pk=entry.pk).update(item=late)
    send_to_chair(minutes, by=olive)

    with pytest.raises(Refused, match="why the person presiding held it urgent"):
        publish_minutes(minutes, by=olive)

    minutes.meeting.board.__class__.objects.update(regime="non_statutory")
    minutes.refresh_from_db()
    assert publish_minutes(minutes, by=olive).state == "published_draft"


def test_closed_minutes_are_not_changed(minutes: Minutes, entry: Minute, olive: User) -> None:
    send_to_chair(minutes, by=olive)

    for verb in (
        lambda: add_entry(minutes, title="x", by=olive),
        lambda: change_minute(entry, revision=0, text="x", by=olive),
        lambda: remove_entry(entry, by=olive),
        lambda: move_entry(entry, Way.UP, by=olive),
        lambda: set_sub_headings(entry, [("x", "")], by=olive),
        lambda: set_limbs(entry, [LimbDraft("x")], by=olive),
        lambda: classify_minute(entry, revision=0, restriction="open", by=olive),
        lambda: exclude_public(minutes, resolved_in=entry, by=olive),
    ):
        with pytest.raises(Refused, match="with the chair"):
            verb()
    entry.refresh_from_db()
    assert (entry.text, entry.revision) == ("It snowed.", 0)
