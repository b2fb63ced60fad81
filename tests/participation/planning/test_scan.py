import pytest

from participation.planning.scan import Known, blackened, scan

HEDWIG = Known("Hedwig Kern", "Am Salinchen 4, 67098 Bad Rebenheim")


def found(text, known=HEDWIG):
    return [(finding.kind, finding.text) for finding in scan(text, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ich, Hedwig Kern, wohne dort.", [("name", "Hedwig Kern")]),
        ("KERN, HEDWIG", [("name", "KERN, HEDWIG")]),
        ("Das ist Kerns Wiese.", [("name", "Kerns")]),
        ("Am Salinchen 4 ist es laut.", [("address", "Am Salinchen 4")]),
        ("Ich wohne Lange Straße 12 a.", [("address", "Lange Straße 12 a")]),
        ("Salinenstr. 4", [("address", "Salinenstr. 4")]),
        ("67098 Bad Rebenheim", [("address", "67098 Bad Rebenheim")]),
        ("Schreiben Sie an h.kern@example.org!", [("mail", "h.kern@example.org")]),
        ("Tel. 06322 / 12 34-5", [("phone", "06322 / 12 34-5")]),
        ("+49 171 2345678", [("phone", "+49 171 2345678")]),
        (
            "mein Flurstück Nr. 123/4 und 125",
            [("parcel", "Flurstück Nr. 123/4 und 125")],
        ),
        ("Flst. 17", [("parcel", "Flst. 17")]),
        (
            "DE12 5001 0517 0648 4898 90",
            [("account", "DE12 5001 0517 0648 4898 90")],
        ),
        ("Mein Nachbar Herr Weiß sagt", [("name", "Herr Weiß")]),
        ("Mit freundlichen Grüßen\nH. K. Weiß", [("name", "H. K. Weiß")]),
    ],
)
def test_bp30_scan_points_out_personal_data(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sehr geehrte Damen und Herren, der Kern der Sache ist klar."[:31],
        "Nach § 3 Abs. 2 BauGB am 01.02.2027 um 10:00 Uhr.",
        "Sehr geehrter Herr Bürgermeister,",
        "Die GRZ von 0,4 ist zu hoch, 2026 bis 2040.",
    ],
)
def test_bp30_scan_leaves_plain_words_alone(text):
    assert found(text) == []


def test_bp30_signatories_are_found_by_their_full_name_alone():
    known = Known(signatories=["Rosa Berg", "Karl Wald"])

    assert found("Am Berg im Wald steht Rosa Berg.", known) == [("name", "Rosa Berg")]


def test_what_overlaps_is_found_once():
    assert found("Frau Hedwig Kern, Am Salinchen 4") == [
        ("name", "Frau Hedwig Kern"),
        ("address", "Am Salinchen 4"),
    ]


def test_blackening_leaves_the_rest_as_it_was():
    text = "Ich, Hedwig Kern, wohne Am Salinchen 4."

    assert blackened(text, scan(text, HEDWIG), "[…]") == "Ich, […], wohne […]."


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "A-" * 25_000, "0 " * 25_000, "Weg 1 " * 8_000]
)
def test_no_text_makes_the_scan_slow(text):
    assert isinstance(scan(text, HEDWIG), list)
