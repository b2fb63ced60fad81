import pytest

from home.colours import contrast, dark_scheme, light_scheme, mix

TOWNS = [
    pytest.param(("#1f4d3a", "#f6f0e6", "#7a1f3d"), id="vine green"),
    pytest.param(("#ffd500", "#ffffff", "#ff6600"), id="unreadable yellow"),
    pytest.param(("#000000", "#000000", "#000000"), id="all black"),
    pytest.param(("#ffffff", "#ffffff", "#ffffff"), id="all white"),
    pytest.param(("#0050ff", "#808080", "#c00000"), id="grey ground"),
]
TEXT_PAIRS = [
    ("text", "page"),
    ("text", "sunken"),
    ("text", "surface"),
    ("muted", "page"),
    ("muted", "sunken"),
    ("muted", "surface"),
    ("main", "page"),
    ("main", "sunken"),
    ("main", "surface"),
    ("main", "main_soft"),
    ("on_main", "main"),
    ("alert", "surface"),
    ("alert", "page"),
    ("alert", "alert_soft"),
]


@pytest.mark.parametrize("scheme", [light_scheme, dark_scheme])
@pytest.mark.parametrize("colours", TOWNS)
def test_every_text_can_be_read(colours, scheme):
    palette = scheme(*colours)._asdict()

    worst = min(contrast(palette[a], palette[b]) for a, b in TEXT_PAIRS)

    assert worst >= 4.5


@pytest.mark.parametrize("scheme", [light_scheme, dark_scheme])
@pytest.mark.parametrize("colours", TOWNS)
def test_every_shape_can_be_seen(colours, scheme):
    palette = scheme(*colours)

    assert contrast(palette.border, palette.surface) >= 3
    assert contrast("#ffffff", palette.deep) >= 4.5


def test_a_readable_colour_stays_as_the_town_chose_it():
    assert light_scheme("#1f4d3a", "#f6f0e6", "#7a1f3d").main == "#1f4d3a"


def test_contrast_of_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_mix_takes_a_share_of_the_other():
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
