"""
The ballot paper as plain values: what is voted on, how it is marked and by whom.

Marks stand in the order of the options: ``yes``, ``no`` or ``abstain``; 1 or 0 for
chosen or not; a place from 1 or 0 for none. A pure module: it asks no database.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy


class Method(TextChoices):
    """How a ballot is marked and counted."""

    QUESTION = "question", gettext_lazy("One question: yes, no or abstain")
    EACH = "each", gettext_lazy("Yes, no or abstain on each option")
    CHOOSE = "choose", gettext_lazy("Choose some of the options")
    RANKING = "ranking", gettext_lazy("Put the options in order")


class Secrecy(TextChoices):
    SECRET = "secret", gettext_lazy("Secret: nobody can see who voted how")
    OPEN = "open", gettext_lazy("Open: one's own ballot may be changed until the end")


class Voters(TextChoices):
    ACCOUNT = "account", gettext_lazy("Everyone with an account")
    CODE = "code", gettext_lazy("Whoever has a code by letter")


class YesNo(TextChoices):
    YES = "yes", pgettext_lazy("vote", "Yes")
    NO = "no", pgettext_lazy("vote", "No")
    ABSTAIN = "abstain", pgettext_lazy("vote", "Abstain")


class Fault(StrEnum):
    """Why a ballot is not valid."""

    SHAPE = "shape"
    EMPTY = "empty"
    TOO_MANY = "too many"
    TOO_MUCH = "too much"
    TWICE = "twice"


@dataclass(frozen=True)
class Choice:
    """One option on the paper."""

    key: str
    title: str
    price: int | None = None

    @property
    def label(self) -> str:
        return f"{self.title} – {euros(self.price)}" if self.price else self.title


@dataclass(frozen=True)
class Paper:
    """A ballot paper. ``most`` and ``budget`` limit what may be chosen."""

    method: str
    secrecy: str
    voters: str
    options: tuple[Choice, ...]
    most: int | None = None
    budget: int | None = None

    @property
    def is_secret(self) -> bool:
        return self.secrecy == Secrecy.SECRET

    @property
    def needs_code(self) -> bool:
        return self.voters == Voters.CODE

    @property
    def is_yes_no(self) -> bool:
        return self.method in {Method.QUESTION, Method.EACH}

    def fault(self, marks: Sequence) -> Fault | None:
        """Why these marks are no valid ballot, or nothing."""
        if not isinstance(marks, list) or len(marks) != len(self.options):
            return Fault.SHAPE
        match self.method:
            case Method.CHOOSE:
                return self._fault_of_chosen(marks)
            case Method.RANKING:
                return _fault_of_ranks(marks)
            case _:
                known = set(marks) <= set(YesNo.values)
                return None if known else Fault.SHAPE

    def _fault_of_chosen(self, marks) -> Fault | None:
        if any(type(mark) is not int or mark not in (0, 1) for mark in marks):
            return Fault.SHAPE
        if not any(marks):
            return Fault.EMPTY
        if self.most is not None and sum(marks) > self.most:
            return Fault.TOO_MANY
        if self.budget is not None and self.price_of(marks) > self.budget:
            return Fault.TOO_MUCH
        return None

    def price_of(self, marks: Sequence[int]) -> int:
        """What the chosen options cost together."""
        pairs = zip(self.options, marks, strict=True)
        return sum(option.price or 0 for option, mark in pairs if mark)

    def in_words(self, fault: Fault, marks: Sequence) -> str:
        """A fault as a sentence that says what to do."""
        match fault:
            case Fault.TOO_MANY:
                return _(
                    "You have chosen %(n)d options, %(most)d are possible at most."
                ) % {"n": sum(marks), "most": self.most}
            case Fault.TOO_MUCH:
                return _(
                    "What you have chosen costs %(price)s, there are %(budget)s."
                ) % {"price": euros(self.price_of(marks)), "budget": euros(self.budget)}
            case Fault.TWICE:
                return _("Each place can be given to one option only.")
            case _:
                return _("Please choose at least one option.")

    def described(self, marks: Sequence) -> list[tuple[str, str]]:
        """A ballot in words: what was marked, by option or by place."""
        pairs = list(zip(self.options, marks, strict=True))
        match self.method:
            case Method.CHOOSE:
                return [
                    (option.label, pgettext("vote", "chosen"))
                    for option, mark in pairs
                    if mark
                ]
            case Method.RANKING:
                placed = sorted((m, o.title) for o, m in pairs if m)
                return [(title, place(mark)) for mark, title in placed]
            case _:
                return [(option.label, YesNo(mark).label) for option, mark in pairs]

    @property
    def fingerprint(self) -> str:
        """A few letters by which a form says which paper it was made of."""
        content = json.dumps(self.to_json(), sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def to_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict) -> "Paper":
        options = tuple(Choice(**option) for option in content["options"])
        return cls(**{**content, "options": options})


def _fault_of_ranks(marks) -> Fault | None:
    if any(type(mark) is not int for mark in marks):
        return Fault.SHAPE
    places = sorted(mark for mark in marks if mark)
    if not places:
        return Fault.EMPTY
    if len(set(places)) < len(places):
        return Fault.TWICE
    return None if places == list(range(1, len(places) + 1)) else Fault.SHAPE


def announced(activity, options=None) -> Paper:
    """The paper as the activity says now; ``options`` if they are not saved yet."""
    method = activity.setting("method")
    rows = activity.rows("options") if options is None else options
    limited = method == Method.CHOOSE
    return Paper(
        method=method,
        secrecy=activity.setting("secrecy"),
        voters=activity.setting("voters"),
        options=_asked(activity, rows, method),
        most=activity.setting("most") if limited else None,
        budget=activity.setting("budget") if limited else None,
    )


def _asked(activity, rows, method) -> tuple[Choice, ...]:
    if method == Method.QUESTION:
        return (Choice("frage", activity.question or activity.title),)
    return tuple(Choice(row.key, row.title, row.price) for row in rows)


def euros(amount: int) -> str:
    """“12.000 €”, with a space that doesn't break."""
    return f"{number_format(amount, use_l10n=True, force_grouping=True)}\u00a0€"


