"""The formatted text of reports: sanitised HTML, and the plain markup it can be written in.

The markup is CommonMark with tables, without code blocks: `## heading`, `- point`, `1. point`,
`**bold**`, `[words](https://…)`, `![description](address of a picture)`, `| a | b |`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt
from markdownify import markdownify

TAGS = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "img"),
    *("strong", "b", "em", "i", "sub", "sup", "blockquote"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
STANDING = {"p", "ul", "ol", "table", "blockquote", *HEADINGS}
RENAMED = {"b": "strong", "i": "em"}
TOP_LEVEL = 3  # the page has h1, the field's label is h2
MOST_SPAN = 50
LEFT_OUT = "A picture was left out: add it under “Pictures” first, then put it into the text."
BLOCKS = re.compile(r"(</(?:p|h\d|ul|ol|table|blockquote)>)")

_markup = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table")
_markup.disable(["code", "fence", "hr", "lheading"])


@dataclass(frozen=True)
class Clean:
    """Text that may be shown, and what its author should be told about it."""

    html: str
    told: tuple[str, ...] = ()


def clean_html(html: str, *, pictures: dict[str, str] | None = None) -> Clean:
    """Keep what a report may hold; headings start below the field's own and skip no level.

    `pictures` are the addresses a text may show, each with the words that describe it.
    """
    known = pictures or {}
    kept = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style"},
    )
    soup = BeautifulSoup(kept, "html.parser")
    told = _settle_pictures(soup, known)
    for old, new in RENAMED.items():
        for tag in soup.find_all(old):
            tag.name = new
    _settle_headings(soup)
    for table in soup.find_all("table"):
        _settle_table(soup, table)
    _settle_inline(soup)
    _drop_empty(soup)
    return Clean(_written(soup), told)


def from_markup(text: str) -> str:
    """The markup as HTML, not yet sanitised."""
    rendered: str = _markup.render(text.replace("\r\n", "\n"))
    return rendered


def to_markup(html: str, *, pictures: dict[str, str] | None = None) -> str:
    """Clean HTML as markup; where that would lose something, the HTML, which is markup too."""
    if not html:
        return ""
    text = markdownify(
        html, heading_style="ATX", bullets="-", sub_symbol="<sub>", sup_symbol="<sup>"
    ).strip()
    if clean_html(from_markup(text), pictures=pictures).html == html:
        return str(text)
    return BLOCKS.sub(r"\1\n", html).strip()


def plain_text(html: str) -> str:
    """The words alone, a line for each block; for search."""
    soup = BeautifulSoup(html, "html.parser")
    return "\n".join(line for line in soup.get_text("\n", strip=True).splitlines() if line)


def picture_addresses(html: str) -> list[str]:
    """The addresses of the pictures a text shows, in order."""
    return [str(tag.get("src")) for tag in BeautifulSoup(html, "html.parser").find_all("img")]


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("colspan", "rowspan", "start"):
        return value if value.isascii() and value.isdigit() and int(value) <= MOST_SPAN else None
    if name == "scope":
        return value if value in ("col", "row") else None
    return value


def _settle_pictures(soup: BeautifulSoup, known: dict[str, str]) -> tuple[str, ...]:
    """Leave the report's own pictures, each with its description; no other address is fetched."""
    left_out = False
    for tag in soup.find_all("img"):
        source = str(tag.get("src") or "")
        if source in known:
            tag["alt"] = str(tag.get("alt") or "").strip() or known[source]
        else:
            tag.decompose()
            left_out = True
    return (LEFT_OUT,) if left_out else ()


def _settle_headings(soup: BeautifulSoup) -> None:
    """Map the levels used onto h3, h4, h5 so that none is skipped."""
    used = sorted({tag.name for tag in soup.find_all(HEADINGS)})
    for tag in soup.find_all(HEADINGS):
        tag.name = f"h{min(TOP_LEVEL + used.index(tag.name), 6)}"


def _settle_table(soup: BeautifulSoup, table: Tag) -> None:
    """Give every table a head, and every header cell its scope."""
    for cell in table.find_all(("td", "th")):
        blocks = cell.find_all("p", recursive=False)
        if len(blocks) == 1 and not cell.find(("ul", "ol")):
            blocks[0].unwrap()
    rows = table.find_all("tr")
    if not rows:
        table.decompose()
        return
    if not table.find("th"):
        for cell in rows[0].find_all("td"):
            cell.name = "th"
    heads = [row for row in rows[:1] if not row.find("td")]
    for row in rows:
        for cell in row.find_all("th"):
            cell["scope"] = "col" if row in heads else "row"
    _regroup(soup, table, heads, [row for row in rows if row not in heads])


def _regroup(soup: BeautifulSoup, table: Tag, heads: list[Tag], rows: list[Tag]) -> None:
    caption = table.find("caption")
    groups = [("thead", [row.extract() for row in heads]), ("tbody", [r.extract() for r in rows])]
    table.clear()
    if isinstance(caption, Tag):
        table.append(caption)
    for name, held in groups:
        if held:
            group = soup.new_tag(name)
            group.extend(held)
            table.append(group)


def _settle_inline(soup: BeautifulSoup) -> None:
    """Links lead somewhere; an item of one paragraph is that paragraph; no words stand bare."""
    for tag in soup.find_all("a"):
        if not tag.get("href"):
            tag.unwrap()
    for item in soup.find_all("li"):
        blocks = item.find_all("p", recursive=False)
        if len(blocks) == 1:
            blocks[0].unwrap()
    paragraph: Tag | None = None
    for node in list(soup.contents):
        if isinstance(node, Tag) and node.name in STANDING:
            paragraph = None
        elif paragraph is not None:
            paragraph.append(node.extract())
        elif str(node).strip():
            paragraph = soup.new_tag("p")
            node.insert_before(paragraph)
            paragraph.append(node.extract())


def _drop_empty(soup: BeautifulSoup) -> None:
    """Paragraphs and headings that hold nothing, as editors leave them."""
    for tag in soup.find_all(("p", "li", *HEADINGS)):
        if not tag.get_text(strip=True) and not tag.find("img"):
            tag.decompose()


def _written(soup: BeautifulSoup) -> str:
    """The HTML without the white space between blocks, so that equal texts are equal strings."""
    html = re.sub(r">\s*\n\s*<", "><", str(soup))
    return re.sub(r"<br/>\s+", "<br/>", re.sub(r"[ \t\n]+", " ", html)).strip()
