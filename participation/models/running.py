"""What a procedure has for those who run it, and for those who read otherwise."""

from django.core.exceptions import PermissionDenied
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

VIDEOS = ["mp4", "webm"]


class Running(models.Model):
    """Plain language, sign language, template and retention of a procedure."""

    plain_text = models.TextField(
        _("in plain language"),
        max_length=6000,
        blank=True,
        help_text=_(
            "Short sentences, everyday words: what it is about, what people can do,"
            " until when, and what happens then. An empty line begins a paragraph."
        ),
    )
    sign_video = models.ForeignKey(
        "home.TownDocument",
        verbose_name=_("in sign language"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A video of your own (MP4 or WebM), kept in this house."),
    )
    is_template = models.BooleanField(
        _("template"),
        default=False,
        help_text=_("New procedures are made from it; it never goes online itself."),
    )
    retention_months = models.PositiveSmallIntegerField(
        _("keep personal data for, in months"),
        null=True,
        blank=True,
        help_text=_(
            "Counted from the end of the last phase, or from the day of archiving."
            " Then names, addresses and links to accounts are removed. Empty: as"
            " the house does; in formal procedures nothing is removed."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("plain_text"), FieldPanel("sign_video")],
            heading=_("Plain language and sign language"),
        ),
        MultiFieldPanel(
            [FieldPanel("is_template"), FieldPanel("retention_months")],
            heading=_("Template and retention"),
        ),
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.is_template and self.live:
            raise PermissionDenied("A template never goes online.")
        return super().save(*args, **kwargs)

    @property
    def preview_modes(self):
        return [*super().preview_modes, ("surveys", _("Surveys"))]

    def serve_preview(self, request, mode_name):
        self.live = True  # as it will be: nothing of this copy is saved
        if mode_name != "surveys":
            return super().serve_preview(request, mode_name)
        from participation.views.survey_preview import preview

        return preview(request, self)

    def clean(self):
        super().clean()
        if self.sign_video:
            FileExtensionValidator(VIDEOS)(self.sign_video.file)
