"""Constraints and triggers that several records share: what the database itself refuses."""

import pgtrigger
from django.db import models
from django.db.models import Q

STATE_GUARD = "state_moves_by_table"


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


def unchanged_once(out: str, *fields: str, says: str) -> pgtrigger.Trigger:
    """The trigger that refuses to change these fields of a row once `out` finds anything.

    `out` is an SQL query over the row OLD; `says` is the sentence of the refusal.
    """
    return pgtrigger.Trigger(
        name="unchanged_once_published",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func=f"""
            IF EXISTS ({out}) THEN
                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{says}';
            END IF;
            RETURN NEW;
        """,
    )


def day_stays() -> tuple[pgtrigger.Trigger, ...]:
    """The trigger that holds a meeting to its day once its minutes are published.

    The years for which the minutes are kept begin with that day.
    Source: LGA 1972 s.100C(1).
    """
    out = """
        SELECT 1 FROM minutes_minutes minutes
        WHERE minutes.meeting_id = OLD.id AND minutes.state NOT IN ('draft', 'with_chair')
    """
    return (unchanged_once(out, "date", says="The minutes are published: the day stays."),)
