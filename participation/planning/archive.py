"""
The complete file of a plan as one archive, for the shelf and for the court.

Everything is written piece by piece and hashed on its way. ``manifest.json`` names
every entry with its SHA-256, ``inhalt.html`` reads as a table of contents.
"""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from home.models import AuditEntry
from participation.exports import BYTE_ORDER_MARK, harmless
from participation.planning import certificate, letters, outages, table, table_files
from participation.planning.archive_names import safe_name
from participation.planning.council import subject_of
from participation.planning.models import (
    AuthorityInvitation,
    DocumentVersion,
    Plan,
    PublicNotice,
    ResultMessage,
    Statement,
    StatementFile,
)
from participation.planning.table import PIECE

CHUNK = 256 * 1024
Progress = Callable[[int], None]


class Archive:
    """An archive that knows the size and the hash of everything in it."""

    def __init__(self, target: BinaryIO):
        self.zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self.entries: list[dict] = []

    def add(self, name: str, chunks: Iterable[bytes], title: str = "") -> None:
        digest, size = hashlib.sha256(), 0
        with self.zip.open(name, "w", force_zip64=True) as entry:
            for chunk in chunks:
                entry.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        found = {"name": name, "title": title or name, "size": size}
        self.entries.append(found | {"sha256": digest.hexdigest()})

    def add_text(self, name: str, text: str, title: str = "") -> None:
        self.add(name, [text.encode()], title)

    def add_json(self, name: str, values, title: str = "") -> None:
        text = json.dumps(values, ensure_ascii=False, indent=1, default=str)
        self.add_text(name, text, title)

    def add_file(self, name: str, field, title: str = "") -> None:
        """A stored file; that one is gone is said in its place, not passed over."""
        try:
            with field.open("rb") as file:
                self.add(name, file.chunks(CHUNK), title)
        except FileNotFoundError:
            self.add_text(f"{name}.fehlt.txt", "Diese Datei fehlt im Speicher.", title)

    def add_made(self, name: str, write: Callable[[BinaryIO], object], title: str = ""):
        """Something that is written into a file first, because it is long."""
        with TemporaryFile() as made:
            write(made)
            made.seek(0)
            self.add(name, iter(lambda: made.read(CHUNK), b""), title)


