"""For whom a procedure is: who knows of it, who reads it, who takes part."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class Circle(models.TextChoices):
    """From open to closed; who runs procedures reads all but what is for staff."""

    PUBLIC = "public", pgettext_lazy("circle", "Everybody takes part")
    SEMI = "semi", pgettext_lazy("circle", "Everybody reads, members take part")
    PRIVATE = "private", pgettext_lazy("circle", "Only members know of it")
    STAFF = "staff", pgettext_lazy("circle", "Only staff know of it")


# Of these nobody outside of the circle learns that they exist.
CLOSED = (Circle.PRIVATE, Circle.STAFF)
BY_INVITATION = (Circle.SEMI, Circle.PRIVATE)


class Circled(models.Model):
    """For whom a procedure is. What the law makes public is for everybody."""

    circle = models.CharField(
        pgettext_lazy("circle", "for whom"),
        max_length=7,
        choices=Circle,
        default=Circle.PUBLIC,
        help_text=_(
            "Members are invited in the cockpit. Staff are whoever may read the"
            " intranet."
        ),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("circle")], heading=pgettext_lazy("circle", "For whom")
        )
    ]

    class Meta:
        abstract = True

    @property
    def is_closed(self):
        """Whether only some people may know of it."""
        return self.circle in CLOSED

    @property
    def is_by_invitation(self):
        return self.circle in BY_INVITATION

    @property
    def circle_note(self):
        """What others are told of it in a list; nothing, if it is for everybody."""
        return NOTES.get(self.circle, "")


NOTES = {
    Circle.SEMI: pgettext_lazy("circle", "by invitation"),
    Circle.PRIVATE: pgettext_lazy("circle", "for members only"),
    Circle.STAFF: pgettext_lazy("circle", "for staff only"),
}


class MemberQuerySet(models.QuerySet):
    def joined(self):
        return self.filter(person__isnull=False)

    def invited(self):
        """Who has been written to and has not answered yet."""
        return self.filter(person=None)


class Member(models.Model):
    """
    Somebody who was invited to a procedure, and who joined by the link they got.

    Until then the row knows their address and a digest of the link; afterwards
    neither, but the account. The link is used up by this.
    """

    procedure = models.ForeignKey(
        "participation.ProcedurePage", on_delete=models.CASCADE, related_name="members"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="memberships",
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    link_digest = models.CharField(max_length=64, blank=True, editable=False)
    invited_at = models.DateTimeField(auto_now_add=True)
    joined_at = models.DateTimeField(null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "person"], name="one_membership_per_person"
            ),
            models.UniqueConstraint(
                fields=["procedure", "email"],
                condition=~Q(email=""),
                name="one_invitation_per_address",
            ),
            models.UniqueConstraint(
                fields=["link_digest"],
                condition=~Q(link_digest=""),
                name="one_invitation_per_link",
            ),
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(email="") & ~Q(link_digest="")
                | Q(person__isnull=False, email="", link_digest=""),
                name="members_are_invited_or_have_joined",
            ),
        ]

    def __str__(self):
        return self.email or str(self.person)
