"""Forms with which planners record, find and correct statements."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.forms.fields import PlainTextField, plain
from participation.forms.intake import ScanField
from participation.intake import is_to_come
from participation.planning import attachments, inbox, reception
from participation.planning.desk.forms import DATE
from participation.planning.forms.attachments import AttachmentsForm, CorrectedFilesForm
from participation.planning.forms.statements import AboutForm
from participation.planning.intake import OFFLINE
from participation.planning.models import PlanDocument, Round, Statement

ANY = ("", pgettext_lazy("filter", "all"))


class RoundField(forms.ModelChoiceField):
    """A round by its title and its days; a plan may have several of one title."""

    def label_from_instance(self, row):
        return f"{row.title} ({row.first_day:%d.%m.%Y} – {row.last_day:%d.%m.%Y})"


class FilterForm(forms.Form):
    """What of the inbox somebody wants to see."""

    q = forms.CharField(
        label=pgettext_lazy("filter", "Words, name or number"), required=False
    )
    round = RoundField(
        Round.objects.none(),
        label=pgettext_lazy("filter", "Round"),
        required=False,
        empty_label=ANY[1],
    )
    origin = forms.ChoiceField(
        label=pgettext_lazy("filter", "Way"),
        choices=[ANY, *Statement.Origin.choices],
        required=False,
    )
    giver = forms.ChoiceField(
        label=pgettext_lazy("filter", "From"),
        choices=[ANY, *Statement.Giver.choices],
        required=False,
    )
    late = forms.ChoiceField(
        label=pgettext_lazy("filter", "In time"),
        choices=[
            ANY,
            ("nein", pgettext_lazy("filter", "in time")),
            ("ja", pgettext_lazy("filter", "late")),
        ],
        required=False,
    )
    withdrawn = forms.ChoiceField(
        label=pgettext_lazy("filter", "Withdrawn"),
        choices=[
            ANY,
            ("nein", pgettext_lazy("filter", "not withdrawn")),
            ("ja", pgettext_lazy("filter", "withdrawn")),
        ],
        required=False,
    )
    topic = forms.ChoiceField(label=pgettext_lazy("filter", "Topic"), required=False)

    def __init__(self, plan, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = plan.rounds.published()
        topics = [(topic, topic) for topic in inbox.topics_of(plan)]
        self.fields["topic"].choices = [ANY, *topics]


class SenderForm(AboutForm):
    """Who gave it and what it is about: what may be corrected later."""

    round = RoundField(Round.objects.none(), label=_("In which round"))
    origin = forms.ChoiceField(label=_("How it came"), choices=OFFLINE)
    received_on = forms.DateField(
        label=_("Received on"),
        initial=timezone.localdate,
        widget=DATE,
        help_text=_("This day decides whether it was in time."),
    )
    giver = forms.ChoiceField(
        label=pgettext_lazy("statement", "From whom"), choices=Statement.Giver.choices
    )
    name = PlainTextField(label=_("Name"), longest=160, required=False)
    organisation = PlainTextField(label=_("Organisation"), longest=200, required=False)
    address = PlainTextField(label=_("Postal address"), longest=300, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    lat = lon = None  # words say where, on paper
    kept_round = None  # where it stays if nobody may choose

    FIRST = ("round", "origin", "received_on", "giver", "name", "organisation")
    NAMES = (
        "giver",
        "name",
        "organisation",
        "address",
        "email",
        "document",
        "passage",
        "place",
    )

    def __init__(self, plan, *args, **kwargs):
        documents = PlanDocument.objects.filter(plan=plan)
        super().__init__(documents, *args, **kwargs)
        self.fields["round"].queryset = plan.rounds.published()
        self.order_fields([*self.FIRST, "address", "email", *self.fields])

    def clean(self):
        cleaned = super().clean()
        in_round, giver = cleaned.get("round") or self.kept_round, cleaned.get("giver")
        if in_round and not reception.asks(in_round, giver):
            self.refuse_giver()
        return cleaned

    def refuse_giver(self):
        if self.kept_round:
            self.add_error("giver", _("In this round authorities are asked."))
        else:
            words = _("In this round authorities are asked. Choose one for the public.")
            self.add_error("round", words)

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if is_to_come(day):
            raise ValidationError(_("This day is still to come."))
        return day

    @property
    def values(self):
        given = {name: self.cleaned_data[name] for name in self.NAMES}
        return given | {"about": self.about}


class SignatoriesField(forms.CharField):
    """One person on a line: the name, then a semicolon or a comma and the address."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value):
        lines = plain(super().clean(value) or "").splitlines()
        people = [split(line) for line in lines if line.strip()]
        for number, (name, address) in enumerate(people, 1):
            if not name or len(name) > 160 or len(address) > 300:
                words = _("Line %(n)d has no name, or is too long.")
                raise ValidationError(words, params={"n": number})
        return people


def split(line: str) -> tuple[str, str]:
    for mark in (";", "\t", ","):
        if mark in line:
            name, _mark, address = line.partition(mark)
            return name.strip(), address.strip()
    return line.strip(), ""


class RecordForm(AttachmentsForm, SenderForm):
    """What came on paper, word for word, with its scan and its signatures."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = PlainTextField(
        label=_("Wording"),
        longest=Statement.LONGEST_TEXT,
        rows=12,
        help_text=_("Word for word, as it stands in the letter."),
    )
    scan = ScanField(
        label=_("Scan of the original"),
        required=False,
        help_text=_("PDF, JPEG, PNG or WebP, up to 10 MB. Only planners can open it."),
    )
    signatories = SignatoriesField(
        label=_("List of signatures"),
        required=False,
        help_text=_(
            "One person on a line: name, then a semicolon and the address. Lines copied"
            " from a spreadsheet fit as well."
        ),
    )

    @property
    def stored(self):
        """Everything that came with it, kept now that all of it is right."""
        scan = self.cleaned_data.get("scan")
        scans = [attachments.keep(scan, is_scan=True)] if scan else []
        return scans + [attachments.keep(file) for file in self.new_files]


class ChangeForm(SenderForm):
    """What was noted about a statement; how and when it came online is fixed."""

    def __init__(self, statement, *args, **kwargs):
        initial = {name: getattr(statement, name) for name in self.NAMES}
        initial |= {
            "round": statement.round,
            "origin": statement.origin,
            "received_on": timezone.localdate(statement.received_at),
        }
        super().__init__(statement.plan, *args, initial=initial, **kwargs)
        if statement.origin in {Statement.Origin.ONLINE, Statement.Origin.IMPORT}:
            del self.fields["origin"]
        if statement.origin == Statement.Origin.ONLINE:
            del self.fields["received_on"], self.fields["round"]
            self.kept_round = statement.round

    @property
    def values(self):
        own = {"origin", "round"} & set(self.fields)
        return super().values | {name: self.cleaned_data[name] for name in own}


class NewWordingForm(CorrectedFilesForm):
    """A correction that came on paper, or by word of mouth."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = PlainTextField(
        label=_("Wording as it shall read"), longest=Statement.LONGEST_TEXT, rows=12
    )


class WithdrawForm(forms.Form):
    reason = PlainTextField(
        label=_("How you know that it was withdrawn"),
        longest=500,
        rows=2,
        help_text=_(
            "Such as “letter of 3 May”. No names: this goes to the audit trail."
        ),
    )
