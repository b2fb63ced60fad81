"""Forms of the house that everyone may fill in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.models import BarrierReport, Rhythm
from home.registries import mail_kinds
from home.unsubscribing import rhythm_of, set_rhythm


class BarrierForm(forms.ModelForm):
    """``website`` is a trap: people don't see it, programs fill it in."""

    website = forms.CharField(required=False, max_length=200)

    class Meta:
        model = BarrierReport
        fields = ["what", "where", "email"]
        help_texts = {
            "what": _("What did you want to do, and what happened?"),
            "where": _("The address or the name of the page, if you know it."),
            "email": _(
                "Only if you would like an answer. It is used for nothing else."
            ),
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 6})}

    @property
    def is_trapped(self):
        return bool(self.cleaned_data.get("website"))


class EraseForm(forms.Form):
    """The password of whoever has one; otherwise the own address, typed once more."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["proof"] = self.proof_field()

    def proof_field(self):
        if self.person.has_usable_password():
            widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
            return forms.CharField(label=_("Your password"), widget=widget, strip=False)
        return forms.EmailField(label=_("Your e-mail address, once more"))

    def clean_proof(self):
        proof = self.cleaned_data["proof"]
        if self.person.has_usable_password():
            if not self.person.check_password(proof):
                raise ValidationError(_("This password is not right."))
        elif proof.lower() != self.person.email.lower():
            raise ValidationError(_("This is not the address of your account."))
        return proof


class MailsForm(forms.Form):
    """One choice for each kind of mail that people can have often, seldom or never."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        for kind in mail_kinds.values():
            self.fields[kind.key] = forms.ChoiceField(
                label=kind.title,
                help_text=kind.text,
                choices=Rhythm,
                widget=forms.RadioSelect,
                initial=rhythm_of(person, kind),
            )

    def save(self):
        for key, rhythm in self.cleaned_data.items():
            set_rhythm(self.person, key, rhythm)
