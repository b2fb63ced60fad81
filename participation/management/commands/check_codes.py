from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.management.commands.issue_codes import vote_named
from participation.voting import codes


class Command(BaseCommand):
    help = "Prove that issued voting codes = used + unused; status 1 if they are not."
    create_parser = with_example("manage.py check_codes kurpark/licht")

    def add_arguments(self, parser):
        parser.add_argument("vote", metavar="SLUG/KEY")

    def handle(self, *, vote, **options):
        account = codes.account_of(vote_named(vote))
        self.stdout.write(
            f"ausgegeben {account.printed}, gespeichert {account.kept}, "
            f"benutzt {account.used}, unbenutzt {account.unused}"
        )
        if not account.is_right:
            raise CommandError("Ausgegeben ist nicht gleich benutzt plus unbenutzt.")
        self.stdout.write("ausgegeben = benutzt + unbenutzt")
