from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from home.unsubscribing import unsubscribe_url
from participation.following import follow, follows
from participation.models import Follow, Writing
from participation.models.following import MAIL_KIND
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    DistrictFactory,
    FollowFactory,
    ProcedurePageFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("participation:follows")


@pytest.fixture
def nina(town):
    return UserFactory()


@pytest.fixture
def as_nina(client, nina):
    client.force_login(nina)
    return client


def address(name, kind, key):
    return reverse(f"participation:{name}", args=[kind, key])


def things():
    topic, district = TopicFactory(name="Klima"), DistrictFactory()
    procedure = ProcedurePageFactory(topic=topic, district=district)
    contribution = ContributionFactory()
    return [
        ("verfahren", procedure.slug, procedure, procedure.url),
        ("beitrag", contribution.pk, contribution, contribution.get_absolute_url()),
        ("thema", topic.key, topic, f"/beteiligung/?thema={topic.key}"),
        ("ort", district.key, district, f"/beteiligung/?ort={district.key}"),
    ]


def test_a19_each_page_offers_to_follow_and_to_stop(as_nina, nina):
    for kind, key, subject, page in things():
        start, end = address("follow", kind, key), address("unfollow", kind, key)
        assert f'action="{start}"' in as_nina.get(page).content.decode()

        response = as_nina.post(start, {"next": page})

        assert response.url == page
        assert follows(subject, nina)
        assert f'action="{end}"' in as_nina.get(page).content.decode()
        as_nina.post(end, {"next": page})
        assert not follows(subject, nina)


def test_strangers_are_led_to_the_door_and_back(client, town):
    contribution = ContributionFactory()
    page = contribution.get_absolute_url()

    body = client.get(page).content.decode()
    response = client.post(address("follow", "beitrag", contribution.pk))

    assert f"/konto/anmelden/?next={page}" in body
    assert response.url.startswith("/konto/anmelden/")
    assert not Follow.objects.exists()


@pytest.mark.parametrize("kind", ["verfahren", "beitrag", "thema", "ort", "wetter"])
def test_what_nobody_sees_nobody_follows(as_nina, kind):
    hidden = ContributionFactory(status=Writing.Status.HIDDEN)
    draft = ProcedurePageFactory(live=False)
    key = {"beitrag": hidden.pk, "verfahren": draft.slug}.get(kind, "gibt-es-nicht")

    assert as_nina.post(address("follow", kind, key)).status_code == 404


def test_nobody_is_led_elsewhere(as_nina):
    contribution = ContributionFactory()

    response = as_nina.post(
        address("follow", "beitrag", contribution.pk), {"next": "https://example.org/"}
    )

    assert response.url == LIST


def test_the_list_tells_what_and_how_often(as_nina, nina):
    topic = TopicFactory(name="Klima und Energie")
    row = FollowFactory(person=nina, topic=topic)
    change = reverse("participation:follow_rhythm", args=[row.pk])

    as_nina.post(change, {"rhythm": "weekly"})
    as_nina.post(change, {"rhythm": "minütlich"})

    row.refresh_from_db()
    body = as_nina.get(LIST).content.decode()
    assert row.rhythm == "weekly"
    assert "Klima und Energie" in body
    assert '<option value="weekly" selected>' in body


def test_the_list_says_that_mails_have_been_ended(as_nina, nina):
    FollowFactory(person=nina, topic=TopicFactory())
    before = as_nina.get(LIST)

    as_nina.post(urlsplit(unsubscribe_url(nina, MAIL_KIND)).path)

    assert not before.context["mails_are_off"]
    assert as_nina.get(LIST).context["mails_are_off"]


def test_the_follows_of_others_are_not_mine(as_nina):
    row = FollowFactory(topic=TopicFactory())

    for name in ("follow_rhythm", "follow_end"):
        url = reverse(f"participation:{name}", args=[row.pk])
        assert as_nina.post(url, {"rhythm": "never"}).status_code == 404

    row.refresh_from_db()
    assert row.rhythm == ""


def test_what_is_no_longer_public_has_no_name_but_an_end(as_nina, nina):
    hidden = ContributionFactory(title="Geheimer Plan", status=Writing.Status.HIDDEN)
    row = FollowFactory(person=nina, contribution=hidden)

    body = as_nina.get(LIST).content.decode()
    as_nina.post(reverse("participation:follow_end", args=[row.pk]))

    assert "Geheimer Plan" not in body
    assert "Nicht mehr öffentlich" in body
    assert not Follow.objects.exists()


def test_my_page_shows_what_i_follow(as_nina, nina):
    follow(TopicFactory(name="Klima und Energie"), person=nina)

    body = as_nina.get("/meine-seite/").content.decode()

    assert "Was ich verfolge" in body
    assert "Klima und Energie" in body


@pytest.mark.parametrize(
    "address", ["foo", "//fremd.example", "https://fremd.example/"]
)
def test_form_leads_back_to_pages_of_ours_alone(client, town, address):
    idea = ContributionFactory()
    client.force_login(UserFactory())

    answer = client.post(
        reverse("participation:follow", args=["beitrag", idea.pk]), {"next": address}
    )

    assert answer.url == reverse("participation:follows")
