"""What was read, in the plain shape that ``manage.py read_pack --format json`` prints."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from rotherham_hwb.legacy.facts import (
    Attendee,
    Fact,
    Header,
    MinutesSet,
    ReadItem,
    ReadMinute,
    ReadPack,
    ReadReport,
    ReadRestriction,
)
from rotherham_hwb.legacy.ledger import line_ledger

Plain = dict[str, Any]
"""What was read, or a part of it, as JSON holds it."""


def to_key(pack: ReadPack) -> Plain:
    """A pack as dictionaries and lists that JSON can hold; lines are 1-based."""
    return {
        "file": pack.name,
        "pack": {**_header(pack.header), "agenda": [_item(item) for item in pack.agenda]},
        "minutes": [_set(found) for found in pack.minutes],
        "reports": _reports(pack.reports),
        "warnings": [
            {"code": w.code, "line": w.line, "sentence": w.sentence} for w in pack.warnings
        ],
        "not_placed": list(line_ledger(pack).not_placed),
    }


def _text(fact: Fact[str] | None) -> str | None:
    return fact.value if fact else None


def _header(header: Header) -> Plain:
    signatory = header.signatory
    return {
        "body": header.body.value,
        "venue": _text(header.venue),
        "date": header.date.value.isoformat() if header.date else None,
        "time": header.time.value.strftime("%H:%M") if header.time else None,
        "membership": [person.value for person in header.membership],
        "signatory": (
            {"name": signatory.name.value, "post": signatory.post.value} if signatory else None
        ),
        "next_meeting_text": _text(header.next_meeting),
        "future_dates": [date.value.isoformat() for date in header.future_dates],
    }


def _item(item: ReadItem) -> Plain:
    return {
        "number": item.number.value,
        "title": item.title.value,
        "section": _text(item.section),
        "page_start": item.pages.value.first if item.pages else None,
        "page_end": item.pages.value.last if item.pages else None,
        "presenters": [person.value for person in item.presenters],
        "notes": [note.value for note in (*item.section_introduction, *item.notes)],
        "line": item.number.line,
        "restricted": _restricted(item.restriction),
    }


def _restricted(why: ReadRestriction | None) -> Plain | None:
    return asdict(why) if why else None


def _set(found: MinutesSet) -> Plain:
    return {
        "body": _text(found.body),
        "date": found.date.value.isoformat() if found.date else None,
        "chair": _text(found.chair),
        "present": [_person(person) for person in found.present],
        "apologies": [_person(person) for person in found.apologies],
        "items": [_minute(minute) for minute in found.minutes],
        "start_line": found.start_line,
        "end_line": found.end_line,
    }


def _person(person: Attendee) -> Plain:
    return {
        "name": person.name.value,
        "role": _text(person.role),
        "organisation_or_post": _text(person.post),
        "group": _text(person.group),
        "representing": _text(person.representing),
    }


def _minute(minute: ReadMinute) -> Plain:
    return {
        "number": minute.number.value,
        "title": _text(minute.title),
        "line": minute.number.line,
        "resolutions": [
            {"label": x.label, "text": x.text.value, "recommended_to": x.recommended_to}
            for x in minute.resolutions
        ],
        "actions": [action.value for action in minute.actions],
        "references": [reference.value for reference in minute.references],
        "votes": [
            {
                "motion": vote.motion.value,
                "for": vote.votes_for,
                "against": vote.against,
                "abstain": vote.abstain,
                "outcome": vote.outcome,
                "casting_vote": vote.casting_vote,
                "named": [{"name": n.name.value, "vote": n.way} for n in vote.named],
            }
            for vote in minute.votes
        ],
        "motions": [
            {"mover": _text(motion.mover), "seconder": _text(motion.seconder)}
            for motion in minute.motions
        ],
        "exclusion_paragraphs": list(minute.exclusion.value) if minute.exclusion else None,
        "interests": [who.value for who in minute.interests],
        "restricted": _restricted(minute.restriction),
    }


def _reports(reports: tuple[ReadReport, ...]) -> list[Plain]:
    """Every paper with a title of its own; letters and the like stand with what they are behind."""
    out: list[Plain] = []
    for report in reports:
        plain = {
            "title": _text(report.title),
            "start_line": report.start_line,
            "end_line": report.end_line,
            "agenda_item": _text(report.agenda_item),
            "restricted": _restricted(report.restriction),
        }
        if report.attachment and out and _says_no_more(report, out[-1]["title"]):
            out[-1]["attachments"].append(plain)
            continue
        fields = {field.label: field.value.value for field in report.fields}
        attached = {"attachment": True} if report.attachment else {}
        out.append({**plain, **attached, "fields": fields, **_asks(report), "attachments": []})
    return out


def _says_no_more(report: ReadReport, before: str | None) -> bool:
    """Whether an attachment has no title, or the title of the covering report it stands behind."""
    if report.title is None:
        return True
    both = (report.title.value, before or "")
    return len({re.sub(r"[^a-z0-9]", "", said.casefold()) for said in both}) == 1


def _asks(report: ReadReport) -> Plain:
    """What a report recommends, and who approved it, where it says so."""
    limbs = [{"label": x.label, "text": x.text.value} for x in report.recommendations]
    signed = [
        {
            "post": each.post.value,
            "name": _text(each.name),
            "date": each.date.value.isoformat() if each.date else None,
        }
        for each in report.approvals
    ]
    return {"recommendations": limbs, "approvals": signed}
