"""
A development plan from the decision to draw it up to the letters and the file.

One long story over Christmas 2026, told once: the early rounds, publication and
authorities in parallel, ten statements on four channels, two of them late, a list of
51 signatures, a renewed round, the council, the letters, the entry into force.
"""

import io
import json
import uuid
import zipfile
from datetime import date, datetime, time
from hashlib import sha256

import pikepdf
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from home import roles
from home.audit import broken_links
from home.models import Letter
from home.rights_sync import sync_roles
from participation.clock import BERLIN
from participation.demo.planning.papers import document as paper
from participation.planning import (
    archive,
    certificate,
    closing,
    council,
    council_notices,
    documents,
    grouping,
    invitations,
    lateness,
    letters,
    notices,
    redaction,
    rounds,
    statements,
    telling,
    weighing,
)
from participation.planning.models import (
    Appearance,
    Plan,
    PlanDocument,
    Point,
    PublicNotice,
    Resolution,
    Signatory,
    Statement,
)
from tests.factories.home import UserFactory
from tests.factories.planning import AuthorityFactory, PlanFactory
from tests.participation.planning.rounds import add_access, new_round

pytestmark = pytest.mark.django_db
Role, Kind, Result = PlanDocument.Role, PublicNotice.Kind, Point.Result
WAYS = {
    "aims": "Wohnungen am Gradierwerk.",
    "solutions": "Drei Standorte wurden verglichen.",
    "effects": "Mehr Verkehr, weniger offener Boden.",
    "email": "bauleitplanung@example.org",
    "post": "Marktplatz 1, 67098 Bad Rebenheim",
    "record": "Rathaus, Zimmer 12",
}
PAPERS = [
    (Role.DRAFT, "Planzeichnung", {}),
    (Role.REASONS, "Begründung", {}),
    (
        Role.ENVIRONMENT_REPORT,
        "Umweltbericht",
        {"topics": ["boden"], "keywords": ["Versiegelung"]},
    ),
    (
        Role.ENVIRONMENT_STATEMENT,
        "Schreiben der Wasserbehörde",
        {"topics": ["wasser"], "keywords": ["Starkregen"]},
    ),
]
# (way, day of receipt, name, text); the last two come late.
GIVEN = [
    ("online", "2026-12-02", "Hedwig Kern", "Die Straße ist zu schmal."),
    ("online", "2026-12-10", "Jonas Weik", "Die Eidechsen brauchen einen Ort."),
    ("letter", "2026-12-11", "Alfons Rieth", "Bitte keine Autos am Sportplatz."),
    ("mail", "2026-12-14", "Yusuf Demirel", "Das Wasser steht schon im Keller."),
    ("record", "2026-12-15", "Marianne Lutz", "Nachts hört man jeden Zug."),
    ("online", "2026-12-28", "Ines Ebert", "Mehr Bäume an der Nordseite."),
    ("letter", "2027-01-04", "Peter Dorn", "Die Kita zuerst."),
    ("online", "2027-01-08", "Karin Adler", "Ein Gehweg auf beiden Seiten."),
    ("letter", "2027-01-12", "Tobias Blum", "Die Sicht auf das Gradierwerk."),
    ("mail", "2027-01-13", "Leyla Can", "Der Spielplatz fehlt im Plan."),
]


def on(day, hour=10):
    moment = datetime.combine(date.fromisoformat(day), time(hour), tzinfo=BERLIN)
    return time_machine.travel(moment, tick=False)


def now():
    return datetime.now(BERLIN)


