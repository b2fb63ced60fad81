"""Whoever answers for a post prepares its points, with no way into the desk (BP-32)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.registries import tasks_for
from participation.planning import weighing
from participation.planning.models import Boilerplate, Plan
from tests.factories.home import PostFactory, UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import (
    PlanDocumentFactory,
    PointFactory,
    ResolutionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(town):
    return PostFactory(holder=UserFactory(roles=[roles.INTRANET_READERS]))


@pytest.fixture
def staff(client, post):
    client.force_login(post.holder)
    return client


def at(point):
    return reverse("participation:my_point", args=[point.pk])


def form_of(point, **typed):
    return {"seen": point.changed_at.isoformat(), "proposal": "", **typed}


def test_bp32_a_post_without_the_administration_answers_its_points(staff, post):
    point = PointFactory(
        post=post,
        text="Hedwig Kern, Torweg 1: zu laut",
        topic="Lärm",
        due_on=days_from_now(3),
    )
    point.document = PlanDocumentFactory(plan=point.statement.plan, title="Gutachten")
    point.save()

    [task] = tasks_for(post.holder)
    listed = staff.get(task.url)
    page = staff.get(at(point))
    saved = staff.post(
        at(point), form_of(point, proposal="Wand bauen.", proposed_result="partly")
    )

    assert task.due == point.due_on
    assert at(point) in listed.content.decode()
    for answer in (listed, page):
        text = answer.content.decode()
        assert "zu laut" in text
        assert "Kern" not in text
        assert "Torweg" not in text
        assert "no-store" in answer["Cache-Control"]
    assert "Gutachten" in page.content.decode()
    assert saved.status_code == 302
    point.refresh_from_db()
    assert (point.proposal, point.step) == ("Wand bauen.", "prepared")
    assert point.history.get().by == post.holder
    assert tasks_for(post.holder) == []


def test_list_names_the_plan_of_each_point(staff, post):
    names = {"Am Gradierwerk", "An den Salzwiesen"}
    rows = {
        name: PointFactory(post=post, statement__round__plan__name=name)
        for name in names
    }
    PointFactory(post=PostFactory(), statement__round__plan__name="Bahnhofsviertel")

    page = staff.get(reverse("participation:my_points")).content.decode()

    [_head, *articles] = page.split("<article")
    assert len(articles) == len(rows)
    for article in articles:
        [name] = [name for name in names if name in article]
        assert at(rows[name]) in article
    assert "Bahnhofsviertel" not in page


def test_bp32_a_post_prepares_and_decides_nothing(staff, post):
    point = PointFactory(post=post, proposal="Ja.", proposed_result="followed")
    typed = {"step": "ready", "text": "Gelogen", "topic": "Anderes", "to_office": "on"}

    staff.post(at(point), form_of(point, proposal="Nein.", **typed))

    point.refresh_from_db()
    assert (point.proposal, point.step, point.resolution) == ("Nein.", "open", None)
    assert point.text != "Gelogen"
    assert not point.to_office


def test_bp32_what_is_ready_is_read_and_no_longer_written(staff, post):
    point = PointFactory(
        post=post, proposal="Ja.", proposed_result="followed", step="ready"
    )

    page = staff.get(at(point)).content.decode()
    refused = staff.post(at(point), form_of(point, proposal="Nein."))

    assert "Ja." in page
    assert 'name="proposal"' not in page
    assert refused.status_code == 403


@pytest.mark.parametrize("why", ["other post", "withdrawn", "decided", "closed"])
def test_what_is_no_business_of_the_post_is_not_found(staff, post, why):
    point = PointFactory(post=PostFactory() if why == "other post" else post)
    statement = point.statement
    if why == "withdrawn":
        statement.withdrawn_at = timezone.now()
        statement.save()
    if why == "decided":
        point.resolution = ResolutionFactory(plan=statement.plan)
        point.result = "followed"
        point.save()
    if why == "closed":
        Plan.objects.update(closed_on=timezone.localdate())

    listed = staff.get(reverse("participation:my_points")).content.decode()

    assert at(point) not in listed
    assert staff.get(at(point)).status_code == 404
    assert staff.post(at(point), form_of(point, proposal="Ja.")).status_code == 404


def test_somebody_faster_is_not_overwritten_unseen(staff, post):
    point = PointFactory(post=post)
    seen = form_of(point, proposal="Meins.")
    weighing.propose(point, text="Deren.", result="", by=post.holder)

    answer = staff.post(at(point), seen)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Deren." in page
    assert "Meins." in page
    point.refresh_from_db()
    assert point.proposal == "Deren."


def test_boilerplate_is_inserted_and_nothing_saved(staff, post):
    point = PointFactory(post=post)
    block = Boilerplate.objects.create(title="Lärm", text="Die Wand genügt.")
    typed = {"boilerplate": block.pk, "einfuegen": "1"}

    page = staff.post(at(point), form_of(point, **typed)).content.decode()

    assert "Die Wand genügt." in page
    point.refresh_from_db()
    assert point.proposal == ""


def test_only_the_town_hall_is_asked(client, town):
    citizen = UserFactory()
    point = PointFactory(post=PostFactory(holder=citizen))
    listed = reverse("participation:my_points")

    anonymous = client.get(at(point))
    client.force_login(citizen)

    assert anonymous.status_code == 302
    assert client.get(listed).status_code == 403
    assert client.get(at(point)).status_code == 404
    assert tasks_for(citizen) == []
