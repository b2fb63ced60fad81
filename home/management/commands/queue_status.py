from django.core.management.base import BaseCommand, CommandError

from home.health import queue
from home.management.help import with_example


class Command(BaseCommand):
    help = "Show background work and outgoing mail; status 1 if something stands still."
    create_parser = with_example("manage.py queue_status")

    def handle(self, **options):
        now = queue()
        last = "noch keins" if now.silence is None else f"vor {seconds(now.silence)}"
        self.stdout.write(f"Wartende Aufgaben:     {now.waiting}")
        self.stdout.write(f"Älteste wartet seit:   {seconds(now.oldest)}")
        self.stdout.write(f"Letztes Lebenszeichen: {last}")
        self.stdout.write(f"Fehler in 24 Stunden:  {now.failed}")
        self.stdout.write(f"Mails wartend:         {now.letters_waiting}")
        self.stdout.write(f"Mails angehalten:      {now.letters_parked}")
        if not now.is_served:
            raise CommandError("Der Worker arbeitet nicht: manage.py qcluster")
        if not now.is_moving or now.letters_parked:
            raise CommandError("Es staut sich.")


def seconds(span):
    return f"{span.total_seconds():.0f} s"
