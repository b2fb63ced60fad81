"""
What editors can't change any more once people vote, said in words.

The paper is fixed in the database anyway; this spares an editor the belief that a
change had an effect.
"""

from django.apps import apps
from django.utils.translation import gettext as _

from participation.voting.paper import Paper, announced


def keep_running_votes(page_form) -> None:
    """Complain of every vote that would no longer be what people vote on."""
    formsets = page_form.formsets
    activities, options = formsets.get("activities"), formsets.get("options")
    if activities is None or options is None or not page_form.instance.pk:
        return
    if not (activities.is_valid() and options.is_valid()):
        return
    sheets = apps.get_model("participation.BallotPaper").objects.filter(
        activity__procedure=page_form.instance.pk
    )
    kept = {form.instance.pk: form.instance for form in staying(activities)}
    rows = [form.instance for form in staying(options)]
    for sheet in sheets.select_related("activity"):
        activity = kept.get(sheet.activity_id)
        if activity is None or paper_from(activity, rows) != sheet.paper:
            message = _(
                "People have voted in “%(title)s” already. Its options and the way of"
                " voting can't be changed any more."
            )
            page_form.add_error(None, message % {"title": sheet.activity.title})


def staying(formset) -> list:
    """The rows that stay, in the order in which the editor put them."""
    forms = [
        form
        for form in formset.forms
        if form not in formset.deleted_forms
        and (form.instance.pk or form.has_changed())
    ]
    return sorted(forms, key=lambda form: form.cleaned_data.get("ORDER") or 0)


def paper_from(activity, rows) -> Paper | None:
    if activity.format != "vote":
        return None
    own = [row for row in rows if row.activity_key == activity.key]
    return announced(activity, own)
