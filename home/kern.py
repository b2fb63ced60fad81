"""KERN's markup for Django's form fields. Used by ``django/forms/field.html`` alone."""

from django import forms

TEXT, SELECT, CHECK, CHOICES, FIELDSET = (
    "text",
    "select",
    "check",
    "choices",
    "fieldset",
)
LONG = 80  # from here on, a limit is worth a word


def kind(field) -> str:
    """Which markup a bound field needs."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect):  # several boxes are its subclass
        return CHOICES
    if isinstance(widget, forms.CheckboxInput):
        return CHECK
    if isinstance(widget, forms.Select):
        return SELECT
    return FIELDSET if field.use_fieldset else TEXT


def widget(field):
    """The widget with its classes; what describes it is named even without help."""
    attrs = {"class": classes(field)}
    if limit(field):
        attrs["aria-describedby"] = described_by(field)
    return field.as_widget(attrs=attrs)


def classes(field) -> str:
    block = {
        CHECK: "kern-form-check__checkbox",
        SELECT: "kern-form-input__select",
    }.get(kind(field), "kern-form-input__input")
    own = field.field.widget.attrs.get("class", "")
    error = f"{block}--error" if field.errors else ""
    return " ".join(part for part in (block, error, own) if part)


def choices(field) -> list:
    """The options of a field, each with the class of its box or button."""
    several = field.field.widget.allow_multiple_selected
    block = "kern-form-check__checkbox" if several else "kern-form-check__radio"
    options = field.subwidgets
    for option in options:
        option.data["attrs"]["class"] = block
    return options


def limit(field) -> int | None:
    """The longest text that fits, for fields in which people write at length."""
    longest = getattr(field.field, "max_length", None)
    is_long = isinstance(field.field.widget, forms.Textarea)
    return longest if longest and longest >= LONG and is_long else None


def described_by(field) -> str:
    described = field.aria_describedby or ""
    names = [*described.split(), f"{field.auto_id}_limit"]
    return " ".join(dict.fromkeys(names))
