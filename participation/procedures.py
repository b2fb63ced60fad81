"""What a procedure page shows beside its own fields."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participation import clock, words
from participation.follow_buttons import buttons
from participation.models import Activity, Circle, Contribution
from participation.models.contributions import counted
from participation.permissions import actor_of, can
from participation.planning.round_page import cards, plan_url

OVER = {clock.State.EVALUATION, clock.State.RESULT, clock.State.ARCHIVED}
PLAIN = "leicht"
PLACE = "worum"  # the section that both variants have


def procedure_context(page, request) -> dict:
    """Everything by name, read in a fixed number of queries."""
    now = clock.now(request)
    day = clock.day_of(now)
    state = page.state_on(day)
    activities = offers(page, request.user, now)
    return {
        "trail": [
            (_("Participation"), reverse("participation:overview")),
            (page.title, ""),
        ],
        "state": state,
        "tone": words.TONES[state],
        "when": words.when(state, page.timetable.spans, day),
        "timeline": timeline(page, day),
        "activities": activities,
        "is_over": state in OVER,
        "main_offer": next((offer for offer in activities if offer["may"]), None),
        "dates": [date for date in page.dates.all() if date.day >= day],
        "past_dates": [date for date in page.dates.all() if date.day < day],
        "facts": facts(page),
        **formal_part(page, day),
        "plain": bool(page.plain_text) and request.GET.get("sprache") == PLAIN,
        "variants": variants(page, request.GET),
        "follow": buttons(request, [("verfahren", page.slug, "")])[0],
    }


def formal_part(page, day) -> dict:
    """The rounds by law and where the plan stays; nothing is asked if there is none."""
    rounds = page.public_rounds
    if not rounds:
        return {}
    plan = page.plan
    return {
        "rounds": cards(rounds, day, plan),
        "plan": plan,
        "plan_url": plan_url(plan),
    }


def variants(page, params) -> list[dict]:
    """The ways to read what it is about; each leads back to the same place."""
    if not page.plain_text:
        return []
    chosen = PLAIN if params.get("sprache") == PLAIN else None
    labels = {None: _("Everyday language"), PLAIN: _("Plain language")}
    return [
        {"label": label, "url": place_in(params, name), "active": chosen == name}
        for name, label in labels.items()
    ]


def place_in(params, variant) -> str:
    """The same page at the same place, with what else was chosen."""
    others = {key: value for key, value in params.items() if key != "sprache"}
    query = urlencode(others | ({"sprache": variant} if variant else {}))
    return f"?{query}#{PLACE}"


def offers(page, user, now) -> list[dict]:
    """Each activity with its figures and whether this visitor can contribute."""
    actor, figures = actor_of(user), contribution_counts(page)
    found = []
    for activity in page.activities.all():
        activity.procedure = page
        recipe, contributions = activity.recipe, figures.get(activity.pk, 0)
        answer = can(actor, recipe.main_verb, activity, now)
        found.append(
            {
                "activity": activity,
                "url": page.activity_url(activity.key),
                "new_url": recipe.act_url(activity),
                "answer": answer,
                "may": bool(answer) or answer.asks_for_sign_in,
                "submit_label": recipe.submit_label,
                "reading_label": recipe.reading_label(activity, contributions),
            }
        )
    return found


def contribution_counts(page) -> dict[int, int]:
    public = counted(Contribution.objects.published().by_people(), "activity")
    activities = Activity.objects.filter(procedure=page.pk)
    return dict(activities.annotate(number=public).values_list("pk", "number"))


def timeline(page, day) -> list[dict]:
    """Phases and formal rounds in one order: one procedure, one timeline (B1)."""
    steps = [*page.ordered_phases, *page.public_rounds]
    return [
        {
            "title": step.title,
            "first_day": step.first_day,
            "last_day": step.last_day,
            "text": getattr(step, "text", ""),
            "state": phase_state(step, day),
        }
        for step in sorted(steps, key=lambda step: step.first_day)
    ]


def phase_state(phase, day) -> str:
    if phase.last_day < day:
        return "past"
    return "now" if phase.first_day <= day else "next"


def facts(page) -> list[tuple[str, str]]:
    """Short facts beside the text."""
    found = [
        (_("Kind"), page.rule_set or page.get_kind_display()),
        (_("Topic"), page.topic and page.topic.name),
        (_("District"), page.district.name if page.district else _("Whole town")),
    ]
    if page.circle != Circle.PUBLIC:
        found.append((pgettext("circle", "For whom"), page.get_circle_display()))
    return [(term, value) for term, value in found if value]
