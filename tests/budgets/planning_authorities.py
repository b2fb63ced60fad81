"""Budgets of the pages behind an authority's personal link."""

import uuid
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from participation.members import digest_of
from participation.planning import authority_answers, drafts
from tests.budgets import Budget
from tests.factories.planning import (
    AuthorityInvitationFactory,
    DocumentVersionFactory,
    PlanDocumentFactory,
    publish,
)

KEY = "schluessel-eines-traegers-fuer-die-budgets-00"


def asked(house, count):
    """An invitation with as many documents and statements."""
    invitation = AuthorityInvitationFactory(
        link_digest=digest_of(KEY), opened_at=timezone.now()
    )
    for _number in range(count):
        document = PlanDocumentFactory(plan=invitation.round.plan)
        publish(DocumentVersionFactory(document=document), invitation.round)
        authority_answers.say_no_concerns(
            invitation, key=uuid.uuid4(), name="", at=timezone.now()
        )
    authority_answers.save_draft(invitation, content={"text": "Entwurf"})
    return invitation


def page(house, count):
    asked(house, count)
    return reverse("participation:authority", args=[KEY])


def review(house, count):
    asked(house, count)
    return reverse("participation:authority_review", args=[KEY])


def document(house, count):
    version = asked(house, count).round.published_versions.first().version
    where = [KEY, version.pk, version.filename]
    return reverse("participation:authority_document", args=where)


def receipt(house, count):
    statement = asked(house, count).statements.first()
    return reverse("participation:authority_receipt", args=[KEY, statement.number])


def correct(house, count):
    statement = asked(house, count).statements.first()
    return reverse("participation:authority_correct", args=[KEY, statement.number])


def withdraw(house, count):
    statement = asked(house, count).statements.first()
    return reverse("participation:authority_withdraw", args=[KEY, statement.number])


def attachment(house, count):
    file = ContentFile(b"%PDF-1.7", name="anlage.pdf")
    draft = authority_answers.save_draft(
        asked(house, count), content={"text": "Entwurf"}, files=[file]
    )
    name = PurePath(drafts.files_of(draft)[0].stored).name
    return reverse("participation:authority_attachment", args=[KEY, name])


BUDGETS = [
    Budget("participation:authority", 14, page),
    Budget("participation:authority_review", 8, review),
    Budget("participation:authority_document", 4, document),
    Budget("participation:authority_receipt", 8, receipt),
    Budget("participation:authority_attachment", 4, attachment),
    Budget("participation:authority_correct", 8, correct),
    Budget("participation:authority_withdraw", 8, withdraw),
]
NO_BUDGET = [
    ("participation:authority_no_concerns", "answers a POST; nothing is listed"),
    ("participation:authority_more_time", "answers a POST; nothing is listed"),
]
