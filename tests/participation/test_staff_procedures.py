"""B20: any format for staff alone, and not a word of it outside."""

import pytest
from django.urls import reverse

from home import roles
from participation import formats
from participation.merging import merge
from participation.models import CalledQuestion, Contribution, MergeAct, Opening
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    activity_of,
)
from tests.participation.test_circles import (
    WORD,
    for_machines,
    for_people,
    in_sitemap,
    shows,
)

pytestmark = pytest.mark.django_db

every_format = pytest.mark.parametrize("key", [key for key, _ in formats.registered()])


@pytest.fixture
def colleague(client):
    person = UserFactory(roles=[roles.INTRANET_READERS])
    client.force_login(person)
    return person


def inside(key="ideas", **fields):
    return ProcedurePageFactory(
        title=WORD, slug="quendelplatz", circle="staff", activities=[{"format": key}]
    )


@every_format
def test_b20_staff_read_every_format_and_nobody_else(client, key):
    activity = activity_of(inside(key))
    places = [activity.procedure.get_url(), activity.get_absolute_url()]

    strangers = [client.get(place).status_code for place in places]
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_EDITORS]))
    outsiders = [client.get(place).status_code for place in places]
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))
    staff = [client.get(place).status_code for place in places]

    assert (strangers, outsiders, staff) == ([404] * 2, [404] * 2, [200] * 2)


@pytest.mark.parametrize("role", [None, roles.PARTICIPATION_EDITORS, "citizen"])
def test_b20_nothing_of_it_appears_outside(client, role):
    idea = ContributionFactory(
        activity=activity_of(inside()), title=WORD, text=WORD, lat=49.4, lon=8.1
    )
    if role:
        client.force_login(UserFactory(roles=[role] if role != "citizen" else []))
    places = for_people(idea) + for_machines(idea)

    assert [place for place in places if shows(client, place)] == []
    assert not in_sitemap(client, idea)


def test_b20_staff_find_it_where_they_find_all_others(client, colleague):
    idea = ContributionFactory(
        activity=activity_of(inside()), title=WORD, text=WORD, lat=49.4, lon=8.1
    )

    missing = [place for place in for_people(idea) if not shows(client, place)]
    outside = [place for place in for_machines(idea) if shows(client, place)]

    assert outside == []  # machines have no account
    assert missing == [idea.activity.procedure.result_url] or missing == []


def test_b20_staff_take_part_under_the_rules_of_the_phase(client, colleague):
    page = inside()
    activity = activity_of(page)
    form = f"{activity.get_absolute_url()}neu/"

    Opening.objects.create(
        procedure=page, activity_key=activity.key, phase_key="phase-1", verbs=[]
    )
    closed = client.get(form).status_code
    Opening.objects.update(verbs=["submit"])

    assert (closed, client.get(form).status_code) == (403, 200)


def test_b20_staff_hand_something_in(client, colleague):
    form = f"{activity_of(inside()).get_absolute_url()}neu/"
    key = client.get(form).context["form"]["idempotency_key"].value()

    client.post(
        form,
        {"title": "Seebach-Netz", "text": "Klingt gut.", "idempotency_key": key},
    )

    idea = Contribution.objects.get()
    assert (idea.title, idea.author) == ("Seebach-Netz", colleague)


def test_b20_cockpit_keeps_it_from_editors_who_are_not_staff(client):
    from home.rights_sync import sync_roles

    sync_roles()
    page = inside()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_EDITORS]))
    address = reverse("participation_cockpit", args=[page.pk])

    assert client.get(address).status_code == 404
    assert WORD not in client.get(reverse("participation_cockpits")).content.decode()


def moderators_acts(idea):
    """What a moderator sends, by the address it goes to."""
    other = MergeAct.objects.get().contribution
    tick = {"was": f"beitrag-{idea.pk}", "act": "hide", "rule": "spam", "reason": "Nö."}
    return {
        reverse("participation:call_up", args=[idea.pk]): {},
        reverse("participation:mark_answered", args=[idea.pk]): {},
        reverse("participation:moderate_many"): tick,
        reverse("participation:merge_undo", args=[other.pk]): {"reason": "Doch nicht."},
    }


def test_b20_moderators_who_are_not_staff_change_nothing_in_it(client):
    activity = activity_of(inside("questions"))
    idea, other = ContributionFactory.create_batch(2, activity=activity)
    inner = UserFactory(roles=[roles.PARTICIPATION_MODERATORS, roles.INTRANET_READERS])
    merge(other, into=idea, reason="Dasselbe.", by=inner)
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))

    answers = [client.post(*act) for act in moderators_acts(idea).items()]

    other.refresh_from_db()
    assert not any("quendel" in answer.get("Location", "") for answer in answers)
    assert not CalledQuestion.objects.exists()
    assert Contribution.objects.get(pk=idea.pk).status == "visible"
    assert other.merged_into == idea
