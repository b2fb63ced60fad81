import pytest

from participation import formats
from participation.verbs import OPENED_BY_PHASES
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ideas(town):
    """Two public ideas by one person, and a hidden one."""
    page = ProcedurePageFactory(activities=[{"categories": ["Grün", "Wege"]}])
    activity, author = activity_of(page), UserFactory()
    common = {"activity": activity, "author": author}
    baum = ContributionFactory(
        title="Baum", category="Grün", lat=49.4, lon=8.1, **common
    )
    ContributionFactory(title="Steg", category="Wege", **common)
    ContributionFactory(title="Unfug", status="hidden", **common)
    SupportFactory.create_batch(2, contribution=baum)
    CommentFactory(contribution=baum)
    return activity


@pytest.mark.parametrize("key", [key for key, _label in formats.registered()])
def test_every_format_says_what_it_is(key):
    recipe = formats.get(key)

    assert recipe.label
    assert recipe.submit_label
    assert recipe.verbs <= set(OPENED_BY_PHASES)


def test_tally_counts_what_is_public(ideas):
    assert ideas.recipe.tally(ideas) == {
        "contributions": 2,
        "people": 1,
        "by_category": {"Grün": 1, "Wege": 1},
    }


def test_export_has_figures_and_no_names(ideas):
    baum, steg = ideas.recipe.export_rows(ideas)

    assert (baum["title"], baum["supports"], baum["comments"]) == ("Baum", 2, 1)
    assert (steg["title"], steg["lat"], steg["origin"]) == ("Steg", None, "online")
    assert not {"author", "email", "person"} & set(baum)


def test_export_needs_one_query(ideas, django_assert_num_queries):
    with django_assert_num_queries(1):
        list(ideas.recipe.export_rows(ideas))
