"""
What notices of several kinds say in the same words.

Functions of facts that return a paragraph, or nothing if there is nothing to say.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from participation.planning import notice_words as law
from participation.planning.notice_facts import Access, Facts
from participation.planning.wording import long_day, weekday

GENITIVE = {
    "bplan": "des Bebauungsplans",
    "fnp": "des Flächennutzungsplans",
    "other": "der Planung",
}
NOMINATIVE = {
    "bplan": "Der Bebauungsplan",
    "fnp": "Der Flächennutzungsplan",
    "other": "Die Planung",
}
ACCUSATIVE = {
    "bplan": "den Bebauungsplan",
    "fnp": "den Flächennutzungsplan",
    "other": "die Planung",
}
PORTAL = "https://www.geoportal.rlp.de/"

Section = tuple[str, list[str]]


def of_the_plan(facts: Facts) -> str:
    return f"{GENITIVE[facts.plan_kind]} {named(facts)}"


def the_plan(facts: Facts) -> str:
    return f"{NOMINATIVE[facts.plan_kind]} {named(facts)}"


def this_plan(facts: Facts) -> str:
    return f"{ACCUSATIVE[facts.plan_kind]} {named(facts)}"


def named(facts: Facts) -> str:
    return f"„{facts.plan}“ ({facts.number})"


def spelled(day: date) -> str:
    return f"{weekday(day)}, den {long_day(day)}"


def until(facts: Facts) -> str:
    if not (facts.first_day and facts.last_day):
        return "in einer noch zu bestimmenden Frist"
    first, last = spelled(facts.first_day), spelled(facts.last_day)
    return f"von {first}, bis einschließlich {last}"


def listed(items: Iterable[str]) -> str:
    return "\n".join(f"– {' '.join(item.split())}" for item in items)


def area(facts: Facts) -> str:
    return f"Geltungsbereich: {facts.area}" if facts.area else ""


def body(facts: Facts) -> str:
    """Who decided, with its article, as it begins a sentence."""
    return facts.said("decided_by") or "Der Stadtrat"


def day_of(facts: Facts, name: str) -> str:
    """A day that somebody typed; the file keeps it as ISO."""
    return long_day(date.fromisoformat(facts.said(name))) if facts.said(name) else "…"


def online(facts: Facts) -> Section:
    """The page stands beside the printed notice, never in its place (BP-05, BP-10)."""
    return "Im Internet", [
        "Der Inhalt dieser Bekanntmachung ist zusätzlich in das Internet eingestellt"
        f" (§ 3 Abs. 2 Satz 5 BauGB):\n{facts.url}",
        "Die Unterlagen und der Inhalt dieser Bekanntmachung sind auch über das"
        f" zentrale Internetportal des Landes zugänglich, GeoPortal.rlp:\n{PORTAL}",
    ]


def privacy(facts: Facts) -> Section:
    return "Datenschutz", [
        "Wer Stellung nimmt, gibt personenbezogene Daten an. Die Stadt verarbeitet sie,"
        " um die Stellungnahme zu prüfen und das Ergebnis mitzuteilen (Art. 6 Abs. 1"
        " Buchst. e DSGVO in Verbindung mit § 3 BauGB). In öffentlicher Sitzung werden"
        " Stellungnahmen ohne Namen und Anschrift behandelt."
    ]


def closing(facts: Facts) -> Iterator[str]:
    """Free words at the end, place and day, and who signs."""
    if facts.said("extra"):
        yield facts.said("extra")
    place = facts.said("place") or facts.town
    day = facts.said("signed_on") and f", den {day_of(facts, 'signed_on')}"
    names = [facts.said("signed_by"), facts.said("signed_as")]
    yield "\n".join(filter(None, [place + day, *names]))


def documents(facts: Facts) -> str:
    titles = [source.title for source in facts.sources]
    return f"Veröffentlicht werden:\n\n{listed(titles)}" if titles else ""


def other_ways(facts: Facts) -> str:
    if not facts.accesses:
        return ""
    return (
        f"Zusätzlich bestehen während der Dauer der {law.PERIOD} folgende"
        f" {law.OTHER_ACCESS} (§ 3 Abs. 2 Satz 2 BauGB):"
        f"\n\n{listed(map(in_words, facts.accesses))}"
    )


def in_words(access: Access) -> str:
    freely = "; barrierefrei zugänglich" if access.is_accessible else ""
    return (
        f"{access.kind}: {access.building}, {access.room}; {access.hours};"
        f" Ansprechstelle: {access.contact}{freely}"
    )


def ways(facts: Facts) -> str:
    """Where statements go; the electronic way first, as the law wishes."""
    labels = {
        "email": "per E-Mail an",
        "post": "schriftlich an",
        "record": "mündlich zur Niederschrift:",
    }
    told = [f"elektronisch mit dem Formular unter {facts.url}"]
    told += [
        f"{label} {facts.said(name)}"
        for name, label in labels.items()
        if facts.said(name)
    ]
    return f"Stellungnahmen können abgegeben werden:\n\n{listed(told)}"


def standards(facts: Facts) -> str:
    where = facts.said("standards")
    return where and (
        "DIN-Normen und andere nicht öffentlich zugängliche Regelwerke, auf die die"
        f" Unterlagen verweisen, können eingesehen werden: {where}"
    )
