import django.contrib.postgres.fields
import django.db.models.constraints
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Minute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.board')),
                ('series', models.CharField(blank=True, help_text='Such as 2016/17; empty: one series without end.', max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('number', models.CharField(blank=True, help_text='As printed.', max_length=10)),
                ('title', models.CharField(max_length=500)),
                ('text', models.TextField(blank=True, help_text='Paragraphs apart by an empty line.')),
                ('item', models.ForeignKey(blank=True, help_text='None: business that was not on the agenda.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='minutes', to='meetings.agendaitem')),
                ('restriction', models.CharField(choices=[('open', 'Open'), ('exempt', 'Exempt'), ('confidential', 'Confidential')], default='open', max_length=15)),
                ('safe_title', models.CharField(blank=True, max_length=500)),
                ('exempt_paragraphs', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('public_summary', models.TextField(blank=True, help_text='What the public may read of a restricted minute.')),
                ('urgent_reason', models.TextField(blank=True, help_text='Why the chair held business that was not open in time to be urgent.')),
                ('revision', models.PositiveIntegerField(default=0, editable=False, help_text='One more with every change; tells a stale form.')),
                ('source_line', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ('minutes', 'position'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('board', 'series', 'number'), name='minute_number_once_in_a_series'), models.CheckConstraint(condition=models.Q(('restriction', 'open'), models.Q(('safe_title', ''), _negated=True), _connector='OR'), name='restricted_minute_has_safe_title', violation_error_message='Give a safe title: the words the public may see.'), models.CheckConstraint(condition=models.Q(models.Q(('restriction', 'exempt'), _negated=True), models.Q(('exempt_paragraphs', []), _negated=True), _connector='OR'), name='exempt_minute_names_paragraph', violation_error_message='Choose the Schedule 12A paragraph that makes it exempt.')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='meetings.meeting')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('with_chair', 'With the chair'), ('published_draft', 'Published draft'), ('approved', 'Approved'), ('signed', 'Signed')], default='draft', editable=False, max_length=20)),
                ('chair_name', models.CharField(blank=True, help_text='Who presided, as printed.', max_length=200)),
                ('opened_at', models.DateTimeField(blank=True, help_text='When the meeting began.', null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('quorum', models.PositiveSmallIntegerField(blank=True, help_text='How many the board needed that day.', null=True)),
                ('public_count', models.PositiveSmallIntegerField(blank=True, help_text='Members of the public in attendance.', null=True)),
                ('note', models.CharField(blank=True, help_text='Printed below those present, in these words.', max_length=500)),
                ('approved_in', models.ForeignKey(blank=True, help_text='The minute of a later meeting that approved these as a correct record.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approves', to='minutes.minute')),
                ('decision_word', models.CharField(blank=True, editable=False, help_text='The board’s word before a decision, as it was when they were published.', max_length=40)),
                ('remote_counted', models.BooleanField(editable=False, help_text='Whether those who took part remotely counted, as it was held then.', null=True)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(editable=False, null=True)),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'minutes',
                'ordering': ('-meeting__date',),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('published_by__isnull', False)), models.Q(('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='minutes_published_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), models.Q(('approved_at__isnull', True), ('approved_by__isnull', True)), _connector='OR'), name='minutes_approved_by_somebody'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'with_chair']), ('published_at__isnull', False), _connector='OR'), name='minutes_state_agrees_with_publication')],
            },
        ),
        migrations.CreateModel(
            name='SubHeading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sub_headings', to='minutes.minute')),
                ('position', models.PositiveSmallIntegerField()),
                ('heading', models.CharField(max_length=300)),
                ('text', models.TextField(blank=True, help_text='Paragraphs apart by an empty line.')),
            ],
            options={
                'ordering': ('minute', 'position'),
                'constraints': [models.UniqueConstraint(fields=('minute', 'position'), name='sub_heading_place_once'), models.CheckConstraint(condition=models.Q(('heading', ''), _negated=True), name='sub_heading_has_words')],
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='resolutions', to='minutes.minute')),
                ('under', models.ForeignKey(blank=True, help_text='The sub-heading it stands under; none: before the first.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='resolutions', to='minutes.subheading')),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(blank=True, help_text='As printed: (1).', max_length=10)),
                ('text', models.TextField()),
                ('kind', models.CharField(choices=[('decision', 'Decision'), ('noted', 'Noted'), ('recommended', 'Recommended to another body'), ('minutes', 'Minutes approved'), ('exclusion', 'Public excluded'), ('meeting', 'Date of a meeting')], default='decision', max_length=12)),
                ('fate', models.CharField(blank=True, choices=[('carried', 'Carried'), ('amended', 'Amended'), ('added', 'Added'), ('lost', 'Lost')], max_length=8)),
                ('proposed', models.TextField(blank=True, help_text='The words of the recommendation.')),
                ('addressee', models.CharField(blank=True, help_text='Whom it asks.', max_length=200)),
                ('source_line', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ('minute', 'position'),
                'constraints': [models.UniqueConstraint(fields=('minute', 'position'), name='limb_place_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='limb_has_text', violation_error_message='Write what was resolved, or remove the limb.')],
            },
        ),
        migrations.CreateModel(
            name='Exclusion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='minutes.minutes')),
                ('resolved_in', models.OneToOneField(help_text='It begins here.', on_delete=django.db.models.deletion.CASCADE, related_name='exclusion', to='minutes.minute')),
                ('last', models.ForeignKey(blank=True, help_text='The last minute taken in private; none: to the end of the meeting.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='minutes.minute')),
                ('readmitted_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='minutes.minutes')),
                ('minute', models.ForeignKey(blank=True, help_text='None: not in a numbered minute, such as the list of those present.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='minutes.minute')),
                ('made_in', models.ForeignKey(blank=True, help_text='The minute of the later meeting that made it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrects', to='minutes.minute')),
                ('old', models.TextField(help_text='The words as they stand.')),
                ('new', models.TextField(blank=True, help_text='What they should read; empty: struck out.')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('made_at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('old', ''), _negated=True), name='correction_says_of_what'), models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='correction_changes_something')],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='minutes.minute')),
                ('limb', models.ForeignKey(blank=True, help_text='The limb it comes from.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actions', to='minutes.resolution')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('owner', models.CharField(blank=True, help_text='As printed: persons, posts or partners.', max_length=200)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('due_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions_due', to='meetings.meeting')),
                ('due_when', models.CharField(blank=True, help_text='The condition: “when the lease is signed”.', max_length=300)),
                ('revised_on', models.DateField(blank=True, help_text='The day it is due now, where it was changed after the minutes were published.', null=True)),
                ('revised_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
                ('revised_when', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('open', 'Open'), ('carried', 'Carried forward'), ('done', 'Done'), ('dropped', 'No longer needed')], default='open', editable=False, max_length=8)),
                ('done_on', models.DateField(blank=True, null=True)),
                ('source_line', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ('minute', 'position'),
                'constraints': [models.UniqueConstraint(fields=('minute', 'position'), name='action_place_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='action_has_text'), models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on__isnull', True)), _connector='OR'), name='done_action_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', True), ('due_on__isnull', True)), models.Q(('due_on__isnull', True), ('due_when', '')), models.Q(('due_at__isnull', True), ('due_when', '')), _connector='OR'), name='action_due_in_one_way'), models.CheckConstraint(condition=models.Q(models.Q(('revised_at__isnull', True), ('revised_on__isnull', True)), models.Q(('revised_on__isnull', True), ('revised_when', '')), models.Q(('revised_at__isnull', True), ('revised_when', '')), _connector='OR'), name='action_due_anew_in_one_way')],
            },
        ),
        migrations.CreateModel(
            name='ActionOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owners', to='minutes.action')),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(help_text='As printed.', max_length=200)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actions', to='meetings.person')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actions', to='meetings.post')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actions', to='meetings.organisation')),
                ('email', models.EmailField(blank=True, help_text='Where the link to report progress goes.', max_length=254)),
            ],
            options={
                'ordering': ('action', 'position'),
                'constraints': [models.UniqueConstraint(fields=('action', 'position'), name='owner_place_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='owner_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='ActionReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='minutes.action')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='minutes.actionowner')),
                ('by_name', models.CharField(help_text='Who says so, as printed.', max_length=200)),
                ('text', models.TextField()),
                ('says_done', models.BooleanField(default=False)),
                ('reported_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('taken_at', models.DateTimeField(blank=True, help_text='When an officer took it.', null=True)),
                ('taken_by_name', models.CharField(blank=True, max_length=200)),
                ('refused_at', models.DateTimeField(blank=True, help_text='When an officer refused it; the trail says why.', null=True)),
            ],
            options={
                'ordering': ('reported_at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='action_report_says_something'), models.CheckConstraint(condition=models.Q(('taken_at__isnull', True), ('refused_at__isnull', True), _connector='OR'), name='action_report_taken_or_refused')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='minutes.minutes')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('present', 'Present'), ('apologies', 'Apologies'), ('absent', 'Absent without apologies'), ('not_required', 'Not invited, or nobody in the seat')], default='present', max_length=12)),
                ('group', models.CharField(blank=True, help_text='Members, Officers, Observers…', max_length=80)),
                ('name', models.CharField(help_text='As printed.', max_length=200)),
                ('role', models.CharField(blank=True, help_text='Such as “in the Chair”.', max_length=80)),
                ('organisation_or_post', models.CharField(blank=True, max_length=300)),
                ('representing', models.CharField(blank=True, help_text='The principal of a deputy, as printed.', max_length=200)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='meetings.person')),
                ('capacity', models.CharField(blank=True, choices=[('member', 'Member'), ('deputy', 'Deputy'), ('co_opted', 'Co-opted member'), ('observer', 'Observer'), ('officer', 'Officer'), ('presenter', 'Presenter')], max_length=10)),
                ('seat', models.ForeignKey(blank=True, help_text="The seat they sat in, their own or their principal's.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='meetings.seat')),
                ('votes', models.BooleanField(default=False, help_text='Whether they may vote.')),
                ('mode', models.CharField(choices=[('in_room', 'In the room'), ('remote', 'Remotely')], default='in_room', max_length=8)),
                ('source_line', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ('minutes', 'position'),
                'constraints': [models.UniqueConstraint(fields=('minutes', 'position'), name='attendance_place_once_in_minutes'), models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('source_line__isnull', True)), fields=('minutes', 'person'), name='person_once_in_an_attendance'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='attendance_names_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Movement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='movements', to='minutes.attendance')),
                ('at', models.DateTimeField()),
                ('arrives', models.BooleanField(help_text='Comes, or comes back; otherwise leaves.')),
                ('item', models.ForeignKey(blank=True, help_text='The item left for an interest in it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.agendaitem')),
            ],
            options={
                'ordering': ('at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('attendance', 'at'), name='moves_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='minutes.attendance')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='meetings.agendaitem')),
                ('kind', models.CharField(choices=[('disclosable', 'Disclosable pecuniary interest'), ('other', 'Other registrable interest'), ('personal', 'Personal interest')], max_length=12)),
                ('nature', models.TextField(help_text='What the interest is, as declared.')),
                ('leaves_room', models.BooleanField(default=False)),
                ('dispensation', models.TextField(blank=True, help_text='Who allowed them to take part, and when.')),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('attendance', 'item'), name='interest_declared_once_in_an_item', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('nature', ''), _negated=True), name='declaration_says_its_nature')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='minutes.minutes')),
                ('item', models.ForeignKey(blank=True, help_text='None: of the meeting as a whole.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.agendaitem')),
                ('text', models.TextField(blank=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('saved_by_name', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('minutes', 'item'), name='note_once_at_an_item', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='SignedMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='minutes.minutes')),
                ('presided_by', models.CharField(help_text='Who signed, as printed.', max_length=200)),
                ('signed_on', models.DateField()),
                ('leaf_series', models.CharField(help_text='Such as 12 2016/17: board and year.', max_length=60)),
                ('first_leaf', models.PositiveIntegerField(help_text='From 1 in each series, without a gap.')),
                ('leaf_count', models.PositiveIntegerField()),
                ('file', models.FileField(upload_to='minutes/signed/')),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name_plural': 'signed minutes',
                'constraints': [models.UniqueConstraint(fields=('leaf_series', 'first_leaf'), name='leaf_once'), models.CheckConstraint(condition=models.Q(('first_leaf__gte', 1), ('leaf_count__gte', 1)), name='leaves_from_one')],
            },
        ),
        migrations.CreateModel(
            name='DecisionNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='decision_notice', to='minutes.minute')),
                ('reasons', models.TextField(blank=True)),
                ('options_rejected', models.TextField(blank=True)),
                ('conflicts', models.TextField(blank=True)),
                ('dispensations', models.TextField(blank=True)),
                ('key_decision', models.BooleanField(default=False)),
                ('takes_effect', models.CharField(blank=True, max_length=200)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('published_by__isnull', False)), models.Q(('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='decision_notice_published_by_somebody'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(models.Q(('reasons', ''), _negated=True), models.Q(('options_rejected', ''), _negated=True), models.Q(('conflicts', ''), _negated=True), models.Q(('dispensations', ''), _negated=True)), _connector='OR'), name='published_decision_notice_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='minutes.minute')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(help_text='As printed: Minute No. 16(b).', max_length=300)),
                ('said_on', models.DateField(blank=True, help_text='The day of the meeting meant, where the words name it.', null=True)),
                ('target', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='referred_to_by', to='minutes.minute')),
                ('correction', models.ForeignKey(blank=True, help_text='Whose new words say so; none: the minute’s own.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='references', to='minutes.correction')),
                ('source_line', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ('minute', 'position'),
                'constraints': [models.UniqueConstraint(fields=('minute', 'position'), name='reference_place_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='reference_has_text'), models.CheckConstraint(condition=models.Q(('target__isnull', True), models.Q(('target', models.F('minute')), _negated=True), _connector='OR'), name='reference_leads_elsewhere')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='minutes.minute')),
                ('under', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='votes', to='minutes.subheading')),
                ('item', models.ForeignKey(blank=True, help_text='The sub-item it was on alone, where the minute tells of more.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.agendaitem')),
                ('position', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(blank=True, help_text='When it was taken, where that is known.', null=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('motion', models.TextField()),
                ('moved_by', models.CharField(blank=True, help_text='As printed.', max_length=200)),
                ('seconded_by', models.CharField(blank=True, help_text='As printed.', max_length=200)),
                ('manner', models.CharField(choices=[('agreed', 'Agreed without a vote'), ('hands', 'Show of hands'), ('counted', 'Counted'), ('named', 'By name')], max_length=8)),
                ('in_favour', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('against', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('abstained', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('casting', models.CharField(blank=True, choices=[('for', 'In favour'), ('against', 'Against')], help_text='How the person presiding decided a tie.', max_length=9)),
                ('outcome', models.CharField(choices=[('carried', 'Carried'), ('lost', 'Lost'), ('undecided', 'Not decided')], max_length=10)),
            ],
            options={
                'ordering': ('minute', 'position'),
                'constraints': [models.UniqueConstraint(fields=('minute', 'position'), name='vote_place_once'), models.CheckConstraint(condition=models.Q(('motion', ''), _negated=True), name='vote_has_a_motion'), models.CheckConstraint(condition=models.Q(('casting', ''), ('in_favour', models.F('against')), _connector='OR'), name='casting_vote_only_in_a_tie'), models.CheckConstraint(condition=models.Q(('manner__in', ['agreed', 'hands']), models.Q(('abstained__isnull', False), ('against__isnull', False), ('in_favour__isnull', False)), _connector='OR'), name='counted_vote_has_its_counts')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='minutes.vote')),
                ('attendance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='minutes.attendance')),
                ('side', models.CharField(choices=[('for', 'In favour'), ('against', 'Against'), ('abstained', 'Abstained')], max_length=9)),
            ],
            options={
                'ordering': ('attendance__position',),
                'constraints': [models.UniqueConstraint(fields=('vote', 'attendance'), name='one_ballot_for_each')],
            },
        ),
        migrations.AddField(
            model_name='minute',
            name='minutes',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='minutes.minutes'),
        ),
        migrations.AddConstraint(
            model_name='minute',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('minutes', 'position'), name='minute_position_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionreport',
            trigger=pgtrigger.compiler.Trigger(name='action_report_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."action_id" IS DISTINCT FROM (NEW."action_id") OR OLD."by_name" IS DISTINCT FROM (NEW."by_name") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."says_done" IS DISTINCT FROM (NEW."says_done") OR OLD."reported_at" IS DISTINCT FROM (NEW."reported_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4f3df225ffdb8d827d99c4c38828e5f646da9545', operation='UPDATE', pgid='pgtrigger_action_report_stays_f17e4', table='minutes_actionreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='actionreport',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id JOIN minutes_action action ON action.minute_id = minute.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND action.id = OLD.action_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='decec2f9239f32e28b0b553e4aaedd15118c5e66', operation='DELETE', pgid='pgtrigger_kept_open_for_years_6b67b', table='minutes_actionreport', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='declaration',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_attendance attendance ON attendance.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND attendance.id = OLD.attendance_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='130bc73dff51616a27b18e69c676982a729e6123', operation='DELETE', pgid='pgtrigger_kept_open_for_years_72e81', table='minutes_declaration', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionnotice',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='952ff8e20be543847a74bdffa5e6e4af97d43d97', operation='DELETE', pgid='pgtrigger_kept_open_for_years_823d3', table='minutes_decisionnotice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='state_moves_by_table', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6d1a86506efcd567a9d08fc1637656be27180732', operation='UPDATE', pgid='pgtrigger_state_moves_by_table_c1f3e', table='minutes_minutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='3f293915d05d24d276d5df76d0a2c315f619af0d', operation='DELETE', pgid='pgtrigger_kept_open_for_years_140ba', table='minutes_minutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minutes',
            trigger=pgtrigger.compiler.Trigger(name='unchanged_once_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id"))', func="\n            IF EXISTS (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.id\n) THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'The minutes are published: record a correction.';\n            END IF;\n            RETURN NEW;\n        ", hash='2118981f9d05fbe8991b04923b5fcba75b7d1e29', operation='UPDATE', pgid='pgtrigger_unchanged_once_published_5e462', table='minutes_minutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minute',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.minutes_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='03c82da3183b85278a9bfde2ee1c1983c59e3619', operation='DELETE', pgid='pgtrigger_kept_open_for_years_47c15', table='minutes_minute', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='minute',
            trigger=pgtrigger.compiler.Trigger(name='unchanged_once_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."minutes_id" IS DISTINCT FROM (NEW."minutes_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title"))', func="\n            IF EXISTS (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.minutes_id\n) THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'The minutes are published: record a correction.';\n            END IF;\n            RETURN NEW;\n        ", hash='87f28dbea5bebd7851c463edeb9ef7f55008380c', operation='UPDATE', pgid='pgtrigger_unchanged_once_published_ca04f', table='minutes_minute', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='exclusion',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.minutes_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='0ff42a90b0ff8e7906bef47b0565a409d47868d4', operation='DELETE', pgid='pgtrigger_kept_open_for_years_7ed85', table='minutes_exclusion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='correction_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='18b2ab151bd1ef48d087a82cf174da9bd69984d6', operation='UPDATE', pgid='pgtrigger_correction_stays_ad37b', table='minutes_correction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.minutes_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='513d34c8934be47d1244d5b729aea3ea35847172', operation='DELETE', pgid='pgtrigger_kept_open_for_years_f9eaa', table='minutes_correction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.minutes_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='ca691a11d9da158312e0335dacff0c06cf90a85d', operation='DELETE', pgid='pgtrigger_kept_open_for_years_c20ba', table='minutes_attendance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='movement',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_attendance attendance ON attendance.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND attendance.id = OLD.attendance_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='c28da001f2219e09be5c65f81f607dd9c1270b86', operation='DELETE', pgid='pgtrigger_kept_open_for_years_4bccd', table='minutes_movement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reference',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='5effab1bf1da59248399505d998cc28e896efdb2', operation='DELETE', pgid='pgtrigger_kept_open_for_years_ff60c', table='minutes_reference', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='state_moves_by_table', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='882de8bfb2f6184b799eac4520142155d67e85b3', operation='UPDATE', pgid='pgtrigger_state_moves_by_table_a0fe3', table='minutes_action', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='47dee5ea90f530667ff6e233894d7e86bcc5b46f', operation='DELETE', pgid='pgtrigger_kept_open_for_years_45ba9', table='minutes_action', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='action',
            trigger=pgtrigger.compiler.Trigger(name='unchanged_once_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."minute_id" IS DISTINCT FROM (NEW."minute_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="\n            IF EXISTS (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n) THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'The minutes are published: record a correction.';\n            END IF;\n            RETURN NEW;\n        ", hash='3a7f8410cbcbf40bb6e01a13916358b3adb148e6', operation='UPDATE', pgid='pgtrigger_unchanged_once_published_b2f78', table='minutes_action', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signedminutes',
            trigger=pgtrigger.compiler.Trigger(name='signed_minutes_stay', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='48fcd2245837345871a619e6307588d89f410a18', operation='UPDATE', pgid='pgtrigger_signed_minutes_stay_b6e9b', table='minutes_signedminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signedminutes',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    \n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minutes.id = OLD.minutes_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='7ae98533985ca90803fbcf1659b53bed6a9ee821', operation='DELETE', pgid='pgtrigger_kept_open_for_years_1ea9f', table='minutes_signedminutes', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='subheading',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='49cee9542fe929681ca8c5f4dd8db7ef05360d57', operation='DELETE', pgid='pgtrigger_kept_open_for_years_131db', table='minutes_subheading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='subheading',
            trigger=pgtrigger.compiler.Trigger(name='unchanged_once_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."heading" IS DISTINCT FROM (NEW."heading") OR OLD."minute_id" IS DISTINCT FROM (NEW."minute_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="\n            IF EXISTS (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n) THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'The minutes are published: record a correction.';\n            END IF;\n            RETURN NEW;\n        ", hash='a86bf732623e25f3c13b107055162ed27d5f2f0e', operation='UPDATE', pgid='pgtrigger_unchanged_once_published_c03e7', table='minutes_subheading', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='64cedd735bcef0d03aa7d68b7fe661af2efd5673', operation='DELETE', pgid='pgtrigger_kept_open_for_years_8752d', table='minutes_resolution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='resolution',
            trigger=pgtrigger.compiler.Trigger(name='unchanged_once_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."minute_id" IS DISTINCT FROM (NEW."minute_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))', func="\n            IF EXISTS (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n) THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'The minutes are published: record a correction.';\n            END IF;\n            RETURN NEW;\n        ", hash='66a86279cb57c9f47dc2556f37ee58f18f2ca997', operation='UPDATE', pgid='pgtrigger_unchanged_once_published_a321d', table='minutes_resolution', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vote',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND minute.id = OLD.minute_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='033005892523a0b2dd77004f3811033e3b3d21aa', operation='DELETE', pgid='pgtrigger_kept_open_for_years_1af5a', table='minutes_vote', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ballot',
            trigger=pgtrigger.compiler.Trigger(name='kept_open_for_years', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE held date; kept_until date;', func="\n            held := (\n    SELECT meeting.date\n    FROM minutes_minutes minutes JOIN meetings_meeting meeting ON meeting.id = minutes.meeting_id\n    JOIN minutes_minute minute ON minute.minutes_id = minutes.id JOIN minutes_vote vote ON vote.minute_id = minute.id\n    WHERE minutes.state NOT IN ('draft', 'with_chair') AND vote.id = OLD.vote_id\n);\n            kept_until := (held + interval '6 years')::date;\n            IF extract(day FROM kept_until) <> extract(day FROM held) THEN\n                kept_until := kept_until + 1;\n            END IF;\n            IF kept_until > (now() AT TIME ZONE 'Europe/London')::date THEN\n                RAISE EXCEPTION USING\n                    ERRCODE = 'restrict_violation',\n                    MESSAGE = 'It must stay open to the public until ' || kept_until;\n            END IF;\n            RETURN OLD;\n        ", hash='5fbc98f0b6839c2a529756dc76abf485be771800', operation='DELETE', pgid='pgtrigger_kept_open_for_years_66983', table='minutes_ballot', when='BEFORE')),
        ),
    ]
