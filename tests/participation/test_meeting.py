"""Live questions: asked on a phone, read on the wall, called up, answered, exported."""

import re
import uuid

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import Notice
from participation import exports, meeting, moderation
from participation.models import CalledQuestion, Contribution, StandardReason
from participation.refusals import Refused
from participation.views.meeting import SECONDS
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db
BUS = "Wann hält der Bus wieder vor der Apotheke?"
LATEST = 5  # seconds until a question stands on the wall, as promised


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def moderator():
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS])


def assembly(**fields):
    """An evening to which people bring questions; guests may ask."""
    given = {"key": "abend", "title": "Bürgerversammlung", "format": "questions"}
    page_fields = {"phases": fields.pop("phases", [(-7, 14)])}
    page = ProcedurePageFactory(
        activities=[given | {"who": "guests"} | fields], **page_fields
    )
    return activity_of(page)


def ask(activity, text, supports=0, **fields):
    row = ContributionFactory(activity=activity, title=text, text=text, **fields)
    SupportFactory.create_batch(supports, contribution=row)
    return row


def screen_of(activity):
    return reverse("screen:questions", args=[activity.procedure.slug, activity.key])


def shown(client, activity, **headers):
    return client.get(screen_of(activity), headers=headers)


def act(client, name, question, **data):
    return client.post(reverse(f"participation:{name}", args=[question.pk]), data)


def test_a9_guest_asks_and_the_wall_shows_it_at_the_next_look(client):
    activity = assembly()
    before = shown(client, activity)  # somebody looked just before
    address = reverse(
        "participation:contribution_create", args=[activity.procedure.slug, "abend"]
    )

    client.post(address, {"text": BUS, "idempotency_key": uuid.uuid4()})

    cache_is_warm = shown(client, activity, **{"If-None-Match": before["ETag"]})
    assert BUS not in before.content.decode()
    assert cache_is_warm.status_code == 200
    assert BUS in cache_is_warm.content.decode()
    assert Contribution.objects.get().receipt_digest


def test_a9_wall_looks_often_enough_with_and_without_a_script(client):
    page = shown(client, assembly()).content.decode()

    [followed] = re.findall(r'data-follow="(\d+)"', page)
    [reloaded] = re.findall(
        r'<noscript>\s*<meta http-equiv="refresh" content="(\d+)">\s*</noscript>', page
    )
    assert "participation/js/follow" in page
    assert int(followed) == int(reloaded) == SECONDS
    assert SECONDS + 1 < LATEST  # a second for the way


def test_a9_wall_can_be_stopped(client):
    page = client.get(f"{screen_of(assembly())}?anhalten=1").content.decode()

    assert "http-equiv" not in page
    assert "follow.js" not in page
    assert "Wieder von selbst" in page


