from django import forms
from django.utils.translation import gettext_lazy as _

from home.numbers import number_in
from participation.forms.fields import PlainTextField, plain
from participation.models import Contribution
from participation.planning.forms.attachments import AttachmentsForm, CorrectedFilesForm
from participation.planning.models import PlanDocument, Statement

MOST_IDEAS = 200
LONGEST_TYPED = 1_000_000
FIELDS = (
    "text",
    "document",
    "passage",
    "place",
    "lat",
    "lon",
    "idea",
    "name",
    "organisation",
    "address",
    "email",
)


class AboutForm(forms.Form):
    """What a statement is about; all of it is optional."""

    document = forms.ModelChoiceField(
        PlanDocument.objects.none(),
        label=_("Which document?"),
        required=False,
        empty_label=_("The whole plan"),
    )
    passage = PlainTextField(
        label=_("Which passage?"),
        longest=200,
        required=False,
        help_text=_("Such as “page 12, section 4.2”."),
    )
    place = PlainTextField(
        label=_("Which place?"),
        longest=200,
        required=False,
        help_text=_("A street, a plot or a description."),
    )
    lat = forms.FloatField(
        required=False, widget=forms.HiddenInput, min_value=-90, max_value=90
    )
    lon = forms.FloatField(
        required=False, widget=forms.HiddenInput, min_value=-180, max_value=180
    )

    def __init__(self, documents, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents

    @property
    def about(self):
        """The most exact of what was said."""
        given, about = self.cleaned_data, Statement.About
        if given.get("passage"):
            return about.PARAGRAPH
        if given.get("place") or given.get("lat") is not None:
            return about.PLACE
        return about.DOCUMENT if given.get("document") else about.PLAN

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("lat") is None or cleaned.get("lon") is None:
            cleaned["lat"] = cleaned["lon"] = None
        return cleaned


def documents_of(in_round):
    """The documents that are or were public in a round."""
    published = in_round.published_versions.values("version__document")
    return PlanDocument.objects.filter(pk__in=published)


def ideas_of(in_round, chosen=""):
    """Public contributions to the same procedure, the latest ones and the chosen."""
    public = Contribution.objects.published().filter(
        activity__procedure=in_round.procedure_id
    )
    latest = list(public.order_by("-pk").values_list("pk", flat=True)[:MOST_IDEAS])
    return public.filter(pk__in=[*latest, number_in(str(chosen))]).order_by("title")


class StatementForm(AttachmentsForm, AboutForm):
    """
    A statement as its giver writes it: the text alone is required.

    ``files`` that are bad are named and left out; the good ones stay with the draft.
    A ``lenient`` form takes what is there, because nothing is sent yet.
    """

    use_required_attribute = False
    text = PlainTextField(
        label=_("Your statement"), longest=Statement.LONGEST_TEXT, rows=14
    )
    idea = forms.ModelChoiceField(
        Contribution.objects.none(),
        label=_("Do you refer to an earlier contribution?"),
        required=False,
        empty_label=_("No"),
    )
    name = PlainTextField(label=_("Name"), longest=160, required=False)
    organisation = PlainTextField(label=_("Organisation"), longest=200, required=False)
    address = PlainTextField(label=_("Postal address"), longest=300, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("For a copy of your statement and for the result."),
    )

    def __init__(self, in_round, *args, kept=(), lenient=False, **kwargs):
        super().__init__(documents_of(in_round), *args, **kwargs)
        self.kept, self.lenient = list(kept), lenient
        chosen = self.data.get("idea") or self.initial.get("idea") or ""
        ideas = ideas_of(in_round, chosen)
        self.fields["idea"].queryset = ideas
        self.fields["idea"].label_from_instance = lambda row: row.title
        if not ideas.exists():
            del self.fields["idea"]
        if not self.fields["document"].queryset.exists():
            del self.fields["document"]
        self.order_fields(FIELDS)

    def full_clean(self):
        super().full_clean()
        if self.lenient and self.is_bound:
            for name in set(self._errors) - {"files"}:
                del self._errors[name]

    @property
    def dropped(self):
        """The files of the draft that shall go."""
        getlist = getattr(self.data, "getlist", lambda name: [])
        stored = {file.stored for file in self.kept}
        return stored & set(getlist("weg"))

    @property
    def typed(self):
        """What stands in the fields, right or wrong, for the draft."""
        given = {name: str(self.data.get(name) or "") for name in FIELDS}
        return {name: plain(v[:LONGEST_TYPED]) for name, v in given.items() if v}

    @property
    def values(self):
        """What becomes of it in the table, beside the text."""
        names = [name for name in FIELDS if name != "text"]
        given = {name: self.cleaned_data.get(name) for name in names}
        for name in ("document", "lat", "lon", "idea"):
            given[name] = given[name] if given[name] != "" else None
        for name in ("passage", "place", "name", "organisation", "address", "email"):
            given[name] = given[name] or ""
        giver = Statement.Giver
        kind = giver.ORGANISATION if given["organisation"] else giver.PERSON
        return given | {"about": self.about, "giver": kind}


class CorrectionForm(CorrectedFilesForm):
    """A new wording or other files, by whoever has the code of the receipt."""

    text = PlainTextField(
        label=_("Your statement as it shall read"),
        longest=Statement.LONGEST_TEXT,
        rows=14,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        versions = self.statement.versions.all()
        if cleaned.get("key") in {version.idempotency_key for version in versions}:
            return cleaned  # sent twice: it is the wording that counts already
        same_text = cleaned.get("text") == self.statement.current.text
        if same_text and not (self.new_files or self.dropped):
            self.add_error("text", _("This is how it reads already."))
        return cleaned
