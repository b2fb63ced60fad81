"""Statements: their giver reads them by a key, planners read all, nobody else any."""

import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from home import roles
from participation import receipts
from participation.planning.models import Statement, StatementFile
from tests.factories.planning import (
    RoundFactory,
    StatementDraftFactory,
    StatementFactory,
)
from tests.house import EVERYBODY, SUPERUSER
from tests.leaks import HiddenThing
from tests.leaks.planning_documents import THE_TWO

PLANNERS = frozenset({SUPERUSER, roles.PARTICIPATION_PLANNERS})


def published_round(house, secret):
    return RoundFactory(is_restricted=True, restricted_because=secret)


def round_not_approved(house, secret):
    return RoundFactory(draft=True, is_restricted=True, restricted_because=secret)


def round_for_authorities(house, secret):
    return RoundFactory(
        to_authorities=True, is_restricted=True, restricted_because=secret
    )


def sent(secret, **fields):
    key = uuid.uuid4()
    locator, digest = receipts.sealed(receipts.code_for(key))
    return StatementFactory(
        text=secret,
        name=secret,
        idempotency_key=key,
        receipt_locator=locator,
        receipt_digest=digest,
        **fields,
    )


def just_sent(house, secret):
    """Whoever has its address is the one who sent it."""
    return sent(secret)


def sent_some_time_ago(house, secret):
    statement = sent(secret)
    earlier = timezone.now() - timedelta(hours=2)
    Statement.objects.filter(pk=statement.pk).update(recorded_at=earlier)
    return statement


def recorded(house, secret):
    """Its key was never in any address, so no address shows it."""
    return sent(secret, origin="letter")


def draft(house, secret):
    return StatementDraftFactory(content={"text": secret, "name": secret})


def attachment(house, secret):
    return StatementFile.objects.create(
        statement=StatementFactory(),
        file=ContentFile(f"%PDF-{secret}".encode(), "anlage.pdf"),
        filename=secret,
        size=9,
        sha256="0" * 64,
    )


def form_at(in_round):
    where = [in_round.procedure.slug, in_round.key]
    return [reverse("participation:statement_create", args=where)]


def form_and_desk(in_round):
    """What is not public has no form; those who prepare it have their desk."""
    where = [in_round.plan_id, in_round.pk]
    return [*form_at(in_round), reverse("planning:round", args=where)]


def desk_of(statement):
    return [
        reverse("planning:statement", args=[statement.pk]),
        reverse("planning:statements", args=[statement.plan_id]),
    ]


HIDDEN = [
    HiddenThing("published round", published_round, EVERYBODY, form_at),
    HiddenThing(
        "round that nobody approved", round_not_approved, THE_TWO, form_and_desk
    ),
    HiddenThing("round for authorities", round_for_authorities, THE_TWO, form_and_desk),
    HiddenThing("statement just sent", just_sent, EVERYBODY),
    HiddenThing("statement sent earlier", sent_some_time_ago, PLANNERS, desk_of),
    HiddenThing("recorded statement", recorded, PLANNERS, desk_of),
    HiddenThing("draft of a statement", draft, EVERYBODY),
    HiddenThing(
        "file of a statement", attachment, PLANNERS, lambda row: [row.file.url]
    ),
]
NO_CONTENT = [
    (
        "participation:statement_attachment",
        "shows what belongs to one secret key; test_statement_form tries others",
    ),
    ("participation:statement_correct", "answers a POST with the code of a receipt"),
    ("participation:statement_withdraw", "answers a POST with the code of a receipt"),
    ("participation:statement_paper", "answers a POST with the code of a receipt"),
]
