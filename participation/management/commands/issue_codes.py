from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.models import Activity, CodeBatch
from participation.voting import letters


def vote_named(name: str) -> Activity:
    """The vote ``slug/key``, in which people vote by code."""
    slug, _, key = name.partition("/")
    votes = Activity.objects.filter(format="vote").select_related("procedure")
    found = votes.filter(procedure__slug=slug, key=key).first()
    if found is None:
        raise CommandError(f"Es gibt keine Abstimmung {name}.")
    if found.setting("voters") != "code":
        raise CommandError(f"In {name} wird nicht mit Codes abgestimmt.")
    return found


class Command(BaseCommand):
    help = "Make voting codes and write the letters with them, a page each, as PDF."
    create_parser = with_example(
        "manage.py issue_codes kurpark/licht 400 --title Seebachtal --output briefe.pdf"
    )

    def add_arguments(self, parser):
        parser.add_argument("vote", metavar="SLUG/KEY")
        parser.add_argument("number", type=int)
        parser.add_argument("--title", required=True, help="for whom, on record")
        parser.add_argument("--output", type=Path, required=True, help="a new PDF file")

    def handle(self, *, vote, number, title, output, **options):
        if not 0 < number <= CodeBatch.MOST:
            raise CommandError(f"Möglich sind 1 bis {CodeBatch.MOST} Codes.")
        if output.exists():
            raise CommandError(f"{output} gibt es schon.")
        activity = vote_named(vote)
        output.touch(mode=0o600)
        output.write_bytes(letters.issue(activity, number=number, title=title, by=None))
        self.stdout.write(f"{number} Briefe in {output}. Die Codes stehen nur dort.")