class Story:
    """The people, the plan, and what they do; each act is the one of the desk."""

    def __init__(self):
        sync_roles()
        self.planner = UserFactory(roles=[roles.PARTICIPATION_PLANNERS])
        self.second = UserFactory(roles=[roles.PARTICIPATION_APPROVERS])
        self.plan = PlanFactory(drawn_up_on=date(2026, 9, 3))

    def upload(self, role, title, words="Entwurf", **fields):
        found, _new = PlanDocument.objects.get_or_create(
            plan=self.plan, title=title, defaults={"role": role, **fields}
        )
        made = ContentFile(paper(title, [words]), f"{title}.pdf")
        because = "Die Erschließung wurde geändert." if words != "Entwurf" else ""
        return documents.add_version(found, made, by=self.planner, because=because)

    def round(self, rule, start, kind=None, versions=(), last_day=None, **fields):
        given = {"rule": rule, "last_day": last_day and date.fromisoformat(last_day)}
        stage = new_round(self.plan, **(given | fields))
        stage = rounds.prepare_round(
            stage, start=date.fromisoformat(start), by=self.planner
        )
        if versions:
            documents.choose_versions(stage, versions, by=self.planner)
        if stage.is_public:
            add_access(stage, self.planner)
        if kind:
            notice = PublicNotice(plan=self.plan, round=stage, kind=kind)
            notices.prepare_notice(notice, typed=WAYS, by=self.planner)
        rounds.submit_round(stage, by=self.planner, at=now())
        return rounds.approve_round(stage, by=self.second, at=now())

    def announce(self, stage, day):
        gazette = Appearance(
            medium="gazette", name="Amtsblatt", appeared_on=date.fromisoformat(day)
        )
        notice = stage.notices.get()
        notices.record_appearance(notice, gazette, by=self.planner, at=now())

    def give(self, stage, way, day, name, text, **more):
        moment = datetime.combine(date.fromisoformat(day), time(12), tzinfo=BERLIN)
        receipt = statements.submit_statement(
            stage,
            key=uuid.uuid4(),
            at=moment,
            text=text,
            values={"name": name, "address": "Weg 1, 67098 Bad Rebenheim"} | more,
            origin=way,
            by=None if way == "online" else self.planner,
        )
        return receipt.statement

    def weigh(self, statement, result=Result.PARTLY):
        point = weighing.take_whole(statement, by=self.planner, topic="Verkehr")
        text = "Die Planung wurde darauf geprüft."
        point = weighing.propose(point, text=text, result=result, by=self.planner)
        step = {"step": Point.Step.READY, "reason": "Für die Sitzung im März"}
        return weighing.change(point, by=self.planner, **step)

    def redact(self, statement):
        seen = redaction.state_of(statement)
        text = redaction.suggested(statement)
        made = redaction.redact(
            statement, text=text, reasons={}, by=self.planner, seen=seen
        )
        redaction.confirm(made, seen=redaction.state_of(statement), by=self.second)


@pytest.fixture
def story(town):
    return Story()


def test_a11_b12_a_plan_runs_from_its_beginning_to_its_file(story, settings):
    with on("2026-09-14"):
        early(story)
    main, bodies, draft = publish(story)
    everything = hear(story, main, bodies)
    petition = sign(story, main)
    renew(story, draft)
    with on("2027-03-01"):
        weigh_all(story, main, everything, petition)
    with on("2027-03-24"):
        decide(story)
        tell(story, petition)
    with on("2027-04-01"):
        put_in_force(story)
        keep(story)


def early(story):
    """§ 3 (1) with an evening to discuss, and § 4 (1) beside it."""
    duties = {"discussion": "Erörterungsabend", "youth": "Nachmittag in der Schule"}
    days = {"start": "2026-10-05", "last_day": "2026-11-02"}
    stage = story.round("3-1", kind=Kind.EARLY, title="Früh", **days, **duties)
    bodies = story.round("4-1", audience="authorities", title="Behörden", **days)

    assert (stage.is_published, bodies.is_published) == (True, True)
    assert stage.last_day == date(2026, 11, 2)


