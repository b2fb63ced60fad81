"""What the table of points is narrowed to; it stands in the address, so it is kept."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from participation.planning.models import Point

OFFICE, NOBODY = "buero", "niemand"
NONE, WITHDRAWN = "ohne", "zurueck"
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
    stand = forms.ChoiceField(
        label=pgettext_lazy("filter", "Withdrawn"),
        choices=[
            ("", pgettext_lazy("filter", "not withdrawn")),
            (WITHDRAWN, pgettext_lazy("filter", "withdrawn")),
        ],
        required=False,
    )

    def __init__(self, data, *, points, sees_statements):
        super().__init__(data)
        self.points = points
        self.used = used_in(points)
        for name, choices in self.choices_of().items():
            self.fields[name].choices = [("", pgettext_lazy("filter", "All")), *choices]
        if not sees_statements:
            del self.fields["gruppe"], self.fields["stand"]

    def choices_of(self):
        used = self.used
        return {
            "runde": used["round"],
            "thema": [*used["topic"], (NONE, _("no topic"))],
            "ergebnis": [*Point.Result.choices, (NONE, _("none yet"))],
            "schritt": Point.Step.choices,
            "stelle": [
                *used["post"],
                (OFFICE, _("the planning office")),
                (NOBODY, pgettext_lazy("weighing", "nobody")),
            ],
            "spaet": [
                ("ja", _("late")),
                ("nein", _("in time")),
                ("raus", pgettext_lazy("weighing", "disregarded")),
            ],
            "gruppe": used["group"],
        }

    @property
    def topics(self):
        return [topic for topic, _label in self.used["topic"]]

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
    "stand": lambda value: Q(statement__withdrawn_at__isnull=False),
}


def given_to(value) -> Q:
    if value == OFFICE:
        return Q(to_office=True)
    if value == NOBODY:
        return Q(post=None, to_office=False)
    return Q(post=value)


USED = {
    "topic": ("topic", "topic"),
    "round": ("statement__round", "statement__round__title"),
    "post": ("post", "post__title"),
    "group": ("statement__group", "statement__group__title"),
}


def used_in(points) -> dict[str, list[tuple[str, str]]]:
    """Which topics, rounds, posts and groups these points have, in one query."""
    names = [name for pair in USED.values() for name in pair]
    rows = list(points.order_by().values(*dict.fromkeys(names)).distinct())
    found = {
        name: {(str(row[key]), row[label]) for row in rows if row[key]}
        for name, (key, label) in USED.items()
    }
    return {
        name: sorted(pairs, key=lambda pair: pair[1]) for name, pairs in found.items()
    }


def topics(points) -> list[str]:
    """The topics that are used, to be offered while typing."""
    used = points.exclude(topic="").order_by("topic")
    return list(used.values_list("topic", flat=True).distinct())
