"""What one wrote can be changed until somebody reacts, and never without a trace."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import SearchEntry
from participation import editing, moderation, services
from participation.models import Contribution, ContributionVersion, Writing
from participation.permissions import Reason
from participation.refusals import Refused
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


@pytest.fixture
def idea():
    return ContributionFactory(title="Ein Baum", text="Ein Baum auf den Platz.")


def change(idea, by=None, **values):
    values = values or {"title": "Zwei Bäume"}
    return editing.edit(idea, by=by or idea.author, at=timezone.now(), values=values)


def test_author_changes_words_and_the_old_ones_stay(idea):
    changed = change(idea, title="Zwei Bäume", text="Zwei Bäume auf den Platz.")

    version = ContributionVersion.objects.get()
    assert (version.number, version.title) == (1, "Ein Baum")
    assert version.text == "Ein Baum auf den Platz."
    assert changed.edited_at
    assert SearchEntry.objects.get(kind="contribution").title == "Zwei Bäume"


def test_every_version_is_kept_and_none_can_be_changed(idea):
    change(idea, title="Zwei Bäume")
    change(idea, title="Drei Bäume")

    assert [v.title for v in idea.versions.all()] == ["Zwei Bäume", "Ein Baum"]
    with pytest.raises(PermissionDenied):
        idea.versions.update(title="Kein Baum")


def test_saving_the_same_words_makes_no_version(idea):
    change(idea, title="Ein Baum")

    assert not ContributionVersion.objects.exists()


def officially(act):
    def react(idea):
        act(idea, UserFactory(roles=[roles.PARTICIPATION_MODERATORS]))

    return react


REACTIONS = {
    "comment": lambda idea: CommentFactory(contribution=idea),
    "support": lambda idea: SupportFactory(contribution=idea),
    "answer": officially(lambda idea, by: moderation.answer(idea, text="Ja.", by=by)),
    "outcome": officially(
        lambda idea, by: moderation.set_outcome(idea, status="noted", reason="x", by=by)
    ),
}


@pytest.mark.parametrize("reaction", REACTIONS)
def test_after_a_reaction_the_words_stay(idea, reaction):
    REACTIONS[reaction](idea)

    with pytest.raises(Refused) as refusal:
        change(idea)
    assert refusal.value.answer.reason == Reason.REACTED
    assert Contribution.objects.get().title == "Ein Baum"


def test_a_comment_of_ones_own_is_no_reaction_but_the_answer_to_it_is(idea):
    mine = CommentFactory(contribution=idea, author=idea.author)

    assert change(idea).title == "Zwei Bäume"

    CommentFactory(contribution=idea, parent=mine)
    with pytest.raises(Refused):
        change(idea, title="Drei Bäume")


def test_nobody_else_changes_it(idea):
    moderator = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])

    with pytest.raises(PermissionDenied):
        change(idea, by=moderator)


def test_after_the_phase_the_words_stay():
    idea = ContributionFactory(activity=activity_of(ProcedurePageFactory(over=True)))

    with pytest.raises(Refused) as refusal:
        change(idea)
    assert refusal.value.answer.reason == Reason.OVER


def test_new_words_are_checked_where_words_are_checked_first():
    procedure = ProcedurePageFactory(moderation="pre")
    idea = ContributionFactory(activity=activity_of(procedure))

    assert change(idea).status == Writing.Status.WAITING


def test_form_shows_the_words_and_readers_see_that_they_changed(client, idea):
    client.force_login(idea.author)
    address = reverse("participation:contribution_edit", args=[idea.pk])
    form = client.get(address)
    assert 'value="Ein Baum"' in form.text

    answer = client.post(
        address,
        {
            "title": "Zwei Bäume",
            "text": "Zwei.",
            "idempotency_key": idea.idempotency_key,
        },
    )

    assert answer.url == idea.get_absolute_url()
    client.logout()
    assert "geändert am" in client.get(idea.get_absolute_url()).text
    history = reverse("participation:contribution_versions", args=[idea.pk])
    assert "Ein Baum auf den Platz." in client.get(history).text


def test_refusal_gives_back_what_was_typed(client, idea):
    CommentFactory(contribution=idea)
    client.force_login(idea.author)
    address = reverse("participation:contribution_edit", args=[idea.pk])

    answer = client.post(
        address,
        {
            "title": "Zwei",
            "text": "Meine Mühe",
            "idempotency_key": idea.idempotency_key,
        },
    )

    assert answer.status_code == 403
    assert "Meine Mühe" in answer.text
    assert "Kommentar" in answer.text


def test_withdrawn_is_gone_from_list_support_and_search(client, idea):
    services.announce(idea)
    services.withdraw(idea, by=idea.author, at=timezone.now())

    assert "Ein Baum" not in client.get(idea.activity.get_absolute_url()).text
    assert not SearchEntry.objects.filter(kind="contribution").exists()
    with pytest.raises(Refused):
        services.cast_support(idea, person=UserFactory(), at=timezone.now())


@pytest.mark.parametrize(
    ("who", "reads"),
    [("nobody", False), ("author", True), ("moderator", True)],
)
def test_what_nobody_let_through_is_no_public_version(client, who, reads):
    page = ProcedurePageFactory(activities=[{"moderation": "pre"}])
    idea = ContributionFactory(
        activity=activity_of(page), status="waiting", text="Ihr Banausen!"
    )
    moderator = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])
    change(idea, text="Mehr Bänke, bitte.")
    moderation.approve(Contribution.objects.get(pk=idea.pk), by=moderator)
    readers = {"author": idea.author, "moderator": moderator}
    if who in readers:
        client.force_login(readers[who])

    shown = client.get(reverse("participation:contribution_versions", args=[idea.pk]))

    assert shown.status_code == 200
    assert ("Banausen" in shown.text) is reads
    assert ("nie öffentlich" in shown.text) is not reads


def test_what_was_public_stays_a_public_version(client, idea):
    change(idea)

    shown = client.get(reverse("participation:contribution_versions", args=[idea.pk]))

    assert "Ein Baum" in shown.text


def test_nobody_is_given_a_form_for_an_option_of_the_town(client):
    page = ProcedurePageFactory(activities=[{"format": "options"}])
    option = ContributionFactory(
        activity=activity_of(page), author=None, is_official=True
    )
    client.force_login(UserFactory())
    address = reverse("participation:contribution_edit", args=[option.pk])

    assert client.get(address).status_code == 403
    assert client.post(address, {"title": "Parkplatz"}).status_code == 403
