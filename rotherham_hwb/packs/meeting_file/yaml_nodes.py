"""A YAML file as nodes that remember their line, so that a mistake can be pointed at."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.nodes import Node as YamlNode

from meetings.names import composed_name, why_no_name

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
TIME = re.compile(r"(\d{1,2})[:.](\d{2})")


class FileFault(Exception):
    """Something in the file is wrong; the message is one sentence with its line."""


@dataclass(frozen=True)
class Node:
    """One value of the file and the words that name it: "item 3"."""

    yaml: YamlNode
    file: str
    name: str

    def fault(self, sentence: str) -> FileFault:
        """The fault to raise, with file and line before the sentence."""
        return FileFault(f"{self.file}, line {self.yaml.start_mark.line + 1}: {sentence}")

    def at(self, node: YamlNode, name: str) -> "Node":
        """Another value of the same file."""
        return Node(node, self.file, name)

    def fields(self, known: frozenset[str]) -> dict[str, "Node"]:
        """The fields of a mapping by their names; unknown and repeated ones are refused."""
        if not isinstance(self.yaml, yaml.MappingNode):
            raise self.fault(f"{self.name} must be a list of “field: value” lines.")
        found: dict[str, Node] = {}
        for key, value in self.yaml.value:
            name = str(key.value)
            here = self.at(key, name)
            if name not in known:
                options = ", ".join(sorted(known))
                raise here.fault(f"“{name}” is no field of {self.name}; it may have {options}.")
            if name in found:
                raise here.fault(f"“{name}” stands twice in {self.name}: keep one.")
            if not _is_null(value):
                found[name] = self.at(value, f"“{name}” of {self.name}")
        return found

    def entries(self) -> list["Node"]:
        """The entries of a list."""
        if not isinstance(self.yaml, yaml.SequenceNode):
            raise self.fault(f"{self.name} must be a list, each entry with “- ” before it.")
        return [self.at(entry, f"an entry of {self.name}") for entry in self.yaml.value]

    def text(self) -> str:
        """A value as text on one line, never empty."""
        if not isinstance(self.yaml, yaml.ScalarNode):
            raise self.fault(f"{self.name} must be text.")
        text = " ".join(self.yaml.value.split())
        if not text:
            raise self.fault(f"{self.name} is empty: write it, or leave the field out.")
        if why := why_no_name(text):
            raise self.fault(f"{self.name}: {why}")
        return composed_name(text)

    def texts(self) -> tuple[str, ...]:
        """One text, its lines, or a list of texts."""
        if isinstance(self.yaml, yaml.ScalarNode):
            self.text()
            return tuple(line.strip() for line in self.yaml.value.splitlines() if line.strip())
        return tuple(entry.text() for entry in self.entries())

    def truth(self) -> bool:
        """A yes or a no."""
        value = self.text().lower()
        if value not in ("true", "yes", "on", "false", "no", "off"):
            raise self.fault(f"{self.name} must be true or false, not “{value}”.")
        return value in ("true", "yes", "on")

    def date(self) -> dt.date:
        """A date that exists."""
        value = self.text()
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise self.fault(
                f"{self.name} must be a date that exists, written like 2025-01-30, not “{value}”."
            ) from None

    def time(self) -> dt.time:
        """A time of day."""
        value = self.text()
        match = TIME.fullmatch(value)
        try:
            return dt.time(int(match[1]), int(match[2])) if match else dt.time(99)
        except ValueError:
            raise self.fault(
                f"{self.name} must be a time of day, written like 14:30, not “{value}”."
            ) from None


def read_nodes(path: Path, name: str) -> Node:
    """The file's top value.

    Raises: FileFault, where there is no readable YAML in it.
    """
    text = _text(path)
    try:
        _refuse_traps(text, path.name)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise FileFault(_yaml_sentence(error, path.name)) from None
    if node is None:
        raise FileFault(f"{path.name} is empty: a meeting file needs at least a board and a date.")
    return Node(node, path.name, name)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileFault(f"{path.name} is larger than 1 MB, which no meeting file is.")
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise FileFault(f"{path.name} cannot be read: check its name and folder.") from None
    except UnicodeDecodeError:
        raise FileFault(f"{path.name} is not a text file: write it as YAML in UTF-8.") from None


def _refuse_traps(text: str, file: str) -> None:
    """Anchors or deep nesting can make a small file endless, and no meeting needs them."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        where = f"{file}, line {event.start_mark.line + 1 if event.start_mark else 1}"
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FileFault(f"{where}: & and * references are not read: write the value out.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise FileFault(f"{where}: lists are nested too deeply for a meeting file.")


def _yaml_sentence(error: yaml.YAMLError, file: str) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"{file}, line {mark.line + 1}" if mark else file
    problem = getattr(error, "problem", None) or "it cannot be understood"
    return f"{where}: this is not YAML ({problem}); check its indents, colons and quotes."


def _is_null(node: YamlNode) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")
