"""The Python files of a checkout, read as text, and which of them import which."""

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FRONT = "rotherham_hwb"
LEFT_OUT = {"tests", "migrations", "benchmarks", "docs", "node_modules", "static", "templates"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file, read once."""

    path: Path  # from the root
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def name(self) -> str:
        """As it is imported: "meetings.models.board"."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """The top folder, or the sub-folder of the front of house."""
        deep = 2 if self.path.parts[0] == FRONT and len(self.path.parts) > 2 else 1
        return ".".join(self.path.parts[:deep])

    def functions(self) -> Iterator[Function]:
        return (each for each in ast.walk(self.tree) if isinstance(each, Function))


def read_modules(root: Path, *, tests: bool = False) -> list[Module]:
    """The files of the rooms, or of the tests."""
    wanted = [root / "tests"] if tests else [top for top in root.iterdir() if is_room(top.name)]
    paths = sorted(path.relative_to(root) for top in wanted for path in top.glob("**/*.py"))
    paths = [path for path in paths if tests or all(map(is_room, path.parts))]
    return [Module(path, (root / path).read_text(encoding="utf-8")) for path in paths]


def is_room(name: str) -> bool:
    """Whether a folder or file holds code of ours that is measured."""
    return name not in LEFT_OUT and not name.startswith(".")


def arrows(modules: Sequence[Module]) -> set[tuple[Module, Module]]:
    """Who imports whom."""
    known = {module.name: module for module in modules}
    found = {
        (module, known[name])
        for module in modules
        for name in imported(module, known.keys())
        if name in known
    }
    return {(one, other) for one, other in found if one is not other}


def imported(module: Module, known: Collection[str]) -> Iterator[str]:
    """The names of the modules that one imports."""
    package = module.name.split(".")
    if module.path.name != "__init__.py":
        package.pop()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for each in node.names:
                inner = f"{base}.{each.name}"
                yield inner if inner in known else base


def in_circles(found: set[tuple[Module, Module]]) -> set[Module]:
    """The modules that import each other in a ring, and those between two rings."""
    left = found
    while True:
        ones, others = {one for one, _ in left}, {other for _, other in left}
        kept = ones & others
        fewer = {pair for pair in left if kept.issuperset(pair)}
        if fewer == left:
            return kept
        left = fewer
