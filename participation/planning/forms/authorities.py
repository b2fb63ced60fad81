"""What an authority fills in by its personal link."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.forms.fields import PlainTextField
from participation.planning.forms.statements import StatementForm
from participation.planning.models import AuthorityInvitation

KEPT = ("text", "document", "passage", "files", "name")
LONGEST_EXTENSION = timedelta(days=366)


class AnswerForm(StatementForm):
    """A statement by a body: who it is, and where it is, we know already."""

    def __init__(self, in_round, *args, **kwargs):
        super().__init__(in_round, *args, **kwargs)
        for name in set(self.fields) - set(KEPT):
            del self.fields[name]
        self.fields["name"].label = _("Who of you answers?")

    @property
    def values(self):
        given = super().values
        return {name: given[name] for name in ("about", "document", "passage", "name")}


class NoConcernsForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    name = PlainTextField(
        label=gettext_lazy("Who of you answers?"),
        longest=160,
        required=False,
    )


class MoreTimeForm(forms.Form):
    """A wish for a longer period, with the important reason that the law asks for."""

    until = forms.DateField(
        label=gettext_lazy("Until when do you need time?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    because = PlainTextField(
        label=gettext_lazy("For which important reason?"), longest=1000, rows=4
    )

    def __init__(self, invitation: AuthorityInvitation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_until(self):
        until, last_day = self.cleaned_data["until"], self.invitation.last_day
        if not last_day < until <= last_day + LONGEST_EXTENSION:
            words = _("Please choose a day after %(day)s.")
            raise ValidationError(words % {"day": f"{last_day:%d.%m.%Y}"})
        return until
