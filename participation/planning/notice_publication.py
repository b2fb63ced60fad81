"""The notice of a publication, the first or a renewed one (§ 3 (2), § 4a (3) BauGB)."""

from collections.abc import Iterator

from participation.planning import notice_words as law
from participation.planning.notice_facts import Facts
from participation.planning.notice_parts import (
    area,
    documents,
    in_words,
    listed,
    of_the_plan,
    online,
    other_ways,
    privacy,
    standards,
    the_plan,
    until,
    ways,
)

SHORT_WAYS = {"13", "13a"}


def publication(facts: Facts) -> Iterator:
    if facts.plan_kind == "other":
        yield from by_other_law(facts)
        return
    yield title_of_publication(facts)
    yield "Gegenstand", [subject(facts), area(facts)]
    yield "Änderungen", changes(facts)
    where = [place_and_time(facts), documents(facts)]
    yield "Ort und Dauer der Veröffentlichung", where
    yield "Andere Zugangsmöglichkeiten", [other_ways(facts)]
    yield "Arten umweltbezogener Informationen", [environment(facts)]
    yield "Stellungnahmen", [hints(facts), ways(facts)]
    yield "Verbandsklage", [associations(facts)]
    yield "Umweltprüfung", [without_examination(facts)]
    yield "Nachbarstaaten", [across_the_border(facts)]
    yield "Technische Regelwerke", [standards(facts)]
    yield online(facts)
    yield privacy(facts)


def title_of_publication(facts: Facts) -> str:
    again = "erneuten " if facts.kind == "renewed" else ""
    norm = "§ 4a Abs. 3 in Verbindung mit " if facts.kind == "renewed" else ""
    if facts.rule in SHORT_WAYS:
        return (
            f"Bekanntmachung der Beteiligung der Öffentlichkeit zum Entwurf"
            f" {of_the_plan(facts)} nach § 13 Abs. 2 Satz 1 Nr. 2 BauGB"
        )
    return (
        f"Bekanntmachung der {again}Veröffentlichung des Entwurfs {of_the_plan(facts)}"
        f" im Internet nach {norm}§ 3 Abs. 2 BauGB"
    )


def subject(facts: Facts) -> str:
    again = "erneut " if facts.kind == "renewed" else ""
    base = f"Der Entwurf {of_the_plan(facts)} wird mit der Begründung"
    if facts.rule in SHORT_WAYS:
        return f"{base} im Internet veröffentlicht."
    if facts.no_environment_statements:
        return (
            f"{base} {again}im Internet veröffentlicht. Wesentliche umweltbezogene"
            " Stellungnahmen liegen noch nicht vor."
        )
    return (
        f"{base} und den nach Einschätzung der Gemeinde wesentlichen, bereits"
        f" vorliegenden umweltbezogenen Stellungnahmen {again}im Internet"
        " veröffentlicht."
    )


def changes(facts: Facts) -> list[str]:
    if facts.kind != "renewed":
        return []
    changed = listed(filter(str.strip, facts.changes.splitlines()))
    since = "Gegenüber der vorigen Veröffentlichung hat sich geändert:"
    found = [f"{since}\n\n{changed}"]
    if facts.is_limited:
        found.append(
            f"Es wird nur {law.ON_THE_CHANGES} gegeben (§ 4a Abs. 3 Satz 2 BauGB)."
            " Stellungnahmen können also nur zu den Änderungen abgegeben werden."
        )
    if facts.is_restricted:
        found.append(
            "Die Einholung der Stellungnahmen ist auf die von der Änderung oder"
            " Ergänzung betroffene Öffentlichkeit sowie die berührten Behörden"
            " beschränkt (§ 4a Abs. 3 Satz 4 BauGB)."
        )
    return found


def place_and_time(facts: Facts) -> str:
    return (
        f"Die Unterlagen können {until(facts)}, unter folgender Internetadresse"
        f" eingesehen werden ({law.PERIOD}):\n{facts.url}"
    )


def environment(facts: Facts) -> str:
    if not (facts.names_environment and facts.environment):
        return ""
    return (
        "Folgende Arten umweltbezogener Informationen sind verfügbar (in Klammern das"
        f" Dokument):\n\n{listed(map(str, facts.environment))}"
    )


def hints(facts: Facts) -> str:
    access = f"dass die oben genannten Orte als {law.OTHER_ACCESS} bestehen"
    told = [law.MAY_BE_GIVEN, law.BY_ELECTRONIC_MEANS, law.LATE_ONES, access]
    return (
        "Es wird darauf hingewiesen (§ 3 Abs. 2 Satz 4 BauGB),\n\n"
        f"{listed([f'{hint},' for hint in told[:-1]] + [f'{told[-1]}.'])}"
    )


def associations(facts: Facts) -> str:
    if facts.plan_kind != "fnp":
        return ""
    return (
        f"Es wird ergänzend darauf hingewiesen, {law.ASSOCIATIONS} (§ 3 Abs. 3 BauGB)."
    )


def without_examination(facts: Facts) -> str:
    if facts.is_regular or facts.plan_kind == "other":
        return ""
    way = {"13": "vereinfachten Verfahren nach § 13", "13a": "beschleunigten Verfahren"}
    norm = " nach § 13a" if facts.way == "13a" else ""
    return (
        f"{the_plan(facts)} wird im {way[facts.way]}{norm} BauGB aufgestellt. Dabei"
        f" {law.WITHOUT_EXAMINATION} (§ 13 Abs. 3 BauGB)."
    )


def across_the_border(facts: Facts) -> str:
    if not facts.is_cross_border:
        return ""
    states = facts.said("states") and f": {facts.said('states')}"
    return f"Zu dieser Planung ist {law.ACROSS_THE_BORDER}{states}."


def by_other_law(facts: Facts) -> Iterator:
    """A round outside the BauGB: what all of them share; the rest is typed."""
    yield f"Bekanntmachung: {facts.title}, {facts.plan} ({facts.number})"
    norm = f" ({facts.norm})" if facts.norm else ""
    yield "Gegenstand", [facts.said("aims"), area(facts)]
    here = f"Die Unterlagen stehen im Internet:\n{facts.url}"
    yield "Unterlagen", [here, documents(facts)]
    yield "Andere Zugangsmöglichkeiten", [listed(map(in_words, facts.accesses))]
    yield "Frist", [f"Äußerungen sind möglich {until(facts)}{norm}.", ways(facts)]
    yield "Technische Regelwerke", [standards(facts)]
    yield privacy(facts)