def test_a9_wall_is_sent_only_when_something_changed_and_kept_by_nobody(client):
    activity = assembly()
    question = ask(activity, BUS)
    first = shown(client, activity)

    again = shown(client, activity, **{"If-None-Match": first["ETag"]})
    SupportFactory(contribution=question)
    later = shown(client, activity, **{"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "no-cache"
    assert not first.cookies
    assert (again.status_code, again.content) == (304, b"")
    assert later.status_code == 200
    assert "1 Unterstützung" in later.content.decode()


def test_a9_new_question_stands_beside_the_most_supported_ones(client):
    activity = assembly()
    for number in range(12):
        ask(activity, f"Was kostet Möglichkeit {number}?", supports=2)

    ask(activity, BUS)

    context = shown(client, activity).context
    assert len(context["first"]) == meeting.ON_SCREEN
    assert next(row.text for row in context["newest"]) == BUS
    assert context["more"] == 13 - 2 * meeting.ON_SCREEN


def test_a9_wall_says_how_many_questions_stand_only_in_the_list(client):
    activity = assembly()
    for number in range(2 * meeting.ON_SCREEN + 2):
        ask(activity, f"Was kostet Möglichkeit {number}?")

    page = shown(client, activity).content.decode()

    assert 'data-wall-more="2" >' in page
    assert "participation/js/wall.js" in page  # it adds the rows that don't fit


def test_a9_hidden_waiting_and_withdrawn_questions_never_appear(client, moderator):
    activity = assembly()
    seen = ask(activity, BUS)
    ask(activity, "Wartende Frage?", status="waiting")
    ask(activity, "Zurückgezogene Frage?", withdrawn_at=timezone.now())
    meeting.call_up(seen, by=moderator)
    before = shown(client, activity)

    moderation.hide(seen, rule="matter", reason="Gehört nicht hierher.", by=moderator)

    after = shown(client, activity, **{"If-None-Match": before["ETag"]})
    assert BUS in before.content.decode()
    for text in (BUS, "Wartende", "Zurückgezogene"):
        assert text not in after.content.decode()
    assert "Wartende" not in before.content.decode()


def test_a9_moderator_hides_with_one_reason_of_the_list(client, moderator):
    question = ask(assembly(), "Kaufen Sie bei mir!")
    reason = StandardReason.objects.filter(rule="spam").first()
    client.force_login(moderator)

    act(client, "hide_question", question, grund=reason.pk)
    unknown = act(client, "hide_question", ask(question.activity, BUS), grund="x")

    question.refresh_from_db()
    [done] = question.moderation_acts.all()
    assert (done.act, done.rule, done.reason) == ("hide", "spam", reason.text)
    assert Notice.objects.filter(recipient=question.author).exists()
    assert question.is_hidden
    assert unknown.status_code == 404


def test_a9_called_up_question_is_alone_on_top(client, moderator):
    activity = assembly()
    bus, trees = ask(activity, BUS), ask(activity, "Wer gießt die Bäume?")
    client.force_login(moderator)

    act(client, "call_up", bus)
    act(client, "call_up", trees)

    context = shown(client, activity).context
    assert context["current"] == trees
    assert context["newest"] + context["first"] == [bus]
    act(client, "put_back", trees)
    assert shown(client, activity).context["current"] is None


def test_a9_database_keeps_one_called_question_for_each_activity(moderator):
    activity = assembly()
    bus, trees = ask(activity, BUS), ask(activity, "Wer gießt die Bäume?")
    meeting.call_up(bus, by=moderator)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalledQuestion.objects.create(activity=activity, contribution=trees)


def test_a9_answered_question_moves_down_and_is_on_record_once(client, moderator):
    activity = assembly()
    question = ask(activity, BUS)
    client.force_login(moderator)
    act(client, "call_up", question)

    act(client, "mark_answered", question)
    act(client, "mark_answered", question)

    context = shown(client, activity).context
    [outcome] = question.outcomes.all()
    assert (outcome.status, outcome.by) == ("answered", moderator)
    assert (context["current"], context["answered"]) == (None, [question])
    assert context["first"] + context["newest"] == []
    assert context["numbers"] == {"asked": 1, "answered": 1}
    assert Notice.objects.filter(recipient=question.author).count() == 1
    assert "beantwortet" in client.get(question.get_absolute_url()).content.decode()


def test_a9_nobody_else_calls_up_or_answers(client):
    question = ask(assembly(), BUS)
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_EDITORS]))

    answers = [act(client, name, question) for name in ("call_up", "mark_answered")]

    assert [answer.status_code for answer in answers] == [403, 403]
    with pytest.raises(Refused):
        meeting.call_up(question, by=UserFactory())


def test_a9_desk_shows_what_waits_and_makes_it_public(client, moderator):
    activity = assembly(moderation="pre")
    question = ask(activity, BUS, status="waiting")
    where = [activity.procedure.slug, activity.key]
    client.force_login(moderator)

    desk = client.get(reverse("participation:meeting", args=where))
    act(client, "show_question", question)

    assert list(desk.context["waiting"]) == [question]
    assert shown(client, activity).context["newest"] == [question]


def test_a9_support_is_given_in_the_list(client):
    activity = assembly()
    question = ask(activity, BUS)
    client.force_login(UserFactory())
    address = reverse("participation:support_cast", args=[question.pk])

    answer = client.post(address, {"von": "liste"})

    assert answer.url == f"{activity.get_absolute_url()}#frage-{question.pk}"
    assert "Unterstützung zurückziehen" in client.get(answer.url).content.decode()
    assert shown(client, activity).context["first"][0].support_count == 1


