"""A notice's facts as the tests need them: complete, and about the same plan."""

from datetime import date

from participation.planning.environment import Source
from participation.planning.notice_facts import Access, Facts

REPORT = Source(
    title="Umweltbericht",
    topics=("boden", "wasser"),
    keywords=("Boden: Versiegelung", "Wasser: Grundwasserstand", "Starkregen"),
    is_environmental=True,
)
NOISE = Source(
    title="Stellungnahme der Bahn",
    topics=("mensch",),
    keywords=("Lärm der Bahnlinie", "Erschütterungen"),
    is_environmental=True,
)
ROOM = Access(
    kind="Auslegung in Papierform",
    building="Rathaus, Marktplatz 1",
    room="Zimmer 12",
    hours="Mo–Fr 8–12 Uhr",
    contact="Frau Kern, 06322 100",
    is_accessible=True,
)


def facts(**fields):
    """A publication by § 3 (2) over Christmas, with all its parts."""
    given = {
        "kind": "publication",
        "town": "Bad Rebenheim",
        "plan": "Am Gradierwerk",
        "number": "BP-47",
        "area": "Zwischen Gradierwerk, Bahnlinie und Kurparkstraße.",
        "rule": "3-2",
        "title": "Veröffentlichung des Entwurfs im Internet",
        "norm": "§ 3 Abs. 2 Satz 1 BauGB",
        "first_day": date(2026, 12, 14),
        "last_day": date(2027, 1, 29),
        "url": "https://stadt.example.org/beteiligung/am-gradierwerk/auslegung/3-2-1/",
        "sources": (
            Source(title="Planzeichnung"),
            Source(title="Begründung"),
            REPORT,
            NOISE,
        ),
        "accesses": (ROOM,),
        "typed": {
            "email": "bauleitplanung@example.org",
            "post": "Stadtverwaltung, Marktplatz 1, 67098 Bad Rebenheim",
            "record": "Rathaus, Zimmer 12",
            "signed_on": "2026-12-01",
            "signed_by": "Helga Kern",
            "signed_as": "Bürgermeisterin",
        },
    }
    return Facts(**given | fields)
