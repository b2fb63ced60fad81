"""
Telling people about approvals: asked, reminded, passed on, approved, sent back.

Takes the place of Wagtail's own mails, which leave within the request, in front of
the outbox, and would reach the author as well.
"""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import signal_handlers
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from home.models import FourEyesTaskState, User
from home.models.workflow import writers_of
from home.notices import tell
from home.registries import WaitingTask
from home.visibility import group_ids


def connect() -> None:
    """Put our notices in the place of Wagtail's mails."""
    for notifier in (
        signal_handlers.task_submission_email_notifier,
        signal_handlers.workflow_submission_email_notifier,
        signal_handlers.workflow_approval_email_notifier,
        signal_handlers.workflow_rejection_email_notifier,
    ):
        notifier.valid_classes = ()
    task_submitted.connect(on_asked, dispatch_uid="tell_approvers")
    workflow_approved.connect(on_approved, dispatch_uid="tell_approved")
    workflow_rejected.connect(on_sent_back, dispatch_uid="tell_sent_back")


def on_asked(sender, instance, user=None, **kwargs):
    ask_approvers(instance, _("Please approve: %(title)s"))


def on_approved(sender, instance, user=None, **kwargs):
    page = instance.content_object
    tell_authors(
        instance,
        user,
        title=_("Approved: %(title)s") % {"title": page},
        text=approval_text(instance, user),
        url=page.get_url() or edit_url(page),
    )


def approval_text(workflow_state: WorkflowState, actor: User | None) -> str:
    page = workflow_state.content_object
    if page.live_revision_id == workflow_state.current_task_state.revision_id:
        text = _("%(person)s has approved your text. It is online now.")
    else:
        text = _("%(person)s has approved your text. It goes online as scheduled.")
    return text % {"person": actor}


def on_sent_back(sender, instance, user=None, **kwargs):
    page = instance.content_object
    reason = instance.current_task_state.comment
    text = _("%(person)s has sent your text back.") % {"person": user}
    if reason:
        text += "\n\n" + _("Reason: %(reason)s") % {"reason": reason}
    title = _("Sent back: %(title)s") % {"title": page}
    tell_authors(instance, user, title=title, text=text, url=edit_url(page))


def tell_authors(workflow_state: WorkflowState, actor: User, **words) -> None:
    """Tell whoever submitted and whoever wrote, but not the person who acted."""
    page = workflow_state.content_object
    revision = workflow_state.current_task_state.revision
    authors = {workflow_state.requested_by_id, revision.user_id}
    authors |= writers_of([page])[page.pk]
    people = User.objects.filter(pk__in=authors - {None}, is_active=True)
    for person in people.exclude(pk=actor.pk if actor else None):
        tell(person, **words)


def ask_approvers(state: TaskState, title: str, *, deputies: bool = False) -> int:
    """Tell those who may decide, except whoever wrote; return how many."""
    task, page = state.task.specific, state.revision.content_object
    if not isinstance(task, AbstractGroupApprovalTask):
        return 0
    people = User.objects.filter(is_active=True)
    people = people.filter(people_asked(task, state, deputies)).distinct()
    people = list(people.exclude(pk__in=writers_of([page])[page.pk]))
    for person in people:
        tell(
            person,
            title % {"title": state.revision.object_str},
            text=question(state),
            url=compare_url(page, state.revision_id),
        )
    return len(people)


def people_asked(task, state: TaskState, deputies: bool) -> Q:
    groups = Q(groups__in=task.groups.all())
    if deputies or getattr(state, "passed_to_deputies_on", None):
        groups |= Q(groups__in=task.deputies.all())
    return groups


def question(state: TaskState) -> str:
    """What an approver is asked, by whom, and until when."""
    by = state.workflow_state.requested_by
    lines = [_("%(person)s asks for your approval.") % {"person": by}] if by else []
    if due := getattr(state, "due_on", None):
        day = date_format(due, "l, j. F")
        lines.append(_("Please decide by %(day)s.") % {"day": day})
    return "\n".join(lines)


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def compare_url(page, revision_id: int) -> str:
    """The comparison with what is online, or the editor if nothing is yet."""
    if not page.live_revision_id:
        return edit_url(page)
    args = [page.pk, "live", revision_id]
    return reverse("wagtailadmin_pages:revisions_compare", args=args)


def open_states():
    """Every four-eyes step that waits for a decision."""
    states = FourEyesTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return states.select_related("revision", "workflow_state__requested_by", "task")


def waiting_for(person: User) -> list[WaitingTask]:
    """Approvals that this person may give, for the start page of each."""
    groups = group_ids(person)
    asked = Q(task__foureyestask__groups__in=groups) | Q(
        task__foureyestask__deputies__in=groups, passed_to_deputies_on__isnull=False
    )
    states = list(open_states().filter(asked).distinct()) if groups else []
    numbers = [int(state.workflow_state.object_id) for state in states]
    pages = Page.objects.in_bulk(numbers)  # no reader: approvers read drafts
    writers = writers_of(pages.values())
    return [
        as_task(state, pages[int(state.workflow_state.object_id)])
        for state in states
        if person.pk not in writers[int(state.workflow_state.object_id)]
    ]


def as_task(state: FourEyesTaskState, page: Page) -> WaitingTask:
    return WaitingTask(
        title=_("Approve: %(title)s") % {"title": state.revision.object_str},
        url=compare_url(page, state.revision_id),
        kind=_("Approval"),
        due=state.due_on,
    )


def sent_back_to(person: User) -> list[WaitingTask]:
    """Texts that came back to this person with a reason."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=person
    ).select_related("current_task_state__revision")
    return [
        WaitingTask(
            title=_("Revise: %(title)s")
            % {"title": state.current_task_state.revision.object_str},
            url=reverse("wagtailadmin_pages:edit", args=[state.object_id]),
            kind=_("Sent back"),
        )
        for state in states
    ]


def remind(day: date | None = None) -> int:
    """Remind on the due day; the day after, ask the deputies. Return how many."""
    day = day or timezone.localdate()
    done = 0
    for state in open_states().filter(due_on__lte=day, reminded_on=None):
        done += 1
        state.reminded_on = day
        state.save(update_fields=["reminded_on"])
        ask_approvers(state, _("Please decide today: %(title)s"))
    for state in open_states().filter(passed_to_deputies_on=None):
        if state.due_on < day or state.finds_nobody(state.task.specific, day):
            done += 1
            state.passed_to_deputies_on = day
            state.save(update_fields=["passed_to_deputies_on"])
            ask_approvers(state, _("Please stand in: %(title)s"), deputies=True)
    return done
