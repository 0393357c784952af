"""`manage.py compile_pack` on a stored meeting."""

import pytest
from django.core.management import CommandError, call_command

from rotherham_hwb.packs.models import Release
from tests import factories
from tests.factories.packs import meeting_with_papers

pytestmark = pytest.mark.django_db


def test_a_stored_meeting_is_compiled_and_stored(capsys: pytest.CaptureFixture[str]) -> None:
    meeting = meeting_with_papers(2)
    olive = factories.officer(meeting.board)

    call_command("compile_pack", meeting.pk, by=olive.email)

    release = Release.objects.get()
    assert release.compiled_by == olive
    said = capsys.readouterr().out
    assert all(each.sha256 in said for each in release.editions.all())


def test_somebody_who_is_no_officer_of_the_board_compiles_nothing() -> None:
    meeting = meeting_with_papers(2)
    other = factories.officer(factories.board())

    with pytest.raises(CommandError, match="is no officer of a board with a meeting"):
        call_command("compile_pack", meeting.pk, by=other.email)

    assert not Release.objects.exists()


def test_a_half_given_command_says_what_to_give() -> None:
    with pytest.raises(CommandError, match="Give a stored meeting's number"):
        call_command("compile_pack", output="pack.pdf")
