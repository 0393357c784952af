import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import reports.models.paper
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='meetings.board')),
                ('title', models.CharField(max_length=500)),
                ('restriction', models.CharField(choices=[('open', 'Open'), ('exempt', 'Exempt'), ('confidential', 'Confidential')], default='open', max_length=15)),
                ('safe_title', models.CharField(blank=True, max_length=500)),
                ('exempt_paragraphs', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('public_interest', models.TextField(blank=True, help_text='Why keeping it exempt outweighs the public interest in disclosing it.')),
                ('review_on', models.DateField(blank=True, help_text='When to look again whether it is still restricted.', null=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('sign_off', 'With approvers'), ('returned', 'Returned'), ('cleared', 'Cleared'), ('deferred', 'Deferred'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=15)),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
                ('withdrawn_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source_line', models.PositiveIntegerField(blank=True, null=True)),
                ('legacy_id', models.PositiveIntegerField(blank=True, null=True, unique=True)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('published_by__isnull', False)), models.Q(('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='paper_published_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), _connector='OR'), name='paper_withdrawn_by_somebody'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'sign_off', 'returned', 'cleared', 'deferred')), ('published_at__isnull', False), _connector='OR'), name='paper_state_agrees_with_its_publication'), models.CheckConstraint(condition=models.Q(models.Q(('restriction', 'exempt'), ('state__in', ('sign_off', 'cleared')), _negated=True), models.Q(('public_interest', ''), _negated=True), _connector='OR'), name='cleared_exempt_paper_weighs_public_interest'), models.CheckConstraint(condition=models.Q(('restriction', 'open'), models.Q(('safe_title', ''), _negated=True), _connector='OR'), name='restricted_paper_has_safe_title', violation_error_message='Give a safe title: the words the public may see.'), models.CheckConstraint(condition=models.Q(models.Q(('restriction', 'exempt'), _negated=True), models.Q(('exempt_paragraphs', []), _negated=True), _connector='OR'), name='exempt_paper_names_paragraph', violation_error_message='Choose the Schedule 12A paragraph that makes it exempt.')],
            },
        ),
        migrations.CreateModel(
            name='PaperVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='reports.paper')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('file', models.FileField(blank=True, max_length=200, storage=reports.models.paper.private_files, upload_to='')),
                ('file_name', models.CharField(blank=True, help_text='As uploaded.', max_length=255)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0, help_text='Bytes.')),
                ('page_count', models.PositiveIntegerField(null=True)),
                ('page_sizes', models.JSONField(default=list)),
                ('verdict', models.CharField(blank=True, choices=[('headings', 'Tagged with headings'), ('no_headings', 'Tagged, no headings'), ('not_tagged', 'Not tagged'), ('scanned', 'Not tagged: scanned image')], max_length=15)),
                ('notes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=15), blank=True, default=list, size=None)),
                ('text', models.TextField(blank=True)),
                ('authored', models.JSONField(blank=True, help_text='A report written here, as sent.', null=True)),
                ('original', models.FileField(blank=True, max_length=200, storage=reports.models.paper.private_files, upload_to='')),
                ('original_name', models.CharField(blank=True, help_text='As uploaded.', max_length=255)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('paper', 'number'),
                'constraints': [models.UniqueConstraint(fields=('paper', 'number'), name='version_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='version_holds_a_file_or_text'), models.CheckConstraint(condition=models.Q(('file', ''), ('page_count__gte', 1), _connector='OR'), name='version_file_has_pages'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='version_sha256_is_one')],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='placements', to='reports.paper')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='meetings.agendaitem')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appendices', to='reports.placement')),
                ('position', models.PositiveSmallIntegerField(help_text='Order within the item, from 1.')),
                ('supplement', models.ForeignKey(blank=True, help_text='The supplement the paper came with; none: the agenda pack.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='meetings.supplement')),
                ('replaces', models.OneToOneField(blank=True, help_text='The placement whose pages this one supersedes.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='reports.placement')),
            ],
            options={
                'ordering': ('item', 'position'),
                'constraints': [models.UniqueConstraint(fields=('paper', 'item'), name='paper_once_on_an_item'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('item', 'position'), name='placement_position_once_on_an_item'), models.CheckConstraint(condition=models.Q(('parent', models.F('pk')), _negated=True), name='placement_not_own_parent'), models.CheckConstraint(condition=models.Q(('replaces__isnull', True), ('supplement__isnull', False), _connector='OR'), name='only_a_supplement_replaces')],
            },
        ),
        migrations.CreateModel(
            name='PaperGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='reports.paper')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_grants', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('granted_at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('paper', 'user'), name='grant_once_to_a_user'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='grant_says_why')],
            },
        ),
        migrations.CreateModel(
            name='ReportTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_templates', to='meetings.board')),
                ('name', models.CharField(max_length=120)),
                ('numbers_sections', models.BooleanField(default=True, help_text='The sections of the body are numbered 1, 2, 3 in print.')),
                ('approvals_last_days', models.PositiveSmallIntegerField(default=60, help_text='An approval older than this on the day of the meeting is stale.')),
                ('in_use', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ('board', 'name'),
                'constraints': [models.UniqueConstraint(fields=('board', 'name'), name='template_name_once_on_a_board')],
            },
        ),
        migrations.CreateModel(
            name='TemplateField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='reports.reporttemplate')),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=200)),
                ('help', models.CharField(blank=True, max_length=400)),
                ('required', models.BooleanField(default=False)),
                ('kind', models.CharField(choices=[('plain', 'Plain text'), ('rich', 'Formatted text'), ('recommendations', 'The recommendations'), ('appendices', 'The list of appendices'), ('background', 'The background papers'), ('approvals', 'The approvals')], default='rich', max_length=15)),
                ('place', models.CharField(choices=[('cover', 'Cover sheet'), ('body', 'Body of the report')], default='body', max_length=10)),
                ('in_use', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ('template', 'position'),
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('template', 'position'), name='field_position_once_in_a_template')],
            },
        ),
        migrations.CreateModel(
            name='SignOffRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='reports.reporttemplate')),
                ('position', models.PositiveSmallIntegerField()),
                ('post', models.CharField(help_text='As printed, such as “Director of Finance”.', max_length=200)),
                ('approver', models.ForeignKey(blank=True, help_text='Who is asked; nobody named: any approver of the board may answer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('template', 'position'),
                'constraints': [models.UniqueConstraint(fields=('template', 'post'), name='sign_off_post_once_in_a_template')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='report', to='reports.paper')),
                ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.reporttemplate')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to=settings.AUTH_USER_MODEL)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('saved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('no_background_papers', models.BooleanField(default=False, help_text='The author declares that there are none.')),
            ],
        ),
        migrations.CreateModel(
            name='ReportDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='reports.report')),
                ('revision', models.PositiveIntegerField(help_text='The revision it made or, aside, began from.')),
                ('values', models.JSONField(default=dict)),
                ('set_aside', models.BooleanField(default=False)),
                ('saved_at', models.DateTimeField(auto_now_add=True)),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('report', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('set_aside', False)), fields=('report', 'revision'), name='revision_once_in_a_report')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='reports.placement')),
                ('position', models.PositiveSmallIntegerField()),
                ('addressee', models.CharField(help_text='Who is to act on it; the board itself unless you say otherwise.', max_length=200)),
                ('text', models.TextField()),
            ],
            options={
                'ordering': ('placement', 'position'),
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('placement', 'position'), name='recommendation_place_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='recommendation_says_something')],
            },
        ),
        migrations.CreateModel(
            name='BackgroundPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='background_papers', to='reports.report')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('link', models.URLField(blank=True, max_length=500)),
                ('where_to_see', models.CharField(blank=True, help_text='Where a copy can be seen, or whom to ask for one.', max_length=300)),
                ('restricted', models.BooleanField(default=False, help_text='It is exempt or confidential: it is not listed in public.')),
            ],
            options={
                'ordering': ('report', 'position'),
            },
        ),
        migrations.CreateModel(
            name='ListedAppendix',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listed_appendices', to='reports.report')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('paper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='listed_as', to='reports.paper')),
            ],
            options={
                'ordering': ('report', 'position'),
            },
        ),
        migrations.CreateModel(
            name='ReportPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='reports.report')),
                ('number', models.PositiveSmallIntegerField()),
                ('file', models.FileField(max_length=200, storage=reports.models.paper.private_files, upload_to='')),
                ('kind', models.CharField(help_text='image/png or image/jpeg', max_length=20)),
                ('sha256', models.CharField(max_length=64)),
                ('alt', models.CharField(max_length=500, verbose_name='description')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('report', 'number'),
                'constraints': [models.UniqueConstraint(fields=('report', 'number'), name='picture_number_once'), models.CheckConstraint(condition=models.Q(('alt', ''), _negated=True), name='picture_is_described')],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='reports.paper')),
                ('position', models.PositiveSmallIntegerField()),
                ('post', models.CharField(help_text='On behalf of which the officer answers.', max_length=200)),
                ('approver', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('asked', 'Waiting'), ('approved', 'Approved'), ('not_applicable', 'Not applicable'), ('returned', 'Returned with comments')], default='asked', editable=False, max_length=15)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='reports.paperversion')),
                ('officer', models.CharField(blank=True, help_text='Who answered, as printed.', max_length=200)),
                ('comment', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('decided_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reminded_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'ordering': ('paper', 'position'),
                'constraints': [models.UniqueConstraint(fields=('paper', 'post'), name='post_answers_once_for_a_paper'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), _connector='OR'), name='sign_off_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('state', 'asked'), models.Q(('decided_at__isnull', False), ('version__isnull', False)), _connector='OR'), name='sign_off_answers_for_a_version'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('not_applicable', 'returned')), _negated=True), models.Q(('comment', ''), _negated=True), _connector='OR'), name='sign_off_gives_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='StagedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staged_files', to='meetings.meeting')),
                ('name', models.CharField(help_text='As uploaded.', max_length=255)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField(help_text='Bytes.')),
                ('file', models.FileField(blank=True, max_length=200, storage=reports.models.paper.private_files, upload_to='')),
                ('made', models.FileField(blank=True, max_length=200, storage=reports.models.paper.private_files, upload_to='')),
                ('status', models.CharField(choices=[('waiting', 'Waiting to be checked'), ('checking', 'Being checked'), ('ready', 'Ready'), ('unusable', 'Cannot be used')], default='waiting', max_length=10)),
                ('problem', models.TextField(blank=True, help_text='Why it cannot be used: one sentence.')),
                ('facts', models.JSONField(null=True)),
                ('staged_at', models.DateTimeField(auto_now_add=True)),
                ('touched_at', models.DateTimeField(auto_now=True)),
                ('staged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('meeting', 'name', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('meeting', 'sha256'), name='file_staged_once_for_a_meeting'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'unusable'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='unusable_file_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'ready'), _negated=True), ('facts__isnull', False), _connector='OR'), name='ready_file_has_facts')],
            },
        ),
        migrations.AddField(
            model_name='paper',
            name='items',
            field=models.ManyToManyField(editable=False, related_name='papers', through='reports.Placement', to='meetings.agendaitem'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='versions_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='eba83fc9242a959563217805e254ea0be4c7a5df', operation='UPDATE', pgid='pgtrigger_versions_never_change_605a7', table='reports_paperversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paperversion',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT max(meeting.date)\n    FROM reports_placement placement\n    JOIN reports_paper paper ON paper.id = placement.paper_id\n    JOIN meetings_agendaitem item ON item.id = placement.item_id\n    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id\n    \n    WHERE paper.state = 'published' AND paper.restriction = 'open'\n    AND item.published_at IS NOT NULL AND paper.id = OLD.paper_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='e957a26227ffb5498d7d803a4c586bc63ef55012', operation='DELETE', pgid='pgtrigger_kept_open_for_years_49e6d', table='reports_paperversion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placement',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT max(meeting.date)\n    FROM reports_placement placement\n    JOIN reports_paper paper ON paper.id = placement.paper_id\n    JOIN meetings_agendaitem item ON item.id = placement.item_id\n    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id\n    \n    WHERE paper.state = 'published' AND paper.restriction = 'open'\n    AND item.published_at IS NOT NULL AND placement.id = OLD.id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='a899fc514a3e945e5a58a00ca526d50022427545', operation='DELETE', pgid='pgtrigger_kept_open_for_years_78a44', table='reports_placement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='state_moves_by_table', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b51103eed311a2eede3f25b1edf208777d46eb2c', operation='UPDATE', pgid='pgtrigger_state_moves_by_table_6f068', table='reports_paper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='paper',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT max(meeting.date)\n    FROM reports_placement placement\n    JOIN reports_paper paper ON paper.id = placement.paper_id\n    JOIN meetings_agendaitem item ON item.id = placement.item_id\n    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id\n    \n    WHERE paper.state = 'published' AND paper.restriction = 'open'\n    AND item.published_at IS NOT NULL AND paper.id = OLD.id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='6e1e608053a9c479d5d1da2b3d9a089704b5129d', operation='DELETE', pgid='pgtrigger_kept_open_for_years_07975', table='reports_paper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='backgroundpaper',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT max(meeting.date)\n    FROM reports_placement placement\n    JOIN reports_paper paper ON paper.id = placement.paper_id\n    JOIN meetings_agendaitem item ON item.id = placement.item_id\n    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id\n    JOIN reports_report report ON report.paper_id = paper.id\n    WHERE paper.state = 'published' AND paper.restriction = 'open'\n    AND item.published_at IS NOT NULL AND report.id = OLD.report_id\n);\n            kept_until := (held + interval '4 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='76231a2ead75f2a702dcb9e9ffa08c22922ea3e6', operation='DELETE', pgid='pgtrigger_kept_open_for_years_472a7', table='reports_backgroundpaper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportpicture',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT max(meeting.date)\n    FROM reports_placement placement\n    JOIN reports_paper paper ON paper.id = placement.paper_id\n    JOIN meetings_agendaitem item ON item.id = placement.item_id\n    JOIN meetings_meeting meeting ON meeting.id = item.meeting_id\n    JOIN reports_report report ON report.paper_id = paper.id\n    WHERE paper.state = 'published' AND paper.restriction = 'open'\n    AND item.published_at IS NOT NULL AND report.id = OLD.report_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='5306a55e7020f9bb4cdfb18a74b5c44697aa5e87', operation='DELETE', pgid='pgtrigger_kept_open_for_years_e7592', table='reports_reportpicture', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signoff',
            trigger=pgtrigger.compiler.Trigger(name='state_moves_by_table', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5ce488cdfcbfcf15b4a77c9b2b4db96eec8c71bc', operation='UPDATE', pgid='pgtrigger_state_moves_by_table_3123f', table='reports_signoff', when='BEFORE')),
        ),
    ]
