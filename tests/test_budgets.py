"""
Every public address stays within its budget of queries, however much it lists.

Rooms bring their budgets by ``tests/budgets/<app>.py``.
"""

import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests import budgets
from tests.house import collected, standing_house
from tests.leaks.reading import body_of
from tests.urls import public_names

BUDGETS = collected(budgets, "BUDGETS")
NO_BUDGET = dict(collected(budgets, "NO_BUDGET"))


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing_house() as house:
        yield house


@pytest.mark.django_db
@pytest.mark.parametrize("budget", BUDGETS, ids=str)
def test_address_stays_within_its_budget(house, budget):
    needed = {count: queries_for(house, budget, count) for count in (1, 3)}

    assert len(needed[1]) <= budget.queries, listed(needed[1])
    assert len(needed[3]) == len(needed[1]), listed(needed[3])


def test_every_view_and_page_type_has_a_budget():
    budgeted = {budget.name for budget in BUDGETS}

    assert (public_names() | page_types()) - budgeted - set(NO_BUDGET) == set()


def test_budgets_are_for_what_exists():
    named = {budget.name for budget in BUDGETS} | set(NO_BUDGET)

    assert named - public_names() - page_types() == set()


def queries_for(house, budget, count):
    """The queries of a request for something with so many rows, once warmed up."""
    client = house.clients[budget.visitor]
    with transaction.atomic():
        cache.clear()  # rows get the numbers of those that were rolled back
        address = budget.make(house, count)
        assert status_of(client, address) == 200
        with CaptureQueriesContext(connection) as queries:
            assert status_of(client, past_the_page_cache(address)) == 200
        transaction.set_rollback(True)
    return [query["sql"] for query in queries.captured_queries]


def past_the_page_cache(address):
    """The same address as another, so that nothing but the page is kept."""
    return f"{address}{'&' if '?' in address else '?'}anders=1"


def status_of(client, address):
    answer = client.get(address)
    body_of(answer)
    return answer.status_code


def listed(queries):
    """The queries without the columns they select, one a line."""
    return "\n".join(
        f"{number}. {re.sub('SELECT .*? FROM', 'SELECT … FROM', sql)[:300]}"
        for number, sql in enumerate(queries, start=1)
    )


def page_types():
    return {
        f"page:{model._meta.label}"
        for model in apps.get_models()
        if issubclass(model, Page) and model is not Page
    }
