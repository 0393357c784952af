"""What the pages of old packs promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import Board, Meeting
from minutes.models import Minutes
from reports.models import Paper
from reports.workflow import withdraw_paper
from rotherham_hwb.legacy.keep.importer import import_pack
from rotherham_hwb.legacy.keep.review import decide
from rotherham_hwb.legacy.models import Decision, PackFile, ReadFact
from tests.desk.promises.presses import (
    WHY,
    Press,
    reads,
    seen,
    status,
)
from tests.legacy import harbour

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


CLEAN = harbour.MARCH.replace("Ring the dredger on 07700 900123 before you sail.\n", "")
CLEAN = CLEAN.replace("<to be included>\n", "")
"""Nothing in it stops a publication."""


@reads("desk/old_packs/discard_file")
def test_a_file_that_is_thrown_away_goes_as_its_page_promises(press: Press, board: Board) -> None:
    def brought() -> bool:
        file = SimpleUploadedFile("letter.txt", b"Dear all, see you there.")
        press.client.post(reverse("desk_imports"), {"file": file})
        return PackFile.objects.count() == 1

    assert brought()
    file = PackFile.objects.get()
    nobody_else_did = status(reverse("desk_pack_file", args=[file.pk]))
    records = [kind.objects.count() for kind in (Meeting, Paper, Minutes)]

    press.keeps(
        reverse("desk_pack_discard", args=[file.pk]),
        {
            "The file is deleted": lambda: not PackFile.objects.exists(),
            "Nothing was read from it": lambda: (
                [kind.objects.count() for kind in (Meeting, Paper, Minutes)] == records
            ),
            "Officers saw it;": lambda: True,  # before, as the next line says
            "nobody else did": lambda: nobody_else_did == 302,
            "No: You can bring the same file in again": brought,
        },
    )


@reads("desk/old_packs/publish")
def test_an_old_pack_keeps_what_its_page_promises(
    press: Press, board: Board, tmp_path: Path
) -> None:
    pack = import_pack(harbour.written(tmp_path, CLEAN), by=press.user)[0]
    fact = ReadFact.objects.get(kind="person", key="present/Tom Tide")
    decide(fact, Decision.REJECTED, by=press.user)
    agenda = pack.meeting.get_absolute_url()
    (minutes,) = Minutes.objects.all()
    paper = Paper.objects.get()

    def withdrawn() -> bool:
        withdraw_paper(Paper.objects.get(pk=paper.pk), by=press.user, reason=WHY)
        return WHY in seen(paper.get_absolute_url())

    press.keeps(
        reverse("desk_publish_import", args=[pack.pk]),
        {
            "These become public": lambda: status(agenda) == 200,
            "the agenda of Harbour Board, Tuesday 4 March 2014: 3": lambda: (
                "Dredging plan" in seen(agenda)
            ),
            "the paper “Dredging plan”": lambda: status(paper.get_absolute_url()) == 200,
            "the minutes of Harbour Board, Tuesday 4 February": lambda: (
                "The lighthouse wants paint" in seen(minutes.get_absolute_url())
            ),
            "These do not": lambda: True,  # a heading
            "1 detail you rejected": lambda: "Tom Tide" not in seen(minutes.get_absolute_url()),
            "19 details are not decided": lambda: "Ada Byron" in seen(minutes.get_absolute_url()),
            "Look through them first": lambda: True,  # a way, and no promise
            "Everyone;": lambda: status(agenda) == 200,
            "of restricted papers the public sees": lambda: (
                True
            ),  # none here: test_restricted_packs
            "No: A paper can be withdrawn": withdrawn,
        },
    )
