"""The demo's three processes: PostgreSQL, the worker and the web server, ended together.

Signals are held back and fetched where we wait, so that none can arrive between two steps:
once asked to stop, the rest of the way down cannot be interrupted.
"""

import contextlib
import fcntl
import hashlib
import http.client
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rotherham_hwb.demo import postgres
from rotherham_hwb.demo.processes import end_session, spawn

READY_LIMIT = 60.0  # seconds
LOOK_EVERY = 2.0  # seconds between two looks at whether the terminal is still there
STOP_LIMIT = 8.0  # seconds in which a request or a task may finish
_STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_HELD = _STOPPING | {signal.SIGCHLD}


class CannotRun(Exception):
    """The demo cannot run; the message is one sentence that says what to do."""


class _AskedToStop(Exception):
    """Ctrl-C, SIGTERM or SIGHUP arrived."""


@dataclass(frozen=True)
class Demo:
    """What a demo is made of: the commands that prepare it, and those that run as long as it."""

    port: int
    place: Path  # logs, key, papers and packs
    data: Path  # the database
    steps: Mapping[str, Sequence[str]]
    crew: Mapping[str, Sequence[str]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@dataclass(frozen=True)
class _Child:
    name: str
    process: subprocess.Popen[bytes]
    log: Path


def portal_demo(port: int) -> Demo:
    """Return the demo of this checkout."""
    manage = [sys.executable, str(postgres.PROJECT / "manage.py")]
    web = [
        *(sys.executable, "-m", "gunicorn", "rotherham_hwb.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}", "--threads", "8", "--no-control-socket"),
        *("--graceful-timeout", str(int(STOP_LIMIT) - 1), "--log-level", "warning"),
    ]
    return Demo(
        port=port,
        place=postgres.PROJECT / ".demo",
        data=postgres.home(),
        steps=_steps(manage),
        crew={"worker": [*manage, "worker", "--skip-checks"], "web": web},
    )


def _steps(manage: Sequence[str]) -> dict[str, Sequence[str]]:
    """What prepares the demo; without the checks, which load all pages: the web server does that.

    A database of ours has its two roles; one that DATABASE_URL names is used as it is.
    """
    tables = [*manage, "migrate", "--verbosity=0", "--skip-checks"]
    sample = [*manage, "load_sample", "--verbosity=0", "--skip-checks"]
    if os.environ.get("DATABASE_URL"):
        return {"the tables": tables, "the sample meetings": sample}
    roles = ["env", "DATABASE_ROLE=", *manage, "make_database_roles", "--verbosity=0"]
    tables = ["env", "DATABASE_ROLE=portal_owner", *tables]
    return {"the database": roles, "the tables": tables, "the sample meetings": sample}


def run(demo: Demo, *, welcome: Callable[[str], str]) -> None:
    """Run the demo until someone stops it; print the welcome to its address when it is ready.

    Raises CannotRun, also when a process ends by itself.
    """
    if sys.platform != "linux":
        raise CannotRun("Run the demo on Linux, in a container for example: it needs its signals.")
    _hold_signals()
    try:
        with only_one(demo.place, demo.address), contextlib.ExitStack() as opened:
            _refuse_taken_port(demo.port)
            opened.callback(say, "Stopped.")
            environment = _environment(demo)
            if not environment.get("DATABASE_URL"):
                environment |= opened.enter_context(postgres.running(demo.data))
            if not _is_prepared(demo):
                _prepare(demo, environment)
                _mark(demo).write_text(_tables_as_written())
            crew = opened.enter_context(_running(demo, environment))
            _wait_until_ready(crew, demo)
            say(welcome(demo.address))
            while not _terminal_is_gone():
                _pause(LOOK_EVERY)
                _watch(crew)
    except _AskedToStop:
        return
    except postgres.CannotStart as problem:
        raise CannotRun(str(problem)) from problem
    except PermissionError as problem:
        raise CannotRun(
            f"Run this as the user who owns {problem.filename}, or remove it: it is not yours."
        ) from problem


def say(text: str) -> None:
    """Print, unless the terminal is gone, which must not keep us from stopping."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


@contextlib.contextmanager
def only_one(place: Path, address: str) -> Iterator[None]:
    """Hold the lock of a demo's folder, which carries our address for whoever is refused.

    Raises CannotRun if another demo holds it.
    """
    place.mkdir(mode=0o700, exist_ok=True)  # restricted papers are kept there
    lock = os.open(place / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            theirs = os.read(lock, 200).decode() or "another address"
            raise CannotRun(
                f"The demo of this folder already runs at {theirs}: open that, or stop it first."
            ) from None
        os.truncate(lock, 0)
        os.write(lock, address.encode())
        yield
    finally:
        os.close(lock)


def _hold_signals() -> None:
    """Hold the signals back for `_pause` to fetch; leave SIGHUP to nohup where it was used."""
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        _HELD.discard(signal.SIGHUP)
    signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)


def _pause(seconds: float) -> None:
    """Wait for a signal: a child's end returns, a wish to stop raises."""
    arrived = signal.sigtimedwait(_HELD, seconds)
    if arrived is not None and arrived.si_signo in _STOPPING:
        raise _AskedToStop


def _terminal_is_gone() -> bool:
    """Say whether the terminal we print to was closed: make keeps that signal to itself."""
    look = select.poll()
    for output in (sys.stdout, sys.stderr):
        look.register(output, 0)
    return any(event & select.POLLHUP for _, event in look.poll(0))


def _refuse_taken_port(port: int) -> None:
    if not 0 < port < 65536:
        raise CannotRun(f"Choose a port from 1 to 65535: {port} is not one.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            raise CannotRun(
                f"Port {port} cannot be used ({(problem.strerror or '').lower()}): "
                f"choose another, for example make demo PORT={8000 + (port + 123) % 1000}."
            ) from problem


def _environment(demo: Demo) -> dict[str, str]:
    ours = {"DEMO": "1", "PUBLIC_URL": demo.address.rstrip("/"), "PYTHONUNBUFFERED": "1"}
    unless_set = {
        "SECRET_KEY": _secret_key(demo.place),
        "MEDIA_ROOT": str(demo.place / "media"),
        "EMAIL_URL": f"filemail:///{demo.place / 'mail'}",
    }
    if not os.environ.get("DATABASE_URL"):
        ours["DATABASE_ROLE"] = "portal"
    return unless_set | os.environ | ours


def _secret_key(place: Path) -> str:
    """Return the demo's own key, made once, so that a restart signs nobody out."""
    path = place / "secret_key"
    if not path.exists():
        new = path.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50))
        new.rename(path)
    return path.read_text()


