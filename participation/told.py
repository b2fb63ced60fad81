"""Telling people what happens with what they wrote or follow, each of them once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from home import notices
from home.models import User
from home.visibility import can_see
from participation import following
from participation.models import Contribution, ProcedurePage, Writing
from participation.models.following import MAIL_KIND


def author(writing: Writing, title: str, text: str = "", *, url: str = "") -> None:
    """Tell whoever wrote this, if the town knows them: of this all must know."""
    person, url = writing.author, url or writing.get_absolute_url()
    if person and person.is_active:
        text = "\n\n".join(filter(None, [in_question(writing), text]))
        notices.tell(person, title, text=text, url=url)


def in_question(writing: Writing) -> str:
    """Which of their texts it is about: people write more than one."""
    if isinstance(writing, Contribution):
        return _("It is about your contribution “%(title)s”.") % {
            "title": writing.title
        }
    title = {"title": writing.contribution.title}
    return _("It is about your comment on “%(title)s”.") % title


def everyone(
    contribution: Contribution, title: str, text: str = "", *, others: str = ""
) -> None:
    """Tell the author of a contribution and, in other words, those who follow it."""
    author(contribution, title, text)
    followers = following.followers_of(contribution)
    title = f"{contribution.title}: {others or title}"
    procedure = contribution.activity.procedure
    _each(
        readers(followers.exclude(pk=contribution.author_id), procedure),
        title,
        text,
        contribution.get_absolute_url(),
    )


def followers_of(
    procedure: ProcedurePage, title: str, text: str = "", *, url: str = ""
) -> None:
    """Tell those who follow a procedure and want to know at once."""
    followers = readers(following.followers_of(procedure), procedure)
    _each(followers, title, text, url or procedure.get_url())


def readers(people: Iterable[User], procedure: ProcedurePage) -> Iterable[User]:
    """Who of them may still read it: a membership can end, a circle can close."""
    if procedure.is_closed:
        return [person for person in people if can_see(person, procedure)]
    return people


def _each(people: Iterable[User], title: str, text: str, url: str) -> None:
    """One notice for each of them; they can end these mails."""
    for person in people:
        notices.tell(person, title, text=text, url=url, kind=MAIL_KIND)
