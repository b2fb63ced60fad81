"""Proposals: what finds enough support is examined by the town."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext

from participation.formats.base import register
from participation.formats.ideas import Ideas
from participation.models import Contribution, ThresholdReached
from participation.thresholds import look


@register
class Proposals(Ideas):
    """A list of proposals, each with how much support it still needs."""

    key = "proposals"
    label = gettext_lazy("Proposals with a threshold")
    settings = Ideas.settings | {
        "threshold": forms.IntegerField(
            label=gettext_lazy("Support that a proposal needs"),
            initial=100,
            min_value=2,
            max_value=100_000,
        )
    }
    keeps_figures = False
    figure_columns = frozenset()
    submit_label = gettext_lazy("Submit a proposal")
    text_label = gettext_lazy("Your proposal")
    detail_template = "participation/formats/proposals/detail.html"
    result_template = "participation/formats/proposals/result.html"

    def list_context(self, activity, request):
        context = super().list_context(activity, request)
        page = list(context["page_obj"])
        reached = ThresholdReached.objects.filter(contribution__in=page)
        keys = set(reached.values_list("contribution", flat=True))
        for proposal in page:
            proposal.has_reached = proposal.pk in keys
        return context | {
            "proposals": page,
            "threshold": activity.setting("threshold"),
        }

    def detail_context(self, contribution, request):
        reached = ThresholdReached.objects.filter(contribution=contribution).first()
        threshold = contribution.activity.setting("threshold")
        return {
            "reached": reached,
            "threshold": threshold,
            "missing": max(0, threshold - contribution.support_count),
        }

    def supported(self, contribution, at):
        threshold = contribution.activity.setting("threshold")
        look(contribution, threshold=threshold, at=at)

    def tally(self, activity):
        public = Contribution.objects.filter(activity=activity).published()
        reached = public.exclude(threshold_reached=None).with_counts()
        return super().tally(activity) | {
            "threshold": activity.setting("threshold"),
            "reached": list(reached.with_outcome().order_by("-support_count", "pk")),
        }

    def export_rows(self, activity):
        reached = ThresholdReached.objects.filter(contribution__activity=activity)
        keys = set(reached.values_list("contribution", flat=True))
        for row in super().export_rows(activity):
            yield row | {
                "reached": pgettext("export", "yes") if row["number"] in keys else ""
            }
