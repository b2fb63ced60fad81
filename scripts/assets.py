"""
Put together what the browser gets, from ``node_modules`` and our own style sheets.

``python scripts/assets.py`` fills ``var/vendor``: one ``town.css`` with the part of
KERN that we use and everything of ours, KERN's typeface in two weights, Leaflet for
the pages with a map, and the licences. Run it again after changing a style sheet; it
takes two seconds.
"""

import re
import shutil
from pathlib import Path

from css import minify, prune, without_comments, without_unused_properties
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
KERN = MODULES / "@kern-ux" / "native"
LEAFLET = MODULES / "leaflet"
VENDOR = ROOT / "var" / "vendor"

LAYERS = "@layer reset, kern, tokens, town, base, layout, components, utilities;\n"

# Two weights of Fira Sans with the letters of Europe's Latin alphabets; what German
# and its neighbours don't need (ő, š, ż …) is fetched by pages that show it. What the
# licence asks for (SIL OFL 1.1) stays in the files: names 0, 13 and 14.
WEIGHTS = {"Regular": 400, "SemiBold": 600}
LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), 0x1E9E,  # Western Latin, ẞ
    *range(0x2009, 0x2015), *range(0x2018, 0x201F), 0x2022, 0x2026, 0x202F, 0x2032,
    0x2033, 0x2039, 0x203A, 0x20AC, *range(0x2190, 0x2194), 0x2212,
]  # fmt: skip
PARTS = {"": LETTERS, "-more": range(0x100, 0x180)}

# What we use of KERN. A component that is missing here comes without its looks.
KERN_BLOCKS = {
    "accordion", "badge", "btn", "error", "fieldset", "form-check", "form-input",
    "hint", "icon", "label", "link", "sr-only", "table",
}  # fmt: skip
KERN_ICONS = {
    "account-circle", "add", "arrow-back", "arrow-down", "arrow-forward", "arrow-up",
    "calendar-today", "check", "checklist", "chevron-left",
    "chevron-right", "close", "danger", "default", "dehaze", "delete",
    "download", "easy-language", "edit", "help", "home", "info", "large",
    "logout", "mail", "open-in-new", "search", "sign-language", "small", "success",
    "visibility", "visibility-off", "warning", "x-large",
}  # fmt: skip
KERN_CLASS = re.compile(r"\.kern-([a-z]+(?:-[a-z]+)*)")
KERN_ICON = re.compile(r"\.kern-icon--([a-z-]+)")
# We follow the system's light or dark, and need neither switch nor levels.
KERN_THEME = re.compile(r"^(\.kern-(light|dark)|\[data-kern-theme)|\.kern-level-")
KERN_PREFIXED = re.compile(r"-webkit-mask:\s*url\(\"[^\"]*\"\)[^;}]*;")
KERN_SPARE_VALUE = re.compile(r"var\((--kern-[\w-]+),[^()]*\)")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.M)
# These would set our own elements, not KERN's.
KERN_UNWANTED = re.compile(r"^(\*|html|textarea$|img|picture|video|canvas|svg)")


def main() -> None:
    missing = [p for p in (KERN, LEAFLET) if not p.exists()]
    if missing:
        raise SystemExit(f"Missing: {missing[0].name}. Run: npm ci --ignore-scripts")
    VENDOR.mkdir(parents=True, exist_ok=True)
    write_styles()
    write_typeface()
    copy_leaflet()
    copy_licences()


def write_styles() -> None:
    """One style sheet: KERN below, ours above, sorted by layers."""
    ours = "\n".join(path.read_text("utf-8") for path in our_styles())
    ours = ours.replace('url("../../vendor/', 'url("')  # the bundle lies there itself
    kern = without_comments((KERN / "dist" / "kern.css").read_text("utf-8"))
    kern = without_unused_properties(lean(prune(kern, is_wanted)), "--kern-", ours)
    bundle = f"{LAYERS}@layer kern{{{kern}}}\n{ours}"
    (VENDOR / "town.css").write_text(minify(bundle), "utf-8")


def lean(kern: str) -> str:
    """Leave out what repeats: prefixed masks, and values beside defined properties."""
    return KERN_SPARE_VALUE.sub(r"var(\1)", KERN_PREFIXED.sub("", kern))


def write_typeface() -> None:
    """KERN's typeface, cut to our letters: 12 KB a weight instead of 150."""
    target = VENDOR / "fonts"
    target.mkdir(exist_ok=True)
    for name, weight in WEIGHTS.items():
        source = KERN / "dist" / "fonts" / "fira-sans" / f"FiraSans-{name}.woff2"
        for part, letters in PARTS.items():
            write_letters(source, target / f"fira-sans-{weight}{part}.woff2", letters)


def write_letters(source: Path, target: Path, letters) -> None:
    font = TTFont(source)
    font["OS/2"].fsSelection &= 0x7F  # a stray bit that this table's version lacks
    subsetter = Subsetter(typeface_options())
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def typeface_options() -> Options:
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "tnum"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    return options


def our_styles() -> list[Path]:
    """Every app's ``static/<app>/css``, the house first."""
    found = set(ROOT.glob("*/static/*/css/**/*.css")) - set(VENDOR.parent.rglob("*"))
    return sorted(found, key=lambda path: (ROOT / "home" not in path.parents, path))


def is_wanted(selector: str) -> bool:
    """Whether a KERN selector speaks only of what we use."""
    icons = KERN_ICON.findall(selector)
    if any(icon not in KERN_ICONS for icon in icons):
        return False
    if KERN_THEME.search(selector):
        return False
    blocks = KERN_CLASS.findall(selector)
    if any(not is_used(block) for block in blocks):
        return False
    return bool(blocks) or not KERN_UNWANTED.match(selector)


def is_used(block: str) -> bool:
    return block in KERN_BLOCKS or block in {"light", "dark"}


def copy_leaflet() -> None:
    target = VENDOR / "leaflet"
    shutil.rmtree(target, ignore_errors=True)
    (target / "images").mkdir(parents=True)
    for name in ("leaflet.css", "leaflet.js"):
        text = (LEAFLET / "dist" / name).read_text("utf-8")
        # We serve no source maps, and collecting the files would look for one.
        text = minify(text) if name.endswith(".css") else SOURCE_MAP.sub("", text)
        (target / name).write_text(text, "utf-8")
    for image in (LEAFLET / "dist" / "images").iterdir():
        shutil.copyfile(image, target / "images" / image.name)


def copy_licences() -> None:
    target = VENDOR / "licences"
    target.mkdir(exist_ok=True)
    shutil.copyfile(KERN / "LICENSE.md", target / "kern-ux.md")
    shutil.copyfile(LEAFLET / "LICENSE", target / "leaflet.txt")


if __name__ == "__main__":
    main()
