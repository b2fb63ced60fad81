"""Options of the town, which people rate and comment on but can't add to."""

from django import forms
from django.utils.translation import gettext_lazy, ngettext

from participation import clock
from participation.formats.base import Format, register
from participation.models import Contribution
from participation.models.ratings import HIGHEST
from participation.people import participant
from participation.permissions import actor_of, can, can_rate, figures_shown
from participation.rating import distributions, own_ratings
from participation.verbs import Verb

RATED = [f"rated_{value}" for value in range(1, HIGHEST + 1)]


@register
class Options(Format):
    """A list of options, each with its scale."""

    key = "options"
    label = gettext_lazy("Rating of options")
    verbs = frozenset({Verb.RATE, Verb.COMMENT})
    main_verb = Verb.RATE
    settings = {
        "highest": forms.IntegerField(
            label=gettext_lazy("Highest value of the scale"),
            initial=5,
            min_value=2,
            max_value=HIGHEST,
        ),
        "lowest_label": forms.CharField(
            label=gettext_lazy("What the lowest value means"),
            initial=gettext_lazy("not important"),
            max_length=40,
        ),
        "highest_label": forms.CharField(
            label=gettext_lazy("What the highest value means"),
            initial=gettext_lazy("very important"),
            max_length=40,
        ),
    }
    parts = frozenset({"options"})
    puts_up_options = True
    figure_columns = frozenset({"ratings", "mean", *RATED})
    submit_label = gettext_lazy("Rate the options")
    list_template = "participation/formats/options/list.html"
    detail_template = "participation/formats/options/detail.html"
    result_template = "participation/formats/options/result.html"

    def act_url(self, activity):
        return activity.get_absolute_url()

    def reading_label(self, activity, contributions):
        number = len(activity.rows("options"))
        words = ngettext("See %(n)d option", "See %(n)d options", number)
        return words % {"n": number}

    def list_context(self, activity, request):
        options, now = list(options_of(activity)), clock.now(request)
        person = participant(request)
        highest = activity.setting("highest")
        shown = figures_shown(activity, clock.told_at(request))
        figures = distributions(options, highest) if shown else {}
        mine = own_ratings(options, person)
        for option in options:
            option.own_rating = mine.get(option.pk)
            option.distribution = figures.get(option.pk)
        return {
            "options": options,
            "may_rate": can(actor_of(person), Verb.RATE, activity, now),
            "scale": scale(activity),
        }

    def detail_context(self, contribution, request):
        activity, now = contribution.activity, clock.now(request)
        person = participant(request)
        if figures_shown(activity, clock.told_at(request)):
            found = distributions([contribution], activity.setting("highest"))
            contribution.distribution = found[contribution.pk]
        contribution.own_rating = own_ratings([contribution], person).get(
            contribution.pk
        )
        return {
            "may_rate": can_rate(actor_of(person), contribution, now),
            "scale": scale(activity),
        }

    def tally(self, activity):
        """Every option with its distribution, the best first."""
        options = list(options_of(activity))
        figures = distributions(options, activity.setting("highest"))
        for option in options:
            option.distribution = figures[option.pk]
        best = sorted(options, key=lambda o: -(o.distribution.mean or 0))
        return {"options": best, "highest": activity.setting("highest")}

    def export_rows(self, activity):
        options = list(options_of(activity))
        figures = distributions(options, activity.setting("highest"))
        for option in options:
            distribution = figures[option.pk]
            mean = distribution.mean
            yield {
                "number": option.pk,
                "title": option.title,
                "text": option.text,
                "ratings": distribution.number,
                "mean": round(mean, 2) if mean else None,
                **{f"rated_{v}": n for v, n in distribution.numbers.items()},
                "comments": option.comment_count,
                "outcome": option.outcome_status or "",
            }


def options_of(activity):
    """What the town puts up for rating, in the editors' order."""
    found = Contribution.objects.filter(activity=activity).published()
    found = found.exclude(option=None).select_related("author", "option")
    return found.with_counts().with_outcome().order_by("option__sort_order", "pk")


def scale(activity) -> dict:
    """The values from low to high, and what the ends mean."""
    return {
        "values": range(1, activity.setting("highest") + 1),
        "highest": activity.setting("highest"),
        "lowest_label": activity.setting("lowest_label"),
        "highest_label": activity.setting("highest_label"),
    }
