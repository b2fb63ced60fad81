"""The notices before the publication: that a plan is begun, and the early round."""

from collections.abc import Iterator

from participation.planning import notice_words as law
from participation.planning.notice_facts import Facts
from participation.planning.notice_parts import (
    area,
    body,
    day_of,
    documents,
    of_the_plan,
    privacy,
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
