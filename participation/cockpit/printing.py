"""
A poster and a flyer for a procedure, as PDF in the town's look.

The poster is A3; the flyer is a sheet of A4 to be folded once, so that it shows four
pages of A5. Both lead to the procedure by a QR code.
"""

import io
from pathlib import Path

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from home import paper
from home.hyphens import softened
from home.notices import town
from participation.models import ProcedurePage
from participation.results import is_over

SHEETS = {"plakat": "poster.typ", "faltblatt": "flyer.typ"}
FOLDER = Path(__file__).parent / "sheets"
CREST = "max-300x300|format-png"
MOST_DATES = 4
LONGEST_PLAIN = 700
NO_BREAK = "\u00a0"


def pdf(procedure: ProcedurePage, sheet: str, day) -> bytes:
    """The poster or the flyer of a procedure, as it is on a day."""
    source = (FOLDER / SHEETS[sheet]).read_text("utf-8")
    return paper.printed(source, texts(procedure, day))


def texts(procedure: ProcedurePage, day) -> dict:
    """Everything that is printed, in words."""
    house, url = town(), address(procedure)
    return {
        "town": getattr(house, "name", ""),
        "main": getattr(house, "main_colour", "#1f4d3a"),
        "ground": getattr(house, "ground_colour", "#f6f0e6"),
        "call": call(procedure, day),
        "name": procedure.title,
        "title": softened(procedure.title),
        "introduction": procedure.introduction,
        "when_label": _("When"),
        "phases": [spoken_phase(phase) for phase in procedure.ordered_phases],
        "dates_label": _("Come along"),
        "dates": spoken_dates(procedure, day),
        "about_label": _("In plain words"),
        "about": shortened(procedure.plain_text),
        "note": procedure.legal_note,
        "note_label": _("What follows from it"),
        "offers": [
            {"title": softened(offer.title), "text": offer.question}
            for offer in procedure.activities.all()
        ],
        "offers_label": _("How you can take part"),
        "go_to": _("Read and take part:"),
        "url": url.removeprefix("https://").removeprefix("http://"),
        "qr": qr(url),
        "qr_alt": _("The address of the page as a QR code"),
        "crest_alt": _("Crest"),
        "crest": list(crest()),
        "no_internet": _("Without internet: in the town hall, on paper, in person."),
        "contact": contact(procedure),
    }


def call(procedure: ProcedurePage, day) -> str:
    return _("What became of it") if is_over(procedure, day) else _("Take part!")


def address(procedure: ProcedurePage) -> str:
    path = reverse("participation:procedure", args=[procedure.slug])
    return f"{settings.BASE_URL}{path}"


def spoken_phase(phase) -> dict:
    days = f"{date_format(phase.first_day, 'j. F')} – "
    return {"title": phase.title, "days": days + date_format(phase.last_day, "j. F Y")}


def spoken_dates(procedure, day) -> list[dict]:
    """The next meetings; what is over needs no paper."""
    ahead = sorted(
        (row for row in procedure.dates.all() if row.day >= day),
        key=lambda row: row.day,
    )
    return [
        {"title": row.title, "when": spoken_date(row), "place": row.place}
        for row in ahead[:MOST_DATES]
    ]


def spoken_date(row) -> str:
    day = date_format(row.day, "l, j. F Y")
    if row.start is None:
        return day
    hour = time_format(row.start, "H:i")
    when = _("%(day)s, at %(hour)s") % {"day": day, "hour": hour}
    return when.replace(f"{hour} ", f"{hour}{NO_BREAK}")  # “15:00 Uhr” stays together


def shortened(text: str) -> str:
    """As many whole paragraphs as fit on a page of A5."""
    kept, room = [], LONGEST_PLAIN
    for part in text.replace("\r", "").split("\n\n"):
        room -= len(part)
        if kept and room < 0:
            break
        kept.append(part.strip())
    return "\n\n".join(kept)


def contact(procedure: ProcedurePage) -> str:
    post = procedure.contact
    if post is None:
        return ""
    phone = post.unit.phone.replace(" ", NO_BREAK)
    parts = (post.unit.name, phone, post.unit.email)
    return " · ".join(filter(None, parts))


def qr(url: str) -> str:
    picture = io.BytesIO()
    segno.make(url, error="m").save(picture, kind="svg", xmldecl=False, scale=4)
    return picture.getvalue().decode()


def crest() -> bytes:
    """The town's crest as a picture; nothing, if it has none."""
    image = getattr(town(), "crest", None)
    if image is None:
        return b""
    with image.get_rendition(CREST).file.open("rb") as file:
        return file.read()
