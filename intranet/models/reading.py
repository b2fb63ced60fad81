"""Who has to confirm what, and who has: versions and people, never page views."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from home.visibility import visible_pages


def protect_while_page_stays(collector, field, confirmations, using):
    """Keep a version that somebody confirmed, unless its page goes as a whole."""
    going = {
        page.pk
        for model, rows in collector.data.items()
        if issubclass(model, Page)
        for page in rows
    }
    goes_too = all(row.page_id in going for row in confirmations)
    rule = models.CASCADE if goes_too else models.PROTECT
    rule(collector, field, confirmations, using)


class ReadingDutyQuerySet(models.QuerySet):
    def of(self, page):
        return self.filter(page=page.pk)

    def open_for(self, person):
        """What this person may read and has not confirmed yet."""
        confirmed = ReadConfirmation.objects.filter(
            person=person.pk, page=OuterRef("page"), revision=OuterRef("revision")
        )
        visible = visible_pages(person).values("pk")
        return self.filter(~Exists(confirmed), page__in=visible)


class ReadingDuty(models.Model):
    """
    The version of a piece of news that everyone it is for has to confirm.

    It is renewed only by a change that its editors call substantial.
    """

    page = models.OneToOneField(
        "intranet.NewsPage", on_delete=models.CASCADE, related_name="duty"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=protect_while_page_stays, related_name="+"
    )
    since = models.DateTimeField(pgettext_lazy("reading", "since"), auto_now_add=True)

    objects = ReadingDutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty to read")
        verbose_name_plural = _("duties to read")

    def __str__(self):
        return str(self.page)


class ReadConfirmationQuerySet(models.QuerySet):
    def of(self, page):
        return self.filter(page=page.pk)

    def by(self, person):
        return self.filter(person=person.pk)


class ReadConfirmation(models.Model):
    """One person has confirmed to have read one version of a piece of news."""

    page = models.ForeignKey(
        "intranet.NewsPage", on_delete=models.CASCADE, related_name="confirmations"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=protect_while_page_stays, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="read_confirmations",
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), auto_now_add=True)

    objects = ReadConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation of reading")
        verbose_name_plural = _("confirmations of reading")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "revision"],
                name="one_confirmation_per_person_and_version",
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.page}"
