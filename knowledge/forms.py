from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from knowledge.models.feedback import ArticleFeedback


class FeedbackForm(forms.ModelForm):
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[
            (kind.value, kind.label)
            for kind in (
                ArticleFeedback.Kind.NOT_HELPED,
                ArticleFeedback.Kind.OUTDATED,
            )
        ],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = ArticleFeedback
        fields = ["kind", "text"]
        labels = {"text": _("What is missing, or what has changed?")}
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}


class ConfirmForm(forms.Form):
    note = forms.CharField(
        label=pgettext_lazy("review", "Note"),
        max_length=200,
        required=False,
        help_text=_("What you looked at. It goes into the audit trail."),
    )


class AnswerForm(forms.ModelForm):
    class Meta:
        model = ArticleFeedback
        fields = ["answer"]
        labels = {"answer": _("Answer to the person")}
        widgets = {"answer": forms.Textarea(attrs={"rows": 3})}
