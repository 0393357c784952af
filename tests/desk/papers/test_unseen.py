"""Words that hide in a paper are told to officers, keep it from the public, and can be mended."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from meetings.lifecycle import Refused
from meetings.models import AgendaItem, AuditEvent, User
from reports.authored.writing import send_report
from reports.files import safe_copies
from reports.files.converting import FAILED
from reports.files.safe_copies import ask_for_safe_copy, make_safe_copy
from reports.files.staging import check_staged, stage_file
from reports.files.uploads import Unusable
from reports.models import Paper, SafeCopy, Upload
from reports.workflow import add_paper, add_version, place_paper
from rotherham_hwb.checks.run import check_meeting, must_pass, overrule
from tests import factories
from tests.factories import writing
from tests.reports.files.test_converting import docx
from tests.reports.unseen.pages import add_annotation, one_page, words
from tests.reports.unseen.taking_in import taken_in_and_compared
from tests.tools import tesseract

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SEEN, HIDDEN = "The provider has apologised", "Zebedee Quillfeather"


def blacked_out() -> pikepdf.Pdf:
    """A black box over a name, and a note with another."""
    pdf = one_page(f"{words(SEEN, y=600)} {words(HIDDEN)} 55 690 300 30 re f")
    add_annotation(pdf, "Text", (10, 10, 30, 30), Contents="Counsel says our case is weak")
    return pdf


def paper_of(pdf: pikepdf.Pdf, item: AgendaItem, folder: Path, by: User, **fields: object) -> Paper:
    paper = Paper(board=item.meeting.board, title="Complaint about home care", **fields)
    add_paper(paper, by=by)
    place_paper(paper, item, by=by)
    pdf.save(folder / "complaint.pdf")
    add_version(paper, taken_in_and_compared(folder / "complaint.pdf"), by=by)
    return paper


def test_who_clears_papers_is_told_what_hides_in_them_and_where_to_mend_it(
    item: AgendaItem, olive: User, client: Client, tmp_path: Path
) -> None:
    paper = paper_of(blacked_out(), item, tmp_path, olive)
    factories.paper(item, "A plain paper")
    closed = factories.exempt("A complaint")
    meeting = item.meeting

    page = client.get(reverse("desk_clear_papers", args=[meeting.pk])).content.decode()
    said = " ".join(page.split())

    assert f"“{paper.title}” holds words that its reader does not see" in said
    assert HIDDEN in said
    assert "Counsel says" not in said, "a note is dropped, and stops nothing"
    assert "“A plain paper” holds" not in said
    for way in (f"/desk/papers/{paper.pk}/#unseen", f"/desk/papers/{paper.pk}/replace/"):
        assert f'href="{way}"' in page
        assert client.get(way).status_code == 200
    assert reverse("desk_checks", args=[meeting.pk]) in page
    Paper.objects.filter(pk=paper.pk).update(**closed)
    page = client.get(reverse("desk_clear_papers", args=[meeting.pk])).content.decode()
    assert HIDDEN not in page, "the public gets no copy of it"


def test_the_page_to_clear_papers_leaves_out_those_its_officer_wrote(
    item: AgendaItem, olive: User, client: Client
) -> None:
    board = item.meeting.board
    own = writing.written(item, author=olive, template=writing.template(board, posts=()))
    send_report(own, by=olive)
    other = factories.paper(item, "A plain paper")
    address = reverse("desk_clear_papers", args=[item.meeting_id])

    page = client.get(address)
    assert [each.title for each in page.context["papers"]] == ["A plain paper"]
    assert "You wrote these; another officer of the board clears them" in page.content.decode()
    client.post(address, {"paper": [factories.as_seen(each) for each in (own.paper, other)]})
    assert set(Paper.objects.values_list("state", flat=True)) == {"sign_off", "draft"}
    client.post(address, {"paper": [factories.as_seen(other)]})

    assert Paper.objects.get(pk=other.pk).state == "cleared"
    assert Paper.objects.get(pk=own.paper.pk).state == "sign_off"


def told(item: AgendaItem) -> list[str]:
    """What the checks of its meeting say of hidden words and would stop a publication."""
    found = check_meeting(item.meeting).stops
    return [each.sentence for each in found if each.code == "unseen"]


def test_the_officer_reads_which_words_hide_where_and_what_becomes_of_them(
    client: Client, olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    paper = paper_of(blacked_out(), item, tmp_path, olive)

    page = client.get(reverse("desk_paper", args=[paper.pk])).content.decode()

    assert page.index("Under a shape or a picture") < page.index("In a note or comment")
    assert HIDDEN in page
    assert "Counsel says our case is weak" in page
    assert [page.count(each) for each in ("Must fix", "Left out")] == [1, 1]
    assert "Make it safe" in page


def test_the_checks_stop_an_open_paper_until_an_officer_overrules_with_a_reason(
    olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    paper_of(blacked_out(), item, tmp_path, olive)

    assert told(item) == [f"Under a shape or a picture, page 1: “{HIDDEN}”."]
    with pytest.raises(Refused):
        must_pass(item.meeting)

    [finding] = [each for each in check_meeting(item.meeting).stops if each.code == "unseen"]
    overrule(item.meeting, finding, reason="The name is public already.", by=olive)
    assert told(item) == []
    assert AuditEvent.objects.filter(action="accept a finding of").exists()


def test_a_note_alone_stops_nothing_because_it_does_not_travel(
    olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    pdf = one_page(words(SEEN))
    add_annotation(pdf, "Text", (10, 10, 30, 30), Contents="Counsel says our case is weak")
    paper_of(pdf, item, tmp_path, olive)

    assert told(item) == []


def test_an_exempt_paper_may_hold_what_only_its_members_get(
    olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    fields = {"restriction": "exempt", "safe_title": "Appendix", "exempt_paragraphs": [1]}
    paper_of(blacked_out(), item, tmp_path, olive, public_interest="Privacy.", **fields)

    assert told(item) == []


def test_pages_that_were_not_compared_are_never_passed_in_silence(
    olive: User, item: AgendaItem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.unseen.find.MOST_SECONDS", -1.0)
    paper_of(one_page(words(SEEN)), item, tmp_path, olive)

    assert told(item) == ["Pages that could not be compared with their picture, page 1."]


def test_made_safe_the_words_are_gone_and_the_seen_ones_can_still_be_searched(
    client: Client, olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    tesseract()
    paper = paper_of(blacked_out(), item, tmp_path, olive)

    client.post(reverse("desk_make_safe", args=[paper.pk]))
    assert DBTaskResult.objects.count() == 1
    asked = SafeCopy.objects.get()
    make_safe_copy(asked.pk)
    make_safe_copy(asked.pk)

    asked.refresh_from_db()
    assert (asked.status, asked.pages_done) == (SafeCopy.Status.DONE, 1)
    newest = Paper.objects.get(pk=paper.pk).latest
    assert newest is not None
    assert newest.number == 2
    assert [kind.hiding.value for kind in newest.unseen_kinds if kind.hiding.stays] == []
    assert told(item) == []
    assert AuditEvent.objects.get(action="make safe").actor_name == olive.name
    page = client.get(reverse("desk_paper", args=[paper.pk])).content.decode()
    assert HIDDEN not in page
    assert "Version 1 was made safe: 1 of its pages is a picture" in page
    assert reverse("paper_original", args=[paper.pk, 1]) in page


def test_a_copy_that_fails_names_the_paper_and_leaves_it_as_it_was(
    client: Client,
    olive: User,
    item: AgendaItem,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise Unusable("It takes too long.")

    monkeypatch.setattr(safe_copies, "burn_pages", fail)
    paper = paper_of(blacked_out(), item, tmp_path, olive)
    make_safe_copy(ask_for_safe_copy(paper, by=olive).pk)

    page = client.get(reverse("desk_paper", args=[paper.pk])).content.decode()
    assert "“Complaint about home care” could not be made safe. It takes too long." in page
    assert "Make it safe" in page
    assert paper.versions.count() == 1


def test_while_it_is_made_safe_nobody_asks_again(
    client: Client, olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    paper = paper_of(blacked_out(), item, tmp_path, olive)
    ask_for_safe_copy(paper, by=olive)

    with pytest.raises(Refused, match="already"):
        ask_for_safe_copy(paper, by=olive)
    page = client.get(reverse("desk_paper", args=[paper.pk])).content.decode()
    assert "0 of 1 page made into pictures" in page
    poll = client.get(reverse("desk_make_safe", args=[paper.pk]), headers={"HX-Request": "true"})
    assert "0 of 1 page" in poll.content.decode()


def test_a_paper_in_which_nothing_hides_is_not_made_safe(
    olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    paper = paper_of(one_page(words(SEEN)), item, tmp_path, olive)

    with pytest.raises(Refused, match="Nothing hides"):
        ask_for_safe_copy(paper, by=olive)


def test_an_officer_of_another_board_asks_for_nothing(
    client: Client, olive: User, item: AgendaItem, tmp_path: Path
) -> None:
    paper = paper_of(blacked_out(), item, tmp_path, olive)
    client.force_login(factories.officer(factories.board("Another Board")))

    assert client.post(reverse("desk_make_safe", args=[paper.pk])).status_code == 404
    assert not SafeCopy.objects.exists()


def test_an_office_file_with_changes_is_refused_with_counts_and_a_way_on(
    client: Client, olive: User, item: AgendaItem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.files.converting.converter", lambda: "/bin/true")
    path = changed_docx(tmp_path / "upload")
    file = SimpleUploadedFile("Dues.docx", path.read_bytes())
    data = {"title": "Harbour dues", "restriction": "open", "file": file}

    address = reverse("desk_add_paper", args=[item.pk])

    page = client.post(address, data, follow=True).content.decode()

    assert "holds 1 tracked change" in page
    assert "Convert without them" in page
    upload = Upload.objects.get()
    without = reverse("desk_upload_without", args=[upload.pk])
    page = client.post(without, follow=True).content.decode()
    upload.refresh_from_db()
    assert (upload.without, upload.problem) == (True, FAILED)
    assert "could not be made into a PDF" in page
    assert "Convert without them" not in page
    assert "has changed since" in client.post(without, follow=True).content.decode()


def test_among_many_files_one_with_changes_waits_for_the_officer_to_go_on_without(
    client: Client, olive: User, item: AgendaItem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.files.converting.converter", lambda: "/bin/true")
    path = changed_docx(tmp_path / "upload")
    staged = stage_file(item.meeting, path, name="Dues.docx", by=olive)
    assert staged is not None
    check_staged(staged.pk)
    page = client.get(reverse("desk_bulk_match", args=[item.meeting_id])).content.decode()
    assert "holds 1 tracked change" in page
    assert "Convert without them" in page

    without = reverse("desk_bulk_without", args=[item.meeting_id])
    client.post(without, {"file": staged.pk})
    assert DBTaskResult.objects.count() == 1
    assert client.post(without, {"file": "x"}).status_code == 404
    check_staged(staged.pk)

    staged.refresh_from_db()
    assert (staged.without, staged.problem) == (True, FAILED)


def test_a_form_asks_nothing_about_changes_before_a_file_holds_some(
    client: Client, olive: User, item: AgendaItem
) -> None:
    page = client.get(reverse("desk_add_paper", args=[item.pk])).content.decode()
    assert "Convert without them" not in page


def changed_docx(path: Path) -> Path:
    added = '<w:ins w:id="1" w:author="H"><w:r><w:t>more</w:t></w:r></w:ins>'
    return docx(path, f"<w:p>{added}</w:p>")
