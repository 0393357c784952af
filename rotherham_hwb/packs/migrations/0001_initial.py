import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import rotherham_hwb.packs.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PackEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('main', 'Agenda pack'), ('supplement', 'Supplement'), ('consolidated', 'Consolidated pack')], default='main', max_length=15)),
                ('supplement', models.PositiveSmallIntegerField(default=0, help_text='Its number; of a consolidated pack the last one in it; 0: the main.')),
                ('audience', models.CharField(choices=[('public', 'Public'), ('restricted', 'Restricted')], default='public', max_length=10)),
                ('layout', models.CharField(choices=[('screen', 'Screen edition'), ('print', 'Print edition')], default='screen', max_length=10)),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('published', 'For publication')], default='draft', max_length=10)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='meetings.meeting')),
                ('file', models.FileField(max_length=200, storage=rotherham_hwb.packs.models.pack_files, upload_to='')),
                ('sha256', models.CharField(max_length=64)),
                ('plan_sha256', models.CharField(help_text='Of the plan it was compiled from.', max_length=64)),
                ('size', models.PositiveBigIntegerField(help_text='Bytes.')),
                ('page_count', models.PositiveIntegerField()),
                ('page_map', models.JSONField()),
                ('manifest', models.JSONField()),
                ('compiled_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('compiled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_at', models.DateTimeField(editable=False, null=True)),
                ('superseded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('superseded_reason', models.TextField(blank=True, editable=False, help_text='Told to whoever opens the old address.')),
            ],
            options={
                'ordering': ('-compiled_at', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('published_at__isnull', False), ('superseded_at__isnull', True)), fields=('meeting', 'kind', 'supplement', 'audience', 'layout'), name='one_published_edition_of_each_kind'), models.CheckConstraint(condition=models.Q(models.Q(('superseded_at__isnull', False), ('superseded_by__isnull', False)), models.Q(('superseded_at__isnull', True), ('superseded_by__isnull', True)), _connector='OR'), name='edition_superseded_by_somebody'), models.CheckConstraint(condition=models.Q(('superseded_at__isnull', True), models.Q(('published_at__isnull', False), models.Q(('superseded_reason', ''), _negated=True)), _connector='OR'), name='superseded_edition_was_published_and_says_why'), models.UniqueConstraint(fields=('meeting', 'kind', 'supplement', 'audience', 'layout', 'stage', 'sha256', 'plan_sha256'), name='same_plan_and_bytes_stored_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'main'), ('supplement', 0)), models.Q(models.Q(('kind', 'main'), _negated=True), ('supplement__gte', 1)), _connector='OR'), name='supplements_are_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('published_by__isnull', False)), models.Q(('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='edition_published_by_somebody'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('stage', 'published'), _connector='OR'), name='drafts_are_not_published')],
            },
        ),
        migrations.CreateModel(
            name='PublicationCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='packs.packedition')),
                ('checked_at', models.DateTimeField(auto_now_add=True)),
                ('ok', models.BooleanField()),
                ('sentence', models.TextField(blank=True, help_text='What was wrong.')),
            ],
            options={
                'ordering': ('-checked_at', '-pk'),
                'get_latest_by': 'checked_at',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ok', True), ('sentence', '')), models.Q(('ok', False), models.Q(('sentence', ''), _negated=True)), _connector='OR'), name='failed_check_says_what_was_wrong')],
            },
        ),
        migrations.CreateModel(
            name='CompileRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('main', 'Agenda pack'), ('supplement', 'Supplement'), ('consolidated', 'Consolidated pack')], default='main', max_length=15)),
                ('supplement', models.PositiveSmallIntegerField(default=0, help_text='Its number; of a consolidated pack the last one in it; 0: the main.')),
                ('audience', models.CharField(choices=[('public', 'Public'), ('restricted', 'Restricted')], default='public', max_length=10)),
                ('layout', models.CharField(choices=[('screen', 'Screen edition'), ('print', 'Print edition')], default='screen', max_length=10)),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('published', 'For publication')], default='draft', max_length=10)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='compile_requests', to='meetings.meeting')),
                ('status', models.CharField(choices=[('queued', 'Waiting to start'), ('running', 'Compiling'), ('done', 'Compiled'), ('failed', 'Failed')], default='queued', max_length=10)),
                ('step', models.CharField(blank=True, help_text='“Binding papers”.', max_length=200)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('error', models.TextField(blank=True, help_text='A sentence for the officer.')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finished_at', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='packs.packedition')),
            ],
            options={
                'ordering': ('-requested_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='FrozenLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem')),
                ('restriction', models.CharField(choices=[('open', 'Open'), ('exempt', 'Exempt'), ('confidential', 'Confidential')], max_length=15)),
                ('html', models.TextField()),
                ('marking', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'restriction'), name='log_frozen_once')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='frozenlog',
            trigger=pgtrigger.compiler.Trigger(name='frozen_log_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='dc1a3be0f3b620ce41e823fc69cc50541297b004', operation='UPDATE', pgid='pgtrigger_frozen_log_stays_a76b7', table='packs_frozenlog', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packedition',
            trigger=pgtrigger.compiler.Trigger(name='editions_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."supplement" IS DISTINCT FROM (NEW."supplement") OR OLD."audience" IS DISTINCT FROM (NEW."audience") OR OLD."layout" IS DISTINCT FROM (NEW."layout") OR OLD."stage" IS DISTINCT FROM (NEW."stage") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."plan_sha256" IS DISTINCT FROM (NEW."plan_sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."page_count" IS DISTINCT FROM (NEW."page_count") OR OLD."page_map" IS DISTINCT FROM (NEW."page_map") OR OLD."manifest" IS DISTINCT FROM (NEW."manifest") OR OLD."compiled_at" IS DISTINCT FROM (NEW."compiled_at") OR OLD."compiled_by_id" IS DISTINCT FROM (NEW."compiled_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f4f1a5f61739cf03b4fdd6f62d182936c71d2080', operation='UPDATE', pgid='pgtrigger_editions_never_change_57ed2', table='packs_packedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packedition',
            trigger=pgtrigger.compiler.Trigger(name='publication_is_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL AND (OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."superseded_at" IS NOT NULL))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='2c7886266f401fe911d8f9b899c437e6d242a193', operation='UPDATE', pgid='pgtrigger_publication_is_once_bdadc', table='packs_packedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='packedition',
            trigger=pgtrigger.compiler.Trigger(name='published_editions_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5551f9dd7d30371168538940a9098e80af03aeb3', operation='DELETE', pgid='pgtrigger_published_editions_stay_1b691', table='packs_packedition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicationcheck',
            trigger=pgtrigger.compiler.Trigger(name='checks_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5348e321a88b7503ef536998accd07b5e4245fba', operation='UPDATE', pgid='pgtrigger_checks_never_change_45179', table='packs_publicationcheck', when='BEFORE')),
        ),
    ]
