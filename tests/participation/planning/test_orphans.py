"""Files that a crash left behind go after a while; what is used never goes."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from participation import tasks
from participation.planning import attachments, drafts, statements
from participation.planning.orphans import SAFE_TIME
from tests.factories.planning import (
    RoundFactory,
    StatementDraftFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db
LONG_AGO = SAFE_TIME + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _house(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


def kept(age=LONG_AGO, name="anlage.pdf"):
    """An attachment that has lain in the house for a while."""
    file = attachments.keep(ContentFile(name.encode(), name=name))
    then = (timezone.now() - age).timestamp()
    os.utime(default_storage.path(file.stored), (then, then))
    return file


def is_there(file):
    return default_storage.exists(file.stored)


def test_an_orphan_goes_after_the_safe_time_and_not_before():
    old, young = kept(), kept(age=SAFE_TIME - timedelta(hours=1))

    assert tasks.drop_orphans() == 1
    assert [is_there(old), is_there(young)] == [False, True]


def test_files_of_drafts_and_statements_never_go():
    begun, sent, gone, new = (kept(name=f"{n}.pdf") for n in range(4))
    StatementDraftFactory(content={"text": "Laut", "files": [begun.as_json()]})
    statement = StatementFactory()
    attachments.attach(statement, [sent, gone])
    statements._change_files(
        statement, 2, [new], {statement.files.get(file=gone.stored).pk}
    )

    assert tasks.drop_orphans() == 0
    assert all(map(is_there, (begun, sent, gone, new)))


def test_files_of_a_draft_go_with_it_and_not_once_it_was_sent():
    in_round = RoundFactory()
    draft = StatementDraftFactory(round=in_round)
    file = kept()
    draft.content = {"text": "Laut", "files": [file.as_json()]}
    draft.save()
    statements.submit_statement(
        in_round,
        key=draft.key,
        at=timezone.now(),
        text="Laut",
        values={},
        files=drafts.files_of(draft),
    )

    assert tasks.drop_orphans() == 0
    assert is_there(file)


def test_a_house_without_attachments_has_no_orphans():
    assert tasks.drop_orphans() == 0
