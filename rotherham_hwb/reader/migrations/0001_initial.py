import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LastLooked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='last_looked', to=settings.AUTH_USER_MODEL)),
                ('looked_at', models.DateTimeField(help_text='When they last opened the page.')),
                ('since', models.DateTimeField(help_text='What was published after it is new; null: they never looked before.', null=True)),
            ],
            options={
                'verbose_name_plural': 'last looked',
            },
        ),
    ]
