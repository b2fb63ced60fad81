"""
Backups that restore: database, public and private files, and a manifest of hashes.

SQLite is copied by its own online backup, PostgreSQL by pg_dump; both while the town
is at work. A restore refuses a directory that was changed, and forgets again whoever
was erased after the backup was made.
"""

import hashlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from home.models import User
from home.privacy import erase_again, ledger

MANIFEST = "manifest.json"
SQLITE, POSTGRESQL = "database.sqlite3", "database.dump"


class BackupError(Exception):
    """Why a backup can't be made or restored, in words for the operator."""


def make_backup(target: Path) -> int:
    """Write a backup into an empty directory; return how many files it holds."""
    if target.exists() and any(target.iterdir()):
        raise BackupError(f"{target} ist nicht leer.")
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    dump_database(target)
    for name, root in file_roots().items():
        if root.exists():
            shutil.copytree(root, target / name)
    files = {str(p.relative_to(target)): hash_of(p) for p in files_in(target)}
    manifest = {
        "made_at": timezone.now().isoformat(),
        "vendor": connection.vendor,
        "files": files,
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (target / MANIFEST).write_text(text, encoding="utf-8")
    return len(files)


def restore_backup(source: Path, *, force: bool = False) -> int:
    """Put a backup in the place of what is there; return how many were forgotten."""
    check_manifest(source)
    if not force and User.objects.exists():
        raise BackupError("Hier lebt schon eine Stadt. Mit --force wird sie ersetzt.")
    erased = ledger().read_text("utf-8") if ledger().exists() else ""
    connection.close()
    load_database(source)
    for name, root in file_roots().items():
        shutil.rmtree(root, ignore_errors=True)
        if (source / name).exists():
            shutil.copytree(source / name, root)
    keep_erasures(erased)
    call_command("migrate", verbosity=0, interactive=False)
    return erase_again()


def keep_erasures(lines: str) -> None:
    """Erasures from before the restore count beside those in the backup."""
    path = ledger()
    path.parent.mkdir(parents=True, exist_ok=True)
    known = path.read_text("utf-8").splitlines() if path.exists() else []
    both = dict.fromkeys([*known, *lines.splitlines()])
    path.write_text("".join(f"{line}\n" for line in both if line), encoding="utf-8")


def file_roots() -> dict[str, Path]:
    return {
        "media": Path(settings.MEDIA_ROOT),
        "private": Path(settings.PRIVATE_MEDIA_ROOT),
    }


def files_in(directory: Path) -> Iterator[Path]:
    return (p for p in sorted(directory.rglob("*")) if p.is_file())


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_manifest(source: Path) -> None:
    """Refuse what is no backup of ours, incomplete or changed."""
    if not (source / MANIFEST).is_file():
        raise BackupError(f"In {source} liegt keine Sicherung.")
    manifest = json.loads((source / MANIFEST).read_text("utf-8"))
    if manifest["vendor"] != connection.vendor:
        raise BackupError(
            f"Die Sicherung stammt von {manifest['vendor']}, hier läuft "
            f"{connection.vendor}."
        )
    for name, digest in manifest["files"].items():
        path = source / name
        if not path.is_file() or hash_of(path) != digest:
            raise BackupError(f"{name} fehlt oder wurde verändert.")


def dump_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(target / SQLITE)) as copy:
            connection.connection.backup(copy)
    else:
        dump = ["pg_dump", "--format=custom", f"--file={target / POSTGRESQL}"]
        run_postgresql(dump)


def load_database(source: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(source / SQLITE)) as copy:
            copy.backup(connection.connection)
        connection.close()
    else:
        load = [
            "pg_restore",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
        ]
        database = connection.settings_dict["NAME"]
        run_postgresql([*load, f"--dbname={database}", str(source / POSTGRESQL)])


def run_postgresql(command: list[str]) -> None:
    """Run one of PostgreSQL's programs on our database; its password stays unseen."""
    known = connection.settings_dict
    variables = {
        "PGHOST": known["HOST"],
        "PGPORT": str(known["PORT"] or ""),
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGDATABASE": known["NAME"],
    }
    given = {name: value for name, value in variables.items() if value}
    result = subprocess.run(  # noqa: S603 - fixed programs, names from the settings
        command,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise BackupError(result.stderr.strip() or f"{command[0]} ist gescheitert.")
