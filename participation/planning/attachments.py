"""
Files that came with a statement: checked, named for nobody, kept as bytes.

A PDF stays as it is, byte for byte, so that a signature in it remains valid
(§ 2 (1) EGovG); a picture is painted anew.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import PurePath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from participation.forms.fields import plain
from participation.planning.models import Statement, StatementFile
from participation.planning.models.documents import checksums
from participation.planning.models.statements import private_name

MOST = 5
LONGEST_NAME = 160


@dataclass(frozen=True)
class Kept:
    """A file that lies in the private part of the house."""

    stored: str
    filename: str
    size: int
    sha256: str
    is_scan: bool = False

    def as_json(self) -> dict:
        return asdict(self)

    def is_like(self, other: "Kept") -> bool:
        return (self.sha256, self.filename) == (other.sha256, other.filename)


def keep(file: File, *, is_scan: bool = False) -> Kept:
    """Store a file that was checked; whoever calls this puts it on record."""
    filename = named(file.name or "datei")
    sums = checksums(file)
    file.seek(0)
    stored = default_storage.save(private_name(None, filename), file)
    return Kept(stored, filename, sums["size"], sums["sha256"], is_scan)


def named(filename: str) -> str:
    """What the file was called, without a path and without tricks."""
    name = plain(PurePath(filename.replace("\\", "/")).name) or "datei"
    suffix = PurePath(name).suffix[:10]
    return name[: LONGEST_NAME - len(suffix)].removesuffix(suffix) + suffix


def kept(files: Iterable[File | Kept]) -> list[Kept]:
    return [file if isinstance(file, Kept) else keep(file) for file in files]


def attach(statement: Statement, files: Iterable[Kept], version: int = 1) -> None:
    """Put files that are kept already on the record of a statement."""
    StatementFile.objects.bulk_create(
        StatementFile(
            statement=statement,
            file=file.stored,
            filename=file.filename,
            size=file.size,
            sha256=file.sha256,
            is_scan=file.is_scan,
            first_version=version,
        )
        for file in files
    )


def drop(files: Iterable[Kept]) -> None:
    """Delete files that belong to no statement, once this has committed."""
    for file in files:
        transaction.on_commit(lambda name=file.stored: delete_unused(name))


def delete_unused(name: str) -> None:
    if not StatementFile.objects.filter(file=name).exists():
        default_storage.delete(name)
