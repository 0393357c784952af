"""What a newcomer gets from `make demo`: a new database on the wheel's PostgreSQL, and pages."""

import http.client
import re

import pytest

from tests.demo.conftest import Start, ended, open_for_visitors

pytestmark = pytest.mark.slow


def get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, f"{path}: {answer.status}"
    return body


def links(page: bytes, pattern: str) -> list[str]:
    return re.findall(rf'href="({pattern})"', page.decode())


def test_a_newcomer_finds_a_board_with_a_published_pack(start: Start, port: int) -> None:
    demo = start("portal", postgres=True)
    assert open_for_visitors(demo)
    board = links(get(port, "/"), "/boards/[^/]*/")[0]
    meetings = links(get(port, board), "/meetings/[0-9]+/")
    packs = [pack for path in meetings for pack in links(get(port, path), r"/packs/\w+\.pdf")]
    assert get(port, packs[0]).startswith(b"%PDF-")
    assert b"govuk-" in get(port, "/static/built/portal.css")
    demo.terminate()
    assert ended(demo)[0] == 0
