"""What whoever gave a statement takes home: receipt, copy, text file, mail."""

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.notices import full_address, post_letter, town
from participation import receipts
from participation.clock import BERLIN
from participation.planning import pdf
from participation.planning.models import Statement

SHOWN_FOR = receipts.SHOWN_FOR


def is_fresh(statement: Statement) -> bool:
    """Whether its receipt may still be shown by the key of its form alone."""
    return (
        bool(statement.receipt_digest)
        and timezone.now() - statement.recorded_at < SHOWN_FOR
    )


def exact(moment: datetime) -> str:
    """A moment as a court reads it: with seconds and with its offset."""
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")


def in_words(moment: datetime) -> str:
    """The same for people: “14. Juni 2027, 23:59:58 Uhr (UTC+02:00)”."""
    local = moment.astimezone(BERLIN)
    offset = local.strftime("%z")
    return _("%(day)s, %(time)s (UTC%(offset)s)") % {
        "day": date_format(local, "j. F Y"),
        "time": local.strftime("%H:%M:%S"),
        "offset": f"{offset[:3]}:{offset[3:]}",
    }


def about_lines(row) -> list[tuple[str, str]]:
    """What a statement is about, and from whom, as pairs of a name and a value."""
    point = "" if row.lat is None else f"{row.lat:.5f}, {row.lon:.5f}"
    pairs = [
        (_("Name"), row.name),
        (_("Organisation"), row.organisation),
        (_("Postal address"), row.address),
        (_("E-mail address"), row.email),
        (_("Document"), str(row.document or "")),
        (_("Page, section or paragraph"), row.passage),
        (_("Place"), " · ".join(filter(None, [row.place, point]))),
        (_("Refers to the contribution"), row.idea.title if row.idea else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def receipt_context(statement: Statement) -> dict:
    """What every form of the receipt shows."""
    version = statement.current
    return {
        "statement": statement,
        "version": version,
        "text": version.text,
        "about": about_lines(statement),
        "files": statement.current_files,
        "facts": facts(statement),
        "procedure": statement.round.procedure,
        "round": statement.round,
    }


def receipt_pdf(statement: Statement, code: str = "") -> bytes:
    """The receipt with the whole text as PDF/UA; with the code if it may be shown."""
    return pdf.compiled("receipt", receipt_data(statement, code))


def receipt_data(statement: Statement, code: str) -> dict:
    return {
        "title": _("Receipt for a statement"),
        "town": getattr(town(), "name", ""),
        "plan": str(statement.plan),
        "round": statement.round.title,
        "facts": [*facts(statement), *shown_once(code), *about_lines(statement)],
        "text_title": _("Text of the statement"),
        "text": statement.current.text.split("\n"),
        "files_title": _("Attachments"),
        "files": [
            {"name": file.filename, "size": file.size, "sha256": file.sha256}
            for file in statement.current_files
        ],
        "bytes": _("bytes"),
        "hint": _(
            "The checksum is the SHA-256 of the text as a file in UTF-8. With the text"
            " file of this statement anybody can compute it again."
        ),
    }


def facts(statement: Statement) -> list[tuple[str, str]]:
    """Number, time and checksum: what proves that it was received."""
    version = statement.current
    corrected = in_words(version.at) if version.number > 1 else ""
    pairs = [
        (_("Reference number"), statement.reference),
        (pgettext("statement", "Received"), in_words(statement.received_at)),
        (_("Time by ISO 8601"), exact(statement.received_at)),
        (pgettext("statement", "Corrected"), corrected),
        (_("Checksum (SHA-256)"), version.sha256),
        (_("Period"), late_words(statement)),
    ]
    return [(name, value) for name, value in pairs if value]


def shown_once(code: str) -> list[tuple[str, str]]:
    return [(_("Receipt code"), code)] if code else []


def late_words(statement: Statement) -> str:
    if not statement.is_late:
        return ""
    return _("Marked as late: it came after %(day)s.") % {
        "day": date_format(statement.round.last_day, "j. F Y")
    }


def send_copy(statement: Statement) -> None:
    """A copy by mail for whoever gave an address, with what caused it."""
    if statement.origin != Statement.Origin.ONLINE or not statement.email:
        return
    context = receipt_context(statement) | {
        "town": town(),
        "lookup": full_address(reverse("participation:receipt_lookup")),
    }
    body = render_to_string("participation/planning/email/received.txt", context)
    subject = _("Your statement %(number)s has arrived")
    post_letter(statement.email, subject % {"number": statement.reference}, body)
