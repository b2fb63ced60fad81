"""
A founded town with one visitor of every kind, for tests that walk through it.

The leak test and the budget test stand in this house; rooms bring their things to
it by ``tests/leaks/<app>.py`` and ``tests/budgets/<app>.py``.
"""

import importlib
import pkgutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from home import roles
from home.founding import found_town
from home.models import HomePage, Unit
from tests.factories.home import PostFactory, UnitFactory, UserFactory

ANONYMOUS = "anonymous"
CITIZEN = "citizen"
STAFF = "staff"
OTHER_STAFF = "staff of another unit"
AGENCY = "agency with roles, without the right to read the intranet"
SUPERUSER = "superuser"

# Each role is held by a member of staff, who reads the intranet too.
ROLES = [role for role in roles.ALL_ROLES if role != roles.INTRANET_READERS]
VISITORS = [ANONYMOUS, CITIZEN, STAFF, OTHER_STAFF, AGENCY, SUPERUSER, *ROLES]

NOBODY = frozenset()
EVERYBODY = frozenset(VISITORS)
READERS_OF_THE_INTRANET = frozenset({STAFF, OTHER_STAFF, SUPERUSER, *ROLES})
AGENCY_ROLES = [
    roles.PARTICIPATION_EDITORS,
    roles.PARTICIPATION_APPROVERS,
    roles.INTRANET_EDITORS,
    roles.KNOWLEDGE_EDITORS,
    roles.TRAINERS,
]


@dataclass
class House:
    """The town under test: its front page, two units, and everyone who may come."""

    front_page: HomePage
    unit: Unit
    other_unit: Unit
    people: dict = field(default_factory=dict)
    clients: dict = field(default_factory=dict)
    shared: dict = field(default_factory=dict)
    numbers: count = field(default_factory=lambda: count(40))

    def once(self, name, make):
        """What several things share, made once: what is walked is walked often."""
        if name not in self.shared:
            self.shared[name] = make()
        return self.shared[name]

    def add(self, visitor, person):
        """Let somebody in, with a browser of theirs, signed in if they can be."""
        self.people[visitor] = person
        self.clients[visitor] = Client()
        if person.is_authenticated:
            self.clients[visitor].force_login(person)


@contextmanager
def standing_house():
    """
    A house that stands for all tests of a module and is gone afterwards.

    Each test rolls back to it by a savepoint of its own.
    """
    block = transaction.atomic()
    block._from_testcase = True  # as Django's own test cases do: see Atomic
    with block:
        cache.clear()  # rows get the numbers of others that were rolled back
        yield build_house()
        transaction.set_rollback(True)


def build_house() -> House:
    unit, other_unit = UnitFactory(name="Bauamt"), UnitFactory(name="Ordnungsamt")
    house = House(found_town(), unit, other_unit)
    house.add(ANONYMOUS, AnonymousUser())
    house.add(CITIZEN, UserFactory())
    house.add(STAFF, UserFactory(roles=[roles.INTRANET_READERS]))
    house.add(OTHER_STAFF, UserFactory(roles=[roles.INTRANET_READERS]))
    house.add(AGENCY, UserFactory(roles=AGENCY_ROLES))
    house.add(SUPERUSER, UserFactory(is_staff=True, is_superuser=True))
    for role in ROLES:
        house.add(role, UserFactory(roles=[roles.INTRANET_READERS, role]))
    PostFactory(unit=unit, holder=house.people[STAFF])
    PostFactory(unit=other_unit, holder=house.people[OTHER_STAFF])
    return house


def collected(package, name):
    """Everything that the modules of a package put into a list of this name."""
    modules = [
        importlib.import_module(f"{package.__name__}.{module.name}")
        for module in pkgutil.iter_modules(package.__path__)
    ]
    return [item for module in modules for item in getattr(module, name, [])]
