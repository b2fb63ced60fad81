"""
The sections of one plan on the desk: each matter adds its own, in the order of work.

``hint`` says in a few words how things stand there, such as “3 waiting”.
"""

from collections.abc import Callable
from dataclasses import dataclass

from home.models import User
from participation.planning.models import Plan
from participation.planning.permissions import can_approve, can_plan, works_inside


@dataclass(frozen=True)
class Section:
    order: int
    label: str
    url_name: str  # takes the plan's key
    hint: Callable[[Plan], str] = lambda plan: ""
    # Who prepares the weighing alone sees nothing else (§ 4b BauGB).
    for_office: bool = False
    # What the second person has no use for, such as everybody's names.
    for_approvers: bool = True


sections: list[Section] = []


def sections_of(plan: Plan, user: User) -> list[dict]:
    """What this person reaches; of how things stand, an office learns nothing."""
    is_inside = works_inside(user)
    return [
        {"section": section, "hint": section.hint(plan) if is_inside else ""}
        for section in sorted(sections, key=lambda section: section.order)
        if is_for(section, user)
    ]


def is_for(section: Section, user: User) -> bool:
    if can_plan(user):
        return True
    return section.for_approvers if can_approve(user) else section.for_office