def test_a9_a5_kept_figures_show_neither_as_number_nor_order_nor_tag(client):
    activity = assembly(figures_after_end=True)
    old, new = ask(activity, "Alt?", supports=5), ask(activity, "Neu?")
    before = shown(client, activity)
    listed = client.get(activity.get_absolute_url())

    SupportFactory.create_batch(9, contribution=old)
    cache.clear()

    after = shown(client, activity, **{"If-None-Match": before["ETag"]})
    assert after.status_code == 304
    assert before.context["newest"] == [new, old]
    assert before.context["first"] == []
    assert list(listed.context["page_obj"]) == [new, old]
    assert "Unterstützung" not in before.content.decode()


def test_a9_merged_questions_are_one(client, moderator):
    activity = assembly()
    same, other = ask(activity, "Bus?", supports=1), ask(activity, BUS, supports=2)
    Contribution.objects.filter(pk=same.pk).update(merged_into=other)

    context = shown(client, activity).context

    assert [(row.text, row.support_count) for row in context["first"]] == [(BUS, 3)]
    assert context["numbers"]["asked"] == 1


def test_a9_export_names_no_one(client, moderator):
    activity = assembly()
    question = ask(activity, "=Wann hält der Bus?", supports=2)
    ask(activity, "Verborgene Frage?", status="hidden")
    meeting.mark_answered(question, by=moderator)

    [row] = exports.rows(activity, timezone.now())
    kept = client.get(f"{activity.get_absolute_url()}daten.csv")

    assert row["text"] == "=Wann hält der Bus?"
    assert (row["supports"], row["outcome"]) == (2, "answered")
    assert not {"author", "name", "person"} & set(row)
    text = b"".join(kept.streaming_content).decode()
    assert "'=Wann hält der Bus?" in text
    assert "Verborgene" not in text


def test_a9_short_address_leads_to_the_questions_of_what_is_online(client):
    activity = assembly()
    elsewhere = activity_of(ProcedurePageFactory())

    answer = client.get(reverse("screen:join", args=[activity.pk]))

    page = shown(client, activity).content.decode()
    assert answer.url == activity.get_absolute_url()
    assert f"/frage/{activity.pk}</a>" in page
    assert "data:image/svg+xml" in page
    assert client.get(reverse("screen:join", args=[elsewhere.pk])).status_code == 404
    assert client.get(screen_of(elsewhere)).status_code == 404


def test_a9_long_question_stands_whole_on_its_page(client):
    activity = assembly()
    form = activity.recipe.form(
        activity, {"text": f"{'Warum ' * 40}nur?", "idempotency_key": uuid.uuid4()}
    )
    too_long = activity.recipe.form(
        activity, {"text": "x" * 301, "idempotency_key": uuid.uuid4()}
    )

    assert form.is_valid()
    assert len(form.values["title"]) == Contribution.LONGEST_TITLE
    question = ask(activity, BUS)
    Contribution.objects.filter(pk=question.pk).update(**form.values)
    page = client.get(question.get_absolute_url()).content.decode()
    assert "nur?</h1>" in page
    assert "text" in too_long.errors


def test_a9_result_counts_after_the_end(client, moderator):
    activity = assembly(phases=[(-9, -1)])
    meeting.mark_answered(ask(activity, BUS), by=moderator)
    ask(activity, "Wer gießt die Bäume?")

    page = client.get(activity.get_absolute_url())

    assert page.context["result"] == {"asked": 2, "answered": 1, "people": 2}
    assert "2 Fragen von 2 Menschen, 1 davon beantwortet." in page.content.decode()


def test_number_with_too_many_digits_is_no_reason(client, moderator):
    question = ContributionFactory(
        activity=activity_of(ProcedurePageFactory(activities=[{"format": "questions"}]))
    )
    client.force_login(moderator)

    address = reverse("participation:hide_question", args=[question.pk])

    assert client.post(address, {"grund": "9" * 5_000}).status_code == 404
