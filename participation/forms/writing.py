import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from participation.forms.fields import PlainTextField
from participation.models import Comment, Report


class CommentForm(forms.Form):
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = PlainTextField(label=_("Your comment"), longest=Comment.LONGEST_TEXT, rows=4)


class ReplyForm(CommentForm):
    text = PlainTextField(label=_("Your reply"), longest=Comment.LONGEST_TEXT, rows=4)


class ReportForm(forms.Form):
    """Why something breaks the rules. ``website`` is a trap: people don't see it."""

    ground = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Report.Ground,
        widget=forms.RadioSelect,
    )
    text = PlainTextField(
        label=_("What should we know about it?"),
        longest=500,
        rows=3,
        required=False,
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))

    @property
    def is_trapped(self):
        return bool(self.cleaned_data.get("website"))


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("16 letters and digits, for example 7KQM-2F9T-XW3P-0B8D."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
