"""
What an editor can get wrong with the questions of a survey, in words.

A question is asked after an answer to an earlier one. What people have answered
already is neither taken away nor asked in another way.
"""

from django.utils.translation import gettext as _

FIXED = ("activity_key", "kind")


def check_questions(page_form) -> None:
    """Add what is wrong to the editor's form."""
    formset = page_form.formsets.get("questions")
    if formset is None or not formset.is_valid():
        return
    forms = [form for form in formset.ordered_forms if form.instance.title]
    for place, form in enumerate(forms):
        _check_branch(form, [earlier.instance for earlier in forms[:place]])
        if form.instance.pk and form.has_changed():
            _check_change(form)
        if form.errors:
            words = _("Check the question “%(title)s”.")
            page_form.add_error(None, words % {"title": form.instance.title})
    for form in formset.deleted_forms:
        if form.instance.pk and _is_answered(form.instance):
            words = _("People have answered “%(title)s”: keep the question.")
            page_form.add_error(None, words % {"title": form.instance.title})


def _check_branch(form, earlier) -> None:
    question = form.instance
    if not question.shown_if:
        return
    deciding = {
        q.key: q
        for q in earlier
        if q.kind in q.DECIDING and q.activity_key == question.activity_key
    }.get(question.shown_if)
    if deciding is None:
        form.add_error(
            "shown_if",
            _("Choose an earlier question of this survey with answers to choose from."),
        )
    elif question.shown_if_answer not in deciding.offered:
        words = _("Write one of these: %(answers)s")
        answers = " · ".join(deciding.offered)
        form.add_error("shown_if_answer", words % {"answers": answers})


def _check_change(form) -> None:
    before = type(form.instance).objects.filter(pk=form.instance.pk).first()
    if before is None or not _is_answered(before):
        return
    now = form.instance
    gone = set(before.choices) - set(now.choices) | set(before.rows) - set(now.rows)
    if gone:
        words = _("People have chosen from “%(gone)s” already: keep it.")
        form.add_error("choices", words % {"gone": ", ".join(sorted(gone))})
    if any(getattr(before, name) != getattr(now, name) for name in FIXED):
        form.add_error("kind", _("People have answered this already: keep the kind."))


def _is_answered(question) -> bool:
    """Whether anybody has answered this; one query, only when something changes."""
    rows = question.procedure.activities.filter(key=question.activity_key)
    return any(
        question.key in answers
        for activity in rows
        for answers in activity.survey_responses.values_list("answers", flat=True)
    )
