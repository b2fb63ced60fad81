import pytest

from home import roles
from home.models import AuditEntry, Notice
from participation import moderation
from participation.models import Contribution, ModerationAct, Outcome, Report
from participation.permissions import Reason
from participation.refusals import Refused
from tests.factories.home import PostFactory, UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ReportFactory,
)

pytestmark = pytest.mark.django_db
Status = Contribution.Status


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def moderator():
    return UserFactory(roles=[roles.PARTICIPATION_MODERATORS])


def hide(writing, by):
    moderation.hide(writing, rule="respect", reason="Eine Beleidigung.", by=by)


@pytest.mark.parametrize("make", [ContributionFactory, CommentFactory])
def test_who_is_told_reads_which_text_it_is_about(make, moderator):
    writing = make(status=Status.WAITING)

    moderation.approve(writing, by=moderator)

    about = writing if make is ContributionFactory else writing.contribution
    assert about.title in Notice.objects.get().text


@pytest.mark.parametrize("make", [ContributionFactory, CommentFactory])
def test_hide_keeps_the_text_and_tells_the_author_why(make, moderator):
    writing = make(text="Sie haben ja keine Ahnung.")

    hide(writing, moderator)

    writing.refresh_from_db()
    notice = Notice.objects.get()
    assert writing.status == Status.HIDDEN
    assert writing.text == "Sie haben ja keine Ahnung."
    assert notice.recipient == writing.author
    assert "Eine Beleidigung." in notice.text


def test_hide_is_on_record(moderator):
    hide(ContributionFactory(), moderator)

    act = ModerationAct.objects.get()
    assert (act.act, act.rule, act.by) == ("hide", "respect", moderator)
    assert AuditEntry.objects.filter(action="participation.hide").count() == 1


def test_hide_settles_the_reports(moderator):
    report = ReportFactory()

    hide(report.contribution, moderator)

    assert list(Report.objects.open()) == []


def test_hide_twice_is_one_act(moderator):
    contribution = ContributionFactory()

    hide(contribution, moderator)
    hide(contribution, moderator)

    assert ModerationAct.objects.count() == 1


def test_restore_shows_again_and_tells(moderator):
    contribution = ContributionFactory(status=Status.HIDDEN)

    moderation.restore(contribution, reason="Ein Irrtum.", by=moderator)

    contribution.refresh_from_db()
    assert contribution.is_public
    assert Notice.objects.get().title == "Ihr Text ist wieder öffentlich"


def test_approve_shows_what_waited(moderator):
    contribution = ContributionFactory(status=Status.WAITING)

    moderation.approve(contribution, by=moderator)

    assert list(Contribution.objects.published()) == [contribution]
    assert Notice.objects.get().recipient == contribution.author


def test_approve_does_not_show_what_was_hidden(moderator):
    contribution = ContributionFactory(status=Status.HIDDEN)

    moderation.approve(contribution, by=moderator)

    assert list(Contribution.objects.published()) == []


def test_keep_settles_the_reports_and_tells_nobody(moderator):
    report = ReportFactory()

    moderation.keep(report.contribution, reason="Erlaubte Kritik.", by=moderator)

    assert list(Report.objects.open()) == []
    assert report.contribution.is_public
    assert not Notice.objects.exists()


def test_a13_answer_names_the_post_and_tells_the_author(moderator, mailoutbox):
    post = PostFactory(holder=moderator)
    contribution = ContributionFactory()

    answer = moderation.answer(contribution, text="Machen wir.", by=moderator)

    assert answer.post == post
    assert Notice.objects.get().recipient == contribution.author


def test_a13_every_outcome_is_kept(moderator):
    contribution = ContributionFactory()

    for status in ("in_review", "planned"):
        moderation.set_outcome(
            contribution, status=status, reason="Im Haushalt.", by=moderator
        )

    latest = Contribution.objects.with_outcome().get()
    assert latest.outcome_status == "planned"
    assert Outcome.objects.count() == 2
    assert Notice.objects.count() == 2


ACTS = {
    "approve": lambda thing, by: moderation.approve(thing, by=by),
    "hide": hide,
    "restore": lambda thing, by: moderation.restore(thing, reason="x", by=by),
    "keep": lambda thing, by: moderation.keep(thing, reason="x", by=by),
    "answer": lambda thing, by: moderation.answer(thing, text="Ja.", by=by),
    "outcome": lambda thing, by: moderation.set_outcome(
        thing, status="done", reason="x", by=by
    ),
}
MODERATING = {"approve", "hide", "restore", "keep"}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("role", "may_moderate", "may_answer"),
    [
        (None, False, False),
        (roles.INTRANET_READERS, False, False),
        (roles.PARTICIPATION_APPROVERS, False, False),
        (roles.PARTICIPATION_EDITORS, False, True),
        (roles.PARTICIPATION_PLANNERS, False, True),
        (roles.PARTICIPATION_MODERATORS, True, True),
    ],
)
def test_who_may_do_what(act, role, may_moderate, may_answer):
    person = UserFactory(roles=[role] if role else [])
    contribution = ContributionFactory()

    if may_moderate if act in MODERATING else may_answer:
        ACTS[act](contribution, person)
    else:
        with pytest.raises(Refused) as refusal:
            ACTS[act](contribution, person)
        assert refusal.value.answer.reason == Reason.ROLE


def test_nobody_is_told_about_what_has_no_author(moderator):
    hide(ContributionFactory(author=None), moderator)

    assert not Notice.objects.exists()
