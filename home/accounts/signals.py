"""What follows at the door from losing a role, an account or an address."""

from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib import messages
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from home import guests
from home.accounts.limits import clear
from home.accounts.sessions import end_other_sessions, end_sessions
from home.models import User

WATCHED = {"is_active", "is_superuser", "is_staff", "email"}


@receiver(m2m_changed, sender=User.groups.through)
def role_lost(instance, action, reverse, pk_set, **kwargs):
    """Whoever leaves a group is signed out everywhere."""
    if action == "post_remove":
        end_sessions(*User.objects.filter(pk__in=pk_set) if reverse else [instance])
    elif action == "pre_clear":
        end_sessions(*instance.user_set.all() if reverse else [instance])


@receiver(pre_delete, sender=Group)
def group_deleted(instance, **kwargs):
    end_sessions(*instance.user_set.all())


@receiver(pre_save, sender=User)
def remember_standing(instance, update_fields=None, **kwargs):
    """Look up what is about to change, so that afterwards we know what was lost."""
    instance.standing_before = None
    if instance.pk and (update_fields is None or WATCHED.intersection(update_fields)):
        instance.standing_before = (
            User.objects.filter(pk=instance.pk).values(*WATCHED).first()
        )


@receiver(post_save, sender=User)
def standing_changed(instance, created, **kwargs):
    before = getattr(instance, "standing_before", None)
    if created or not before:
        return
    lost = [
        name
        for name in ("is_active", "is_superuser", "is_staff")
        if before[name] and not getattr(instance, name)
    ]
    if lost:
        end_sessions(instance)
    if before["email"].lower() != instance.email.lower():
        follow_new_address(instance)


def follow_new_address(person: User) -> None:
    """
    An address that staff wrote into an account is unproven; the old one is void.

    When people change it by themselves, the door has already taken note.
    """
    addresses = EmailAddress.objects.filter(user=person)
    if addresses.filter(email=person.email.lower()).exists():
        return
    addresses.delete()
    if person.email:
        EmailAddress.objects.create(
            user=person, email=person.email.lower(), primary=True
        )


@receiver(password_reset)
def password_was_reset(user, **kwargs):
    """Whoever reads the mailbox may try again at once; everybody else is out."""
    clear("password", user.email)
    end_sessions(user)
    if not EmailAddress.objects.filter(user=user).exists():  # staff made the account
        EmailAddress.objects.create(
            user=user, email=user.email.lower(), verified=True, primary=True
        )


@receiver([password_changed, password_set])
def password_was_changed(request, user, **kwargs):
    end_other_sessions(user, here=request.session.session_key)


@receiver(user_logged_in)
def guest_signed_in(request, user, **kwargs):
    """Whoever took part as a guest in this browser finds it in their account."""
    guest = guests.guest_of(request)
    if guest is None:
        return
    if guests.hand_over(guest, user):
        text = _("What you handed in as a guest belongs to your account now.")
        messages.info(request, text)
    guests.forget(request)
