from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from home.management.help import with_example
from home.rights_sync import sync_roles


class Command(BaseCommand):
    help = "Add the groups, rights and workflows that are declared and still missing."
    create_parser = with_example(
        "manage.py sync_roles", "manage.py sync_roles --check   # changes nothing"
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="only look, and end with status 1 if something is missing",
        )

    @transaction.atomic
    def handle(self, *, check, verbosity, **options):
        report = sync_roles()
        if verbosity > 1 or check:
            self.tell("+", report.added)
        self.tell("!", report.drift)
        self.tell("-", report.skipped)
        if not check:
            self.stdout.write(f"{len(report.added)} ergänzt.")
            return
        transaction.set_rollback(True)
        if report.added:
            raise CommandError(f"{len(report.added)} fehlen.")
        self.stdout.write("Alles da.")

    def tell(self, mark, lines):
        for line in lines:
            self.stdout.write(f"{mark} {line}")
