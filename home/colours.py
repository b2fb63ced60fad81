"""
The town's colours, made readable.

A town chooses three colours. Here they become the palette of the pages, light and
dark: each is moved towards black or white until it stands out as it must (4.5:1 for
text, 3:1 for shapes; EN 301 549, 9.1.4.3 and 9.1.4.11).
"""

import colorsys
from typing import NamedTuple

TEXT_CONTRAST = 4.6  # a little more than 4.5, so that rounding never falls below
SHAPE_CONTRAST = 3.1
WHITE, BLACK = "#ffffff", "#000000"
INK, SNOW = "#1c211f", "#eef1ee"  # nearly black and nearly white, as text
STEPS = 100


class Scheme(NamedTuple):
    """All colours of one appearance, by the names that the style sheets use."""

    main: str
    on_main: str
    main_soft: str
    deep: str
    page: str
    surface: str
    sunken: str
    line: str
    border: str
    alert: str
    alert_soft: str
    text: str
    muted: str

    def as_css(self) -> str:
        pairs = self._asdict().items()
        return "".join(f"--town-{k.replace('_', '-')}:{v};" for k, v in pairs)


def light_scheme(main: str, ground: str, alert: str) -> Scheme:
    """The palette on paper: the ground colour as tint, text in ink."""
    sunken = away_from(ground, INK, ratio=12)
    main = away_from(main, sunken, ratio=TEXT_CONTRAST)
    alert = away_from(alert, sunken, ratio=TEXT_CONTRAST)
    return Scheme(
        main=main,
        on_main=WHITE,
        main_soft=away_from(mix(WHITE, main, 0.08), main, ratio=TEXT_CONTRAST),
        deep=away_from(mix(main, BLACK, 0.25), WHITE, ratio=9),
        page=mix(sunken, WHITE, 0.65),
        surface=WHITE,
        sunken=sunken,
        line=mix(sunken, INK, 0.13),
        border=away_from(mix(sunken, INK, 0.5), sunken, ratio=SHAPE_CONTRAST),
        alert=alert,
        alert_soft=away_from(mix(WHITE, alert, 0.08), alert, ratio=TEXT_CONTRAST),
        text=INK,
        muted=away_from(mix(INK, sunken, 0.25), sunken, ratio=6),
    )


def dark_scheme(main: str, ground: str, alert: str) -> Scheme:
    """The palette at night: a trace of the main colour in the dark."""
    page = away_from(mix("#121513", main, 0.12), SNOW, ratio=14)
    surface = mix(page, WHITE, 0.045)
    main = lit(main, surface, ratio=7)
    alert = lit(alert, surface, ratio=6)
    return Scheme(
        main=main,
        on_main=mix(page, BLACK, 0.3),
        main_soft=mix(surface, main, 0.12),
        deep=mix(page, BLACK, 0.4),
        page=page,
        surface=surface,
        sunken=mix(page, BLACK, 0.25),
        line=mix(page, WHITE, 0.16),
        border=away_from(mix(page, WHITE, 0.4), surface, ratio=SHAPE_CONTRAST),
        alert=alert,
        alert_soft=mix(surface, alert, 0.12),
        text=SNOW,
        muted=away_from(mix(SNOW, page, 0.25), surface, ratio=6),
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2 defines it."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def away_from(colour: str, background: str, *, ratio: float) -> str:
    """Move a colour to black or white, as far as it needs to stand out."""
    pole = max((WHITE, BLACK), key=lambda end: contrast(end, background))
    for step in range(STEPS + 1):
        moved = mix(colour, pole, step / STEPS)
        if contrast(moved, background) >= ratio:
            return moved
    return pole


def lit(colour: str, background: str, *, ratio: float) -> str:
    """Give a colour more light, not more white, until it stands out in the dark."""
    hue, light, saturation = colorsys.rgb_to_hls(*shares_of(colour))
    for step in range(STEPS + 1):
        more = light + (1 - light) * step / STEPS
        shares = colorsys.hls_to_rgb(hue, more, saturation)
        brighter = "#" + "".join(f"{round(share * 255):02x}" for share in shares)
        if contrast(brighter, background) >= ratio:
            return brighter
    return WHITE


def as_hsl(colour: str) -> tuple[int, int, int]:
    """Hue in degrees, saturation and lightness in percent."""
    hue, light, saturation = colorsys.rgb_to_hls(*shares_of(colour))
    return round(hue * 360), round(saturation * 100), round(light * 100)


def mix(one: str, other: str, share: float) -> str:
    """One colour with a share of another in it."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    red, green, blue = (linear(share) for share in shares_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def shares_of(colour: str) -> tuple[float, ...]:
    return tuple(value / 255 for value in channels(colour))


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
