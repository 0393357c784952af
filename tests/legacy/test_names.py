"""The reader knows no person and no board of the packs it was tried on: its rules are general."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rotherham_hwb.demo.postgres import PROJECT
from tests.tools import shared

LEGACY = PROJECT / "rotherham_hwb" / "legacy"
PACKAGE = "rotherham_hwb"  # our own name, which every import says
TITLES = re.compile(r"^(?:Councillor|Cllr|Dr|Mr|Mrs|Ms|Professor)\.?\s+", re.I)
# Surnames that are words of a council's papers too.
WORDS = frozenset(("Chambers", "Green", "Hall", "Hill", "Page", "West"))
# Words that the name of any board may hold, and the abbreviation of a service.
COMMON = re.compile(
    r"^(?:and|board|cabinet|camhs|children|committee|families|health|local|meeting|of|overview|"
    r"partnership|people|safeguarding|scrutiny|strategy|the|wellbeing|young)$",
    re.I,
)


def of(packs: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(packs.glob("*.json")):
        yield json.loads(path.read_text())


def people(key: dict[str, Any]) -> Iterator[str]:
    """Every person a key names, without title and post."""
    named = [*(key["pack"].get("membership") or []), (key["pack"]["signatory"] or {}).get("name")]
    for item in key["pack"]["agenda"]:
        named += [presenter.partition(",")[0] for presenter in item["presenters"]]
    for minutes in key["minutes"]:
        named.append(minutes["chair"])
        named += [person["name"] for person in (*minutes["present"], *minutes["apologies"])]
    for name in filter(None, named):
        bare = TITLES.sub("", name.strip())
        if len(bare.split()) > 1:
            yield bare


def boards(key: dict[str, Any]) -> Iterator[str]:
    yield key["pack"]["body"]
    yield from (minutes["body"] for minutes in key["minutes"])


def told_apart(keys: list[dict[str, Any]]) -> set[str]:
    """What would give a rule away: whole names, surnames, the words that are one board's own."""
    names = {name for key in keys for name in people(key)}
    surnames = {name.split()[-1] for name in names}
    words = {
        word for key in keys for name in boards(key) for word in re.findall(r"[A-Za-z]+", name)
    }
    own = {word.title() if word.islower() else word for word in words if not COMMON.match(word)}
    return names | (surnames - WORDS) | own


def mentions(text: str, wanted: set[str]) -> list[str]:
    """Names of several words in any case, single words as they are written in a name."""
    text = text.replace(PACKAGE, "")
    folded = text.casefold()
    close = {
        name for name in wanted if (name in text if " " not in name else name.casefold() in folded)
    }
    return sorted(
        name for name in close if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, _case(name))
    )


def _case(name: str) -> int:
    return re.I if " " in name else 0


@pytest.mark.shared
def test_no_rule_of_the_reader_names_a_person_or_a_board_of_the_packs() -> None:
    wanted = told_apart(list(of(shared("packs/keys"))))
    assert len(wanted) > 100
    found = {
        path.relative_to(LEGACY).as_posix(): said
        for path in sorted(LEGACY.rglob("*.py"))
        if (said := mentions(path.read_text(), wanted))
    }
    assert found == {}


def test_a_rule_that_names_a_person_or_a_board_is_found() -> None:
    held: dict[str, Any] = {"present": [], "apologies": []}
    minutes = {"body": "Dyke Panel", "chair": "Councillor Ann Reed", **held}
    pack: dict[str, Any] = {"body": "Fenmarsh Health Board", "signatory": None, "agenda": []}
    key = {"pack": pack, "minutes": [minutes]}
    wanted = told_apart([key])
    assert wanted == {"Ann Reed", "Reed", "Fenmarsh", "Dyke", "Panel"}
    rule = 'if body == "Fenmarsh board" or chair.endswith("Reed"):  # rotherham_hwb'
    assert mentions(rule, wanted) == ["Fenmarsh", "Reed"]
