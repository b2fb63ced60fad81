"""Public, semi-public and private procedures: who reads, and who takes part."""

import pytest
from django.urls import reverse

from home import roles
from participation.models import Activity, Contribution, Option
from participation.permissions import Reason, actor_of, can
from participation.verbs import Verb
from participation.voting.casting import may_vote, voter_of
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    MemberFactory,
    ProcedurePageFactory,
    activity_of,
    days_from_now,
    survey_of,
)
from tests.house import ANONYMOUS, CITIZEN
from tests.leaks.reading import text_of

pytestmark = pytest.mark.django_db

MEMBER, EDITOR = "member", "who runs it"
VISITORS = [ANONYMOUS, CITIZEN, MEMBER, EDITOR]
CIRCLES = ["public", "semi", "private"]
WORD = "Quendelplatz"
cells = pytest.mark.parametrize(
    ("visitor", "circle"), [(v, c) for c in CIRCLES for v in VISITORS]
)


@pytest.fixture
def idea():
    """An idea in a procedure with a date, a place and a result."""
    page = ProcedurePageFactory(title=WORD, slug="quendelplatz", result="Ist gebaut.")
    page.dates.create(title=WORD, day=days_from_now(3))
    return ContributionFactory(
        activity=activity_of(page), title=WORD, text=WORD, lat=49.4, lon=8.1
    )


def close(idea, circle):
    """Make the procedure of an idea one for fewer people, as a publication does."""
    page = idea.activity.procedure
    page.circle = circle
    page.save_revision().publish()
    return page


def come(client, visitor, page):
    """Let somebody in, and return who it is."""
    person = UserFactory(
        roles=[roles.PARTICIPATION_EDITORS] if visitor == EDITOR else []
    )
    if visitor == MEMBER:
        MemberFactory(procedure=page, person=person)
    if visitor != ANONYMOUS:
        client.force_login(person)
    return person


def for_people(idea):
    """Where people read it: what is shown follows from who they are."""
    page, activity = idea.activity.procedure, idea.activity
    return [
        page.get_url(),
        page.result_url,
        activity.get_absolute_url(),
        f"{activity.get_absolute_url()}daten.csv",
        f"{activity.get_absolute_url()}daten.xlsx",
        f"{activity.get_absolute_url()}daten.geojson",
        idea.get_absolute_url(),
        reverse("participation:overview"),
        f"{reverse('home:search')}?q=quendelp",
        "/",
    ]


def for_machines(idea):
    """Where machines read it: the same for everybody, with the eyes of a stranger."""
    slug = idea.activity.procedure.slug
    of_it = [
        "api_procedure",
        "api_contributions",
        "procedure_dates",
    ]
    return [
        *(reverse(f"participation:{name}", args=[slug]) for name in of_it),
        reverse("participation:api_procedures"),
        reverse("participation:feed"),
        reverse("participation:dates"),
        reverse("participation:embedded"),
    ]


def in_sitemap(client, idea):
    return idea.activity.procedure.get_url() in text_of(client.get("/sitemap.xml"))


def shows(client, address):
    return WORD in text_of(client.get(address))


@cells
def test_a16_b20_who_reads_a_procedure_and_where(client, idea, visitor, circle):
    come(client, visitor, close(idea, circle))

    people = {place: shows(client, place) for place in for_people(idea)}
    machines = {place: shows(client, place) for place in for_machines(idea)}

    reads = circle != "private" or visitor in {MEMBER, EDITOR}
    assert people == dict.fromkeys(people, reads)
    assert machines == dict.fromkeys(machines, circle != "private")
    assert in_sitemap(client, idea) is (circle != "private")


TAKES_PART = {  # the form: shown, leads to the sign-in, refused, not there
    "public": {ANONYMOUS: 302, CITIZEN: 200, MEMBER: 200, EDITOR: 200},
    "semi": {ANONYMOUS: 403, CITIZEN: 403, MEMBER: 200, EDITOR: 403},
    "private": {ANONYMOUS: 404, CITIZEN: 404, MEMBER: 200, EDITOR: 403},
}


