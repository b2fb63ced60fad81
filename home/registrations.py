"""What the house itself puts into its registries, and into Wagtail's."""

from django.db.models.signals import post_migrate
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from home import accessibility, approvals, personal_data  # noqa: F401
from home.audit_guard import lay_again
from home.demo.chapter import chapter
from home.models import AuditEntry, Letter
from home.registries import demo_chapters, task_sources
from home.workflow import ReadingPolicy, TownPagePolicy

post_migrate.connect(lay_again, dispatch_uid="audit_guard")
register_permission_policy(Page, TownPagePolicy("wagtailcore.Page"))
register_permission_policy(Letter, ReadingPolicy(Letter))
register_permission_policy(AuditEntry, ReadingPolicy(AuditEntry))
approvals.connect()

demo_chapters.append(chapter)
task_sources.extend(
    [approvals.waiting_for, approvals.sent_back_to, accessibility.tasks]
)
