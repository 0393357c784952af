"""One event of the log as sentences: who did what to which record, and what that changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from meetings.models import AuditEvent, User
from meetings.wording import joined_with_and, page_moment, plain_date

LONGEST = 120
"""Characters of one value; the record itself has the rest."""
PAST = {
    "begin": "began",
    "bring": "brought",
    "cancel": "cancelled",
    "choose": "chose",
    "defer": "deferred",
    "do": "did",
    "drop": "dropped",
    "give": "gave",
    "hold": "held",
    "keep": "kept",
    "let": "let",
    "make": "made",
    "put": "put",
    "refer": "referred",
    "say": "said",
    "send": "sent",
    "set": "set",
    "take": "took",
    "withdraw": "withdrew",
    "write": "wrote",
}
WHOLE = {
    "call": "announced {}",
    "choose when to get e-mails": "chose when to get e-mails",
    "record own vote": "recorded their own vote on {}",
    "remove own vote": "removed their own vote on {}",
    "take the chair": "put {} into the chair",
}
"""Deeds whose sentence does not follow from their name."""
BEFORE_ITS_RECORD = ("about", "at", "for", "from", "in", "of", "on", "to", "under", "with")
STATES = ("source", "target")


def sentence_of(event: AuditEvent) -> str:
    """“Olive Officer sent the paper “Ferry times” for sign-off.”"""
    named = f"the {kind_of(event)} “{event.record_name}”" if event.record_name else kind_of(event)
    said = WHOLE[event.action] if event.action in WHOLE else _in_the_past(event.action)
    told = f"{event.actor_name} {said.format(named)}"
    return f"{told[:1].upper()}{told[1:]}."


def deed(action: str) -> str:
    """“sent … for sign-off”, of no record in particular."""
    return (WHOLE[action] if action in WHOLE else _in_the_past(action)).format("…")


def kind_of(event: AuditEvent) -> str:
    """What kind of record an event speaks of, in the words of the record itself."""
    model = _model_of(event)
    if model is None:
        return event.record_type
    return "account" if model is User else str(model._meta.verbose_name)


def details_of(event: AuditEvent) -> list[str]:
    """What else the event holds, a sentence each."""
    model = _model_of(event)
    detail = event.detail
    told = [*_moved(model, detail)]
    for name, value in detail.items():
        if name == "changes" and isinstance(value, dict):
            told += [_changed(model, each, pair) for each, pair in value.items()]
        elif name not in STATES:
            told.append(f"{_label(model, name)}: {_words(model, name, value)}.")
    return told


def _in_the_past(action: str) -> str:
    """“add a version of {}”, “sent {} for sign-off”: the record stands where its words want it."""
    verb, _, rest = action.partition(" ")
    done = PAST.get(verb) or _regular(verb)
    if not rest:
        return f"{done} {{}}"
    return f"{done} {rest} {{}}" if rest.split()[-1] in BEFORE_ITS_RECORD else f"{done} {{}} {rest}"


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeo":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def _moved(model: type[models.Model] | None, detail: Mapping[str, object]) -> Iterator[str]:
    source, target = (detail.get(each) for each in STATES)
    if source and target and source != target:
        yield f"State: {_words(model, 'state', target)}, before {_words(model, 'state', source)}."


def _changed(model: type[models.Model] | None, name: str, pair: object) -> str:
    if isinstance(pair, list) and len(pair) == 2:
        old, new = (_words(model, name, each) for each in pair)
        return f"{_label(model, name)}: {new}, before {old}."
    return f"{_label(model, name)}: {_words(model, name, pair)}."


def _label(model: type[models.Model] | None, name: str) -> str:
    words = name.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"


def _words(model: type[models.Model] | None, name: str, value: object) -> str:
    """A stored value as somebody would say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        each = (f"{_label(model, key)} {_words(model, key, one)}" for key, one in value.items())
        return "; ".join(each) or "nothing"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return joined_with_and([_words(model, name, one) for one in value]) or "nothing"
    if value is None or value == "":
        return "nothing"
    said = _choice(model, name, value) or _day(str(value)) or str(value)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _choice(model: type[models.Model] | None, name: str, value: object) -> str:
    """The label of one of the values that the column may have; nothing where there is none."""
    if model is None:
        return ""
    with suppress(FieldDoesNotExist):
        field = model._meta.get_field(name)
        choices = dict(getattr(field, "flatchoices", None) or ())
        return str(choices.get(value, ""))
    return ""


def _day(value: str) -> str:
    """A day or a moment that was stored in figures; nothing where it is none."""
    with suppress(ValueError):
        return plain_date(dt.date.fromisoformat(value)) if "-" in value else ""
    with suppress(ValueError):
        moment = dt.datetime.fromisoformat(value)
        return page_moment(moment) if moment.tzinfo else ""
    return ""


def _model_of(event: AuditEvent) -> type[models.Model] | None:
    try:
        return apps.get_model(event.record_type)
    except (LookupError, ValueError):
        return None
