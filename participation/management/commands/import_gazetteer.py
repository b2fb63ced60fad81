from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.gazetteer_import import TableError, import_places


class Command(BaseCommand):
    help = (
        "Bring the addresses and places of the town from a CSV file with the columns"
        " name, lat, lon (WGS 84). Names that are there already get the new place."
    )
    create_parser = with_example("manage.py import_gazetteer adressen.csv")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV in UTF-8")

    def handle(self, *args, file, **options):
        try:
            with file.open(encoding="utf-8") as lines:
                done = import_places(lines)
        except (OSError, UnicodeDecodeError, TableError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{done.total} Orte gelesen, davon {done.created} neu.")
