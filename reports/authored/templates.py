"""The verbs of report templates: provide the known forms, add, change, order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from meetings import audit
from meetings.audit import Actor
from meetings.lifecycle import Refused
from meetings.locking import lock_key
from meetings.models import Board, User
from reports.authored.forms_provided import FORMS, ProvidedForm
from reports.models import ReportTemplate, SignOffRole, TemplateField


def provide_forms(board: Board, *, by: Actor) -> list[ReportTemplate]:
    """Give a board the forms in use as templates; those it has by name already stay as they are."""
    known = set(board.report_templates.values_list("name", flat=True))
    with transaction.atomic():
        return [_provide(board, form, by=by) for form in FORMS if form.name not in known]


def add_template(board: Board, *, name: str, by: Actor) -> ReportTemplate:
    """Store a new template without fields."""
    template = ReportTemplate(board=board, name=name.strip())
    with transaction.atomic():
        template.full_clean()
        template.save(force_insert=True)
        audit.record("add", template, by=by)
    return template


def change_template(template: ReportTemplate, *, by: User) -> ReportTemplate:
    """Store the changed settings of a template."""
    with transaction.atomic():
        template.full_clean()
        template.save()
        audit.record("change", template, by=by)
    return template


def save_field(field: TemplateField, *, by: User) -> TemplateField:
    """Store a new field last in its template, or the changes to one that is there.

    Raises Refused where the kind changes and reports use the template.
    """
    with transaction.atomic():
        lock_key(ReportTemplate, field.template_id)
        _may_change_kind(field)
        if field.pk is None:
            last = field.template.fields.aggregate(last=Max("position"))["last"] or 0
            field.position = last + 1
        field.full_clean()
        field.save()
        audit.record("change a field of", field.template, by=by, field=field.label)
    return field


def move_field(field: TemplateField, *, up: bool, by: User) -> None:
    """Change places with the field before or after; at the end of the row nothing happens."""
    with transaction.atomic():
        fields = list(field.template.fields.select_for_update().order_by("position"))
        at = fields.index(field)
        other = at - 1 if up else at + 1
        if not 0 <= other < len(fields):
            return
        pair = fields[at], fields[other]
        pair[0].position, pair[1].position = pair[1].position, pair[0].position
        TemplateField.objects.bulk_update(pair, ["position"])
        audit.record("order the fields of", field.template, by=by, field=field.label, up=up)


def set_posts(
    template: ReportTemplate, posts: Sequence[tuple[str, User | None]], *, by: Actor
) -> None:
    """Write the posts that sign off anew: (post, who is asked) in order.

    Papers that are with their approvers already keep the posts they were sent to.
    """
    named = [(post.strip(), approver) for post, approver in posts if post.strip()]
    if len({post.lower() for post, _ in named}) < len(named):
        raise Refused("Each job title can stand in the list once.")
    with transaction.atomic():
        template.roles.all().delete()
        SignOffRole.objects.bulk_create(
            SignOffRole(template=template, position=at, post=post, approver=approver)
            for at, (post, approver) in enumerate(named, start=1)
        )
        audit.record(
            "set who signs off", template, by=by, signed_off_by=[post for post, _ in named]
        )


def _may_change_kind(field: TemplateField) -> None:
    """What reports hold was written, and sanitised or not, for the kind it had."""
    stored = TemplateField.objects.filter(pk=field.pk).first()
    if stored and stored.kind != field.kind and field.template.reports.exists():
        raise Refused(
            f"Reports use this template, so what “{stored.label}” holds stays as it is: add a "
            "field of the other kind, and take this one out of use."
        )


def _provide(board: Board, form: ProvidedForm, *, by: Actor) -> ReportTemplate:
    template = ReportTemplate.objects.create(
        board=board, name=form.name, numbers_sections=form.numbers_sections
    )
    TemplateField.objects.bulk_create(
        TemplateField(
            template=template,
            position=at,
            label=each.label,
            help=each.help,
            required=each.required,
            kind=each.kind,
            place=each.place,
        )
        for at, each in enumerate(form.fields, start=1)
    )
    set_posts(template, [(post, None) for post in form.posts], by=by)
    audit.record("provide", template, by=by)
    return template