def write(plan: Plan, target: BinaryIO, progress: Progress = lambda percent: None):
    """Write the file of a plan; return how many entries it has."""
    archive = Archive(target)
    with archive.zip:
        for step, part in enumerate(PARTS, start=1):
            part(archive, plan)
            progress(100 * step // (len(PARTS) + 1))
        add_contents(archive, plan)
    return len(archive.entries)


def add_contents(archive: Archive, plan: Plan) -> None:
    context = {"plan": plan, "entries": archive.entries, "made_at": timezone.now()}
    page = render_to_string("participation/planning/archive_index.html", context)
    archive.add_text("inhalt.html", page, "Inhalt")
    manifest = {
        "plan": {"number": plan.number, "name": plan.name, "rule_set": plan.rule_set},
        "made_at": timezone.now().isoformat(),
        "entries": archive.entries,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    archive.zip.writestr("manifest.json", text)  # it can't hold its own hash


def add_plan(archive: Archive, plan: Plan) -> None:
    archive.add_json("plan.json", values_of(plan), "Stammdaten des Plans")
    rounds = [values_of(row) for row in plan.rounds.all()]
    archive.add_json("verfahrensschritte.json", rounds, "Verfahrensschritte")


def add_documents(archive: Archive, plan: Plan) -> None:
    versions = DocumentVersion.objects.filter(document__plan=plan)
    rows = versions.select_related("document").order_by("document__position", "pk")
    for row in rows:
        name = f"{row.document_id:04d}-fassung-{row.number}-{safe_name(row.filename)}"
        title = f"{row.document.title}, Fassung {row.number}"
        archive.add_file(f"unterlagen/{name}", row.file, title)
    archive.add_json("unterlagen/fassungen.json", [values_of(row) for row in rows])


def add_notices(archive: Archive, plan: Plan) -> None:
    notices = PublicNotice.objects.filter(plan=plan).prefetch_related("appearances")
    for row in notices:
        name = f"bekanntmachungen/{row.pk:04d}-{row.kind}"
        archive.add_text(f"{name}.txt", row.text, str(row))
        appearances = [values_of(appearance) for appearance in row.appearances.all()]
        archive.add_json(f"{name}.json", values_of(row) | {"erschienen": appearances})
        for appearance in row.appearances.all():
            if appearance.scan:
                scan = f"{name}-{appearance.pk}-{safe_name(appearance.scan.name)}"
                archive.add_file(scan, appearance.scan, f"{row}: Beleg")


def add_certificates(archive: Archive, plan: Plan) -> None:
    """The note for the file on every publication."""
    for row in plan.rounds.published().for_public().select_related("plan"):
        pdf = certificate.certificate(row, timezone.now())
        archive.add(f"vermerke/{row.key}.pdf", [pdf], f"Vermerk: {row.title}")


def add_statements(archive: Archive, plan: Plan) -> None:
    rows = plan.statements.prefetch_related(
        "versions", "files", "signatories", "points__resolution"
    )
    for row in rows.order_by("number").iterator(chunk_size=PIECE):
        row.plan = plan
        add_statement(archive, row, f"stellungnahmen/{row.number:04d}")


def add_statement(archive: Archive, statement: Statement, folder: str) -> None:
    values = values_of(statement) | {
        "signatories": [values_of(row) for row in statement.signatories.all()],
        "points": [values_of(row) for row in statement.points.all()],
    }
    title = f"Stellungnahme {statement.reference}"
    archive.add_json(f"{folder}/angaben.json", values, title)
    for version in statement.versions.all():
        name = f"{folder}/fassung-{version.number}.txt"
        archive.add_text(name, version.text, f"{title}, Fassung {version.number}")
    for position, file in enumerate(statement.files.all(), start=1):
        name = f"{folder}/anlage-{position:02d}-{safe_name(file.filename)}"
        archive.add_file(name, file.file, f"{title}, {attached(file)}")


def attached(file: StatementFile) -> str:
    """“Anlage zu Fassung 1 bis 2: skizze.pdf”: to which wordings a file belonged."""
    if (file.first_version, file.last_version) == (1, None):
        return f"Anlage: {file.filename}"
    last = file.last_version
    until = f" bis {last}" if last else " und allen späteren"
    return f"Anlage zu Fassung {file.first_version}{until}: {file.filename}"


def add_table(archive: Archive, plan: Plan) -> None:
    title = f"Abwägung {plan.name}"
    rows = table.for_file(plan)
    archive.add_made(
        "abwaegung/tabelle.docx",
        lambda target: table_files.docx(title, plan.number, rows, target),
        "Abwägungstabelle",
    )
    resolutions = [values_of(row) for row in plan.resolutions.all()]
    archive.add_json("abwaegung/beschluesse.json", resolutions, "Beschlüsse")


def add_messages(archive: Archive, plan: Plan) -> None:
    archive.add("ergebnisse/mitteilungen.csv", message_lines(plan), "Mitteilungen")
    if letters.letters_of(plan).exists():
        archive.add_made(
            "ergebnisse/briefe.pdf",
            lambda target: letters.write(plan, target),
            "Briefe über das Ergebnis",
        )


def message_lines(plan: Plan) -> Iterator[bytes]:
    """Who was told by which way and when, as a table."""
    rows = ResultMessage.objects.filter(statement__plan=plan)
    rows = rows.select_related("statement__plan").order_by("statement__number", "pk")
    yield (BYTE_ORDER_MARK + csv_line("Nr.", "Name", "Weg", "am", "Text")).encode()
    for row in rows.iterator(chunk_size=PIECE):
        way, who = row.get_channel_display(), row.statement
        line = csv_line(who.reference, who.name, way, row.sent_on or "", row.text)
        yield line.encode()


def csv_line(*values) -> str:
    line = io.StringIO()
    cells = [harmless(str(value)) for value in values]
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def add_audit(archive: Archive, plan: Plan) -> None:
    archive.add("pruefspur.jsonl", audit_lines(plan), "Prüfspur")


def audit_lines(plan: Plan) -> Iterator[bytes]:
    """What the audit trail says of this plan, one entry a line."""
    for entry in entries_of(plan).iterator(chunk_size=PIECE):
        values = values_of(entry) | {"at": entry.at.isoformat()}
        yield (json.dumps(values, ensure_ascii=False, default=str) + "\n").encode()


def entries_of(plan: Plan) -> QuerySet:
    """
    The entries about a plan: by its key, and by how their subjects name it.

    What was changed in the address list stands there for the bodies that were asked.
    """
    subject, number = subject_of(plan), re.escape(plan.number)
    asked = AuthorityInvitation.objects.filter(round__plan=plan)
    bodies = asked.values_list("authority", flat=True).order_by().distinct()
    mine = Q(data__plan=plan.pk) | Q(subject=subject)
    mine |= Q(subject__startswith=f"{subject} ")
    # Statements and their points: “Stellungnahme BP-12-0003”, “Punkt BP-12-0003.1”.
    mine |= Q(subject__regex=rf"(^| ){number}-[0-9]{{4,}}(\.[0-9]+)?$")
    mine |= Q(subject__in=[f"TöB {pk}" for pk in bodies])
    mine |= Q(subject__in=[outages.subject_of(row) for row in plan.rounds.all()])
    acts = AuditEntry.objects.filter(action__startswith="planning.")
    return acts.filter(mine).order_by("number")


NOT_FOR_THE_FILE = {"receipt_locator", "receipt_digest", "idempotency_key", "identity"}


def values_of(row) -> dict:
    """All fields of a row as plain values, without keys that open something."""
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.name not in NOT_FOR_THE_FILE
    }


PARTS = (
    add_plan,
    add_documents,
    add_notices,
    add_certificates,
    add_statements,
    add_table,
    add_messages,
    add_audit,
)
