import pytest

from home import roles
from tests.factories.home import UserFactory


@pytest.fixture
def citizen(db):
    return UserFactory(first_name="Berta", last_name="Bürgerin")


@pytest.fixture
def staff(db):
    return UserFactory(
        first_name="Mia", last_name="Amt", roles=[roles.INTRANET_READERS]
    )


@pytest.fixture
def trainer(db):
    return UserFactory(
        first_name="Tea",
        last_name="Trainerin",
        roles=[roles.INTRANET_READERS, roles.TRAINERS],
    )


@pytest.fixture
def lead(db):
    return UserFactory(
        first_name="Lea",
        last_name="Leitung",
        roles=[roles.INTRANET_READERS, roles.TRAINING_LEADS],
    )


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """What waits for the commit happens at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
