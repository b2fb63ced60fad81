"""
How each kind of question is asked on a form, and what of it is stored.

An ``Asking`` makes the fields of one question, reads their values into one answer
and writes an answer back into the fields. ``None`` is no answer.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from participation.forms.fields import PlainTextField
from participation.forms.files import check_file
from participation.models import District, Question

OTHER = "+"  # never a choice of an editor's: those are longer than what starts so
LONGEST_ANSWER = 3000
LONGEST_OTHER = 160
Kind = Question.Kind


class Asking:
    """One question with one field; the other kinds differ from this."""

    def __init__(self, question):
        self.question = question
        self.name = f"f-{question.key}"

    def fields(self) -> dict:
        return {self.name: self.labelled(self.field())}

    def labelled(self, field):
        field.label = self.question.title
        field.help_text = self.question.help
        field.required = self.question.required
        return field

    def field(self):
        return PlainTextField(longest=LONGEST_ANSWER, rows=4)

    def read(self, cleaned):
        value = cleaned.get(self.name)
        return None if value in ("", None) else value

    def write(self, answer) -> dict:
        return {self.name: answer}

    def check(self, answer) -> None:
        """Raise what is wrong with an answer as a whole."""


class Single(Asking):
    """One answer; “other” has a field of its own for the words."""

    widget = forms.RadioSelect

    def fields(self):
        found = {self.name: self.labelled(self.field())}
        if self.question.allows_other:
            found[self.other_name] = PlainTextField(
                label=_("If other: what?"), longest=LONGEST_OTHER, required=False
            )
        return found

    @property
    def other_name(self):
        return f"{self.name}--other"

    def offered(self):
        choices = [(choice, choice) for choice in self.question.choices]
        if self.question.allows_other:
            choices.append((OTHER, pgettext_lazy("survey", "Other")))
        return choices

    def field(self):
        return forms.ChoiceField(choices=self.offered(), widget=self.widget)

    def read(self, cleaned):
        picked, other = cleaned.get(self.name) or [], cleaned.get(self.other_name, "")
        picked = [picked] if isinstance(picked, str) else list(picked)
        if not picked and not other:
            return None
        choices = [choice for choice in picked if choice != OTHER]
        return {"choices": choices, "other": other, "is_other": OTHER in picked}

    def write(self, answer):
        if not answer:
            return {}
        picked = [*answer["choices"], *([OTHER] if answer.get("other") else [])]
        value = picked if self.widget.allow_multiple_selected else (picked or [""])[0]
        return {self.name: value, self.other_name: answer.get("other", "")}

    def check(self, answer):
        if answer.pop("is_other") and not answer["other"]:
            raise ValidationError(_("Please say what you mean by “other”."))
        if answer["choices"] and answer["other"] and not self.takes_several:
            raise ValidationError(_("Choose “other”, or leave its field empty."))

    takes_several = False


class Multiple(Single):
    widget = forms.CheckboxSelectMultiple
    takes_several = True

    def field(self):
        return forms.MultipleChoiceField(choices=self.offered(), widget=self.widget)

    def labelled(self, field):
        field = super().labelled(field)
        field.help_text = " ".join(filter(None, (self.question.help, self.bounds())))
        return field

    def bounds(self) -> str:
        least, most = self.question.lowest or 0, self.question.highest
        if least and most:
            words = _("Please choose %(least)d to %(most)d.")
        elif most:
            words = _("Up to %(most)d answers.")
        elif least:
            words = _("At least %(least)d answers.")
        else:
            words = _("Several answers are possible.")
        return words % {"least": least, "most": most}

    def check(self, answer):
        super().check(answer)
        number = len(answer["choices"]) + bool(answer["other"])
        least, most = self.question.lowest or 0, self.question.highest
        if most and number > most:
            raise ValidationError(too_many(most, number))
        if number < least:
            raise ValidationError(
                ngettext(
                    "Please choose at least %(n)d answer.",
                    "Please choose at least %(n)d answers.",
                    least,
                )
                % {"n": least}
            )


def too_many(most, number):
    return ngettext(
        "Please choose at most %(n)d answer; you have chosen %(number)d.",
        "Please choose at most %(n)d answers; you have chosen %(number)d.",
        most,
    ) % {"n": most, "number": number}


class Scale(Asking):
    def field(self):
        steps = self.question.steps
        labels = {
            steps[0]: self.question.low_label,
            steps[-1]: self.question.high_label,
        }
        choices = [
            (step, f"{step} – {labels[step]}" if labels.get(step) else str(step))
            for step in steps
        ]
        return forms.TypedChoiceField(
            choices=choices, widget=forms.RadioSelect, coerce=int, empty_value=None
        )


class Number(Asking):
    def field(self):
        least, most = self.question.lowest, self.question.highest
        return forms.FloatField(
            localize=True,
            min_value=-Question.LARGEST if least is None else least,
            max_value=Question.LARGEST if most is None else most,
        )

    def labelled(self, field):
        field = super().labelled(field)
        field.widget.attrs |= {
            "inputmode": "decimal",
            "class": "kern-form-input__input--short",
        }
        field.help_text = " ".join(filter(None, (self.question.help, self.bounds())))
        return field

    def bounds(self) -> str:
        least, most = self.question.lowest, self.question.highest
        if least is not None and most is not None:
            return _("From %(least)d to %(most)d.") % {"least": least, "most": most}
        return ""


class Several(Asking):
    """A question with several fields of equal weight below one heading."""

    is_group = True

    def named(self, number) -> str:
        return f"{self.name}--{number}"


class Matrix(Several):
    def fields(self):
        choices = [(column, column) for column in self.question.choices]
        return {
            self.named(number): forms.ChoiceField(
                label=row,
                choices=choices,
                widget=forms.RadioSelect,
                required=self.question.required,
            )
            for number, row in enumerate(self.question.rows)
        }

    def read(self, cleaned):
        answer = {
            row: cleaned[self.named(number)]
            for number, row in enumerate(self.question.rows)
            if cleaned.get(self.named(number))
        }
        return answer or None

    def write(self, answer):
        return {
            self.named(number): (answer or {}).get(row)
            for number, row in enumerate(self.question.rows)
        }


class Ranking(Several):
    def fields(self):
        choices = [("", _("Please choose")), *((c, c) for c in self.question.choices)]
        return {
            self.named(place): forms.ChoiceField(
                label=_("Rank %(n)d") % {"n": place},
                choices=choices,
                required=self.question.required and place <= self.least,
            )
            for place in range(1, self.most + 1)
        }

    @property
    def most(self):
        number = len(self.question.choices)
        return min(self.question.highest or number, number)

    @property
    def least(self):
        return min(self.question.lowest or self.most, self.most)

    def read(self, cleaned):
        ranks = [cleaned.get(self.named(place)) for place in range(1, self.most + 1)]
        return [choice for choice in ranks if choice] or None

    def write(self, answer):
        return {self.named(n): choice for n, choice in enumerate(answer or [], 1)}

    def check(self, answer):
        if len(set(answer)) < len(answer):
            raise ValidationError(_("Each answer can have one rank only."))


class Place(Several):
    def fields(self):
        return {
            self.named("address"): PlainTextField(
                label=_("Where is it?"),
                longest=160,
                required=False,
                help_text=_(
                    "A street, a square or a description, in up to 160 characters."
                ),
            ),
            self.named("district"): forms.ModelChoiceField(
                District.objects.exclude(lat=None),
                label=_("Or choose a part of the town"),
                required=False,
                to_field_name="key",
                empty_label=_("No choice"),
            ),
        }

    def read(self, cleaned):
        address = cleaned.get(self.named("address"), "")
        district = cleaned.get(self.named("district"))
        if district:
            here = {"district": district.key, "lat": district.lat, "lon": district.lon}
            return {"address": address or district.name, **here}
        return {"address": address} if address else None

    def write(self, answer):
        answer = answer or {}
        return {
            self.named("address"): answer.get("address", ""),
            self.named("district"): answer.get("district", ""),
        }


class File(Asking):
    """What was uploaded before stays until another file comes."""

    def field(self):
        return forms.FileField(
            validators=[],
            widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"}),
        )

    def labelled(self, field):
        field = super().labelled(field)
        limit = _("PDF, JPEG, PNG or WebP, up to 10 MB.")
        field.help_text = " ".join(filter(None, (self.question.help, limit)))
        return field

    def read(self, cleaned):
        file = cleaned.get(self.name)
        return check_file(file) if file else None

    def write(self, answer):
        return {}


KINDS: dict[str, type[Asking]] = {
    Kind.SINGLE: Single,
    Kind.MULTIPLE: Multiple,
    Kind.OPEN: Asking,
    Kind.SCALE: Scale,
    Kind.MATRIX: Matrix,
    Kind.RANKING: Ranking,
    Kind.NUMBER: Number,
    Kind.PLACE: Place,
    Kind.FILE: File,
}
PLEASE_ANSWER = gettext_lazy("Please answer this question.")


def asking(question) -> Asking:
    return KINDS[question.kind](question)
