"""Approval by a second pair of eyes."""

from collections import defaultdict

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Revision, TaskState

from home.models.organisation import Absence
from home.models.users import User
from home.workdays import after_workdays

OF_THE_SAVING = frozenset(
    {"pk", "latest_revision", "latest_revision_created_at", "has_unpublished_changes"}
)


def writers_of(pages) -> dict[int, set[int]]:
    """
    For each page, the people who edited it since it was last published.

    Autosave may overwrite a revision in place, even the published one: then its
    number is old, but its time is new. A scheduled version goes online late: then
    a draft's time is old, but its number is new. So both are asked.
    """
    pages = {str(page.pk): page for page in pages}
    writers = defaultdict(set)
    if not pages:
        return writers
    kind = next(iter(pages.values())).get_base_content_type()
    revisions = Revision.objects.filter(base_content_type=kind, object_id__in=pages)
    rows = revisions.exclude(user=None).values_list(
        "object_id", "user_id", "pk", "created_at"
    )
    for object_id, user_id, number, at in rows:
        page = pages[object_id]
        published = page.live_revision_id and page.last_published_at
        if not published or number > page.live_revision_id or at > published:
            writers[page.pk].add(user_id)
    return writers


def words_of(revision: Revision):
    """What a version says, without what only tells one saving from another."""
    return without(revision.content, OF_THE_SAVING)


def without(value, names):
    """The same value, these names left out at every depth."""
    if isinstance(value, dict):
        kept = {name: part for name, part in value.items() if name not in names}
        return {name: without(part, names) for name, part in kept.items()}
    if isinstance(value, list):
        return [without(part, names) for part in value]
    return value


class FourEyesTaskState(TaskState):
    """One step of one approval: until when it is due, and who was reminded."""

    due_on = models.DateField(_("due on"), null=True)
    reminded_on = models.DateField(_("reminded on"), null=True)
    passed_to_deputies_on = models.DateField(_("passed to the deputies"), null=True)

    def save(self, *args, **kwargs):
        if self._state.adding and self.due_on is None:
            self.ask(self.task.specific, timezone.localdate())
        super().save(*args, **kwargs)

    def take_up_what_is_alike(self, page):
        """
        Decide on the latest version, if it says what was submitted.

        On its way, the editor's autosave may be overtaken by the submission.
        """
        latest = page.get_latest_revision()
        if latest.pk != self.revision_id and words_of(latest) == words_of(
            self.revision
        ):
            self.revision = latest
            self.save(update_fields=["revision"])

    def ask(self, task, day):
        """Note until when to decide, and pass it on at once if nobody is there."""
        self.due_on = after_workdays(day, task.days_to_decide)
        if self.finds_nobody(task, day):
            self.passed_to_deputies_on = day

    def finds_nobody(self, task, day) -> bool:
        """Whether all who approve are away that day, or wrote the text themselves."""
        page = self.revision.content_object
        away = Absence.objects.on(day).values("person")
        present = task.approvers().exclude(pk__in=away)
        return not present.exclude(pk__in=writers_of([page])[page.pk]).exists()


class FourEyesTask(AbstractGroupApprovalTask):
    """
    Approval by somebody who did not write.

    Whoever edited the page since it was last published can't approve it, not even
    as administrator. After ``days_to_decide`` the deputies may decide too, and at
    once if all who approve are away or wrote it themselves.
    """

    days_to_decide = models.PositiveSmallIntegerField(_("days to decide"), default=3)
    deputies = models.ManyToManyField(
        Group, verbose_name=_("deputies"), blank=True, related_name="+"
    )

    task_state_class = FourEyesTaskState
    admin_form_fields = AbstractGroupApprovalTask.admin_form_fields + [
        "days_to_decide",
        "deputies",
    ]

    class Meta:
        verbose_name = _("four-eyes approval")
        verbose_name_plural = _("four-eyes approvals")

    @classmethod
    def get_description(cls):
        return _("Somebody who did not write has to agree.")

    def approvers(self):
        return User.objects.filter(is_active=True, groups__in=self.groups.all())

    def stand_ins(self):
        return User.objects.filter(is_active=True, groups__in=self.deputies.all())

    def get_actions(self, obj, user):
        if not self.may_decide(obj, user):
            return []
        actions = [
            ("reject", _("Send back"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with comment"), True),
        ]
        return actions[:1] if self.wrote(obj, user) else actions

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Act, after asking once more: the page may have changed since the click."""
        state = FourEyesTaskState.objects.select_for_update().get(pk=task_state.pk)
        page = state.revision.content_object
        allowed = {name for name, *_rest in self.get_actions(page, user)}
        if action_name not in allowed:
            raise PermissionDenied(
                now("Whoever edited a page can't approve it. Please ask a colleague.")
            )
        if action_name == "approve":
            state.take_up_what_is_alike(page)
        return super().on_action(state, user, action_name, **kwargs)

    def wrote(self, obj, user) -> bool:
        return user.pk in writers_of([obj])[obj.pk]

    def may_decide(self, obj, user) -> bool:
        if user.is_superuser or self._user_in_groups(user):
            return True
        state = obj.current_workflow_task_state
        passed = state and getattr(state, "passed_to_deputies_on", None)
        return bool(passed) and self.stand_ins().filter(pk=user.pk).exists()

    def user_can_access_editor(self, obj, user):
        return self.may_decide(obj, user)

    def locked_for_user(self, obj, user):
        return not self.may_decide(obj, user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        if not user.is_superuser and self.stand_ins().filter(pk=user.pk).exists():
            states |= self.task_states.filter(
                status=TaskState.STATUS_IN_PROGRESS,
                foureyestaskstate__passed_to_deputies_on__isnull=False,
            )
        return states
