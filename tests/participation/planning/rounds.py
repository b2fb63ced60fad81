"""A round with everything the law asks for, in the hands of its planner."""

from datetime import UTC, date, datetime

from home import roles
from participation.planning import notices, rounds
from participation.planning.models import OtherAccess, PlanDocument, PublicNotice, Round
from tests.factories.home import UserFactory
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanDocumentFactory,
    PlanFactory,
)

# Two weeks before Christmas 2026 a planner sits at the desk.
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
START = date(2027, 1, 4)
Role = PlanDocument.Role
DOCUMENTS = [
    (Role.DRAFT, "Planzeichnung", {}),
    (Role.REASONS, "Begründung", {}),
    (Role.ENVIRONMENT_REPORT, "Umweltbericht", {"keywords": ["Versiegelung"]}),
    (
        Role.ENVIRONMENT_STATEMENT,
        "Schreiben der SGD",
        {"keywords": ["Starkregen"], "written_by": "body"},
    ),
]


def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


def approver():
    return UserFactory(roles=[roles.PARTICIPATION_APPROVERS])


def new_round(plan=None, **fields):
    """A round by § 3 (2) as a planner would fill it in, unsaved."""
    given = {"rule": "3-2", "title": "Veröffentlichung", "important_reason": False}
    given |= {"important_reason_text": "Der Entwurf ist kurz."} | fields
    return Round(plan=plan or PlanFactory(), **given)


def add_documents(round, documents=DOCUMENTS):
    for role, title, more in documents:
        topics = ["boden"] if more else []
        document = PlanDocumentFactory(
            plan=round.plan, role=role, title=title, topics=topics, **more
        )
        version = DocumentVersionFactory(document=document)
        round.published_versions.create(version=version)


def add_access(round, by):
    access = OtherAccess(
        round=round,
        kind="paper",
        building="Rathaus, Marktplatz 1",
        room="Zimmer 12",
        hours="Mo–Fr 8–12 Uhr",
        contact="Frau Kern",
    )
    return rounds.add_access(access, by=by)


def add_notice(round, by, kind=PublicNotice.Kind.PUBLICATION, **typed):
    notice = PublicNotice(plan=round.plan, round=round, kind=kind)
    return notices.prepare_notice(notice, typed=typed, by=by)


def complete_round(by, **fields):
    """All of it, saved and not yet submitted."""
    round = rounds.prepare_round(new_round(**fields), start=START, by=by)
    add_documents(round)
    add_access(round, by)
    add_notice(round, by)
    return round


def approved_round(by=None, **fields):
    by = by or planner()
    round = complete_round(by, **fields)
    rounds.submit_round(round, by=by, at=NOW)
    return rounds.approve_round(round, by=approver(), at=NOW)
