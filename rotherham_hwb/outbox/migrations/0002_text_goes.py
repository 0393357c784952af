from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='expires_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(
            "UPDATE outbox_message SET text = '' WHERE status = 'sent'", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'sent'), _negated=True), ('text', ''), _connector='OR'), name='sent_message_keeps_no_text'),
        ),
    ]
