from django.core.management.base import BaseCommand, CommandError

from home.audit import broken_links
from home.management.help import with_example
from home.models import AuditHead


class Command(BaseCommand):
    help = "Prove that nobody changed the audit trail; status 1 if somebody did."
    create_parser = with_example("manage.py verify_audit")

    def handle(self, **options):
        broken = broken_links()
        for line in broken:
            self.stderr.write(line)
        if broken:
            raise CommandError("Das Protokoll wurde verändert.")
        head = AuditHead.objects.first()
        number, digest = (head.number, head.digest) if head else (0, "–")
        self.stdout.write(f"{number} Einträge, unverändert. Letzte Prüfsumme: {digest}")
