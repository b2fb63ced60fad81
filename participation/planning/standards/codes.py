"""
Codes of the standards, as pairs of list and code: the same number means something
else in another list.
"""

from typing import NamedTuple

from participation.planning.models import Plan, Round, Statement

STEPS = "urn:xoev-de:xleitstelle:codeliste:verfahrensschrittkommunal"
STATES = "urn:xoev-de:xleitstelle:codeliste:statusderstellungnahme"
PLAN_KINDS = "http://www.xplanungwiki.de/upload/XPlanGML/codelists/BP_PlanArt"
LEGAL_STATES = (
    "https://registry.gdi-de.org/codelist/de.xleitstelle.xplanung/BP_Rechtsstand"
)


class Code(NamedTuple):
    """A code and the list that says what it means."""

    list: str
    code: str


# XBeteiligung: by rule, for the public and for authorities.
OF_RULE = {
    ("3-1", Round.Audience.PUBLIC): "4000",
    ("4-1", Round.Audience.AUTHORITIES): "2000",
    ("3-2", Round.Audience.PUBLIC): "6000",
    ("4-2", Round.Audience.AUTHORITIES): "5000",
    ("4a-3", Round.Audience.PUBLIC): "6000",
    ("4a-3", Round.Audience.AUTHORITIES): "5000",
    ("4a-3-limited", Round.Audience.PUBLIC): "6000",
    ("4a-3-limited", Round.Audience.AUTHORITIES): "5000",
    ("13", Round.Audience.PUBLIC): "6000",
    ("13", Round.Audience.AUTHORITIES): "5000",
    ("13a", Round.Audience.PUBLIC): "6000",
    ("13a", Round.Audience.AUTHORITIES): "5000",
}
BEGUN, FOUND, CLOSED = "1000", "7000", "8000"

# XPlanung 6.0, BP_Rechtsstand: what each step makes of a plan, the latest last.
LEGAL_STATE = {"2000": "2100", "4000": "2200", "5000": "2300", "6000": "2400"}
DRAWN_UP, IN_PROCEDURE, STATUTE, IN_FORCE = "1000", "2000", "3000", "4000"

PLAN_KIND = {Plan.Kind.ZONING: "1000", Plan.Kind.OTHER: "9999"}

# Whether a statement was just handed in, or taken back.
HANDED_IN, WITHDRAWN = "0200", "0400"


def step_of(stage: Round) -> Code:
    """Which step of XBeteiligung a round is."""
    return Code(STEPS, OF_RULE.get((stage.rule, stage.audience), BEGUN))


def state_of(statement: Statement) -> Code:
    return Code(STATES, WITHDRAWN if statement.withdrawn_at else HANDED_IN)


def legal_state_of(plan: Plan, rounds: list[Round]) -> Code:
    """Derived from what happened, never typed in."""
    if plan.in_force_on:
        return Code(LEGAL_STATES, IN_FORCE)
    if plan.statute_on:
        return Code(LEGAL_STATES, STATUTE)
    begun = sorted(rounds, key=lambda stage: stage.first_day)
    if begun:
        return Code(LEGAL_STATES, LEGAL_STATE.get(step_of(begun[-1]).code, "2000"))
    return Code(LEGAL_STATES, DRAWN_UP if plan.drawn_up_on else IN_PROCEDURE)
