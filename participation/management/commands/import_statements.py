from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.planning.models import Plan
from participation.planning.statement_import import bring
from participation.planning.statement_table import TableRefused, read_table


class Command(BaseCommand):
    help = (
        "Bring a table of statements (CSV or XLSX) into a round of a plan. All rows or"
        " none; doing it twice adds nothing."
    )
    create_parser = with_example("manage.py import_statements eingang.xlsx BP-12 3-2-1")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("plan", help="number of the plan")
        parser.add_argument("round", help="key of the round, such as 3-2-1")

    def handle(self, *args, file, plan, **options):
        found = Plan.objects.filter(number=plan).first()
        rounds = found.rounds.published() if found else ()
        chosen = next((row for row in rounds if row.key == options["round"]), None)
        if chosen is None:
            where = f"{plan} {options['round']}"
            raise CommandError(f"Es gibt keinen veröffentlichten Schritt {where}.")
        try:
            rows = read_table(file.read_bytes(), file.name, chosen)
        except (OSError, TableRefused) as error:
            raise CommandError(str(error)) from None
        new = bring(rows, chosen, by=None)
        self.stdout.write(f"{new} von {len(rows)} Zeilen sind neu.")
