import pytest

from participation.planning import passages
from participation.planning.passages import Span


def words(text):
    return [text[s.start : s.end] for s in passages.all_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zu laut. Zu hoch!", ["Zu laut.", "Zu hoch!"]),
        ("Nach § 1 Abs. 7 gilt das.", ["Nach § 1 Abs. 7 gilt das."]),
        ("Es fehlen z. B. Bäume. Warum?", ["Es fehlen z. B. Bäume.", "Warum?"]),
        ("Am 3. Mai war Regen.", ["Am 3. Mai war Regen."]),
        ("Eins\n\nZwei\r\n\r\nDrei", ["Eins", "Zwei", "Drei"]),
        ("  \n\n ", []),
        ("", []),
    ],
)
def test_text_is_cut_into_sentences(text, expected):
    assert words(text) == expected


def test_paragraphs_keep_their_sentences_together():
    found = passages.paragraphs("Zu laut. Zu hoch.\n\nZu teuer.")

    assert [len(paragraph.sentences) for paragraph in found] == [2, 1]


def test_neighbours_become_one_stretch_and_others_their_own():
    text = "Eins. Zwei.\n\nDrei. Vier."
    first, second, third, fourth = passages.all_sentences(text)

    found = passages.runs(text, [second.key, third.key, first.key])
    apart = passages.runs(text, [first.key, fourth.key, "7-9", "unsinn"])

    assert [text[s.start : s.end] for s in found] == ["Eins. Zwei.\n\nDrei."]
    assert [text[s.start : s.end] for s in apart] == ["Eins.", "Vier."]


def test_what_a_browser_marks_is_found_behind_windows_line_ends():
    text = "Eins.\r\nZwei. 🌳 Drei."

    found = passages.from_browser(text, 6, 11)

    assert text[found.start : found.end] == "Zwei."


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 4), (0, 99), (4, 2), (5, 6)])
def test_nothing_marked_is_no_passage(start, end):
    assert passages.from_browser("Eins. Zwei.", start, end) is None


def test_spans_know_whether_they_overlap():
    assert Span(0, 5).overlaps(Span(4, 9))
    assert not Span(0, 5).overlaps(Span(5, 9))
