"""
How editors write a procedure.

The form says in words what the database would otherwise refuse with an error, and
gives phases and activities the short keys by which openings name them.
"""

import copy

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from participation.pasting import add_paragraphs, take_pasted
from participation.question_checks import check_questions
from participation.voting import guard

# First parts of addresses below /beteiligung/ that belong to views.
RESERVED_SLUGS = frozenset(
    {
        "abschluss",
        "api",
        "auslegung",
        "beitrag",
        "daten",
        "einbetten",
        "einladung",
        "erfassen",
        "folgen",
        "gast",
        "gemeldet",
        "karte",
        "kommentar",
        "meine-beitraege",
        "meine-punkte",
        "moderation",
        "orte",
        "quittung",
        "stellungnahme",
        "traeger",
        "umsetzung",
        "umfrage",
        "unterlagen",
    }
)
LONGEST_KEY = 40
# Rows that belong to one activity; each has a key of its own, made of its title.
PARTS = ("options", "questions", "paragraphs")
# What an editor presses to bring a page online, now or later.
GOING_ONLINE = {"action-publish", "action-submit", "action-start-workflow"}
NAMING_OTHERS = frozenset({"openings", *PARTS})
NAMED_BY_OTHERS = frozenset({"phases", "activities"})


class ProcedurePageForm(WagtailAdminPageForm):
    pasted = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NAMING_OTHERS & set(self.formsets):
            offer_keys(self.formsets[name], self.instance)

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise forms.ValidationError(
                _("This address is taken by another page of the participation.")
            )
        if "slug" in self.changed_data and self.instance.public_rounds:
            raise forms.ValidationError(
                _("This address stands in a notice by law: it stays as it is.")
            )
        return slug

    def clean(self):
        cleaned_data = super().clean()
        self._drop_what_autosave_made_meanwhile()
        phases = self._give_keys("phases")
        activities = self._give_keys("activities")
        for name in PARTS:
            self._give_keys(name)
        self._refuse_removing_what_people_wrote()
        self._keep_templates_offline(cleaned_data)
        self._ask_for_a_phase(phases)
        guard.keep_running_votes(self)
        self._check_names(phases, activities)
        check_questions(self)
        if "activities" in self.formsets and not self.errors:
            self.pasted = take_pasted(self)
        return cleaned_data

    def save(self, commit=True):
        """Pasted paragraphs come last: saving the rows above drops unknown ones."""
        page = super().save(commit)
        add_paragraphs(page, self.pasted)
        if commit:
            page.paragraphs.commit()
        return page

    def _was_read(self):
        return self.instance.live or self.instance.first_published_at

    def _drop_what_autosave_made_meanwhile(self):
        """
        Rows of which this editor's browser had not heard yet when it sent the form.

        It sends them again as new ones; both would be there, with the same keys.
        """
        latest = self.instance.latest_revision
        if self._was_read() or not latest or latest.user != self.for_user:
            return
        for name in NAMED_BY_OTHERS | NAMING_OTHERS:
            if formset := self.formsets.get(name):
                known = {form.instance.pk for form in formset.forms}
                rows = getattr(self.instance, name)
                rows.remove(*[row for row in rows.all() if row.pk not in known])

    def _give_keys(self, name):
        """Give every new row a key made of its title; return all keys."""
        kept = [form.instance for form in _rows(self.formsets.get(name))]
        if name in NAMED_BY_OTHERS and not self._was_read():
            self._take_back_early_keys(kept)
        keys = {row.key for row in kept if row.key}
        for row in kept:
            if not row.key:
                row.key = unused_key(row.title, keys)
                keys.add(row.key)
        return keys

    def _take_back_early_keys(self, rows):
        """
        Before anybody reads it, a key follows the title unless a row names it.

        Autosave gives keys while an editor still types; they stand in addresses.
        """
        named = {
            getattr(form.instance, field, None)
            for name in NAMING_OTHERS
            for form in _rows(self.formsets.get(name))
            for field in ("phase_key", "activity_key")
        }
        for row in rows:
            if row.title and row.key not in named:
                row.key = ""

    def _refuse_removing_what_people_wrote(self):
        for name in ("phases", "activities"):
            for row in _removed(self.formsets.get(name)):
                if row.pk and row.contributions.exists():
                    message = _("There are contributions to “%(title)s”: keep it.")
                    self.add_error(None, message % {"title": row.title})
        for row in _removed(self.formsets.get("options")):
            put_up = getattr(row, "contribution", None)
            if put_up and (put_up.ratings.exists() or put_up.comments.exists()):
                message = _("People have reacted to “%(title)s”: keep it.")
                self.add_error(None, message % {"title": row.title})
        for row in _removed(self.formsets.get("decisions")):
            if row.pk and row.outcomes.exists():
                message = _("Contributions refer to the decision “%(title)s”: keep it.")
                self.add_error(None, message % {"title": row.title})

    def _keep_templates_offline(self, cleaned_data):
        """A template is copied, never published; what is online becomes none."""
        if not cleaned_data.get("is_template"):
            return
        if self.instance.live and self.instance.pk:
            message = _("This procedure is online. Copy it to make a template of it.")
            self.add_error("is_template", message)
        elif GOING_ONLINE & set(self.data) or cleaned_data.get("go_live_at"):
            message = _("A template never goes online. Make a new procedure from it.")
            self.add_error("is_template", message)

    def _ask_for_a_phase(self, phases):
        """Informal procedures need one; formal ones have their rounds by law."""
        informal = self.cleaned_data.get("kind") != self.instance.Kind.FORMAL
        if informal and "phases" in self.formsets and not phases:
            self.add_error(None, _("Give the procedure at least one phase."))

    def _check_names(self, phases, activities):
        """Rows that name a phase or an activity name one of this procedure."""
        for name in NAMING_OTHERS:
            for form in _rows(self.formsets.get(name)):
                row = form.instance
                if getattr(row, "phase_key", None) and row.phase_key not in phases:
                    form.add_error("phase_key", _("Choose a phase of this procedure."))
                if row.activity_key not in activities:
                    form.add_error(
                        "activity_key", _("Choose an activity of this procedure.")
                    )
                if form.errors:
                    self.add_error(None, _("Check which phase and activity is named."))


def _rows(formset):
    """The forms of a formset that will become rows."""
    if formset is None:
        return []
    gone = formset.deleted_forms if formset.is_valid() else []
    return [
        form
        for form in formset.forms
        if form not in gone and (form.instance.pk or form.has_changed())
    ]


def _removed(formset):
    """The saved rows that an editor took out."""
    if formset is None or not formset.is_valid():
        return []
    return [form.instance for form in formset.deleted_forms]


def unused_key(title, taken):
    """A short key made of a title that no sibling has."""
    base = slugify(title)[: LONGEST_KEY - 3].strip("-") or "teil"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    return key


def offer_keys(formset, procedure):
    """Let editors choose phases and activities by title instead of writing keys."""
    fields = copy.deepcopy(formset.form.base_fields)
    for name, rows in (
        ("phase_key", procedure.phases.all()),
        ("activity_key", procedure.activities.all()),
        ("shown_if", procedure.questions.all()),
    ):
        if name in fields:
            choices = [("", "–")] + [(row.key, row.title) for row in rows]
            fields[name].widget = forms.Select(choices=choices)
    # A class of its own for each request: others must not see these choices.
    formset.form = type("OpeningForm", (formset.form,), {})
    formset.form.base_fields = fields
