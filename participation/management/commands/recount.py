from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.models import BallotPaper
from participation.voting import ballot_file
from participation.voting.recount import disagreements


class Command(BaseCommand):
    help = (
        "Count a published ballot file again. Status 0 if it agrees with the "
        "published result; 1 if not, with the places where it doesn't."
    )
    create_parser = with_example(
        "manage.py recount stimmzettel-gradierwerk-kurpark--licht.csv"
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the ballot file")
        parser.add_argument(
            "--vote",
            metavar="SLUG/KEY",
            help="procedure and activity, if the name of the file doesn't say them",
        )

    def handle(self, *, file, vote, **options):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} lässt sich nicht lesen.") from error
        sheet = sheet_for(file.name, content, vote)
        found = disagreements(sheet, content)
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError("Die Datei stimmt nicht mit dem Ergebnis überein.")
        self.stdout.write(
            f"{sheet.result['ballots']} Stimmzettel nachgezählt: Ergebnis und "
            f"Prüfsumme stimmen überein ({sheet.checksum})."
        )


def sheet_for(name: str, content: bytes, vote: str | None) -> BallotPaper:
    """The vote of a file: as said, by its name, or by its checksum."""
    counted = BallotPaper.objects.filter(counted_at__isnull=False)
    counted = counted.select_related("activity__procedure")
    slug, _, key = (vote or "").partition("/")
    if not vote:
        slug, key = ballot_file.vote_in(name)
    named = counted.filter(activity__procedure__slug=slug, activity__key=key).first()
    if named or vote:
        return named or _complain(f"Es gibt keine ausgezählte Abstimmung {vote}.")
    checksum = ballot_file.checksum(content)
    return counted.filter(checksum=checksum).first() or _complain(
        "Zu welcher Abstimmung gehört die Datei? Mit --vote SLUG/KEY angeben."
    )


def _complain(words: str):
    raise CommandError(words)
