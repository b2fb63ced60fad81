import pytest
from django.core.cache.backends.locmem import LocMemCache

from home.cache import SteadyCache


class Broken(LocMemCache):
    """A cache server that is away, and counts who asks all the same."""

    asked = 0

    def __getattribute__(self, name):
        if name in {"add", "get", "set", "delete", "incr", "get_many", "clear"}:
            type(self).asked += 1
            raise ConnectionError
        return super().__getattribute__(name)


def steady(backend):
    return SteadyCache("test", {"OPTIONS": {"main": {"BACKEND": backend}}})


@pytest.fixture
def broken():
    Broken.asked = 0
    cache = steady("tests.home.test_cache.Broken")
    cache.clear()
    return cache


def test_steady_cache_passes_on_to_the_main_cache():
    cache = steady("django.core.cache.backends.locmem.LocMemCache")
    cache.set("Stadt", "Rebenheim")

    assert cache.get("Stadt") == "Rebenheim"
    assert cache.main.get("Stadt") == "Rebenheim"


def test_steady_cache_remembers_by_itself_when_the_main_cache_is_away(broken):
    broken.set("Stadt", "Rebenheim")

    assert broken.get("Stadt") == "Rebenheim"
    assert not broken.add("Stadt", "anderswo")
    assert broken.get_many(["Stadt"]) == {"Stadt": "Rebenheim"}


def test_steady_cache_leaves_the_main_cache_alone_for_a_while(broken):
    before = Broken.asked
    for _ in range(5):
        broken.get("Stadt")

    assert Broken.asked == before


def test_incr_of_a_missing_key_is_refused_as_ever():
    cache = steady("django.core.cache.backends.locmem.LocMemCache")

    with pytest.raises(ValueError, match="not found"):
        cache.incr("fehlt")
