"""The real veraPDF engine on every kind of PDF that the portal sets: one start for each flavour."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rotherham_hwb.packs.editions.minutes_files import set_leaves
from rotherham_hwb.packs.kinds import Layout
from rotherham_hwb.packs.sections.archive import archive_pdf
from rotherham_hwb.packs.sections.minutes import minutes_html
from rotherham_hwb.packs.typesetting.render import render_section
from tests import factories
from tests.minutes.decisions.test_notices import decided
from tests.packs import samples
from tests.packs.contents.test_authored import html_of, pictured
from tests.packs.editions.test_minutes_files import extract, given, whole
from tests.packs.sections.test_pdf_ua import pack_of_sections
from tests.public.pages.test_decision_notices import noticed
from tests.public.world import Town
from tests.tools import verapdf

pytestmark = [pytest.mark.slow, pytest.mark.java, pytest.mark.shared, pytest.mark.django_db]


@pytest.fixture
def kept_for_good(client: Client) -> dict[str, bytes]:
    """What is read alone and kept: minutes in every form, and a notice of a decision."""
    minutes, decision = Town(timezone.localdate()).minutes, decided()
    noticed(decision)
    return {
        "notice.pdf": given(client, reverse("decision_notice_file", args=[decision.pk])),
        "whole.pdf": given(client, whole(minutes)),
        "extract.pdf": given(client, extract(minutes, "41")),
        "leaves.pdf": set_leaves(
            minutes, 41, presided_by="Ada Byron", signed_on=dt.date(2025, 3, 19)
        ).pdf,
        "draft.pdf": archive_pdf(minutes_html(samples.minutes(alone=True, status="Draft."))),
    }


def test_every_pdf_is_pdf_ua_and_what_is_kept_is_pdf_a(
    kept_for_good: dict[str, bytes], tmp_path: Path
) -> None:
    report = pictured(factories.meeting(factories.board()).items.get(), tmp_path)
    files = {**kept_for_good, "report.pdf": render_section(html_of(report))}
    for layout in (Layout.SCREEN, Layout.PRINT):
        pack = pack_of_sections(layout, tmp_path)
        files[f"{layout}.pdf"] = pack.read_bytes()
    for name, pdf in files.items():
        (tmp_path / name).write_bytes(pdf)

    assert verapdf(*(tmp_path / name for name in files)) == {name: [] for name in files}
    kept = verapdf(*(tmp_path / name for name in kept_for_good), flavour="2a")
    assert kept == {name: [] for name in kept_for_good}
