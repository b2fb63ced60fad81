"""
How many queries a public address may need.

Each app brings ``tests/budgets/<app>.py`` with

``BUDGETS``    a list of ``Budget``, one or more for each view and each page type;
``NO_BUDGET``  a list of names of views that need none, each with its reason:
               ``("participation:vote", "answers a POST; its test counts")``.

Page types are named like ``page:home.ContentPage``, views like ``home:search``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.house import ANONYMOUS


@dataclass(frozen=True)
class Budget:
    """
    The most queries an address may need, whether it shows one row or three.

    ``make(house, count)`` makes something with ``count`` rows of whatever is listed
    there and returns its address.
    """

    name: str
    queries: int
    make: Callable[[Any, int], str]
    visitor: str = ANONYMOUS

    def __str__(self):
        return f"{self.name} ({self.visitor})"
