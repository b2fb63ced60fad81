"""
Recording what came on paper, by mail, by word of mouth or at an event.

It lands in the same tables and by the same form as what comes online, with its
origin. What counts is the day of receipt. Who looks like somebody who is there
already is pointed out; a human decides whether it is the same person.
"""

import re
from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from home.words import fold, words_of
from participation import clock, receipts
from participation.models import (
    Activity,
    Contribution,
    Intake,
    RecordedSupport,
    SamePerson,
    Support,
    Writing,
)
from participation.permissions import YES, Actor, Answer, Reason, actor_of, can
from participation.refusals import ensure
from participation.services import Receipt, announce
from participation.verbs import Verb

# Whoever wrote: the phase decides, not the person.
SOMEBODY = Actor(person_id=0, is_anybody=True)
POSTCODE = re.compile(r"\d{5}")
SHORT_STREETS = {"str.": "strasse", "pl.": "platz", "g.": "gasse"}


def identity_of(name: str, address: str) -> str:
    """A keyed hash of name and address, however written; empty without both."""
    who, where = words_of(name), words_of(spelled_out(address))
    if not (who and where):
        return ""
    text = f"{' '.join(sorted(who))}|{' '.join(where)}"
    return salted_hmac("participation.intake", text, algorithm="sha256").hexdigest()


def neighbour_of(name: str, address: str) -> str:
    """The same for people of one town: some write its name and postcode, some don't."""
    return identity_of(name, street_of(address))


def street_of(address: str) -> str:
    """Street and number: “Am Markt 3, 67999 Bad Rebenheim” becomes “am markt 3”."""
    parts = (words_of(spelled_out(part)) for part in re.split(r"[,;\n]", address))
    for words in parts:
        for place, word in enumerate(words):
            if place and word[0].isdigit() and not POSTCODE.fullmatch(word):
                return " ".join(words[: place + 1])
    return address


def spelled_out(address: str) -> str:
    """“Str.” and “Straße” are one street."""
    folded = fold(address)
    for short, whole in SHORT_STREETS.items():
        folded = folded.replace(short, f"{whole} ")
    return folded


def moment_of(day: date) -> datetime:
    """When it counts as received: at noon of that day, but never later than now."""
    noon = datetime.combine(day, time(12), tzinfo=clock.BERLIN)
    return min(noon, timezone.now())


def is_to_come(day: date) -> bool:
    return day > timezone.localdate()


def may_record(activity: Activity, verb: Verb, day: date) -> Answer:
    """Whether what was received on this day was in time."""
    return can(SOMEBODY, verb, activity, moment_of(day))


@transaction.atomic
def record(
    activity: Activity,
    *,
    origin: str,
    received_on: date,
    values: dict,
    sender: dict,
    key: UUID,
    by: User,
) -> Receipt:
    """Take what somebody handed in offline to the file; returns their receipt."""
    _ensure_answers(by)
    code = receipts.code_for(key)
    if existing := Contribution.objects.filter(idempotency_key=key).first():
        return Receipt(existing, code)
    ensure(may_record(activity, Verb.SUBMIT, received_on))
    locator, digest = receipts.sealed(code)
    contribution = Contribution.objects.create(
        activity=activity,
        phase=phase_on(activity, received_on),
        origin=origin,
        status=Writing.Status.VISIBLE,
        idempotency_key=key,
        created_at=moment_of(received_on),
        receipt_locator=locator,
        receipt_digest=digest,
        **values,
    )
    intake = Intake.objects.create(
        contribution=contribution,
        received_on=received_on,
        identity=neighbour_of(sender.get("name", ""), sender.get("address", "")),
        recorded_by=by,
        **sender,
    )
    point_out_doubles(intake)
    _put_on_record("participation.record", contribution, origin, by)
    announce(contribution)
    return Receipt(contribution, code)


def phase_on(activity: Activity, day: date):
    spans = activity.procedure.timetable.spans_for(activity.key, Verb.SUBMIT)
    span = clock.current_span(spans, day)
    phases = activity.procedure.phases.all()
    return next((phase for phase in phases if span and phase.key == span.key), None)


def point_out_doubles(intake: Intake) -> None:
    """Point out who wrote in the same procedure before, on paper or with an account."""
    procedure = intake.contribution.activity.procedure_id
    there = Q(contribution__activity__procedure=procedure)
    alike = Q(identity=intake.identity) & ~Q(identity="")
    if intake.email:
        alike |= Q(email__iexact=intake.email)
    others = Intake.objects.filter(there).exclude(pk=intake.pk)
    alike |= Q(pk__in=namesakes(intake, others))
    found = [SamePerson(intake=intake, other=other) for other in others.filter(alike)]
    if intake.email:
        accounts = User.objects.filter(email__iexact=intake.email)
        found += [SamePerson(intake=intake, account=account) for account in accounts]
    SamePerson.objects.bulk_create(found, ignore_conflicts=True)


def namesakes(intake: Intake, others: QuerySet) -> list[int]:
    """Those of the same name, where one of both said no address to tell them apart."""
    name = sorted(words_of(intake.name))
    if intake.address:
        others = others.filter(address="")
    rows = others.exclude(name="").values_list("pk", "name")
    return [pk for pk, other in rows if name and sorted(words_of(other)) == name]


@transaction.atomic
def decide(match: SamePerson, *, verdict: str, by: User) -> None:
    """Say whether two entries are one person's."""
    _ensure_answers(by)
    match.verdict, match.decided_by = verdict, by
    match.decided_at = timezone.now()
    match.save(update_fields=["verdict", "decided_by", "decided_at"])
    subject = f"Beitrag {match.intake.contribution_id}"
    data = {"verdict": verdict}
    audit.record("participation.same_person", subject, actor=by, data=data)


@transaction.atomic
def record_support(
    contribution: Contribution,
    *,
    origin: str,
    received_on: date,
    sender: dict,
    by: User,
) -> RecordedSupport:
    """Count support given on paper; the same person counts once for one thing."""
    _ensure_answers(by)
    if contribution.merged_into_id or not contribution.is_public:
        ensure(Answer(Reason.MERGED if contribution.is_public else Reason.HIDDEN))
    ensure(may_record(contribution.activity, Verb.SUPPORT, received_on))
    identity = neighbour_of(sender["name"], sender["address"])
    if not identity:
        raise ValidationError(_("Name and address need letters or digits."))
    alike = Contribution.objects.alike(contribution)
    counted = RecordedSupport.objects.filter(contribution__in=alike)
    if counted.filter(identity=identity).exists():
        raise ValidationError(_("This person has been counted here already."))
    email = sender.get("email")
    online = Support.objects.filter(contribution__in=alike)
    if email and online.filter(person__email__iexact=email).exists():
        raise ValidationError(
            _("An account with this e-mail address supports it already.")
        )
    row = RecordedSupport.objects.create(
        contribution=contribution,
        origin=origin,
        received_on=received_on,
        identity=identity,
        recorded_by=by,
    )
    _put_on_record("participation.record_support", contribution, origin, by)
    contribution.activity.recipe.supported(contribution, timezone.now())
    announce(contribution)
    return row


def _put_on_record(action, contribution, origin: str, by: User) -> None:
    subject = f"Beitrag {contribution.pk}"
    audit.record(action, subject, actor=by, data={"origin": origin})


def _ensure_answers(person: User) -> None:
    ensure(YES if actor_of(person).answers else Answer(Reason.ROLE))
