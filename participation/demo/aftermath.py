"""What became of the participations of the demo town, and what came on paper."""

import uuid
from datetime import timedelta

from django.utils import timezone

from home.demo.library import picture
from participation import clock, intake
from participation.demo.voices import NAMESPACE
from participation.models import (
    Contribution,
    Decision,
    ImplementationReport,
    Intake,
    MergeAct,
    ProcedurePage,
)


def day(number: int):
    return timezone.localdate() + timedelta(days=number)


def decision(row: dict) -> Decision:
    return Decision(**(row | {"day": day(row["day"])}))


def make_aftermath(row: dict, procedure: ProcedurePage) -> None:
    """Reports, merged contributions, and who did not write online."""
    rows = Contribution.objects.filter(activity__procedure=procedure)
    written = {contribution.title: contribution for contribution in rows}
    for item in row.get("merged", []):
        merge(written[item["title"]], written[item["into"]], item["reason"], procedure)
    for item in row.get("received", []):
        receive(written[item["title"]], item, procedure)
    for number, item in enumerate(row.get("reports", [])):
        report(item, number, procedure)


def merge(contribution, into, reason: str, procedure: ProcedurePage) -> None:
    contribution.merged_into = into
    contribution.save(update_fields=["merged_into"])
    MergeAct.objects.create(
        contribution=contribution,
        into=into,
        act=MergeAct.Act.MERGE,
        reason=reason,
        by=procedure.contact.holder,
    )


def receive(contribution, row: dict, procedure: ProcedurePage) -> None:
    """It came by another way than online: from whom, if they said so."""
    contribution.origin, contribution.author = row["origin"], None
    contribution.save(update_fields=["origin", "author"])
    sender = {name: row.get(name, "") for name in ("name", "address")}
    received = Intake.objects.create(
        contribution=contribution,
        received_on=clock.day_of(contribution.created_at),
        identity=intake.neighbour_of(**sender),
        recorded_by=procedure.contact.holder,
        **sender,
    )
    intake.point_out_doubles(received)


def report(row: dict, number: int, procedure: ProcedurePage) -> None:
    shown = row.get("picture")
    ImplementationReport.objects.create(
        procedure=procedure,
        day=day(row["day"]),
        title=row["title"],
        text=row["text"],
        picture=picture(shown) if shown else None,
        description=row.get("description", ""),
        written_by=procedure.contact.holder,
        idempotency_key=uuid.uuid5(NAMESPACE, f"{procedure.slug}/bericht/{number}"),
    )
