"""Receiving a file over the web: to disc as it comes, and never more than a paper may be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from meetings.names import plain_name
from reports.files.uploads import MAX_BYTES

BESIDE = 1024 * 1024  # bytes of a form besides its file
MOST_DRAINED = 5 * MAX_BYTES


class ReceivedFile(TemporaryUploadedFile):
    """A file on its way in; one that is too large has kept none of its bytes."""

    too_large = False


class LimitedUpload(TemporaryFileUploadHandler):
    """Writes each chunk to a temporary file, and nothing more once a file is too large.

    What follows is read and thrown away, so that the browser gets to read why; a request that
    says it is far larger is not read at all.
    """

    file: ReceivedFile

    def handle_raw_input(
        self, input_data: object, META: object, content_length: int, *rest: object
    ) -> None:
        self.declared = content_length
        if content_length > MOST_DRAINED:
            raise RequestDataTooBig("The file is far larger than a paper may be.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        # A browser sends the name a file has, which nobody typed here: it is made plain.
        name = plain_name(self.file_name or "")
        self.file = ReceivedFile(
            name, self.content_type or "", 0, self.charset, self.content_type_extra
        )
        self.file.too_large = self.declared > MAX_BYTES + BESIDE

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > MAX_BYTES and not self.file.too_large:
            self.file.too_large = True
            self.file.truncate(0)
        if not self.file.too_large:
            self.file.write(raw_data)
