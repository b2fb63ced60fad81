"""A14 and A15: the queue over all procedures, what it finds, and acts in bulk."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import Notice
from participation.models import (
    Contribution,
    Moderation,
    ModerationAct,
    Report,
    StandardReason,
)
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    DistrictFactory,
    ProcedurePageFactory,
    ReportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db
QUEUE = reverse("participation:moderation_queue")
BULK = reverse("participation:moderate_many")
Status = Contribution.Status


@pytest.fixture
def moderator(town):
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS])


@pytest.fixture
def as_moderator(client, moderator):
    client.force_login(moderator)
    return client


def shown(client, **params):
    response = client.get(QUEUE, {"zeige": "alle"} | params)
    return {writing.text for writing in response.context["writings"]}


def key(writing):
    kind = "beitrag" if isinstance(writing, Contribution) else "kommentar"
    return f"{kind}-{writing.pk}"


@pytest.fixture
def texts(moderator):
    """A contribution and a comment to it; and an older one in a debate elsewhere."""
    nina = UserFactory(pseudonym="Nina")
    here = ContributionFactory(text="Mehr Schatten", title="Platz", author=nina)
    CommentFactory(contribution=here, text="Und Wasser")
    debate = ProcedurePageFactory(activities=[{"format": "debate"}])
    ContributionFactory(
        activity=activity_of(debate),
        title="Verkehr",
        text="Weniger Autos",
        created_at=timezone.now() - timedelta(days=5),
    )
    return here


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, {"Mehr Schatten", "Und Wasser", "Weniger Autos"}),
        ({"art": "kommentar"}, {"Und Wasser"}),
        ({"art": "beitrag"}, {"Mehr Schatten", "Weniger Autos"}),
        ({"format": "debate"}, {"Weniger Autos"}),
        ({"alter": "3"}, {"Weniger Autos"}),
        ({"q": "wasser"}, {"Und Wasser"}),
        ({"q": "nina"}, {"Mehr Schatten"}),
        ({"q": "Platz"}, {"Mehr Schatten", "Und Wasser"}),
        ({"art": "quatsch", "alter": "x", "person": "9" * 99}, None),
    ],
)
def test_a14_the_queue_finds_by_kind_format_age_and_words(
    as_moderator, texts, params, found
):
    everything = {"Mehr Schatten", "Und Wasser", "Weniger Autos"}

    assert shown(as_moderator, **params) == (everything if found is None else found)


def test_a14_the_queue_finds_by_procedure_and_author(as_moderator, texts):
    slug = texts.activity.procedure.slug

    assert shown(as_moderator, verfahren=slug) == {"Mehr Schatten", "Und Wasser"}
    assert shown(as_moderator, person=texts.author_id) == {"Mehr Schatten"}


def test_the_counts_fit_the_filters(as_moderator, texts):
    chips = as_moderator.get(QUEUE, {"art": "kommentar"}).context["chips"]

    assert {chip["count"] for chip in chips if "alle" in chip["url"]} == {1}


@pytest.mark.parametrize(
    ("moderation", "words"),
    [
        (Moderation.PRE, "wird erst geprüft"),
        (Moderation.POST, "sofort sichtbar"),
    ],
)
def test_a15_the_queue_says_how_an_activity_is_checked(as_moderator, moderation, words):
    procedure = ProcedurePageFactory(activities=[{"moderation": moderation}])
    ContributionFactory(activity=activity_of(procedure))

    body = as_moderator.get(QUEUE, {"zeige": "alle"}).content.decode()

    assert words in body


def test_no_rule_is_chosen_before_somebody_chooses_it(as_moderator):
    writing = ContributionFactory()
    item = reverse("participation:moderation_item", args=["beitrag", writing.pk])
    hide = reverse("participation:hide", args=["beitrag", writing.pk])

    forms = as_moderator.get(item).context["forms"]
    page = as_moderator.post(hide, {"rule": "", "reason": "Eine Beleidigung."})

    for name in ("hide", "block"):
        assert forms[name].fields["rule"].choices[0] == ("", "Bitte wählen")
    assert page.context["forms"]["hide"].errors.keys() == {"rule"}
    assert not ModerationAct.objects.exists()


def test_the_bulk_form_says_what_is_needed_for_hiding(as_moderator, texts):
    page = as_moderator.get(QUEUE, {"zeige": "alle"})

    rule = page.context["form"]["rule"]
    assert not rule.field.required
    assert "(freiwillig)" not in rule.as_field_group()
    assert rule.help_text


def test_a_moderator_sees_the_place_before_letting_a_text_through(
    as_moderator, settings
):
    settings.DEMO_TOWN = True
    DistrictFactory()
    writing = ContributionFactory(
        status=Status.WAITING, address="Weinstraße 3", lat=49.46, lon=8.17
    )

    page = as_moderator.get(
        reverse("participation:moderation_item", args=["beitrag", writing.pk])
    )

    body = page.content.decode()
    assert "Weinstraße 3 (Ort: 49,4600° Nord, 8,1700° Ost)" in body
    assert "data-map-canvas" in body
    assert page.context["markers"][0]["lat"] == 49.46


def test_a14_many_are_hidden_with_a_reason_from_the_list(as_moderator):
    reason = StandardReason.objects.filter(rule="spam").first()
    comment, contribution = CommentFactory(), ReportFactory().contribution
    kept = ContributionFactory()

    as_moderator.post(
        BULK,
        {
            "was": [key(comment), key(contribution)],
            "act": "hide",
            "standard": reason.pk,
            "reason": "Bitte lassen Sie das.",
        },
    )

    hidden = ModerationAct.objects.values_list("act", "rule", "reason")
    assert set(hidden) == {
        ("hide", "spam", f"{reason.text}\n\nBitte lassen Sie das."),
    }
    assert ModerationAct.objects.count() == 2
    assert Notice.objects.count() == 2
    assert not Report.objects.open().exists()
    kept.refresh_from_db()
    assert kept.is_public


@pytest.mark.parametrize(
    ("before", "act", "after"),
    [
        (Status.WAITING, "approve", Status.VISIBLE),
        (Status.HIDDEN, "restore", Status.VISIBLE),
        (Status.VISIBLE, "keep", Status.VISIBLE),
    ],
)
def test_a14_many_are_approved_restored_or_kept(as_moderator, before, act, after):
    texts = ContributionFactory.create_batch(2, status=before)
    values = {"was": [key(t) for t in texts], "act": act}
    if act == "restore":
        values["reason"] = "Ein Irrtum."

    as_moderator.post(BULK, values)

    statuses = Contribution.objects.values_list("status", flat=True)
    assert list(statuses) == [after, after]
    assert list(ModerationAct.objects.values_list("act", flat=True)) == [act, act]


@pytest.mark.parametrize("act", ["hide", "restore"])
def test_without_a_reason_nothing_happens_and_what_was_ticked_stays(as_moderator, act):
    contribution = ContributionFactory()

    response = as_moderator.post(
        BULK,
        {"was": [key(contribution)], "act": act, "next": f"{QUEUE}?zeige=alle"},
    )

    body = response.content.decode()
    assert response.status_code == 400
    assert "Bitte geben Sie eine Begründung" in body
    assert body.count("checked") == 1
    assert not ModerationAct.objects.exists()


def test_nothing_ticked_is_said(as_moderator):
    response = as_moderator.post(BULK, {"act": "approve"}, follow=True)

    assert "Nichts ist angekreuzt." in response.content.decode()


def test_citizens_moderate_nothing_in_bulk(client, town):
    contribution = ContributionFactory()
    client.force_login(UserFactory())

    response = client.post(BULK, {"was": [key(contribution)], "act": "hide"})

    assert response.status_code == 403
    assert not ModerationAct.objects.exists()


def test_strange_keys_are_left_out(as_moderator):
    response = as_moderator.post(
        BULK, {"was": ["beitrag-x", "wetter-3", "kommentar-"], "act": "approve"}
    )

    assert response.url == QUEUE
    assert not ModerationAct.objects.exists()


def test_a_town_begins_with_standard_reasons(town):
    rules = set(StandardReason.objects.values_list("rule", flat=True))

    assert rules == set(ModerationAct.Rule.values)


def test_each_label_on_the_page_of_one_text_names_a_field_of_its_own(as_moderator):
    idea = ContributionFactory()
    item = reverse("participation:moderation_item", args=["beitrag", idea.pk])
    hide = reverse("participation:hide", args=["beitrag", idea.pk])

    for page in (as_moderator.get(item).text, as_moderator.post(hide, {}).text):
        found = re.findall(r'\sid="([^"]+)"', page)
        assert "id_hide_reason" in found
        assert len(found) == len(set(found))
        assert set(re.findall(r'\shref="#(id_[^"]+)"', page)) <= set(found)


def test_a15_waiting_text_is_let_through_before_it_is_answered(as_moderator):
    idea = ContributionFactory(status=Status.WAITING)
    item = reverse("participation:moderation_item", args=["beitrag", idea.pk])

    waiting = as_moderator.get(item).text
    as_moderator.post(reverse("participation:approve", args=["beitrag", idea.pk]))
    public = as_moderator.get(item).text

    assert "Offiziell antworten" not in waiting
    assert waiting.index("Freigeben") < waiting.index("Ausblenden")
    assert "Offiziell antworten" in public
    assert "Freigeben" not in public


@pytest.mark.parametrize("name", ["q", "verfahren"])
def test_null_character_is_no_word(client, town, name):
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))
    address = reverse("participation:moderation_queue")

    assert client.get(address, {name: "a\0b"}).status_code == 200
