"""People with an account."""

import secrets

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes people by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        fields = {"is_staff": True, "is_superuser": True} | fields
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class AccountManager(UserManager):
    """People with an account: guests have none, so no list of people names them."""

    use_in_migrations = False

    def get_queryset(self):
        return super().get_queryset().filter(is_guest=False)


# Where the addresses of erased accounts lead: nowhere, for good (RFC 2606).
ERASED = "@geloescht.invalid"
GUEST_ADDRESS = "@gast.invalid"


def draw_participant_number() -> int:
    """A number that tells nothing about when or as how manieth somebody came."""
    return 10_000 + secrets.randbelow(9_990_000)


class User(AbstractUser):
    """
    A person with an account: citizen, staff member, editor or trainer.

    Besides, guests, who take part without one; see ``home.guests``.
    """

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    pseudonym = models.CharField(
        _("public name"),
        max_length=40,
        blank=True,
        help_text=_("This is how others see you. It need not be your real name."),
    )
    participant_number = models.PositiveIntegerField(
        default=draw_participant_number, editable=False, unique=True
    )
    is_guest = models.BooleanField(default=False, editable=False)
    # Part of what a session proves: raising it ends every session of this person.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = AccountManager()
    everyone = UserManager()  # guests too

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.UniqueConstraint(
                Lower("pseudonym"),
                condition=~models.Q(pseudonym=""),
                name="one_person_per_pseudonym",
            ),
            models.CheckConstraint(
                condition=models.Q(is_guest=False) | models.Q(is_active=False),
                name="guests_never_sign_in",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.public_name

    def get_session_auth_hash(self):
        return f"{super().get_session_auth_hash()}-{self.session_epoch}"

    def get_session_auth_fallback_hash(self):
        for older in super().get_session_auth_fallback_hash():
            yield f"{older}-{self.session_epoch}"

    @property
    def is_authenticated(self):
        """A guest has proven nothing: whatever asks for an account says no."""
        return not self.is_guest

    @property
    def is_anonymous(self):
        return self.is_guest

    @property
    def public_name(self):
        """The name others read beside what this person wrote."""
        if self.is_erased:
            return _("Erased account")
        if self.is_guest:
            return _("Guest %(number)s") % {"number": self.participant_number}
        if self.pseudonym:
            return self.pseudonym
        return _("Participant %(number)s") % {"number": self.participant_number}

    @property
    def is_erased(self):
        """Whether only the number of this account is left; see ``home.privacy``."""
        return self.email.endswith(ERASED)

    @cached_property
    def group_keys(self) -> dict[str, int]:
        """This person's groups, name and primary key, asked once per request."""
        return dict(self.groups.values_list("name", "pk"))

    @property
    def group_names(self) -> set[str]:
        return set(self.group_keys)


# Whoever stands before us, known or not: what ``request.user`` can be.
Visitor = User | AnonymousUser
