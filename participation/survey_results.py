"""
What a survey says: figures for each question, and no small group ever.

Fewer than five answers say too much about single people. So nothing is shown of a
survey or question with fewer, a figure from one to four is told as “under 5”, and a
table by another question hides so many more that what is hidden can't be worked out.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participation.models import Question, SurveyFile, SurveyResponse
from participation.survey import chosen, kept, questions_of

FEWEST = 5
MOST_GROUPS = 12
Kind = Question.Kind


@dataclass(frozen=True)
class Bar:
    """One answer with how many gave it; ``None`` if those are too few to be told."""

    label: str
    count: int | None
    of: int

    @property
    def share(self) -> int | None:
        return None if self.count is None else round(100 * self.count / self.of)

    @property
    def words(self) -> str:
        if self.count is None:
            return _("under %(n)d") % {"n": FEWEST}
        return f"{self.count} ({self.share} %)"


@dataclass
class Result:
    """What people answered to one question."""

    number: int
    question: Question
    answered: int
    bars: list[Bar] = field(default_factory=list)
    table: list[tuple[str, list[Bar]]] = field(default_factory=list)
    mean: float | None = None

    @property
    def is_enough(self) -> bool:
        return self.answered >= FEWEST


def answers_of(activity) -> list[dict]:
    """Everything handed in, without who and when."""
    rows = SurveyResponse.objects.filter(activity=activity).handed_in()
    questions = questions_of(activity)
    return [
        kept(questions, answers)
        for answers in rows.order_by("pk").values_list("answers", flat=True)
    ]


def results(activity, *, inside: bool = False) -> list[Result]:
    """The figures of every question; confidential ones only inside the town hall."""
    given = answers_of(activity)
    return results_of(questions_of(activity), given, inside=inside)


def results_of(questions, given, *, inside=False) -> list[Result]:
    return [
        result_of(number, question, given)
        for number, question in enumerate(questions, 1)
        if inside or not question.confidential
    ]


def result_of(number, question, given) -> Result:
    answers = [row[question.key] for row in given if question.key in row]
    result = Result(number, question, len(answers))
    if result.is_enough:
        fill_in(result, question, answers)
    return result


def fill_in(result, question, answers) -> None:
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.SCALE:
            result.bars = told(counts(question, answers), len(answers))
        case Kind.MATRIX:
            result.table = [
                (row, told(matrix_row(question, row, answers), len(answers)))
                for row in question.rows
            ]
        case Kind.RANKING:
            result.bars = told(first_ranks(question, answers), len(answers))
    if question.kind in {Kind.SCALE, Kind.NUMBER}:
        result.mean = sum(answers) / len(answers)


def counts(question, answers) -> dict[str, int]:
    """How many chose what, in the order of the question; “other” comes last."""
    found = Counter(label for answer in answers for label in chosen(question, answer))
    figures = {label: found[label] for label in question.offered}
    if question.allows_other and question.kind != Kind.SCALE:
        figures[pgettext("survey", "Other")] = sum(
            bool(answer.get("other")) for answer in answers
        )
    return figures


def matrix_row(question, row, answers) -> dict[str, int]:
    found = Counter(answer.get(row) for answer in answers)
    return {column: found[column] for column in question.choices}


def first_ranks(question, answers) -> dict[str, int]:
    """How often each was put among the first three."""
    found = Counter(choice for ranks in answers for choice in ranks[:3])
    ordered = sorted(question.choices, key=lambda choice: -found[choice])
    return {choice: found[choice] for choice in ordered}


def told(figures: dict[str, int], of: int) -> list[Bar]:
    return [Bar(label, tellable(count), of) for label, count in figures.items()]


def tellable(count: int) -> int | None:
    return None if 0 < count < FEWEST else count


@dataclass
class Cross:
    """One question by the answers to another: a row for each answer."""

    question: Question
    groups: list[tuple[str, int | None]]
    rows: list[tuple[str, list[int | None]]]


def crosses(questions, given, by: Question) -> list[Cross]:
    """Every closed question by the answers to one of them."""
    return [
        cross(question, given, by)
        for question in questions
        if question.can_divide and question.key != by.key
    ]


def cross(question, given, by) -> Cross:
    both = [row for row in given if question.key in row and by.key in row]
    groups = {label: [] for label in by.offered[:MOST_GROUPS]}
    for row in both:
        for label in chosen(by, row[by.key]):
            if label in groups:
                groups[label].append(row[question.key])
    sizes = [len(members) for members in groups.values()]
    labels = question.offered
    cells = [
        [counts(question, members)[label] for members in groups.values()]
        for label in labels
    ]
    shown = protected(cells, sizes)
    heads = zip(groups, (tellable(size) for size in sizes), strict=True)
    return Cross(question, list(heads), list(zip(labels, shown, strict=True)))


def protected(cells, sizes) -> list[list[int | None]]:
    """
    The cells without small ones, and without those that would give them away.

    The totals of rows and columns are known. Where a line hides exactly one cell,
    its total would tell it; so each such line hides one more, the smallest.
    """
    hidden = {
        (r, c)
        for r, row in enumerate(cells)
        for c, count in enumerate(row)
        if 0 < count < FEWEST or 0 < sizes[c] < FEWEST
    }
    while more := next(_giveaways(cells, hidden), None):
        hidden.add(more)
    return [
        [None if (r, c) in hidden else count for c, count in enumerate(row)]
        for r, row in enumerate(cells)
    ]


def _giveaways(cells, hidden):
    """For each row and column with one hidden cell, the next one to hide."""
    height, width = len(cells), len(cells[0]) if cells else 0
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    for line in lines:
        open_cells = [place for place in line if place not in hidden]
        if len(line) - len(open_cells) == 1 and open_cells:
            yield min(open_cells, key=lambda p: (cells[p[0]][p[1]] or 10**9, p))


def texts(question, given) -> list[str]:
    """
    What was written in own words, sorted by the alphabet: so that nobody can tell
    from the order which answers belong together.
    """
    answers = [row[question.key] for row in given if question.key in row]
    if question.kind == Kind.OPEN:
        found = answers
    elif question.kind == Kind.PLACE:
        found = [answer["address"] for answer in answers]
    elif question.kind in {Kind.SINGLE, Kind.MULTIPLE}:
        found = [answer["other"] for answer in answers if answer.get("other")]
    else:
        found = []
    return sorted(found, key=str.casefold)


def files_of(activity) -> list[SurveyFile]:
    """The files that were handed in, in no order that tells who sent them."""
    rows = SurveyFile.objects.filter(
        response__activity=activity,
        response__state=SurveyResponse.State.HANDED_IN,
    )
    return list(rows.order_by("question_key", "file"))
