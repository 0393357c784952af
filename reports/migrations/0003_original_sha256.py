from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_the_second_wall'),
    ]

    operations = [
        migrations.AddField(
            model_name='paperversion',
            name='original_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name='paperversion',
            name='file_name',
            field=models.CharField(blank=True, max_length=255),
        ),
    ]
