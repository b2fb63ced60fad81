"""One page of threads below a contribution: comments, the first replies to each."""

from functools import cache, lru_cache

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import pgettext

from participation import clock
from participation.models import Comment

THREADS = 20
REPLIES = 5  # shown at once with each thread; the others on demand


def page_of_threads(contribution, user, number):
    """Read 20 threads in a number of queries that does not depend on their size."""
    comments = Comment.objects.filter(contribution=contribution)
    threads = comments.threads(user).select_related("author").with_reply_count()
    page = Paginator(threads, THREADS).get_page(number)
    page.object_list = list(page.object_list)
    fill_in_replies(page.object_list, comments, user)
    return page


def fill_in_replies(threads, comments, user):
    found = {}
    first = comments.first_replies(user, [thread.pk for thread in threads], REPLIES)
    for reply in first.select_related("author"):
        found.setdefault(reply.parent_id, []).append(reply)
    for thread in threads:
        thread.shown_replies = found.get(thread.pk, [])
        thread.more_replies = max(0, thread.reply_count - len(thread.shown_replies))
        for comment in (thread, *thread.shown_replies):
            mark(comment, user)


def all_replies(thread, user):
    """Every reply to one comment."""
    replies = Comment.objects.filter(parent=thread).public_or_by(user)
    found = list(replies.select_related("author"))
    for reply in found:
        mark(reply, user)
    return found


def mark(comment, user):
    """
    Say what this visitor sees of a comment, and where its links lead.

    A page shows a hundred of them, so what is alike is worked out once.
    """
    comment.is_own = comment.is_by(user)
    comment.shows_text = comment.is_public or comment.is_own
    comment.day = day_in_words(clock.day_of(comment.created_at))
    comment.anchor = f"kommentar-{comment.pk}"
    comment.reply_url = address("reply_create", comment.pk)
    if comment.is_own:
        comment.act = pgettext("button", "Withdraw")
        comment.act_url = address("comment_withdraw", comment.pk)
    else:
        comment.act = pgettext("button", "Report")
        comment.act_url = address("comment_report", comment.pk)
    return comment


@lru_cache(maxsize=400)
def day_in_words(day):
    return date_format(day, "j. F Y")


def address(name, pk):
    """An address of one comment, made from a pattern that is reversed once."""
    return pattern(name).replace("/0/", f"/{pk}/", 1)


@cache
def pattern(name):
    return reverse(f"participation:{name}", args=[0])
