from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning import offers, round_days
from participation.planning.desk.forms import DATE
from participation.planning.models import (
    Appearance,
    OtherAccess,
    PortalEntry,
    Round,
)
from participation.planning.scans import ACCEPT

# What a round asks beside title and days, by its rule.
EARLY = ["discussion", "youth", "waiver", "waiver_because"]
REASON = ["important_reason", "important_reason_text"]
RESTRICTED = ["is_restricted", "restricted_because"]
BY_RULE = {
    "3-1": EARLY,
    "4a-3": ["changes", "is_limited", *RESTRICTED],
    "4a-3-limited": ["changes", *RESTRICTED],  # limited, whatever anybody ticks
}
HELP = {
    "discussion": _(
        "Such as day, time and place of an evening. It stands on the page of the round"
        " and in its notice."
    ),
    "youth": _("Such as a workshop at a school. If there is nothing, say why."),
    "changes": _(
        "One change on a line. They stand on the page of the round, in its notice and"
        " above the form for statements. Add a document that shows them in a picture,"
        " with “Änderungen” in its title."
    ),
}
YES_OR_NO = [(True, _("Yes, so the period is longer")), (False, _("No"))]


def fields_for(rule):
    """The fields that a rule asks for; no others are in the form."""
    asked = ["title", "last_day", "outage_limit_minutes"]
    if rule.code in offers.OF_BOTH:
        asked.append("audience")
    asked += BY_RULE.get(rule.code, [])
    if offers.decides_on_reason(rule):
        asked += REASON
    if rule.may_be_shorter == "with_reason":
        asked.append("shorter_because")
    if rule.code in {"13", "13a"}:
        asked.append("is_restricted")
    if rule.code in (*offers.DRAFT, *offers.RENEWED):
        asked.append("no_environment_statements")
    return asked


class RoundForm(forms.ModelForm):
    """A round: its days follow from the day on which it begins, and from the rule."""

    start = forms.DateField(label=_("first day"), widget=DATE, required=False)

    field_order = ["title", "audience", "start", "last_day", *REASON]

    class Meta:
        model = Round
        fields = [
            "title",
            "audience",
            "last_day",
            *REASON,
            "shorter_because",
            *BY_RULE["4a-3"],
            *EARLY,
            "no_environment_statements",
            "outage_limit_minutes",
        ]
        widgets = {"last_day": DATE}

    def __init__(self, *args, rule, **kwargs):
        super().__init__(*args, **kwargs)
        self.rule = rule
        asked = {"start", *fields_for(rule)}
        for name in set(self.fields) - asked:
            del self.fields[name]
        self.initial.setdefault("start", round_days.start_of(self.instance))
        if rule.kind == "event":
            self.fields["start"].label = rule.event
        self.fields["start"].label = capfirst(self.fields["start"].label)
        self.fields["start"].required = rule.code != "3-1"
        self.say_how()
        self.ask_for_a_decision()

    def say_how(self):
        """What each field is for, and room for a few sentences."""
        self.fields["last_day"].help_text = (
            _("The law names no period. Leave it empty for the one that is proposed.")
            if self.rule.may_be_shorter == "freely"
            else _(
                "Leave it empty for the day that the law gives. Later is always"
                " possible."
            )
        )
        for name, words in HELP.items():
            if name in self.fields:
                self.fields[name].help_text = words
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4

    def ask_for_a_decision(self):
        if "important_reason" not in self.fields:
            return
        self.fields["important_reason"] = forms.TypedChoiceField(
            label=self.fields["important_reason"].label,
            choices=YES_OR_NO,
            coerce=lambda value: value == "True",
            widget=forms.RadioSelect,
            help_text=_(
                "Such as holidays or many documents. A reasoned no is harmless, a no"
                " without a reason is a fault (§ 214 (1) S. 1 Nr. 2 d BauGB)."
            ),
        )
        self.fields["important_reason_text"].required = True

    def clean(self):
        cleaned = super().clean()
        if self.rule.code == "3-1" and not (cleaned.get("waiver") or self.begins_on):
            self.add_error("start", _("Say when it begins, or why there is none."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()  # fills the instance
        if self.begins_on and not self.errors and not self.instance.waiver:
            self.check_days()

    def check_days(self):
        try:
            period = round_days.proposal(self.instance, self.begins_on)
        except ValidationError as error:
            self.add_error(None, error)
            return
        for field, words in round_days.problems(self.instance, period).items():
            self.add_error(field if field in self.fields else None, words)

    @property
    def begins_on(self):
        return self.cleaned_data.get("start")


class AccessForm(forms.ModelForm):
    class Meta:
        model = OtherAccess
        fields = ["kind", "building", "room", "hours", "contact", "is_accessible"]


class BecauseForm(forms.Form):
    """Why somebody does what has to be reasoned."""

    because = forms.CharField(
        label=pgettext_lazy("round", "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class PortalForm(forms.ModelForm):
    link = forms.URLField(
        label=_("address of the entry"), assume_scheme="https", max_length=500
    )

    class Meta:
        model = PortalEntry
        fields = ["portal", "link", "entered_on"]
        widgets = {"entered_on": DATE}


class AppearanceForm(forms.ModelForm):
    class Meta:
        model = Appearance
        fields = ["medium", "name", "issue", "appeared_on", "scan"]
        widgets = {
            "appeared_on": DATE,
            "scan": forms.FileInput(attrs={"accept": ACCEPT}),
        }


class AbroadForm(forms.Form):
    on = forms.DateField(label=_("neighbour state told on"), widget=DATE)
