from django.db import migrations, models
from django.db.models import Q

from meetings.names import NOT_IN_NAMES, plain_name

NAMED = (
    ("Board", "board_name_is_seen_whole"),
    ("Invitation", "invited_name_is_seen_whole"),
    ("Person", "person_name_is_seen_whole"),
    ("User", "user_name_is_seen_whole"),
)


def make_names_plain(apps, schema_editor):
    """Take out of stored names what could be typed before and cannot be seen."""
    for model, _ in NAMED:
        records = apps.get_model("meetings", model).objects
        for record in records.filter(name__regex=NOT_IN_NAMES):
            record.name = plain_name(record.name) or "(no name)"
            record.save(update_fields=["name"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_the_second_wall")]

    operations = [
        migrations.AddField(
            model_name="board",
            name="members_need_second_step",
            field=models.BooleanField(
                default=True,
                help_text="Whether exempt papers open to its members after a second step alone.",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="asked_name",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="user",
            name="name_asked_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=Q(asked_name="", name_asked_at__isnull=True)
                | ~Q(asked_name="") & Q(name_asked_at__isnull=False),
                name="user_name_asked_at_a_time",
            ),
        ),
        migrations.RunPython(make_names_plain, migrations.RunPython.noop),
        *(
            migrations.AddConstraint(
                model_name=model.lower(),
                constraint=models.CheckConstraint(
                    condition=~Q(name__regex=NOT_IN_NAMES), name=constraint
                ),
            )
            for model, constraint in NAMED
        ),
    ]
