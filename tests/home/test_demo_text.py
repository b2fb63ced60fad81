import pytest

from home.demo.text import rich_text, slug


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("Ein Satz.", "<p>Ein Satz.</p>", id="paragraph"),
        pytest.param("Eins.\n\nZwei.", "<p>Eins.</p><p>Zwei.</p>", id="two"),
        pytest.param(
            "Marktplatz 1\nStadt", "<p>Marktplatz 1<br/>Stadt</p>", id="lines"
        ),
        pytest.param("## Titel", "<h2>Titel</h2>", id="heading"),
        pytest.param("### Titel\nText", "<h3>Titel</h3><p>Text</p>", id="close"),
        pytest.param("- a\n- b", "<ul><li>a</li><li>b</li></ul>", id="list"),
        pytest.param("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>", id="numbers"),
        pytest.param("Bitte:\n- a", "<p>Bitte:</p><ul><li>a</li></ul>", id="mixed"),
        pytest.param(
            "**Neu** & <b>", "<p><b>Neu</b> &amp; &lt;b&gt;</p>", id="escaped"
        ),
    ],
)
def test_rich_text(text, html):
    assert rich_text(text) == html


def test_titles_become_german_addresses():
    assert slug("Größe, Übung & Äpfel") == "groesse-uebung-aepfel"
