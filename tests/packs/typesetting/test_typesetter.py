"""The process that sets type: one for much, alive when it is needed, and never under a lock."""

import datetime as dt
import os
import shutil
import signal
from pathlib import Path

import pytest
from django.db import connection

from minutes import workflow
from rotherham_hwb.packs.typesetting import typesetter
from rotherham_hwb.packs.typesetting.cache import Cache
from rotherham_hwb.packs.typesetting.typesetter import (
    SettingFailed,
    SettingProcess,
    Typesetter,
    one_setting_process,
)
from rotherham_hwb.publishing.publish import publish_meeting_papers
from tests import factories
from tests.factories.packs import edition, meeting_with_papers

pytestmark = pytest.mark.slow

PAGE = "<html lang=en><title>{0}</title><h1>{0}</h1>"


class Counted(SettingProcess):
    """Remembers the processes it had."""

    seen: list[int] = []  # noqa: RUF012

    def set(self, html: str) -> bytes:
        pdf = super().set(html)
        assert self._running is not None
        self.seen.append(self._running.pid)
        return pdf


@pytest.fixture
def pids(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The process that set each section."""
    seen: list[int] = []
    monkeypatch.setattr(Counted, "seen", seen)
    monkeypatch.setattr(typesetter, "SettingProcess", Counted)
    return seen


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_sections_set_together_are_set_by_one_process_that_ends_with_them(pids: list[int]) -> None:
    with one_setting_process():
        with one_setting_process(), Typesetter(Cache()) as first:
            first.pdf("one", PAGE.format("One"))
        with Typesetter(Cache()) as second:
            second.pdf("two", PAGE.format("Two"))
        assert is_running(pids[0])

    assert len(pids) == 2
    assert len(set(pids)) == 1
    assert not is_running(pids[0])


def test_a_typesetter_by_itself_ends_its_process(pids: list[int]) -> None:
    for name in ("One", "Two"):
        with Typesetter(Cache()) as setter:
            setter.pdf(name, PAGE.format(name))

    assert len(set(pids)) == 2
    assert not any(map(is_running, pids))


def test_a_process_that_died_is_started_again(pids: list[int]) -> None:
    with Typesetter(Cache()) as setter:
        first = setter.pdf("one", PAGE.format("One"))
        os.kill(pids[0], signal.SIGKILL)

        assert setter.pdf("one", PAGE.format("One")) == first
    assert len(set(pids)) == 2


def test_a_section_that_ends_the_process_twice_fails_and_the_next_is_set(
    pids: list[int], capfd: pytest.CaptureFixture[str]
) -> None:
    process = SettingProcess()
    with pytest.raises(SettingFailed):
        process.set(17)  # type: ignore[arg-type]

    assert process.set(PAGE.format("One")).startswith(b"%PDF")
    process.end()
    assert capfd.readouterr().err.count("Traceback") == 2


@pytest.mark.django_db
def test_what_publishing_must_set_is_set_before_anything_is_locked(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Minutes with a private part are set for both audiences to count their pages."""
    meeting = meeting_with_papers(1)
    before = factories.meeting(meeting.board, state="held", date=dt.date(2024, 11, 20))
    minutes = factories.minutes(before)
    factories.minute(minutes, "The price", text="Forty pounds.", **factories.exempt())
    officer = factories.officer(meeting.board)
    workflow.send_to_chair(minutes, by=officer)
    workflow.publish_minutes(minutes, by=officer)
    factories.item(meeting, "Minutes", minutes_of=before)
    pack = edition(meeting)
    shutil.rmtree(media / "cache")
    outside, asked = len(connection.savepoint_ids), []

    class Watched(SettingProcess):
        def set(self, html: str) -> bytes:
            asked.append(len(connection.savepoint_ids))
            return super().set(html)

    monkeypatch.setattr(typesetter, "SettingProcess", Watched)
    publish_meeting_papers(meeting, by=pack.release.compiled_by)

    assert asked == [outside, outside]
