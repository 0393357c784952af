"""Parameters with a default that no call gives; `house.py` prints them.

Calls are matched by the name of the function alone, so the count is a rough one, and too low where
several functions share a name. Left out is what may be called unseen: a function that is handed
on, or never called by its name, dunder methods, and what is decorated with `register…`.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from modules import Function

IN_THE_BACKGROUND = {"enqueue", "call"}  # task.enqueue(…) gives its arguments to the task
EVERY = 1000  # places filled by *args


@dataclass
class Calls:
    """All that is given to the functions of one name."""

    places: int = 0  # filled by position, at most
    keywords: set[str] = field(default_factory=set)
    seen: bool = False
    unclear: bool = False  # it is handed on, or given **keywords

    def add(self, call: ast.Call) -> None:
        """Count one call."""
        starred = any(isinstance(each, ast.Starred) for each in call.args)
        self.places = max(self.places, EVERY if starred else len(call.args))
        self.keywords |= {each.arg for each in call.keywords if each.arg}
        self.unclear |= any(each.arg is None for each in call.keywords)
        self.seen = True


def never_given(trees: Iterable[ast.Module], callers: Iterable[ast.Module]) -> list[str]:
    """ "function(parameter)" for each that no caller gives, in order of name."""
    calls = read_calls(callers)
    return sorted(
        f"{function.name}({name})"
        for tree in trees
        for function, method in functions(tree)
        if (known := calls[function.name]).seen and not known.unclear
        for place, name in with_default(function, method)
        if name not in known.keywords and place >= known.places
    )


def read_calls(trees: Iterable[ast.Module]) -> defaultdict[str, Calls]:
    """What is given to each name."""
    calls: defaultdict[str, Calls] = defaultdict(Calls)
    for tree in trees:
        called = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                function = node.func
                if isinstance(function, ast.Attribute) and function.attr in IN_THE_BACKGROUND:
                    function = function.value
                called |= {function, getattr(node.func, "value", None)}
                calls[name_of(function)].add(node)
        for node in ast.walk(tree):
            loaded = isinstance(getattr(node, "ctx", None), ast.Load)
            if loaded and node not in called:
                calls[name_of(node)].unclear = True
    return calls


def name_of(node: ast.AST) -> str:
    """The last name of "module.function"; empty where there is none."""
    return getattr(node, "id", "") or getattr(node, "attr", "")


def functions(tree: ast.Module) -> Iterator[tuple[Function, bool]]:
    """Each function, and whether it is a method."""
    for parent in ast.walk(tree):
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, Function) and not called_unseen(node):
                yield node, isinstance(parent, ast.ClassDef)


def called_unseen(function: Function) -> bool:
    """Whether Python or a library calls it."""
    decorators = map(ast.unparse, function.decorator_list)
    return function.name.startswith("__") or any("register" in each for each in decorators)


def with_default(function: Function, method: bool) -> Iterator[tuple[int, str]]:
    """Place and name of each parameter that may be left out; a keyword's place is out of reach."""
    placed = [*function.args.posonlyargs, *function.args.args]
    first = len(placed) - len(function.args.defaults)
    yield from ((at - method, each.arg) for at, each in enumerate(placed) if at >= first)
    for each, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
        if default is not None:
            yield EVERY, each.arg
