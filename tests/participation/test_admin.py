import pytest
from django.urls import reverse

from home import roles
from home.rights_sync import sync_roles
from participation.models import Contribution, ProcedurePage
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    days_from_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    sync_roles()
    editor = UserFactory(roles=[roles.PARTICIPATION_EDITORS])
    client.force_login(editor)
    return editor


def inline(name, rows):
    """The fields of an inline panel, as the editor's browser sends them."""
    data = {
        f"{name}-TOTAL_FORMS": len(rows),
        f"{name}-INITIAL_FORMS": sum("id" in row for row in rows),
        f"{name}-MIN_NUM_FORMS": 0,
        f"{name}-MAX_NUM_FORMS": 1000,
    }
    for number, row in enumerate(rows):
        data[f"{name}-{number}-ORDER"] = number + 1
        for field, value in row.items():
            data[f"{name}-{number}-{field}"] = value
    return data


def activity_row(**fields):
    return {"format": "ideas", "place": "optional", "who": "accounts"} | fields


def form_of(**changes):
    """What an editor sends for a procedure with one phase and one activity."""
    data = {
        "title": "Mehr Bäume",
        "slug": "mehr-baeume",
        "introduction": "Wo fehlen Bäume?",
        "kind": "informal",
        "circle": "public",
        "moderation": "post",
        "body-count": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    rows = {
        "phases": [
            {
                "title": "Ideen sammeln",
                "first_day": days_from_now(1),
                "last_day": days_from_now(20),
            }
        ],
        "activities": [activity_row(title="Ihre Ideen")],
        "openings": [],
        "options": [],
        "questions": [],
        "paragraphs": [],
        "dates": [],
        "documents": [],
        "milestones": [],
        "decisions": [],
    }
    for name, value in rows.items():
        data |= inline(name, changes.pop(name, value))
    return data | changes


def edit(client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form_of(slug=page.slug, **changes))


def rows_of(page):
    """The saved phase and activity as the form sends them back."""
    phase, activity = page.phases.get(), page.activities.get()
    return {
        "phases": [
            {
                "id": phase.pk,
                "title": phase.title,
                "first_day": phase.first_day,
                "last_day": phase.last_day,
            }
        ],
        "activities": [activity_row(id=activity.pk, title=activity.title)],
    }


def test_editor_writes_a_draft_and_rows_get_keys(client, town, editor):
    index = ProcedurePageFactory().get_parent()
    url = reverse(
        "wagtailadmin_pages:add", args=["participation", "procedurepage", index.pk]
    )

    response = client.post(url, form_of())

    page = ProcedurePage.objects.get(slug="mehr-baeume")
    draft = page.get_latest_revision_as_object()
    assert response.status_code == 302
    assert not page.live
    assert [phase.key for phase in draft.phases.all()] == ["ideen-sammeln"]
    assert [activity.key for activity in draft.activities.all()] == ["ihre-ideen"]


def test_key_follows_the_title_while_the_editor_types(client, town, editor):
    index = ProcedurePageFactory().get_parent()
    url = reverse(
        "wagtailadmin_pages:add", args=["participation", "procedurepage", index.pk]
    )
    client.post(url, form_of(activities=[activity_row(title="Ihr")]))  # autosave
    page = ProcedurePage.objects.get(slug="mehr-baeume")
    rows = rows_of(page.get_latest_revision_as_object())
    rows["activities"][0]["title"] = "Ihre Ideen"

    edit(client, page, **rows)

    assert key_of_activity(page) == "ihre-ideen"


@pytest.mark.parametrize("why", ["it is public", "an opening names it"])
def test_key_stays_once_somebody_relies_on_it(client, town, editor, why):
    page = ProcedurePageFactory(live=why == "it is public")
    rows = rows_of(page)
    rows["activities"][0]["title"] = "Ganz anders"
    if not page.live:
        phase, activity = page.phases.get(), page.activities.get()
        names = {"phase_key": phase.key, "activity_key": activity.key}
        rows["openings"] = [names | {"verbs": ["submit"]}]

    edit(client, page, **rows)

    assert key_of_activity(page) == "ideen-1"


def test_rows_of_an_autosave_that_was_not_answered_yet_come_once(client, town, editor):
    index = ProcedurePageFactory().get_parent()
    url = reverse(
        "wagtailadmin_pages:add", args=["participation", "procedurepage", index.pk]
    )
    client.post(url, form_of(activities=[activity_row(title="Ihre Ideen")]))
    page = ProcedurePage.objects.get(slug="mehr-baeume")

    answer = edit(client, page, activities=[activity_row(title="Ihre Ideen")])

    assert answer.status_code == 302
    assert key_of_activity(page) == "ihre-ideen"


def key_of_activity(page):
    page.refresh_from_db()
    return page.get_latest_revision_as_object().activities.get().key


def test_editor_sets_what_the_format_allows(client, town, editor):
    page = ProcedurePageFactory()
    rows = rows_of(page)
    rows["activities"][0]["settings-ideas-longest_text"] = "800"

    edit(client, page, **rows)

    page.refresh_from_db()
    [activity] = page.get_latest_revision_as_object().activities.all()
    assert activity.settings == {"ideas": {"longest_text": 800}}
    assert activity.setting("longest_text") == 800


def test_wrong_setting_is_refused_in_words(client, town, editor):
    page = ProcedurePageFactory()
    rows = rows_of(page)
    rows["activities"][0]["settings-ideas-longest_text"] = "viel"

    answer = edit(client, page, **rows)

    assert "Ideensammlung, Längster Text" in answer.content.decode()


def test_option_gets_a_key_and_names_its_activity(client, town, editor):
    page = ProcedurePageFactory()
    rows = rows_of(page) | {
        "options": [
            {"activity_key": "ideen-1", "title": "Brunnen"},
            {"activity_key": "ideen-1", "title": "Brunnen"},
        ]
    }

    edit(client, page, **rows)

    page.refresh_from_db()
    options = page.get_latest_revision_as_object().options.all()
    assert [option.key for option in options] == ["brunnen", "brunnen-2"]


def test_editor_previews_what_is_not_saved_yet(client, town, editor):
    index = ProcedurePageFactory().get_parent()
    url = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["participation", "procedurepage", index.pk],
    )

    sent = client.post(url, form_of())
    preview = client.get(url)

    assert sent.json()["is_valid"]
    assert "Ideen sammeln" in preview.content.decode()
    assert "Öffnet am" in preview.content.decode()


