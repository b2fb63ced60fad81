"""Answering a survey: begin, save, hand in. Who signs in answers once."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from home import pagecache
from home.models import Visitor
from participation import receipts
from participation.models import Activity, SurveyFile, SurveyResponse
from participation.permissions import actor_of
from participation.refusals import KeyTaken, ensure
from participation.survey import is_anonymous, kept, may_answer, questions_of

LONGEST_NAME = 120


class AlreadyAnswered(PermissionDenied):
    """This person, or this form, has handed in an answer before."""

    status = 409

    def __init__(self, response: SurveyResponse):
        self.response = response
        self.words = _("You have already answered this survey.")
        super().__init__(self.words)


def response_of(activity: Activity, person: Visitor, key: UUID | None):
    """What this person, or whoever holds the key, has answered so far."""
    rows = SurveyResponse.objects.filter(activity=activity)
    if is_anonymous(activity):
        return rows.filter(idempotency_key=key, participant=None).first()
    return rows.of(person).first()


@transaction.atomic
def save_answers(
    activity: Activity,
    *,
    person: Visitor,
    key: UUID,
    answers: dict,
    uploads: dict[str, File],
    at: datetime,
) -> SurveyResponse:
    """Keep what was answered so far; nobody counts it before it is handed in."""
    found = response_of(activity, person, key)
    if found and not found.is_draft:
        raise AlreadyAnswered(found)
    ensure(may_answer(actor_of(person), activity, at))
    response = _locked(found or _begin(activity, person, key))
    for question_key, file in uploads.items():
        answers[question_key] = _store(response, question_key, file)
    response.answers = response.answers | answers
    response.save(update_fields=["answers", "saved_at"])
    return response


@transaction.atomic
def hand_in(response: SurveyResponse, activity: Activity, *, at: datetime) -> str:
    """
    Count an answer from now on; return the code of its receipt.

    Whoever calls this has checked the answers. What was not asked is dropped here.
    """
    row = SurveyResponse.objects.select_for_update().get(pk=response.pk)
    code = receipts.code_for(row.idempotency_key)
    if not row.is_draft:
        return code
    row.answers = kept(questions_of(activity), row.answers)
    for file in row.files.exclude(question_key__in=row.answers):
        file.delete()
    row.state, row.handed_in_at = SurveyResponse.State.HANDED_IN, at
    row.receipt_locator, row.receipt_digest = receipts.sealed(code)
    row.save()
    transaction.on_commit(pagecache.drop_all)
    return code


def drop_old_drafts(before: datetime) -> int:
    """Forget what was begun and not handed in; return how many there were."""
    number = 0
    for draft in SurveyResponse.objects.drafts().filter(saved_at__lt=before):
        for file in draft.files.all():
            file.delete()
        draft.delete()
        number += 1
    return number


def _locked(response) -> SurveyResponse:
    """The row as it is now, held until this act is done."""
    row = SurveyResponse.objects.select_for_update().get(pk=response.pk)
    if not row.is_draft:
        raise AlreadyAnswered(row)
    return row


def _begin(activity, person, key) -> SurveyResponse:
    """Two at once: the database lets one of them in, the other one finds it."""
    participant = None if is_anonymous(activity) else person
    try:
        with transaction.atomic():
            return SurveyResponse.objects.create(
                activity=activity, participant=participant, idempotency_key=key
            )
    except IntegrityError:
        found = response_of(activity, person, key)
        if found is None:
            raise KeyTaken from None
        return found


def _store(response, question_key, file) -> dict:
    for older in response.files.filter(question_key=question_key):
        older.delete()
    stored = SurveyFile.objects.create(
        response=response,
        question_key=question_key,
        file=file,
        name=file.name[-LONGEST_NAME:],
    )
    return {"file": stored.pk, "name": stored.name}
