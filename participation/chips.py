"""Filters that are plain links: they work without a script and can be shared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.utils.translation import pgettext


def address(chosen: dict, **changes) -> str:
    """The query string for what is chosen, with changes; ``None`` takes one away."""
    merged = {key: value for key, value in (chosen | changes).items() if value}
    return "?" + urlencode(merged)


def chips(
    name: str,
    options: Iterable[tuple[str, str]],
    chosen: dict,
    counts: Counter,
    *,
    everything: str = "",
) -> list[dict]:
    """One chip for each option that would find something, and one for all of them."""
    found = [
        {
            "label": label,
            "url": address(chosen, **{name: value}),
            "active": chosen.get(name) == value,
            "count": counts[value],
        }
        for value, label in options
        if counts[value] or chosen.get(name) == value
    ]
    every = {
        "label": everything or pgettext("filter", "All"),
        "url": address(chosen, **{name: None}),
        "active": not chosen.get(name),
        "count": counts.total(),
    }
    return [every, *found]


def one_of(value: str | None, allowed: Sequence[str]) -> str:
    """A parameter from outside, if it is one of those we know."""
    return value if value in allowed else ""
