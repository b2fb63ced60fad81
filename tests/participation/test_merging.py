"""Duplicates: suggested before handing in, merged traceably, taken apart again."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import AuditEntry, Notice
from participation import merging, moderation, services
from participation.models import Contribution, MergeAct, Support
from participation.permissions import Reason
from participation.refusals import Refused
from participation.similar import similar
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def moderator():
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS])


@pytest.fixture
def pair():
    first = ContributionFactory(title="Trinkbrunnen am Markt")
    second = ContributionFactory(
        title="Ein Brunnen zum Trinken", activity=first.activity
    )
    return first, second


def merge(first, second, by):
    merging.merge(second, into=first, reason="Dieselbe Idee.", by=by)


def count(contribution):
    found = Contribution.objects.with_counts().get(pk=contribution.pk)
    return found.support_count


def test_merged_lead_to_each_other_and_stay_readable(client, pair, moderator):
    first, second = pair

    merge(first, second, moderator)

    page = client.get(second.get_absolute_url()).text
    assert second.text in page
    assert f'href="{first.get_absolute_url()}"' in page
    assert (
        f'href="{second.get_absolute_url()}"'
        in client.get(first.get_absolute_url()).text
    )


def test_both_authors_are_told_and_it_is_on_record(pair, moderator):
    merge(*pair, moderator)

    assert {n.recipient for n in Notice.objects.all()} == {c.author for c in pair}
    assert MergeAct.objects.get().reason == "Dieselbe Idee."
    assert AuditEntry.objects.filter(action="participation.merge").exists()


def test_supporters_of_both_count_once(pair, moderator):
    first, second = pair
    both = SupportFactory(contribution=first).person
    SupportFactory(contribution=second, person=both)
    SupportFactory(contribution=second)
    SupportFactory(contribution=first)

    merge(first, second, moderator)

    assert count(first) == 3


def test_erased_supporters_still_count(pair, moderator):
    first, second = pair
    SupportFactory.create_batch(2, contribution=first, person=None)
    SupportFactory(contribution=second, person=None)

    merge(first, second, moderator)

    assert count(first) == 3


def test_who_supported_the_other_supports_this_one(client, pair, moderator):
    first, second = pair
    person = SupportFactory(contribution=second).person
    merge(first, second, moderator)
    client.force_login(person)
    assert "Sie unterstützen das." in client.get(first.get_absolute_url()).text

    services.withdraw_support(first, person=person, at=timezone.now())

    assert count(first) == 0
    assert not Support.objects.exists()


def test_nobody_supports_what_goes_on_elsewhere(pair, moderator):
    first, second = pair
    merge(first, second, moderator)
    second.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        services.cast_support(second, person=UserFactory(), at=timezone.now())
    assert refusal.value.answer.reason == Reason.MERGED


def test_undoing_restores_both_and_tells_both(pair, moderator):
    first, second = pair
    SupportFactory(contribution=first)
    SupportFactory(contribution=second)
    merge(first, second, moderator)
    second.refresh_from_db()

    merging.undo(second, reason="Doch verschieden.", by=moderator)

    assert (count(first), count(second)) == (1, 1)
    assert [act.act for act in MergeAct.objects.all()] == ["undo", "merge"]
    assert Notice.objects.count() == 4


def test_outcome_of_the_one_is_the_outcome_of_both(client, pair, moderator):
    first, second = pair
    merge(first, second, moderator)

    moderation.set_outcome(
        first, status="planned", reason="Der Brunnen kommt.", by=moderator
    )

    statuses = Contribution.objects.with_outcome().values_list(
        "outcome_status", flat=True
    )
    assert list(statuses) == ["planned", "planned"]
    assert "Der Brunnen kommt." in client.get(second.get_absolute_url()).text


def test_only_moderators_merge(pair):
    with pytest.raises(Refused):
        merge(*pair, UserFactory(roles=[roles.PARTICIPATION_EDITORS]))


def test_there_are_no_chains_and_no_strangers(pair, moderator):
    first, second = pair
    third = ContributionFactory(activity=first.activity)
    elsewhere = ContributionFactory()
    merge(first, second, moderator)
    second.refresh_from_db()

    for one, other in ((third, second), (first, third), (third, elsewhere)):
        with pytest.raises(ValidationError):
            merging.merge(one, into=other, reason="x", by=moderator)


def test_moderator_merges_by_number_and_undoes(client, pair, moderator):
    first, second = pair
    client.force_login(moderator)
    address = f"/beteiligung/moderation/beitrag/{second.pk}/zusammenfuehren/"

    wrong = client.post(address, {"into": 0, "reason": "Dieselbe Idee."})
    assert "Diesen öffentlichen Beitrag gibt es hier nicht." in wrong.text
    assert "Dieselbe Idee." in wrong.text
    client.post(address, {"into": first.pk, "reason": "Dieselbe Idee."})
    second.refresh_from_db()
    assert second.merged_into == first

    client.post(
        f"/beteiligung/moderation/beitrag/{second.pk}/trennen/",
        {"reason": "Doch nicht."},
    )
    second.refresh_from_db()
    assert second.merged_into is None


# --- Before handing in ------------------------------------------------------


@pytest.fixture
def activity():
    activity = activity_of(ProcedurePageFactory())
    for title in ("Trinkbrunnen am Marktplatz", "Bäume am Bahnhof", "Ein Radweg"):
        services.announce(ContributionFactory(activity=activity, title=title))
    return activity


def titles(activity, title):
    return [c.title for c in similar(activity, title, UserFactory())]


def test_alike_are_found_by_their_words_in_any_form(activity):
    assert titles(activity, "Trinkbrunnen für den Marktplatz") == [
        "Trinkbrunnen am Marktplatz"
    ]
    assert titles(activity, "Mehr Bäume für den Bahnhof!") == ["Bäume am Bahnhof"]
    assert titles(activity, "Späterer Ladenschluss") == []


def test_hidden_ones_are_not_suggested(activity):
    Contribution.objects.update(status="hidden")

    assert titles(activity, "Trinkbrunnen am Marktplatz") == []


def hand_in(client, activity, **more):
    form = {
        "title": "Trinkbrunnen auf dem Marktplatz",
        "text": "Damit man im Sommer trinken kann.",
        "idempotency_key": uuid.UUID(int=5),
    }
    return client.post(f"{activity.get_absolute_url()}neu/", form | more)


def test_similar_ones_are_shown_before_it_is_handed_in(client, activity):
    client.force_login(UserFactory())

    page = hand_in(client, activity)

    assert "Trinkbrunnen am Marktplatz" in page.text
    assert "Nein, meine Idee ist neu" in page.text
    assert "Damit man im Sommer trinken kann." in page.text
    assert Contribution.objects.count() == 3


def test_one_similar_one_is_not_spoken_of_as_several(client, activity):
    client.force_login(UserFactory())

    page = hand_in(client, activity)

    assert len(page.context["alike"]) == 1
    assert "einen davon unterstützen" not in page.text


def test_who_says_it_is_new_hands_it_in_once(client, activity):
    client.force_login(UserFactory())

    first = hand_in(client, activity, neu="ja")
    again = hand_in(client, activity)

    assert first.status_code == again.status_code == 302
    assert first.url == again.url
    assert Contribution.objects.count() == 4


def test_who_wants_to_change_it_gets_the_words_back(client, activity):
    client.force_login(UserFactory())

    page = hand_in(client, activity, neu="aendern")

    assert 'value="Trinkbrunnen auf dem Marktplatz"' in page.text
    assert Contribution.objects.count() == 3


def test_moderator_finds_the_other_one_by_its_words(client, pair, moderator):
    first, second = pair
    services.announce(first)
    client.force_login(moderator)
    address = reverse("participation:merge", args=[second.pk])

    found = client.get(address, {"q": "Trinkbrunnen"}).text
    nothing = client.get(address, {"q": "Hallenbad"}).text
    chosen = client.get(address, {"mit": first.pk}).context["form"]

    assert f"?mit={first.pk}#zusammenfuehren" in found
    assert "Versuchen Sie andere Wörter" in nothing
    assert chosen["into"].value() == first.pk