@cells
def test_a16_who_takes_part(client, idea, visitor, circle):
    come(client, visitor, close(idea, circle))

    status = client.get(f"{idea.activity.get_absolute_url()}neu/").status_code

    assert status == TAKES_PART[circle][visitor]


@pytest.mark.parametrize("circle", ["semi", "private", "staff"])
@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.COMMENT, Verb.SUPPORT])
def test_a16_running_a_procedure_does_not_mean_taking_part(idea, circle, verb, now):
    close(idea, circle)
    activity = activity_of(idea.activity.procedure)
    editor = UserFactory(roles=[roles.PARTICIPATION_EDITORS])
    administrator = UserFactory(is_superuser=True)

    reasons = {can(actor_of(editor), verb, activity, now).reason}
    if circle != "staff":  # an administrator reads the intranet
        reasons.add(can(actor_of(administrator), verb, activity, now).reason)

    assert reasons == {Reason.MEMBERS}


@pytest.fixture
def now():
    from django.utils import timezone

    return timezone.now()


def test_a16_refusal_says_that_it_is_by_invitation(client, idea):
    page = close(idea, "semi")

    text = client.get(page.get_url()).content.decode()

    assert "Hier machen nur eingeladene Mitglieder mit" in text
    assert "Idee einreichen" not in text


def test_a16_guests_take_part_only_where_everybody_does(client, idea):
    page = close(idea, "semi")
    Activity.objects.filter(procedure=page).update(who="guests")

    answer = client.get(f"{idea.activity.get_absolute_url()}neu/")

    assert answer.status_code == 403


def test_a16_anonymous_surveys_ask_members_alone(client, now):
    survey = survey_of({"key": "oft", "title": "Wie oft?", "kind": "open"})
    survey.procedure.circle = "semi"
    survey.procedure.save_revision().publish()
    address = reverse("participation:survey", args=[survey.procedure.slug, survey.key])

    refused = client.get(address).status_code
    come(client, MEMBER, survey.procedure)

    assert (refused, client.get(address).status_code) == (403, 200)


@pytest.mark.parametrize(
    ("voters", "reason"), [("account", Reason.MEMBERS), ("code", Reason.CODE)]
)
def test_a16_a_code_by_letter_is_an_invitation(now, voters, reason):
    page = ProcedurePageFactory(
        circle="semi",
        activities=[{"format": "vote", "settings": {"vote": {"voters": voters}}}],
    )
    for number in (1, 2):
        Option.objects.create(
            procedure=page, activity_key="ideen-1", key=f"o{number}", title="Bank"
        )

    answer = may_vote(voter_of(UserFactory()), activity_of(page), None, now)

    assert answer.reason == reason


def test_a16_a_page_kept_for_readers_is_dropped_when_the_circle_closes(client, idea):
    address = idea.activity.procedure.get_url()
    assert client.get(address).status_code == 200

    close(idea, "private")

    assert client.get(address).status_code == 404


def test_a16_visibility_needs_no_more_queries(django_assert_num_queries, idea):
    """One for the visible pages, however many are closed."""
    for circle in ("private", "staff"):
        ProcedurePageFactory.create_batch(2, circle=circle)
    person = UserFactory()
    assert person.group_names == set()
    list(Contribution.objects.visible_to(person))  # the locks of the house are known

    with django_assert_num_queries(2):  # the locks, and the rows
        found = list(Contribution.objects.visible_to(person))

    assert found == [idea]


def test_a16_formal_procedures_are_for_everybody():
    page = ProcedurePageFactory(kind="formal", live=False)
    page.circle = "private"

    with pytest.raises(Exception, match="Ein förmliches Verfahren ist für alle da"):
        page.full_clean()
