from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.backup import BackupError, make_backup
from home.management.help import with_example


class Command(BaseCommand):
    help = "Write database, files and a manifest into an empty directory."
    create_parser = with_example("manage.py backup /srv/sicherung/$(date +%F)")

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)

    def handle(self, *, directory, **options):
        try:
            count = make_backup(directory)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} Dateien gesichert in {directory}.")
