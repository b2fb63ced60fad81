"""Budgets of giving statements: the same for one document and for three."""

import uuid
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.urls import reverse

from participation import receipts
from participation.planning import drafts
from tests.budgets import Budget
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanDocumentFactory,
    RoundFactory,
    StatementDraftFactory,
    StatementFactory,
    publish,
)


def at(name, in_round, *more):
    where = [in_round.procedure.slug, in_round.key, *more]
    return reverse(f"participation:{name}", args=where)


def round_with(count):
    in_round = RoundFactory()
    for number in range(count):
        document = PlanDocumentFactory(plan=in_round.plan, title=f"Anlage {number}")
        publish(DocumentVersionFactory(document=document), in_round)
    return in_round


def form(house, count):
    return at("statement_create", round_with(count))


def begun(name):
    def make(house, count):
        draft = StatementDraftFactory(round=round_with(count))
        return at(name, draft.round, draft.key)

    return make


def sent(name, *more):
    def make(house, count):
        key, in_round = uuid.uuid4(), round_with(count)
        locator, digest = receipts.sealed(receipts.code_for(key))
        StatementFactory(
            round=in_round,
            idempotency_key=key,
            receipt_locator=locator,
            receipt_digest=digest,
        )
        return at(name, in_round, key, *more)

    return make


def attached(house, count):
    draft, content = StatementDraftFactory(round=round_with(count)), {"text": "Laut."}
    files = [ContentFile(b"%PDF-1.7", name=f"{n}.pdf") for n in range(count)]
    drafts.save_draft(draft.round, key=draft.key, content=content, files=files)
    draft.refresh_from_db()
    name = PurePath(drafts.files_of(draft)[0].stored).name
    return at("statement_attachment", draft.round, draft.key, name)


BUDGETS = [
    Budget("participation:statement_create", 15, form),
    Budget("participation:statement_draft", 15, begun("statement_draft")),
    Budget("participation:statement_review", 15, begun("statement_review")),
    Budget("participation:statement_attachment", 6, attached),
    Budget("participation:statement_receipt", 12, sent("statement_receipt")),
    Budget("participation:statement_copy", 12, sent("statement_copy", "txt")),
]
NO_BUDGET = [
    ("participation:statement_correct", "answers a POST; its test counts nothing"),
    ("participation:statement_withdraw", "answers a POST; its test counts nothing"),
    ("participation:statement_paper", "answers a POST; its test counts nothing"),
]
