"""What people do, without a script: page by page, as a plain browser would."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import Notice
from participation import receipts
from participation.models import Comment, Contribution, Report
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    DistrictFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def citizen(client):
    citizen = UserFactory(pseudonym="Rebläufer")
    client.force_login(citizen)
    return citizen


def html(response):
    return response.content.decode()


def new_url(activity):
    return reverse(
        "participation:contribution_create",
        args=[activity.procedure.slug, activity.key],
    )


def form_key(response):
    """The key of the form on a page, as the browser would send it back."""
    return re.search(r'name="idempotency_key" value="([0-9a-f-]{36})"', html(response))[
        1
    ]


def idea(**fields):
    return {
        "idempotency_key": uuid.uuid4(),
        "title": "Ein Baum vor der Bücherei",
        "text": "Im Sommer ist es dort zu heiß.",
    } | fields


def test_b15_from_the_front_page_to_the_form_in_two_clicks(client):
    procedure = ProcedurePageFactory(title="Mehr Grün")

    front_page = client.get("/")
    page = client.get(procedure.url)

    assert f'href="{procedure.url}"' in html(front_page)
    assert f'href="{new_url(activity_of(procedure))}"' in html(page)


def test_b15_citizen_hands_in_an_idea_and_gets_a_receipt(client, citizen):
    activity = activity_of(ProcedurePageFactory())
    key = form_key(client.get(new_url(activity)))

    response = client.post(new_url(activity), idea(idempotency_key=key), follow=True)

    contribution = Contribution.objects.get()
    assert contribution.author == citizen
    assert receipts.code_for(contribution.idempotency_key) in html(response)
    assert response.redirect_chain == [
        (reverse("participation:receipt", args=[contribution.pk]), 302)
    ]


def test_sending_the_form_twice_leads_to_the_same_receipt(client, citizen):
    activity, data = activity_of(ProcedurePageFactory()), idea()

    first = client.post(new_url(activity), data)
    second = client.post(new_url(activity), data)

    assert first.url == second.url
    assert Contribution.objects.count() == 1


def test_receipt_code_is_shown_only_right_after_handing_in(client, citizen):
    contribution = ContributionFactory(
        author=citizen, created_at=timezone.now() - timedelta(hours=2)
    )

    response = client.get(reverse("participation:receipt", args=[contribution.pk]))

    assert receipts.code_for(contribution.idempotency_key) not in html(response)


def test_receipt_of_somebody_else_is_not_found(client, citizen):
    contribution = ContributionFactory()

    response = client.get(reverse("participation:receipt", args=[contribution.pk]))

    assert response.status_code == 404


def test_mistakes_are_said_beside_the_field_and_what_was_typed_stays(client, citizen):
    activity = activity_of(ProcedurePageFactory())

    response = client.post(new_url(activity), idea(title=""))

    assert "Im Sommer ist es dort zu heiß." in html(response)
    assert list(response.context["form"].errors) == ["title"]
    assert not Contribution.objects.exists()


def test_the_limit_is_named_and_counts_line_breaks_once(client, citizen):
    settings = {"ideas": {"longest_text": 100}}
    activity = activity_of(ProcedurePageFactory(activities=[{"settings": settings}]))

    page = client.get(new_url(activity))
    response = client.post(new_url(activity), idea(text="x" * 49 + "\r\n" + "y" * 50))

    assert "Höchstens 100 Zeichen" in html(page)
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("given", "place"),
    [
        pytest.param({}, (None, None, ""), id="none"),
        pytest.param(
            {"address": "Marktplatz"}, (None, None, "Marktplatz"), id="in words"
        ),
        pytest.param(
            {"district": "kernstadt"}, (49.46, 8.17, "Kernstadt"), id="from the list"
        ),
        pytest.param(
            {"lat": "49.4612", "lon": "8.1701"}, (49.4612, 8.1701, ""), id="on the map"
        ),
        pytest.param({"lat": "49.4612"}, (None, None, ""), id="half a place is none"),
    ],
)
def test_a1_b16_a_place_in_words_from_the_list_or_on_the_map(
    client, citizen, given, place
):
    DistrictFactory(key="kernstadt", name="Kernstadt")
    activity = activity_of(ProcedurePageFactory(activities=[{"place": "optional"}]))

    client.post(new_url(activity), idea(**given))

    contribution = Contribution.objects.get()
    assert (contribution.lat, contribution.lon, contribution.address) == place


def test_a_place_that_is_required_is_asked_for_in_words(client, citizen):
    activity = activity_of(ProcedurePageFactory(activities=[{"place": "required"}]))

    response = client.post(new_url(activity), idea())

    assert "Bitte sagen Sie, wo das ist" in html(response)


def test_where_no_place_is_wanted_none_is_taken(client, citizen):
    activity = activity_of(ProcedurePageFactory(activities=[{"place": "none"}]))

    client.post(new_url(activity), idea(lat="49.4", lon="8.1", address="Hier"))

    assert Contribution.objects.get().address == ""


def test_late_text_is_refused_and_given_back(client, citizen):
    activity = activity_of(ProcedurePageFactory(over=True))

    response = client.post(new_url(activity), idea())

    assert response.status_code == 403
    assert "Im Sommer ist es dort zu heiß." in html(response)
    assert "Das war bis" in html(response)
    assert not Contribution.objects.exists()


def test_text_of_an_expired_session_is_given_back(client):
    activity = activity_of(ProcedurePageFactory())

    response = client.post(new_url(activity), idea())

    assert response.status_code == 403
    assert "Im Sommer ist es dort zu heiß." in html(response)
    assert "Anmelden" in html(response)


def test_too_much_is_refused_with_429_and_words(client, citizen):
    activity = activity_of(ProcedurePageFactory())
    for _ in range(10):
        client.post(new_url(activity), idea(neu="ja"))

    response = client.post(new_url(activity), idea(neu="ja"))

    assert response.status_code == 429
    assert "Sie haben gerade viel geschrieben" in html(response)
    assert int(response["Retry-After"]) > 3000


def test_somebody_else_s_form_is_refused_with_409(client, citizen):
    activity = activity_of(ProcedurePageFactory())
    other = ContributionFactory(activity=activity)

    response = client.post(
        new_url(activity), idea(idempotency_key=other.idempotency_key)
    )

    assert response.status_code == 409


def test_whoever_is_not_signed_in_is_led_to_the_door_and_back(client):
    activity = activity_of(ProcedurePageFactory())

    response = client.get(new_url(activity))

    assert response.status_code == 302
    assert response.url.endswith(f"?next={new_url(activity)}")


def test_b15_comment_reply_and_back_to_it(client, citizen):
    contribution = ContributionFactory()
    url = reverse("participation:comment_create", args=[contribution.pk])

    client.post(url, {"idempotency_key": uuid.uuid4(), "text": "Gute Idee."})
    comment = Comment.objects.get()
    response = client.post(
        reverse("participation:reply_create", args=[comment.pk]),
        {"idempotency_key": uuid.uuid4(), "text": "Danke!"},
    )

    reply = Comment.objects.get(parent=comment)
    assert response.url == reply.get_absolute_url()
    assert "Danke!" in html(client.get(contribution.get_absolute_url()))


def test_reply_to_a_reply_joins_the_thread(client, citizen):
    thread = CommentFactory()
    reply = CommentFactory(parent=thread, contribution=thread.contribution)

    client.post(
        reverse("participation:reply_create", args=[reply.pk]),
        {"idempotency_key": uuid.uuid4(), "text": "Stimmt."},
    )

    assert Comment.objects.latest("pk").parent == thread


def test_b15_support_and_withdraw_it(client, citizen):
    contribution = ContributionFactory()

    response = client.post(
        reverse("participation:support_cast", args=[contribution.pk]), follow=True
    )
    assert "Unterstützung zurückziehen" in html(response)
    assert contribution.supports.count() == 1

    client.post(reverse("participation:support_withdraw", args=[contribution.pk]))
    assert contribution.supports.count() == 0


def test_support_with_htmx_answers_with_the_fragment_alone(client, citizen):
    contribution = ContributionFactory()

    response = client.post(
        reverse("participation:support_cast", args=[contribution.pk]),
        headers={"HX-Request": "true"},
    )

    assert html(response).lstrip().startswith('<div class="support"')


def test_support_keeps_the_focus_on_its_button(client, citizen):
    """By the id of the button, htmx finds where the focus was."""
    idea = ContributionFactory()
    button = re.compile(r'<button[^>]* id="([^"]+)"')

    page = client.get(idea.get_absolute_url()).text
    [before] = button.findall(page[page.index('id="unterstuetzung"') :])
    given = client.post(
        reverse("participation:support_cast", args=[idea.pk]),
        headers={"HX-Request": "true"},
    )

    assert button.findall(given.text) == [before]


def test_replies_are_written_side_by_side_each_with_the_focus(client, citizen):
    comments = [CommentFactory(), CommentFactory()]
    urls = [reverse("participation:reply_create", args=[c.pk]) for c in comments]

    forms = [client.get(url, headers={"HX-Request": "true"}).text for url in urls]
    page = client.get(urls[0]).text
    first, second = (set(re.findall(r'\bid="([^"]+)"', form)) for form in forms)

    assert first
    assert not first & second
    assert all(re.search(r"<textarea[^>]*\bautofocus", form) for form in forms)
    assert not re.search(r"<textarea[^>]*\bautofocus", page)


def test_support_when_closed_is_refused_in_words(client, citizen):
    procedure = ProcedurePageFactory(over=True)
    contribution = ContributionFactory(activity=activity_of(procedure))
    url = reverse("participation:support_cast", args=[contribution.pk])

    assert client.post(url).status_code == 403
    refreshed = client.post(url, headers={"HX-Request": "true"})
    assert refreshed["HX-Refresh"] == "true"
    assert contribution.supports.count() == 0


def test_anonymous_support_leads_to_the_door(client):
    contribution = ContributionFactory()

    response = client.post(
        reverse("participation:support_cast", args=[contribution.pk])
    )

    assert "/konto/anmelden/" in response.url
    assert contribution.get_absolute_url() in response.url


def test_anyone_reports_without_an_account_and_without_a_cookie(client):
    comment = CommentFactory()
    url = reverse("participation:comment_report", args=[comment.pk])

    page = client.get(url)
    response = client.post(url, {"ground": "insult", "text": "So nicht."})

    assert response.url == reverse("participation:reported")
    assert Report.objects.get().comment == comment
    assert not page.cookies
    assert not client.cookies


def test_machines_that_fill_the_trap_report_nothing(client):
    contribution = ContributionFactory()
    url = reverse("participation:contribution_report", args=[contribution.pk])

    client.post(url, {"ground": "spam", "website": "https://example.org"})

    assert not Report.objects.exists()


def test_reports_from_one_address_are_limited(client):
    contribution = ContributionFactory()
    url = reverse("participation:contribution_report", args=[contribution.pk])

    answers = [client.post(url, {"ground": "spam"}).status_code for _ in range(31)]

    assert set(answers[:30]) == {302}
    assert answers[30] == 429


def test_b3_receipt_opens_what_became_of_it_without_an_account(client):
    key = uuid.uuid4()
    code = receipts.code_for(key)
    locator, digest = receipts.sealed(code)
    contribution = ContributionFactory(
        idempotency_key=key, receipt_locator=locator, receipt_digest=digest
    )
    contribution.outcomes.create(status="planned", reason="Im Herbst.")
    url = reverse("participation:receipt_lookup")

    found = client.post(url, {"code": code.lower()})
    missing = client.post(url, {"code": "0000-0000-0000-0000"})

    assert "Im Herbst." in html(found)
    assert "Zu diesem Code gibt es keinen Beitrag." in html(missing)
    assert not client.cookies


def test_author_sees_the_hidden_text_with_the_reason(client, citizen):
    contribution = ContributionFactory(
        author=citizen, status=Contribution.Status.HIDDEN, text="Mein Text."
    )
    contribution.moderation_acts.create(
        act="hide", rule="respect", reason="Eine Beleidigung."
    )

    page = client.get(contribution.get_absolute_url())
    mine = client.get(reverse("participation:my_contributions"))

    assert "Mein Text." in html(page)
    assert "Eine Beleidigung." in html(page)
    assert "Eine Beleidigung." in html(mine)


def test_author_withdraws(client, citizen):
    contribution = ContributionFactory(author=citizen)
    url = reverse("participation:contribution_withdraw", args=[contribution.pk])

    asked = client.get(url)
    client.post(url)

    contribution.refresh_from_db()
    assert "Möchten Sie das zurückziehen?" in html(asked)
    assert contribution.withdrawn_at is not None


def test_c_reader_reports_moderator_hides_author_reads_why(client, citizen):
    comment = CommentFactory(author=citizen, text="Frechheit!")
    client.logout()
    client.post(
        reverse("participation:comment_report", args=[comment.pk]),
        {"ground": "insult"},
    )
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))
    queue = client.get(reverse("participation:moderation_queue") + "?zeige=gemeldet")
    client.post(
        reverse("participation:hide", args=["kommentar", comment.pk]),
        {"rule": "respect", "reason": "Bitte sachlich bleiben."},
    )
    client.logout()
    public = client.get(comment.contribution.get_absolute_url())

    assert "Frechheit!" in html(queue)
    assert "Frechheit!" not in html(public)
    notice = Notice.objects.get(recipient=citizen)
    assert "Bitte sachlich bleiben." in notice.text


def test_moderator_answers_and_sets_the_outcome(client):
    contribution = ContributionFactory()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))

    client.post(
        reverse("participation:answer_create", args=[contribution.pk]),
        {"text": "Wir pflanzen im Herbst."},
    )
    client.post(
        reverse("participation:outcome_create", args=[contribution.pk]),
        {"status": "planned", "reason": "Beschlossen im Ausschuss."},
    )
    client.logout()
    page = client.get(contribution.get_absolute_url())

    assert "Wir pflanzen im Herbst." in html(page)
    assert "Beschlossen im Ausschuss." in html(page)
    assert "wird umgesetzt" in html(page)


def test_hiding_without_a_reason_shows_the_form_again(client):
    contribution = ContributionFactory()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))

    response = client.post(
        reverse("participation:hide", args=["beitrag", contribution.pk]),
        {"rule": "respect", "reason": ""},
    )

    contribution.refresh_from_db()
    assert response.status_code == 200
    assert contribution.is_public


@pytest.mark.parametrize(
    "role", [None, roles.INTRANET_READERS, roles.KNOWLEDGE_EDITORS]
)
def test_queue_is_closed_to_others(client, role):
    client.force_login(UserFactory(roles=[role] if role else []))

    response = client.get(reverse("participation:moderation_queue"))

    assert response.status_code == 403


def test_anonymous_readers_get_no_cookie(client):
    contribution = ContributionFactory()
    SupportFactory(contribution=contribution)
    CommentFactory(contribution=contribution)
    activity = activity_of(contribution.activity.procedure)
    for url in (
        reverse("participation:overview"),
        contribution.activity.procedure.url,
        activity.get_absolute_url(),
        contribution.get_absolute_url(),
        reverse("participation:receipt_lookup"),
    ):
        assert client.get(url).status_code == 200

    assert not client.cookies


def test_text_of_people_is_never_markup(client):
    contribution = ContributionFactory(
        title="<b>Baum</b>",
        text="<script>alert(1)</script> https://example.org/?a=1&b=<i>.",
    )

    page = html(client.get(contribution.get_absolute_url()))

    assert "<script>alert" not in page
    assert (
        '<a href="https://example.org/?a=1&amp;b=" rel="nofollow ugc noopener">' in page
    )
