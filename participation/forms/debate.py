import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forms.fields import PlainTextField
from participation.models import Contribution


class TownTextForm(forms.Form):
    """What the town says in an activity."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    title = PlainTextField(label=_("Title"), longest=Contribution.LONGEST_TITLE)
    text = PlainTextField(label=_("Text of the town"), longest=5000, rows=8)


class ArgumentForm(forms.Form):
    """An argument for one of two sides."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    side = forms.ChoiceField(
        label=_("Does it speak for or against?"),
        choices=Contribution.Side,
        widget=forms.RadioSelect,
    )
    title = PlainTextField(
        label=_("Your argument in one sentence"), longest=Contribution.LONGEST_TITLE
    )

    def __init__(self, activity, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"] = PlainTextField(
            label=_("Why do you think so?"),
            longest=activity.setting("longest_text"),
            rows=6,
        )

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in ("side", "title", "text")}
