from django.core.management.base import BaseCommand

from home.founding import found_town
from home.management.help import with_example


class Command(BaseCommand):
    help = "Lay the pages, groups and workflows that no town can be without."
    create_parser = with_example("manage.py found_town")

    def handle(self, **options):
        front_page = found_town()
        self.stdout.write(f"Die Stadt steht: {front_page.title}")
