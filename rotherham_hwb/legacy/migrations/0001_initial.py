import django.db.models.deletion
import rotherham_hwb.legacy.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportedPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.OneToOneField(help_text='Of the agenda.', on_delete=django.db.models.deletion.CASCADE, related_name='imported_pack', to='meetings.meeting')),
                ('imported_at', models.DateTimeField(auto_now_add=True)),
                ('imported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('earlier_meetings', models.ManyToManyField(help_text='Whose minutes the pack holds.', related_name='imported_in', to='meetings.meeting')),
            ],
            options={
                'ordering': ('-imported_at',),
            },
        ),
        migrations.CreateModel(
            name='PackFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('file', models.FileField(blank=True, max_length=200, storage=rotherham_hwb.legacy.models.kept_files, upload_to='')),
                ('size', models.PositiveBigIntegerField(default=0, help_text='Bytes.')),
                ('status', models.CharField(choices=[('waiting', 'Waiting to be read'), ('reading', 'Being read'), ('read', 'Read'), ('kept', 'Kept, not read')], default='waiting', max_length=10)),
                ('step', models.CharField(blank=True, max_length=100)),
                ('problem', models.TextField(blank=True, help_text='Why it was not read: one sentence.')),
                ('text', models.TextField(blank=True)),
                ('sheets', models.JSONField(default=list)),
                ('facts', models.JSONField(default=dict, help_text='All that was read, as read_pack prints it.')),
                ('warnings', models.JSONField(default=list, help_text='[{code, line, sentence}, …]')),
                ('pack', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='files', to='legacy.importedpack')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('received_at', models.DateTimeField(auto_now_add=True)),
                ('touched_at', models.DateTimeField(auto_now=True)),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-received_at', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('pack', 'version'), name='file_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'kept'), _negated=True), models.Q(('problem', ''), _negated=True), _connector='OR'), name='kept_file_says_why')],
            },
        ),
        migrations.CreateModel(
            name='ReadFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='read_facts', to='legacy.importedpack')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='legacy.readfact')),
                ('kind', models.CharField(max_length=12)),
                ('key', models.CharField(help_text='The same in every file of the pack.', max_length=400)),
                ('section', models.CharField(max_length=40)),
                ('position', models.PositiveIntegerField(help_text='Order in the file, from 0.')),
                ('line', models.PositiveIntegerField(help_text='First line in the newest file, from 1.')),
                ('end_line', models.PositiveIntegerField()),
                ('read', models.JSONField()),
                ('doubts', models.JSONField(default=list, help_text='[{field, why}, …]')),
                ('before', models.JSONField(help_text='What an earlier file said, and what was decided about that.', null=True)),
                ('gone', models.BooleanField(default=False, help_text='The newest file does not say it.')),
                ('correction', models.JSONField(null=True)),
                ('decision', models.CharField(choices=[('undecided', 'Not decided'), ('accepted', 'Accepted'), ('corrected', 'Corrected'), ('rejected', 'Rejected')], default='undecided', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('target_id', models.BigIntegerField(help_text='Key of the record it became.', null=True)),
                ('applied', models.JSONField(null=True)),
                ('problem', models.TextField(blank=True, help_text='Why it could not be stored: one sentence.')),
                ('stands', models.JSONField(default=list)),
            ],
            options={
                'ordering': ('pack', 'position'),
                'indexes': [models.Index(fields=['pack', 'section', 'position'], name='legacy_read_pack_id_3558dd_idx')],
                'constraints': [models.UniqueConstraint(fields=('pack', 'parent', 'kind', 'key'), name='read_fact_once_in_a_pack', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), _connector='OR'), name='decision_made_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decision', 'undecided')), models.Q(models.Q(('decision', 'undecided'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='decision_agrees_with_its_date'), models.CheckConstraint(condition=models.Q(models.Q(('correction__isnull', False), ('decision', 'corrected')), models.Q(models.Q(('decision', 'corrected'), _negated=True), ('correction__isnull', True)), _connector='OR'), name='correction_says_what')],
            },
        ),
        migrations.CreateModel(
            name='NamePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('board', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.board')),
                ('one', models.CharField(help_text='As printed; the first by code point.', max_length=200)),
                ('other', models.CharField(max_length=200)),
                ('why', models.CharField(max_length=200)),
                ('answer', models.CharField(choices=[('open', 'Not decided'), ('same', 'The same person'), ('different', 'Not the same')], default='open', max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('one', 'other'),
                'constraints': [models.UniqueConstraint(fields=('board', 'one', 'other'), name='name_pair_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), _connector='OR'), name='name_pair_answered_by_somebody')],
            },
        ),
    ]
