"""A field for an area: editors paste GeoJSON, and are told in words what is wrong."""

import json

from django import forms
from django.db import models

from participation import areas


class AreaFormField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})

    def prepare_value(self, value):
        return json.dumps(value) if isinstance(value, dict) else value

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return areas.parse(text)
        except areas.NotAnArea as error:
            raise forms.ValidationError(str(error)) from None

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


class AreaField(models.JSONField):
    """A GeoJSON polygon."""

    def formfield(self, **kwargs):
        return AreaFormField(
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            required=not self.blank,
        )
