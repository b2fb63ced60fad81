from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.planning import archive
from participation.planning.models import Plan


class Command(BaseCommand):
    help = "Write the complete file of a plan as an archive with hashes."
    create_parser = with_example("manage.py plan_file BP-12 akte.zip")

    def add_arguments(self, parser):
        parser.add_argument("plan", metavar="PLAN", help="number of the plan")
        parser.add_argument("target", metavar="OUT.zip", type=Path, help="a new file")

    def handle(self, *, plan, target, verbosity, **options):
        found = Plan.objects.select_related("procedure").filter(number=plan).first()
        if found is None:
            raise CommandError(f"Es gibt keinen Plan {plan}.")
        if Path(target).exists():
            raise CommandError(f"{target} gibt es schon.")
        Path(target).touch(mode=0o600)
        with Path(target).open("r+b") as file:
            number = archive.write(found, file, self.progress if verbosity else ignore)
        if verbosity:
            self.stdout.write(f"{number} Einträge in {target}.")

    def progress(self, percent):
        self.stdout.write(f"{percent} %")


def ignore(percent):
    """Say nothing."""
