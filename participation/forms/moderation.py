from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.forms.fields import PlainTextField
from participation.models import (
    Decision,
    ModerationAct,
    Objection,
    Outcome,
    StandardReason,
)

# Nobody breaks a rule because it stands first in the list.
RULES = [("", _("Please choose")), *ModerationAct.Rule.choices]


class HideForm(forms.Form):
    """A rule and a reason: in own words, from the list, or the list and a word more."""

    rule = forms.ChoiceField(label=_("Rule"), choices=RULES)
    standard = forms.ModelChoiceField(
        StandardReason.objects.all(),
        label=_("Reason from the list"),
        required=False,
        empty_label=_("None, in my own words"),
    )
    reason = PlainTextField(
        label=_("Reason"),
        longest=1000,
        rows=3,
        required=False,
        help_text=_("The author reads this."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("standard", "reason"):  # one of them
            self.fields[name].is_alternative = True

    def clean(self):
        cleaned = super().clean()
        standard = cleaned.pop("standard", None)
        own = cleaned.get("reason", "")
        cleaned["reason"] = "\n\n".join(filter(None, [standard and standard.text, own]))
        if not cleaned["reason"] and self.needs_reason(cleaned):
            self.add_error("reason", _("Please give a reason: the author reads it."))
        return cleaned

    def needs_reason(self, cleaned):
        return True


class RestoreForm(forms.Form):
    reason = PlainTextField(label=_("Reason"), longest=1000, rows=3)


class KeepForm(forms.Form):
    reason = PlainTextField(
        label=_("Why it stays"), longest=1000, rows=2, required=False
    )


class AnswerForm(forms.Form):
    text = PlainTextField(label=_("Official answer"), longest=5000, rows=6)


class OutcomeForm(forms.Form):
    status = forms.ChoiceField(label=_("What becomes of it"), choices=Outcome.Status)
    reason = PlainTextField(label=_("Reason"), longest=2000, rows=4)
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=_("Decision of the council"),
        required=False,
        empty_label=_("No decision"),
    )

    def __init__(self, contribution, *args, **kwargs):
        super().__init__(*args, **kwargs)
        decisions = Decision.objects.filter(procedure=contribution.activity.procedure)
        self.fields["decision"].queryset = decisions


class LockForm(forms.Form):
    reason = PlainTextField(
        label=_("Reason"), longest=300, rows=2, help_text=_("Everyone reads this.")
    )


class BlockForm(forms.Form):
    """Why somebody may not write for some days, and until when."""

    LONGEST = timedelta(days=365)

    rule = forms.ChoiceField(label=_("Rule"), choices=RULES)
    reason = PlainTextField(
        label=_("Reason"),
        longest=1000,
        rows=2,
        help_text=_("The person reads this."),
    )
    last_day = forms.DateField(
        label=_("Last day of the block"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("At most a year."),
    )

    def __init__(self, today, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_last_day(self):
        day = self.cleaned_data["last_day"]
        if not self.today <= day <= self.today + self.LONGEST:
            raise forms.ValidationError(
                _("Choose a day between today and a year from now.")
            )
        return day


class DecideForm(forms.Form):
    grant = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[
            ("ja", _("Grant: the text becomes public again")),
            ("nein", _("Decline: the text stays hidden")),
        ],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
    )
    reason = PlainTextField(
        label=_("Reason"),
        longest=1000,
        rows=3,
        help_text=_("The author reads this."),
    )


class ObjectionForm(forms.Form):
    text = PlainTextField(
        label=_("Why should it be public?"), longest=Objection.LONGEST_TEXT, rows=6
    )


class BulkForm(HideForm):
    """What to do with everything that was ticked."""

    ACTS = [
        ("approve", pgettext_lazy("bulk", "Make public")),
        ("hide", pgettext_lazy("bulk", "Hide")),
        ("keep", pgettext_lazy("bulk", "Leave it and settle the reports")),
        ("restore", pgettext_lazy("bulk", "Show again")),
    ]
    MOST = 100

    act = forms.ChoiceField(label=_("What to do"), choices=ACTS)
    field_order = ["act", "rule", "standard", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rule, reason = self.fields["rule"], self.fields["reason"]
        rule.required, rule.is_alternative = False, True
        rule.help_text = _("Only needed for hiding.")
        reason.help_text = _(
            "Only needed for hiding and for showing again. The author reads this."
        )

    def clean(self):
        standard = self.cleaned_data.get("standard")
        cleaned = super().clean()
        cleaned["rule"] = cleaned.get("rule") or (standard.rule if standard else "")
        if cleaned.get("act") == "hide" and not cleaned["rule"]:
            self.add_error("rule", _("Which rule does it break?"))
        return cleaned

    def needs_reason(self, cleaned):
        return cleaned.get("act") in {"hide", "restore"}
