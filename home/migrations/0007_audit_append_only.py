from django.db import migrations

from home import audit_guard


def lay(apps, schema_editor):
    audit_guard.lay(schema_editor.connection)


def lift(apps, schema_editor):
    audit_guard.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("home", "0006_clean_pictures")]

    operations = [migrations.RunPython(lay, lift)]
