from django.core.management.base import BaseCommand

from home.models import SearchEntry
from home.registries import searchables
from home.searchables import rebuild


class Command(BaseCommand):
    help = (
        "Write the search index anew, for example after an import: "
        "manage.py rebuild_search"
    )

    def handle(self, **options):
        for kind in searchables:
            for done in rebuild(kind):
                self.progress(f"{kind}: {done}")
            self.progress("")
        self.stdout.write(f"{SearchEntry.objects.count()} Einträge im Suchindex.")

    def progress(self, text):
        if self.stdout.isatty():
            self.stdout.write(f"\r{text:40}", ending="")
            self.stdout.flush()
