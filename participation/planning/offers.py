"""Which steps a plan may take next, by its pinned rule set and its procedure by law."""

from participation.planning.models import Plan, PublicNotice, Round
from participation.planning.rules import Rule, rule_set

EARLY = ("3-1", "4-1")
DRAFT = ("3-2", "4-2")
RENEWED = ("4a-3", "4a-3-limited")
# Statements to the draft: these rounds count through, whatever their rule (BP-23).
ON_THE_DRAFT = (*DRAFT, "13", "13a", *RENEWED)
BY_WAY = {
    Plan.Way.REGULAR: (*EARLY, *DRAFT, *RENEWED),
    Plan.Way.SIMPLIFIED: (*EARLY, "13", *DRAFT, *RENEWED),
    Plan.Way.ACCELERATED: (*EARLY, "13a", *DRAFT, *RENEWED),
}
OTHER = ("uvpg-21", "uvpg-42", "vwvfg-73", "vwvfg-27c", "free")
# The law lets the town ask either the public or the authorities by the same rule.
OF_BOTH = ("13", "13a", *RENEWED, "free")


def rules_for(plan: Plan) -> list[Rule]:
    """The rules that a round of this plan may follow, in the order of the procedure."""
    known = rule_set(plan.rule_set).rules
    codes = OTHER if plan.kind == Plan.Kind.OTHER else (*BY_WAY[plan.way], "free")
    return [known[code] for code in codes if code in known]


def rule_of(round: Round) -> Rule:
    """The rule that a round follows, as its plan has pinned it."""
    return rule_set(round.plan.rule_set).rule(round.rule)


def next_number(plan: Plan, rule: str, audience: str) -> int:
    """The number of a new round; a renewed one follows the rounds that it renews."""
    same = ON_THE_DRAFT if rule in RENEWED else (rule,)
    rounds = plan.rounds.filter(rule__in=same, audience=audience)
    return max(rounds.values_list("number", flat=True), default=0) + 1


def notice_kind(round: Round) -> str:
    """The kind of notice that goes with a round; authorities get letters instead."""
    if not round.is_public:
        return ""
    if round.rule in EARLY:
        return PublicNotice.Kind.EARLY
    if round.rule in RENEWED:
        return PublicNotice.Kind.RENEWED
    return PublicNotice.Kind.PUBLICATION


def must_be_announced(round: Round) -> bool:
    """Whether a notice has to be effected before the round begins (BP-04)."""
    return round.is_public and rule_of(round).needs_notice


def is_by_the_baugb(round: Round) -> bool:
    return round.rule not in OTHER


def decides_on_reason(rule: Rule) -> bool:
    """Whether the file has to say if there is an important reason (BP-03)."""
    return rule.code in DRAFT
