"""
What must not leak, and which views have nothing to leak.

Each app brings ``tests/leaks/<app>.py`` with

``HIDDEN``      a list of ``HiddenThing``: how to make one, and who may see it;
``NO_CONTENT``  a list of names of views that show nothing anybody wrote, each with
                its reason: ``("participation:vote", "answers a POST by redirect")``.

The outlets themselves are registered by the apps in ``home.registries.outlets``.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.leaks.reading import text_of


class Answer:
    """What came back from an address, read once: status, type of content, text."""

    def __init__(self, address, response):
        self.address = address
        self.status = response.status_code
        self.content_type = response.headers.get("Content-Type", "")
        self.text = text_of(response).lower()

    def leads_to(self, link) -> bool:
        """Whether this links to something, not being the answer from there."""
        link = link.lower()
        if self.address.startswith(link) or link not in self.text:
            return False
        place = rf"(?:testserver|(?<![\w./-])){re.escape(link)}(?![\w./-])"
        return bool(re.search(place, self.text))


def says_the_secret(answer, word) -> bool:
    return word.lower() in answer.text


@dataclass(frozen=True)
class HiddenThing:
    """
    Something that not everybody may see.

    ``make(house, secret)`` puts the secret into everything of it that is text
    (title, body, names), but never into its address. ``seen_by`` are the visitors
    of ``tests.house`` who may see it; ``addresses`` is where it lives. ``shown``
    tells from an ``Answer`` whether it was shown, for things that are not text.
    """

    name: str
    make: Callable[[Any, str], Any]
    seen_by: frozenset[str]
    addresses: Callable[[Any], Iterable[str]] = lambda thing: ()
    shown: Callable[[Any, str], bool] = says_the_secret
