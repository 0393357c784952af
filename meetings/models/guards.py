"""Constraints and triggers that several records share: what the database itself refuses."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pgtrigger
from django.db import models
from django.db.models import Q

STATE_GUARD = "state_moves_by_table"
UNCHANGED = "unchanged_once_published"
STAYS = "stays_once_published"
NOTHING_MORE = "nothing_more_once_published"


def state_guard() -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that closes a `state` column to everything but `lifecycle.move()`."""
    return (
        pgtrigger.Protect(
            name=STATE_GUARD,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state")),
        ),
    )


def stamped_pair(stamp: str, name: str) -> models.CheckConstraint:
    """The check that `<stamp>_at` and `<stamp>_by` are both there or both not."""
    both = Q(**{f"{stamp}_at__isnull": False, f"{stamp}_by__isnull": False})
    neither = Q(**{f"{stamp}_at__isnull": True, f"{stamp}_by__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=name)


def kept_for(years: int, *, of: str) -> pgtrigger.Trigger:
    """The trigger that refuses to delete a row until so many years after its meeting.

    `of` is SQL for the day of the meeting that the row OLD is kept for; NULL: for none. The last
    day is counted as `deadlines.years_after` counts it; two tests hold the two together.
    """
    return pgtrigger.Trigger(
        name="kept_open_for_years",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        declare=[("held", "date"), ("kept_until", "date")],
        func=f"""
            held := ({of});
            kept_until := (held + interval '{years} years')::date;
            IF extract(day FROM kept_until) <> extract(day FROM held) THEN
                kept_until := kept_until + 1;
            END IF;
            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN
                RAISE EXCEPTION USING
                    ERRCODE = 'restrict_violation',
                    MESSAGE = 'It must stay open to the public until ' || kept_until;
            END IF;
            RETURN OLD;
        """,
    )


def unchanged_once(out: str, *fields: str, says: str, name: str = UNCHANGED) -> pgtrigger.Trigger:
    """The trigger that refuses to change these fields of a row once `out` finds anything.

    `out` is an SQL query over the row OLD; `says` is the sentence of the refusal. A verb that may
    change them all the same, with a reason and an audit event, opens it: `opened(Model)`.
    """
    return _refusing(name, pgtrigger.Update, out, says, pgtrigger.AnyChange(*fields))


def nothing_more_once(out: str, *, says: str) -> pgtrigger.Trigger:
    """The trigger that refuses new rows once `out`, a query over the row NEW, finds anything."""
    return _refusing(NOTHING_MORE, pgtrigger.Insert, out, says)


def stays_once(out: str, *, says: str) -> pgtrigger.Trigger:
    """The trigger that refuses to delete a row once `out`, a query over OLD, finds anything."""
    return _refusing(STAYS, pgtrigger.Delete, out, says)


def _refusing(
    name: str,
    operation: pgtrigger.Operation,
    out: str,
    says: str,
    condition: pgtrigger.Condition | None = None,
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=f"""
            IF EXISTS ({out}) THEN
                {_refused(says)}
            END IF;
            RETURN {"OLD" if operation is pgtrigger.Delete else "NEW"};
        """,
    )


def told_in_the_log(
    record_type: str, column: str, *, came: str, went: str, tells: str, over: str, stays: str
) -> pgtrigger.Trigger:
    """The trigger that refuses, at the end of a transaction, what no audit event of it tells of.

    The event is written in the same transaction, of the record that `column` points to, and says
    what was done: `came` of a new row, `went` of one that was ended or taken away. `tells` is SQL
    that holds where the event speaks of the row `changed`. The only change of a row is its end:
    `over` is SQL for that, and `stays` names the columns that no end changes.
    """
    same = " AND ".join(f"NEW.{each} IS NOT DISTINCT FROM OLD.{each}" for each in stays.split())
    told = f"""
        SELECT 1 FROM meetings_auditevent event
        WHERE event.written_in = pg_current_xact_id()::text::bigint
        AND event.record_type = '{record_type}' AND event.record_id = changed.{column}::text
        AND (event.action = done AND {tells} OR TG_OP = 'DELETE' AND event.action = 'delete')
    """  # noqa: S608 - every part of it is written in the models
    refused = _refused("Who may do what is changed by the portal alone, and stands in its log.")
    return pgtrigger.Trigger(
        name="told_in_the_log",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        declare=[("changed", "record"), ("done", "text")],
        func=f"""
            done := '{went}';
            changed := NEW;
            IF TG_OP = 'INSERT' THEN done := '{came}'; END IF;
            IF TG_OP = 'DELETE' THEN changed := OLD; END IF;
            IF TG_OP = 'UPDATE' THEN
                IF NOT ({same} AND {over}) THEN
                    {refused}
                END IF;
            END IF;
            IF NOT EXISTS ({told}) THEN
                {refused}
            END IF;
            RETURN NULL;
        """,
    )


def joined_in_the_log() -> pgtrigger.Trigger:
    """The trigger that joins no account to a person unless an event of the transaction says so."""
    refused = _refused("Whose an account is, is said by the portal alone, and stands in its log.")
    return pgtrigger.Trigger(
        name="joined_in_the_log",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(
            old__user_id__df=pgtrigger.F("new__user_id"), new__user_id__isnull=False
        ),
        timing=pgtrigger.Deferred,
        func=f"""
            IF NOT EXISTS (
                SELECT 1 FROM meetings_auditevent event
                JOIN meetings_user account ON account.email = event.detail->>'account'
                WHERE event.written_in = pg_current_xact_id()::text::bigint
                AND event.record_type = 'meetings.Person' AND event.record_id = NEW.id::text
                AND event.action = 'join an account to' AND account.id = NEW.user_id
            ) THEN
                {refused}
            END IF;
            RETURN NULL;
        """,  # noqa: S608 - every part of it is written here
    )


def opened(*models_: type[models.Model]) -> AbstractContextManager[None]:
    """Let one verb change what is published of these models, or take it away.

    For verbs that say who did it, why, and what the old address tells from now on.
    """
    return pgtrigger.ignore(
        *(
            f"{model._meta.label}:{trigger.name}"
            for model in models_
            for trigger in model._meta.triggers  # type: ignore[attr-defined]
            if trigger.name in (UNCHANGED, STAYS)
        )
    )


def reworded(*models_: type[models.Model]) -> AbstractContextManager[None]:
    """Let the one verb that takes words out of the record change what never changes otherwise.

    Also of records that are read-only from the start, such as a correction or a notice given.
    """
    return pgtrigger.ignore(
        *(
            f"{model._meta.label}:{trigger.name}"
            for model in models_
            for trigger in model._meta.triggers  # type: ignore[attr-defined]
            if trigger.name == UNCHANGED or isinstance(trigger, pgtrigger.ReadOnly)
        )
    )


def _refused(says: str) -> str:
    return f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{says}';"


def day_stays() -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that holds a meeting to its day once its minutes are published.

    The years for which the minutes are kept begin with that day.
    Source: LGA 1972 s.100C(1).
    """
    out = """
        SELECT 1 FROM minutes_minutes minutes
        WHERE minutes.meeting_id = OLD.id AND minutes.state NOT IN ('draft', 'with_chair')
    """
    says = "The minutes are published: the day stays."
    return (unchanged_once(out, "date", says=says, name="day_stays"),)