def _is_prepared(demo: Demo) -> bool:
    """Whether our own database was prepared before, for the tables as they are written now.

    Each step is a whole start of Django; one that DATABASE_URL names may have changed meanwhile.
    """
    if os.environ.get("DATABASE_URL"):
        return False
    with contextlib.suppress(FileNotFoundError):
        return _mark(demo).read_text() == _tables_as_written()
    return False


def _mark(demo: Demo) -> Path:
    return demo.data / "prepared"


def _tables_as_written() -> str:
    """A digest of every migration, and of the versions of the packages, which bring some too."""
    rooms = ("meetings", "reports", "minutes", "rotherham_hwb")
    written = [
        postgres.PROJECT / "requirements.txt",
        *(each for room in rooms for each in (postgres.PROJECT / room).rglob("migrations/*.py")),
    ]
    digest = hashlib.sha256()
    for path in sorted(written):
        digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()


def _prepare(demo: Demo, environment: dict[str, str]) -> None:
    """Run the steps one after the other."""
    for doing, command in demo.steps.items():
        say(f"Preparing {doing}…")
        child = _start("setup", command, demo.place, environment)
        try:
            while child.process.poll() is None:
                _pause(60)
        finally:
            _stop([child])
        if child.process.returncode != 0:
            raise CannotRun(f"Preparing {doing} failed: the reason is at the end of {child.log}.")


@contextlib.contextmanager
def _running(demo: Demo, environment: dict[str, str]) -> Iterator[list[_Child]]:
    """Run the crew for the length of the block."""
    crew: list[_Child] = []
    try:
        for name, command in demo.crew.items():
            crew.append(_start(name, command, demo.place, environment))
        yield crew
    finally:
        say("\nStopping…")
        _stop(crew)


def _start(name: str, command: Sequence[str], place: Path, environment: dict[str, str]) -> _Child:
    log = place / f"{name}.log"
    with log.open("wb") as output:
        process = spawn(command, env=environment, output=output, cwd=postgres.PROJECT)
    return _Child(name, process, log)


def _stop(crew: list[_Child]) -> None:
    """Ask all to end, let them finish what they do, then end what is left of their sessions."""
    for child in crew:
        if child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + STOP_LIMIT
    for child in crew:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, deadline - time.monotonic()))
        end_session(child.process)
        child.process.wait()


def _wait_until_ready(crew: list[_Child], demo: Demo) -> None:
    deadline = time.monotonic() + READY_LIMIT
    while not _answers(demo):
        _watch(crew)
        if time.monotonic() > deadline:
            raise CannotRun(f"The web server does not answer: see {demo.place / 'web.log'}.")
        _pause(0.1)


def _answers(demo: Demo) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", demo.port, timeout=5)
    try:
        connection.request("GET", "/")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    if status >= 500:
        raise CannotRun(f"The home page fails: the reason is at the end of {demo.place}/web.log.")
    return True


def _watch(crew: list[_Child]) -> None:
    for child in crew:
        if child.process.poll() is not None:
            raise CannotRun(f"The {child.name} process has ended by itself: see {child.log}.")
