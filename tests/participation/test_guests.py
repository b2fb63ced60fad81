"""Taking part without an account, as a plain browser does it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home import guests, roles
from home.models import User
from participation import moderation
from participation.limits import MOST_PER_ADDRESS
from participation.models import Activity, Block, Comment, Contribution, Support
from tests.factories.accounts import PASSWORD, AccountFactory
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
    text_of,
)

pytestmark = pytest.mark.django_db
Status = Contribution.Status


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def open_to_guests():
    return make_activity()


def make_activity(**fields):
    who = {"who": Activity.Who.GUESTS} | fields
    return activity_of(ProcedurePageFactory(activities=[who]))


def new_url(activity):
    return reverse(
        "participation:contribution_create",
        args=[activity.procedure.slug, activity.key],
    )


def idea(**fields):
    return {
        "idempotency_key": uuid.uuid4(),
        "title": "Bank am Brunnen",
        "text": "Wo man nachmittags Schatten hat.",
    } | fields


def hand_in(client, activity, **fields):
    return client.post(new_url(activity), idea(**fields))


def come_in(client):
    """Through the door: the cookie has to survive the way there."""
    ines = AccountFactory(pseudonym="Rebläuferin")
    credentials = {"login": ines.email, "password": PASSWORD}
    client.post(reverse("account_login"), credentials)
    return ines


def html(response):
    return response.content.decode()


def test_reader_gets_no_cookie_before_handing_in(client, open_to_guests):
    page = client.get(new_url(open_to_guests))

    assert page.status_code == 200
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in html(page)
    assert "no-store" in page.headers["Cache-Control"]


def test_guest_hands_in_and_gets_a_receipt(open_to_guests):
    client = Client(enforce_csrf_checks=True)

    answer = hand_in(client, open_to_guests)
    receipt = client.get(answer.url)

    contribution = Contribution.objects.get()
    assert contribution.author.is_guest
    assert contribution.author_name.startswith("Gast ")
    assert re.search(r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b", html(receipt))
    assert "no-store" in receipt.headers["Cache-Control"]


@pytest.mark.parametrize("moderation", ["pre", "post"])
def test_nobody_promises_a_guest_to_be_told(client, moderation):
    activity = make_activity(moderation=moderation)
    member = Client()
    member.force_login(UserFactory())

    for browser, told in [(client, False), (member, True)]:
        form = browser.get(new_url(activity))
        receipt = browser.get(hand_in(browser, activity, neu="ja").url)

        assert ("Sie bekommen Bescheid" in html(form)) is (told and moderation == "pre")
        assert ("bekommen Sie Bescheid" in html(receipt)) is told
        assert ("Ihrem öffentlichen Namen" in html(form)) is (
            told and moderation == "post"
        )


@pytest.mark.parametrize(
    ("place", "optional"), [(Activity.Place.OPTIONAL, 2), (Activity.Place.REQUIRED, 0)]
)
def test_place_that_is_needed_is_not_called_optional(client, place, optional):
    activity = make_activity(place=place)

    assert html(client.get(new_url(activity))).count("(freiwillig)") == optional


def test_same_form_sent_twice_without_a_cookie_makes_one_row(open_to_guests):
    key = uuid.uuid4()

    answers = [
        hand_in(Client(), open_to_guests, idempotency_key=key) for _again in range(2)
    ]

    assert answers[0].url == answers[1].url
    assert Contribution.objects.count() == 1
    assert User.everyone.filter(is_guest=True).count() == 1


def test_one_browser_is_one_guest(client, open_to_guests):
    hand_in(client, open_to_guests)
    hand_in(client, open_to_guests, title="Noch eine Bank", neu="ja")

    assert Contribution.objects.count() == 2
    assert len(set(Contribution.objects.values_list("author", flat=True))) == 1


def test_where_guests_cannot_take_part_nobody_becomes_one(client):
    activity = make_activity(who=Activity.Who.ACCOUNTS)

    page, sent = client.get(new_url(activity)), hand_in(client, activity)

    assert page.status_code == 302
    assert sent.status_code == 403
    assert "Wo man nachmittags Schatten hat." in html(sent)
    assert not sent.cookies.get(guests.COOKIE)
    assert not User.everyone.filter(is_guest=True).exists()


def test_guest_comments_and_is_shown_as_guest(client):
    found = ContributionFactory(activity=make_activity())

    page = client.get(found.get_absolute_url())
    client.post(
        reverse("participation:comment_create", args=[found.pk]),
        {"idempotency_key": uuid.uuid4(), "text": "Gute Idee"},
    )

    comment = Comment.objects.get()
    assert "Ohne Konto kommentieren" in html(page)
    assert "csrfmiddlewaretoken" not in html(page)
    assert comment.author.is_guest
    assert comment.author_name in html(Client().get(found.get_absolute_url()))


def test_guest_supports_nothing(client, open_to_guests):
    hand_in(client, open_to_guests)
    other = ContributionFactory(activity=open_to_guests)

    answer = client.post(reverse("participation:support_cast", args=[other.pk]))

    assert answer.url.startswith(reverse("account_login"))
    assert not Support.objects.exists()


def test_form_of_another_site_is_refused(client, open_to_guests):
    headers = {"Sec-Fetch-Site": "cross-site"}

    answer = client.post(new_url(open_to_guests), idea(), headers=headers)

    assert answer.status_code == 403
    assert not Contribution.objects.exists()


def test_too_much_from_one_address_is_refused_in_words(client, open_to_guests):
    for _number in range(MOST_PER_ADDRESS):
        found = ContributionFactory(activity=open_to_guests)
        client.post(
            reverse("participation:contribution_report", args=[found.pk]),
            {"ground": "spam"},
        )

    answer = hand_in(client, open_to_guests)

    assert answer.status_code == 429
    assert "Wo man nachmittags Schatten hat." in html(answer)


def test_guest_changes_and_withdraws_what_is_theirs(client, open_to_guests):
    hand_in(client, open_to_guests)
    own = Contribution.objects.get()
    edit = reverse("participation:contribution_edit", args=[own.pk])
    withdraw = reverse("participation:contribution_withdraw", args=[own.pk])

    client.post(edit, idea(title="Zwei Bänke am Brunnen"))
    strange = Client().post(withdraw)
    own.refresh_from_db()

    assert own.title == "Zwei Bänke am Brunnen"
    assert own.withdrawn_at is None
    assert strange.url.startswith(reverse("account_login"))

    client.post(withdraw)
    own.refresh_from_db()
    assert own.withdrawn_at is not None


def test_guest_lists_what_is_theirs(client, open_to_guests):
    hand_in(client, open_to_guests)
    mine = reverse("participation:my_contributions")

    assert "Bank am Brunnen" in html(client.get(mine))
    assert Client().get(mine).status_code == 302


@pytest.mark.parametrize("who", ["guests", "accounts"])
def test_a15_checked_first_only_the_author_and_moderators_read_it(who):
    activity = make_activity(moderation="pre", who=who)
    author, stranger = Client(), Client()
    if who == "accounts":
        author.force_login(UserFactory())
    moderator = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])

    hand_in(author, activity)
    [waiting] = Contribution.objects.all()
    address = waiting.get_absolute_url()

    assert waiting.is_waiting
    assert author.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    assert "Bank am Brunnen" not in html(stranger.get(activity.get_absolute_url()))

    moderation.approve(waiting, by=moderator)
    cache.clear()

    assert stranger.get(address).status_code == 200


@pytest.mark.parametrize("who", ["guests", "accounts"])
def test_a15_shown_at_once_where_it_is_checked_afterwards(who):
    activity = make_activity(moderation="post", who=who)
    author = Client()
    if who == "accounts":
        author.force_login(UserFactory())

    hand_in(author, activity)

    address = Contribution.objects.get().get_absolute_url()
    assert Client().get(address).status_code == 200


def test_a17_what_a_guest_wrote_moves_to_the_account(client, open_to_guests):
    hand_in(client, open_to_guests)
    own = Contribution.objects.get()
    client.post(
        reverse("participation:comment_create", args=[own.pk]),
        {"idempotency_key": uuid.uuid4(), "text": "Und ein Baum dazu"},
    )

    ines = come_in(client)
    page = client.get(reverse("participation:my_contributions"))

    own.refresh_from_db()
    assert own.author == Comment.objects.get().author == ines
    assert "Bank am Brunnen" in html(page)
    assert not User.everyone.filter(is_guest=True).exists()


def test_a17_nobody_supports_what_turns_out_to_be_their_own(client, open_to_guests):
    hand_in(client, open_to_guests)
    own, guest = Contribution.objects.get(), User.everyone.get(is_guest=True)
    ines = UserFactory()
    SupportFactory(contribution=own, person=ines)

    guests.hand_over(guest, ines)

    assert not Support.objects.exists()


def test_a17_signing_in_says_so_and_takes_the_cookie_away(client, open_to_guests):
    hand_in(client, open_to_guests)

    come_in(client)
    after = client.get("/")

    assert client.cookies[guests.COOKIE].value == ""
    assert "gehört jetzt zu Ihrem Konto" in html(after)


def test_guest_can_be_forgotten_on_a_shared_device(client, open_to_guests):
    hand_in(client, open_to_guests)
    page = reverse("participation:guest")
    before = client.get(page)

    client.post(page)

    assert "Gast " in html(before)
    assert client.cookies[guests.COOKIE].value == ""
    assert Contribution.objects.get().author.is_guest
    assert "merkt sich nichts" in html(client.get(page))


def test_survey_is_not_for_guests():
    survey = Activity(format="survey", who=Activity.Who.GUESTS)

    with pytest.raises(ValidationError) as refusal:
        survey.clean()

    assert not survey.admits_guests
    assert list(refusal.value.message_dict) == ["who"]


def test_a_block_holds_for_a_guest(client, open_to_guests):
    hand_in(client, open_to_guests)
    guest = Contribution.objects.get().author
    Block.objects.create(
        person=guest,
        rule="spam",
        reason="Werbung",
        last_day=timezone.localdate() + timedelta(days=7),
    )

    answer = hand_in(client, open_to_guests, title="Noch eine Bank", neu="ja")

    assert answer.status_code == 403
    assert Contribution.objects.count() == 1


def test_reader_of_a_text_gets_no_cookie_and_the_way_to_its_form(client):
    activity = text_of("Der Markt wird grün.", who=Activity.Who.GUESTS)

    shown = client.get(activity.get_absolute_url())

    [paragraph] = activity.rows("paragraphs")
    form = client.get(f"{new_url(activity)}?absatz={paragraph.key}")
    assert not shown.cookies
    assert f"{new_url(activity)}?absatz={paragraph.key}" in html(shown)
    assert form.context["form"]["paragraph"].value() == paragraph.key
