"""The report templates of an officer's boards: their fields, their order, the posts that sign."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import RoleKind
from meetings.doors import Request, officers
from meetings.models import Board, User
from meetings.models.name_field import NameBox
from reports.authored.templates import (
    add_template,
    change_template,
    move_field,
    provide_forms,
    save_field,
    set_posts,
)
from reports.models import ReportTemplate, TemplateField
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.reports.forms import people
from rotherham_hwb.form_types import Posted, offer


class NewTemplateForm(forms.Form):
    name = NameBox(label="Name of the template", max_length=120)

    def __init__(self, data: Posted = None, *, board: Board) -> None:
        super().__init__(data)
        self.board = board

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if self.board.report_templates.filter(name=name).exists():
            raise ValidationError("The board has a template of this name: choose another.")
        return name


class SettingsForm(forms.ModelForm[ReportTemplate]):
    class Meta:
        model = ReportTemplate
        fields = ("name", "numbers_sections", "approvals_last_days", "in_use")
        labels = {  # noqa: RUF012 - Django's own way
            "numbers_sections": "Number the sections of the body",
            "approvals_last_days": "How many days does an approval last?",
            "in_use": "New reports can use it",
        }
        help_texts = {  # noqa: RUF012
            "approvals_last_days": "An older approval is shown as out of date.",
            "numbers_sections": "",
        }


class TemplateFieldForm(forms.ModelForm[TemplateField]):
    class Meta:
        model = TemplateField
        fields = ("label", "help", "kind", "place", "required", "in_use")
        labels = {  # noqa: RUF012
            "label": "Heading",
            "help": "What should the author write?",
            "kind": "What does it hold?",
            "place": "Where is it printed?",
            "required": "It must be filled in before the report is sent",
            "in_use": "New reports have it",
        }
        widgets = {"kind": forms.RadioSelect, "place": forms.RadioSelect}  # noqa: RUF012


class PostForm(forms.Form):
    post = NameBox(label="Job title", required=False, max_length=200)
    approver = forms.ModelChoiceField(
        label="Who is asked",
        queryset=User.objects.none(),
        required=False,
        empty_label="Any approver of the board",
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "approver", people(board, RoleKind.APPROVER))


PostFormSet = forms.formset_factory(PostForm, extra=2, max_num=20)


@officers
@require_GET
def templates(request: Request) -> HttpResponse:
    """The templates of my boards, board by board."""
    boards = _own_boards(request).prefetch_related("report_templates")
    counted = _own_templates(request).annotate(field_count=Count("fields"))
    counts = dict(counted.values_list("pk", "field_count"))
    context = {"boards": boards, "counts": counts}
    return render(request, "desk/reports/templates/templates.html", context)


@officers
@require_POST
def provide(request: Request, pk: int) -> HttpResponse:
    """Give a board the forms in use."""
    board = get_object_or_404(_own_boards(request), pk=pk)
    ask(
        request,
        lambda: provide_forms(board, by=request.user),
        done="The board has the five forms in use; change them as you like.",
    )
    return redirect("report_templates")


@officers
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    board = get_object_or_404(_own_boards(request), pk=pk)
    form = NewTemplateForm(posted(request), board=board)
    if form.is_valid():
        made = add_template(board, name=form.cleaned_data["name"], by=request.user)
        return redirect("report_template", pk=made.pk)
    context = {"board": board, "form": form}
    return render(request, "desk/reports/templates/add.html", context)


@officers
@require_http_methods(["GET", "POST"])
def template(request: Request, pk: int) -> HttpResponse:
    """One template: its fields in order, its posts, its settings."""
    found = get_object_or_404(_own_templates(request), pk=pk)
    form = SettingsForm(posted(request), instance=found)
    fields, posts = found.fields.order_by("position"), found.roles.select_related("approver")
    if form.is_valid() and ask(
        request, lambda: change_template(form.instance, by=request.user), done="Saved."
    ):
        return redirect("report_template", pk=pk)
    context = {"template": found, "fields": fields, "posts": posts, "form": form}
    return render(request, "desk/reports/templates/template.html", context)


@officers
@require_http_methods(["GET", "POST"])
def field(request: Request, pk: int, field: int = 0) -> HttpResponse:
    """A new field of a template, or one that is there."""
    found = get_object_or_404(_own_templates(request), pk=pk)
    new = TemplateField(template=found, position=0)
    record = get_object_or_404(found.fields, pk=field) if field else new
    form = TemplateFieldForm(posted(request), instance=record)
    if form.is_valid() and ask(
        request, lambda: save_field(form.instance, by=request.user), done="The field is saved."
    ):
        return redirect("report_template", pk=pk)
    context = {"template": found, "field": record, "form": form}
    return render(request, "desk/reports/templates/field.html", context)


@officers
@require_POST
def move(request: Request, pk: int, field: int) -> HttpResponse:
    found = get_object_or_404(_own_templates(request), pk=pk)
    record = get_object_or_404(found.fields, pk=field)
    move_field(record, up="up" in request.POST, by=request.user)
    return redirect(f"{request.path.rsplit('/fields/', 1)[0]}/#field-{field}")


@officers
@require_http_methods(["GET", "POST"])
def posts(request: Request, pk: int) -> HttpResponse:
    """The posts whose approval reports on this template need."""
    found = get_object_or_404(_own_templates(request), pk=pk)
    roles = [{"post": r.post, "approver": r.approver_id} for r in found.roles.all()]
    forms_ = PostFormSet(
        posted(request), initial=roles, prefix="post", form_kwargs={"board": found.board}
    )
    if forms_.is_valid():
        said = [(each["post"], each["approver"]) for each in forms_.cleaned_data if each]
        if ask(request, lambda: set_posts(found, said, by=request.user), done="Saved."):
            return redirect("report_template", pk=pk)
    context = {"template": found, "forms": forms_}
    return render(request, "desk/reports/templates/posts.html", context)


def _own_boards(request: Request) -> QuerySet[Board]:
    return Board.objects.filter(pk__in=request.viewer.boards_as(RoleKind.OFFICER)).order_by("name")


def _own_templates(request: Request) -> QuerySet[ReportTemplate]:
    return ReportTemplate.objects.filter(board__in=_own_boards(request)).select_related("board")
