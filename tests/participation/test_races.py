"""Many at the same moment: only PostgreSQL lets them act together."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.utils import timezone

from home.models import Notice
from participation.models import (
    Contribution,
    Option,
    Outcome,
    Rating,
    Support,
    ThresholdReached,
)
from participation.rating import rate
from participation.services import cast_support, submit_contribution
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    activity_of,
)

ATTEMPTS = 30

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]


def at_once(act):
    """Do the same thing thirty times in the same moment; return the errors."""
    start, errors = Barrier(ATTEMPTS), []

    def attempt(_number):
        try:
            start.wait(timeout=30)
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(ATTEMPTS) as pool:
        list(pool.map(attempt, range(ATTEMPTS)))
    return errors


def support_thirty_times():
    contribution = Contribution.objects.for_detail().get(pk=ContributionFactory().pk)
    person = UserFactory()
    now = timezone.now()

    errors = at_once(lambda: cast_support(contribution, person=person, at=now))

    return errors, Support.objects.filter(contribution=contribution).count()


def test_b6_thirty_votes_at_once_leave_one(town):
    errors, votes = support_thirty_times()

    assert errors == []
    assert votes == 1


def test_b6_without_the_constraint_the_same_attempts_leave_more(town):
    [constraint] = Support._meta.constraints
    with connection.schema_editor() as editor:
        editor.remove_constraint(Support, constraint)
    try:
        _errors, votes = support_thirty_times()
    finally:
        Support.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Support, constraint)

    assert votes > 1


def test_the_same_form_thirty_times_at_once_is_one_contribution(town):
    activity, author = activity_of(ProcedurePageFactory()), UserFactory()
    key, receipts = uuid.uuid4(), []

    errors = at_once(
        lambda: receipts.append(
            submit_contribution(
                activity,
                author=author,
                key=key,
                at=timezone.now(),
                values={"title": "Baum", "text": "Bitte."},
            )
        )
    )

    assert errors == []
    assert Contribution.objects.count() == 1
    assert len({receipt.code for receipt in receipts}) == 1


def proposal_needing(threshold):
    settings = {"proposals": {"threshold": threshold}}
    page = ProcedurePageFactory(
        activities=[{"format": "proposals", "settings": settings}]
    )
    row = ContributionFactory(activity=activity_of(page), title="Trinkbrunnen")
    return Contribution.objects.for_detail().get(pk=row.pk)


def support_by(contribution, people):
    """Each of these people at the same moment."""
    people, now = iter(people), timezone.now()
    return at_once(lambda: cast_support(contribution, person=next(people), at=now))


@pytest.mark.parametrize("threshold", [ATTEMPTS // 2, ATTEMPTS])
def test_a7_thirty_people_at_once_pass_the_threshold_once(town, threshold):
    proposal = proposal_needing(threshold)

    errors = support_by(proposal, UserFactory.create_batch(ATTEMPTS))

    assert errors == []
    assert proposal.supports.count() == ATTEMPTS
    assert ThresholdReached.objects.count() == 1
    assert Outcome.objects.count() == 1
    assert Notice.objects.filter(recipient=proposal.author).count() == 1


def test_b6_thirty_ratings_by_one_person_at_once_leave_one(town):
    page = ProcedurePageFactory(activities=[{"key": "a", "format": "options"}])
    page.options.add(Option(activity_key="a", title="Runde Bank"))
    page.save_revision().publish()
    option = Contribution.objects.for_detail().get(activity__procedure=page)
    person, values = UserFactory(), iter(list(range(1, 6)) * ATTEMPTS)
    now = timezone.now()

    errors = at_once(lambda: rate(option, person=person, value=next(values), at=now))

    assert errors == []
    assert Rating.objects.count() == 1
