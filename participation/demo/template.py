"""A template for new procedures of the demo town."""

from datetime import timedelta

from django.utils import timezone

from home.demo.text import body
from participation.models import (
    Activity,
    Opening,
    ParticipationIndexPage,
    Phase,
    ProcedureDate,
    ProcedurePage,
)

LEGAL_NOTE = (
    "Dies ist eine informelle Beteiligung, rechtlich nicht bindend. Über den Entwurf"
    " entscheidet der Ausschuss für Stadtentwicklung."
)
TEMPLATE = """
## Worum geht es?

Wo liegt der Spielplatz, wie alt ist er, warum muss etwas geschehen?

## Was ist schon entschieden?

- Größe und Lage des Grundstücks
- das Geld, das zur Verfügung steht

## Was passiert mit Ihren Beiträgen?

Wer liest sie, bis wann gibt es einen Entwurf, wer beschließt?
"""


def make_template(index: ParticipationIndexPage) -> None:
    """A template for what comes every year: a playground that is renewed."""
    if ProcedurePage.objects.filter(is_template=True).exists():
        return
    page = ProcedurePage(
        title="Vorlage: Spielplatz erneuern",
        slug="vorlage-spielplatz",
        introduction="Der Spielplatz wird erneuert: Was wünschen sich alle im Viertel?",
        body=body(TEMPLATE),
        legal_note=LEGAL_NOTE,
        is_template=True,
        live=False,
    )
    page.phases = [
        phase("ideen", "Ideen sammeln", 0, 27),
        phase("entwurf", "Entwurf ansehen und bewerten", 49, 69),
        phase("bau", "Bau", 70, 180),
    ]
    page.activities = [
        Activity(
            key="ideen",
            title="Ideen für den Spielplatz",
            format="ideas",
            question="Was soll man hier spielen können?",
            place="optional",
            categories=["Klettern", "Wasser und Sand", "Ruhe", "Für Größere"],
        )
    ]
    page.openings = [
        Opening(
            phase_key="ideen",
            activity_key="ideen",
            verbs=["submit", "comment", "support"],
        ),
        Opening(
            phase_key="entwurf", activity_key="ideen", verbs=["comment", "support"]
        ),
    ]
    page.dates = [
        ProcedureDate(
            title="Ortstermin mit Kindern",
            day=timezone.localdate() + timedelta(days=10),
            place="auf dem Spielplatz",
        )
    ]
    index.add_child(instance=page)
    page.save_revision()


def phase(key: str, title: str, first: int, last: int) -> Phase:
    today = timezone.localdate()
    return Phase(
        key=key,
        title=title,
        first_day=today + timedelta(days=first),
        last_day=today + timedelta(days=last),
    )
