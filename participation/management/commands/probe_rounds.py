from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.management.help import with_example
from participation.planning.probing import probe_rounds


class Command(BaseCommand):
    help = (
        "Fetch every running round and its documents as a stranger does and record "
        "what was found. Status 1 if something was out of reach. For cron, every 15 "
        "minutes."
    )
    create_parser = with_example("manage.py probe_rounds")

    def handle(self, **options):
        bad = probe_rounds(timezone.now())
        if bad:
            raise CommandError(f"{bad} Adressen waren nicht erreichbar oder verändert.")
        self.stdout.write("Alle laufenden Auslegungen sind erreichbar.")
