"""The frame: what every page must carry, and the pages for when something went wrong."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as ours
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import Settings

from tests.components.world import draw

OFFICER = SimpleNamespace(is_officer=True, is_signed_in=True, name="Ada Example")
PUBLIC = SimpleNamespace(is_officer=False, is_signed_in=False, name="The public")
ERRORS = ["400", "403", "403_csrf", "404", "410", "500"]
TEMPLATES = Path(ours.BASE_DIR) / "templates"
PAGE = (
    '{% extends "layouts/page.html" %}{% block title %}Boards{% endblock %}'
    "{% block content %}<h1>Boards</h1>{% endblock %}"
)


def _page(viewer: object = PUBLIC, source: str = PAGE, **context: object) -> str:
    request = RequestFactory().get("/boards/", {"q": "x"})
    return draw(source, council_name="Sample Council", viewer=viewer, request=request, **context)


def test_the_title_names_the_page_and_then_the_council() -> None:
    assert "<title>Boards – Sample Council</title>" in _page()


def test_a_page_with_errors_says_so_in_its_title() -> None:
    assert "<title>Error: Boards" in _page(form=SimpleNamespace(errors={"title": ["Enter title."]}))


def test_no_page_says_so_twice() -> None:
    pages = [each for each in TEMPLATES.rglob("*.html") if each.name != "base.html"]

    twice = [each.name for each in pages if "{% if form.errors %}Error: " in each.read_text()]

    assert twice == []


def test_a_page_has_a_language_a_skip_link_and_one_main() -> None:
    page = _page()
    assert '<html lang="en-GB"' in page
    assert '<a href="#main-content" class="govuk-skip-link"' in page
    assert page.count("<main ") == 1
    assert 'id="main-content"' in page


def test_the_canonical_address_is_the_public_one_without_its_query(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://meetings.example.org"
    assert '<link rel="canonical" href="https://meetings.example.org/boards/">' in _page()


def test_the_menu_marks_the_section_one_is_in() -> None:
    page = _page(current_section="boards")
    current = re.findall(r'href="([^"]+)" aria-current="true"', page)
    assert current == ["/boards/"]


def test_only_officers_are_shown_the_desk() -> None:
    assert 'href="/desk/"' in _page(OFFICER)
    assert 'href="/desk/"' not in _page(PUBLIC)


def test_signing_out_is_a_form_and_signing_in_a_link() -> None:
    signed_in, public = _page(OFFICER), _page(PUBLIC)
    assert '<form action="/account-logout/" method="post">' in signed_in
    assert 'href="/account-login/"' not in signed_in
    assert 'href="/account-login/"' in public
    assert "/account-logout/" not in public


def test_messages_are_banners_and_each_has_a_name_of_its_own() -> None:
    page = _page(
        messages=[
            SimpleNamespace(level_tag="success", __str__=lambda: ""),
            SimpleNamespace(level_tag="info", __str__=lambda: ""),
        ]
    )
    assert '<p class="portal-done" role="alert" id="message-1"' in page
    assert 'id="message-2-title"' in page
    assert page.count("portal-done") == 1


def test_a_demonstration_says_that_its_records_are_samples() -> None:
    assert "samples" in _page(demo=True)
    assert "samples" not in _page(demo=False)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_says_what_happened_and_what_to_do(name: str) -> None:
    page = render_to_string(f"{name}.html", {"council_name": "Sample Council", "viewer": PUBLIC})
    assert page.count("<h1") == 1
    assert '<meta name="robots" content="noindex">' in page
    assert "href=" in page.split("<main", 1)[1]


@pytest.mark.parametrize("name", ["400", "500"])
def test_the_pages_for_the_worst_need_neither_context_nor_routes(
    name: str, settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.components.no_such_map"
    settings.COUNCIL_NAME = "Sample Council"
    page = render_to_string(f"{name}.html")
    assert "– Sample Council</title>" in page


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: str(p.relative_to(TEMPLATES))
)
def test_no_page_carries_a_script_or_a_style_of_its_own(template: Path) -> None:
    if "packs" in template.relative_to(TEMPLATES).parts or "emails" in template.parts:
        pytest.skip("printed or mailed, not served")
    source = template.read_text()
    assert "<style" not in source
    assert not re.search(r"\sstyle=", source)
    assert not re.search(r"\son(?!ce=)[a-z]+=", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", source)
    assert "javascript:" not in source


def test_no_multi_line_comment_leaks_onto_a_page() -> None:
    for template in TEMPLATES.rglob("*.html"):
        for line in template.read_text().splitlines():
            assert line.count("{#") == line.count("#}"), f"{template}: {line}"
