"""
Which questions of a survey are asked, on which page: pure functions of answers.

What hidden questions were answered before they were hidden counts for nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from participation import formats
from participation.models import Activity, Question
from participation.permissions import YES, Actor, Answer, can
from participation.verbs import Verb

ANONYMOUS = "anonymous"


def questions_of(activity: Activity) -> list[Question]:
    return activity.rows("questions")


def is_survey(activity: Activity) -> bool:
    return activity.format == "survey" and "survey" in dict(formats.registered())


def is_anonymous(activity: Activity) -> bool:
    """Whether nobody signs in and nobody is stored."""
    return activity.setting("access") == ANONYMOUS


def may_answer(actor: Actor, activity: Activity, at: datetime) -> Answer:
    """May this person answer the survey? If it is anonymous, nobody has to sign in."""
    answer = can(actor, Verb.SUBMIT, activity, at)
    if answer.asks_for_sign_in and is_anonymous(activity):
        return YES
    return answer


def pages_of(questions: Iterable[Question]) -> list[list[Question]]:
    """The questions page by page; one page, if none begins a new one."""
    pages: list[list[Question]] = [[]]
    for question in questions:
        if question.begins_page and pages[-1]:
            pages.append([])
        pages[-1].append(question)
    return pages


def asked(questions: Sequence[Question], answers: Mapping) -> list[Question]:
    """The questions that these answers lead to, in order."""
    found: dict[str, Question] = {}
    for question in questions:
        if not question.shown_if or _is_met(question, found, answers):
            found[question.key] = question
    return list(found.values())


def _is_met(question: Question, found: Mapping, answers: Mapping) -> bool:
    """Whether the earlier question was asked and answered as this one needs it."""
    deciding = found.get(question.shown_if)
    if deciding is None:
        return False
    return question.shown_if_answer in chosen(deciding, answers.get(deciding.key))


def confidential_keys(questions: Iterable[Question]) -> set[str]:
    """What is never published: who is asked after a confidential answer gave it."""
    found: set[str] = set()
    for question in questions:
        if question.confidential or question.shown_if in found:
            found.add(question.key)
    return found


def chosen(question: Question, answer) -> list[str]:
    """The offered answers that were chosen."""
    if answer is None:
        return []
    if question.kind == Question.Kind.SCALE:
        return [str(answer)]
    return list(answer["choices"])


def kept(questions: Sequence[Question], answers: Mapping) -> dict:
    """Only what was asked, and what was answered."""
    return {
        question.key: answers[question.key]
        for question in asked(questions, answers)
        if answers.get(question.key) is not None
    }


def without_own_words(
    questions: Sequence[Question], answers: Mapping, instead: str
) -> dict:
    """
    What was chosen, rated and counted: all of an answer that identifies nobody.

    ``instead`` stands for “other” in own words, so that the figures stay as they were.
    """
    wordy = {Question.Kind.OPEN, Question.Kind.PLACE, Question.Kind.FILE}
    return {
        question.key: _without_other(answers[question.key], instead)
        for question in questions
        if question.kind not in wordy and question.key in answers
    }


def _without_other(answer, instead):
    has_other = isinstance(answer, dict) and answer.get("other")
    return answer | {"other": instead} if has_other else answer


def next_page(pages, answers: Mapping, number: int, step: int = 1) -> int:
    """
    The next page that asks anything, counted from one; zero if there is none.
    """
    everything = [question for page in pages for question in page]
    keys = {question.key for question in asked(everything, answers)}
    number += step
    while 1 <= number <= len(pages):
        if any(question.key in keys for question in pages[number - 1]):
            return number
        number += step
    return 0
