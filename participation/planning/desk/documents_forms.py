"""The forms about documents on the planner's desk."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning import pdf_check
from participation.planning.documents import was_public
from participation.planning.file_kinds import ACCEPT, check_file
from participation.planning.models import DocumentVersion, PlanDocument

FIXED_ONCE_PUBLIC = ("title", "role", "topics", "keywords")


class DocumentForm(forms.ModelForm):
    """What a document is called. Once it was announced, its words stand."""

    topics = forms.MultipleChoiceField(
        label=_("kinds of environmental information"),
        choices=PlanDocument.Topic.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Which of the eight topics it speaks about."),
    )

    class Meta:
        model = PlanDocument
        fields = ["title", "role", "written_by", "topics", "keywords", "position"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and was_public(self.instance):
            for name in FIXED_ONCE_PUBLIC:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("It was announced like this.")

    def clean(self):
        cleaned = super().clean()
        by_somebody = cleaned.get("role") == PlanDocument.Role.ENVIRONMENT_STATEMENT
        if by_somebody and not cleaned.get("written_by"):
            words = _("Say who wrote it: what a private person wrote is redacted.")
            self.add_error("written_by", words)
        return cleaned


class CopyForm(forms.Form):
    """The second person's word for a redacted copy (BP-30)."""

    is_redacted = forms.BooleanField(
        label=_(
            "I have read this copy. It names nobody, and nobody is recognised by it."
        ),
    )


class VersionForm(forms.Form):
    """A file for a document, and why it replaces the one that is public."""

    file = forms.FileField(
        label=pgettext_lazy("plan", "file"),
        max_length=160,
        help_text=_(
            "PDF, DOCX, ODT, XLSX, JPEG or PNG, at most 50 MB. A PDF with tags,"
            " language and title can be read by everybody."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    because = forms.CharField(
        label=_("why it replaces the one before"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The document is public now. A second person has to confirm the new"
            " version before anybody sees it."
        ),
    )

    def __init__(self, *args, is_public, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_public:
            del self.fields["because"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        kind = check_file(file)
        self.barriers = pdf_check.problems(file) if kind.label == "PDF" else []
        if self.barriers is None:
            raise ValidationError(
                _("This PDF can't be opened. Perhaps it is damaged or has a password.")
            )
        return file


class ConfirmForm(forms.Form):
    """The second person's decision about a replacement (BP-29)."""

    asks_renewal = forms.TypedChoiceField(
        label=_("Does the plan have to be published again?"),
        choices=[("ja", _("Yes, it changes the plan")), ("nein", _("No, it does not"))],
        coerce=lambda answer: answer == "ja",
        widget=forms.RadioSelect,
        help_text=_(
            "If the draft is changed after its publication, it has to be published"
            " again (§ 4a (3) BauGB)."
        ),
    )


class RoundDocumentsForm(forms.Form):
    """Which version of each document a round shows."""

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = dict(
            round.published_versions.values_list("version__document", "version")
        )
        documents = round.plan.documents.prefetch_related("versions")
        for document in documents:
            self.fields[f"document-{document.pk}"] = forms.TypedChoiceField(
                label=document.title,
                choices=[("", _("not in this round")), *choices(document)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=chosen.get(document.pk, ""),
            )

    @property
    def versions(self):
        keys = [key for key in self.cleaned_data.values() if key]
        return list(DocumentVersion.objects.filter(pk__in=keys))


def choices(document):
    words = _("version %(number)d, %(file)s")
    return [
        (version.pk, words % {"number": version.number, "file": version.filename})
        for version in reversed(document.versions.all())
    ]


class OutageForm(forms.Form):
    """What becomes of an outage: a person decides, and says why."""

    decision = forms.ChoiceField(
        label=_("What follows from it?"),
        choices=[
            ("extend", _("The period is extended")),
            ("repeat", _("The publication is repeated")),
            ("nothing", _("Nothing: access was not hampered unreasonably")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=pgettext_lazy("plan", "reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
