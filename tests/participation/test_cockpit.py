import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.rights_sync import sync_roles
from participation.cockpit import figures, readiness
from participation.cockpit.copying import make_from
from participation.models import Contribution, Option, ProcedureDate, ProcedurePage
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
    days_from_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    sync_roles()
    editor = UserFactory(roles=[roles.PARTICIPATION_EDITORS])
    client.force_login(editor)
    return editor


def cockpit_of(page):
    return reverse("participation_cockpit", args=[page.pk])


def words_of(page):
    return [item.words for item in readiness.missing(page, days_from_now(0))]


def test_cockpit_shows_what_waits(client, editor):
    activity = activity_of(ProcedurePageFactory(title="Marktplatz"))
    ContributionFactory(activity=activity)
    ContributionFactory(activity=activity, status="waiting")
    ContributionFactory(activity=activity, origin=Contribution.Origin.PAPER)

    numbers = [row["number"] for row in figures.open_questions(activity.procedure)]
    page = client.get(cockpit_of(activity.procedure)).content.decode()

    assert numbers == [2, 2, 1, 0]
    assert "Marktplatz" in page
    assert "auf Papier" in page


def test_weeks_without_anything_are_counted_too():
    activity = activity_of(ProcedurePageFactory())
    old = ContributionFactory(activity=activity)
    Contribution.objects.filter(pk=old.pk).update(
        created_at=f"{days_from_now(-21)}T12:00+01:00"
    )
    new = ContributionFactory(activity=activity)
    CommentFactory(contribution=new)
    SupportFactory(contribution=new)

    weeks = figures.by_week(activity.procedure, timezone.now())

    assert [week["total"] for week in weeks] == [1, 0, 0, 3]


def test_cockpit_needs_as_many_queries_for_one_as_for_many(client, editor):
    def queries(number):
        procedure = ProcedurePageFactory(
            phases=[(9 * n, 9 * n + 8) for n in range(number)],
            activities=[{}] * number,
        )
        ContributionFactory.create_batch(number, activity=activity_of(procedure))
        client.get(cockpit_of(procedure))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(cockpit_of(procedure)).status_code == 200
        return len(captured)

    one, many = queries(1), queries(5)

    assert one == many
    assert many <= 45


