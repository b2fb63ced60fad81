"""Fields that hold a short list: verbs as boxes to tick, names one on a line."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.verbs import OPENED_BY_PHASES, Verb


def openable_verbs():
    return [(verb.value, verb.label) for verb in OPENED_BY_PHASES]


class VerbsField(models.JSONField):
    """A list of verbs."""

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            choices=openable_verbs,
            widget=forms.CheckboxSelectMultiple,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            initial=[verb.value for verb in (Verb.SUBMIT, Verb.COMMENT, Verb.SUPPORT)],
        )


class LinesFormField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = [line.strip() for line in (value or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)

    def validate(self, value):
        super().validate(value)
        if any(len(line) > LinesField.LONGEST_LINE for line in value):
            raise forms.ValidationError(
                _("A line may have up to %(limit)s characters."),
                params={"limit": LinesField.LONGEST_LINE},
            )


class LinesField(models.JSONField):
    """A list of short names, written one on a line."""

    LONGEST_LINE = 60

    def formfield(self, **kwargs):
        return LinesFormField(
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            required=not self.blank,
        )
