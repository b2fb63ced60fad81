from time import monotonic

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.demo.accounts import CITIZENS, OUTSIDE, PASSWORD, STAFF
from home.demo.people import address
from home.founding import found_town
from home.management.help import with_example
from home.registries import demo_chapters


class Command(BaseCommand):
    help = "Make the demo town Bad Rebenheim; whatever is there already stays."
    create_parser = with_example("DEMO_TOWN=true manage.py create_demo_town")

    def handle(self, *, verbosity, **options):
        if not settings.DEMO_TOWN:
            raise CommandError(
                "Nur mit DEMO_TOWN=true: Die Demokonten haben ein bekanntes Kennwort."
            )
        started = monotonic()
        found_town()
        call_command("sync_schedules", verbosity=0)
        for chapter in sorted(demo_chapters, key=lambda chapter: chapter.order):
            self.make(chapter)
        cache.clear()
        self.stdout.write(f"Bad Rebenheim steht nach {monotonic() - started:.0f} s.")
        if verbosity:
            self.tell_accounts()

    def make(self, chapter):
        self.stdout.write(f"{chapter.name} … ", ending="")
        self.stdout.flush()
        started = monotonic()
        chapter.make()
        self.stdout.write(f"{monotonic() - started:.1f} s")

    def tell_accounts(self):
        self.stdout.write(f"Konten, alle mit dem Kennwort {PASSWORD}:")
        for name in [*CITIZENS, *STAFF, *OUTSIDE]:
            self.stdout.write(f"  {address(name)}")
