"""The notices around the publication: at the beginning, early, and at the end."""

from collections.abc import Iterator

from participation.planning import notice_words as law
from participation.planning.notice_facts import Facts
from participation.planning.notice_parts import (
    area,
    body,
    day_of,
    documents,
    of_the_plan,
    online,
    privacy,
    the_plan,
    this_plan,
    until,
    ways,
)


def drawing_up(facts: Facts) -> Iterator:
    """§ 2 (1) S. 2 BauGB, and with it § 13a (3) where the way is accelerated."""
    yield (
        f"Bekanntmachung des Beschlusses über die Aufstellung {of_the_plan(facts)}"
        " nach § 2 Abs. 1 BauGB"
    )
    yield (
        "Beschluss",
        [
            f"{body(facts)} hat am {day_of(facts, 'decided_on')} beschlossen,"
            f" {this_plan(facts)} aufzustellen.",
            area(facts),
        ],
    )
    yield "Ziele und Zwecke", [facts.said("aims")]
    yield "Beschleunigtes Verfahren", accelerated(facts)
    yield (
        "Im Internet",
        [f"Der Inhalt dieser Bekanntmachung steht auch im Internet:\n{facts.url}"],
    )


def accelerated(facts: Facts) -> list[str]:
    if facts.way != "13a":
        return []
    told = [f"Es wird bekannt gemacht, {law.ACCELERATED} (§ 13a Abs. 3 BauGB)."]
    if facts.said("reasons"):  # § 13a (1) S. 2 Nr. 2: 20,000 m² and more
        told.append(f"Die wesentlichen Gründe hierfür: {facts.said('reasons')}")
    if facts.said("inform"):
        told.append(
            "Die Öffentlichkeit kann sich über die allgemeinen Ziele und Zwecke sowie"
            " die wesentlichen Auswirkungen der Planung unterrichten und sich zur"
            f" Planung äußern: {facts.said('inform')}"
        )
    return told


def early(facts: Facts) -> Iterator:
    """§ 3 (1) BauGB: nothing here threatens those who are late (BP-22)."""
    yield (
        f"Frühzeitige Beteiligung der Öffentlichkeit zur Aufstellung"
        f" {of_the_plan(facts)} nach § 3 Abs. 1 BauGB"
    )
    yield (
        "Gegenstand",
        [
            "Die Öffentlichkeit wird möglichst frühzeitig über die allgemeinen Ziele"
            " und Zwecke der Planung, sich wesentlich unterscheidende Lösungen und die"
            " voraussichtlichen Auswirkungen der Planung unterrichtet.",
            area(facts),
        ],
    )
    yield "Ziele und Zwecke", [facts.said("aims")]
    yield "Lösungen, die in Betracht kommen", [facts.said("solutions")]
    yield "Voraussichtliche Auswirkungen", [facts.said("effects")]
    yield (
        "Unterrichtung",
        [
            f"Die Unterlagen stehen {until(facts)}, im Internet:\n{facts.url}",
            documents(facts),
        ],
    )
    yield (
        "Äußerung und Erörterung",
        [
            "In dieser Zeit ist Gelegenheit zur Äußerung und Erörterung.",
            facts.discussion,
            ways(facts),
        ],
    )
    yield (
        "Kinder und Jugendliche",
        [
            facts.youth
            and "Auch Kinder und Jugendliche sind Teil der Öffentlichkeit (§ 3 Abs. 1"
            f" Satz 2 BauGB). {facts.youth}"
        ],
    )
    yield privacy(facts)


def inspection(facts: Facts) -> Iterator:
    """§ 3 (2) S. 7 BauGB: more than 50 persons look the result up."""
    yield (
        "Bekanntmachung der Stelle, bei der das Ergebnis der Prüfung von Stellungnahmen"
        f" zum Entwurf {of_the_plan(facts)} eingesehen werden kann"
    )
    yield "Anlass", [law.INSPECTION, facts.said("about")]
    yield (
        "Einsicht",
        [
            "Das Ergebnis der Prüfung kann während der Dienststunden eingesehen werden:"
            f"\n{facts.said('where')}\n{facts.said('hours')}",
            f"Diese Bekanntmachung steht auch im Internet:\n{facts.url}",
        ],
    )


def in_force(facts: Facts) -> Iterator:
    """§ 10 (3), § 6 (5) BauGB; the year for complaints counts from this notice."""
    yield from effective(facts) if facts.plan_kind == "fnp" else statute(facts)
    yield "Einsicht", [ready_to_read(facts)]
    yield "Verletzung von Vorschriften", complaints()
    if facts.plan_kind != "fnp":
        yield "Entschädigung", [law.COMPENSATION]
        yield "Gemeindeordnung", [law.MUNICIPAL_CODE]
    yield online_for_good(facts)


def effective(facts: Facts) -> Iterator:
    yield f"Bekanntmachung der Genehmigung {of_the_plan(facts)} nach § 6 Abs. 5 BauGB"
    yield (
        "Genehmigung",
        [
            approval(facts),
            "Mit dieser Bekanntmachung wird der Flächennutzungsplan wirksam.",
        ],
    )


def statute(facts: Facts) -> Iterator:
    yield (
        f"Bekanntmachung des Inkrafttretens {of_the_plan(facts)} nach § 10 Abs. 3 BauGB"
    )
    yield (
        "Beschluss",
        [
            f"{body(facts)} hat {this_plan(facts)} am {day_of(facts, 'decided_on')} als"
            " Satzung beschlossen (§ 10 Abs. 1 BauGB).",
            approval(facts),
            "Mit dieser Bekanntmachung tritt der Bebauungsplan in Kraft.",
        ],
    )


def approval(facts: Facts) -> str:
    said = facts.said("approval")
    return said and f"Die höhere Verwaltungsbehörde hat den Plan genehmigt: {said}"


def ready_to_read(facts: Facts) -> str:
    summary = " und der zusammenfassenden Erklärung" if facts.is_regular else ""
    return (
        f"{the_plan(facts)} wird mit der Begründung{summary} zu jedermanns Einsicht"
        " bereitgehalten; über den Inhalt wird auf Verlangen Auskunft gegeben:"
        f"\n{facts.said('where')}\n{facts.said('hours')}"
    )


def complaints() -> list[str]:
    """Word for word: what § 215 (2) BauGB wants people to be told."""
    beginning, faults, end = law.COMPLAINTS
    numbered = [f"{number}. {fault}" for number, fault in enumerate(faults, start=1)]
    return ["\n".join([beginning, *numbered, end])]


def online_for_good(facts: Facts) -> tuple[str, list[str]]:
    heading, (_here, portal) = online(facts)
    norm = "§ 6a Abs. 2" if facts.plan_kind == "fnp" else "§ 10a Abs. 2"
    here = f"Er ist zusätzlich in das Internet eingestellt ({norm} BauGB):\n{facts.url}"
    return heading, [here, portal]
