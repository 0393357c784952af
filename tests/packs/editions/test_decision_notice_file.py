"""The file of a decision notice says what its page says, and names no number that is not there."""

import pytest

from meetings.access import viewer_for
from minutes.decisions.notices import write_notice
from minutes.models import Minute
from rotherham_hwb.packs.editions.decision_notice_file import decision_section
from rotherham_hwb.packs.sections.decision import decision_html
from rotherham_hwb.shown.decisions.notice import find_notice, shown_decision_notice
from tests import factories
from tests.minutes.decisions.test_notices import WHOLE, decided

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("number", "reference"), [("41", "Minute 41"), ("", "")])
def test_a_notice_refers_to_its_minute_once_that_has_a_number(number: str, reference: str) -> None:
    minute = decided(state="draft")
    Minute.objects.filter(pk=minute.pk).update(number=number)
    write_notice(minute, by="a test", **WHOLE)
    officer = viewer_for(factories.officer(minute.board))
    notice = find_notice(minute.pk, officer)
    assert notice is not None

    section = decision_section(shown_decision_notice(notice, officer))

    assert section.reference == reference
    assert ("Reference" in decision_html(section)) == bool(reference)
