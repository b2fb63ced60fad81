"""
What a notice must not say: law that is gone, and words that judge.

Templates are handed down for decades; a notice that threatens what no law threatens
any more keeps people from speaking up, and costs the plan.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Trap:
    """A way of speaking to look for; ``blocks`` if it is wrong and not only unwise."""

    pattern: re.Pattern
    words: str
    norm: str
    blocks: bool = True


@dataclass(frozen=True)
class Finding:
    """A passage of a text that fell into a trap."""

    passage: str
    trap: Trap


def trap(pattern: str, words, norm: str, *, blocks: bool = True) -> Trap:
    return Trap(re.compile(pattern, re.IGNORECASE), words, norm, blocks)


PARAGRAPH = r"§+\s*"
SUBSECTION = r"\s*(?:Abs\.|Absatz|\()\s*"
TRAPS = [
    trap(
        r"(?:mindestens\s+)?eine(?:r)?\s+Woche\s+(?:vor|vorher|zuvor)\b",
        _("The week before the beginning is no longer law: before is enough."),
        "§ 3 Abs. 2 Satz 4 BauGB",
    ),
    trap(
        PARAGRAPH + r"47" + SUBSECTION + r"2\s*a\b",
        _("Nobody is shut out from the review of the plan by the court any more."),
        "§ 47 VwGO",
    ),
    trap(
        r"Antrag\s+(?:nach\s+§\s*47|auf\s+Normenkontrolle)[^.]{0,120}unzulässig",
        _("Nobody is shut out from the review of the plan by the court any more."),
        "§ 47 VwGO",
    ),
    trap(
        PARAGRAPH + r"4\s*a" + SUBSECTION + r"6\b",
        _("Lateness stands in (5) today; (6) is about digital standards."),
        "§ 4a Abs. 5 BauGB",
    ),
    trap(
        PARAGRAPH + r"4\s*a" + SUBSECTION + r"4[^.]{0,60}Internet",
        _("The internet stands in § 3 (2) today; § 4a (4) is about neighbour states."),
        "§ 3 Abs. 2 Satz 1 BauGB",
    ),
    trap(
        r"Plan(?:ungs)?sicherstellungsgesetz|\bPlanSiG\b",
        _("This act expired at the end of 2024."),
        "PlanSiG",
    ),
    trap(
        r"ersetzt\s+(?:die|eine)\s+(?:ortsübliche|gedruckte)\s+Bekanntmachung",
        _("The page on the internet never replaces the printed notice."),
        "§ 27 GemO, § 10 GemODVO",
    ),
    trap(
        r"(?:eines|einem)\s+Jahr(?:es)?\s+(?:seit|nach|ab)\s+(?:dem\s+)?Inkrafttreten",
        _("The year counts from the notice, not from coming into force."),
        "§ 215 Abs. 1 BauGB",
    ),
    trap(
        r"\bAuslegungsfrist\b|\böffentliche\s+Auslegung\s+nach\s+§\s*3\b",
        _("The law speaks of publication on the internet today, not of display."),
        "§ 3 Abs. 2 Satz 1 BauGB",
        blocks=False,
    ),
    trap(
        r"\bkeine(?:rlei)?\s+(?:\w+\s+){0,2}"
        r"(?:Konflikte|Beeinträchtigung(?:en)?|Auswirkungen|Bedenken|Betroffenheit)"
        r"|\bnicht\s+zu\s+erwarten\b|\bunbedenklich\b|\bunerheblich\b"
        r"|\bnicht\s+erheblich\b|\b(?:voll )?verträglich\b|\bgeringfügig\w*\b"
        r"|\bausgeschlossen\s+werden\s+können\b|\bvernachlässigbar\w*\b",
        _("This judges; the notice only says what there is to read."),
        "VGH München 11.09.2024 – 15 N 24.773",
        blocks=False,
    ),
]


def findings(text: str) -> list[Finding]:
    """Every passage of a text that says what it must not say, or had better not."""
    text = " ".join(text.split())
    return [
        Finding(match.group(0), trap)
        for trap in TRAPS
        for match in trap.pattern.finditer(text)
    ]
