import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.images import clean_image
from participation.forms.fields import PlainTextField
from participation.forms.moderation import OutcomeForm
from participation.models import Contribution, Decision, ImplementationReport


class SettleForm(OutcomeForm):
    """One outcome for all that are ticked."""

    chosen = forms.ModelMultipleChoiceField(
        Contribution.objects.none(),
        error_messages={"required": _("Please tick at least one contribution.")},
    )

    def __init__(self, procedure, *args, **kwargs):
        forms.Form.__init__(self, *args, **kwargs)
        decisions = Decision.objects.filter(procedure=procedure.pk)
        self.fields["decision"].queryset = decisions
        rows = Contribution.objects.filter(activity__procedure=procedure.pk)
        rows = rows.in_need_of_outcome().select_related("author")
        self.fields["chosen"].queryset = rows.select_related("activity__procedure")

    def shown_fields(self):
        return [self["status"], self["reason"], self["decision"]]


class ArchivingReasonForm(forms.Form):
    reason = PlainTextField(
        label=_("Why it is archived all the same"),
        longest=2000,
        rows=4,
        help_text=_("Everyone can read this, with your name."),
    )


class ArchiveForm(forms.Form):
    on = forms.DateField(
        label=_("Archived from"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ImplementationReportForm(forms.ModelForm):
    """What was built, with a picture that is described for those who can't see it."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    title = PlainTextField(label=_("Title"), longest=160)
    text = PlainTextField(label=_("What was done"), longest=5000, rows=8)
    upload = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text=_("JPEG, PNG or WebP."),
    )
    description = PlainTextField(
        label=_("What the picture shows"), longest=200, required=False
    )

    class Meta:
        model = ImplementationReport
        fields = ["day", "title", "text"]
        widgets = {"day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        return clean_image(upload) if upload else None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("upload") and not cleaned.get("description"):
            self.add_error("description", _("Please say what the picture shows."))
        return cleaned
