from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.imports import ImportRefused, bring, read
from participation.models import Activity


class Command(BaseCommand):
    help = (
        "Bring an exported activity (XLSX with its comments, or CSV) into an activity"
        " of this town. All rows or none; doing it twice adds nothing."
    )
    create_parser = with_example(
        "manage.py import_contributions daten.xlsx marktplatz/ideen"
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("activity", help="slug/key of the activity")

    def handle(self, *args, file, activity, **options):
        slug, _slash, key = activity.partition("/")
        rows = Activity.objects.filter(procedure__slug=slug, key=key)
        found = rows.select_related("procedure").first()
        if found is None:
            raise CommandError(f"Es gibt kein Mitmach-Angebot {activity}.")
        try:
            done = bring(read(file), found)
        except (OSError, UnicodeDecodeError, ImportRefused) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{done.contributions} Beiträge, {done.comments} Kommentare,"
            f" {done.supports} Unterstützungen, {done.ratings} Bewertungen."
        )
