"""Statements: their giver reads them by a key, planners read all, nobody else any."""

import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from home import roles
from participation import receipts
from participation.planning.models import Statement, StatementFile
from tests.factories.planning import StatementDraftFactory, StatementFactory
from tests.house import EVERYBODY, SUPERUSER
from tests.leaks import HiddenThing
from tests.leaks.planning_documents import THE_TWO, another_round

PLANNERS = frozenset({SUPERUSER, roles.PARTICIPATION_PLANNERS})


def restricted(**fields):
    def make(house, secret):
        return another_round(
            house, is_restricted=True, restricted_because=secret, **fields
        )

    return make


def open_round(house):
    """The round to which all hidden statements were sent."""
    return house.once("open_round", lambda: another_round(house))


def sent(house, secret, **fields):
    key = uuid.uuid4()
    locator, digest = receipts.sealed(receipts.code_for(key))
    return StatementFactory(
        round=open_round(house),
        text=secret,
        name=secret,
        idempotency_key=key,
        receipt_locator=locator,
        receipt_digest=digest,
        **fields,
    )


def just_sent(house, secret):
    """Whoever has its address is the one who sent it."""
    return sent(house, secret)


def sent_some_time_ago(house, secret):
    statement = sent(house, secret)
    earlier = timezone.now() - timedelta(hours=2)
    Statement.objects.filter(pk=statement.pk).update(recorded_at=earlier)
    return statement


def recorded(house, secret):
    """Its key was never in any address, so no address shows it."""
    return sent(house, secret, origin="letter")


def draft(house, secret):
    content = {"text": secret, "name": secret}
    return StatementDraftFactory(round=open_round(house), content=content)


def attachment(house, secret):
    return StatementFile.objects.create(
        statement=StatementFactory(round=open_round(house)),
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
    HiddenThing("published round", restricted(), EVERYBODY, form_at),
    HiddenThing(
        "round that nobody approved", restricted(draft=True), THE_TWO, form_and_desk
    ),
    HiddenThing(
        "round for authorities",
        restricted(to_authorities=True),
        THE_TWO,
        form_and_desk,
    ),
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
