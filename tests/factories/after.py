"""What comes after a contribution, and what comes on paper."""

import uuid

import factory
from django.utils import timezone

from participation.models import ContributionVersion, ImplementationReport, Intake
from tests.factories.participation import ContributionFactory, ProcedurePageFactory


class VersionFactory(factory.django.DjangoModelFactory):
    contribution = factory.SubFactory(ContributionFactory)
    number = 1
    title = "Ein Baum"
    text = "Ein Baum auf den Platz, bitte."

    class Meta:
        model = ContributionVersion


class IntakeFactory(factory.django.DjangoModelFactory):
    """A letter that somebody wrote."""

    contribution = factory.SubFactory(ContributionFactory, author=None, origin="paper")
    received_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = Intake


class ImplementationReportFactory(factory.django.DjangoModelFactory):
    procedure = factory.SubFactory(ProcedurePageFactory)
    title = "Der erste Baum steht"
    text = "Heute wurde er gepflanzt."
    idempotency_key = factory.LazyFunction(uuid.uuid4)

    class Meta:
        model = ImplementationReport
