import pytest

from home.models import Post
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import AbsenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    names = ["holder", "deputy", "head", "mayor"]
    return {name: UserFactory(first_name=name) for name in names}


@pytest.fixture
def post(people):
    town = UnitFactory()
    department = UnitFactory(parent=town)
    section = UnitFactory(parent=department)
    PostFactory(unit=town, is_head=True, holder=people["mayor"])
    PostFactory(unit=department, is_head=True, holder=people["head"])
    return PostFactory(unit=section, holder=people["holder"], deputy=people["deputy"])


@pytest.mark.parametrize(
    ("away", "gone", "answers"),
    [
        pytest.param([], [], "holder", id="all there"),
        pytest.param(["holder"], [], "deputy", id="holder away"),
        pytest.param([], ["holder"], "deputy", id="holder left"),
        pytest.param(["holder", "deputy"], [], "head", id="holder and deputy away"),
        pytest.param(["deputy"], ["holder"], "head", id="holder left, deputy away"),
        pytest.param(["holder", "deputy", "head"], [], "mayor", id="head away too"),
    ],
)
def test_post_knows_who_answers_and_they_know_it_too(people, post, away, gone, answers):
    for name in away:
        AbsenceFactory(person=people[name])
    for name in gone:
        people[name].is_active = False
        people[name].save()
    post = Post.objects.get(pk=post.pk)

    assert post.person_in_charge() == people[answers]
    assert post in Post.objects.in_charge(people[answers])


def test_vacant_post_is_left_to_the_head(people, post):
    Post.objects.filter(pk=post.pk).update(holder=None, deputy=None)

    assert post in Post.objects.in_charge(people["head"])
    assert post not in Post.objects.in_charge(people["mayor"])


@pytest.mark.parametrize("name", ["deputy", "head", "mayor"])
def test_nobody_else_answers_while_the_holder_is_there(people, post, name):
    assert post not in Post.objects.in_charge(people[name])


def test_unit_cannot_belong_to_its_own_part():
    town = UnitFactory()
    town.parent = UnitFactory(parent=town)

    with pytest.raises(Exception, match="kann nicht zu sich selbst"):
        town.full_clean()
