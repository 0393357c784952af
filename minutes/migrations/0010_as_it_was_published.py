"""Keep with published minutes what of the board's settings they print."""

from django.db import migrations, models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When


def keep(apps, schema_editor):
    """As the boards' settings are today: what they were at publication is not on record."""
    minutes = apps.get_model("minutes", "Minutes")
    meeting = apps.get_model("meetings", "Meeting").objects.filter(pk=OuterRef("meeting"))
    counts = Q(board__regime="non_statutory") | Q(board__remote_counts_from__lte=F("date"))
    counted = meeting.annotate(counted=Case(When(counts, then=Value(True)), default=Value(False)))
    minutes.objects.filter(published_at__isnull=False).update(
        decision_word=Subquery(meeting.values("board__decision_word")[:1]),
        remote_counted=Subquery(counted.values("counted")[:1]),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0009_actions_item"),
        ("minutes", "0009_words_stay"),
    ]

    operations = [
        migrations.AddField(
            model_name="minutes",
            name="decision_word",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="The board’s word before a decision, as it was when they were published.",
                max_length=40,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="minutes",
            name="remote_counted",
            field=models.BooleanField(
                editable=False,
                help_text="Whether those who took part remotely counted, as it was held then.",
                null=True,
            ),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop, elidable=True),
    ]
