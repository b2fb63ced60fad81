import pytest

from home import roles
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.knowledge import (
    AreaPageFactory,
    ArticlePageFactory,
    PageCareFactory,
)


@pytest.fixture
def people():
    """Everybody who has to do with an article, and somebody who has not."""
    names = ["owner", "deputy", "area", "head", "colleague"]
    readers = [roles.INTRANET_READERS]
    return {name: UserFactory(first_name=name, roles=readers) for name in names}


@pytest.fixture
def article(people):
    """An article with owner, deputy, a head above them, in an area of somebody's."""
    unit = UnitFactory(name="Sachgebiet Personal")
    PostFactory(unit=unit, is_head=True, holder=people["head"])
    area = AreaPageFactory()
    PageCareFactory(page=area, owner__holder=people["area"])
    article = ArticlePageFactory(parent=area, title="Dienstreise beantragen")
    owner = PostFactory(unit=unit, holder=people["owner"], deputy=people["deputy"])
    PageCareFactory(page=article, owner=owner)
    return article
