"""What officers decide about facts: accept, correct, reject, take back; each told in the trail."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from meetings import audit
from meetings.lifecycle import Refused
from meetings.locking import lock, lock_key
from meetings.models import User
from rotherham_hwb.legacy.keep.importer import KEEPERS, store_again
from rotherham_hwb.legacy.keep.restricting import (
    KEPT_BACK,
    must_be_restricted,
    open_what_is_out,
    stamp_open,
)
from rotherham_hwb.legacy.models import Decision, ImportedPack, ReadFact

DOUBTFUL = ~Q(doubts=[]) | ~Q(problem="") | ~Q(stands=[])
NAMES = {
    Decision.ACCEPTED: "accept",
    Decision.REJECTED: "reject",
    Decision.UNDECIDED: "take back the decision on",
}


def decide(fact: ReadFact, decision: Decision, *, by: User) -> ReadFact:
    """Accept or reject what was read, or take the decision back; its draft record follows.

    A correction that is taken back is gone from the record; the trail keeps it.

    Raises Refused where the record is public already, or was worked on since, and would change.
    """
    with transaction.atomic():
        locked = _locked(fact)
        was = _as_it_stands(locked)
        if decision == Decision.REJECTED:
            _may_go(locked)
        elif locked.correction or locked.decision == Decision.REJECTED:
            _may_change(locked)
        _set(locked, decision, correction=None, by=by)
        board = locked.pack.meeting.board
        audit.record(NAMES[decision], locked, by=by, board=board, fact=_name(locked), was=was)
        if was["correction"] or Decision.REJECTED in (was["decision"], decision):
            store_again(locked.pack, by=by)
    fact.refresh_from_db()
    return fact


def correct(fact: ReadFact, values: dict[str, object], *, by: User) -> ReadFact:
    """Put what an officer says in the place of what was read, which is kept beside it.

    Values as read make it an acceptance.

    Raises Refused where the record is public already.
    """
    changed = {name: value for name, value in values.items() if fact.read.get(name, "") != value}
    if not changed:
        return decide(fact, Decision.ACCEPTED, by=by)
    with transaction.atomic():
        locked = _locked(fact)
        _may_change(locked)
        was = _as_it_stands(locked)
        _set(locked, Decision.CORRECTED, correction=changed, by=by)
        told: dict[str, Any] = {"fact": _name(locked), "was": was, "now": changed}
        audit.record("correct", locked, by=by, board=locked.pack.meeting.board, **told)
        store_again(locked.pack, by=by)
    fact.refresh_from_db()
    return fact


def open_to_public(fact: ReadFact, *, reason: str, by: User) -> ReadFact:
    """Let the public read what the pack keeps from it, once that is published; for a reason.

    Raises Refused for what is not kept back, without a reason, and for a paper whose item is.
    """
    if not reason.strip():
        raise Refused("Say why the public may read this.")
    with transaction.atomic():
        locked = _locked(fact)
        must_be_restricted(locked)
        _item_is_open(locked)
        stamp_open(locked, reason=reason.strip(), by=by)
        board, name = locked.pack.meeting.board, _name(locked)
        told: dict[str, Any] = {"reason": reason.strip(), "fact": name, "line": locked.line}
        audit.record("open to the public", locked, by=by, board=board, **told)
        record = _record(locked)
        if record is not None and KEEPERS[locked.kind].closed(record):
            open_what_is_out(locked, record, reason=reason.strip(), by=by)
        store_again(locked.pack, by=by)
    fact.refresh_from_db()
    return fact


def name_safely(fact: ReadFact, safe_title: str, *, by: User) -> ReadFact:
    """Say what the public may read in place of a restricted heading; empty: a title that says
    nothing of the matter.

    Raises Refused where the record is public already.
    """
    with transaction.atomic():
        locked = _locked(fact)
        must_be_restricted(locked)
        _may_change(locked)
        was, locked.safe_title = locked.safe_title, safe_title.strip()
        locked.save(update_fields=["safe_title"])
        told = {"fact": _name(locked), "was": was, "now": locked.safe_title}
        audit.record("give a safe title to", locked, by=by, board=locked.pack.meeting.board, **told)
        store_again(locked.pack, by=by)
    fact.refresh_from_db()
    return fact


def _item_is_open(fact: ReadFact) -> None:
    """Papers are as closed as their item."""
    if fact.kind != "paper" or not fact.value["item"]:
        return
    items = ReadFact.objects.filter(pack=fact.pack, kind="item", gone=False, opened_at=None)
    own = items.filter(read__has_key="restricted")
    if any(item.value["number"] == fact.value["item"] for item in own):
        raise Refused(f"Item {fact.value['item']} is kept from the public: open the item first.")


def accept_section(pack: ImportedPack, section: str, *, doubtful_too: bool, by: User) -> int:
    """Accept what is not decided yet in a section, with or without what is doubtful; how many."""
    with transaction.atomic():
        lock(pack)
        facts = pack.read_facts.filter(
            section=section, decision=Decision.UNDECIDED, gone=False, problem=""
        )
        if not doubtful_too:
            facts = facts.exclude(DOUBTFUL)
        ids = list(facts.values_list("pk", flat=True))
        ReadFact.objects.filter(pk__in=ids).update(
            decision=Decision.ACCEPTED, decided_at=timezone.now(), decided_by=by
        )
        if ids:
            audit.record("accept a section of", pack, by=by, section=section, facts=ids)
    return len(ids)


def shown(facts: QuerySet[ReadFact], which: str) -> QuerySet[ReadFact]:
    """The facts of a list that a filter shows: to_do, doubtful, decided or all; doubtful first."""
    undecided = Q(decision=Decision.UNDECIDED)
    match which:
        case "doubtful":
            return facts.filter(DOUBTFUL, undecided)
        case "to_do":
            return facts.filter(undecided)
        case "kept_back":
            return facts.filter(KEPT_BACK)
        case "decided":
            return facts.exclude(undecided)
    return facts


def _locked(fact: ReadFact) -> ReadFact:
    lock_key(ImportedPack, fact.pack_id)
    facts = ReadFact.objects.select_related("pack__meeting__board", "parent__parent")
    return facts.get(pk=fact.pk)


def _set(
    fact: ReadFact, decision: Decision, *, correction: dict[str, object] | None, by: User
) -> None:
    undecided = decision == Decision.UNDECIDED
    fact.decision, fact.correction = decision, correction
    fact.decided_at = None if undecided else timezone.now()
    fact.decided_by = None if undecided else by
    fact.save(update_fields=["decision", "correction", "decided_at", "decided_by"])


def _may_change(fact: ReadFact) -> None:
    record = _record(fact)
    if record is not None and KEEPERS[_holder(fact).kind].closed(record):
        raise Refused(
            f"{record} is public, and what is public is not changed from here: it says what it "
            "said. Accept what was read, or issue a correction where the record is kept."
        )


def _may_go(fact: ReadFact) -> None:
    _may_change(fact)
    record = _record(fact)
    if (
        fact.kind in KEEPERS
        and record is not None
        and KEEPERS[fact.kind].touched(record, fact.applied or {})
    ):
        if fact.kind == "item":
            return  # its papers stay, unplaced
        raise Refused(
            f"“{record}” has been worked on since it was read: take the restriction or the file "
            "off on its own page before you reject it."
        )


def _holder(fact: ReadFact) -> ReadFact:
    """The fact whose record a fact is told in: its own, or of a paper's line, the paper's."""
    return fact.parent if fact.kind == "line" and fact.parent else fact


def _record(fact: ReadFact) -> Any:
    holder = _holder(fact)
    if holder.kind not in KEEPERS or holder.target_id is None:
        return None
    return KEEPERS[holder.kind].model._base_manager.filter(pk=holder.target_id).first()


def _as_it_stands(fact: ReadFact) -> dict[str, object]:
    return {"decision": fact.decision, "correction": fact.correction}


def _name(fact: ReadFact) -> str:
    return f"{fact.section}: {fact.kind} {fact.key}"
