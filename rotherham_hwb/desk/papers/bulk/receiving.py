"""Receiving many files at once: each within a paper's limit, and all within one of theirs."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from meetings.doors import View
from reports.files.receiving import MOST_DRAINED, LimitedUpload

MOST_FILES = 100  # as settings.DATA_UPLOAD_MAX_NUMBER_FILES
TOO_MANY = f"Choose at most {MOST_FILES} files at a time: upload the rest afterwards."
TOO_HEAVY = (
    f"The files are larger than {MOST_DRAINED // 1024**2:,} MB together: upload them in two lots."
)


class ManyUploads(LimitedUpload):
    """Each file may be as large as a paper, whatever the request's own length."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file.too_large = False


def receives_many(view: View) -> View:
    """Take many files in; too many or too heavy ones lead back to the page with a sentence.

    The token of the form is looked at afterwards: what is read first decides how files are kept.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [ManyUploads(request)]
        try:
            request.POST  # noqa: B018 - reads the files in
        except (RequestDataTooBig, TooManyFilesSent) as refusal:
            sentence = TOO_MANY if isinstance(refusal, TooManyFilesSent) else TOO_HEAVY
            messages.error(request, sentence)
            return redirect(request.path)
        return csrf_protect(view)(request, **kwargs)

    return guarded
