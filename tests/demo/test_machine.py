import re
import subprocess

import pytest

from rotherham_hwb.demo import machine, postgres
from tests import tools

NOTHING = "no-such-thing-1.0.so.0"


def test_what_is_missing_is_named_by_its_package() -> None:
    needed = {"libc6": ["libc.so.6"], "a-library": [NOTHING], "a-program": ["no-such no-other"]}
    assert machine.missing(needed) == ["a-library", "a-program"]


@pytest.mark.parametrize(("kind", "code"), [("libraries", 1), ("test-tools", 0)])
def test_whoever_may_not_install_is_told_the_one_line_to_run(
    kind: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "LIBRARIES", {"libpango": [NOTHING]})
    monkeypatch.setattr(machine, "TEST_TOOLS", {"libpango": [NOTHING]})
    monkeypatch.setattr(machine, "_way_to_root", lambda: None)
    assert machine.main(kind) == code
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "    sudo apt-get install -y -qq --no-install-recommends libpango"


def test_whoever_may_install_gets_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(machine, "LIBRARIES", {"libpango": [NOTHING]})
    monkeypatch.setattr(machine, "_way_to_root", lambda: ["sudo", "-n"])
    monkeypatch.setattr(subprocess, "run", run)
    assert machine.main("libraries") == 1  # it still is not there
    assert [command[:3] for command in ran] == [["sudo", "-n", "apt-get"]] * 2
    assert ran[1][-1] == "libpango"


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_a_missing_tool_skips_a_test_here_and_fails_it_in_ci(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(outcome, match="install qpdf"):
        tools.qpdf()


def test_shared_data_that_is_absent_skips_even_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.skip.Exception, match=r"needs \.\./shared/no/such beside"):
        tools.shared("no/such")


def test_the_fonts_of_the_pdfs_come_with_the_front_end() -> None:
    listed = postgres.PROJECT / "rotherham_hwb/packs/typesetting/fonts.conf"
    folders = re.findall(
        r'<dir prefix="relative">../../../node_modules/(.*)</dir>', listed.read_text()
    )
    assert len(folders) >= 4
    for folder in folders:
        assert list(tools.fetched(folder).rglob("*.ttf"))
