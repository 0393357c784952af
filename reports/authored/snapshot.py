"""A report as it was sent: what a version keeps, and how it is read back for print and page."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace

from reports.authored.richtext import clean_html, picture_addresses, plain_text
from reports.models import FieldKind, FieldPlace, PaperVersion, Report, TemplateField


@dataclass(frozen=True)
class SentField:
    """One field as sent: `text` is sanitised HTML of a formatted one, else plain words."""

    label: str
    kind: str  # a FieldKind
    place: str  # a FieldPlace
    text: str = ""

    @property
    def is_rich(self) -> bool:
        return self.kind == FieldKind.RICH

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of a plain field."""
        return tuple(line for line in self.text.splitlines() if line.strip())


@dataclass(frozen=True)
class SentSource:
    """A background paper as listed."""

    title: str
    link: str = ""
    where_to_see: str = ""


@dataclass(frozen=True)
class SentReport:
    """All that a version of a report keeps."""

    template: str
    numbers_sections: bool
    fields: tuple[SentField, ...]
    background: tuple[SentSource, ...] = ()
    pictures: tuple[int, ...] = ()  # the numbers of those its text shows

    def at(self, place: FieldPlace) -> tuple[SentField, ...]:
        """The fields of the cover sheet or of the body, in order."""
        return tuple(field for field in self.fields if field.place == place)

    @property
    def words(self) -> str:
        """What search finds it by."""
        texts = (plain_text(f.text) if f.is_rich else f.text for f in self.fields)
        return "\n\n".join(filter(None, (*texts, *(each.title for each in self.background))))


def snapshot(report: Report) -> SentReport:
    """The report as it stands now; restricted background papers are not listed.

    Source: LGA 1972 s.100D(4).
    """
    alts = {picture.address: picture.alt for picture in report.pictures.all()}
    fields = tuple(_sent(field, report.values, alts) for field in shown_fields(report))
    background = report.background_papers.filter(restricted=False)
    return SentReport(
        template=report.template.name,
        numbers_sections=report.template.numbers_sections,
        fields=tuple(field for field in fields if field.text or field.kind not in _TEXTS),
        background=tuple(SentSource(b.title, b.link, b.where_to_see) for b in background),
        pictures=_pictures(report, fields),
    )


def shown_fields(report: Report) -> list[TemplateField]:
    """The template's fields in use, and those out of use in which something was written."""
    fields = report.template.fields.order_by("position")
    return [each for each in fields if each.in_use or report.values.get(each.key)]


def as_json(sent: SentReport) -> dict[str, object]:
    """What a version stores."""
    stored: dict[str, object] = json.loads(json.dumps(asdict(sent)))
    return stored


def digest(title: str, sent: SentReport) -> str:
    """The SHA-256 of a report's words, title included."""
    words = json.dumps([title, as_json(sent)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def sent_report(version: PaperVersion) -> SentReport | None:
    """The report that a version keeps; None of a file or a text."""
    kept = version.authored
    if not kept:
        return None
    pictures = {f"{version.paper.get_absolute_url()}pictures/{n}/": "" for n in kept["pictures"]}
    return SentReport(
        template=kept["template"],
        numbers_sections=kept["numbers_sections"],
        fields=tuple(_safe(SentField(**each), pictures) for each in kept["fields"]),
        background=tuple(SentSource(**each) for each in kept["background"]),
        pictures=tuple(kept["pictures"]),
    )


_TEXTS = (FieldKind.PLAIN, FieldKind.RICH)


def _sent(field: TemplateField, values: dict[str, str], pictures: dict[str, str]) -> SentField:
    sent = SentField(field.label, field.kind, field.place, values.get(field.key, ""))
    return _safe(sent, pictures)


def _safe(field: SentField, pictures: dict[str, str]) -> SentField:
    """The field as it may be shown; it may have been plain when its text was saved."""
    if not field.is_rich:
        return field
    return replace(field, text=clean_html(field.text, pictures=pictures).html)


def _pictures(report: Report, fields: tuple[SentField, ...]) -> tuple[int, ...]:
    shown = {address for field in fields for address in picture_addresses(field.text)}
    return tuple(each.number for each in report.pictures.all() if each.address in shown)
