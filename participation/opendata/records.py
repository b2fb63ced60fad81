"""
Procedures, contributions, comments and results as plain values.

Days instead of moments, pseudonyms instead of names, no figures that are kept until
the end. ``participation.opendata.description`` says the same as a schema.
"""

from collections import Counter
from datetime import date, datetime

from home.notices import full_address
from participation import clock
from participation.models import Comment, Contribution, Outcome, ProcedurePage
from participation.opendata.pseudonyms import pseudonym
from participation.overview import procedure_url
from participation.permissions import figures_shown


def procedure(page: ProcedurePage, at: datetime) -> dict:
    """A procedure with its phases and activities."""
    return {
        "id": page.slug,
        "title": page.title,
        "introduction": page.introduction,
        "url": full_address(procedure_url(page.slug)),
        "kind": page.kind,
        "rule": page.rule_set or None,
        "state": str(page.state_on(clock.day_of(at))),
        "topic": page.topic and page.topic.name,
        "district": page.district and page.district.name,
        "location": location(page),
        "binding": page.legal_note,
        "phases": [phase(row) for row in page.ordered_phases],
        "activities": [activity(row) for row in page.activities.all()],
        "dates": [meeting(row) for row in page.dates.all()],
        "published_on": day(page.first_published_at),
        "archived_on": day(page.archived_on),
    }


def phase(row) -> dict:
    return {
        "title": row.title,
        "text": row.text,
        "first_day": day(row.first_day),
        "last_day": day(row.last_day),
    }


def activity(row) -> dict:
    return {
        "key": row.key,
        "title": row.title,
        "format": row.format,
        "question": row.question,
    }


def meeting(row) -> dict:
    return {"title": row.title, "day": day(row.day), "place": row.place}


def contribution(row: Contribution, page: ProcedurePage, at: datetime) -> dict:
    """A public contribution, read ``with_counts()`` and ``with_outcome()``."""
    shown = figures_shown(row.activity, at)
    return {
        "id": row.pk,
        "activity": row.activity.key,
        "day": day(row.created_at),
        "origin": row.origin,
        "author": None if row.is_official else pseudonym(row.author_id, page.pk),
        "category": row.category or None,
        "title": row.title,
        "text": row.text,
        "address": row.address or None,
        "location": location(row),
        "supports": row.support_count if shown else None,
        "comments": row.comment_count,
        "outcome": row.outcome_status,
        "answers": [
            {"day": day(answer.at), "text": answer.text} for answer in row.answers.all()
        ],
    }


def comment(row: Comment, page: ProcedurePage) -> dict:
    """A public comment to a public contribution."""
    return {
        "id": row.pk,
        "contribution": row.contribution_id,
        "reply_to": row.parent_id,
        "day": day(row.created_at),
        "author": None if row.is_official else pseudonym(row.author_id, page.pk),
        "official": row.is_official,
        "text": row.text,
    }


def result(page: ProcedurePage, at: datetime) -> dict:
    """What became of a procedure."""
    public = Contribution.objects.filter(activity__procedure=page).published()
    outcomes = Counter(public.with_outcome().values_list("outcome_status", flat=True))
    without = outcomes.pop(None, 0)
    return {
        "id": page.slug,
        "text": page.result,
        "contributions": outcomes.total() + without,
        "outcomes": {str(status): outcomes.get(status, 0) for status in Outcome.Status},
        "without_outcome": without,
        "milestones": [milestone(row) for row in page.milestones.all()],
        "decisions": [decision(row) for row in page.decisions.all()],
    }


def milestone(row) -> dict:
    return {
        "title": row.title,
        "text": row.text,
        "day": day(row.day),
        "status": row.status,
    }


def decision(row) -> dict:
    return {
        "title": row.title,
        "body": row.body,
        "day": day(row.day),
        "item": row.item or None,
        "text": row.text,
        "in_favour": row.in_favour,
        "against": row.against,
        "abstained": row.abstained,
    }


def location(row) -> dict | None:
    return None if row.lat is None else {"lat": row.lat, "lon": row.lon}


def day(value: date | datetime | None) -> str | None:
    """The day in town; nothing says at which hour somebody wrote."""
    if isinstance(value, datetime):
        value = clock.day_of(value)
    return value.isoformat() if value else None
