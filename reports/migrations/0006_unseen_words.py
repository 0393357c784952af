import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def never_compared():
    """What is known of the files that came before pages were compared with their pictures."""
    return [{"hiding": "not_compared", "page": 0, "words": "It came before pages were compared"}]


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0005_grants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='paperversion',
            name='unseen',
            field=models.JSONField(blank=True, default=never_compared),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='paperversion',
            name='unseen',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='stagedfile',
            name='holds_more',
            field=models.BooleanField(default=False, help_text='It has tracked changes or comments, and was refused for them.'),
        ),
        migrations.AddField(
            model_name='stagedfile',
            name='without',
            field=models.BooleanField(default=False, help_text='Convert without them.'),
        ),
        migrations.CreateModel(
            name='SafeCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('working', 'Being made safe'), ('done', 'Made safe'), ('failed', 'Not made safe')], default='waiting', max_length=10)),
                ('pages', models.PositiveIntegerField(help_text='How many become pictures.')),
                ('pages_done', models.PositiveIntegerField(default=0)),
                ('problem', models.TextField(blank=True, help_text='Why it failed: one sentence.')),
                ('asked_at', models.DateTimeField(auto_now_add=True)),
                ('touched_at', models.DateTimeField(auto_now=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='safe_copies', to='reports.paperversion')),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'failed'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='failed_safe_copy_says_why')],
            },
        ),
    ]
