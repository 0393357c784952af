import http.client
import os
import signal
import socket
import stat
import threading
from pathlib import Path

import pytest

from rotherham_hwb.demo.supervise import only_one
from tests.demo.conftest import (
    Start,
    ended,
    eventually,
    open_for_visitors,
    running_with,
    server_is_gone,
)
from tests.demo.stub import SLOW_ANSWER

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_every_way_to_ask_it_stops_all_of_the_demo(
    start: Start, place: Path, how: signal.Signals
) -> None:
    demo = start(postgres=how == signal.SIGINT)
    assert open_for_visitors(demo)
    assert len(running_with(str(place))) > 3
    demo.send_signal(how)
    assert ended(demo) == (0, ["Stopping…", "Stopped."])
    assert not running_with(str(place))
    assert server_is_gone(place)


def test_a_second_ctrl_c_does_not_cut_the_stopping_short(start: Start, place: Path) -> None:
    demo = start()
    assert open_for_visitors(demo)
    for _ in range(3):
        demo.send_signal(signal.SIGINT)
    assert ended(demo) == (0, ["Stopping…", "Stopped."])


def test_a_closed_terminal_stops_the_demo_even_when_nobody_passes_the_signal_on(
    start: Start, place: Path
) -> None:
    ours, theirs = os.openpty()
    demo = start(output=theirs)
    os.close(theirs)
    with open(ours, "rb", buffering=0) as terminal:  # noqa: PTH123 (a descriptor, no path)
        said = b""
        while b"open at" not in said:
            said += terminal.read(1000)
    assert demo.wait(30) == 0
    assert not running_with(str(place))


def test_a_killed_demo_leaves_nothing_running_and_starts_again(start: Start, place: Path) -> None:
    demo = start("lone", postgres=True)
    assert open_for_visitors(demo)
    demo.kill()
    assert eventually(lambda: not running_with(str(place)))
    assert eventually(lambda: server_is_gone(place))
    assert open_for_visitors(start("lone", postgres=True))


def test_a_database_is_prepared_again_only_for_other_tables(start: Start, place: Path) -> None:
    first = start("lone", postgres=True)
    assert open_for_visitors(first)
    first.terminate()
    ended(first)

    second = start("unprepared", postgres=True)
    assert open_for_visitors(second), "what would fail was not asked for"
    second.terminate()
    ended(second)

    (place / "prepared").write_text("tables as they were before")
    assert ended(start("unprepared", postgres=True))[0] == 1


def test_a_demo_whose_caller_ignored_the_signals_leaves_nothing_running_either(
    start: Start, place: Path
) -> None:
    demo = start("lone", postgres=True, ignored=(signal.SIGTERM, signal.SIGINT))
    assert open_for_visitors(demo)
    demo.kill()
    assert eventually(lambda: not running_with(str(place)))
    assert eventually(lambda: server_is_gone(place))


def test_a_request_under_way_is_answered_before_the_demo_stops(start: Start, port: int) -> None:
    demo = start()
    assert open_for_visitors(demo)
    visitor = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    visitor.request("GET", "/slow")
    threading.Timer(0.3, demo.send_signal, [signal.SIGTERM]).start()
    assert visitor.getresponse().read() == SLOW_ANSWER
    assert ended(demo)[0] == 0


def test_a_second_demo_in_the_same_folder_is_told_the_address_of_the_first(
    start: Start, port: int
) -> None:
    assert open_for_visitors(start())
    code, said = ended(start())
    assert code == 1
    assert said == [
        f"The demo of this folder already runs at http://127.0.0.1:{port}/: "
        "open that, or stop it first."
    ]


def test_a_taken_port_is_named_and_another_proposed(start: Start, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        code, said = ended(start())
    assert code == 1
    assert said[0].startswith(f"Port {port} cannot be used (address already in use): choose")
    assert len(said) == 1


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("unprepared", "Preparing the stage failed: the reason is at the end of"),
        ("workless", "The worker process has ended by itself: see"),
        ("broken", "The home page fails: the reason is at the end of"),
    ],
)
def test_a_demo_that_cannot_go_on_says_why_in_one_sentence_and_stops(
    start: Start, place: Path, kind: str, sentence: str
) -> None:
    code, said = ended(start(kind))
    assert code == 1
    assert said[-1].startswith(sentence)
    assert not running_with(str(place))


def test_the_key_is_made_once_and_kept_from_other_users(start: Start, place: Path) -> None:
    keys = []
    for _ in range(2):
        demo = start()
        assert open_for_visitors(demo)
        demo.terminate()
        ended(demo)
        keys.append((place / "secret_key").read_text())
    assert stat.S_IMODE((place / "secret_key").stat().st_mode) == 0o600
    assert len(keys[0]) > 50
    assert keys[0] == keys[1]


def test_what_a_demo_stores_is_kept_from_other_users(place: Path) -> None:
    folder = place / "demo"
    with only_one(folder, "nowhere"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
