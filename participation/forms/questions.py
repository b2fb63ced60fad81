import uuid

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.forms.fields import PlainTextField
from participation.models import Contribution


class QuestionForm(forms.Form):
    """One question, in one field: people write it on a phone while others talk."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, activity, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"] = PlainTextField(
            label=_("Your question"), longest=activity.setting("longest_text"), rows=4
        )

    @property
    def values(self):
        text = self.cleaned_data["text"]
        title = Truncator(" ".join(text.split())).chars(Contribution.LONGEST_TITLE)
        return {"title": title, "text": text}
