"""Forms of the address list."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from participation.clock import day_of
from participation.planning.desk.forms import DATE
from participation.planning.models import Authority

LARGEST_LIST = 5 * 1024 * 1024


class AuthorityForm(forms.ModelForm):
    """One body of the list."""

    class Meta:
        model = Authority
        fields = [
            "name",
            "department",
            "person",
            "email",
            "address",
            "tags",
            "note",
            "is_active",
        ]
        help_texts = {
            "email": gettext_lazy("Without one, it is asked by letter."),
            "address": gettext_lazy(
                "With commas between the lines: street, postcode and town."
            ),
        }

    def clean_tags(self):
        """Commas part tags too: so they come out of a file as they went in."""
        parts = [
            part.strip()
            for line in self.cleaned_data["tags"]
            for part in line.replace(";", ",").split(",")
        ]
        return list(dict.fromkeys(filter(None, parts)))

    def clean(self):
        cleaned = super().clean()
        is_unreachable = not (cleaned.get("email") or cleaned.get("address"))
        if is_unreachable and "email" not in self.errors:
            words = _("Without e-mail, the postal address is needed.")
            self.add_error("address", words)
        return cleaned


class FindForm(forms.Form):
    """What is looked for in the list; sent by GET."""

    STATES = [
        ("active", pgettext_lazy("authority", "those that are asked")),
        ("without_mail", pgettext_lazy("authority", "without e-mail")),
        ("inactive", pgettext_lazy("authority", "no longer asked")),
        ("all", pgettext_lazy("authority", "all")),
    ]

    words = forms.CharField(
        label=pgettext_lazy("authority", "Search"), required=False, max_length=100
    )
    tags = forms.MultipleChoiceField(
        label=pgettext_lazy("authority", "Tags"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    state = forms.ChoiceField(
        label=pgettext_lazy("authority", "Which"), choices=STATES, required=False
    )

    def __init__(self, *args, tags, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tags"].choices = [(tag, tag) for tag in tags]


class ListFileForm(forms.Form):
    file = forms.FileField(
        label=pgettext_lazy("authority", "File"),
        help_text=gettext_lazy("CSV or XLSX, with the columns of the export."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_LIST:
            words = _("The file has %(size)s. At most %(limit)s are possible.")
            sizes = {"size": file.size, "limit": LARGEST_LIST}
            raise ValidationError(
                words % {name: filesizeformat(size) for name, size in sizes.items()}
            )
        return file


class InviteForm(forms.Form):
    """Who is asked in a round, and what the town adds to its message."""

    who = forms.ModelMultipleChoiceField(
        Authority.objects.none(),
        label=pgettext_lazy("authority", "Who is asked"),
        error_messages={"required": gettext_lazy("Please choose at least one body.")},
    )
    note = forms.CharField(
        label=gettext_lazy("What you add to the message"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands between the deadline and the link."),
    )

    def __init__(self, *args, authorities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = authorities


class ReceiptForm(forms.Form):
    received_on = forms.DateField(
        label=gettext_lazy("Received on"),
        widget=DATE,
        help_text=gettext_lazy("The period is counted from this day."),
    )

    def __init__(self, invitation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day < day_of(self.invitation.invited_at):
            raise ValidationError(_("It can't have come before it was sent."))
        return day


class GrantForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("New last day"), widget=DATE)
    because = forms.CharField(
        label=gettext_lazy("Important reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The authority reads it."),
    )


class RefuseForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Why it is not made longer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The authority reads it."),
    )
