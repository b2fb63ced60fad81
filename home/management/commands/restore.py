from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.backup import BackupError, restore_backup
from home.management.help import with_example


class Command(BaseCommand):
    help = "Put a backup in place; stop web and worker first."
    create_parser = with_example(
        "manage.py restore /srv/sicherung/2027-02-03",
        "manage.py restore /srv/sicherung/2027-02-03 --force   # replaces all",
    )

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)
        parser.add_argument(
            "--force", action="store_true", help="replace a town that is there"
        )

    def handle(self, *, directory, force, **options):
        try:
            forgotten = restore_backup(directory, force=force)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Eingespielt. {forgotten} gelöschte Konten wurden erneut geleert."
        )
