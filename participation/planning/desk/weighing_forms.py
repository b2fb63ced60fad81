"""Forms of the weighing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from home.models import Post
from participation.planning.desk.forms import DATE
from participation.planning.desk.weighing_filters import NOBODY, OFFICE
from participation.planning.models import Boilerplate, Point, StatementGroup

LONGEST = 50_000
DOCUMENT = gettext_lazy("Which document?")
AREA = forms.Textarea(attrs={"rows": 6})


class TopicInput(forms.TextInput):
    """Offers the topics that are used, from the list below the form."""

    def __init__(self):
        super().__init__(attrs={"list": "themen", "autocomplete": "off"})


class OwnLineEnds:
    """Browsers send other line ends than are stored: those alone change nothing."""

    def clean_proposal(self):
        return self.as_stored("proposal")

    def as_stored(self, name):
        text, stored = self.cleaned_data[name], self.initial.get(name, "")
        return stored if plain(text) == plain(stored) else text.replace("\r\n", "\n")


def plain(text):
    return text.replace("\r\n", "\n").strip()


class ProposalForm(OwnLineEnds, forms.ModelForm):
    """What everybody who prepares may write."""

    boilerplate = forms.ModelChoiceField(
        Boilerplate.objects.all(),
        label=gettext_lazy("Insert a boilerplate"),
        required=False,
        help_text=gettext_lazy("Its text is added below; nothing is saved by that."),
    )
    proposal = forms.CharField(
        label=gettext_lazy("Proposal for the weighing"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST,
        required=False,
    )

    field_order = ["boilerplate"]

    class Meta:
        model = Point
        fields = ["proposal", "proposed_result"]

    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class PointForm(ProposalForm):
    """All of a point, for planners."""

    text = forms.CharField(
        label=gettext_lazy("Working copy of the passage"),
        widget=AREA,
        max_length=LONGEST * 2,
        help_text=gettext_lazy(
            "Shorten it for the table as you need; the original stays."
        ),
    )
    field_order = [
        *("text", "topic", "document", "place", "post", "to_office", "due_on"),
        "boilerplate",
    ]

    class Meta(ProposalForm.Meta):
        fields = [
            "text",
            "topic",
            "document",
            "place",
            "post",
            "to_office",
            "due_on",
            "proposal",
            "proposed_result",
            "step",
        ]
        widgets = {"topic": TopicInput(), "due_on": DATE}
        labels = {"document": DOCUMENT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.statement.plan
        self.fields["document"].queryset = plan.documents.all()

    def clean_text(self):
        return self.as_stored("text")


class SplitForm(forms.ModelForm):
    """What a newly marked point is about, and who answers."""

    class Meta:
        model = Point
        fields = ["topic", "document", "place", "post", "to_office", "due_on"]
        widgets = {"topic": TopicInput(), "due_on": DATE}
        labels = {"document": DOCUMENT}

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = plan.documents.all()

    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class ManyForm(forms.Form):
    """The same for many points; what is left empty stays as it is."""

    topic = forms.CharField(
        label=pgettext_lazy("weighing", "topic"),
        max_length=80,
        required=False,
        widget=TopicInput(),
    )
    given_to = forms.ChoiceField(label=gettext_lazy("give it to"), required=False)
    due_on = forms.DateField(label=gettext_lazy("due on"), required=False, widget=DATE)
    proposed_result = forms.ChoiceField(
        label=gettext_lazy("proposed result"),
        required=False,
        choices=[("", "–"), *Point.Result.choices],
    )
    step = forms.ChoiceField(
        label=pgettext_lazy("weighing", "step"),
        required=False,
        choices=[("", "–"), *Point.Step.choices],
    )
    reason = forms.CharField(
        label=pgettext_lazy("weighing", "reason"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Needed for a step or a result. It stands in the file."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        posts = [(str(post.pk), post.title) for post in Post.objects.all()]
        self.fields["given_to"].choices = [
            ("", "–"),
            (OFFICE, _("the planning office")),
            (NOBODY, pgettext_lazy("weighing", "nobody")),
            *posts,
        ]

    def clean(self):
        cleaned = super().clean()
        decides = cleaned.get("step") or cleaned.get("proposed_result")
        if decides and not cleaned.get("reason"):
            self.add_error("reason", _("Please give the reason."))
        if not self.errors and not self.values():
            raise ValidationError(_("Please choose what should change."))
        return cleaned

    def values(self):
        names = ("topic", "due_on", "proposed_result", "step")
        given = {n: self.cleaned_data[n] for n in names if self.cleaned_data.get(n)}
        return given | self.assignment()

    def assignment(self):
        match self.cleaned_data.get("given_to"):
            case "" | None:
                return {}
            case "buero":
                return {"to_office": True}
            case "niemand":
                return {"post": None, "to_office": False}
            case key:
                return {"post": Post.objects.get(pk=key)}


class BoilerplateForm(forms.ModelForm):
    class Meta:
        model = Boilerplate
        fields = ["title", "text", "result"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}


class LateForm(forms.Form):
    """Two questions that a person answers; the third is answered by the notice."""

    def __init__(self, *args, questions, obstacle, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = [question.name for question in questions]
        for question in questions:
            self.fields[question.name] = yes_or_no(question)
        self.fields["is_disregarded"] = forms.BooleanField(
            label=_("Disregard this statement"),
            required=False,
            disabled=bool(obstacle),
            help_text=obstacle,
        )
        self.fields["reason"] = forms.CharField(
            label=pgettext_lazy("weighing", "reason"),
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=2000,
        )

    def values(self):
        yes = {name: self.cleaned_data[name] == "ja" for name in self.asked}
        names = ("is_disregarded", "reason")
        return yes | {name: self.cleaned_data[name] for name in names}


def yes_or_no(question):
    return forms.ChoiceField(
        label=question.words,
        choices=[
            ("ja", pgettext_lazy("answer", "Yes")),
            ("nein", pgettext_lazy("answer", "No")),
        ],
        widget=forms.RadioSelect,
        help_text=question.norm,
    )


class CommonAnswerForm(forms.Form):
    """One proposal for all members of a group."""

    text = forms.CharField(
        label=gettext_lazy("Proposal for the weighing"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST,
    )
    result = forms.ChoiceField(
        label=gettext_lazy("proposed result"), choices=Point.Result.choices
    )
    topic = forms.ChoiceField(label=gettext_lazy("Only points on"), required=False)
    replace = forms.BooleanField(
        label=gettext_lazy("Replace proposals that are there already"), required=False
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        everything = ("", _("all their points"))
        self.fields["topic"].choices = [everything, *((t, t) for t in topics)]


class CollectiveForm(forms.ModelForm):
    """Where and when people inspect the result (§ 3 (2) S. 7 BauGB)."""

    class Meta:
        model = StatementGroup
        fields = ["inspection_place", "inspection_hours"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
