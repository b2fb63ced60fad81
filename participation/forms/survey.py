"""A page of a survey as a form."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from participation.forms.asking import PLEASE_ANSWER, asking
from participation.survey import asked


class SurveyForm(forms.Form):
    """
    The questions of one page.

    ``answers`` are those given so far; they decide with what is typed here which
    questions are asked. A ``lenient`` form takes what is there and asks for nothing.
    """

    use_required_attribute = False
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    website = forms.CharField(required=False)

    def __init__(
        self, page, *args, everything=(), answers=None, lenient=False, **kwargs
    ):
        self.given = answers or {}
        self.everything = everything or page
        self.askings = [asking(question) for question in page]
        super().__init__(*args, **kwargs)
        for one in self.askings:
            for name, field in one.fields().items():
                field.required = field.required and not lenient
                self.fields[name] = field
                self.initial |= {
                    key: value
                    for key, value in one.write(
                        self.given.get(one.question.key)
                    ).items()
                    if key == name
                }
        self.lenient = lenient

    def clean(self):
        cleaned = super().clean()
        self.answers, self.uploads = {}, {}
        for one in self.askings:
            self._read(one, cleaned)
        told = {**self.given, **self.answers}
        keys = {question.key for question in asked(self.everything, told)}
        for one in self.askings:
            if one.question.key not in keys:
                self._forget(one)
            else:
                self._ask_for(one)
        return cleaned

    def _read(self, one, cleaned):
        key = one.question.key
        try:
            answer = one.read(cleaned)
        except ValidationError as error:
            self.add_error(one_field(one), error)
            return
        try:
            one.check(answer) if answer is not None else None
        except ValidationError as error:
            if not self.lenient:
                self.add_error(one_field(one), error)
        if hasattr(answer, "read"):
            self.uploads[key] = answer
            answer = {"name": answer.name}
        elif answer is None and one.question.kind == "file":
            answer = self.given.get(key)
        self.answers[key] = answer

    def _forget(self, one):
        """What is not asked can't be wrong, and is not kept."""
        self.answers.pop(one.question.key, None)
        self.uploads.pop(one.question.key, None)
        for name in one.fields():
            self.errors.pop(name, None)

    def _ask_for(self, one):
        """Fields that are all optional may still be required as a whole."""
        if self.lenient or not one.question.required:
            return
        names = list(one.fields())
        if any(name in self.errors for name in names):
            self._forgive_kept_file(one, names)
        elif self.answers.get(one.question.key) is None:
            self.add_error(names[0], PLEASE_ANSWER)

    def _forgive_kept_file(self, one, names):
        kept = one.question.kind == "file" and self.given.get(one.question.key)
        if kept and "required" in {e.code for e in self.errors[names[0]].as_data()}:
            self.errors.pop(names[0])

    @property
    def is_trapped(self):
        return bool(self.cleaned_data.get("website"))

    @property
    def blocks(self):
        """Each question with its fields, as the template prints them."""
        return [
            {
                "question": one.question,
                "is_group": getattr(one, "is_group", False),
                "fields": [self[name] for name in one.fields()],
                "kept": self._kept_name(one.question),
                "errors": self._group_errors(one),
            }
            for one in self.askings
        ]

    def _kept_name(self, question):
        answer = self.given.get(question.key) if question.kind == "file" else None
        return answer["name"] if answer else ""

    def _group_errors(self, one):
        return any(name in self.errors for name in one.fields())


def one_field(one) -> str:
    """Where an error about a whole question is shown."""
    return next(iter(one.fields()))


def as_data(questions, answers) -> dict:
    """Stored answers as if somebody had typed them, to check them again."""
    data = {}
    for question in questions:
        data |= asking(question).write(answers.get(question.key))
    return {name: value for name, value in data.items() if value is not None}
