"""The forms about council and result on the planner's desk."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning import in_force
from participation.planning.desk.forms import DATE
from participation.planning.models import (
    Plan,
    Point,
    PreparedFile,
    Resolution,
    Round,
)

ALL = "alle"


class ResolutionForm(forms.ModelForm):
    class Meta:
        model = Resolution
        fields = ["kind", "body", "day", "item", "text"]
        widgets = {"day": DATE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].initial = "Stadtrat"


class FilterForm(forms.Form):
    """Which points somebody wants to decide on. All of it stands in the address."""

    shown = forms.ChoiceField(
        label=pgettext_lazy("points", "Show"),
        choices=[
            ("", pgettext_lazy("points", "without a decision")),
            (ALL, pgettext_lazy("points", "all")),
        ],
        required=False,
    )
    round = forms.ModelChoiceField(
        label=pgettext_lazy("round", "round"), queryset=Round.objects, required=False
    )
    topic = forms.CharField(
        label=pgettext_lazy("weighing", "topic"), max_length=80, required=False
    )
    proposed = forms.ChoiceField(
        label=_("proposed result"),
        choices=[("", "–"), *Point.Result.choices],
        required=False,
    )

    def __init__(self, plan: Plan, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = plan.rounds.all()

    def applied_to(self, points):
        """The points that were asked for; what makes no sense filters nothing."""
        if not self.is_valid():
            return points
        given = self.cleaned_data
        if given["shown"] != ALL:
            points = points.filter(resolution=None)
        if given["round"]:
            points = points.filter(statement__round=given["round"])
        if given["topic"]:
            points = points.filter(topic__icontains=given["topic"])
        if given["proposed"]:
            points = points.filter(proposed_result=given["proposed"])
        return points


class PostedForm(forms.Form):
    on = forms.DateField(label=_("Letters posted on"), widget=DATE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class ToldForm(forms.Form):
    """That somebody was told in another way."""

    how = forms.CharField(
        label=_("How the person was told"),
        max_length=500,
        help_text=_("Such as “in person, in the town hall, by Ms Weber”."),
    )
    on = forms.DateField(label=_("told on"), widget=DATE)


class InForceForm(forms.Form):
    """Where the plan lies, and with which documents it comes into force."""

    place = forms.CharField(
        label=_("where it can be inspected: building, street, room"), max_length=300
    )
    hours = forms.CharField(label=_("opening hours"), max_length=300)
    permission = forms.CharField(
        label=_("permission of the higher authority"),
        max_length=300,
        required=False,
        help_text=_("Only for a Flächennutzungsplan: date and file reference."),
    )
    versions = forms.ModelMultipleChoiceField(
        label=_("documents as they come into force"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, plan: Plan, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choosable = in_force.choosable_versions(plan)
        self.fields["versions"].queryset = choosable
        needed = in_force.needed_roles(plan)
        chosen = [row.pk for row in choosable if row.document.role in needed]
        self.fields["versions"].initial = chosen
        if plan.kind != Plan.Kind.LAND_USE:
            del self.fields["permission"]

    @property
    def values(self) -> dict:
        """What was typed, as the notice keeps it."""
        keys = [version.pk for version in self.cleaned_data["versions"]]
        return self.cleaned_data | {"versions": keys}


class ApproveForm(forms.Form):
    """The wording that somebody has read; another one isn't approved unseen."""

    seen = forms.CharField(widget=forms.HiddenInput, strip=False)


class PaperForm(forms.Form):
    kind = forms.ChoiceField(
        label=pgettext_lazy("paper", "Paper"), choices=PreparedFile.Kind
    )
