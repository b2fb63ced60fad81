"""
The sections of one plan on the desk: each matter adds its own, in the order of work.

``hint`` says in a few words how things stand there, such as “3 waiting”.
"""

from collections.abc import Callable
from dataclasses import dataclass

from participation.planning.models import Plan


@dataclass(frozen=True)
class Section:
    order: int
    label: str
    url_name: str  # takes the plan's key
    hint: Callable[[Plan], str] = lambda plan: ""
    # Who prepares the weighing alone sees nothing else (§ 4b BauGB).
    for_office: bool = False


sections: list[Section] = []


def sections_of(plan: Plan, *, office_only: bool) -> list[dict]:
    return [
        {"section": section, "hint": section.hint(plan)}
        for section in sorted(sections, key=lambda section: section.order)
        if section.for_office or not office_only
    ]
