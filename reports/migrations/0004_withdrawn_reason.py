from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_original_sha256'),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='withdrawn_reason',
            field=models.TextField(blank=True, editable=False, help_text='Told to whoever opens its page or its file.'),
        ),
    ]
