"""The figures of a soak, added up over all processes and printed at the end."""

import os
from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    figures: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            figures.update(dict(report.user_properties).get("soak", {}))
    if figures and os.environ.get("SOAK") == "1":
        terminalreporter.section("broken files and packs")
        for name, count in sorted(figures.items(), key=lambda each: each[0].strip()):
            terminalreporter.write_line(f"{count:5} {name}")


@pytest.fixture
def compiled_here() -> None:
    """Packs are compiled as the portal does it: in a child of its own."""
