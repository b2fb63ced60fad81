"""The smallest valid plan with its page, rounds, documents and statements."""

import uuid
from datetime import datetime, time, timedelta
from hashlib import sha256

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from participation.clock import BERLIN
from participation.planning.models import (
    Authority,
    AuthorityInvitation,
    DocumentVersion,
    Plan,
    PlanDocument,
    Point,
    PublicNotice,
    PublishedVersion,
    Resolution,
    Round,
    Statement,
    StatementDraft,
    StatementVersion,
)
from participation.planning.models.documents import checksums
from tests.factories.home import UserFactory
from tests.factories.participation import ProcedurePageFactory, days_from_now


class PlanFactory(factory.django.DjangoModelFactory):
    """A Bebauungsplan with a formal page that is online."""

    procedure = factory.LazyFunction(
        lambda: ProcedurePageFactory(kind="formal", phases=[], activities=[])
    )
    name = "Am Gradierwerk"
    number = factory.Sequence(lambda n: f"BP-{n}")
    rule_set = "baugb-2025-12"
    rule_set_pinned_on = factory.LazyFunction(timezone.localdate)
    spatial_description = "Zwischen Gradierwerk, Bahnlinie und Kurparkstraße."

    class Meta:
        model = Plan


class RoundFactory(factory.django.DjangoModelFactory):
    """A publication by § 3 (2) that was approved and is running today."""

    plan = factory.SubFactory(PlanFactory)
    rule = "3-2"
    title = "Veröffentlichung des Entwurfs"
    first_day = factory.LazyFunction(lambda: days_from_now(-5))
    last_day = factory.LazyFunction(lambda: days_from_now(26))
    important_reason = False
    important_reason_text = "Der Entwurf ist überschaubar."
    prepared_by = factory.SubFactory(UserFactory)
    approved_by = factory.SubFactory(UserFactory)
    approved_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))

    class Meta:
        model = Round

    class Params:
        draft = factory.Trait(approved_by=None, approved_at=None)
        over = factory.Trait(
            first_day=factory.LazyFunction(lambda: days_from_now(-40)),
            last_day=factory.LazyFunction(lambda: days_from_now(-5)),
        )
        to_authorities = factory.Trait(rule="4-2", audience="authorities")


class PlanDocumentFactory(factory.django.DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    title = "Begründung"
    role = PlanDocument.Role.REASONS

    class Meta:
        model = PlanDocument


class DocumentVersionFactory(factory.django.DjangoModelFactory):
    """An uploaded file; ``content`` are its bytes."""

    document = factory.SubFactory(PlanDocumentFactory)
    number = 1
    filename = "begruendung.pdf"
    uploaded_at = factory.LazyFunction(timezone.now)
    uploaded_by = factory.SubFactory(UserFactory)

    class Meta:
        model = DocumentVersion

    @classmethod
    def _create(cls, model_class, *args, content=b"%PDF-1.7 Entwurf", **kwargs):
        file = ContentFile(content, kwargs["filename"])
        return super()._create(model_class, file=file, **checksums(file), **kwargs)


def publish(version, in_round):
    """A version as part of a round."""
    return PublishedVersion.objects.create(
        round=in_round, version=version, first_minute=in_round.approved_at
    )


class PublicNoticeFactory(factory.django.DjangoModelFactory):
    """An approved notice with the hint on lateness."""

    plan = factory.SelfAttribute("round.plan")
    round = factory.SubFactory(RoundFactory)
    kind = PublicNotice.Kind.PUBLICATION
    text = "Bekanntmachung"
    warns_of_lateness = True
    prepared_by = factory.SubFactory(UserFactory)
    approved_by = factory.SubFactory(UserFactory)
    approved_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = PublicNotice


class AuthorityFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Zweckverband Wasser {n}")
    email = factory.Sequence(lambda n: f"wasser-{n}@example.org")

    class Meta:
        model = Authority


class AuthorityInvitationFactory(factory.django.DjangoModelFactory):
    round = factory.SubFactory(RoundFactory, to_authorities=True)
    authority = factory.SubFactory(AuthorityFactory)
    link_digest = factory.LazyFunction(lambda: sha256(uuid.uuid4().bytes).hexdigest())
    invited_at = factory.LazyFunction(timezone.now)
    due_on = factory.LazyFunction(lambda: days_from_now(30))

    class Meta:
        model = AuthorityInvitation


class StatementFactory(factory.django.DjangoModelFactory):
    """A statement by a private person; ``text`` is its original wording."""

    plan = factory.SelfAttribute("round.plan")
    round = factory.SubFactory(RoundFactory)
    number = factory.Sequence(lambda n: n + 1)
    origin = Statement.Origin.ONLINE
    received_at = factory.LazyFunction(timezone.now)
    name = "Hedwig Kern"
    address = "Salinenstraße 4, 67098 Bad Rebenheim"

    class Meta:
        model = Statement

    @classmethod
    def _create(cls, model_class, *args, text="Die Straße ist zu schmal.", **kwargs):
        statement = super()._create(model_class, *args, **kwargs)
        StatementVersion.objects.create(
            statement=statement,
            number=1,
            text=text,
            sha256=sha256(text.encode()).hexdigest(),
            at=statement.received_at,
        )
        return statement


class StatementDraftFactory(factory.django.DjangoModelFactory):
    """What somebody wrote so far without an account."""

    round = factory.SubFactory(RoundFactory)
    content = factory.LazyFunction(lambda: {"text": "Die Straße ist zu schmal."})

    class Meta:
        model = StatementDraft


class PointFactory(factory.django.DjangoModelFactory):
    statement = factory.SubFactory(StatementFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    text = "Die Straße ist zu schmal."

    class Meta:
        model = Point


class ResolutionFactory(factory.django.DjangoModelFactory):
    plan = factory.SubFactory(PlanFactory)
    body = "Stadtrat"
    day = factory.LazyFunction(lambda: days_from_now(-1))
    item = factory.Sequence(lambda n: f"2027/{n:03d}")

    class Meta:
        model = Resolution


def noon(day):
    return datetime.combine(day, time(12), tzinfo=BERLIN)
