import pytest

from home import roles
from home.models import StaffProfile
from intranet.models import ReadConfirmation
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import (
    AbsenceFactory,
    NewsPageFactory,
    StaffProfileFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    person = UserFactory(
        first_name="Leonie", last_name="Weisbrod", roles=[roles.INTRANET_READERS]
    )
    client.force_login(person)
    return person


@pytest.fixture
def addresses():
    """Every address of the intranet that shows something."""
    profile = StaffProfileFactory()
    news = NewsPageFactory(must_read=True)
    return [
        "/intranet/",
        "/intranet/aktuelles/",
        "/intranet/personalrat/",
        news.get_url(),
        f"/intranet/aktuelles/{news.pk}/bestaetigungen/",
        "/intranet/personen/",
        profile.get_absolute_url(),
        f"{profile.get_absolute_url()}bearbeiten/",
        f"{profile.get_absolute_url()}visitenkarte.vcf",
        "/intranet/stellen/",
        UnitFactory().get_absolute_url(),
        "/intranet/gibt-es-nicht/",
    ]


def test_citizens_find_nothing_at_any_address(client, addresses):
    client.force_login(UserFactory())

    assert {client.get(address).status_code for address in addresses} == {404}


def test_strangers_are_led_to_the_door_at_every_address(client, addresses):
    answers = [client.get(address) for address in addresses]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.url.startswith("/konto/") for answer in answers)


def test_editors_without_the_right_to_read_find_nothing(client, addresses):
    client.force_login(UserFactory(roles=[roles.INTRANET_EDITORS]))

    assert {client.get(address).status_code for address in addresses} == {404}


def test_start_page_greets_and_shows_what_concerns_the_reader(client, reader):
    unit = UnitFactory()
    PostFactory(unit=unit, holder=reader)
    NewsPageFactory(title="Für uns", units=[unit])
    NewsPageFactory(title="Für andere", units=[UnitFactory()])

    response = client.get("/intranet/")

    assert [item.title for item in response.context["news"]] == ["Für uns"]
    assert "Guten Tag, Leonie Weisbrod" in response.content.decode()


def test_start_page_shows_alerts_above_all_else_for_some_days(client, reader, today):
    NewsPageFactory(title="Stromausfall", kind="alert", day=today(0))
    NewsPageFactory(title="Alter Alarm", kind="alert", day=today(-3))

    context = client.get("/intranet/").context

    assert [item.title for item in context["alerts"]] == ["Stromausfall"]
    assert [item.title for item in context["news"]] == ["Alter Alarm"]


def test_start_page_shows_who_is_away_and_whom_to_ask(client, reader):
    away = StaffProfileFactory(person__first_name="Udo").person
    contact = PostFactory(holder=UserFactory(first_name="Ada", last_name="Roth"))
    AbsenceFactory(person=away, contact=contact)

    text = client.get("/intranet/").content.decode()

    assert "Udo Müller" in text
    assert "stattdessen: Ada Roth" in text


def test_news_list_filters_by_kind(client, reader):
    NewsPageFactory(title="Geschafft", kind="success")
    NewsPageFactory(title="Neuer Drucker")

    response = client.get("/intranet/aktuelles/?art=success")

    assert [item.title for item in response.context["page_obj"]] == ["Geschafft"]


@pytest.mark.parametrize("query", ["?page=abc", "?page=99", "?art=quatsch"])
def test_news_list_forgives_strange_addresses(client, reader, query):
    NewsPageFactory(title="Neuer Drucker")

    response = client.get(f"/intranet/aktuelles/{query}")

    assert [item.title for item in response.context["page_obj"]] == ["Neuer Drucker"]


def test_confirming_notes_it_and_leads_back(client, reader):
    news = NewsPageFactory(must_read=True)

    response = client.post(f"/intranet/aktuelles/{news.pk}/bestaetigen/")

    assert response.url == news.get_url()
    assert ReadConfirmation.objects.get().person == reader
    assert "Gelesen bestätigen" not in client.get(response.url).content.decode()


def test_news_for_others_cannot_be_confirmed(client, reader):
    news = NewsPageFactory(must_read=True, units=[UnitFactory()])

    response = client.post(f"/intranet/aktuelles/{news.pk}/bestaetigen/")

    assert response.status_code == 404
    assert not ReadConfirmation.objects.exists()


def test_looking_confirms_nothing(client, reader):
    news = NewsPageFactory(must_read=True)

    assert client.get(f"/intranet/aktuelles/{news.pk}/bestaetigen/").status_code == 405
    client.get(news.get_url())

    assert not ReadConfirmation.objects.exists()


def test_own_profile_can_be_changed(client, reader):
    profile = StaffProfileFactory(person=reader)
    address = f"{profile.get_absolute_url()}bearbeiten/"

    response = client.post(address, {"about": "Bewohnerparken", "phone": "1000-312"})

    assert response.url == profile.get_absolute_url()
    assert StaffProfile.objects.get(pk=profile.pk).about == "Bewohnerparken"


@pytest.mark.parametrize("role", [roles.INTRANET_EDITORS, roles.ADMINISTRATION])
def test_nobody_changes_the_profile_of_others(client, role):
    profile = StaffProfileFactory(about="Meins")
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS, role]))

    response = client.post(
        f"{profile.get_absolute_url()}bearbeiten/", {"about": "Gekapert"}
    )

    profile.refresh_from_db()
    assert (response.status_code, profile.about) == (403, "Meins")


def test_too_long_profile_is_refused_in_words_and_kept(client, reader):
    profile = StaffProfileFactory(person=reader)
    text = "x" * 501

    response = client.post(f"{profile.get_absolute_url()}bearbeiten/", {"about": text})

    assert response.status_code == 400
    assert text in response.content.decode()


def test_profile_of_somebody_away_says_whom_to_ask(client, reader):
    contact = PostFactory(holder=StaffProfileFactory(person__first_name="Ada").person)
    profile = StaffProfileFactory()
    AbsenceFactory(person=profile.person, contact=contact)

    text = client.get(profile.get_absolute_url()).content.decode()

    assert "Abwesend bis" in text
    assert "Ada Müller" in text


def test_unit_shows_vacant_posts(client, reader):
    post = PostFactory(title="Klimaschutz")

    text = client.get(post.unit.get_absolute_url()).content.decode()

    assert "Klimaschutz" in text
    assert "nicht besetzt" in text


def test_card_cannot_be_broken_by_a_name(client, reader):
    person = UserFactory(first_name="Eva", last_name="Roth;\nTEL:0190")
    profile = StaffProfileFactory(person=person, phone="06399 1000-1")

    lines = client.get(f"{profile.get_absolute_url()}visitenkarte.vcf").content.decode()

    assert "N:Roth\\;\\nTEL:0190;Eva;;;\r\n" in lines
    assert "\r\nTEL;TYPE=work:06399 1000-1\r\n" in lines
