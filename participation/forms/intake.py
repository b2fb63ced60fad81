import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.images import clean_image
from participation.forms.fields import PlainTextField
from participation.intake import is_to_come, may_record
from participation.models import Contribution, SamePerson
from participation.verbs import Verb

LARGEST_SCAN = 10 * 1024 * 1024
OFFLINE = [choice for choice in Contribution.Origin.choices if choice[0] != "online"]


class ScanField(forms.FileField):
    """A PDF or a picture; a picture is painted anew, so that nothing hides in it."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,image/*"}))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST_SCAN:
            words = _("The scan has %(size)s. At most %(limit)s are possible.")
            sizes = {"size": file.size, "limit": LARGEST_SCAN}
            raise ValidationError(
                words % {name: filesizeformat(size) for name, size in sizes.items()}
            )
        head = file.read(5)
        file.seek(0)
        if head == b"%PDF-":
            file.name = "scan.pdf"
            return file
        return clean_image(file)


class ReceivedForm(forms.Form):
    """From which channel and when something came, and from whom if they said so."""

    origin = forms.ChoiceField(label=_("How it came"), choices=OFFLINE)
    received_on = forms.DateField(
        label=_("Received on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("This day decides whether it was in time."),
    )
    name = PlainTextField(label=_("Name"), longest=160)
    address = PlainTextField(label=_("Address"), longest=240)
    email = forms.EmailField(label=_("E-mail"), required=False)
    verb = Verb.SUBMIT

    def __init__(self, activity, *args, **kwargs):
        kwargs.setdefault("prefix", "von")
        super().__init__(*args, **kwargs)
        self.activity = activity

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if is_to_come(day):
            raise ValidationError(_("This day is still to come."))
        answer = may_record(self.activity, self.verb, day)
        if not answer:
            words = _("On this day it could not be handed in. %(why)s")
            raise ValidationError(words % {"why": answer.words})
        return day

    @property
    def sender(self):
        names = ("name", "address", "email", "scan")
        given = self.cleaned_data
        return {name: given[name] for name in names if given.get(name)}


class IntakeForm(ReceivedForm):
    """What belongs to a contribution on paper; nothing of it is ever public."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = PlainTextField(label=_("Name"), longest=160, required=False)
    address = PlainTextField(
        label=_("Address"),
        longest=240,
        required=False,
        help_text=_(
            "Name and address are kept in the file and never shown to readers."
        ),
    )
    scan = ScanField(
        label=_("Scan"),
        required=False,
        help_text=_("PDF, JPEG, PNG or WebP, up to 10 MB. Only staff can open it."),
    )


class RecordSupportForm(ReceivedForm):
    verb = Verb.SUPPORT


class SamePersonForm(forms.Form):
    verdict = forms.ChoiceField(choices=SamePerson.Verdict)
