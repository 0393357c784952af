"""What an officer can do with one action, each as a page with its form and its verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minutes import actions as verbs
from minutes.models import LIVE, Action, ActionState, MinutesState
from rotherham_hwb.desk.actions import forms

OVER = (ActionState.DONE, ActionState.DROPPED)


@dataclass(frozen=True)
class Step:
    """One thing to do with an action: the words of its page, its form, its verb."""

    title: str
    says: str
    button: str
    done: str
    form: type[forms.StepForm]
    verb: Callable[..., object]
    states: tuple[ActionState, ...] = LIVE
    in_draft: bool = False


STEPS = {
    "finish": Step(
        "Record that it is done",
        "It leaves the list of what is to be done. The log keeps it, with the day.",
        "Record it as done",
        "The action is done.",
        forms.FinishForm,
        verbs.finish,
    ),
    "carry": Step(
        "Carry it forward",
        "It stays in the log as carried forward, and stands on the next agenda again.",
        "Carry it forward",
        "The action is carried forward.",
        forms.CarryForm,
        verbs.carry,
    ),
    "drop": Step(
        "Drop it",
        "It leaves the list of what is to be done. The log keeps it as no longer needed; the "
        "reason stays with the officers. Links sent to its owners stop working.",
        "Drop the action",
        "The action is dropped.",
        forms.ReasonStepForm,
        verbs.drop,
    ),
    "reopen": Step(
        "Take it up again",
        "It is to be done again, and its owners can report on it.",
        "Take it up again",
        "The action is to be done again.",
        forms.ReasonStepForm,
        verbs.reopen,
        OVER,
    ),
    "owners": Step(
        "Say who owes it",
        "The log names them from now on. Published minutes keep the names they print. A link that "
        "was sent to somebody you remove, or whose address you change, stops working.",
        "Save the owners",
        "The owners are saved.",
        forms.OwnersForm,
        verbs.assign,
        in_draft=True,
    ),
    "due": Step(
        "Say when it is due",
        "Fill in one of the three. Published minutes keep the day they print.",
        "Save when it is due",
        "The day is saved.",
        forms.DueForm,
        verbs.set_due,
        in_draft=True,
    ),
    "told": Step(
        "Write down what you were told",
        "It stands in the log at once, where all may read it if the minute is public.",
        "Put it into the log",
        "It is in the log.",
        forms.ToldForm,
        verbs.tell_progress,
    ),
}


def steps_for(action: Action) -> list[tuple[str, str]]:
    """The steps an action can take now, each with its title."""
    drafted = action.minute.minutes.state == MinutesState.DRAFT
    return [
        (name, each.title)
        for name, each in STEPS.items()
        if action.state in each.states and (each.in_draft or not drafted)
    ]