def test_list_of_procedures_needs_no_more_queries_for_more(client, editor):
    def queries():
        client.get(reverse("participation_cockpits"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("participation_cockpits")).status_code == 200
        return len(captured)

    ProcedurePageFactory()
    one = queries()
    for _number in range(4):
        ProcedurePageFactory(activities=[{}, {}])

    assert queries() == one


@pytest.mark.parametrize("name", ["participation_cockpits", "participation_cockpit"])
def test_cockpit_is_for_those_who_run_procedures(client, name):
    sync_roles()
    page = ProcedurePageFactory()
    client.force_login(UserFactory(roles=[roles.TRAINERS]))

    where = [] if name.endswith("s") else [page.pk]
    response = client.get(reverse(name, args=where))

    assert response.url == reverse("wagtailadmin_home")


def test_edit_screen_leads_to_the_cockpit(client, editor):
    page = ProcedurePageFactory()

    screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert cockpit_of(page) in screen.content.decode()


def test_b17_missing_plain_language_is_listed_for_editors(client, editor):
    ProcedurePageFactory(title="Marktplatz")
    words = "Der Text in Einfacher Sprache."

    before = client.get(reverse("participation_cockpits")).content.decode()
    ProcedurePage.objects.update(plain_text="Der Markt-Platz wird schöner.")
    after = client.get(reverse("participation_cockpits")).content.decode()

    assert words in before
    assert words not in after


def test_what_a_format_asks_for_is_missing(monkeypatch):
    page = ProcedurePageFactory(activities=[{"title": "Ideen"}])
    monkeypatch.setattr(
        type(page.activities.get().recipe), "problems", lambda self, a: ["Es fehlt X."]
    )

    assert "Es fehlt X." in words_of(page)


def test_activity_that_is_never_open_is_missing():
    page = ProcedurePageFactory(phases=[])

    assert "„Ideen 1“ ist in keiner Phase offen." in words_of(page)


def test_formal_procedure_lacks_no_phase():
    page = ProcedurePageFactory(kind="formal", phases=[], activities=[])

    assert "Ein Mitmach-Angebot." not in words_of(page)
    assert "Eine Phase mit erstem und letztem Tag." not in words_of(page)


def test_dates_are_not_missed_once_it_is_over():
    words = "Termine, an denen man sich treffen und fragen kann."

    assert words in words_of(ProcedurePageFactory(phases=[(-3, 3)]))
    assert words not in words_of(ProcedurePageFactory(phases=[(-30, -3)]))


def test_b17_switch_of_language_keeps_the_place(client):
    page = ProcedurePageFactory(plain_text="Der Markt-Platz wird schöner.")

    ordinary = client.get(page.get_url(), {"seite": "2"}).content.decode()
    plain = client.get(page.get_url(), {"seite": "2", "sprache": "leicht"})

    assert 'href="?seite=2&amp;sprache=leicht#worum"' in ordinary
    assert "Der Markt-Platz wird schöner." not in ordinary
    assert "Der Markt-Platz wird schöner." in plain.content.decode()
    assert 'href="?seite=2#worum"' in plain.content.decode()
    assert 'id="worum"' in plain.content.decode()


def test_without_plain_language_there_is_no_switch(client):
    page = ProcedurePageFactory()

    assert "sprache=leicht" not in client.get(page.get_url()).content.decode()


def test_template_never_goes_online():
    page = ProcedurePageFactory(live=False, is_template=True)

    with pytest.raises(PermissionDenied):
        page.save_revision().publish()

    assert ProcedurePage.objects.get(pk=page.pk).live is False


@pytest.fixture
def template(db):
    page = ProcedurePageFactory(
        live=False,
        is_template=True,
        title="Vorlage Spielplatz",
        phases=[(0, 20), (30, 40)],
        activities=[{"format": "ideas"}],
        openings=[
            {
                "phase_key": "phase-2",
                "activity_key": "ideen-1",
                "verbs": ["support"],
            }
        ],
        result="Alles gut.",
        archived_on=days_from_now(90),
    )
    page.options = [Option(activity_key="ideen-1", key="seil", title="Seilbahn")]
    page.dates = [ProcedureDate(title="Ortstermin", day=days_from_now(5))]
    page.save()
    return page


def test_new_procedure_from_a_template_lies_on_other_days(template):
    ContributionFactory(activity=activity_of(template))

    made = make_from(
        template,
        title="Spielplatz Seebachtal",
        first_day=days_from_now(100),
        by=UserFactory(),
    )

    made = ProcedurePage.objects.get(pk=made.pk)
    days = [(p.first_day, p.last_day) for p in made.ordered_phases]
    assert days == [
        (days_from_now(100), days_from_now(120)),
        (days_from_now(130), days_from_now(140)),
    ]
    assert [date.day for date in made.dates.all()] == [days_from_now(105)]
    assert [option.title for option in made.options.all()] == ["Seilbahn"]
    assert made.openings.get().verbs == ["support"]
    assert (made.live, made.is_template, made.result) == (False, False, "")
    assert made.archived_on is None
    assert made.slug == "spielplatz-seebachtal"
    assert made.get_latest_revision_as_object().title == "Spielplatz Seebachtal"
    assert not Contribution.objects.filter(activity__procedure=made).exists()


def test_editor_makes_a_draft_from_a_template(client, editor, template):
    address = reverse("participation_copy", args=[template.pk])

    response = client.post(
        address, {"title": "Spielplatz Au", "first_day": days_from_now(7)}
    )

    made = ProcedurePage.objects.get(slug="spielplatz-au")
    assert response.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
    assert made.owner == editor


def test_copy_without_a_day_is_refused_and_keeps_the_title(client, editor, template):
    address = reverse("participation_copy", args=[template.pk])

    response = client.post(address, {"title": "Spielplatz Au", "first_day": ""})

    assert response.status_code == 400
    assert "Spielplatz Au" in response.content.decode()


def test_copying_in_wagtail_takes_no_contributions_along(template):
    ContributionFactory(activity=activity_of(template))

    copied = template.copy(
        update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=False
    )

    assert copied.phases.count() == 2
    assert copied.activities.count() == 1
    assert copied.options.count() == 1
    assert not Contribution.objects.filter(activity__procedure=copied).exists()


@pytest.mark.parametrize(("sheet", "pages"), [("plakat", 1), ("faltblatt", 2)])
def test_poster_and_flyer_are_made_for_the_printer(client, editor, sheet, pages):
    page = ProcedurePageFactory(title="Wasserschutzgebietsverordnungsänderung")
    address = reverse("participation_printed", args=[page.pk, sheet])

    response = client.get(address)

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert f"/Type/Pages/Count {pages}/".encode() in response.content


def test_a_sheet_that_is_not_there_is_not_found(client, editor):
    page = ProcedurePageFactory()

    response = client.get(
        reverse("participation_printed", args=[page.pk, "tischkarte"])
    )

    assert response.status_code == 404
