import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import meetings.models.people
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.core.management import call_command
from django.db import migrations, models


def make_cache_table(apps, schema_editor):
    """The table in which signing in counts its tries, the same for every process."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),  # the exclusion constraints need it
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('is_active', models.BooleanField(default=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once_whatever_case')],
            },
        ),
        migrations.CreateModel(
            name='Board',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('short_name', models.CharField(blank=True, max_length=40)),
                ('slug', models.SlugField(unique=True)),
                ('variants', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, help_text='Other ways its name is printed, so that old papers find it.', size=None)),
                ('purpose', models.TextField(blank=True, help_text='One paragraph: what the board does.')),
                ('terms_of_reference', models.TextField(blank=True)),
                ('regime', models.CharField(choices=[('part_va', 'Local Government Act 1972, Part VA'), ('executive_2012', 'Executive arrangements (SI 2012/2089)'), ('both', 'Part VA and the 2012 executive regulations'), ('non_statutory', 'Non-statutory partnership')], default='part_va', max_length=20)),
                ('quorum', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('quorum_note', models.CharField(blank=True, max_length=300)),
                ('saturdays_count', models.BooleanField(default=False, help_text='Whether a Saturday is a working day when clear days are counted.')),
                ('issues_summons', models.BooleanField(default=False, help_text='Whether its members are summoned, as those of a full council are.')),
                ('minute_series', models.CharField(choices=[('municipal_year', 'On through the municipal year'), ('continuous', 'On without end'), ('per_meeting', 'From 1 at each meeting')], default='municipal_year', max_length=20)),
                ('series_started_on', models.DateField(blank=True, help_text='First day of the present series of minute numbers.', null=True)),
                ('decision_word', models.CharField(default='Resolved', help_text='What minutes print before a resolution.', max_length=40)),
                ('remote_counts_from', models.DateField(blank=True, help_text='From this day members who take part remotely count towards the quorum and vote. Empty: only those in the room do, unless the board meets under no statute.', null=True)),
                ('contact_name', models.CharField(blank=True, max_length=200)),
                ('contact_email', models.EmailField(blank=True, max_length=254)),
                ('contact_phone', models.CharField(blank=True, max_length=40)),
                ('signatory_name', models.CharField(blank=True, max_length=200)),
                ('signatory_post', models.CharField(blank=True, max_length=200)),
                ('how_to_attend', models.TextField(blank=True)),
                ('how_to_ask', models.TextField(blank=True, help_text='How the public can ask a question.')),
                ('default_venue', models.TextField(blank=True)),
                ('front_sheet_heading', models.CharField(default='AGENDA', max_length=80)),
                ('front_sheet_note', models.TextField(blank=True, help_text='Such as a note on filming.')),
                ('prints_membership', models.BooleanField(default=False)),
                ('starts_papers_on_recto', models.BooleanField(default=False)),
                ('stamps_agenda_item', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.CheckConstraint(condition=models.Q(('quorum__isnull', True), ('quorum__gte', 1), _connector='OR'), name='quorum_is_at_least_one')],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to=settings.AUTH_USER_MODEL)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='meetings.board')),
                ('kind', models.CharField(choices=[('officer', 'Democratic services officer'), ('author', 'Report author'), ('approver', 'Approver'), ('member', 'Board member'), ('partner', 'Co-opted partner')], max_length=10)),
                ('started_on', models.DateField(default=django.utils.timezone.localdate)),
                ('ended_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='role_ends_after_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=(('user', '='), ('board', '='), ('kind', '='), (meetings.models.people.DateRange('started_on', 'ended_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)), '&&')), name='role_not_held_twice_at_once')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As printed, such as “Councillor Ada Byron”.', max_length=200)),
                ('sort_name', models.CharField(blank=True, help_text='Surname first.', max_length=200)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ('sort_name', 'name'),
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('short_name', models.CharField(blank=True, help_text='As printed: “CCG”.', max_length=40)),
            ],
            options={
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='meetings.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('title', 'organisation'), name='post_once_in_an_organisation', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='meetings.board')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('title', models.CharField(max_length=200)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='meetings.organisation')),
                ('legal_basis', models.CharField(blank=True, max_length=200)),
                ('votes', models.BooleanField(default=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ('board', 'position'),
                'constraints': [models.UniqueConstraint(fields=('board', 'title'), name='seat_once_on_a_board')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='meetings.board')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='meetings.seat')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='meetings.person')),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='meetings.post')),
                ('kind', models.CharField(choices=[('chair', 'Chair'), ('vice_chair', 'Vice-chair'), ('member', 'Member'), ('co_opted', 'Co-opted member'), ('observer', 'Observer'), ('deputy', 'Deputy')], default='member', max_length=10)),
                ('votes', models.BooleanField(default=True)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='membership_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'observer'), _negated=True), ('votes', False), _connector='OR'), name='observers_do_not_vote'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=(('board', '='), ('person', '='), (meetings.models.people.DateRange('started_on', 'ended_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)), '&&')), name='person_not_twice_on_a_board_at_once'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('seat__isnull', False), models.Q(('kind', 'deputy'), _negated=True)), expressions=(('seat', '='), (meetings.models.people.DateRange('started_on', 'ended_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)), '&&')), name='seat_held_by_one_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'chair')), expressions=(('board', '='), (meetings.models.people.DateRange('started_on', 'ended_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_upper=True)), '&&')), name='one_chair_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='StandingItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_items', to='meetings.board')),
                ('place', models.CharField(choices=[('opening', 'Before the business'), ('closing', 'After the business')], default='opening', max_length=10)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=400)),
                ('section', models.CharField(blank=True, help_text='The heading it stands under.', max_length=200)),
                ('kind', models.CharField(choices=[('paper', 'Paper'), ('verbal', 'Verbal'), ('presentation', 'Presentation'), ('standing', 'Standing item'), ('to_follow', 'To follow'), ('exclusion', 'Exclusion of the press and public'), ('actions', 'Matters arising and actions')], default='standing', max_length=15)),
                ('notes', models.TextField(blank=True, help_text='Printed below its title.')),
            ],
            options={
                'ordering': ('board', '-place', 'position'),
                'constraints': [models.UniqueConstraint(fields=('board', 'place', 'position'), name='standing_item_place_once')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='meetings.board')),
                ('date', models.DateField()),
                ('time', models.TimeField(blank=True, null=True)),
                ('venue', models.TextField(blank=True, help_text='Left empty: to be confirmed.')),
                ('extraordinary', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True, help_text="Shown at the head of the meeting's page.")),
                ('shorter_notice', models.TextField(blank=True, help_text='Why it was convened at shorter notice than five clear days; printed.')),
                ('postponed_from', models.OneToOneField(blank=True, help_text='The postponed meeting that this one is held in place of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='new_date', to='meetings.meeting')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('called', 'Called'), ('agenda_published', 'Agenda published'), ('held', 'Held'), ('closed', 'Closed'), ('cancelled', 'Cancelled'), ('postponed', 'Postponed')], default='draft', editable=False, max_length=20)),
                ('called_at', models.DateTimeField(editable=False, null=True)),
                ('called_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agenda_published_at', models.DateTimeField(editable=False, null=True)),
                ('agenda_published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('legacy_id', models.PositiveIntegerField(blank=True, null=True, unique=True)),
                ('joint_boards', models.ManyToManyField(blank=True, help_text='The boards that meet together with this one.', related_name='joint_meetings', to='meetings.board')),
            ],
            options={
                'ordering': ('-date', '-time', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['cancelled', 'postponed']), _negated=True), fields=('board', 'date', 'time'), name='one_meeting_of_a_board_at_a_time', nulls_distinct=False, violation_error_message='This board already has a meeting at that date and time.'), models.CheckConstraint(condition=models.Q(models.Q(('called_at__isnull', False), ('called_by__isnull', False)), models.Q(('called_at__isnull', True), ('called_by__isnull', True)), _connector='OR'), name='meeting_called_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('agenda_published_at__isnull', False), ('agenda_published_by__isnull', False)), models.Q(('agenda_published_at__isnull', True), ('agenda_published_by__isnull', True)), _connector='OR'), name='agenda_published_by_somebody'), models.CheckConstraint(condition=models.Q(('postponed_from', models.F('pk')), _negated=True), name='meeting_is_not_its_own_new_date'), models.CheckConstraint(condition=models.Q(('agenda_published_at__isnull', True), ('called_at__isnull', False), _connector='OR'), name='agenda_only_of_a_called_meeting'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['called', 'agenda_published', 'held', 'closed']), _negated=True), ('called_at__isnull', False), _connector='OR'), name='meeting_state_agrees_with_its_call')],
            },
        ),
        migrations.CreateModel(
            name='AgendaSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='meetings.meeting')),
                ('heading', models.CharField(max_length=200)),
                ('introduction', models.TextField(blank=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'heading'), name='section_once_in_a_meeting')],
            },
        ),
        migrations.CreateModel(
            name='Supplement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supplements', to='meetings.meeting')),
                ('number', models.PositiveSmallIntegerField(help_text='From 1, in order of issue.')),
                ('reason', models.TextField(help_text='Why these papers come after the agenda; printed.')),
                ('urgency', models.TextField(blank=True, help_text="The chair's opinion on a late item.")),
                ('urgency_by', models.CharField(blank=True, help_text='Whose opinion it is: “Councillor Ada Byron, Chair”.', max_length=200)),
                ('urgency_recorded_at', models.DateTimeField(editable=False, null=True)),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('meeting', 'number'),
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='supplement_number_once_in_a_meeting'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='supplements_count_from_one'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='supplement_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('published_by__isnull', False)), models.Q(('published_at__isnull', True), ('published_by__isnull', True)), _connector='OR'), name='supplement_published_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='meetings.meeting')),
                ('section', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='items', to='meetings.agendasection')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sub_items', to='meetings.agendaitem')),
                ('position', models.PositiveSmallIntegerField(help_text='Order on the agenda, from 1.')),
                ('number', models.CharField(blank=True, help_text='As printed: 7, 15A, (a).', max_length=10)),
                ('title', models.CharField(max_length=500)),
                ('notes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('links', models.JSONField(blank=True, default=list, help_text='[{"text": …, "href": …}, …]')),
                ('kind', models.CharField(choices=[('paper', 'Paper'), ('verbal', 'Verbal'), ('presentation', 'Presentation'), ('standing', 'Standing item'), ('to_follow', 'To follow'), ('exclusion', 'Exclusion of the press and public'), ('actions', 'Matters arising and actions')], default='paper', max_length=15)),
                ('awaited_reason', models.TextField(blank=True, help_text='Why the paper is to follow.')),
                ('awaited_on', models.DateField(blank=True, help_text='When the paper is expected.', null=True)),
                ('minutes_of', models.ForeignKey(blank=True, help_text='The earlier meeting whose minutes are put to the board under this item.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
                ('restriction', models.CharField(choices=[('open', 'Open'), ('exempt', 'Exempt'), ('confidential', 'Confidential')], default='open', max_length=15)),
                ('safe_title', models.CharField(blank=True, max_length=500)),
                ('exempt_paragraphs', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('public_interest', models.TextField(blank=True, help_text='Why keeping it private outweighs publishing it; for officers.')),
                ('review_on', models.DateField(blank=True, help_text='When to look at it again.', null=True)),
                ('late', models.BooleanField(default=False)),
                ('late_reason', models.TextField(blank=True)),
                ('supplement', models.ForeignKey(blank=True, help_text='The supplement a late item came with.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='meetings.supplement')),
                ('published_at', models.DateTimeField(editable=False, null=True)),
                ('revision', models.PositiveIntegerField(default=0, editable=False, help_text='One more with every change; tells a stale form.')),
                ('first_page', models.PositiveIntegerField(blank=True, help_text='Pack page printed on an imported agenda, from 1.', null=True)),
                ('last_page', models.PositiveIntegerField(blank=True, null=True)),
                ('source_line', models.PositiveIntegerField(blank=True, null=True)),
                ('legacy_id', models.PositiveIntegerField(blank=True, null=True, unique=True)),
            ],
            options={
                'ordering': ('meeting', 'position'),
                'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('meeting', 'position'), name='item_position_once_in_a_meeting'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('meeting', 'parent', 'number'), name='item_number_once_in_a_meeting', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('parent', models.F('pk')), _negated=True), name='item_is_not_its_own_parent'), models.CheckConstraint(condition=models.Q(models.Q(('first_page__isnull', True), ('last_page__isnull', True)), models.Q(('first_page__gte', 1), ('last_page__gte', models.F('first_page'))), _connector='OR'), name='item_pages_run_forward'), models.CheckConstraint(condition=models.Q(('late', False), models.Q(('late_reason', ''), _negated=True), _connector='OR'), name='late_item_says_why'), models.CheckConstraint(condition=models.Q(('supplement__isnull', True), ('late', True), _connector='OR'), name='item_of_a_supplement_is_late'), models.CheckConstraint(condition=models.Q(('restriction', 'open'), models.Q(('safe_title', ''), _negated=True), _connector='OR'), name='restricted_item_has_safe_title', violation_error_message='Give a safe title: the words the public may see.'), models.CheckConstraint(condition=models.Q(models.Q(('restriction', 'exempt'), _negated=True), models.Q(('exempt_paragraphs', []), _negated=True), _connector='OR'), name='exempt_item_names_paragraph', violation_error_message='Choose the Schedule 12A paragraph that makes it exempt.')],
            },
        ),
        migrations.CreateModel(
            name='Presenter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presenters', to='meetings.agendaitem')),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(blank=True, help_text='Of a presentation of its own.', max_length=400)),
                ('name', models.CharField(blank=True, help_text='As printed.', max_length=200)),
                ('role', models.CharField(blank=True, help_text='Post or organisation.', max_length=200)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to='meetings.person')),
            ],
            options={
                'ordering': ('item', 'position'),
                'constraints': [models.UniqueConstraint(fields=('item', 'position'), name='presenter_place_once_in_an_item'), models.CheckConstraint(condition=models.Q(('name', ''), ('role', ''), ('title', ''), _negated=True), name='presenter_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Apology',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='apologies', to='meetings.meeting')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='apologies', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, help_text='Who the user is in the papers, where that is known.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='apologies', to='meetings.person')),
                ('deputy', models.ForeignKey(blank=True, help_text='Who comes in their place.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.person')),
                ('note', models.CharField(blank=True, help_text='For the officers alone.', max_length=500)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name_plural': 'apologies',
                'ordering': ('meeting', 'sent_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('meeting', 'user'), name='apologies_of_a_user_once_for_a_meeting'), models.UniqueConstraint(fields=('meeting', 'person'), name='apologies_of_a_person_once_for_a_meeting'), models.CheckConstraint(condition=models.Q(('deputy__isnull', True), ('person__isnull', True), models.Q(('deputy', models.F('person')), _negated=True), _connector='OR'), name='nobody_is_their_own_deputy')],
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('actor_id', models.BigIntegerField(editable=False, null=True)),
                ('actor_name', models.CharField(editable=False, max_length=200)),
                ('action', models.CharField(editable=False, max_length=80)),
                ('record_type', models.CharField(editable=False, max_length=80)),
                ('record_id', models.CharField(editable=False, max_length=80)),
                ('record_name', models.CharField(editable=False, max_length=400)),
                ('board_id', models.BigIntegerField(editable=False, null=True)),
                ('reason', models.TextField(blank=True, editable=False)),
                ('detail', models.JSONField(default=dict, editable=False)),
            ],
            options={
                'ordering': ('-recorded_at', '-pk'),
                'indexes': [models.Index(fields=['record_type', 'record_id'], name='meetings_au_record__3b9117_idx'), models.Index(fields=['board_id', '-recorded_at'], name='audit_of_board')],
            },
        ),
        migrations.CreateModel(
            name='BoardDeadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deadlines', to='meetings.board')),
                ('kind', models.CharField(choices=[('call_for_papers', 'Ask authors for papers'), ('drafts', 'Draft papers in'), ('sign_off', 'Papers signed off'), ('print', 'Pack to the printer'), ('notice', 'Give public notice'), ('publish', 'Publish the agenda'), ('summons', 'Summon the members')], max_length=20)),
                ('days', models.PositiveSmallIntegerField()),
                ('holds_from', models.DateField(help_text='The first day of meetings it holds for.')),
            ],
            options={
                'ordering': ('board', 'kind', 'holds_from'),
                'constraints': [models.UniqueConstraint(fields=('board', 'kind', 'holds_from'), name='deadline_set_once_from_a_day'), models.CheckConstraint(condition=models.Q(('days__lte', 250)), name='deadline_within_a_year')],
            },
        ),
        migrations.CreateModel(
            name='ClosureDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(error_messages={'unique': 'This day is on the list already.'}, unique=True)),
                ('name', models.CharField(help_text='Such as “Christmas closure”.', max_length=100)),
            ],
            options={
                'ordering': ('date',),
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('name', models.CharField(max_length=200)),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='meetings.board')),
                ('kind', models.CharField(choices=[('officer', 'Democratic services officer'), ('author', 'Report author'), ('approver', 'Approver'), ('member', 'Board member'), ('partner', 'Co-opted partner')], max_length=10)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('serial', models.PositiveSmallIntegerField(default=1, editable=False)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('board'), models.F('kind'), condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True)), name='invited_once_to_a_role', violation_error_message='They have been invited to this already: send that invitation again.'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='invitation_not_accepted_and_withdrawn')],
            },
        ),
        migrations.CreateModel(
            name='PublicNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='public_notices', to='meetings.meeting')),
                ('date', models.DateField()),
                ('time', models.TimeField()),
                ('venue', models.TextField()),
                ('shorter_notice', models.TextField(blank=True, help_text='Why the meeting was convened at shorter notice; printed.')),
                ('given_at', models.DateTimeField()),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('meeting', 'given_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='MeetingNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='meetings.meeting')),
                ('kind', models.CharField(choices=[('cancelled', 'Cancelled'), ('postponed', 'Postponed'), ('moved', 'Date or time changed'), ('venue', 'Place changed'), ('reinstated', 'Goes ahead after all')], max_length=15)),
                ('before', models.TextField(blank=True, help_text='When and where it was announced before.')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('meeting', '-at', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='meeting_notice_says_why')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='75f0e65d44c2834152351413441ae1aded52b330', operation='UPDATE', pgid='pgtrigger_append_only_ab7d9', table='meetings_auditevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditevent',
            trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='aad15bb819680f96927e0d7188efa9a425a04b76', operation='DELETE', pgid='pgtrigger_never_deleted_c798f', table='meetings_auditevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='state_moves_by_table', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='52c70d713cf58b9d675dd8de471ba4ce2ae798ab', operation='UPDATE', pgid='pgtrigger_state_moves_by_table_7ecde', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meeting',
            trigger=pgtrigger.compiler.Trigger(name='unchanged_once_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."date" IS DISTINCT FROM (NEW."date"))', func="\n            IF EXISTS (\n        SELECT 1 FROM minutes_minutes minutes\n        WHERE minutes.meeting_id = OLD.id AND minutes.state NOT IN ('draft', 'with_chair')\n    ) THEN\n                RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = 'The minutes are published: the day stays.';\n            END IF;\n            RETURN NEW;\n        ", hash='8ea4e2de016ae641d86b782346a43e268e072aa5', operation='UPDATE', pgid='pgtrigger_unchanged_once_published_0b3a4', table='meetings_meeting', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='meetingnotice',
            trigger=pgtrigger.compiler.Trigger(name='meeting_notices_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='c4cad4ebff64f12a5d8744b659d4872a48141c48', operation='UPDATE', pgid='pgtrigger_meeting_notices_never_change_0270f', table='meetings_meetingnotice', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publicnotice',
            trigger=pgtrigger.compiler.Trigger(name='notices_given_never_change', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='fac3d902c5e53f401592e2a584a02a99e442e03c', operation='UPDATE', pgid='pgtrigger_notices_given_never_change_3773c', table='meetings_publicnotice', when='BEFORE')),
        ),
    ]
