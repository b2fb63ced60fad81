import uuid

import pytest
from django.urls import reverse

from participation.models import Contribution, ParagraphVersion, ProcedurePage
from participation.pasting import split
from participation.texts import changes
from tests.factories.home import UserFactory
from tests.factories.participation import ContributionFactory, text_of
from tests.participation.test_admin import edit, editor, rows_of  # noqa: F401

pytestmark = pytest.mark.django_db

SHADE, WATER = "Schatten auf jedem Weg.", "Wasser für alle."


def page_of(text):
    return ProcedurePage.objects.get(pk=text.procedure.pk)


def published(page):
    page.save_revision().publish()
    return page_of_pk(page.pk)


def page_of_pk(pk):
    return ProcedurePage.objects.get(pk=pk)


def remark(client, text, key="absatz-2", **values):
    data = {
        "idempotency_key": uuid.uuid4(),
        "paragraph": key,
        "title": "Bitte genauer",
        "text": "Wie viele Brunnen sind es?",
    }
    where = [text.procedure.slug, text.key]
    url = reverse("participation:contribution_create", args=where)
    return client.post(url, data | values)


def test_a3_remark_sits_at_its_paragraph_and_in_the_export(client, town):
    text = text_of(SHADE, WATER)
    client.force_login(UserFactory())

    answer = remark(client, text)

    written = Contribution.objects.get()
    assert answer.url == reverse("participation:receipt", args=[written.pk])
    assert written.paragraph_key == "absatz-2"
    page = client.get(f"{text.get_absolute_url()}?absatz=absatz-2").content.decode()
    assert "Bitte genauer" in page
    assert "1 Anmerkung zu Absatz 2" in page
    assert "0 Anmerkungen zu Absatz 1" in page
    [row] = text.recipe.export_rows(text)
    assert (row["paragraph"], row["title"]) == (2, "Bitte genauer")


def test_a3_paragraph_keeps_its_key_when_words_and_order_change(town):
    text = text_of(SHADE, WATER)
    ContributionFactory(activity=text, paragraph_key="absatz-2")
    page = page_of(text)
    first, second = page.paragraphs.all()
    first.sort_order, second.sort_order = 2, 1
    second.text = "Wasser für Mensch und Tier."
    page.paragraphs.add(first, second)

    published(page)

    text.procedure = page_of(text)
    [row] = text.recipe.export_rows(text)
    assert row["paragraph"] == 1


def test_remark_on_an_unknown_paragraph_is_refused(client, town):
    text = text_of(SHADE)
    client.force_login(UserFactory())

    answer = remark(client, text, key="absatz-9")

    assert answer.status_code == 200
    assert "Wie viele Brunnen sind es?" in answer.content.decode()
    assert not Contribution.objects.exists()


def test_publishing_a_changed_text_keeps_what_it_said(client, town):
    text = text_of(SHADE, WATER)
    page = page_of(text)
    paragraph = page.paragraphs.all()[0]
    paragraph.text = "Schatten auf jedem Schulweg."
    page.paragraphs.add(paragraph)

    published(page)
    published(page_of(text))

    versions = ParagraphVersion.objects.filter(procedure=page)
    assert [(v.key, v.number) for v in versions] == [
        ("absatz-1", 1),
        ("absatz-1", 2),
        ("absatz-2", 1),
    ]
    url = f"{text.get_absolute_url()}?ansicht=aenderungen"
    shown = client.get(url).content.decode()
    assert "Schulweg</ins>" in shown
    assert "Weg</del>" in shown


def test_changes_are_told_word_by_word():
    assert changes("Wasser für alle.", "Wasser für Tiere.") == [
        ("", "Wasser für "),
        ("del", "alle"),
        ("ins", "Tiere"),
        ("", "."),
    ]


def test_pasted_text_is_split_at_blank_lines():
    pasted = "# Schatten\n\nAuf jedem Weg.\r\n\r\n# Wasser\nFür alle.\n\n\nUnd Tiere."

    assert split(pasted) == [
        ("Schatten", "Auf jedem Weg."),
        ("Wasser", "Für alle."),
        ("", "Und Tiere."),
    ]


def test_editor_pastes_a_text(client, town, editor):  # noqa: F811
    page = page_of(text_of())
    rows = rows_of(page)
    rows["activities"][0] |= {
        "format": "textreview",
        "settings-textreview-paste": "# Schatten\nAuf jedem Weg.\n\nWasser für alle.",
    }

    answer = edit(client, page, **rows)
    assert answer.status_code == 302, answer.context["form"].errors

    draft = page_of_pk(page.pk).get_latest_revision_as_object()
    assert [(p.title, p.text) for p in draft.paragraphs.all()] == [
        ("Schatten", "Auf jedem Weg."),
        ("", "Wasser für alle."),
    ]
    assert len({p.key for p in draft.paragraphs.all()}) == 2
    assert draft.activities.all()[0].settings == {}


def test_form_beside_each_paragraph_is_for_who_may_write(client, town):
    text = text_of(SHADE, WATER)
    page = client.get(text.get_absolute_url()).content.decode()
    assert page.count('name="paragraph"') == 0
    client.force_login(UserFactory())

    page = client.get(text.get_absolute_url()).content.decode()

    assert page.count('name="paragraph"') == 2
