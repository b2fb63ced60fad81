"""
A database with every migration applied, made once and copied by each test process.

Migrating takes most of a minute, copying a moment. A mould belongs to the migrations on
disk: whoever changes one gets another, and the old one goes. ``python -m tests.moulds``
makes it beforehand.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "stadtraum_mould_"


def pour() -> None:
    """Copy the mould to where this process tests."""
    from django.db import connection

    target = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        pour_sqlite(target)
    else:
        pour_postgres(connection, target)


def pour_sqlite(target: Path) -> None:
    for journal in ("-wal", "-shm"):  # of an earlier run; it would be played again
        Path(f"{target}{journal}").unlink(missing_ok=True)
    with locked():
        shutil.copyfile(sqlite_mould(), target)


def sqlite_mould() -> Path:
    mould = folder() / f"{name()}.sqlite3"
    if not mould.exists():
        for old in folder().glob(f"{PREFIX}*"):
            old.unlink()
        made = mould.with_suffix(".new")
        migrate(f"sqlite:///{made}")
        made.rename(mould)
    return mould


def pour_postgres(connection, target: str) -> None:
    with locked(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE {postgres_mould(cursor)}')


def postgres_mould(cursor) -> str:
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"]
    )
    there = {row[0] for row in cursor}
    mould, made = name(), f"{PREFIX}new"
    if mould not in there:
        for old in there:
            cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
        cursor.execute(f"CREATE DATABASE {made}")
        url = urlsplit(os.environ["DATABASE_URL"])
        migrate(url._replace(path=f"/{made}").geturl())
        cursor.execute(f"ALTER DATABASE {made} RENAME TO {mould}")
    return mould


def migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def name() -> str:
    """What the migrations of all apps on disk are called together."""
    digest = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def folder() -> Path:
    place = Path(settings.VAR_DIR) / "moulds"
    place.mkdir(parents=True, exist_ok=True)
    return place


@contextmanager
def locked():
    """One process makes the mould, the others wait for it."""
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
    django.setup()
    pour()
