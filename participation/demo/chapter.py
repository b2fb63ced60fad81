"""
The participations of the demo town: procedures in every state, with all that
people wrote, supported and were answered.

Read from the files beside this one. Days count from today, so that the town is always
in the middle of its life. A procedure that is there already stays as it is.
"""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from home.demo.library import picture
from home.demo.people import person, post
from home.demo.text import body, load
from home.registries import DemoChapter
from participation.demo.aftermath import decision, make_aftermath
from participation.demo.answers import make_answers
from participation.demo.gazetteer import make_gazetteer
from participation.demo.personal import make_personal
from participation.demo.places import AREAS, DISTRICTS, PLACES, TOPICS
from participation.demo.ratings import make_ratings, make_thresholds, option
from participation.demo.template import make_template
from participation.demo.voices import make_voices
from participation.models import (
    Activity,
    Circle,
    District,
    Member,
    Milestone,
    Opening,
    Paragraph,
    ParticipationIndexPage,
    Phase,
    ProcedureDate,
    ProcedurePage,
    Question,
    Topic,
)

FILES = Path(__file__).parent


def make() -> None:
    make_topics()
    make_gazetteer()
    index = ParticipationIndexPage.objects.get()
    there = set(index.get_children().values_list("slug", flat=True))
    for path in sorted(FILES.glob("*.toml")):
        row = with_more(load(path))
        if row["slug"] not in there:
            procedure = make_procedure(row, index)
            make_voices(row, procedure)
            make_ratings(row, procedure)
            make_thresholds(procedure)
            make_aftermath(row, procedure)
            make_answers(row, procedure)
            make_members(row, procedure)
    make_personal()
    make_template(index)


def with_more(row: dict) -> dict:
    """What further formats a procedure has stands in a file of its own."""
    path = FILES / "offers" / f"{row['slug']}.toml"
    more = load(path) if path.exists() else {}
    return row | {name: row.get(name, []) + found for name, found in more.items()}


def make_topics() -> None:
    for position, (key, name) in enumerate(TOPICS):
        Topic.objects.get_or_create(
            key=key, defaults={"name": name, "position": position}
        )
    for position, (key, name, lat, lon) in enumerate(DISTRICTS):
        District.objects.get_or_create(
            key=key,
            defaults={"name": name, "position": position, "lat": lat, "lon": lon},
        )


def make_procedure(row: dict, index: ParticipationIndexPage) -> ProcedurePage:
    lat, lon = place_of(row)
    page = ProcedurePage(
        title=row["title"],
        slug=row["slug"],
        introduction=row["purpose"],
        kind=row["kind"],
        circle=row.get("circle", Circle.PUBLIC),
        topic=Topic.objects.get(key=row["topic"]),
        district=District.objects.filter(name=row["district"]).first(),
        lat=lat,
        lon=lon,
        contact=post(row["contact_post"]),
        picture=picture(row["picture"]),
        body=body(row["body"]),
        area=AREAS.get(row["slug"]),
        legal_note=row["legal_note"],
        result=row.get("summary", {}).get("text", ""),
        moderation=row["moderation"],
        archived_on=day(-30) if row["state"] == "archived" else None,
        plain_text=row.get("plain_text", "").strip(),
    )
    page.phases = [phase(item) for item in row.get("phases", [])]
    page.activities = [activity(item) for item in row.get("activities", [])]
    page.options = [option(item) for item in row.get("options", [])]
    page.openings = [opening(item) for item in row.get("openings", [])]
    page.paragraphs = [
        Paragraph(sort_order=number, **item)
        for number, item in enumerate(row.get("paragraphs", []))
    ]
    page.questions = [
        question(number, item) for number, item in enumerate(row.get("questions", []))
    ]
    page.dates = [date(item) for item in row.get("dates", [])]
    page.decisions = [decision(item) for item in row.get("decisions", [])]
    page.milestones = [milestone(item) for item in row.get("results", [])]
    index.add_child(instance=page)
    page.save_revision().publish()
    return ProcedurePage.objects.with_timetable().get(pk=page.pk)


def make_members(row: dict, procedure: ProcedurePage) -> None:
    Member.objects.bulk_create(
        Member(procedure=procedure, person=person(name), joined_at=timezone.now())
        for name in row.get("members", [])
    )


def place_of(row: dict) -> tuple[float | None, float | None]:
    """Where it was said to be, or the middle of all places people named."""
    if row["slug"] in PLACES:
        return PLACES[row["slug"]]
    places = [
        (contribution["lat"], contribution["lon"])
        for contribution in row.get("contributions", [])
        if "lat" in contribution
    ]
    if not places:
        return None, None
    lats, lons = zip(*places, strict=True)
    return round(sum(lats) / len(lats), 5), round(sum(lons) / len(lons), 5)


def day(number: int):
    return timezone.localdate() + timedelta(days=number)


def phase(row: dict) -> Phase:
    return Phase(
        key=row["key"],
        title=row["title"],
        first_day=day(row["first_day"]),
        last_day=day(row["last_day"]),
    )


def activity(row: dict) -> Activity:
    names = ("key", "title", "format", "introduction", "question", "place")
    may = ("categories", "settings", "figures_after_end", "who", "moderation")
    more = {name: row[name] for name in may if name in row}
    return Activity(**{name: row[name] for name in names}, **more)


def question(number: int, row: dict) -> Question:
    given = {name: value for name, value in row.items() if name != "weights"}
    return Question(sort_order=number, **given)


def opening(row: dict) -> Opening:
    return Opening(
        phase_key=row["phase"], activity_key=row["activity"], verbs=row["verbs"]
    )


def date(row: dict) -> ProcedureDate:
    names = ("title", "start", "end", "place")
    return ProcedureDate(**{name: row[name] for name in names}, day=day(row["day"]))


def milestone(row: dict) -> Milestone:
    names = ("title", "text", "status")
    return Milestone(**{name: row[name] for name in names}, day=day(row["day"]))


chapter = DemoChapter(order=10, name="Beteiligungen und Beiträge", make=make)