def place(number: int) -> str:
    return _("place %(number)d") % {"number": number}


def rules(paper: Paper) -> list[str]:
    """How to vote and how it is counted, in sentences for everyone."""
    match paper.method:
        case Method.CHOOSE:
            found = _rules_of_choosing(paper)
        case Method.RANKING:
            found = _rules_of_ranking(len(paper.options))
        case _:
            found = [
                _(
                    "Counted by simple majority: accepted is what gets more yes than"
                    " no. Abstentions don't count."
                )
            ]
    return found


def _rules_of_choosing(paper: Paper) -> list[str]:
    found = []
    if paper.most is not None:
        found.append(
            ngettext(
                "You can choose %(n)d option.",
                "You can choose up to %(n)d options.",
                paper.most,
            )
            % {"n": paper.most}
        )
    if paper.budget is not None:
        found += [
            _("What you choose may cost %(budget)s together.")
            % {"budget": euros(paper.budget)},
            _(
                "Counted by number of votes. In that order options are taken up as"
                " long as the money lasts; what doesn't fit is passed over. Options"
                " with equally many votes are taken up together, or it stays open."
            ),
        ]
    else:
        found.append(_("Counted by number of votes: whoever has most is in front."))
    return found


def _rules_of_ranking(number: int) -> list[str]:
    return [
        _("Give place 1 to what you like best. You need not place every option."),
        _(
            "Counted by the method of Borda: of %(n)d options, place 1 gets %(most)d"
            " points, each place after it one point less, an option without a place"
            " gets none. Most points are in front."
        )
        % {"n": number, "most": number - 1},
    ]
