"""
What happens on approval.

Wagtail reads ``WAGTAIL_FINISH_WORKFLOW_ACTION`` while it imports its own models, so
nothing of Wagtail may be imported before the functions are called.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def publish_approved(workflow_state, user=None):
    """
    Publish what was approved; the approver needs no publish right of their own.

    The history of the approval is checked once more, so that neither a forgotten
    task nor a changed workflow opens a way around the second pair of eyes.
    """
    page = workflow_state.content_object
    revision = page.get_latest_revision()
    if must_be_approved(workflow_state) and not is_approved(workflow_state, revision):
        raise PermissionDenied(
            _("Nobody but those who wrote has approved this version yet.")
        )
    revision.publish(user=user, skip_permission_checks=True)


def must_be_approved(workflow_state) -> bool:
    """Whether the page type or one step of the workflow asks for four eyes."""
    model = workflow_state.content_type.model_class()
    tasks = workflow_state.workflow.tasks.filter(foureyestask__isnull=False)
    return getattr(model, "four_eyes", False) or tasks.exists()


def is_approved(workflow_state, revision) -> bool:
    """Whether somebody who did not write approved just this version, as it now is."""
    from home.models.workflow import FourEyesTaskState, writers_of

    page = workflow_state.content_object
    approvals = FourEyesTaskState.objects.filter(
        workflow_state=workflow_state,
        revision=revision,
        status=FourEyesTaskState.STATUS_APPROVED,
        finished_at__gte=revision.created_at,
    )
    writers = writers_of([page])[page.pk]
    return approvals.exclude(finished_by=None).exclude(finished_by__in=writers).exists()
