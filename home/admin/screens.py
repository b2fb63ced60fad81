"""The administration's screens for the town hall: units, posts, mails, the trail."""

from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from home.accessibility import settle
from home.models import (
    Absence,
    AuditEntry,
    BarrierReport,
    Letter,
    Post,
    StaffProfile,
    Unit,
)
from home.notices import try_again
from home.roles import ADMINISTRATION, has_role


class KeepingDeleteView(DeleteView):
    """Says in words that other rows still stand on this one."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            words = _("“%(name)s” is still in use. Move first what belongs to it.")
            messages.error(self.request, words % {"name": self.object})
            return redirect(self.get_success_url())


class UnitViewSet(ModelViewSet):
    model = Unit
    icon = "group"
    delete_view_class = KeepingDeleteView
    list_display = ["name", "short_name", "parent", "phone"]
    search_fields = ["name", "short_name", "description"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("key"),
        FieldPanel("parent"),
        FieldPanel("description"),
        FieldPanel("email"),
        FieldPanel("phone"),
        FieldPanel("opening_hours"),
        FieldPanel("position"),
    ]


class PostViewSet(ModelViewSet):
    model = Post
    icon = "key"
    delete_view_class = KeepingDeleteView
    list_display = ["title", "unit", "holder", "deputy"]
    list_filter = ["unit", "is_head"]
    search_fields = ["title", "about"]
    copy_view_enabled = False
    panels = [
        FieldPanel("title"),
        FieldPanel("key"),
        FieldPanel("unit"),
        FieldPanel("holder"),
        FieldPanel("deputy"),
        FieldPanel("is_head"),
        FieldPanel("about"),
    ]


class AbsenceViewSet(ModelViewSet):
    model = Absence
    icon = "calendar"
    list_display = ["person", "first_day", "last_day", "contact"]
    copy_view_enabled = False
    form_fields = ["person", "first_day", "last_day", "contact"]


class StaffProfileViewSet(ModelViewSet):
    model = StaffProfile
    icon = "user"
    list_display = ["person", "phone", "room", "working_days"]
    search_fields = ["person__first_name", "person__last_name", "room", "phone"]
    copy_view_enabled = False
    panels = [
        FieldPanel("person"),
        FieldPanel("key"),
        FieldPanel("phone"),
        FieldPanel("room"),
        FieldPanel("working_days"),
        FieldPanel("about"),
        FieldPanel("photo"),
    ]


class AnswerView(EditView):
    def save_instance(self):
        report = self.form.save(commit=False)
        settle(report, actor=self.request.user)
        return report


class BarrierReportViewSet(ModelViewSet):
    model = BarrierReport
    icon = "warning"
    list_display = ["what", "where", DateColumn("created_at"), DateColumn("settled_at")]
    search_fields = ["what", "where"]
    copy_view_enabled = False
    edit_view_class = AnswerView
    panels = [
        FieldPanel("what", read_only=True),
        FieldPanel("where", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel(
            "answer",
            help_text=_("Whoever left an address gets this as the answer."),
        ),
    ]


class LetterViewSet(ModelViewSet):
    model = Letter
    icon = "mail"
    menu_label = _("Outgoing mail")
    list_display = [
        "subject",
        "to",
        Column("state", label=_("state"), accessor="get_state_display"),
        "attempts",
        DateColumn("created_at", label=_("written at")),
    ]
    list_filter = ["state"]
    search_fields = ["subject", "to"]
    form_fields = []
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "to",
        "subject",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "sent_at",
    ]
    # Not the text: it may hold codes that open an account.
    inspect_template_name = "home/admin/letter.html"


class AuditEntryViewSet(ModelViewSet):
    model = AuditEntry
    icon = "history"
    list_display = ["number", "at", "action", "subject", "actor"]
    list_filter = ["action"]
    search_fields = ["subject", "reason", "action"]
    form_fields = []
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "number",
        "at",
        "actor",
        "action",
        "subject",
        "reason",
        "data",
        "digest",
    ]


class TownViewSetGroup(ModelViewSetGroup):
    menu_label = _("Town hall")
    menu_icon = "home"
    menu_order = 500
    items = [
        UnitViewSet(),
        PostViewSet(),
        AbsenceViewSet(),
        StaffProfileViewSet(),
        BarrierReportViewSet(),
        LetterViewSet(),
        AuditEntryViewSet(),
    ]


@require_POST
def send_again(request, pk):
    """Take a parked mail out of its parking place."""
    if not (request.user.is_superuser or has_role(request.user, ADMINISTRATION)):
        return redirect("wagtailadmin_home")
    letter = get_object_or_404(Letter, pk=pk, state=Letter.State.PARKED)
    try_again(letter, actor=request.user)
    messages.success(request, _("The mail will be sent again."))
    return redirect(reverse("letter:inspect", args=[pk]))
