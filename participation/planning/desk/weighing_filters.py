"""What the table of points is narrowed to; it stands in the address, so it is kept."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from home.models import Post
from participation.planning.models import Point

OFFICE, NOBODY = "buero", "niemand"
NONE = "ohne"
TIMES = {
    "ja": Q(statement__is_late=True),
    "nein": Q(statement__is_late=False),
    "raus": Q(statement__late_check__is_disregarded=True),
}


class TableFilter(forms.Form):
    """Field names are German because they stand in the address."""

    runde = forms.ChoiceField(label=pgettext_lazy("filter", "Round"), required=False)
    thema = forms.ChoiceField(label=pgettext_lazy("filter", "Topic"), required=False)
    ergebnis = forms.ChoiceField(
        label=pgettext_lazy("filter", "Proposed result"), required=False
    )
    schritt = forms.ChoiceField(label=pgettext_lazy("filter", "Step"), required=False)
    stelle = forms.ChoiceField(
        label=pgettext_lazy("filter", "Given to"), required=False
    )
    spaet = forms.ChoiceField(label=pgettext_lazy("filter", "Late"), required=False)
    gruppe = forms.ChoiceField(label=pgettext_lazy("filter", "Group"), required=False)

    def __init__(self, data, *, plan, points, sees_statements):
        super().__init__(data)
        self.points = points
        for name, choices in self.choices_of(plan).items():
            self.fields[name].choices = [("", pgettext_lazy("filter", "All")), *choices]
        if not sees_statements:
            del self.fields["gruppe"]

    def choices_of(self, plan):
        return {
            "runde": [(str(round_.pk), str(round_)) for round_ in plan.rounds.all()],
            "thema": [(t, t) for t in topics(self.points)] + [(NONE, _("no topic"))],
            "ergebnis": [*Point.Result.choices, (NONE, _("none yet"))],
            "schritt": Point.Step.choices,
            "stelle": [
                *posts_of(self.points),
                (OFFICE, _("the planning office")),
                (NOBODY, _("nobody")),
            ],
            "spaet": [
                ("ja", _("late")),
                ("nein", _("in time")),
                ("raus", _("disregarded")),
            ],
            "gruppe": [(str(g.pk), g.title) for g in plan.groups.all()],
        }

    def rows(self):
        """The points that fit; what makes no sense in an address narrows nothing."""
        self.is_valid()
        found = self.points
        for name, value in self.cleaned_data.items():
            if value:
                found = found.filter(CONDITIONS[name](value))
        return found


CONDITIONS = {
    "runde": lambda value: Q(statement__round=value),
    "thema": lambda value: Q(topic="" if value == NONE else value),
    "ergebnis": lambda value: Q(proposed_result="" if value == NONE else value),
    "schritt": lambda value: Q(step=value),
    "stelle": lambda value: given_to(value),
    "spaet": lambda value: TIMES[value],
    "gruppe": lambda value: Q(statement__group=value),
}


def given_to(value) -> Q:
    if value == OFFICE:
        return Q(to_office=True)
    if value == NOBODY:
        return Q(post=None, to_office=False)
    return Q(post=value)


def topics(points) -> list[str]:
    """The topics that are used, for filters and for what is offered while typing."""
    used = points.exclude(topic="").order_by("topic")
    return list(used.values_list("topic", flat=True).distinct())


def posts_of(points) -> list[tuple[str, str]]:
    posts = Post.objects.filter(pk__in=points.order_by().values("post"))
    return [(str(post.pk), post.title) for post in posts]
