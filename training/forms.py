"""What people fill in."""

from django import forms

from training.guests import Guest
from training.models import Registration


class GuestForm(forms.ModelForm):
    """Who comes without an account; a mail asks whether it was really them."""

    class Meta:
        model = Registration
        fields = ["guest_name", "guest_email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, autocomplete in (("guest_name", "name"), ("guest_email", "email")):
            self.fields[name].required = True
            self.fields[name].widget.attrs["autocomplete"] = autocomplete

    @property
    def guest(self) -> Guest:
        data = self.cleaned_data
        return Guest(data["guest_name"], data["guest_email"].lower())


class RegistrationForm(forms.ModelForm):
    class Meta:
        model = Registration
        fields = ["needs"]
        widgets = {"needs": forms.Textarea(attrs={"rows": 3})}
