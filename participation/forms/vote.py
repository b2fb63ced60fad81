"""The ballot as a form: fields for its options, marks for the box."""

import uuid
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from participation.models import CodeBatch
from participation.voting.paper import Method, Paper, YesNo


class BallotForm(forms.Form):
    """
    One field for each question, by the keys of the options.

    ``token`` stands for a voting code, ``fingerprint`` for the paper that was shown.
    """

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, paper: Paper, *args, marks: Sequence | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.paper = paper
        self.initial.setdefault("fingerprint", paper.fingerprint)
        {
            Method.CHOOSE: self._ask_for_choice,
            Method.RANKING: self._ask_for_places,
        }.get(paper.method, self._ask_yes_or_no)(marks)

    def _ask_for_choice(self, marks):
        single = self.paper.most == 1
        field = forms.ChoiceField if single else forms.MultipleChoiceField
        widget = forms.RadioSelect if single else forms.CheckboxSelectMultiple
        chosen = [o.key for o, mark in self._marked(marks) if mark]
        self.fields["options"] = field(
            label=_("Your choice"),
            choices=[(option.key, option.label) for option in self.paper.options],
            widget=widget,
            initial=(chosen[0] if chosen else None) if single else chosen,
            error_messages={"required": _("Please choose at least one option.")},
        )

    def _ask_for_places(self, marks):
        number = len(self.paper.options)
        places = [("", pgettext("ranking", "no place"))]
        places += [
            (n, pgettext("ranking", "Place %d") % n) for n in range(1, number + 1)
        ]
        for option, mark in self._marked(marks):
            self.fields[option.key] = forms.TypedChoiceField(
                label=option.title,
                choices=places,
                coerce=int,
                empty_value=0,
                required=False,
                initial=mark or "",
            )

    def _ask_yes_or_no(self, marks):
        several = self.paper.method == Method.EACH
        for option, mark in self._marked(marks):
            self.fields[option.key] = forms.ChoiceField(
                label=option.label,
                choices=YesNo.choices,
                widget=forms.RadioSelect,
                initial=mark or (YesNo.ABSTAIN.value if several else None),
                error_messages={"required": _("Please choose an answer.")},
            )

    def _marked(self, marks):
        """Each option with what was marked before, if anything was."""
        before = marks or [None] * len(self.paper.options)
        return zip(self.paper.options, before, strict=True)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and (fault := self.paper.fault(self.marks)):
            raise forms.ValidationError(self.paper.in_words(fault, self.marks))
        return cleaned

    @property
    def marks(self) -> list:
        """What goes into the box, in the order of the paper."""
        given = self.cleaned_data
        match self.paper.method:
            case Method.CHOOSE:
                chosen = given.get("options") or []
                chosen = [chosen] if isinstance(chosen, str) else chosen
                return [int(option.key in chosen) for option in self.paper.options]
            case Method.RANKING:
                return closed_up([given.get(o.key) or 0 for o in self.paper.options])
            case _:
                return [given.get(option.key) for option in self.paper.options]


def closed_up(places: list[int]) -> list[int]:
    """Places without gaps: 1, 3 and 5 become 1, 2 and 3; doubles stay doubles."""
    order = {place: n for n, place in enumerate(sorted(set(places) - {0}), start=1)}
    return [order.get(place, 0) for place in places]


class CodeForm(forms.Form):
    """The code from a letter."""

    code = forms.CharField(
        label=gettext_lazy("The code from your letter"),
        max_length=40,
        help_text=gettext_lazy(
            "16 letters and digits, in four groups. The code of a receipt is another"
            " one."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class IssueForm(forms.Form):
    """How many codes are made, for which vote."""

    activity = forms.ModelChoiceField(
        None,
        label=pgettext_lazy("heading", "Vote"),
        empty_label=gettext_lazy("Please choose"),
    )
    title = forms.CharField(
        label=gettext_lazy("For whom or what for"),
        max_length=CodeBatch.LONGEST_TITLE,
        help_text=gettext_lazy("For example “All households of Seebachtal”."),
    )
    number = forms.IntegerField(
        label=gettext_lazy("How many codes"), min_value=1, max_value=CodeBatch.MOST
    )

    def __init__(self, votes, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = votes
        self.fields["activity"].label_from_instance = named


def named(activity) -> str:
    return f"{activity.procedure.title}: {activity.title}"
