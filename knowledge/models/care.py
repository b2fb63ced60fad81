"""Pages with somebody who looks after them, edited beside the page."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home import audit
from home.models import BasePage, PageCare, Post

# The form's names for the fields of PageCare; ``owner`` means the author in Wagtail.
CARE_FIELDS = {
    "care_owner": "owner",
    "interval_months": "interval_months",
    "file_class": "file_class",
}


class CareForm(WagtailAdminPageForm):
    """
    Asks who looks after a page.

    That is no part of its text: it is kept beside the page, holds at once and
    makes no revision.
    """

    care_owner = forms.ModelChoiceField(
        Post.objects.select_related("unit").order_by("title"),
        label=_("Responsible post"),
        help_text=_("Whoever holds it today is asked whether the page is still right."),
    )
    interval_months = forms.TypedChoiceField(
        choices=PageCare.INTERVALS,
        coerce=int,
        initial=12,
        label=_("To be reviewed every"),
    )
    file_class = forms.CharField(
        max_length=40, required=False, label=_("File reference")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        care = PageCare.objects.filter(page=self.instance.pk).first()
        for name, field in CARE_FIELDS.items():
            if care:
                self.initial[name] = getattr(care, field)

    def save(self, commit=True):
        if self.cleaned_data.get("care_owner"):  # a draft may still be without
            self.instance.new_care = {
                field: self.cleaned_data[name] for name, field in CARE_FIELDS.items()
            }
            self.instance.new_care_by = self.for_user
        return super().save(commit)


class CaredPage(BasePage):
    """A page that a post looks after, and that is reviewed from time to time."""

    new_care = None
    new_care_by = None

    base_form_class = CareForm
    care_panel = MultiFieldPanel(
        [
            FieldPanel("care_owner"),
            FieldPanel("interval_months"),
            FieldPanel("file_class"),
        ],
        heading=_("Who looks after it"),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if self.new_care is not None:
            write_care(self, self.new_care, self.new_care_by)
            self.new_care = None


def write_care(page: CaredPage, fields: dict, actor=None) -> None:
    """Note who looks after a page, and put a change of hands on record."""
    care = PageCare.objects.filter(page=page.pk).first() or PageCare(page_id=page.pk)
    before = care.owner if care.pk else None
    for name, value in fields.items():
        setattr(care, name, value)
    care.save()
    if before and before != care.owner:
        data = {"page": page.pk, "from": before.key, "to": care.owner.key}
        audit.record("page.reassigned", page, actor=actor, data=data)
