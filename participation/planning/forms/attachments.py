"""Files that people attach: several at once, each looked at by its content."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from participation.forms.files import check_file
from participation.planning import attachments


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each looked at by itself: a bad one stops no other."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return [file for file in (data or []) if file]


class AttachmentsForm(forms.Form):
    """
    A form with attachments.

    Bad files are named and left out; ``new_files`` are the good ones, whatever else is
    wrong. ``kept`` are those of an earlier time, of which ``dropped`` shall go.
    """

    files = FilesField(
        label=_("Attachments"),
        required=False,
        widget=FilesInput(attrs={"accept": ".pdf,image/jpeg,image/png,image/webp"}),
        help_text=format_lazy(
            _(
                "Up to {n} files of 10 MB each: PDF, JPEG, PNG or WebP. A PDF stays as"
                " it is, with its signature."
            ),
            n=attachments.MOST,
        ),
    )
    kept, dropped = (), frozenset()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.new_files = []

    def clean_files(self):
        for file in self.cleaned_data["files"]:
            try:
                self.new_files.append(check_file(file))
            except ValidationError as error:
                self.add_error("files", f"{file.name}: {' '.join(error.messages)}")
        self._keep_to_the_limit()
        return self.new_files

    def _keep_to_the_limit(self):
        room = max(0, attachments.MOST - len(self.kept) + len(self.dropped))
        over = len(self.new_files) - room
        if over <= 0:
            return
        self.new_files = self.new_files[:room]
        words = ngettext(
            "%(n)d file more than possible was left out. At most %(most)d fit.",
            "%(n)d files more than possible were left out. At most %(most)d fit.",
            over,
        )
        self.add_error("files", words % {"n": over, "most": attachments.MOST})


class OwnFilesField(forms.MultipleChoiceField):
    """Files of one statement; one that went already may be named again."""

    known = frozenset()

    def valid_value(self, value):
        return value in self.known


class CorrectedFilesForm(AttachmentsForm):
    """Files of a statement that was given: some come, some go, none is deleted."""

    weg = OwnFilesField(
        label=_("Attachments that shall go"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They stay in the file, with the wording before."),
    )

    def __init__(self, statement, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.statement = statement
        self.kept = [file for file in statement.current_files if not file.is_scan]
        self.fields["weg"].choices = [(f.pk, described(f)) for f in self.kept]
        self.fields["weg"].known = {str(f.pk) for f in statement.files.all()}
        if not self.kept:
            del self.fields["weg"]
        self.order_fields(["key", "text", "weg", "files"])

    @property
    def dropped(self):
        chosen = set(self.data.getlist("weg")) if self.is_bound else ()
        return {file.pk for file in self.kept if str(file.pk) in chosen}

    @property
    def correction(self):
        """What the service takes."""
        given = {name: self.cleaned_data[name] for name in ("text", "key")}
        return given | {"files": self.new_files, "dropped": self.dropped}


def described(file):
    return f"{file.filename} ({filesizeformat(file.size)})"
