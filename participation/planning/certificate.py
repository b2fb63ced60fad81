"""
The “Bekanntmachungs- und Veröffentlichungsvermerk”: what was announced and published.

It is filled from the records alone and certified by an official with place, date and
signature (VV Nr. 2 zu § 27 GemO); so it is German, like everything that goes on file.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.utils.formats import date_format, number_format

from home.notices import town
from participation.clock import BERLIN
from participation.planning import outages, pdf
from participation.planning.models import DocumentVersion, PublishedVersion, Round
from participation.planning.publication import (
    first_minute,
    last_minute,
    replaced_at,
    successor_of,
)
from participation.planning.round_page import rule_of

TITLE = "Bekanntmachungs- und Veröffentlichungsvermerk"
MOST_GAPS = 40


def certificate(round: Round, now: datetime) -> bytes:
    """The note on an approved round as PDF, as things stand at a moment."""
    return pdf.compiled("certificate", texts(round, now))


def file_name(round: Round) -> str:
    return f"vermerk-{round.procedure.slug}-{round.key}.pdf"


def texts(round: Round, now: datetime) -> dict:
    """Everything that is printed, in words."""
    plan, rule = round.plan, rule_of(round)
    address = f"{settings.BASE_URL}{round.get_absolute_url()}"
    return {
        "title": TITLE,
        "town": getattr(town(), "name", ""),
        "plan": [
            ("Plan", f"{plan.number} {plan.name}"),
            ("Art", f"{plan.get_kind_display()}, {plan.get_way_display()}"),
            ("Verfahrensschritt", round.title),
            ("Rechtsgrundlage", rule.norm if rule else "–"),
            ("Durchgang", str(round.number)),
            ("Erster Tag", f"{day(round.first_day)}, 0 Uhr"),
            ("Letzter Tag", f"{day(round.last_day)}, 24 Uhr"),
            ("Berechnung der Frist", round.deadline.get("sentence", "–")),
            ("Internetadresse", address),
            ("Freigegeben am", moment(round.approved_at)),
        ],
        "notices": [spoken_notice(notice) for notice in announced(round)],
        "accesses": [spoken_access(access) for access in round.other_accesses.all()],
        "documents": spoken_documents(round),
        "portals": [spoken_portal(entry) for entry in round.portal_entries.all()],
        "watch": spoken_watch(round, now),
        "as_of": moment(now),
    }


def announced(round: Round):
    notices = round.notices.filter(approved_at__isnull=False)
    return notices.prefetch_related("appearances")


def spoken_notice(notice) -> dict:
    """Form and day of a notice; it takes effect at the end of the day it appeared."""
    return {
        "kind": notice.get_kind_display(),
        "appearances": [
            f"{row.get_medium_display()}: {row}, erschienen am {day(row.appeared_on)},"
            " bewirkt mit Ablauf dieses Tages"
            for row in notice.appearances.all()
        ],
    }


def spoken_access(access) -> str:
    return f"{access.get_kind_display()}: {access}, {access.hours}"


def spoken_portal(entry) -> str:
    return f"{entry.get_portal_display()}: {entry.link}, eingestellt am " + day(
        entry.entered_on
    )


def spoken_documents(round: Round) -> list[dict]:
    found = round.published_versions.select_related("version__document")
    rows = list(found.order_by("version__document__position", "version__number"))
    for row in rows:
        at = round.approved_at
        row.first_minute = row.first_minute or first_minute(round, row.version, at)
    return [spoken_document(round, row, rows) for row in rows]


def spoken_document(round: Round, row: PublishedVersion, rows) -> dict:
    version = row.version
    until = last_minute(round, replaced_at(row, rows))
    return {
        "title": f"{version.document.title}, Fassung {version.number}",
        "facts": [
            ("Datei", f"{version.filename}, {figure(version.size)} Byte"),
            ("Erste öffentliche Minute", moment(row.first_minute)),
            ("Letzte öffentliche Minute", moment(until)),
            *replacement(version, successor_of(row, rows)),
        ],
        "sha256": version.sha256,
        "sha512": version.sha512,
    }


def replacement(version: DocumentVersion, successor) -> list[tuple[str, str]]:
    """What was replaced by what, why, and what was decided about publishing anew."""
    found = []
    if successor:
        found.append(("Ersetzt durch", f"Fassung {successor.version.number}"))
    if version.confirmed_at:
        again = "ja" if version.asks_renewal else "nein"
        found.append(("Grund der Ersetzung", version.replaced_because))
        found.append(("Erneute Veröffentlichung", again))
    return found


def spoken_watch(round: Round, now: datetime) -> dict:
    """What the probes found: how often, how often in vain, and every gap."""
    found = outages.outages(round, now)
    figures = round.probes.aggregate(
        looks=Count("at", distinct=True),
        answers=Count("pk"),
        bad=Count("pk", filter=Q(is_good=False)),
        first=Min("at"),
        last=Max("at"),
    )
    facts = [
        ("Prüfläufe", figure(figures["looks"])),
        ("Abrufe", figure(figures["answers"])),
        ("Davon ohne Erfolg", figure(figures["bad"])),
        ("Erster und letzter Prüflauf", span(figures["first"], figures["last"])),
        ("Summe der Ausfälle", f"{figure(found.down)} Minuten"),
        ("Summe der Zeiten ohne Prüfung", f"{figure(found.unseen)} Minuten"),
    ]
    listed = [spoken_gap(gap) for gap in found.gaps[:MOST_GAPS]]
    left_out = len(found.gaps) - len(listed)
    if left_out:
        listed.append(f"und {left_out} weitere")
    return {"facts": facts, "gaps": listed}


def spoken_gap(gap) -> str:
    kind = "nicht abrufbar" if gap.kind == "down" else "nicht geprüft"
    return f"{span(gap.start, gap.end)}: {kind} ({figure(gap.minutes)} Minuten)"


def span(first: datetime | None, last: datetime | None) -> str:
    return f"{moment(first)} bis {moment(last)}" if first and last else "–"


def day(value) -> str:
    return date_format(value, "l, j. F Y")


def moment(value: datetime) -> str:
    return date_format(value.astimezone(BERLIN), "j. F Y, H:i") + " Uhr"


def figure(value: int) -> str:
    return number_format(value, force_grouping=True)
