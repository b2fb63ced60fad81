"""Giving people an account and roles, on record."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from home.audit import record
from home.models import User
from home.notices import full_address, post_letter, tell
from home.roles import STAFF_COUNCIL


@transaction.atomic
def welcome(person: User, *, actor: User) -> None:
    """Write to somebody for whom the administration made an account."""
    claim_address(person)
    text = _(
        "An account has been made for you at %(town)s. Choose a password here:\n\n"
        "%(url)s"
    )
    url = full_address(reverse("account_reset_password"))
    words = {"town": full_address("/"), "url": url}
    post_letter(person.email, _("Your account"), text % words)
    record("account_made", f"Konto {person.pk}", actor=actor)


def claim_address(person: User) -> None:
    """
    Take over the address that the administration vouches for. Only who reads the mails
    sent there can choose a password.
    """
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )


@transaction.atomic
def put_roles_on_record(person: User, before: set[str], *, actor: User) -> None:
    """Record the roles somebody gained and lost; the staff council hears of its own."""
    now = set(person.groups.values_list("name", flat=True))
    gained, lost = sorted(now - before), sorted(before - now)
    if not gained and not lost:
        return
    data = {"gained": gained, "lost": lost}
    record("roles_changed", f"Konto {person.pk}", actor=actor, data=data)
    if STAFF_COUNCIL in gained + lost:
        tell_staff_council(person, actor, joined=STAFF_COUNCIL in gained)


def tell_staff_council(person: User, actor: User, *, joined: bool) -> None:
    """Nobody slips into the sealed branch unseen."""
    title = _("New in the group of the staff council: %(person)s")
    if not joined:
        title = _("No longer in the group of the staff council: %(person)s")
    text = _("%(actor)s has changed this.") % {"actor": actor}
    members = User.objects.filter(groups__name=STAFF_COUNCIL, is_active=True)
    for member in members.exclude(pk=person.pk):
        tell(member, title % {"person": person}, text=text)


def put_group_on_record(group: Group, *, actor: User) -> None:
    """Record what a group may do: it decides what its people may do."""
    rights = group.permissions.order_by("codename").values_list("codename", flat=True)
    pages = group.page_permissions.select_related("page", "permission")
    data = {
        "rights": list(rights),
        "pages": sorted(f"{p.permission.codename}: {p.page}" for p in pages),
    }
    record("group_changed", group.name, actor=actor, data=data)
