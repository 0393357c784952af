"""Work that is killed half way is taken over, given up after three attempts, and leaves nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db.models import Model
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meetings.models import AgendaItem, Meeting, User
from reports.files import leftovers, safe_copies, staging
from reports.files.leases import claim
from reports.files.safe_copies import ask_for_safe_copy, make_safe_copy
from reports.files.staging import check_staged, remove_stale, stage_file
from reports.files.taking_in import take_in
from reports.files.uploads import publish_pdf
from reports.models import Paper, SafeCopy, StagedFile
from reports.workflow import add_version
from rotherham_hwb.desk.papers.bulk.tasks import reap_checks
from rotherham_hwb.desk.papers.tasks import reap_safe_copies
from tests import factories
from tests.packs.fixtures import plain_pdf
from tests.reports.unseen.pages import one_page, words
from tests.reports.unseen.taking_in import taken_in_and_compared
from tests.reports.unseen.ways import OVER, SEEN

pytestmark = pytest.mark.django_db


class KilledHalfWay(BaseException):
    """What ends a worker in the middle of its work."""


@pytest.fixture
def item() -> AgendaItem:
    return factories.meeting(factories.board()).items.get()


@pytest.fixture
def olive(item: AgendaItem) -> User:
    return factories.officer(item.meeting.board)


@pytest.fixture
def paper(item: AgendaItem, olive: User, tmp_path: Path) -> Paper:
    """One whose first page hides a name."""
    made = factories.paper(item)
    one_page(f"{words('Zebedee')} {OVER} {SEEN}").save(tmp_path / "hides.pdf")
    add_version(made, taken_in_and_compared(tmp_path / "hides.pdf"), by=olive)
    return made


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read here, and pages become pictures without being looked at."""
    for module in (safe_copies, staging):
        monkeypatch.setattr(module, "take_in", partial(take_in, inspect=publish_pdf))
    monkeypatch.setattr(safe_copies, "burn_pages", burnt)


def burnt(source: Path, output: Path, pages: Collection[int], *, done: object) -> None:
    shutil.copy(source, output)


def killed(*_: object, **__: object) -> None:
    raise KilledHalfWay


def staged(meeting: Meeting, olive: User, tmp_path: Path) -> StagedFile:
    found = stage_file(meeting, plain_pdf(tmp_path / "a.pdf"), name="a.pdf", by=olive)
    assert found is not None
    return found


def runs_out(model: type[Model]) -> None:
    model._default_manager.update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_safe_copy_that_is_killed_is_made_by_another_worker(
    paper: Paper, olive: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask_for_safe_copy(paper, by=olive)
    with monkeypatch.context() as patch:
        patch.setattr(safe_copies, "add_version", killed)
        with pytest.raises(KilledHalfWay):
            make_safe_copy(asked.pk)
    assert reap_safe_copies() == 0, "it may yet be at work"

    runs_out(SafeCopy)
    assert reap_safe_copies() == 1
    assert DBTaskResult.objects.count() == 1
    make_safe_copy(asked.pk)

    asked.refresh_from_db()
    assert (asked.status, asked.attempts, asked.lease_until) == ("done", 2, None)
    assert paper.versions.count() == 3


def test_a_worker_whose_safe_copy_was_taken_over_stores_nothing(
    paper: Paper, olive: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask_for_safe_copy(paper, by=olive)

    def outlived(*args: Path, **more: object) -> None:
        burnt(*args, done=None)  # type: ignore[arg-type]
        runs_out(SafeCopy)
        assert safe_copies.broken_off() == [asked]
        assert claim(SafeCopy, asked.pk) == asked

    monkeypatch.setattr(safe_copies, "burn_pages", outlived)
    make_safe_copy(asked.pk)

    asked.refresh_from_db()
    assert (asked.status, asked.attempts) == ("working", 2)
    assert paper.versions.count() == 2


def test_a_safe_copy_that_kills_its_worker_three_times_has_failed_and_may_be_asked_for_again(
    paper: Paper, olive: User
) -> None:
    asked = ask_for_safe_copy(paper, by=olive)
    SafeCopy.objects.update(status="working", attempts=3)
    runs_out(SafeCopy)

    assert reap_safe_copies() == 0

    asked.refresh_from_db()
    assert asked.status == "failed"
    assert asked.problem.startswith("Making it safe was broken off three times")
    assert ask_for_safe_copy(paper, by=olive) != asked


def test_a_check_that_is_killed_is_done_by_another_worker_and_given_up_in_the_end(
    item: AgendaItem, olive: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, media: Path
) -> None:
    file = staged(item.meeting, olive, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(staging, "_settle", killed)
        for _ in range(3):
            with pytest.raises(KilledHalfWay):
                check_staged(file.pk)
            assert reap_checks() == 0, "it may yet be at work"
            runs_out(StagedFile)
            reap_checks()

    file.refresh_from_db()
    assert (file.status, file.attempts) == ("unusable", 3)
    assert file.problem.startswith("Checking it was broken off three times")
    assert len(list((media / "staged").iterdir())) == 4, "what each attempt had written"
    monkeypatch.setattr(leftovers, "KEPT_FOR", timedelta(seconds=-1))
    remove_stale()
    assert list((media / "staged").iterdir()) == []


def test_folders_of_work_that_was_killed_go_after_a_day_and_nothing_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ours, fresh = (Path(tempfile.mkdtemp(prefix="safe-")) for _ in range(2))
    other = tmp_path / "safe-keeping"
    other.mkdir()
    (ours / "half.pdf").write_bytes(b"half a page")
    for each in (ours, other):
        os.utime(each, (0, 0))

    assert leftovers.sweep_work_folders() == 1

    assert sorted(tmp_path.iterdir()) == sorted([fresh, other])
