"""A4, B4, B5, A13: everyone gets an outcome, and nothing ends without an answer."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from home import roles
from home.models import AuditEntry, Notice, TownImage
from participation import closing, moderation
from participation.models import (
    ArchivingReason,
    Contribution,
    Decision,
    ImplementationReport,
    ProcedurePage,
    Writing,
)
from participation.refusals import Refused
from participation.results import figures
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def moderator():
    return UserFactory(
        first_name="Ilse",
        last_name="Kern",
        roles=[roles.PARTICIPATION_MODERATORS],
    )


@pytest.fixture
def over():
    """A procedure that is over, told and decided, with three ideas."""
    procedure = ProcedurePageFactory(over=True, result="Der Platz wird grün.")
    ContributionFactory.create_batch(3, activity=activity_of(procedure))
    return procedure


@pytest.fixture
def decision(over):
    return Decision.objects.create(
        procedure=over, title="Bäume am Markt", body="Stadtrat", day="2026-05-04"
    )


def ideas(procedure):
    return Contribution.objects.filter(activity__procedure=procedure)


def settle_all(procedure, by, **more):
    return closing.settle(
        ideas(procedure), status="planned", reason="Im Haushalt.", by=by, **more
    )


def archive(procedure, by, on=None):
    closing.archive(procedure, on=on or timezone.localdate(), by=by)


def test_b4_every_contribution_leads_to_the_decision_in_two_clicks(
    client, over, decision, moderator
):
    settle_all(over, moderator, decision=decision)

    for idea in ideas(over):
        page = client.get(idea.get_absolute_url()).text
        assert f'href="{decision.get_absolute_url()}"' in page
    address, _, anchor = decision.get_absolute_url().partition("#")
    assert f'id="{anchor}"' in client.get(address).text


def test_b4_each_has_exactly_one_current_outcome(over, moderator):
    settle_all(over, moderator)
    settle_all(over, moderator)

    statuses = ideas(over).with_outcome().values_list("outcome_status", flat=True)
    assert list(statuses) == ["planned"] * 3


def test_b4_number_without_outcome_is_public_and_zero_before_archiving(
    client, over, moderator
):
    def shown():
        text = client.get(over.result_url).text
        figure = text.split("Noch ohne Ergebnis")[1].split("<dd>")[1]
        return figure.split("<")[0].strip()

    assert shown() == "3"
    settle_all(over, moderator)
    client.cookies.clear()
    assert closing.number_without_outcome(over) == 0
    archive(over, moderator)

    assert shown() == "0"


def test_b4_withdrawn_hidden_and_merged_ones_need_none(over):
    withdrawn, hidden, merged = ideas(over)
    other = ContributionFactory(activity=activity_of(over))
    ideas(over).filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    ideas(over).filter(pk=hidden.pk).update(status=Writing.Status.HIDDEN)
    ideas(over).filter(pk=merged.pk).update(merged_into=other)

    assert list(ideas(over).without_outcome()) == [other]


def test_b5_nothing_is_archived_while_somebody_waits(over, moderator):
    with pytest.raises(ValidationError) as refusal:
        archive(over, moderator)

    assert "3 Beiträge haben noch kein Ergebnis." in refusal.value.messages
    assert ProcedurePage.objects.get(pk=over.pk).archived_on is None


def test_b5_being_examined_is_no_outcome(client, over, moderator):
    settle_all(over, moderator)
    first = ideas(over).first()
    moderation.set_outcome(
        first, status="in_review", reason="Statik fehlt.", by=moderator
    )

    with pytest.raises(ValidationError) as refusal:
        archive(over, moderator)

    assert "1 Beitrag hat noch kein Ergebnis." in refusal.value.messages
    assert figures(over, timezone.localdate())["without_outcome"] == 1


def test_b5_saving_and_publishing_refuse_it_too(over):
    over.archived_on = timezone.localdate()

    with pytest.raises(ValidationError):
        over.save()
    with pytest.raises(ValidationError):
        over.save_revision().publish()


def test_b5_nothing_is_archived_without_a_result(moderator):
    procedure = ProcedurePageFactory(over=True)

    with pytest.raises(ValidationError, match="was daraus wurde"):
        archive(procedure, moderator)


def test_b5_nothing_is_archived_while_people_can_contribute(moderator):
    procedure = ProcedurePageFactory(result="Schon entschieden.")

    with pytest.raises(ValidationError, match="kann man noch beitragen"):
        archive(procedure, moderator)


def test_b5_a_named_person_may_answer_for_it(client, over, moderator):
    closing.give_reason(over, reason="Die Fragen gehen an den Kreis.", by=moderator)

    archive(over, moderator)

    assert ProcedurePage.objects.get(pk=over.pk).archived_on
    entry = AuditEntry.objects.get(action="participation.archiving_reason")
    assert entry.actor == moderator
    assert entry.data == {"without_outcome": 3}
    text = client.get(over.result_url).text
    assert "Die Fragen gehen an den Kreis." in text
    assert str(moderator) in text
    assert "3 Beiträge ohne Ergebnis" in text


def test_b5_a_reason_covers_no_more_than_it_knew_of(over, moderator):
    closing.give_reason(over, reason="Die Fragen gehen an den Kreis.", by=moderator)
    ContributionFactory(activity=activity_of(over))

    with pytest.raises(ValidationError):
        archive(over, moderator)


def test_b5_reasons_stay_as_they_are(over, moderator):
    closing.give_reason(over, reason="Erledigt sich.", by=moderator)

    with pytest.raises(PermissionDenied):
        ArchivingReason.objects.update(reason="")


def test_b5_citizens_archive_nothing(over):
    for act in (
        lambda who: archive(over, who),
        lambda who: closing.give_reason(over, reason="x", by=who),
    ):
        with pytest.raises(Refused):
            act(UserFactory())


def test_archiving_leaves_waiting_drafts_alone(over, moderator):
    settle_all(over, moderator)
    over.title = "Noch nicht freigegeben"
    over.save_revision()

    with pytest.raises(ValidationError, match="Entwurf"):
        archive(over, moderator)


def test_desk_settles_many_at_once_and_archives(client, over, decision, moderator):
    client.force_login(moderator)
    chosen = [idea.pk for idea in ideas(over)]
    desk = over.closing_url

    empty = client.post(f"{desk}ergebnisse/", {"status": "noted", "reason": "Danke."})
    assert "Bitte mindestens einen Beitrag ankreuzen." in empty.text
    refused = client.post(f"{desk}archivieren/", {"on": timezone.localdate()})
    assert "3 Beiträge haben noch kein Ergebnis." in refused.text
    client.post(
        f"{desk}ergebnisse/",
        {
            "chosen": chosen,
            "status": "planned",
            "reason": "Im Haushalt.",
            "decision": decision.pk,
        },
    )
    done = client.post(f"{desk}archivieren/", {"on": timezone.localdate()})

    assert done.url == over.result_url
    assert closing.number_without_outcome(over) == 0
    assert Notice.objects.count() == 3


def test_a13_every_change_keeps_author_time_and_reason_and_tells_once(over, moderator):
    idea = ideas(over).first()

    for status in ("in_review", "done"):
        moderation.set_outcome(idea, status=status, reason="Gebaut.", by=moderator)

    latest, first = idea.outcomes.all()
    assert (latest.status, first.status) == ("done", "in_review")
    assert latest.by == moderator
    assert latest.reason == "Gebaut."
    assert latest.at > first.at
    assert Notice.objects.filter(recipient=idea.author).count() == 2


# --- What became of it ------------------------------------------------------


def test_result_page_counts_each_person_once(client, over):
    busy = ideas(over).first().author
    idea = ideas(over).last()
    CommentFactory(contribution=idea, author=busy)
    SupportFactory(contribution=idea, person=busy)
    SupportFactory(contribution=idea)

    text = client.get(over.result_url).text

    people = text.split("Menschen, die mitgemacht haben")[1].split("<dd>")[1]
    assert people.split("<")[0].strip() == "4"
    assert "Der Platz wird grün." in text


def test_supports_are_told_when_it_is_over(client):
    procedure = ProcedurePageFactory()
    SupportFactory(contribution=ContributionFactory(activity=activity_of(procedure)))
    assert "Unterstützungen" not in client.get(procedure.result_url).text


def photo():
    content = BytesIO()
    Image.new("RGB", (800, 600), "darkgreen").save(content, "JPEG")
    return SimpleUploadedFile("baum.jpg", content.getvalue())


def send_report(client, procedure, **more):
    form = {
        "day": timezone.localdate() - timedelta(days=2),
        "title": "Der erste Baum steht",
        "text": "Feldahorn, zwölf Kubikmeter Erde.",
        "idempotency_key": uuid.UUID(int=9),
    }
    address = f"/beteiligung/umsetzung/{procedure.slug}/neu/"
    return client.post(address, form | more)


def test_implementation_report_is_public_with_its_picture(client, over, moderator):
    client.force_login(moderator)

    send_report(client, over, upload=photo(), description="Ein junger Ahorn")
    send_report(client, over, upload=photo(), description="Ein junger Ahorn")
    client.logout()

    assert ImplementationReport.objects.count() == TownImage.objects.count() == 1
    text = client.get(over.result_url).text
    assert "Feldahorn" in text
    assert 'alt="Ein junger Ahorn"' in text


def test_picture_without_words_is_refused_and_the_text_kept(client, over, moderator):
    client.force_login(moderator)

    page = send_report(client, over, upload=photo())

    assert "Bitte beschreiben Sie, was auf dem Bild zu sehen ist." in page.text
    assert "Feldahorn" in page.text
    assert not ImplementationReport.objects.exists()


def test_citizens_report_nothing(client, over):
    client.force_login(UserFactory())

    assert send_report(client, over).status_code == 403
