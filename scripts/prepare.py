"""Bring the database up to the code, in one process: a start must take seconds."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def main() -> None:
    import django

    django.setup()

    from django.conf import settings
    from django.core.management import call_command

    from home.models import HomePage

    for folder in (settings.VAR_DIR, settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        Path(folder).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    is_empty = not HomePage.objects.exists()
    if is_empty and settings.DEMO_TOWN:
        call_command("create_demo_town")
    call_command("found_town", verbosity=0)
    call_command("sync_schedules", verbosity=0)


if __name__ == "__main__":
    main()
