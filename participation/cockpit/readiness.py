"""What a procedure still lacks: what must be there, and what would be good."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation import clock, formats
from participation.models import Activity


@dataclass(frozen=True)
class Missing:
    """One thing that is not there yet: ``needed`` to go online, or recommended."""

    words: str
    needed: bool = True


def missing(procedure, day) -> list[Missing]:
    """Everything an editor should still look at, what is needed first."""
    found = [*missing_texts(procedure), *missing_rows(procedure, day)]
    if not procedure.is_formal:  # rounds by law are the planners' desk's matter
        found += missing_ways(procedure, day)
    for activity in procedure.activities.all():
        activity.procedure = procedure
        found += missing_in(activity)
    return sorted(found, key=lambda item: not item.needed)


def missing_texts(procedure):
    needed = {
        "introduction": _("A sentence that says what it is for."),
        "body": _("The text: what it is about, what is decided, what happens next."),
        "legal_note": _("What the participation binds to, and who decides."),
        "contact_id": _("The post that answers for it."),
    }
    for name, words in needed.items():
        if not getattr(procedure, name):
            yield Missing(words)
    useful = {
        "topic_id": _("A topic, so that people find it."),
        "picture_id": _("A picture."),
        "plain_text": _("The text in plain language."),
        "sign_video_id": _("A video in sign language."),
    }
    for name, words in useful.items():
        if not getattr(procedure, name):
            yield Missing(words, needed=False)


def missing_ways(procedure, day):
    phases = procedure.ordered_phases
    if not phases:
        yield Missing(_("A phase with its first and last day."))
    elif not procedure.live and phases[0].first_day < day:
        yield Missing(_("The first phase has already begun: check the days."))
    if not procedure.activities.all():
        yield Missing(_("A way to take part."))


def missing_rows(procedure, day):
    phases = procedure.ordered_phases
    places = any(a.place != Activity.Place.NONE for a in procedure.activities.all())
    if places and procedure.lat is None and not procedure.district_id:
        yield Missing(_("A place or a district for the map."), needed=False)
    is_over = phases and all(phase.last_day < day for phase in phases)
    if not is_over and not any(row.day >= day for row in procedure.dates.all()):
        yield Missing(_("Dates on which people can meet and ask."), needed=False)


def missing_in(activity):
    """What the format of an activity asks for, and whether it is ever open."""
    if activity.format not in dict(formats.registered()):
        return [Missing(_("“%s” has a format that is not there.") % activity.title)]
    problems = [Missing(words) for words in activity.recipe.problems(activity)]
    timetable = activity.procedure.timetable
    if not any(timetable.opened.get((activity.key, s.key)) for s in timetable.spans):
        problems.append(Missing(_("“%s” is open in no phase.") % activity.title))
    return problems


def next_dates(procedure, day) -> list[tuple]:
    """What comes next: phases that open or close, and meetings."""
    found = []
    for phase in procedure.ordered_phases:
        found.append((phase.first_day, _("“%s” begins") % phase.title))
        found.append((phase.last_day, _("“%s” ends, midnight") % phase.title))
    found += [(row.day, row.title) for row in procedure.dates.all()]
    if procedure.archived_on:
        found.append((procedure.archived_on, _("closed and archived")))
    return sorted((when, what) for when, what in found if when >= day)


def state_of(procedure, day):
    has_phases = bool(procedure.timetable.spans)
    return procedure.state_on(day) if has_phases else clock.State.UPCOMING
