from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forms.fields import PlainTextField
from participation.models import Contribution


class MergeForm(forms.Form):
    """Which contribution carries this one on, by its number, and why."""

    into = forms.ModelChoiceField(
        Contribution.objects.none(),
        label=_("Number of the contribution that goes on"),
        widget=forms.NumberInput(attrs={"min": 1}),
        help_text=_("It stands at the end of its address: …/beitrag/123/"),
        error_messages={
            "invalid_choice": _("There is no such public contribution here.")
        },
    )
    reason = PlainTextField(
        label=_("Reason"),
        longest=1000,
        rows=3,
        help_text=_("Both authors read this."),
    )

    def __init__(self, contribution, *args, **kwargs):
        super().__init__(*args, **kwargs)
        procedure = contribution.activity.procedure_id
        others = Contribution.objects.published().exclude(pk=contribution.pk)
        self.fields["into"].queryset = others.filter(activity__procedure=procedure)


class UndoForm(forms.Form):
    reason = PlainTextField(label=_("Reason"), longest=1000, rows=2)
