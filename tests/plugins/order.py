"""What waits for other programs comes first: begun last, it would run when all else is done.

Each worker begins with an equal part of all tests, in their order, and takes from the end of
another's when it has none left. The walks are all in the first part, for they share one browser
and one HTML checker; the demos and the soak, which need no database, open the second.
"""

from __future__ import annotations

import pytest

OPENING = ({"tests/journeys"}, {"tests/demo", "tests/soak"})
"""Which folders open the first worker's part, and which the second's."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Order the tests, the same way in every worker; with none, they stay as they are."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    if workers > 1:
        first, second = ([each for each in items if _folder(each) in part] for part in OPENING)
        others = [each for each in items if not any(_folder(each) in part for part in OPENING)]
        share = max(0, len(items) // workers - len(first))
        items[:] = first + others[:share] + second + others[share:]


def _folder(item: pytest.Item) -> str:
    return "/".join(item.nodeid.split("/")[:2])