def publish(story):
    """§ 3 (2) and § 4 (2) in parallel; Christmas is an important reason."""
    with on("2026-11-20"):
        versions = [story.upload(role, title, **more) for role, title, more in PAPERS]
        longer = {"important_reason": True, "last_day": "2027-01-08"}
        why = {"important_reason_text": "Die Frist liegt über Weihnachten."}
        main = story.round(
            "3-2", "2026-11-30", Kind.PUBLICATION, versions, **(longer | why)
        )
        bodies = story.round(
            "4-2", "2026-11-30", versions=versions, audience="authorities"
        )
    with on("2026-11-26"):
        story.announce(main, "2026-11-26")

    assert main.deadline["last_day"] == "2026-12-29"
    assert main.notices.get().warns_of_lateness
    assert bodies.last_day >= date(2026, 12, 30)
    return main, bodies, versions[0]


def hear(story, main, bodies):
    """Authorities by their link, people by four ways, two of them late."""
    with on("2026-12-01"):
        asked = [AuthorityFactory(), AuthorityFactory(email="", address="Weg 2")]
        made = invitations.invite(bodies, asked, by=story.planner)
        assert len(made) == 2
        assert invitations.invite(bodies, asked, by=story.planner) == []
    with on("2026-12-16"):
        answer = statements.submit_statement(
            bodies,
            key=uuid.uuid4(),
            at=now(),
            text="Keine Bedenken.",
            values={"giver": "authority", "no_concerns": True},
            invitation=made[0],
        )
    with on("2027-01-14"):
        people = [story.give(main, *row) for row in GIVEN]

    assert [row.is_late for row in people] == [False] * 8 + [True] * 2
    assert {row.origin for row in people} == {"online", "letter", "mail", "record"}
    return [answer.statement, *people]


def sign(story, main):
    """A letter with 51 signatures is one statement of 51 persons."""
    with on("2027-01-14"):
        statement = story.give(
            main, "letter", "2027-01-05", "", "Wir wollen die Wiese behalten."
        )
        Signatory.objects.bulk_create(
            Signatory(statement=statement, name=f"Person {n}", identity=f"{n}")
            for n in range(51)
        )
        rows = Statement.objects.filter(pk=statement.pk)
        group = grouping.make(story.plan, rows, title="Wiese", by=story.planner)
        assert grouping.persons_in(group) == 51
        place = {"place": "Rathaus, Zimmer 12", "hours": "Mo–Fr 8–12 Uhr"}
        grouping.go_collective(group, by=story.planner, **place)
    return statement


def renew(story, draft):
    """§ 4a (3): changed documents, a shorter round, limited to the changes."""
    with on("2027-01-28"):
        changed = story.upload(Role.DRAFT, "Planzeichnung", "Neue Erschließung")
        marks = story.upload(Role.OTHER, "Änderungen im Überblick")
        others = [
            document.versions.latest("number")
            for document in story.plan.documents.exclude(pk=draft.document_id)
            if document.pk != marks.document_id
        ]
        stage = story.round(
            "4a-3-limited",
            "2027-02-08",
            Kind.RENEWED,
            [changed, marks, *others],
            title="Erneute Veröffentlichung",
            changes="Die Zufahrt liegt jetzt im Westen.",
            shorter_because="Nur die Zufahrt hat sich geändert.",
        )
    with on("2027-02-04"):
        story.announce(stage, "2027-02-04")

    assert (stage.number, stage.is_limited) == (2, True)
    assert stage.last_day < date(2027, 3, 1)


def weigh_all(story, main, everything, petition):
    """Every statement has an answer; what came late is checked by three questions."""
    for statement in [*everything, petition]:
        story.weigh(statement)
        story.redact(statement)
    late = everything[-1]
    assert lateness.may_disregard(late)
    lateness.decide(
        late,
        was_unknown=True,
        is_irrelevant=True,
        is_disregarded=True,
        reason="Der Spielplatz ist nicht Gegenstand des Plans.",
        by=story.planner,
    )


