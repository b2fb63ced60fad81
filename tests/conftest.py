import gc
from zlib import crc32

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.client import ClientHandler
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Collection, Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from xdist.scheduler import LoadFileScheduling

from config.stack import on_one_stack
from home import audit_guard
from home.founding import found_town
from home.models import HomePage
from tests import moulds

# As in config.wsgi: a walk through the house takes a third less.
ClientHandler.__call__ = on_one_stack(ClientHandler.__call__)

emptied: set[str] = set()  # by these tests, since the town was founded last

# They walk through the whole house and ask the same of every database.
WALKS = ("test_leaks.py", "test_budgets.py", "test_crawl.py")


def pytest_collection_modifyitems(items):
    """The longest begin, so that every processor has work to the end."""
    for item in items:
        if item.path.name in WALKS:
            item.add_marker(pytest.mark.walk)
    items.sort(key=lambda item: item.path.name not in WALKS)


class Dealing(LoadFileScheduling):
    """
    A file stays together; only the leak test is dealt out, by its outlets. What asks
    for single things goes with the outlet that has been at most of their addresses.
    """

    def _split_scope(self, nodeid):
        file = super()._split_scope(nodeid)
        if not file.endswith("test_leaks.py"):
            return file
        outlet = nodeid.partition("[")[2].rstrip("]").partition("-")[0]
        if "::test_thing" in nodeid:
            outlet = "contributions"
        return f"{file}:{crc32(outlet.encode()) % 4}"


def pytest_xdist_make_scheduler(config, log):
    return Dealing(config, log)


def pytest_collection_finish(session):
    """What is loaded by now stays: nobody need look through it for rubbish."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def empties_tables(item):
    marker = item.get_closest_marker("django_db")
    real = marker and marker.kwargs.get("transaction")
    return bool(real or {"transactional_db", "live_server"} & set(item.fixturenames))


def pytest_runtest_setup(item):
    if item.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL promises this")
    if emptied and not empties_tables(item):
        with item.config.stash[blocking_manager_key].unblock():
            found_again()
        emptied.clear()


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def _wash_the_audit_trail_too(request):
    """After a test with real transactions, the tables are emptied: let them be."""
    if not empties_tables(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    emptied.add(request.node.nodeid)
    yield
    audit_guard.lift(connection)  # comes back with the signal after the flush


@pytest.fixture(autouse=True, scope="session")
def _nobody_asks_where_a_picture_is_used():
    """Wagtail's own index of references costs a quarter of every page made."""
    with disable_reference_index_auto_update():
        yield


@pytest.fixture(scope="session")
def django_db_keepdb():
    """What was poured is used as it is."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker
):
    with django_db_blocker.unblock():
        moulds.pour()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Found the town once: every test begins in it, and pays nothing for it."""
    with django_db_blocker.unblock():
        found_again()


@pytest.fixture
def town(db):
    """The front page of a founded town, with every room's first pages."""
    return HomePage.objects.first() or found_again()


def found_again():
    lay_roots()
    return found_town()


def lay_roots():
    """Wagtail's own first rows, which a test with real transactions washes away."""
    if not Page.objects.exists():
        Locale.objects.get_or_create(language_code="de")
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(instance=Collection(name="Root"))
