"""
The settings of an activity: what its format lets an editor decide.

Stored as ``{format: {name: value}}``, only what differs from the default. The editor
sees one group of fields for each format; a script shows the group of the chosen one.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from participation import formats


def fields_by_format() -> dict[str, dict[str, forms.Field]]:
    """Every format with something to set, by key."""
    known = {key: formats.get(key).settings for key, _label in formats.registered()}
    return {key: settings for key, settings in known.items() if settings}


class SettingsWidget(forms.Widget):
    """One group of fields for each format."""

    template_name = "participation/admin/settings.html"

    class Media:
        js = ["participation/js/settings.js"]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        given = value or {}
        context["groups"] = [
            {
                "format": key,
                "label": formats.get(key).label,
                "rows": list(rows(f"{name}-{key}", settings, given.get(key, {}))),
            }
            for key, settings in fields_by_format().items()
        ]
        return context

    def value_from_datadict(self, data, files, name):
        if self.value_omitted_from_data(data, files, name):
            return {}
        return {
            key: {
                setting: field.widget.value_from_datadict(
                    data, files, f"{name}-{key}-{setting}"
                )
                for setting, field in settings.items()
            }
            for key, settings in fields_by_format().items()
        }

    def value_omitted_from_data(self, data, files, name):
        return not any(key.startswith(f"{name}-") for key in data)


def rows(prefix, settings, given):
    """Label, field and help of each setting, ready to print."""
    for name, field in settings.items():
        address = f"{prefix}-{name}"
        value = given.get(name, field.initial)
        yield {
            "id": f"id_{address}",
            "label": field.label,
            "help": field.help_text,
            "field": field.widget.render(
                address, field.prepare_value(value), {"id": f"id_{address}"}
            ),
        }


class SettingsFormField(forms.Field):
    widget = SettingsWidget

    def prepare_value(self, value):
        return value or {}

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or {})
        except ValidationError:
            return True

    def clean(self, value):
        """What differs from the defaults; every error names its setting."""
        changed, errors = {}, []
        for key, given in (value or {}).items():
            for name, field in fields_by_format()[key].items():
                try:
                    cleaned = self._clean_one(field, given.get(name))
                except ValidationError as error:
                    label = f"{formats.get(key).label}, {field.label}"
                    errors += [f"{label}: {message}" for message in error.messages]
                    continue
                if cleaned != field.initial:
                    changed.setdefault(key, {})[name] = cleaned
        if errors:
            raise ValidationError(errors)
        return changed

    @staticmethod
    def _clean_one(field, given):
        """Left empty, the default holds."""
        return field.initial if given in (None, "") else field.clean(given)


class SettingsField(models.JSONField):
    def formfield(self, **kwargs):
        return SettingsFormField(
            label=kwargs.get("label", self.verbose_name), required=False
        )
