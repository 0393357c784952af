import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rotherham_hwb.demo import postgres
from tests.demo.conftest import eventually, server_is_gone

pytestmark = pytest.mark.slow
KEEPER = """
import json, signal, sys
from pathlib import Path
from rotherham_hwb.demo import postgres

server = postgres.start(Path(sys.argv[1]))
print(json.dumps(server.environment | {"pid": server.process.pid}), flush=True)
signal.pause()
"""


def ask(environment: dict[str, str], sql: str, **options: object) -> str:
    psql = [postgres.wheel_programs() / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql]
    done = subprocess.run(  # type: ignore[call-overload]
        psql, env=os.environ | environment, capture_output=True, text=True, timeout=20, **options
    )
    return str(done.stdout or done.stderr).strip()


def keeper(place: Path) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """Start another process that starts the server; return it with the server's variables."""
    process = subprocess.Popen(
        [sys.executable, "-c", KEEPER, place], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    environment = json.loads(process.stdout.readline())
    environment["pid"] = str(environment["pid"])
    return process, environment


def test_a_cluster_keeps_its_data_from_one_start_to_the_next(place: Path) -> None:
    with postgres.running(place) as environment:
        ask(environment, "CREATE TABLE kept AS SELECT 'a packed lunch' AS what")
    with postgres.running(place) as environment:
        assert ask(environment, "SELECT what FROM kept") == "a packed lunch"
    assert server_is_gone(place)


def test_the_server_brings_the_extensions_that_search_needs(place: Path) -> None:
    with postgres.running(place, options=postgres.UNSAFE_BUT_FAST) as environment:
        ask(environment, "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")
        assert ask(environment, "SELECT unaccent('café')") == "cafe"
        assert ask(environment, "SHOW server_encoding") == "UTF8"


def test_the_server_can_be_reached_only_through_a_private_folder(place: Path) -> None:
    with postgres.running(place, options=postgres.UNSAFE_BUT_FAST) as environment:
        folder = Path(environment["PGHOST"])
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert ask(environment, "SHOW listen_addresses") == ""
        found = ask(environment, "SELECT DISTINCT auth_method FROM pg_hba_file_rules ORDER BY 1")
        assert found.split() == ["peer", "reject"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a second user at hand")
def test_the_server_refuses_whoever_did_not_start_it(place: Path) -> None:
    with postgres.running(place, options=postgres.UNSAFE_BUT_FAST) as environment:
        answer = ask(environment, "SELECT 1", user=postgres.SERVER_ACCOUNT, cwd="/")
        assert "Peer authentication failed" in answer


def test_a_second_server_on_the_same_data_is_refused_in_one_sentence(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "LOCK_LIMIT", 0.2)
    with postgres.running(place, options=postgres.UNSAFE_BUT_FAST) as environment:
        with pytest.raises(postgres.CannotStart, match="stop that one first"):
            postgres.start(place)
        assert ask(environment, "SELECT 1") == "1"


def test_the_server_ends_when_whoever_started_it_is_killed(place: Path) -> None:
    process, environment = keeper(place)
    ask(environment, "CREATE TABLE kept AS SELECT 7 AS what")
    process.kill()
    process.wait()
    assert eventually(lambda: server_is_gone(place))
    with postgres.running(place) as environment:
        assert ask(environment, "SELECT what FROM kept") == "7"


def test_the_server_starts_again_after_everything_was_killed_at_once(place: Path) -> None:
    process, environment = keeper(place)
    ask(environment, "CREATE TABLE kept AS SELECT 7 AS what")
    process.kill()
    os.kill(int(environment["pid"]), signal.SIGKILL)
    process.wait()
    assert list(place.glob("postgres-*/postmaster.pid"))
    with postgres.running(place) as environment:
        assert ask(environment, "SELECT what FROM kept") == "7"


def test_a_half_made_data_folder_is_made_anew(place: Path) -> None:
    half = place / f"postgres-{postgres._major(postgres.wheel_programs())}.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("half")
    with postgres.running(place) as environment:
        assert ask(environment, "SELECT 1") == "1"


def test_a_long_path_still_gets_a_socket_that_fits(place: Path) -> None:
    deep = place / ("a-folder-with-a-long-name-" * 4)
    deep.mkdir()
    with postgres.running(deep, options=postgres.UNSAFE_BUT_FAST) as environment:
        folder = Path(environment["PGHOST"])
        assert len(str(folder)) < 90
        assert ask(environment, "SELECT 1") == "1"
    assert not folder.exists()


def test_a_server_that_cannot_start_says_where_to_look(place: Path) -> None:
    with pytest.raises(postgres.CannotStart, match=r"see .*/postgres\.log"):
        postgres.start(place, options=["-c", "no_such_setting=1"])
    assert server_is_gone(place)


def test_only_forgotten_throw_away_clusters_are_removed(place: Path) -> None:
    long_ago = time.time() - 2 * postgres.FORGOTTEN_AFTER
    forgotten, in_use, new = (place / f"throw-away-{name}" for name in ("old", "in-use", "new"))
    for folder in (forgotten, in_use, new):
        folder.mkdir()
    lock = postgres._lock(in_use)
    os.utime(forgotten, (long_ago, long_ago))
    os.utime(in_use, (long_ago, long_ago))
    postgres._remove_forgotten(place)
    os.close(lock)
    assert [folder.exists() for folder in (forgotten, in_use, new)] == [False, True, True]
