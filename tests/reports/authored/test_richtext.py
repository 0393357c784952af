"""The formatted text of reports: harmless, well structured, the same in both ways of writing."""

from __future__ import annotations

import pytest

from reports.authored.richtext import LEFT_OUT, clean_html, from_markup, plain_text, to_markup

MINE = {"/papers/1/pictures/1/": "A chart"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
        ("<p onclick='x' style='color:red'>a</p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href='https://x.org' onclick='x'>a</a>", '<p><a href="https://x.org">a</a></p>'),
        ("<iframe src='//x'></iframe><form><input></form>", ""),
        ("<p>a<svg onload=alert(1)></svg></p>", "<p>a</p>"),
        ("<td>a</td>", "<p>a</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<p> </p><h2></h2><p>a</p>", "<p>a</p>"),
        ("<b>a</b> <i>b</i>", "<p><strong>a</strong> <em>b</em></p>"),
        ('<ol start="99999999"><li>a</li></ol>', "<ol><li>a</li></ol>"),
    ],
)
def test_only_what_a_report_may_hold_is_kept(given: str, kept: str) -> None:
    assert clean_html(given).html == kept


def test_headings_start_below_the_fields_own_and_skip_no_level() -> None:
    assert clean_html("<h1>a</h1><h4>b</h4><h6>c</h6>").html == "<h3>a</h3><h4>b</h4><h5>c</h5>"


def test_every_table_gets_a_head_with_scopes() -> None:
    rows = "<tr><td>Quarter</td><td>People</td></tr><tr><td>1</td><td>9</td></tr>"
    assert clean_html(f"<table>{rows}</table>").html == (
        '<table><thead><tr><th scope="col">Quarter</th><th scope="col">People</th></tr></thead>'
        "<tbody><tr><td>1</td><td>9</td></tr></tbody></table>"
    )


def test_a_header_cell_in_the_body_names_its_row() -> None:
    html = clean_html("<table><tr><th>a</th><td>b</td></tr></table>").html
    assert '<th scope="row">a</th>' in html
    assert "thead" not in html


def test_only_the_reports_own_pictures_stay_and_all_are_described() -> None:
    own, other = '<img src="/papers/1/pictures/1/" alt="">', '<img src="https://x/y.png">'

    clean = clean_html(f"<p>{own}{other}</p>", pictures=MINE)

    assert clean.html == '<p><img alt="A chart" src="/papers/1/pictures/1/"/></p>'
    assert clean.told == (LEFT_OUT,)


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><p>b<br/>c</p>",
        "<h3>a</h3><ul><li>b</li><li>c</li></ul><ol><li>d</li></ol>",
        '<p>1. not a list</p><p># not a heading</p><p>a_b_c *d* <a href="https://x.org">e</a></p>',
        '<table><thead><tr><th scope="col">a</th></tr></thead>'
        "<tbody><tr><td><p>b</p><ul><li>c</li></ul></td></tr></tbody></table>",
        '<p><img alt="A chart" src="/papers/1/pictures/1/"/></p>',
        "<p>H<sub>2</sub>O, 21<sup>st</sup></p><blockquote><p>q</p></blockquote>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ],
)
def test_text_goes_through_the_plain_box_unchanged(html: str) -> None:
    assert clean_html(html, pictures=MINE).html == html
    written = to_markup(html, pictures=MINE)
    assert clean_html(from_markup(written), pictures=MINE).html == html


def test_the_markup_reads_as_the_page_explains() -> None:
    text = "## Aim\n\n- one\n- **two**\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n<script>x</script>"
    assert clean_html(from_markup(text)).html == (
        "<h3>Aim</h3><ul><li>one</li><li><strong>two</strong></li></ul>"
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


def test_search_gets_the_words_alone() -> None:
    assert plain_text("<h3>Aim</h3><p>Warm <b>homes</b></p>").split() == ["Aim", "Warm", "homes"]
