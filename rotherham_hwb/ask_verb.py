"""Asking a verb for somebody at a page, and telling them what came of it."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from meetings.lifecycle import Refused


def ask(request: HttpRequest, verb: Callable[[], object], *, done: str) -> bool:
    """Call a verb and say what came of it; whether it was done."""
    try:
        verb()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def ask_in_form(
    request: HttpRequest, form: BaseForm, verb: Callable[[], object], *, done: str
) -> bool:
    """As `ask`; where the verb refuses, the form itself says why, at its head."""
    try:
        verb()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, done)
    return True
