from importlib import import_module

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.module_loading import module_has_submodule
from django_q.models import Schedule

from home.management.help import with_example


class Command(BaseCommand):
    help = "Make the scheduled tasks in the database match those in the code."
    create_parser = with_example("manage.py sync_schedules")

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        declared = dict(declared_schedules())
        for func, rhythm in declared.items():
            Schedule.objects.update_or_create(
                name=func, defaults={"func": func} | rhythm
            )
        removed, _ = Schedule.objects.exclude(name__in=declared).delete()
        if verbosity:
            self.stdout.write(
                f"{len(declared)} Aufgaben sind geplant, {removed} wurden entfernt."
            )


def declared_schedules():
    """Yield the dotted path and the rhythm of every task in a SCHEDULES dict."""
    for config in apps.get_app_configs():
        if not module_has_submodule(config.module, "tasks"):
            continue
        tasks = import_module(f"{config.name}.tasks")
        for name, rhythm in getattr(tasks, "SCHEDULES", {}).items():
            yield f"{tasks.__name__}.{name}", rhythm
