from django.db import migrations, models


def where_nothing_is_checked_first(apps, schema_editor):
    """There, everything was public at once; elsewhere we can't tell any more."""
    versions = apps.get_model("participation", "ContributionVersion").objects
    versions.exclude(contribution__activity__moderation="pre").update(was_public=True)


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0019_planning_redacted_copies"),
    ]

    operations = [
        migrations.AddField(
            model_name="contributionversion",
            name="was_public",
            field=models.BooleanField(default=False, verbose_name="was public"),
        ),
        migrations.RunPython(where_nothing_is_checked_first, migrations.RunPython.noop),
    ]
