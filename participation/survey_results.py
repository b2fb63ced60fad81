"""
What a survey says: figures for each question, and no small group ever.

Fewer than five answers say too much about single people. So nothing is shown of a
survey or question with fewer, and ``suppression`` says which figures stay hidden with
those from one to four. All that hides looks alike, or it would tell what is behind it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import pgettext

from participation.models import Question, SurveyFile, SurveyResponse
from participation.permissions import is_over
from participation.suppression import FEWEST, NONE, Figures, is_small
from participation.survey import chosen, confidential_keys, kept, questions_of

OTHER = "+"  # the group of those who answered in own words
ANY = "*"  # the group of those who answered at all
Kind = Question.Kind
MEASURED = {Kind.SCALE, Kind.NUMBER}


@dataclass(frozen=True)
class Bar:
    """One answer with how many gave it; ``None`` if that is not told."""

    label: str
    count: int | None
    of: int

    @property
    def share(self) -> int | None:
        return None if self.count is None else round(100 * self.count / self.of)

    @property
    def words(self) -> str:
        if self.count is None:
            return not_shown()
        return f"{self.count} ({self.share} %)"


@dataclass
class Result:
    """
    What people answered to one question, out of how many.

    ``answered`` is ``None`` if it would tell how few gave no answer; ``of`` are then
    all who were asked.
    """

    number: int
    question: Question
    is_enough: bool = False
    answered: int | None = None
    of: int = 0
    bars: list[Bar] = field(default_factory=list)
    table: list[tuple[str, list[Bar]]] = field(default_factory=list)
    mean: float | None = None

    @property
    def is_whole(self) -> bool:
        """Whether every bar is told."""
        return all(bar.count is not None for bar in self.bars)

    @property
    def answered_in_words(self) -> str | int:
        return not_shown() if self.answered is None else self.answered

    def count_of(self, label: str) -> int | None:
        """How many gave an answer, as far as it is told."""
        return next((bar.count for bar in self.bars if bar.label == label), None)


def not_shown() -> str:
    """The same for all that hides, or it would tell what is behind it."""
    return pgettext("survey", "not shown")


# --- Which answers ------------------------------------------------------------


def answers_of(activity, at: datetime) -> list[dict]:
    """What was handed in and is told at a moment, without who and when."""
    questions = questions_of(activity)
    found = list(submitted(activity).values_list("answers", flat=True))
    if not is_over(activity, at):
        found = found[: told_while_running(len(found))]
    return [kept(questions, answers) for answers in found]


def answers_now(activity) -> list[dict]:
    """What is told at this moment, for whoever asks without a request."""
    return answers_of(activity, timezone.now())


def submitted(activity):
    """By the moment of handing in: whoever comes later changes nothing before."""
    rows = SurveyResponse.objects.filter(activity=activity).handed_in()
    return rows.order_by("handed_in_at", "pk")


def told_while_running(number: int) -> int:
    """
    How many of so many answers count in what is shown before the end.

    Whoever looks twice sees what came in between. So it goes in steps of five, and
    one step stays back: what the end adds to it are five answers or more as well.
    """
    return max(number // FEWEST - 1, 0) * FEWEST


# --- One question -------------------------------------------------------------


def results_of(questions, given, *, inside=False) -> list[Result]:
    """The figures of every question; confidential ones only inside the town hall."""
    found: dict[str, Result] = {}
    for number, question in enumerate(questions, 1):
        asked = asked_of(question, found, len(given))
        found[question.key] = result_of(number, question, given, asked)
    kept_inside = set() if inside else confidential_keys(questions)
    return [result for key, result in found.items() if key not in kept_inside]


def asked_of(question, earlier: dict[str, Result], everybody: int) -> int | None:
    """How many were asked; ``None`` if that is the figure of an answer not told."""
    if not question.shown_if:
        return everybody
    deciding = earlier.get(question.shown_if)
    return deciding.count_of(question.shown_if_answer) if deciding else None


def result_of(number, question, given, asked: int | None) -> Result:
    answers = answers_to(question, given)
    result = Result(number, question)
    if asked is None or len(answers) < FEWEST:
        return result
    figures = figures_of(question, answers, asked)
    silence_tells = NONE in figures.hidden or is_small(asked - len(answers))
    result.is_enough = True
    result.answered = None if silence_tells else len(answers)
    result.of = asked if silence_tells else len(answers)
    fill_in(result, figures, answers)
    return result


def answers_to(question, given) -> list:
    """What counts as an answer to a question, of all who answered it."""
    answers = [row[question.key] for row in given if question.key in row]
    if question.kind in Question.DECIDING:
        return [answer for answer in answers if groups_of(question, answer)]
    if question.kind == Kind.NUMBER:
        return [answer for answer in answers if abs(answer) <= Question.LARGEST]
    return answers


def groups_of(question, answer) -> list[str]:
    """The groups to which an answer belongs; one alone, unless several may be given."""
    offered = question.offered
    found = [label for label in chosen(question, answer) if label in offered]
    if OTHER in extra_groups(question) and answer and answer.get("other"):
        found.append(OTHER)
    return list(dict.fromkeys(found)) if question.kind == Kind.MULTIPLE else found[:1]


def extra_groups(question) -> list[str]:
    """What can be answered beyond what is offered; it comes last."""
    is_possible = question.allows_other and question.kind != Kind.SCALE
    return [OTHER] if is_possible else []


def figures_of(question, answers, asked: int) -> Figures:
    """How many gave each answer; where nothing is chosen, how many gave any."""
    match question.kind:
        case Kind.SINGLE | Kind.SCALE:
            return Figures(counts(question, answers), asked)
        case Kind.MULTIPLE:
            of = whole(len(answers), asked)
            return Figures(counts(question, answers), of, several=True)
        case Kind.RANKING:
            of = whole(len(answers), asked)
            return Figures(first_ranks(question, answers), of, several=True)
    return Figures({ANY: len(answers)}, asked)


def whole(answered: int, asked: int) -> int:
    """Out of how many a figure is told: so few don't answer that it isn't told."""
    return asked if is_small(asked - answered) else answered


def counts(question, answers) -> dict[str, int]:
    """How many chose what, in the order of the question; “other” comes last."""
    found = Counter(
        label for answer in answers for label in groups_of(question, answer)
    )
    return {label: found[label] for label in question.offered + extra_groups(question)}


def first_ranks(question, answers) -> dict[str, int]:
    """How often each was put among the first three."""
    found = Counter(choice for ranks in answers for choice in ranks[:3])
    return {choice: found[choice] for choice in question.choices}


def matrix_row(question, row, answers) -> dict[str, int]:
    found = Counter(answer.get(row) for answer in answers)
    return {column: found[column] for column in question.choices}


def fill_in(result, figures, answers) -> None:
    question, of = result.question, result.of
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.SCALE:
            result.bars = told(figures, of)
        case Kind.RANKING:  # what is hidden must not tell by its place how large it is
            result.bars = sorted(told(figures, of), key=lambda bar: -(bar.count or 0))
        case Kind.MATRIX:
            result.table = [
                (row, told(Figures(matrix_row(question, row, answers), of), of))
                for row in question.rows
            ]
    # A mean and all bars but one would tell the last.
    if question.kind == Kind.NUMBER or (
        question.kind == Kind.SCALE and result.is_whole
    ):
        result.mean = sum(answers) / len(answers)


def told(figures: Figures, of: int) -> list[Bar]:
    return [
        Bar(name_of(group), None if group in figures.hidden else count, of)
        for group, count in figures.counts.items()
    ]


def name_of(group: str) -> str:
    names = {OTHER: pgettext("survey", "Other"), NONE: pgettext("survey", "No answer")}
    return names.get(group, group)


# --- For those who evaluate ---------------------------------------------------


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


def files_of(activity, number: int) -> list[SurveyFile]:
    """The files of the first so many answers, in no order that tells who sent them."""
    told = submitted(activity)[:number]
    rows = SurveyFile.objects.filter(response__in=told.values("pk"))
    return list(rows.order_by("question_key", "file"))
