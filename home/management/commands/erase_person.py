from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from home.models import User
from home.privacy import erase


class Command(BaseCommand):
    help = "Empty a person's account and whatever the rooms know about them."
    create_parser = with_example(
        'manage.py erase_person jemand@example.org --reason "Antrag vom 3. Mai"'
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="stays in the audit trail")

    def handle(self, *, email, reason, **options):
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Niemand hat die Adresse {email}.")
        for model, count in erase(person, reason=reason).items():
            self.stdout.write(f"{model}: {count}")
        self.stdout.write(f"Konto {person.pk} ist leer.")
