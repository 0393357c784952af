"""Inspecting in a limited process: the same facts, and no file reaches the server."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from reports.files import inspecting
from reports.files.inspecting import inspect_upload
from reports.files.uploads import MAX_BYTES, PdfFacts, Unusable, publish_pdf
from tests.packs.fixtures import encrypted_pdf, plain_pdf

pytestmark = pytest.mark.slow


def inspect(path: Path) -> PdfFacts:
    return inspect_upload(path, path.with_name("published.pdf"))


def a_page_that_draws_forever(path: Path, *, depth: int) -> Path:
    """A page of drawings within drawings, ten at each step."""
    pdf = pikepdf.new()
    inner = pdf.make_stream(b"BT /F1 1 Tf (x) Tj ET")
    for _ in range(depth):
        outer = pdf.make_stream(b"/X Do " * 10)
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        for key, value in (("/Type", "/XObject"), ("/Subtype", "/Form")):
            inner[key] = pikepdf.Name(value)
        inner.BBox = pikepdf.Array([0, 0, 9, 9])
        inner = outer
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[0].obj.Contents = inner
    pdf.pages[0].obj.Resources = inner.Resources
    pdf.save(path)
    return path


def test_the_facts_are_those_read_in_this_process(tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "a report.pdf", pages=3, title="Ünïcode")
    published = [tmp_path / "by the process.pdf", tmp_path / "here.pdf"]
    assert inspect_upload(path, published[0]) == publish_pdf(path, published[1])
    assert published[0].read_bytes() == published[1].read_bytes()


def test_a_refusal_is_the_same_sentence(tmp_path: Path) -> None:
    path = encrypted_pdf(tmp_path / "file.pdf")
    with pytest.raises(Unusable, match="is protected by a password"):
        inspect(path)


def test_a_file_that_takes_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspecting, "MOST_CPU", 1)
    path = a_page_that_draws_forever(tmp_path / "file.pdf", depth=11)
    with pytest.raises(Unusable, match="takes too long to read"):
        inspect(path)


def test_a_process_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "MOST_SECONDS", 0.01)
    with pytest.raises(Unusable, match="takes too long to read"):
        inspect(plain_pdf(tmp_path / "file.pdf"))


def test_a_file_that_needs_too_much_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspecting, "MOST_MEMORY", 250 * 1024**2)
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    pdf.pages[0].obj.Contents = pdf.make_stream(b" " * 150 * 1024**2)
    pdf.save(tmp_path / "file.pdf", recompress_flate=True)
    assert (tmp_path / "file.pdf").stat().st_size < 1024**2
    with pytest.raises(Unusable, match="needs too much memory"):
        inspect(tmp_path / "file.pdf")


def test_a_process_that_falls_over_a_file_refuses_it() -> None:
    for code in (-signal.SIGSEGV, -signal.SIGABRT, 1, 0):
        with pytest.raises(Unusable, match="is damaged or needs too much memory"):
            inspecting._facts(code, b"")


def test_twenty_thousand_pages_are_refused(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(20_000):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.save(tmp_path / "file.pdf")
    with pytest.raises(Unusable, match="20,000 pages"):
        inspect(tmp_path / "file.pdf")


def test_half_a_gigabyte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    with path.open("wb") as file:
        file.truncate(500 * 1024**2)  # a hole: it takes no room on the disc
    assert path.stat().st_size > MAX_BYTES
    with pytest.raises(Unusable, match="larger than 200 MB"):
        inspect(path)


def test_the_process_starts_without_django() -> None:
    words = "import sys, reports.files.inspecting; print('django' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", words], cwd=inspecting.PROJECT, capture_output=True, check=True
    )
    assert said.stdout == b"False\n"


def test_the_process_ends_with_the_one_that_asked(tmp_path: Path) -> None:
    path = a_page_that_draws_forever(tmp_path / "file.pdf", depth=12)
    words = f"""
import pathlib, reports.files.inspecting as it
it.inspect_upload(pathlib.Path({str(path)!r}), pathlib.Path({str(tmp_path / "p.pdf")!r}))
"""
    parent = subprocess.Popen([sys.executable, "-c", words], cwd=inspecting.PROJECT)
    child = _child_of(parent.pid)
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not _is_alive(child):
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("The process that inspects outlived the one that asked.")


def _child_of(pid: int) -> int:
    """The process that reads the file, once it is past its imports and limited."""
    for _ in range(400):
        held = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        limits = Path(f"/proc/{held[0]}/limits").read_text() if held else ""
        if str(inspecting.MOST_MEMORY) in limits:
            return int(held[0])
        time.sleep(0.05)
    pytest.fail("No process was started.")


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
