"""PostgreSQL itself refuses to give a place or a trainer away twice."""

from django.db import migrations

# Two ranges instead of “=”: this needs no extension (btree_gist) to be installed.
CONSTRAINT = """
ALTER TABLE training_occupation ADD CONSTRAINT one_occupation_of_a_{taken}_at_a_time
EXCLUDE USING gist (
    int8range({taken}_id, {taken}_id, '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&
) WHERE ({taken}_id IS NOT NULL)
"""
DROP = (
    "ALTER TABLE training_occupation DROP CONSTRAINT one_occupation_of_a_{taken}_at_a_time"
)
TAKEN = ("place", "person")


def add(apps, schema_editor):
    execute(schema_editor, CONSTRAINT)


def drop(apps, schema_editor):
    execute(schema_editor, DROP)


def execute(schema_editor, sql):
    if schema_editor.connection.vendor == "postgresql":
        for taken in TAKEN:
            schema_editor.execute(sql.format(taken=taken))


class Migration(migrations.Migration):
    dependencies = [("training", "0001_courses")]

    operations = [migrations.RunPython(add, drop)]
