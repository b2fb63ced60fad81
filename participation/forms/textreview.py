import uuid

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from participation.forms.fields import PlainTextField
from participation.models import Contribution


class RemarkForm(forms.Form):
    """A remark on one paragraph of a text."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    paragraph = forms.ChoiceField(label=_("Paragraph"))
    title = PlainTextField(
        label=_("Your remark in one sentence"), longest=Contribution.LONGEST_TITLE
    )
    text = PlainTextField(
        label=_("What should be different, and why?"), longest=3000, rows=5
    )

    def __init__(self, activity, *args, paragraphs=None, **kwargs):
        super().__init__(*args, **kwargs)
        if paragraphs is None:
            paragraphs = activity.rows("paragraphs")
        self.fields["paragraph"].choices = [
            (row.key, f"{number}. {Truncator(str(row)).chars(70)}")
            for number, row in enumerate(paragraphs, 1)
        ]

    @property
    def values(self):
        given = self.cleaned_data
        return {
            "title": given["title"],
            "text": given["text"],
            "paragraph_key": given["paragraph"],
        }
