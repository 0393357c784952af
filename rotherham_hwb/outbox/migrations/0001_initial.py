import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('recipient', models.EmailField(max_length=254)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('subject', models.CharField(max_length=300)),
                ('text', models.TextField()),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('failed', 'Could not be sent')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-created_at', '-pk'),
                'indexes': [models.Index(condition=models.Q(('status', 'waiting')), fields=['next_try_at'], name='messages_to_send')],
                'constraints': [models.UniqueConstraint(fields=('key', 'recipient'), name='told_once_of_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('status', 'sent')), models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='sent_message_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'sent'), _negated=True), ('text', ''), _connector='OR'), name='sent_message_keeps_no_text')],
            },
        ),
    ]
