"""Files come in to disc, and one that is too large leaves nothing there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from reports.files import receiving
from reports.files.receiving import ReceivedFile


@pytest.fixture
def sent(rf: RequestFactory) -> Callable[[bytes], HttpRequest]:
    """A request that brings a file of these bytes."""

    def send(content: bytes) -> HttpRequest:
        file = SimpleUploadedFile("report.pdf", content, content_type="application/pdf")
        return rf.post("/", {"title": "A report", "file": file})

    return send


def received(request: HttpRequest) -> ReceivedFile:
    file = request.FILES["file"]
    assert isinstance(file, ReceivedFile)
    return file


def on_disc(file: ReceivedFile) -> bytes:
    return Path(file.temporary_file_path()).read_bytes()


def test_even_a_small_file_comes_to_disc(sent: Callable[[bytes], HttpRequest]) -> None:
    file = received(sent(b"few bytes"))
    assert (on_disc(file), file.size, file.too_large) == (b"few bytes", 9, False)


def test_nothing_is_kept_of_a_file_that_turns_out_too_large(
    sent: Callable[[bytes], HttpRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MAX_BYTES", 100_000)
    request = sent(bytes(200_000))
    file = received(request)
    assert (on_disc(file), file.too_large) == (b"", True)
    assert request.POST["title"] == "A report"


def test_a_request_that_says_it_is_too_large_is_never_written(
    sent: Callable[[bytes], HttpRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MAX_BYTES", 100)
    monkeypatch.setattr(receiving, "BESIDE", 0)
    written: list[bytes] = []
    monkeypatch.setattr(ReceivedFile, "write", lambda self, data: written.append(data))
    assert received(sent(bytes(1000))).too_large
    assert written == []


def test_a_request_far_larger_than_any_paper_is_not_read(
    sent: Callable[[bytes], HttpRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_DRAINED", 500)
    with pytest.raises(RequestDataTooBig):
        sent(bytes(1000)).FILES  # noqa: B018 - reading them is the act
