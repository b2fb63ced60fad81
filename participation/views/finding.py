"""How views get hold of things: visible ones only, missing and hidden look alike."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from home.visibility import visible_pages
from participation.models import Activity, Comment, Contribution, ProcedurePage
from participation.threads import mark


def activity_or_404(user, slug: str, key: str) -> Activity:
    """An activity of a procedure this visitor may read, ready for ``can()``."""
    procedures = visible_pages(user, ProcedurePage).with_timetable()
    procedure = get_object_or_404(procedures, slug=slug)
    for activity in procedure.activities.all():
        if activity.key == key:
            activity.procedure = procedure
            return activity
    raise Http404


def contribution_or_404(user, pk: int) -> Contribution:
    """A contribution this visitor may read: public, or their own."""
    return get_object_or_404(Contribution.objects.visible_to(user).for_rules(), pk=pk)


def detail_or_404(user, pk: int) -> Contribution:
    """The same with its figures and its outcome, as its page shows them."""
    return get_object_or_404(Contribution.objects.visible_to(user).for_detail(), pk=pk)


def comment_or_404(user, pk: int) -> Comment:
    comments = Comment.objects.visible_to(user).select_related("author", "parent")
    return get_object_or_404(comments, pk=pk)


def thread_or_404(user, pk: int) -> Comment:
    """A comment that begins a thread, even if only its replies can still be read."""
    threads = Comment.objects.threads(user).select_related("author")
    return mark(get_object_or_404(threads, pk=pk), user)
