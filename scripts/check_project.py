"""Checks that are neither style nor behaviour: migrations, deployment, catalogue."""

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((ROOT / "locale" / "de" / "LC_MESSAGES").glob("*.po"))
PRODUCTION = {
    "SECRET_KEY": "checks-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ",
    "QUEUE_KEY": "checks-queue-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHI",
    "BASE_URL": "https://mitmachen.example",
    "ALLOWED_HOSTS": "mitmachen.example",
    "DEMO_TOWN": "false",
    "DEBUG": "false",
    "REQUIRE_SECOND_FACTOR": "true",
}


def manage(*arguments: str, **variables: str) -> bool:
    command = [sys.executable, "manage.py", *arguments]
    result = subprocess.run(command, cwd=ROOT, env={**os.environ, **variables})
    return result.returncode == 0


def migrations_are_complete() -> bool:
    # In an empty database: only the code is asked, not what a developer has.
    arguments = ("makemigrations", "--check", "--dry-run", "-v", "1")
    return manage(*arguments, DATABASE_URL="sqlite://:memory:")


def deployment_is_safe() -> bool:
    return manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)


def catalogue_is_current() -> bool:
    """Collect the texts anew: the same must come out, in whatever order."""
    if shutil.which("xgettext") is None:
        print("gettext fehlt: apt install gettext")
        return False
    before = {path: path.read_bytes() for path in CATALOGUES}
    subprocess.run(["make", "-s", "messages"], cwd=ROOT, check=True)
    current = True
    for path, written in before.items():
        changed = texts_of(path.read_bytes()) ^ texts_of(written)
        for text in sorted(changed):
            print(f"{path.name} is not current, run make messages: {text}")
            current = False
        path.write_bytes(written)
    return current


def texts_of(catalogue: bytes) -> set[str]:
    messages = read_po(BytesIO(catalogue), ignore_obsolete=True)
    return {repr((message.context, message.id)) for message in messages if message.id}


def catalogue_is_complete() -> bool:
    complete = True
    for path in CATALOGUES:
        with path.open("rb") as lines:
            catalogue = read_po(lines, ignore_obsolete=True)
        for message in catalogue:
            translations = message.string
            if not isinstance(translations, tuple | list):
                translations = [translations]
            if message.id and (message.fuzzy or not all(translations)):
                print(f"{path.name}: not translated: {message.id!r}")
                complete = False
    return complete


def main() -> int:
    checks = [
        migrations_are_complete,
        deployment_is_safe,
        catalogue_is_current,
        catalogue_is_complete,
    ]
    failed = [check.__name__ for check in checks if not check()]
    for name in failed:
        print(f"failed: {name.replace('_', ' ')}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
