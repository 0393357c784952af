"""What a page's form was sent with: its data and its files, or None where the page is opened."""

from __future__ import annotations

from django.http import QueryDict

from meetings.doors import Request
from rotherham_hwb.form_types import Files


def posted(request: Request) -> QueryDict | None:
    """The data of a form that was sent, were it nothing but a pressed button.

    `request.POST or None` takes such a form for one that nobody sent, and its page says nothing.
    """
    return request.POST if request.method == "POST" else None


def posted_files(request: Request) -> Files:
    """The files of a form that was sent; an empty set of them would bind a form as well."""
    return request.FILES if request.method == "POST" else None
