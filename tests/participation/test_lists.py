import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.models import Contribution
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    DistrictFactory,
    ProcedurePageFactory,
    SupportFactory,
    TopicFactory,
    activity_of,
    days_from_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


def overview(client, query=""):
    return client.get(reverse("participation:overview") + query)


def titles(response):
    return [card.row.title for card in response.context["cards"]]


def every_state():
    """One procedure in each state, made in no order."""
    ProcedurePageFactory(
        title="Archiv", phases=[(-90, -80)], archived_on=days_from_now(-1)
    )
    ProcedurePageFactory(title="Auswertung", over=True)
    ProcedurePageFactory(title="Ergebnis", phases=[(-60, -40)], result="Wird gebaut.")
    ProcedurePageFactory(title="Läuft", phases=[(-7, 30)])
    ProcedurePageFactory(title="Startet", upcoming=True)
    ProcedurePageFactory(title="Endet bald", phases=[(-7, 2)])


def test_overview_is_ordered_by_what_one_can_still_do(client):
    every_state()

    assert titles(overview(client)) == [
        "Endet bald",
        "Läuft",
        "Startet",
        "Auswertung",
        "Ergebnis",
        "Archiv",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?zustand=offen", ["Endet bald", "Läuft"]),
        ("?zustand=demnaechst", ["Startet"]),
        ("?zustand=auswertung", ["Auswertung"]),
        ("?zustand=ergebnis", ["Ergebnis"]),
        ("?zustand=archiv", ["Archiv"]),
    ],
)
def test_overview_filters_by_state(client, query, found):
    every_state()

    assert titles(overview(client, query)) == found


def test_overview_ignores_what_it_does_not_know(client):
    every_state()

    assert len(titles(overview(client, "?zustand=%00&thema='--&ort=x&page=-3"))) == 6


def test_overview_filters_by_topic_and_district_and_counts_the_others(client):
    green, here = TopicFactory(key="gruen"), DistrictFactory(key="kern")
    ProcedurePageFactory(title="Bäume", topic=green, district=here)
    ProcedurePageFactory(title="Parks", topic=green)
    ProcedurePageFactory(title="Straßen", district=here)

    response = overview(client, "?thema=gruen&ort=kern")

    counts = {
        label: [chip["count"] for chip in chips]
        for label, chips in response.context["chip_rows"]
    }
    assert titles(response) == ["Bäume"]
    assert counts["Thema"] == [2, 1]
    assert counts["Ortsteil"] == [2, 1]


def test_empty_overview_shows_what_ended_lately(client):
    every_state()
    green = TopicFactory(key="gruen")
    ProcedurePageFactory(title="Bäume", topic=green, over=True)

    response = overview(client, "?zustand=offen&thema=gruen")

    assert "Hier ist gerade nichts" in response.content.decode()
    assert titles(response) == ["Auswertung", "Bäume", "Ergebnis"]


def test_overview_says_until_when(client):
    ProcedurePageFactory(phases=[(-7, 0)])

    assert "nur noch heute, bis 24 Uhr" in overview(client).content.decode()


def test_phases_without_openings_do_not_keep_a_procedure_open(client):
    ProcedurePageFactory(title="Im Rat", phases=[(-30, -10), (-5, 20)])

    assert titles(overview(client, "?zustand=auswertung")) == ["Im Rat"]


def ideas(client, activity, query=""):
    response = client.get(activity.get_absolute_url() + query)
    return [idea.title for idea in response.context["page_obj"]]


def test_ideas_are_sorted_as_asked(client):
    activity = activity_of(ProcedurePageFactory())
    old = ContributionFactory(activity=activity, title="Alt")
    talked = ContributionFactory(activity=activity, title="Besprochen")
    new = ContributionFactory(activity=activity, title="Neu")
    SupportFactory.create_batch(2, contribution=old)
    SupportFactory(contribution=new)
    CommentFactory.create_batch(2, contribution=talked)

    assert ideas(client, activity) == ["Neu", "Besprochen", "Alt"]
    assert ideas(client, activity, "?sortierung=unterstuetzt") == [
        "Alt",
        "Neu",
        "Besprochen",
    ]
    assert ideas(client, activity, "?sortierung=diskutiert")[0] == "Besprochen"


