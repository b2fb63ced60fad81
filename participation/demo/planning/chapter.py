"""
A plan with its rounds, documents, notice, statements and weighing.

Read from the file beside this one; days count from today. What the services guard for
people of today (a round can't be approved in the past) is written as rows.
"""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from home.demo.people import person
from home.demo.text import load
from home.registries import DemoChapter
from participation.clock import BERLIN
from participation.demo.planning import papers, voices, watched
from participation.models import ProcedurePage
from participation.planning import deadlines
from participation.planning.models import (
    Appearance,
    ClosingDay,
    DocumentVersion,
    OtherAccess,
    Plan,
    PlanDocument,
    PublicNotice,
    PublishedVersion,
    Round,
)
from participation.planning.models.documents import checksums
from participation.planning.notice_facts import facts_of
from participation.planning.notice_text import text_of
from participation.planning.publication import publish_documents
from participation.planning.rules import rule_set, rule_set_on

FILE = Path(__file__).parent / "bp-47.toml"
TYPED = {
    "aims": "Wohnungen für rund 200 Menschen, eine Kita mit vier Gruppen und ein"
    " öffentlicher Grünzug am Rebenbach.",
    "email": "stadtplanung@stadtraum.example",
    "post": "Stadtverwaltung Bad Rebenheim, Marktplatz 1, 67098 Bad Rebenheim",
    "record": "Rathaus, Marktplatz 1, Raum 3.04",
    "place": "Bad Rebenheim",
    "signed_by": "Stadtverwaltung Bad Rebenheim",
}


@transaction.atomic
def make() -> None:
    row = load(FILE)
    page = ProcedurePage.objects.get(slug=row["slug"])
    if Plan.objects.filter(number=row["number"]).exists():
        return
    plan = make_plan(row, page)
    for number, item in enumerate(row["closing_days"]):
        day = timezone.localdate() + timedelta(days=item["day"] + number)
        ClosingDay.objects.get_or_create(day=day, defaults={"reason": item["reason"]})
    versions = [make_document(n, item, plan) for n, item in enumerate(row["documents"])]
    rounds = {item["rule"]: make_round(item, plan, versions) for item in row["rounds"]}
    for stage in rounds.values():
        watched.make_probes(stage)
    voices.make_authorities(row["authorities"], rounds["4-2"])
    voices.make_statements(row["statements"], rounds)


def make_plan(row: dict, page: ProcedurePage) -> Plan:
    begun = day(row["drawn_up_on"])
    plan = Plan.objects.create(
        procedure=page,
        name=row["name"],
        number=row["number"],
        kind=row["kind"],
        way=row["way"],
        rule_set=rule_set_on(timezone.localdate()).key,
        rule_set_pinned_on=begun,
        spatial_description=row["spatial_description"],
        drawn_up_on=begun,
        office_name=row["office_name"],
        office_agreement_on=begun + timedelta(days=20),
    )
    plan.office_people.add(person("planungsbuero"))
    return plan


def make_document(number: int, row: dict, plan: Plan) -> DocumentVersion:
    document = PlanDocument.objects.create(
        plan=plan,
        title=row["title"],
        role=row["role"],
        topics=row.get("topics", []),
        keywords=row.get("keywords", []),
        position=number,
    )
    made = papers.document(f"{plan.number}: {row['title']}", row["paragraphs"])
    file = ContentFile(made, row["filename"])
    return DocumentVersion.objects.create(
        document=document,
        number=1,
        file=file,
        filename=row["filename"],
        is_tagged=True,
        uploaded_at=moment(day(-40)),
        uploaded_by=person("planung"),
        **checksums(file),
    )


def make_round(row: dict, plan: Plan, versions: list[DocumentVersion]) -> Round:
    period = deadlines.period(
        rule_set(plan.rule_set).rule(row["rule"]),
        day(row["first_day"]),
        days=row.get("length"),
    )
    longer = timedelta(days=row.get("longer_by", 0))
    stage = Round(
        plan=plan,
        rule=row["rule"],
        audience=row["audience"],
        title=row["title"],
        first_day=period.first_day,
        last_day=period.last_day + longer,
        deadline=period.as_data(),
        important_reason=row.get("important_reason"),
        important_reason_text=row.get("important_reason_text", ""),
        discussion=row.get("discussion", ""),
        youth=row.get("youth", ""),
        prepared_by=person("planung"),
        approved_by=person("freigabe"),
    )
    stage.approved_at = stage.submitted_at = moment(period.first_day - timedelta(12))
    stage.save()
    if row["rule"] in ("3-2", "4-2"):
        PublishedVersion.objects.bulk_create(
            PublishedVersion(round=stage, version=version) for version in versions
        )
        publish_documents(stage, stage.approved_at)
    if "notice_on" in row:
        make_notice(stage, day(row["notice_on"]))
    return stage


def make_notice(stage: Round, appeared_on) -> None:
    OtherAccess.objects.create(
        round=stage,
        kind=OtherAccess.Kind.PAPER,
        building="Rathaus, Marktplatz 1",
        room="Raum 3.04 (3. Obergeschoss)",
        hours="Mo, Di, Fr 8.30 bis 12 Uhr, Do 14 bis 18 Uhr",
        contact="Stadtplanung, Telefon 06399 1000-410",
        is_accessible=True,
    )
    notice = PublicNotice(
        plan=stage.plan,
        round=stage,
        kind=PublicNotice.Kind.PUBLICATION,
        fields=TYPED,
        warns_of_lateness=True,
        prepared_by=person("planung"),
        approved_by=person("freigabe"),
        approved_at=stage.approved_at,
    )
    notice.text = text_of(facts_of(notice, TYPED))
    notice.save()
    Appearance.objects.create(
        notice=notice,
        medium=Appearance.Medium.GAZETTE,
        name="Amtsblatt der Stadt Bad Rebenheim",
        issue=f"{appeared_on:%V/%Y}",
        appeared_on=appeared_on,
        recorded_by=person("planung"),
    )


def day(number: int):
    return timezone.localdate() + timedelta(days=number)


def moment(on) -> datetime:
    return datetime.combine(on, time(10), tzinfo=BERLIN)


chapter = DemoChapter(order=14, name="Bebauungsplan", make=make)
