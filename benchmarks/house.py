"""Print measures of the house, for a before and an after: python benchmarks/house.py [checkout]

Nothing is imported or run: the files are read as text, so that any checkout can be measured, with
any Python from 3.11 on. Migrations and tests are left out.

files per folder   Python files directly in it, `__init__.py` among them.
class names        of classes at the top of a file that stand in two or more files; `Command`,
                   which Django asks for, is left out.
Any                uses of the name per 1,000 lines; the line that imports it is no use.
arrows             a module importing a module, counted once, wherever the import stands (in a
                   function or for types alone too). A room is a top folder; the front of house
                   is split into its sub-folders. `inside`, `out` and `in` are those that stay in
                   the room, leave it or enter it. `up` are those that stay or leave and go against
                   a layers contract of `.importlinter`. `two-way` are those out of the room that
                   stand against a larger number the other way: what must go so that imports
                   between the two rooms run one way.
circles            modules that import each other in a ring (and those between two rings).
functions          lines from `def` to the end, docstring among them; methods and inner functions
                   count. A view is one that takes `request` first.
parameters         with a default that no call gives: see `parameters.py`. Those that tests
                   alone give are counted apart.
"""

import argparse
import ast
import configparser
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from modules import Function, Module, arrows, in_circles, read_modules
from parameters import never_given

PROJECT = Path(__file__).resolve().parents[1]
LONG_FILE = 400  # lines


def read_layers(root: Path) -> list[dict[str, tuple[int, bool]]]:
    """Each layers contract: module → how high it stands, and whether its neighbours are barred."""
    parser = configparser.ConfigParser()
    parser.read(root / ".importlinter")
    contracts = []
    for section in parser.values():
        if section.get("type") != "layers":
            continue
        for container in section.get("containers", "").split() or [""]:
            heights: dict[str, tuple[int, bool]] = {}
            for depth, line in enumerate(section["layers"].split("\n")):
                for name in line.replace("|", " ").replace(":", " ").split():
                    full = ".".join(filter(None, [container, name.strip("()")]))
                    heights[full] = (-depth, "|" in line)
            contracts.append(heights)
    return contracts


def goes_up(one: str, other: str, contracts: list[dict[str, tuple[int, bool]]]) -> bool:
    """Whether an import goes against a contract."""
    for heights in contracts:
        here, there = layer_of(one, heights), layer_of(other, heights)
        if here and there and here != there:
            (low, barred), (high, _) = heights[here], heights[there]
            if high > low or (high == low and barred):
                return True
    return False


def layer_of(name: str, heights: dict[str, tuple[int, bool]]) -> str:
    """The layer a module belongs to; empty where it belongs to none."""
    parts = name.split(".")
    above = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((each for each in above if each in heights), "")


def show_rooms(root: Path, modules: Sequence[Module]) -> None:
    """A line for each room: files, lines and arrows."""
    contracts, inside, up = read_layers(root), Counter[str](), Counter[str]()
    between = Counter[tuple[str, str]]()
    found = arrows(modules)
    for one, other in found:
        up[one.room] += goes_up(one.name, other.name, contracts)
        if one.room == other.room:
            inside[one.room] += 1
        else:
            between[one.room, other.room] += 1
    print(f"{'room':30} files  lines inside   out    in    up two-way")
    totals = [0] * 7
    for room in sorted({module.room for module in modules}):
        own = [module.lines for module in modules if module.room == room]
        leaving = {there: number for (here, there), number in between.items() if here == room}
        coming = {here: number for (here, there), number in between.items() if there == room}
        against = {
            there: number
            for there, number in leaving.items()
            if (number, room) < (coming.get(there, 0), there)
        }
        row = [len(own), sum(own), inside[room], sum(leaving.values()), sum(coming.values())]
        row += [up[room], sum(against.values())]
        totals = [total + each for total, each in zip(totals, row, strict=True)]
        print(f"{room:30}" + "".join(f"{each:6}" for each in row), *against)
    print(f"{'together':30}" + "".join(f"{each:6}" for each in totals))
    print("modules in circles:", *sorted(each.name for each in in_circles(found)))


# Names and sizes


def show_folders(modules: Sequence[Module]) -> None:
    """Files per folder, and the long files."""
    folders = Counter(str(module.path.parent) for module in modules)
    full = ", ".join(f"{name} {number}" for name, number in folders.most_common(4))
    print(f"files per folder: median {statistics.median(folders.values()):g}; most: {full}")
    long = [f"{each.path} {each.lines}" for each in modules if each.lines > LONG_FILE]
    print(f"files above {LONG_FILE} lines: {len(long)}", *long)


def show_classes(modules: Sequence[Module]) -> None:
    """Class names with more than one place."""
    places: defaultdict[str, set[Path]] = defaultdict(set)
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and node.name != "Command":
                places[node.name].add(module.path)
    many = sorted((-len(found), name) for name, found in places.items() if len(found) > 1)
    listed = ", ".join(f"{name} {-number}" if number < -2 else name for number, name in many)
    print(f"class names in two or more files: {len(many)} of {len(places)}: {listed}")


def show_any(modules: Sequence[Module]) -> None:
    """How often nothing is said of a type."""
    uses = Counter[str]()
    for module in modules:
        nodes = ast.walk(module.tree)
        uses[module.room] += sum(isinstance(each, ast.Name) and each.id == "Any" for each in nodes)
    lines = sum(module.lines for module in modules)
    most = ", ".join(f"{room} {number}" for room, number in uses.most_common(4))
    print(f"Any: {uses.total()}, {1000 * uses.total() / lines:.1f} per 1,000 lines; most: {most}")


def show_functions(modules: Sequence[Module]) -> None:
    """How long functions are, and views."""
    every = [(each, module) for module in modules for each in module.functions()]
    views = [(each, module) for each, module in every if takes_request(each)]
    for what, found in (("functions", every), ("views", views)):
        lengths = sorted(length(each) for each, _ in found)
        if not lengths:
            continue
        longest, module = max(found, key=lambda pair: length(pair[0]))
        tenth = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
        print(
            f"{what}: {len(lengths)}; lines: mean {statistics.mean(lengths):.1f}, "
            f"p90 {tenth}, max {lengths[-1]} ({module.path}, {longest.name})"
        )


def takes_request(function: Function) -> bool:
    """Whether it answers a request."""
    first = [*function.args.posonlyargs, *function.args.args][:1]
    return [each.arg for each in first] == ["request"]


def length(function: Function) -> int:
    """Lines from `def` to the end."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def show_parameters(modules: Sequence[Module], tests: Sequence[Module]) -> None:
    """Choices that nobody takes."""
    trees, callers = ([each.tree for each in group] for group in (modules, tests))
    nobody = never_given(trees, [*trees, *callers])
    others = [each for each in never_given(trees, trees) if each not in nobody]
    print(f"parameters given by nobody: {len(nobody)}: {', '.join(nobody)}")
    print(f"parameters given by tests alone: {len(others)}: {', '.join(others)}")


def main() -> None:
    """Read the checkout and print each measure."""
    parser = argparse.ArgumentParser(description="Measure the house.")
    parser.add_argument("root", type=Path, nargs="?", default=PROJECT)
    root = parser.parse_args().root
    modules = read_modules(root)
    print(f"{len(modules)} files, {sum(module.lines for module in modules):,} lines")
    for show in (show_folders, show_classes, show_any, show_functions):
        show(modules)
    show_parameters(modules, read_modules(root, tests=True))
    show_rooms(root, modules)


if __name__ == "__main__":
    main()
