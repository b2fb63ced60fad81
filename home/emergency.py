"""
What administrators may do without a second pair of eyes, for a reason on record.

A wrong date that goes online by Friday, a name that must be gone at once: then somebody
acts alone, says why, and all who would have been asked are told.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from home.approvals import compare_url, edit_url
from home.audit import record
from home.models import FourEyesTask, User, Visitor
from home.notices import tell
from home.roles import ADMINISTRATION, has_role
from home.workflow import asks_four_eyes


def may_act_alone(user: Visitor, page) -> bool:
    """Whether a person may publish, or take offline, without being approved."""
    if not asks_four_eyes(page.specific_class):
        return False
    if page.permissions_for_user(user).sealed:
        return False
    return user.is_active and (user.is_superuser or has_role(user, ADMINISTRATION))


@transaction.atomic
def release(page, *, actor: User, reason: str) -> None:
    """Put the latest version of a page online without approval."""
    refuse_others(actor, page)
    revision = page.get_latest_revision() or page.save_revision(user=actor)
    revision.publish(user=actor, skip_permission_checks=True)
    put_on_record("emergency_release", page, actor, reason, revision.pk)
    tell_approvers(
        page,
        actor,
        _("Released without approval: %(title)s"),
        reason,
        compare_url(page, revision.pk),
    )


@transaction.atomic
def take_offline(page, *, actor: User, reason: str) -> None:
    """Take a page offline that went online by approval."""
    refuse_others(actor, page)
    UnpublishPageAction(page, user=actor).execute(skip_permission_checks=True)
    put_on_record("taken_offline", page, actor, reason, page.latest_revision_id)
    tell_approvers(page, actor, _("Taken offline: %(title)s"), reason, edit_url(page))


def refuse_others(actor: User, page) -> None:
    if not may_act_alone(actor, page):
        raise PermissionDenied


def put_on_record(action, page, actor, reason, revision_id) -> None:
    data = {"page": page.pk, "address": page.url_path, "revision": revision_id}
    record(action, page, actor=actor, reason=reason, data=data)


def tell_approvers(page, actor: User, title: str, reason: str, url: str) -> None:
    text = _("%(person)s acted without approval. Reason: %(reason)s")
    for person in approvers_of(page).exclude(pk=actor.pk):
        tell(
            person,
            title % {"title": page},
            text=text % {"person": actor, "reason": reason},
            url=url,
        )


def approvers_of(page):
    """Everyone who would have been asked about a page."""
    workflow = page.get_workflow()
    tasks = FourEyesTask.objects.filter(workflow_tasks__workflow=workflow)
    people = User.objects.filter(is_active=True, groups__in=tasks.values("groups"))
    return people.distinct()