def test_editor_can_not_publish(client, town, editor):
    page = ProcedurePageFactory(live=False)

    edit(client, page, **{"action-publish": "1"}, **rows_of(page))

    page.refresh_from_db()
    assert not page.live


def test_openings_are_chosen_by_title(client, town, editor):
    page = ProcedurePageFactory(live=False)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    html = client.get(url).content.decode()

    assert '<option value="phase-1">Phase 1</option>' in html
    assert '<option value="ideen-1">Ideen 1</option>' in html


def test_opening_of_an_unknown_phase_is_refused_in_words(client, town, editor):
    page = ProcedurePageFactory(live=False)
    opening = {
        "phase_key": "gibt-es-nicht",
        "activity_key": "ideen-1",
        "verbs": ["submit"],
    }

    response = edit(client, page, openings=[opening], **rows_of(page))

    assert "Wählen Sie eine Phase dieses Verfahrens." in response.content.decode()


def test_opening_is_kept_in_the_draft(client, town, editor):
    page = ProcedurePageFactory(live=False)
    opening = {
        "phase_key": "phase-1",
        "activity_key": "ideen-1",
        "verbs": ["submit", "comment"],
    }

    edit(client, page, openings=[opening], **rows_of(page))

    draft = page.get_latest_revision_as_object()
    assert [row.verbs for row in draft.openings.all()] == [["submit", "comment"]]


def test_activity_with_contributions_stays_and_the_form_says_so(client, town, editor):
    page = ProcedurePageFactory()
    ContributionFactory(activity=page.activities.get())
    rows = rows_of(page)
    rows["activities"][0]["DELETE"] = "on"

    response = edit(client, page, **rows)

    assert "gibt es Beiträge" in response.content.decode()


def test_slug_of_a_view_is_refused_in_words(client, town, editor):
    page = ProcedurePageFactory(live=False)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    response = client.post(url, form_of(**rows_of(page)) | {"slug": "moderation"})

    assert "Diese Adresse gehört schon" in response.content.decode()


def test_procedure_with_contributions_can_not_be_deleted(client, town):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = ProcedurePageFactory()
    ContributionFactory(activity=page.activities.get())

    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert ProcedurePage.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (roles.PARTICIPATION_EDITORS, 200),
        (roles.PARTICIPATION_MODERATORS, 200),
        (roles.KNOWLEDGE_EDITORS, 302),
    ],
)
def test_list_of_contributions_is_for_the_roles_of_the_room(client, town, role, status):
    sync_roles()
    client.force_login(UserFactory(roles=[role]))
    ContributionFactory(title="Mehr Bäume")

    response = client.get(reverse("contributions:index"))

    assert response.status_code == status


def test_nobody_edits_contributions_in_the_administration(client, town):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    contribution = ContributionFactory(title="Mehr Bäume")

    client.post(
        reverse("contributions:edit", args=[contribution.pk]), {"title": "Weniger"}
    )

    assert Contribution.objects.get().title == "Mehr Bäume"
