import hashlib

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


def gather(apps, schema_editor):
    """Give every stored edition a release: those that went out, and went, together share one."""
    Edition, Release = apps.get_model('packs', 'PackEdition'), apps.get_model('packs', 'Release')
    releases = {}
    names = ['meeting_id', 'kind', 'supplement', 'stage', 'published_at', 'published_by_id',
             'superseded_at', 'superseded_by_id', 'superseded_reason']
    for edition in Edition.objects.defer('manifest', 'page_map').order_by('compiled_at', 'pk'):
        what = {name: getattr(edition, name) for name in names}
        key = (*what.values(), None if edition.published_at else edition.pk)
        releases.setdefault(key, (what, []))[1].append(edition)
    for what, editions in releases.values():
        lines = '\n'.join(
            f'{each.audience} {each.layout} {each.sha256} {each.plan_sha256}' for each in editions
        )
        release = Release.objects.create(
            **what,
            digest=hashlib.sha256(lines.encode()).hexdigest(),
            compiled_at=editions[-1].compiled_at,
            compiled_by_id=editions[-1].compiled_by_id,
        )
        Edition.objects.filter(pk__in=[each.pk for each in editions]).update(release=release)
    # What follows changes the table, which waits for no check that is still to come.
    schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0001_initial'),
        ('packs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='packedition',
            name='editions_never_change',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='packedition',
            name='publication_is_once',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='packedition',
            name='published_editions_stay',
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('main', 'Agenda pack'), ('supplement', 'Supplement'), ('consolidated', 'Consolidated pack')], default='main', max_length=15)),
                ('supplement', models.PositiveSmallIntegerField(default=0, help_text='Its number; of a consolidated pack the last one in it; 0: the main.')),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('published', 'For publication')], default='draft', max_length=10)),
                ('digest', models.CharField(help_text='The SHA-256 of the plans and bytes compiled together.', max_length=64)),
                ('compiled_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('superseded_at', models.DateTimeField(editable=False, null=True)),
                ('superseded_reason', models.TextField(blank=True, editable=False, help_text='Told to whoever opens the old addresses.')),
            ],
            options={
                'ordering': ('-compiled_at', '-pk'),
            },
        ),
        migrations.AddField(
            model_name='release',
            name='compiled_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='release',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='meetings.meeting'),
        ),
        migrations.AddField(
            model_name='release',
            name='published_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='release',
            name='superseded_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='packedition',
            name='added_at',
            field=models.DateTimeField(editable=False, help_text='When it came to a release that was out already.', null=True),
        ),
        migrations.AddField(
            model_name='packedition',
            name='release',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='packs.release'),
        ),
        migrations.RunPython(gather, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='packedition',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='packs.release'),
        ),
        migrations.AlterModelOptions(
            name='packedition',
            options={'ordering': ('-release', 'audience', '-layout', 'pk')},
        ),
        migrations.RemoveConstraint(
            model_name='packedition',
            name='one_published_edition_of_each_kind',
        ),
        migrations.RemoveConstraint(
            model_name='packedition',
            name='edition_superseded_by_somebody',
        ),
        migrations.RemoveConstraint(
            model_name='packedition',
            name='superseded_edition_was_published_and_says_why',
        ),
        migrations.RemoveConstraint(
            model_name='packedition',
            name='same_plan_and_bytes_stored_once',
        ),
        migrations.RemoveConstraint(
            model_name='packedition',
            name='supplements_are_numbered',
        ),
        migrations.RemoveConstraint(
            model_name='packedition',
            name='edition_published_by_somebody',
        ),
        migrations.RemoveConstraint(
            model_name='packedition',
            name='drafts_are_not_published',
        ),
        migrations.RemoveField(
            model_name='compilerequest',
            name='audience',
        ),
        migrations.RemoveField(
            model_name='compilerequest',
            name='edition',
        ),
        migrations.RemoveField(
            model_name='compilerequest',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='compilerequest',
            name='layout',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='compiled_at',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='compiled_by',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='meeting',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='published_at',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='published_by',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='stage',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='superseded_at',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='superseded_by',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='superseded_reason',
        ),
        migrations.RemoveField(
            model_name='packedition',
            name='supplement',
        ),
        migrations.AddField(
            model_name='compilerequest',
            name='reason',
            field=models.TextField(blank=True, help_text='Of a correction that is published as soon as it is compiled: why.'),
        ),
        migrations.AddField(
            model_name='compilerequest',
            name='work',
            field=models.CharField(choices=[('issue', 'The agenda pack'), ('correction', 'The corrected packs'), ('addition', 'The editions that are missing')], default='issue', max_length=10),
        ),
        migrations.AlterField(
            model_name='compilerequest',
            name='stage',
            field=models.CharField(choices=[('draft', 'Draft'), ('published', 'For publication')], default='published', max_length=10),
        ),
        migrations.AlterField(
            model_name='compilerequest',
            name='supplement',
            field=models.PositiveSmallIntegerField(default=0, help_text='0: the agenda itself.'),
        ),
        migrations.AddField(
            model_name='compilerequest',
            name='releases',
            field=models.ManyToManyField(related_name='+', to='packs.release'),
        ),
        migrations.AddConstraint(
            model_name='packedition',
            constraint=models.UniqueConstraint(fields=('release', 'audience', 'layout'), name='one_edition_for_each_reader'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('published_at__isnull', False), ('superseded_at__isnull', True)), fields=('meeting', 'kind', 'supplement'), name='one_published_release_of_each_kind'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('meeting', 'kind', 'supplement', 'stage', 'digest'), name='same_plans_and_bytes_stored_once'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'main'), ('supplement', 0)), models.Q(models.Q(('kind', 'main'), _negated=True), ('supplement__gte', 1)), _connector='OR'), name='supplements_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('published_by__isnull', False)), models.Q(('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='release_published_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('superseded_at__isnull', False), ('superseded_by__isnull', False)), models.Q(('superseded_at__isnull', True), ('superseded_by__isnull', True)), _connector='OR'), name='release_superseded_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), models.Q(('published_at__isnull', False), models.Q(('superseded_reason', ''), _negated=True)), _connector='OR'), name='superseded_release_was_published_and_says_why'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('stage', 'published'), _connector='OR'), name='drafts_are_not_published'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packedition',
            trigger=pgtrigger.compiler.Trigger(name='editions_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f32daae4a16cb44a2fe65e22892640903c922a51', operation='UPDATE', pgid='pgtrigger_editions_never_change_57ed2', table='packs_packedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packedition',
            trigger=pgtrigger.compiler.Trigger(name='published_editions_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (SELECT 1 FROM packs_release WHERE id = OLD.release_id AND published_at IS NOT NULL) THEN\n                        RAISE EXCEPTION 'Cannot delete an edition that was published.';\n                    END IF;\n                    RETURN OLD;\n                ", hash='ebe4719594be8e490b73ed63655acc859dc69552', operation='DELETE', pgid='pgtrigger_published_editions_stay_1b691', table='packs_packedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packedition',
            trigger=pgtrigger.compiler.Trigger(name='superseded_releases_gain_nothing', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (SELECT 1 FROM packs_release WHERE id = NEW.release_id AND superseded_at IS NOT NULL) THEN\n                        RAISE EXCEPTION 'Cannot add an edition to a superseded release.';\n                    END IF;\n                    RETURN NEW;\n                ", hash='cbac8f84ba38cdb25f1dae13e2efbc8cf76b49a3', operation='INSERT', pgid='pgtrigger_superseded_releases_gain_nothing_07a66', table='packs_packedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='releases_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."supplement" IS DISTINCT FROM (NEW."supplement") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."compiled_at" IS DISTINCT FROM (NEW."compiled_at") OR OLD."compiled_by_id" IS DISTINCT FROM (NEW."compiled_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1031cec1c76f5095a2b1762d7d13446e9fd2d4cb', operation='UPDATE', pgid='pgtrigger_releases_never_change_a814c', table='packs_release', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='publication_is_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL AND (OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."superseded_at" IS NOT NULL))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5bb7bde6702a4897a42aff11a4f62d61b26580df', operation='UPDATE', pgid='pgtrigger_publication_is_once_88d9f', table='packs_release', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='release',
            trigger=pgtrigger.compiler.Trigger(name='published_releases_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='13a175bdbcbb4c9cd11f7d17790961a79d21e88f', operation='DELETE', pgid='pgtrigger_published_releases_stay_37fa6', table='packs_release', when='BEFORE')),
        ),
    ]
