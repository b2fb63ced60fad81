"""
Whether a paper that leaves the house names anybody who gave a statement.

Private persons and organisations go by the number of their statement, and of what
they wrote only a redaction that two people confirmed leaves the house. What the town
itself wrote is looked through for their names; one that is found stops the paper.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from participation.planning.models import Plan, Signatory, Statement

WORD = re.compile(r"[^\W_]+")
TITLES = {"dr", "prof", "herr", "herrn", "frau", "familie", "fam", "eheleute"}
NUMBER = re.compile(r"\d")
SHORTEST = 2


class NamesLeft(Exception):  # noqa: N818 - it is a finding, not a fault
    """Where a paper for everybody would have named somebody."""

    def __init__(self, places: Iterable[str]):
        self.places = sorted(set(places))
        words = _("These entries name somebody who gave a statement: %(places)s.")
        super().__init__(words % {"places": ", ".join(self.places)})


class Names:
    """What identifies those who gave statements to one plan, ready to be looked for."""

    def __init__(self, plan: Plan):
        self.sequences: dict[str, set[tuple[str, ...]]] = {}
        self.mails: set[str] = set()
        for name, address, mail in people(plan):
            self.add(name_words(name))
            self.add(street_words(address))
            if mail:
                self.mails.add(mail.casefold())

    def add(self, words: tuple[str, ...]) -> None:
        """A name in both orders: “Hedwig Kern” and “Kern, Hedwig”."""
        if len(words) < SHORTEST:
            return
        for order in (words, words[::-1]):
            self.sequences.setdefault(order[0], set()).add(order)

    def stand_in(self, text: str) -> bool:
        folded = text.casefold()
        if "@" in folded and any(mail in folded for mail in self.mails):
            return True
        words = WORD.findall(folded)
        return any(
            tuple(words[place : place + len(order)]) == order
            for place, word in enumerate(words)
            for order in self.sequences.get(word, ())
        )


def people(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """
    Name, address and mail of everybody whose identity is nobody's business: of an
    authority only who wrote for it.
    """
    fields = ("giver", "name", "organisation", "address", "email")
    for giver, name, body, address, mail in (
        plan.statements.order_by().values_list(*fields).iterator()
    ):
        if giver == Statement.Giver.AUTHORITY:
            yield name, "", mail
        else:
            yield name, address, mail
            yield body, "", ""
    signed = Signatory.objects.filter(statement__plan=plan).order_by()
    for name, address in signed.values_list("name", "address").iterator():
        yield name, address, ""


def name_words(name: str) -> tuple[str, ...]:
    words = WORD.findall(name.casefold())
    return tuple(word for word in words if word not in TITLES)


def street_words(address: str) -> tuple[str, ...]:
    """The street with its number; without a number it tells of nobody."""
    street = re.split(r"[,\n]", address)[0]
    return tuple(WORD.findall(street.casefold())) if NUMBER.search(street) else ()
