"""Debate, options and proposals: what each of them promises."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import Notice, Rhythm
from participation import exports, intake, merging
from participation.models import (
    Activity,
    Contribution,
    Option,
    Outcome,
    Rating,
    ThresholdReached,
)
from participation.permissions import Reason
from participation.rating import distributions, rate
from participation.refusals import Refused
from participation.services import add_comment, cast_support, withdraw_support
from participation.town_texts import put_up_options, speak_for_the_town
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    FollowFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db
SEATS = ["Runde Bank", "Stühle", "Stufen am Brunnen", "Hängematten", "Lange Tafel"]


@pytest.fixture(autouse=True)
def _town(town):
    pass


def activity_with(key, **fields):
    """An open activity of a format; ``phases`` and ``options`` as the town sets it."""
    phases = fields.pop("phases", [(-7, 14)])
    titles = fields.pop("options", [])
    page = ProcedurePageFactory(
        phases=phases,
        activities=[{"key": "platz", "title": "Der Platz", "format": key} | fields],
    )
    for title in titles:
        page.options.add(Option(activity_key="platz", title=title))
    page.save_revision().publish()
    return activity_of(page)


# Debate -------------------------------------------------------------------------


def argument(activity, side, title, supports=0):
    row = ContributionFactory(activity=activity, side=side, title=title)
    SupportFactory.create_batch(supports, contribution=row)
    return row


def columns(client, activity, query=""):
    response = client.get(activity.get_absolute_url() + query)
    return {
        column["label"]: [row.title for row in column["page_obj"]]
        for column in response.context["columns"]
    }


def test_a8_debate_has_two_columns_sorted_by_support(client):
    activity = activity_with("debate")
    argument(activity, "for", "Schatten", supports=1)
    argument(activity, "for", "Weniger Lärm", supports=3)
    argument(activity, "against", "Parkplätze fehlen", supports=2)

    assert columns(client, activity) == {
        "Dafür": ["Weniger Lärm", "Schatten"],
        "Dagegen": ["Parkplätze fehlen"],
    }
    assert columns(client, activity, "?seite=dagegen") == {
        "Dagegen": ["Parkplätze fehlen"]
    }


def test_a8_debate_pins_what_the_town_says_above_both(client):
    activity = activity_with("debate")
    argument(activity, "for", "Schatten", supports=5)
    editor = UserFactory(roles=[roles.PARTICIPATION_EDITORS])

    said = speak_for_the_town(
        activity,
        by=editor,
        title="Was feststeht",
        text="Die Feuerwehrzufahrt bleibt frei.",
        key=uuid.uuid4(),
        at=timezone.now(),
    )

    page = client.get(activity.get_absolute_url())
    assert page.context["pinned"] == [said]
    assert page.context["total"] == 1
    text = page.content.decode()
    assert text.index("Was feststeht") < text.index("Schatten")


def test_a8_only_staff_speaks_for_the_town_and_nobody_supports_that():
    activity, ideas = activity_with("debate"), activity_with("ideas")
    moderator, now = UserFactory(roles=[roles.PARTICIPATION_MODERATORS]), timezone.now()
    words = {"title": "Was feststeht", "text": "…", "key": uuid.uuid4(), "at": now}

    with pytest.raises(Refused):
        speak_for_the_town(activity, by=UserFactory(), **words)
    with pytest.raises(Refused):
        speak_for_the_town(ideas, by=moderator, **words)
    said = speak_for_the_town(activity, by=moderator, **words)
    with pytest.raises(Refused):
        cast_support(said, person=UserFactory(), at=now)


def test_a8_argument_takes_a_side_by_its_form(client):
    activity = activity_with("debate")
    client.force_login(UserFactory())
    address = f"{activity.get_absolute_url()}neu/"
    words = {"title": "Schatten", "text": "Im Sommer.", "idempotency_key": uuid.uuid4()}

    refused = client.post(address, words)
    client.post(address, words | {"side": "for"})

    [error] = refused.context["form"].errors["side"]
    assert error == "Dieses Feld muss ausgefüllt werden."
    assert activity.contributions.get().side == "for"


def test_a8_while_figures_are_kept_a_debate_is_sorted_by_time_alone(client):
    activity = activity_with("debate", figures_after_end=True)
    argument(activity, "for", "Alt", supports=3)
    argument(activity, "for", "Neu")

    for query in ("", "?sortierung=", "?sortierung=unterstuetzt"):
        assert columns(client, activity, query)["Dafür"] == ["Neu", "Alt"]


def test_a8_debate_shows_its_result_after_the_end(client):
    activity = activity_with("debate", phases=[(-9, -1)])
    argument(activity, "for", "Schatten", supports=2)

    page = client.get(activity.get_absolute_url())

    assert page.context["result"]["sides"] == [("Dafür", 1), ("Dagegen", 0)]
    assert "Was zusammenkam" in page.content.decode()


# Options ------------------------------------------------------------------------


def option_of(activity, title):
    return Contribution.objects.for_detail().get(activity=activity, title=title)


def test_a2_five_options_are_rated_and_commented_but_not_added_to(client):
    activity = activity_with("options", options=SEATS)
    person = UserFactory()
    client.force_login(person)

    page = client.get(activity.get_absolute_url())
    bench = option_of(activity, "Runde Bank")
    client.post(reverse("participation:rating_cast", args=[bench.pk]), {"value": "4"})
    comment = add_comment(
        bench, author=person, text="Mit Lehne.", key=uuid.uuid4(), at=timezone.now()
    )
    added = client.post(
        f"{activity.get_absolute_url()}neu/",
        {"title": "Schaukel", "text": "Bitte.", "idempotency_key": uuid.uuid4()},
    )

    assert [option.title for option in page.context["options"]] == SEATS
    assert Rating.objects.get().value == 4
    assert comment.is_public
    assert added.status_code == 403
    assert activity.contributions.count() == 5


def test_a2_rating_anew_changes_the_rating_and_adds_none():
    bench = option_of(activity_with("options", options=SEATS), "Runde Bank")
    person = UserFactory()

    for value in (2, 5, 3):
        rate(bench, person=person, value=value, at=timezone.now())

    assert list(Rating.objects.values_list("value", flat=True)) == [3]


def test_a2_b6_the_database_refuses_a_second_rating_and_what_is_off_the_scale():
    bench = option_of(activity_with("options", options=SEATS), "Runde Bank")
    row = {"contribution": bench, "person": UserFactory(), "at": timezone.now()}
    Rating.objects.create(value=1, **row)

    for fields in (row | {"value": 2}, row | {"value": 11, "person": UserFactory()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rating.objects.create(**fields)


@pytest.mark.parametrize("value", ["0", "6", "-1", "viel", "", "99999999999"])
def test_values_off_the_scale_are_refused_in_words(client, value):
    bench = option_of(activity_with("options", options=SEATS), "Runde Bank")
    client.force_login(UserFactory())

    address = reverse("participation:rating_cast", args=[bench.pk])
    page = client.post(address, {"value": value}, follow=True)

    assert "Bitte wählen Sie einen Wert von 1 bis 5." in page.content.decode()
    assert not Rating.objects.exists()


def test_a2_result_has_mean_distribution_and_number(client):
    activity = activity_with("options", options=SEATS, phases=[(-9, -1)])
    bench = option_of(activity, "Stühle")
    for value in (5, 5, 2):
        Rating.objects.create(
            contribution=bench, person=UserFactory(), value=value, at=timezone.now()
        )

    result = client.get(activity.get_absolute_url()).context["result"]

    best = result["options"][0]
    assert best.title == "Stühle"
    assert best.distribution.numbers == {1: 0, 2: 1, 3: 0, 4: 0, 5: 2}
    assert (best.distribution.number, best.distribution.mean) == (3, 4)


def test_a2_a5_before_the_end_kept_ratings_are_in_no_export(client):
    activity = activity_with("options", options=SEATS, figures_after_end=True)
    bench = option_of(activity, "Stühle")
    rate(bench, person=UserFactory(), value=5, at=timezone.now())
    before = client.get(activity.get_absolute_url())

    now = list(exports.rows(activity, timezone.now()))
    later = list(exports.rows(activity, timezone.now() + timedelta(days=60)))

    assert (
        "Bewertung"
        not in before.content.decode()
        .split("<main")[1]
        .split("Wie es bewertet")[0][-50:]
    )
    assert all(option.distribution is None for option in before.context["options"])
    assert {"ratings", "mean", "rated_5"} & set(now[0]) == set()
    assert [row["mean"] for row in later if row["title"] == "Stühle"] == [5.0]


def test_options_follow_what_is_published(client):
    activity = activity_with("options", options=SEATS)
    page = activity.procedure
    option = page.options.get(title="Stühle")

    page.options.remove(page.options.get(title="Hängematten"))
    option.title = "Bewegliche Stühle"
    page.options.add(option)
    page.save_revision().publish()
    page.save_revision().publish()

    shown = client.get(activity.get_absolute_url()).context["options"]
    assert {o.title for o in shown} == {
        "Runde Bank", "Bewegliche Stühle", "Stufen am Brunnen", "Lange Tafel",
    }  # fmt: skip
    assert activity.contributions.count() == 5
    assert activity.contributions.get(option=None).withdrawn_at


def test_options_are_not_counted_as_what_people_handed_in(client):
    activity = activity_with("options", options=SEATS)

    page = client.get(activity.procedure.url).content.decode()

    assert "5 Möglichkeiten ansehen" in page
    assert "5 Beiträge" not in page


def test_distributions_need_one_query(django_assert_num_queries):
    activity = activity_with("options", options=SEATS)
    options = list(activity.contributions.all())

    with django_assert_num_queries(1):
        found = distributions(options, 5)

    assert len(found) == 5


# Proposals ----------------------------------------------------------------------


def proposal_needing(threshold):
    activity = activity_with(
        "proposals", settings={"proposals": {"threshold": threshold}}
    )
    row = ContributionFactory(activity=activity, title="Trinkbrunnen")
    return Contribution.objects.for_detail().get(pk=row.pk)


def test_a7_the_nth_support_changes_the_status_once_and_tells_each_once():
    proposal, follower = proposal_needing(3), UserFactory()
    for person in (follower, proposal.author):
        FollowFactory(person=person, contribution=proposal, rhythm=Rhythm.AT_ONCE)
    now = timezone.now()

    people = UserFactory.create_batch(5)
    for number, person in enumerate(people, 1):
        cast_support(proposal, person=person, at=now)
        assert ThresholdReached.objects.count() == (number >= 3)
    withdraw_support(proposal, person=people[0], at=now)
    cast_support(proposal, person=people[0], at=now)

    outcome = Outcome.objects.get()
    assert (outcome.status, outcome.contribution) == ("in_review", proposal)
    assert "3 Menschen" in outcome.reason
    told = Notice.objects.values_list("recipient", flat=True)
    assert sorted(told) == sorted([proposal.author_id, follower.pk])


def test_a7_a_second_crossing_is_refused_by_the_database():
    proposal = proposal_needing(2)
    row = {"contribution": proposal, "threshold": 2, "at": timezone.now()}
    ThresholdReached.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        ThresholdReached.objects.create(**row)


def test_a7_supporting_a_proposal_stays_within_its_budget(
    client, django_assert_max_num_queries
):
    proposal = proposal_needing(50)
    person = UserFactory()

    with django_assert_max_num_queries(8):
        cast_support(proposal, person=person, at=timezone.now())


def test_a7_a_proposal_says_how_much_is_missing(client):
    proposal = proposal_needing(5)
    SupportFactory.create_batch(3, contribution=proposal)

    detail = client.get(proposal.get_absolute_url()).content.decode()
    listing = client.get(proposal.activity.get_absolute_url()).content.decode()

    assert "Fehlen noch 2 Unterstützungen" in detail
    assert "3 von 5 Unterstützungen" in listing


def test_a_threshold_can_not_be_reached_in_secret():
    activity = Activity(format="proposals", title="Vorschläge", figures_after_end=True)

    with pytest.raises(Exception, match="Mit einer Schwelle"):
        activity.clean()


# Nobody outside the phase -------------------------------------------------------

ROLES = {
    "citizen": {},
    "moderator": {"roles": [roles.PARTICIPATION_MODERATORS]},
    "editor": {"roles": [roles.PARTICIPATION_EDITORS]},
    "administrator": {"is_superuser": True, "is_staff": True},
}
MOMENTS = {
    "before": ([(1, 9)], Reason.NOT_YET),
    "after": ([(-9, -1)], Reason.OVER),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("key", ["ideas", "debate", "proposals", "options"])
def test_b8_nobody_supports_or_rates_outside_the_phase(key, moment, role):
    phases, reason = MOMENTS[moment]
    activity = activity_with(key, phases=phases, options=SEATS)

    with pytest.raises(Refused) as refusal:
        act(activity, UserFactory(**ROLES[role]))

    assert refusal.value.answer.reason == reason


def act(activity, person):
    """What counts in this activity: support something, or rate it."""
    now = timezone.now()
    if activity.format == "options":
        return rate(option_of(activity, "Stühle"), person=person, value=3, at=now)
    row = ContributionFactory(activity=activity)
    row = Contribution.objects.for_detail().get(pk=row.pk)
    return cast_support(row, person=person, at=now)


def test_a2_words_of_an_option_that_was_rated_stay_readable(client):
    activity = activity_with("options", options=SEATS)
    bench = option_of(activity, "Runde Bank")
    rate(bench, person=UserFactory(), value=5, at=timezone.now())
    option = bench.option
    option.title = "Parkplatz"
    option.save()

    put_up_options(activity.procedure)

    address = reverse("participation:contribution_versions", args=[bench.pk])
    assert "Runde Bank" in client.get(address).text
    assert "Von der Stadt geändert" in client.get(bench.get_absolute_url()).text


def test_a7_support_on_paper_and_of_what_was_merged_reaches_the_threshold():
    clerk = UserFactory(roles=[roles.PARTICIPATION_EDITORS])
    moderator = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])
    proposal = proposal_needing(3)
    other = ContributionFactory(activity=proposal.activity)
    SupportFactory(contribution=other)
    sheet = {"name": "Hedwig Haselnuss", "address": "Am Seebach 4"}

    merging.merge(other, into=proposal, reason="Dieselbe Idee.", by=moderator)
    cast_support(proposal, person=UserFactory(), at=timezone.now())
    assert not ThresholdReached.objects.exists()
    intake.record_support(
        proposal,
        origin="paper",
        received_on=timezone.localdate(),
        sender=sheet,
        by=clerk,
    )

    assert ThresholdReached.objects.get().contribution == proposal


def test_a7_a_merge_reaches_the_threshold():
    moderator = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])
    proposal = proposal_needing(2)
    other = ContributionFactory(activity=proposal.activity)
    for row in (proposal, other):
        SupportFactory(contribution=row)

    merging.merge(other, into=proposal, reason="Dieselbe Idee.", by=moderator)

    assert ThresholdReached.objects.get().contribution == proposal
