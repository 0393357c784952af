"""What every test has: a folder of its own for files, strict pages, and what makes it quick."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live_settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from meetings import identity
from reports.files.incoming import read_upload
from rotherham_hwb.desk.papers import tasks as paper_tasks
from rotherham_hwb.desk.papers import uploads
from rotherham_hwb.packs.compiling.compile import Compiled, CompileProgress, Job, compile_jobs
from rotherham_hwb.packs.editions import compile_release as releases
from rotherham_hwb.packs.typesetting.cache import Cache
from tests.words import slips_of

PORTAL = "portal"
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(scope="session", autouse=True)
def quick_and_strict() -> Iterator[None]:
    """A slow hash protects people, those in tests need none; a mistake in a page stops it here."""
    quick = [QUICK, *live_settings.PASSWORD_HASHERS]
    with override_settings(PASSWORD_HASHERS=quick, STRICT_COMPONENTS=True):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tables are there: from now on work in them as the portal does, which owns nothing."""
    with django_db_blocker.unblock():
        call_command("make_database_roles", verbosity=0)
        connection.close()
    options = connection.settings_dict["OPTIONS"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(options, "assume_role", PORTAL)
        patch.setenv("DATABASE_ROLE", PORTAL)  # for the processes that tests start
        patch.setattr(DatabaseOperations, "execute_sql_flush", _flush_as_owner)
        yield
    with django_db_blocker.unblock():
        connection.close()


def _flush_as_owner(operations: DatabaseOperations, statements: Sequence[str]) -> None:
    """Empty the tables after a test that stored for good: the portal itself may not."""
    with operations.connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        try:
            BaseDatabaseOperations.execute_sql_flush(operations, statements)
        finally:
            cursor.execute(f"SET ROLE {PORTAL}")


@pytest.fixture(autouse=True)
def media(request: pytest.FixtureRequest, tmp_path: Path, settings: Settings) -> Path:
    """Papers and packs of a test, or of its module's one world, are stored here alone."""
    shared = "one_world" in request.fixturenames
    folder: Path = request.getfixturevalue("one_world") if shared else tmp_path / "media"
    settings.MEDIA_ROOT = str(folder)
    return folder


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was rendered in this run."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(autouse=True)
def compiled_here(kept: Path) -> Iterator[None]:
    """Packs are compiled in the test's own process: a child takes a second to start.

    The walks and the soak put a fixture in this one's place: they compile as the portal does.
    """
    with compiling_here(kept):
        yield


class ReadAtOnce:
    """A job that a worker does the moment it is queued."""

    @staticmethod
    def enqueue(pk: int) -> None:
        read_upload(pk)


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file brought for a paper is read at once, as by a quick worker; none is waited for."""
    monkeypatch.setattr(paper_tasks, "upload_brought", ReadAtOnce)
    monkeypatch.setattr(uploads, "MOMENT", 0)


@pytest.fixture(scope="module")
def one_world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    kept: Path,
) -> Iterator[Path]:
    """What a module's own fixtures store after this is there for each of its tests.

    For tests that look at a large world: each runs in a savepoint, so that what it stores is
    gone with it, but must not change the world's own objects. Gives the folder of files.
    """
    media = tmp_path_factory.mktemp("media")
    stored = override_settings(MEDIA_ROOT=str(media))
    with django_db_blocker.unblock(), stored, compiling_here(kept), transaction.atomic():
        yield media
        transaction.set_rollback(True)


@contextmanager
def compiling_here(kept: Path) -> Iterator[None]:
    """Compile packs in this process, with what was rendered before in this run."""

    def here(
        jobs: Sequence[Job],
        *,
        files: Mapping[str, Path],
        sections: Mapping[str, str],
        report: Callable[[CompileProgress], None],
        cache: Path | None = None,
    ) -> list[Compiled]:
        given: dict[str, Any] = {"sources": files, "sections": sections, "report": report}
        return compile_jobs(jobs, cache=Cache(kept), **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releases, "compile_in_child", here)
        yield


@pytest.fixture(scope="session", autouse=True)
def council_as_installed() -> Iterator[None]:
    """No page asks for the council's looks; a test that sets some forgets them again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identity, "KEPT_FOR", float("inf"))
        identity.remember(identity.AS_INSTALLED)
        yield


@pytest.fixture(scope="session", autouse=True)
def words_read() -> Iterator[None]:
    """Whatever page a test opens is read for words that only its makers use."""
    asked = Client.request

    def request(client: Client, **environ: Any) -> Any:
        response = asked(client, **environ)
        found = slips_of(response)
        assert not found, f"{environ['PATH_INFO']} says what is no plain word: {found}"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", request)
        yield
