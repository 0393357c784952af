import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("minutes", "0007_votes_in_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="reference",
            name="correction",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose new words say so; none: the minute’s own.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="references",
                to="minutes.correction",
            ),
        ),
    ]