def test_ideas_are_filtered_by_category(client):
    activity = activity_of(
        ProcedurePageFactory(activities=[{"categories": ["Grün", "Wege"]}])
    )
    ContributionFactory(activity=activity, category="Grün", title="Baum")
    ContributionFactory(activity=activity, category="Wege", title="Steg")

    assert ideas(client, activity, "?kategorie=Gr%C3%BCn") == ["Baum"]


def test_counts_do_not_multiply(client):
    contribution = ContributionFactory()
    SupportFactory.create_batch(3, contribution=contribution)
    CommentFactory.create_batch(2, contribution=contribution)
    CommentFactory(contribution=contribution, status=Contribution.Status.HIDDEN)

    counted = Contribution.objects.with_counts().get()

    assert (counted.support_count, counted.comment_count) == (3, 2)


def test_list_shows_fifty_at_a_time(client):
    activity = activity_of(ProcedurePageFactory())
    ContributionFactory.create_batch(51, activity=activity)

    assert len(ideas(client, activity)) == 50
    assert len(ideas(client, activity, "?page=2")) == 1


def thread_titles(response):
    return [
        (
            thread.text,
            [reply.text for reply in thread.shown_replies],
            thread.more_replies,
        )
        for thread in response.context["threads"]
    ]


def test_thread_shows_five_replies_and_says_how_many_more(client):
    thread = CommentFactory(text="Frage")
    for number in range(7):
        CommentFactory(
            contribution=thread.contribution, parent=thread, text=f"Antwort {number}"
        )

    response = client.get(thread.contribution.get_absolute_url())
    everything = client.get(reverse("participation:replies", args=[thread.pk]))

    [(_text, replies, more)] = thread_titles(response)
    assert replies == [f"Antwort {number}" for number in range(5)]
    assert more == 2
    assert "Antwort 6" in everything.content.decode()


def test_hidden_comment_without_replies_leaves_no_trace(client):
    comment = CommentFactory(status=Contribution.Status.HIDDEN)

    response = client.get(comment.contribution.get_absolute_url())

    assert thread_titles(response) == []


def test_hidden_comment_with_replies_keeps_their_place(client):
    thread = CommentFactory(status=Contribution.Status.HIDDEN, text="Unfug")
    CommentFactory(contribution=thread.contribution, parent=thread, text="Wieso?")

    page = client.get(thread.contribution.get_absolute_url()).content.decode()

    assert "Dieser Kommentar ist nicht öffentlich." in page
    assert "Wieso?" in page
    assert "Unfug" not in page


def twenty_threads(replies):
    contribution = ContributionFactory()
    people = UserFactory.create_batch(2)
    for _ in range(20):
        thread = CommentFactory(contribution=contribution, author=people[0])
        CommentFactory.create_batch(
            replies, contribution=contribution, parent=thread, author=people[1]
        )
    return contribution.get_absolute_url()


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "waiting"},
        {"status": "hidden"},
        {"withdrawn_at": timezone.now()},
    ],
    ids=["waiting", "hidden", "withdrawn"],
)
def test_ones_own_text_says_once_that_it_is_not_public(client, fields):
    mine = ContributionFactory(**fields)
    client.force_login(mine.author)

    page = client.get(mine.get_absolute_url()).content.decode()

    assert page.count("Dieser Beitrag ist nicht öffentlich.") == 1
    assert 'class="support"' not in page


@pytest.mark.parametrize(("signed_in", "most"), [(False, 15), (True, 20)])
def test_thread_page_needs_the_same_queries_for_any_size(client, signed_in, most):
    if signed_in:
        client.force_login(UserFactory())
    client.get(twenty_threads(0) + "?warm")

    needed = []
    for url in map(twenty_threads, (0, 5, 20)):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        needed.append(len(queries))

    assert len(set(needed)) == 1
    assert needed[0] <= most


def test_page_of_a_procedure_keeps_to_what_is_online(client):
    page = ProcedurePageFactory(live=False)

    assert (
        client.get(reverse("participation:procedure", args=[page.slug])).status_code
        == 404
    )


def test_procedure_says_when_it_opens(client):
    procedure = ProcedurePageFactory(upcoming=True)
    day = procedure.phases.get().first_day

    page = client.get(procedure.url).content.decode()

    assert f"Öffnet am {day.day}." in page
    assert timezone.localdate() < day
