"""Let PostgreSQL find parts of words by an index, where it may have the extension."""

from django.db import DatabaseError, migrations, transaction


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(
                "CREATE INDEX IF NOT EXISTS search_words_trigrams "
                "ON home_searchentry USING gin (words gin_trgm_ops)"
            )
    except DatabaseError:  # not ours to create: the search works without, only slower
        return


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS search_words_trigrams")


class Migration(migrations.Migration):
    dependencies = [("home", "0003_search_entry_text")]

    operations = [migrations.RunPython(add_index, drop_index)]
