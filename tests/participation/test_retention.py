"""B18: after the retention time nothing identifies anybody, and a paper says so."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, models
from django.urls import reverse

from home import audit, roles, search
from home.models import AuditEntry, Letter, User
from home.notices import post_letter, tell
from home.registries import personal_data, tasks_for
from home.rights_sync import sync_roles
from participation import retention
from participation.models import (
    Comment,
    Contribution,
    Intake,
    SurveyFile,
    SurveyResponse,
)
from participation.retention_plans import (
    EVERYTHING,
    IN_THE_FILE,
    NOT_OF_A_PROCEDURE,
    PLANS,
)
from participation.tasks import remove_personal_data
from tests.factories.home import PostFactory, UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    FollowFactory,
    ProcedurePageFactory,
    ReportFactory,
    SupportFactory,
    SurveyResponseFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db
MARKER = f"zq{uuid4().hex[:12]}"  # the folder of files is shared by test runs
LONG_AGO = [(-900, -800)]  # 24 months and more


def over(**fields):
    return ProcedurePageFactory(phases=LONG_AGO, **fields)


@pytest.fixture
def procedure():
    questions = [
        {"key": "warum", "title": "Warum?", "kind": "open"},
        {"key": "wo", "title": "Wo?", "kind": "place"},
        {"key": "foto", "title": "Ein Bild?", "kind": "file"},
        {"key": "oft", "title": "Wie oft?", "choices": ["Nie"], "allows_other": True},
    ]
    return over(title="Stadtpark", slug="stadtpark", questions=questions)


@pytest.fixture
def seeded(procedure):
    """A procedure in which every place that can name somebody names somebody."""
    activity, person = activity_of(procedure), UserFactory(pseudonym="Weinfreundin")
    shown = ContributionFactory(activity=activity, author=person, title="Bäume")
    hidden = ContributionFactory(
        activity=activity,
        author=person,
        status="hidden",
        title=f"Ich, {MARKER}",
        text=f"Rufen Sie mich an: {MARKER}",
        address=f"bei {MARKER}",
        lat=49.4,
        lon=8.1,
    )
    search.index("contribution", hidden)
    comment = CommentFactory(contribution=shown, author=person)
    CommentFactory(contribution=shown, text=f"{MARKER}", status="waiting")
    CommentFactory(contribution=shown, text=f"{MARKER}", withdrawn_at=shown.created_at)
    SupportFactory(contribution=shown, person=person)
    ReportFactory(contribution=shown, reporter=person, text=f"Das war {MARKER}")
    ReportFactory(contribution=None, comment=comment, text=f"Auch {MARKER}")
    FollowFactory(person=person, procedure=procedure)
    FollowFactory(person=person, contribution=shown)
    intake = Intake.objects.create(
        contribution=shown,
        received_on=procedure.ordered_phases[0].first_day,
        name=MARKER,
        address=f"Gasse 3, {MARKER}",
        email=f"{MARKER}@example.org",
        identity=MARKER,
        scan=ContentFile(f"Brief von {MARKER}".encode(), "brief.txt"),
    )
    scan, link = intake.scan.name, shown.get_absolute_url()
    tell(person, f"Antwort für {MARKER}", text="Bäume", url=link)
    post_letter(f"{MARKER}@example.org", "Ihr Beitrag", f"Hier: https://x.test{link}")
    post_letter(f"{MARKER}@example.org", "Neues zu „Stadtpark“", "Liebe Grüße")
    seed_survey(procedure, person)
    yield person
    intake.scan.storage.delete(scan)  # in tests, most transactions never end


def seed_survey(procedure, person):
    """An answer with words, a place and a file, and one that was only begun."""
    answers = {
        "warum": f"Weil {MARKER}",
        "wo": {"address": f"bei {MARKER}", "lat": 49.4, "lon": 8.1},
        "oft": {"choices": ["Nie"], "other": f"nur {MARKER}"},
    }
    given = {"activity": procedure.activities.get(), "answers": answers}
    whole = SurveyResponseFactory(participant=person, **given)
    SurveyResponseFactory(state="draft", handed_in_at=None, **given)
    photo = ContentFile(f"Bild von {MARKER}".encode(), "bild.txt")
    SurveyFile.objects.create(
        response=whole, question_key="foto", file=photo, name=f"{MARKER}.txt"
    )


def places_with(word):
    """Every column of text in every table, and every file, in which a word stands."""
    columns = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if isinstance(field, TEXTUAL) and stands_in(model, field, word)
    ]
    files = [
        path.name
        for root in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT)
        for path in Path(root).rglob("*")
        if path.is_file() and word.encode() in path.read_bytes()
    ]
    return sorted(columns + files)


TEXTUAL = (models.CharField, models.TextField, models.JSONField, models.FileField)


def stands_in(model, field, word):
    table, column = model._meta.db_table, field.column
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {quote(table)} "  # noqa: S608
            f"WHERE LOWER(CAST({quote(column)} AS TEXT)) LIKE %s LIMIT 1",
            [f"%{word.lower()}%"],
        )
        return cursor.fetchone() is not None


def links_to(person, procedure):
    """Rows of this procedure that lead to an account."""
    mine = {"activity__procedure": procedure}
    written = Contribution.objects.filter(author=person, **mine).count()
    there = {"contribution__activity__procedure": procedure}
    comments = Comment.objects.filter(author=person, **there).count()
    others = person.supports.count() + person.follows.count()
    answered = person.survey_responses.filter(**mine).count()
    return written + comments + others + answered


def test_b18_nothing_identifies_anybody_after_the_retention_time(
    procedure, seeded, django_capture_on_commit_callbacks
):
    found = places_with(MARKER)
    assert len(found) >= 12, found  # or the scan looks nowhere

    with django_capture_on_commit_callbacks(execute=True):
        assert remove_personal_data() == 1

    assert places_with(MARKER) == []
    assert links_to(seeded, procedure) == 0


def test_b18_what_everyone_could_read_stays_as_the_file(procedure, seeded):
    remove_personal_data()

    kept = Contribution.objects.published().get()
    assert (kept.title, kept.author) == ("Bäume", None)
    assert kept.supports.count() == 1
    assert Comment.objects.count() == 3


def test_b18_the_figures_of_a_survey_stay_without_a_word(procedure, seeded):
    remove_personal_data()

    response = SurveyResponse.objects.get()
    assert response.answers == {"oft": {"choices": ["Nie"], "other": "[entfernt]"}}
    assert response.participant is None


def test_b18_certificate_stands_on_the_audit_trail(procedure, seeded):
    remove_personal_data()

    entry = AuditEntry.objects.get(action="personal_data_removed")
    assert entry.data["procedure"] == procedure.pk
    assert entry.data["counts"]["home.Letter"] >= 2
    assert entry.data["counts"]["participation.Support"] == 1
    assert audit.broken_links() == []


def test_b18_certificate_can_be_downloaded(client, procedure, seeded):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_PLANNERS]))
    address = reverse("participation_certificate", args=[procedure.pk])
    assert client.get(address).status_code == 404

    remove_personal_data()
    text = client.get(address).content.decode()

    assert "Löschbescheinigung" in text
    assert "Stadtpark" in text
    assert AuditEntry.objects.get(action="personal_data_removed").digest in text


def test_b18_a_second_run_removes_nothing_and_certifies_nothing(procedure, seeded):
    remove_personal_data()

    assert remove_personal_data() == 0
    assert AuditEntry.objects.filter(action="personal_data_removed").count() == 1


def test_b18_other_procedures_keep_what_they_need():
    running = activity_of(ProcedurePageFactory(title="Freibad"))
    over()
    author = UserFactory()
    idea = ContributionFactory(activity=running, author=author)
    post_letter("a@example.org", "Ihr Beitrag", idea.get_absolute_url())
    FollowFactory(person=author, contribution=idea)

    remove_personal_data()

    idea.refresh_from_db()
    assert idea.author == author
    assert author.follows.count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "months", "expected"),
    [
        ({}, 24, 24),
        ({"retention_months": 3}, 24, 3),
        ({"retention_months": 0}, 24, 0),
        ({"kind": "formal"}, 24, None),
        ({"kind": "formal", "retention_months": 60}, 24, 60),
    ],
)
def test_b18_retention_is_the_procedures_or_the_houses(
    settings, fields, months, expected
):
    settings.PARTICIPATION_RETENTION_MONTHS = months
    page = over(**fields)
    last = page.ordered_phases[-1].last_day

    due = expected if expected is None else retention.months_after(last, expected)

    assert retention.due_on(page) == due


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 12, 15), 1, date(2028, 1, 15)),
        (date(2027, 5, 3), 24, date(2029, 5, 3)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_months_end_where_a_month_is_shorter(day, months, expected):
    assert retention.months_after(day, months) == expected


def test_b18_the_post_in_charge_is_warned_thirty_days_before():
    holder = UserFactory(roles=[roles.INTRANET_READERS, roles.PARTICIPATION_EDITORS])
    colleague = UserFactory(roles=[roles.INTRANET_READERS, roles.PARTICIPATION_EDITORS])
    post, ended = PostFactory(holder=holder), [(-30, -10)]
    soon = {"contact": post, "retention_months": 1}
    ProcedurePageFactory(title="Stadtpark", phases=ended, **soon)
    ProcedurePageFactory(title="Freibad", phases=ended, contact=post)

    assert titles(holder) == [
        "Die personenbezogenen Daten von „Stadtpark“ werden entfernt"
    ]
    assert titles(colleague) == []


def titles(person):
    kind = "Aufbewahrung"
    return [task.title for task in tasks_for(person) if task.kind == kind]


def test_b18_every_model_with_personal_data_has_a_plan():
    planned = {plan.model for plan in PLANS} | NOT_OF_A_PROCEDURE | IN_THE_FILE
    registered = {
        entry.model
        for entry in personal_data
        if entry.model.startswith("participation.")
    }

    assert registered - planned == set()


# What staff did stays on file with their name: it is their office.
OF_THE_OFFICE = {
    "ArchivingReason.by",
    "Block.by",
    "Block.lifted_by",
    "CodeBatch.made_by",
    "ImplementationReport.written_by",
    "Intake.recorded_by",
    "MergeAct.by",
    "ModerationAct.by",
    "Objection.decided_by",
    "OfficialAnswer.by",
    "Outcome.by",
    "ParticipationIndexPage.locked_by",
    "ParticipationIndexPage.owner",
    "ProcedurePage.locked_by",
    "ProcedurePage.owner",
    "RecordedSupport.recorded_by",
    "SamePerson.decided_by",
}
ROWS_GO_WITH_IT = {"SamePerson.account"}
OF_THE_TOWN = {"Block.person"}  # a block holds in every procedure


def test_b18_every_link_to_a_person_has_a_plan():
    cut = {(plan.model, name) for plan in PLANS for name in plan.unlink}
    gone = {plan.model for plan in PLANS if plan.delete and plan.only == EVERYTHING}
    staying = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("participation").get_models()
        for field in model._meta.concrete_fields
        if field.related_model is User
        and model._meta.label not in gone | IN_THE_FILE
        and (model._meta.label, field.name) not in cut
    }

    assert staying == OF_THE_OFFICE | OF_THE_TOWN | ROWS_GO_WITH_IT
