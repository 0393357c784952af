"""A page with one component in it, and govuk-frontend's own examples to hold it against."""

import json
from enum import Enum
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template import Context, Engine
from django.test.html import Element, parse_html
from django.urls import path

EXAMPLES = Path(settings.BASE_DIR) / "node_modules/govuk-frontend/dist/govuk/components"


class Stage(Enum):
    """Stands for any room's states."""

    DRAFT = "draft"
    LATE = "late"

    @property
    def label(self) -> str:
        return {"draft": "Draft", "late": "Late"}[self.value]

    @property
    def colour(self) -> str:
        return {"draft": "grey", "late": "orange"}[self.value]


def draw(source: str, **context: object) -> str:
    """Return what a page with this source shows."""
    return str(Engine.get_default().from_string(source).render(Context(context))).strip()


def example(component: str, name: str) -> str:
    """Return the HTML govuk-frontend gives for one of its examples, or skip."""
    file = EXAMPLES / component / "fixtures.json"
    if not file.exists():
        pytest.skip("govuk-frontend is not installed; run `make assets`.")
    fixtures = json.loads(file.read_text())["fixtures"]
    return next(str(fixture["html"]) for fixture in fixtures if fixture["name"] == name)


def parsed(html: str) -> Element:
    """Return a tree in which order of attributes and white space do not count."""
    return parse_html(html)


def view(*_args: object, **_kwargs: object) -> HttpResponse:
    return HttpResponse()


ROUTES = ["home", "boards", "meetings", "decisions", "search", "accessibility", "attending"]
ROUTES += ["contact", "account_login", "account_logout", "mfa_index", "desk"]
urlpatterns = [
    path("" if name == "home" else f"{name.replace('_', '-')}/", view, name=name) for name in ROUTES
] + [path("boards/<slug:slug>/", view, name="board")]
