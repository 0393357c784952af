"""docs/glossary.md, written from the docstrings of the classes themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from django.apps import apps

from meetings.access import Restriction
from meetings.models import AgendaItem, Board, Meeting, Seat, Supplement
from minutes.models import Action, Minute, Minutes, Resolution
from reports.models import Paper, Recommendation, Report
from rotherham_hwb import shown
from rotherham_hwb.packs import plan
from rotherham_hwb.packs.models import PackEdition, Release
from rotherham_hwb.packs.plan.pack_plan import FrontSheet, PackPlan

ROOMS = {
    "meetings": "meetings: boards, people and seats, meetings, agenda items",
    "reports": "reports: one paper's life, from draft to cleared",
    "minutes": "minutes: what was decided",
    "rotherham_hwb": "the front of house: what needs several rooms",
}
WORDS = {
    "board": Board,
    "meeting": Meeting,
    "agenda item": AgendaItem,
    "paper": Paper,
    "report": Report,
    "pack": PackPlan,
    "release": Release,
    "edition": PackEdition,
    "supplement": Supplement,
    "front sheet": FrontSheet,
    "minutes": Minutes,
    "minute": Minute,
    "resolution": Resolution,
    "recommendation": Recommendation,
    "action": Action,
    "seat": Seat,
    "exempt, confidential": Restriction,
}
"""The words of code, pages and papers that are a class each."""


def glossary_text() -> str:
    """The whole document."""
    parts = [
        "# Glossary\n\nWritten from the docstrings of the classes by `manage.py write_glossary`; "
        "do not edit by hand.\n",
        "\n## Words\n\nOne word for one thing, in code, on pages and on paper.\n\n",
        "| word | class | what it is |\n|---|---|---|\n",
        *(f"| {word} | `{each.__name__}` | {meaning(each)} |\n" for word, each in WORDS.items()),
    ]
    for room, title in ROOMS.items():
        parts += _section(f"Records of {title}", records(room))
    parts += _section("What a viewer is shown (`rotherham_hwb/shown/`)", frozen(shown))
    parts += _section("What a pack is made of (`rotherham_hwb/packs/plan/`)", frozen(plan))
    return "".join(parts)


def records(room: str) -> Iterator[type]:
    """The models of a room."""
    for each in apps.get_models():
        if each.__module__.split(".")[0] == room:
            yield each


def frozen(package: ModuleType) -> Iterator[type]:
    """The public frozen dataclasses of a package and the packages in it."""
    for found in walk_packages(package.__path__, f"{package.__name__}."):
        module = import_module(found.name)
        for name, each in inspect.getmembers(module, inspect.isclass):
            if each.__module__ == found.name and not name.startswith("_") and _is_frozen(each):
                yield each


def meaning(each: type) -> str:
    """The first line of a class's own docstring; nothing where it has none.

    Models and dataclasses without one are given their fields for it.
    """
    said = inspect.cleandoc(each.__dict__.get("__doc__") or "").split("\n")[0]
    return "" if said.startswith(f"{each.__name__}(") else said


def _is_frozen(each: object) -> bool:
    return hasattr(each, "__dataclass_params__") and each.__dataclass_params__.frozen


def _section(title: str, classes: Iterable[type]) -> Iterator[str]:
    yield f"\n## {title}\n\n| class | module | what it is |\n|---|---|---|\n"
    for each in sorted(classes, key=lambda one: (one.__name__, one.__module__)):
        yield f"| `{each.__name__}` | `{each.__module__}` | {meaning(each)} |\n"
