"""B19: reasons, one objection, decided by somebody else, and a public log."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import AuditEntry, Notice
from participation import moderation, moderation_log
from participation.models import Contribution, ModerationAct, Objection
from participation.objections import decide, object_to
from participation.permissions import Reason
from participation.refusals import Refused
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db
LOG = reverse("participation:moderation_log")
TABLE = reverse("participation:moderation_log_csv")


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def moderator():
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS], last_name="Moder")


@pytest.fixture
def other_moderator():
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS])


def hidden(by, make=ContributionFactory, **fields):
    writing = make(**fields)
    moderation.hide(writing, rule="spam", reason="Das ist Werbung.", by=by)
    return type(writing).objects.get(pk=writing.pk)


def objection_to(writing):
    return object_to(writing, text="Ich verkaufe nichts.", by=writing.author)


@pytest.mark.parametrize("make", [ContributionFactory, CommentFactory])
def test_b19_the_author_objects_and_somebody_else_grants(
    make, moderator, other_moderator
):
    writing = hidden(moderator, make)
    objection = objection_to(writing)

    decide(objection, grant=True, reason="Ein Hinweis.", by=other_moderator)

    writing.refresh_from_db()
    objection.refresh_from_db()
    assert writing.is_public
    assert (objection.is_granted, objection.decided_by) == (True, other_moderator)
    assert Notice.objects.first().title == (
        "Ihrem Einspruch wurde stattgegeben: Ihr Text ist wieder öffentlich"
    )


def test_b19_a_declined_objection_leaves_it_hidden_and_is_told(
    moderator, other_moderator
):
    writing = hidden(moderator)

    decide(
        objection_to(writing),
        grant=False,
        reason="Es bleibt Werbung.",
        by=other_moderator,
    )

    writing.refresh_from_db()
    notice = Notice.objects.first()
    assert writing.is_hidden
    assert notice.recipient == writing.author
    assert notice.text.endswith("\n\nEs bleibt Werbung.")


def test_b19_one_objection_for_each_hiding(moderator, other_moderator):
    writing = hidden(moderator)
    decide(objection_to(writing), grant=False, reason="Nein.", by=other_moderator)

    with pytest.raises(Refused) as refusal:
        objection_to(writing)

    assert refusal.value.answer.reason is Reason.OBJECTED


def test_b19_after_a_new_hiding_the_author_may_object_again(moderator, other_moderator):
    writing = hidden(moderator)
    decide(objection_to(writing), grant=True, reason="Ja.", by=other_moderator)

    moderation.hide(writing, rule="matter", reason="Nicht zur Sache.", by=moderator)
    writing.refresh_from_db()

    assert objection_to(writing).is_open


def test_the_database_refuses_a_second_objection(moderator):
    objection = objection_to(hidden(moderator))

    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(act=objection.act, text="Noch einmal.")


def test_only_the_author_objects(moderator):
    writing = hidden(moderator)

    with pytest.raises(Refused):
        object_to(writing, text="Ich finde es gut.", by=UserFactory())


def test_whoever_hid_it_does_not_decide_if_others_can(moderator, other_moderator):
    objection = objection_to(hidden(moderator))

    with pytest.raises(Refused) as refusal:
        decide(objection, grant=False, reason="Nein.", by=moderator)

    assert refusal.value.answer.reason is Reason.OWN_DECISION


def test_the_only_moderator_decides_alone(moderator):
    objection = objection_to(hidden(moderator))

    decide(objection, grant=False, reason="Nein.", by=moderator)

    objection.refresh_from_db()
    assert not objection.is_open


def test_showing_it_again_grants_the_objection(moderator):
    writing = hidden(moderator)
    objection = objection_to(writing)

    moderation.restore(writing, reason="Ein Irrtum.", by=moderator)

    objection.refresh_from_db()
    assert objection.is_granted


def test_b19_objections_are_on_the_audit_trail(moderator):
    objection_to(hidden(moderator))

    assert AuditEntry.objects.filter(action="participation.objection").count() == 1


def test_b19_the_author_finds_the_way_and_the_outcome(
    client, moderator, other_moderator
):
    writing = hidden(moderator)
    client.force_login(writing.author)
    address = reverse("participation:contribution_objection", args=[writing.pk])
    assert (
        f'href="{address}"' in client.get(writing.get_absolute_url()).content.decode()
    )

    assert "Das ist Werbung." in client.get(address).content.decode()
    assert client.post(address, {"text": ""}).status_code == 400
    client.post(address, {"text": "Ich verkaufe nichts."})
    decide(Objection.objects.get(), grant=False, reason="Doch.", by=other_moderator)

    body = client.get(reverse("participation:my_contributions")).content.decode()
    assert "abgelehnt" in body
    assert "Doch." in body
    assert client.get(address).status_code == 403


def test_others_do_not_find_the_objection_of_an_author(client, moderator):
    writing = hidden(moderator)
    client.force_login(UserFactory())
    address = reverse("participation:contribution_objection", args=[writing.pk])

    assert client.get(address).status_code == 404


def test_b19_a_moderator_decides_in_the_queue(client, moderator, other_moderator):
    writing = hidden(moderator)
    objection = objection_to(writing)
    client.force_login(other_moderator)
    queue = f"{reverse('participation:moderation_queue')}?zeige=einspruch"
    assert writing.title in client.get(queue).content.decode()

    client.post(
        reverse("participation:objection_decide", args=[objection.pk]),
        {"grant": "ja", "reason": "Stimmt."},
    )

    writing.refresh_from_db()
    assert writing.is_public


def test_b19_the_public_log_tells_acts_and_nobody(client, moderator):
    author = UserFactory(pseudonym="Rebstock")
    writing = ContributionFactory(
        author=author, title="Kauft Wein", text="Bei mir ist er billig."
    )
    ReportFactory(contribution=writing, text="Wein von Rebstock")
    moderation.hide(writing, rule="spam", reason="Wein von Rebstock", by=moderator)

    pages = [client.get(address).content.decode() for address in (LOG, TABLE)]

    for body in pages:
        assert "ausgeblendet" in body
        assert "Keine Werbung" in body
        told = ["Rebstock", "Wein", "billig", "Moder,", author.email, f"/{writing.pk}/"]
        assert [word for word in told if word in body] == []
    assert client.cookies == {}


def test_b19_the_log_is_exported_row_by_row(client, moderator):
    since = timezone.now() - timedelta(hours=5)
    contribution = ContributionFactory(
        status=Contribution.Status.WAITING, created_at=since
    )
    moderation.approve(contribution, by=moderator)

    text = client.get(TABLE).content.decode("utf-8-sig")
    [_head, row] = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert row[1:] == ["freigegeben", "", "Beitrag", "5,0"]


def test_b19_the_median_time_is_shown(client, moderator):
    for hours in (1, 3, 20):
        since = timezone.now() - timedelta(hours=hours)
        waiting = ContributionFactory(
            status=Contribution.Status.WAITING, created_at=since
        )
        moderation.approve(waiting, by=moderator)

    assert moderation_log.median_time_in_words() == "3 Stunden"
    assert "3 Stunden" in client.get(LOG).content.decode()


def test_the_time_counts_from_the_first_report(moderator):
    report = ReportFactory()
    moderation.keep(report.contribution, reason="Erlaubt.", by=moderator)

    assert ModerationAct.objects.get().waiting_since == report.created_at


def test_what_nobody_waited_for_has_no_time(moderator):
    hidden(moderator)

    assert moderation_log.median_time() is None
