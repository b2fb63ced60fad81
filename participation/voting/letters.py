"""
Letters with voting codes, a page each, as PDF for the printer.

The codes are in the file alone: it is made once, handed out, and kept nowhere here.
"""

import io

import segno
from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home import paper
from home.models import User
from home.notices import town
from participation import clock
from participation.verbs import Verb
from participation.voting import codes, results

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.town)
#set page(paper: "a4", margin: (x: 2.5cm, top: 4.5cm, bottom: 2.5cm))
#set text(font: "Libertinus Serif", size: 12pt, lang: "de", hyphenate: false)
#set par(leading: 0.75em, spacing: 1.2em)
#show heading: set text(size: 18pt)
#for (index, code) in data.codes.enumerate() [
  #if index > 0 { pagebreak() }
  #text(size: 10pt)[#data.town]
  #v(1.5cm)
  #heading(level: 1)[#data.title]
  #text(weight: "bold")[#data.note]

  #data.greeting

  #data.about

  #data.until

  #block(stroke: 1pt, inset: 14pt, width: 100%, radius: 4pt)[
    #data.code_label
    #v(-4pt)
    #text(font: "DejaVu Sans Mono", size: 20pt)[#code]
  ]

  #grid(
    columns: (3.2cm, 1fr), gutter: 0.8cm, align: horizon,
    image(bytes(data.qr), format: "svg", width: 3.2cm, alt: data.qr_alt),
    [#data.go_to\\ #text(font: "DejaVu Sans Mono", size: 9pt)[#data.url]],
  )

  #data.secret

  #data.help
]
"""


@transaction.atomic
def issue(activity, *, number: int, title: str, by: User | None) -> bytes:
    """Make codes and return their letters; without letters there are no codes."""
    return pdf(activity, codes.issue(activity, number=number, title=title, by=by))


def pdf(activity, made: list[str]) -> bytes:
    """One page for each code."""
    return paper.printed(TEMPLATE, texts(activity) | {"codes": made})


def name_of(activity) -> str:
    return f"briefe-{activity.procedure.slug}-{activity.key}.pdf"


def texts(activity) -> dict:
    paper = results.paper_of(activity, results.sheet_of(activity))
    url = f"{settings.BASE_URL}{activity.recipe.act_url(activity)}code/"
    return {
        "town": getattr(town(), "name", ""),
        "title": activity.title,
        "note": _("Informal survey, legally not binding"),
        "greeting": _("Good day,"),
        "about": _(
            "with the code below you can vote on “%(title)s” (%(procedure)s). It is"
            " good for one ballot. You need no account."
        )
        % {"title": activity.title, "procedure": activity.procedure.title},
        "until": until(activity),
        "code_label": _("Your voting code:"),
        "go_to": _("Go to this page and type in the code:"),
        "url": url,
        "qr": qr(url),
        "qr_alt": _("The address of the page as a QR code"),
        "secret": secrecy(paper),
        "help": help_line(town()),
    }


def until(activity) -> str:
    spans = activity.procedure.timetable.spans_for(activity.key, Verb.VOTE)
    last = max((span.last_day for span in clock.open_spans(spans)), default=None)
    if last is None:
        return ""
    return _("You can vote until %(day)s, midnight.") % {
        "day": date_format(last, "l, j. F Y")
    }


def secrecy(paper) -> str:
    if paper.is_secret:
        return _(
            "Nobody notes which household got which code, and your ballot is kept"
            " apart from it. Please keep the code to yourself until you have voted."
        )
    return _(
        "Your ballot stays connected with the code, so that you can change it until"
        " the end. Nobody notes which household got which code."
    )


def help_line(settings_of_town) -> str:
    ways = [getattr(settings_of_town, name, "") for name in ("phone", "email")]
    ways = " · ".join(filter(None, ways))
    return _("Questions? %(ways)s") % {"ways": ways} if ways else ""


def qr(url: str) -> str:
    picture = io.BytesIO()
    segno.make(url, error="m").save(picture, kind="svg", xmldecl=False, scale=4)
    return picture.getvalue().decode()
