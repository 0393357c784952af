"""What a page's form was sent with: its data and its files, or None where the page is opened."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from meetings.doors import Request


def posted(request: Request) -> QueryDict | None:
    """The data of a form that was sent, were it nothing but a pressed button.

    `request.POST or None` takes such a form for one that nobody sent, and its page says nothing.
    """
    return request.POST if request.method == "POST" else None


def posted_files(request: Request) -> MultiValueDict[str, UploadedFile[Any]] | None:
    """The files of a form that was sent; an empty set of them would bind a form as well."""
    return request.FILES if request.method == "POST" else None
