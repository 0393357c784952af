"""What the log says of one event: a sentence, and what changed in others."""

from __future__ import annotations

import pytest

from meetings.models import AuditEvent
from rotherham_hwb.desk.people.log_sentences import deed, details_of, sentence_of


def event(action: str, kind: str = "reports.Paper", **detail: object) -> AuditEvent:
    return AuditEvent(
        actor_name="Olive Green",
        action=action,
        record_type=kind,
        record_name="Ferry times",
        detail=detail,
    )


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("add", "added the paper “Ferry times”"),
        ("classify", "classified the paper “Ferry times”"),
        ("delay", "delayed the paper “Ferry times”"),
        ("withdraw", "withdrew the paper “Ferry times”"),
        ("add a version of", "added a version of the paper “Ferry times”"),
        ("send for sign-off", "sent the paper “Ferry times” for sign-off"),
        ("close to one person", "closed the paper “Ferry times” to one person"),
        ("call", "announced the paper “Ferry times”"),
        ("choose when to get e-mails", "chose when to get e-mails"),
    ],
)
def test_an_event_is_a_sentence_about_somebody_and_a_record(action: str, said: str) -> None:
    assert sentence_of(event(action)) == f"Olive Green {said}."


def test_a_command_and_a_record_that_is_gone_are_told_too() -> None:
    told = AuditEvent(actor_name="reminders", action="remind of", record_type="x.Gone")

    assert sentence_of(told) == "Reminders reminded of x.Gone."


def test_an_account_is_called_an_account() -> None:
    assert "changed the password of the account “Ferry times”" in sentence_of(
        event("change the password of", "meetings.User")
    )


def test_what_is_looked_for_names_no_record() -> None:
    assert deed("send for sign-off") == "sent … for sign-off"


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        (
            {"source": "draft", "target": "agenda_published"},
            "State: Agenda published, before Draft.",
        ),
        ({"source": "held", "target": "held"}, None),
        ({"changes": {"joint_boards": [[], ["A", "B"]]}}, "Joint boards: A and B, before nothing."),
        ({"changes": 3}, "Changes: 3."),
        ({"changes": {"date": "2027-01-13"}}, "Date: 13 January 2027."),
        ({"extraordinary": True}, "Extraordinary: yes."),
        ({"note": None}, "Note: nothing."),
        ({"held_at": "2027-01-13T09:00:00+00:00"}, "Held at: Wednesday 13 January 2027, 9:00 am."),
        ({"room": {"first_leaf": 2, "days": []}}, "Room: First leaf 2; Days nothing."),
        ({"text": "x" * 200}, f"Text: {'x' * 119}…."),
    ],
)
def test_what_an_event_holds_is_told_without_code(
    detail: dict[str, object], said: str | None
) -> None:
    told = details_of(event("change", "meetings.Meeting", **detail))

    assert told == ([said] if said else [])
