"""
The votes of the demo town: a budget that is being voted on openly, a question by code
to the households of a street, and a secret vote that is over, counted and decided.
"""

from datetime import timedelta
from pathlib import Path
from random import Random

from django.utils import timezone

from home.demo.people import citizens
from home.demo.text import load
from home.registries import DemoChapter
from participation.demo.chapter import day, make_procedure
from participation.models import (
    AccessCode,
    Activity,
    Ballot,
    BallotPaper,
    Decision,
    Option,
    ParticipationIndexPage,
    ProcedurePage,
    VoterRoll,
)
from participation.voting import codes, results
from participation.voting.paper import Method, Paper, YesNo, announced

FILES = Path(__file__).parent / "voting"


def make() -> None:
    index = ParticipationIndexPage.objects.get()
    there = set(index.get_children().values_list("slug", flat=True))
    for path in sorted(FILES.glob("*.toml")):
        row = load(path)
        if row["slug"] not in there:
            make_votes(row, fill(row, make_procedure(row, index)))


def fill(row: dict, page: ProcedurePage) -> ProcedurePage:
    """What only votes have: settings, options, the decision."""
    activities = list(page.activities.all())
    for activity, said in zip(activities, row["activities"], strict=True):
        activity.settings = {"vote": said["settings"]}
    page.activities = activities
    page.options = [option(item) for item in row.get("options", [])]
    page.decisions = [decision(item) for item in row.get("decisions", [])]
    page.result = row.get("result", "")
    page.save_revision().publish()
    return ProcedurePage.objects.with_timetable().get(pk=page.pk)


def option(row: dict) -> Option:
    names = ("key", "title", "text")
    own = {name: row[name] for name in names}
    return Option(activity_key=row["activity"], price=row.get("price"), **own)


def decision(row: dict) -> Decision:
    names = ("title", "body", "item", "text", "in_favour", "against", "abstained")
    return Decision(**{name: row[name] for name in names}, day=day(row["day"]))


def make_votes(row: dict, page: ProcedurePage) -> None:
    last_day = day(row["phases"][0]["last_day"])
    for activity, said in zip(page.activities.all(), row["activities"], strict=True):
        activity.procedure = page
        cast_all(activity, said, day(row["phases"][0]["first_day"]))
        if last_day < timezone.localdate():
            results.close(activity, timezone.now())


def cast_all(activity: Activity, said: dict, first_day) -> None:
    """The paper, and as many ballots as the file says, always the same ones."""
    paper, chance = announced(activity), Random(said["key"])
    BallotPaper.objects.create(
        activity=activity, content=paper.to_json(), fixed_on=first_day
    )
    voters = voters_for(activity, said)
    days = max(1, min((timezone.localdate() - first_day).days, 25))
    VoterRoll.objects.bulk_create(
        VoterRoll(
            activity=activity,
            voter_key=key,
            code=code,
            day=first_day + timedelta(days=chance.randrange(days)),
        )
        for key, code in voters
    )
    Ballot.objects.bulk_create(
        Ballot(
            activity=activity,
            choices=marks_for(paper, chance, said.get("favourite", 0)),
            voter_key="" if paper.is_secret else key,
        )
        for key, _code in voters
    )


def voters_for(activity: Activity, said: dict) -> list[tuple[str, AccessCode | None]]:
    number = said["ballots"]
    if "codes" not in said:
        return [(f"person:{person.pk}", None) for person in citizens()[:number]]
    codes.issue(activity, number=said["codes"], title="Lindengasse", by=None)
    used = AccessCode.objects.filter(batch__activity=activity)[:number]
    return [(code.voter_key, code) for code in used]


def marks_for(paper: Paper, chance: Random, favourite: int) -> list:
    match paper.method:
        case Method.RANKING:
            return some_order(len(paper.options), chance, favourite)
        case Method.CHOOSE:
            return some_choice(paper, chance)
        case _:
            weights = (6, 3, 1)
            return chance.choices(YesNo.values, weights, k=len(paper.options))


def some_order(number: int, chance: Random, favourite: int) -> list[int]:
    """A ranking in which one option is liked a little more than the others."""
    liking = [chance.random() + (0.45 if n == favourite else 0) for n in range(number)]
    order = sorted(range(number), key=lambda n: -liking[n])
    return [order.index(n) + 1 for n in range(number)]


def some_choice(paper: Paper, chance: Random) -> list[int]:
    """Options in a random order, as long as they fit onto the paper."""
    marks = [0] * len(paper.options)
    for index in chance.sample(range(len(marks)), len(marks)):
        marks[index] = 1
        if paper.fault(marks):
            marks[index] = 0
    return marks


chapter = DemoChapter(order=11, name="Abstimmungen", make=make)
