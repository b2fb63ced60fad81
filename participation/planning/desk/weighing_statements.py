"""Statements on their way into the table: what is not split, late, to be redacted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from home.numbers import number_in
from participation.planning import lateness, passages, weighing
from participation.planning.desk.access import for_lookers, for_planners, plan_of
from participation.planning.desk.weighing_filters import topics
from participation.planning.desk.weighing_forms import LateForm, SplitForm
from participation.planning.desk.weighing_pages import (
    FOLDER,
    attempt,
    framed,
    giver_of,
    paged,
)
from participation.planning.models import LateCheck
from participation.planning.weighing_rights import points_for, reads_original

WAITING = {
    "offen": Q(points=None, no_concerns=False) & ~Q(late_check__is_disregarded=True),
    "spaet": Q(is_late=True, late_check=None),
    "schwaerzen": Q(redaction=None),
    "bestaetigen": Q(redaction__isnull=False, redaction__confirmed_at=None),
}


def chips(chosen):
    labels = {
        "": pgettext("filter", "All"),
        "offen": _("not split yet"),
        "spaet": _("late, not checked"),
        "schwaerzen": _("not redacted"),
        "bestaetigen": _("redaction to be confirmed"),
    }
    return [(value, label, value == chosen) for value, label in labels.items()]


@require_safe
@for_lookers
def statements(request, pk):
    plan = plan_of(request, pk)
    context = framed(request, plan, _("Statements in the weighing"))
    if not context["sees_statements"]:
        raise PermissionDenied
    chosen = request.GET.get("zeige", "")
    rows = plan.statements.standing().filter(WAITING.get(chosen, Q()))
    rows = rows.select_related("plan", "round", "group", "redaction", "late_check")
    rows = rows.annotate(point_number=Count("points")).order_by("number")
    context |= paged(request, rows) | {"chips": chips(chosen), "chosen": chosen}
    for row in context["page_obj"]:
        row.giver_name = giver_of(row)
        row.may_open = reads_original(request.user, row)
        row.privacy = privacy_of(row)
    return render(request, f"{FOLDER}/statements.html", context)


def privacy_of(statement):
    """How far two people are with its redaction, in words."""
    made = getattr(statement, "redaction", None)
    if made is None:
        return _("to redact")
    return pgettext("redaction", "confirmed") if made.confirmed_at else _("to confirm")


@require_POST
@for_planners
def take_whole(request, pk):
    """One point for each ticked statement, or for all that need one."""
    plan = plan_of(request, pk)
    rows = plan.statements.to_weigh()
    if not request.POST.get("alle"):
        chosen = [number_in(n) for n in request.POST.getlist("nummer")]
        rows = plan.statements.standing().filter(number__in=chosen)
        if not chosen:
            messages.warning(request, _("Please tick a statement first."))
            return redirect("planning:weighing_statements", plan.pk)
    number = weighing.take_all_whole(rows, by=request.user)
    words = ngettext("%(n)d point was made.", "%(n)d points were made.", number)
    messages.success(request, words % {"n": number})
    return redirect("planning:weighing_statements", plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def split(request, pk, number):
    plan = plan_of(request, pk)
    statement = get_object_or_404(plan.statements.all(), number=number)
    form = SplitForm(request.POST or None, plan=plan)
    if not form.is_valid():
        return show_split(request, plan, statement, form)
    try:
        made = mark(request, statement, form.values())
    except ValidationError as error:
        form.add_error(None, error)
        return show_split(request, plan, statement, form)
    words = ngettext("%(n)d point was made.", "%(n)d points were made.", len(made))
    messages.success(request, words % {"n": len(made)})
    return redirect(request.path)


def mark(request, statement, values):
    """Points of what was marked: all of it, a stretch, or sentences."""
    by = request.user
    if "ganz" in request.POST:
        return [weighing.take_whole(statement, by=by, **values)]
    spans = spans_in(request.POST, statement.current.text)
    if not spans:
        raise ValidationError(_("Please choose sentences, or mark a passage."))
    return [
        weighing.mark(statement, start=span.start, end=span.end, by=by, **values)
        for span in spans
    ]


def spans_in(data, text):
    """A stretch marked by script, or else the sentences that were ticked."""
    start, end = number_in(data.get("start")), number_in(data.get("end"))
    if end:
        span = passages.from_browser(text, start, end)
        return [span] if span else []
    return passages.runs(text, data.getlist("satz"))


def show_split(request, plan, statement, form):
    wording = statement.current
    points = list(statement.points.select_related("statement__plan", "post"))
    title = _("Statement %(number)s in points") % {"number": statement}
    context = framed(request, plan, title) | {
        "statement": statement,
        "giver": giver_of(statement),
        "wording": wording,
        "paragraphs": shown_paragraphs(wording, points, request.POST.getlist("satz")),
        "points": points,
        "is_corrected": any(p.wording_id not in {None, wording.pk} for p in points),
        "topics": topics(points_for(request.user, plan)),
        "form": form,
        "offers_late": statement.is_late,
    }
    status = 400 if form.errors else 200
    return render(request, f"{FOLDER}/split.html", context, status=status)


def shown_paragraphs(wording, points, ticked):
    """The sentences of the text, each with the points that it is part of."""
    marked = [
        (point.number, passages.Span(point.start, point.end))
        for point in points
        if point.start is not None and point.wording_id == wording.pk
    ]
    return [
        [
            {
                "key": sentence.key,
                "text": wording.text[sentence.start : sentence.end],
                "points": [n for n, span in marked if span.overlaps(sentence)],
                "is_ticked": sentence.key in ticked,
            }
            for sentence in paragraph.sentences
        ]
        for paragraph in passages.paragraphs(wording.text)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def late(request, pk, number):
    """Three questions before a late statement may be disregarded (BP-17)."""
    plan = plan_of(request, pk)
    statement = get_object_or_404(plan.statements.late(), number=number)
    check = LateCheck.objects.filter(statement=statement).select_related("by").first()
    form = LateForm(
        request.POST or None,
        questions=lateness.questions(),
        obstacle=lateness.obstacle(statement),
    )
    context = framed(request, plan, _("Late statement %(n)s") % {"n": statement})
    if form.is_valid() and attempt(
        request,
        lambda: lateness.decide(statement, by=request.user, **form.values()),
        _("The check is on file."),
    ):
        return redirect(request.path)
    context |= {
        "statement": statement,
        "check": check,
        "form": form,
        "obstacle": lateness.obstacle(statement),
        "was_warned": lateness.was_warned(statement),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, f"{FOLDER}/late.html", context, status=status)