def decide(story):
    """The council weighs, then adopts; its results come back item by item."""
    say = {"body": "Stadtrat", "day": date(2027, 3, 22), "by": story.planner}
    with pytest.raises(ValidationError):
        council.record_resolution(
            story.plan, kind=Resolution.Kind.STATUTE, item="2027/12", **say
        )
    made = council.record_resolution(
        story.plan, kind=Resolution.Kind.WEIGHING, item="2027/11", **say
    )
    points = council.open_points(story.plan)
    first = points.first()
    taken = council.take_back(
        made, points, by=story.planner, results={first.pk: Result.FOLLOWED}
    )
    council.record_resolution(
        story.plan, kind=Resolution.Kind.STATUTE, item="2027/12", **say
    )

    first.refresh_from_db()
    assert (taken, first.result) == (11, Result.FOLLOWED)
    assert Plan.objects.get(pk=story.plan.pk).statute_on == date(2027, 3, 22)


def tell(story, petition):
    """Nobody is forgotten, nobody is told twice; the list of 51 by inspection."""
    story.plan.refresh_from_db()
    with pytest.raises(ValidationError, match="0002"):
        closing.close(story.plan, by=story.planner)
    told = telling.tell(story.plan, by=story.planner)
    assert sum(told.values()) > 0
    pages = io.BytesIO()
    letters.write(story.plan, pages)
    telling.confirm_posted(story.plan, on=date(2027, 3, 24), by=story.planner)
    assert telling.tell(story.plan, by=story.planner).get("letter", 0) == 0

    with pikepdf.open(pages) as sheets:
        assert len(sheets.pages) >= told["letter"]
    assert petition.result_messages.filter(channel="letter").count() == 0


def put_in_force(story):
    """The inspection and the entry into force, each by its notice; then the end."""
    story.upload(Role.SUMMARY, "Zusammenfassende Erklärung")
    where = {"place": "Rathaus, Zimmer 12", "hours": "Mo–Fr 8–12 Uhr"}
    versions = [d.versions.latest("number").pk for d in story.plan.documents.all()]
    for kind, more in ((Kind.INSPECTION, {}), (Kind.IN_FORCE, {"versions": versions})):
        notice = council_notices.draft(
            story.plan, kind, fields=where | more, by=story.planner
        )
        council_notices.approve(notice, seen=notice.text, by=story.second)
        council_notices.appear(
            notice,
            medium="gazette",
            name="Amtsblatt",
            issue="13/2027",
            appeared_on=date(2027, 4, 1),
            by=story.planner,
        )
    telling.tell(story.plan, by=story.planner)
    for statement in story.plan.statements.filter(result_messages=None):
        if statement.pk not in disregarded(story.plan):
            how = {"how": "Am Telefon", "on": date(2027, 4, 1), "by": story.planner}
            telling.note_told(statement, **how)
    story.plan.refresh_from_db()
    closing.close(story.plan, by=story.planner)

    assert "seit Bekanntmachung" in notice.text
    assert story.plan.in_force_on == date(2027, 4, 1)
    assert story.plan.closed_on == date(2027, 4, 1)


def disregarded(plan):
    rows = plan.statements.filter(late_check__is_disregarded=True)
    return set(rows.values_list("pk", flat=True))


def keep(story):
    """The file holds everything, and every entry has its checksum."""
    main = story.plan.rounds.get(rule="3-2")
    with pikepdf.open(io.BytesIO(certificate.certificate(main, now()))) as note:
        assert len(note.pages) >= 1
    whole = io.BytesIO()
    archive.write(story.plan, whole)
    with zipfile.ZipFile(whole) as file:
        entries = json.loads(file.read("manifest.json"))["entries"]
        sums = {row["name"]: row["sha256"] for row in entries}
        for name, digest in sums.items():
            assert sha256(file.read(name)).hexdigest() == digest

    assert len(sums) > 30
    assert broken_links() == []
    assert Letter.objects.exists()
