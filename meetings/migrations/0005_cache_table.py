"""The table in which signing in counts its tries, the same for every process."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_exclusion_item")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
