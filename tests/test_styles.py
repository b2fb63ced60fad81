"""The style sheets: what is kept of KERN, and that nothing small was lost."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from assets import KERN_BLOCKS, KERN_ICONS, is_used, is_wanted, our_styles  # noqa: E402
from css import minify, prune, rules, selectors, without_unused_properties  # noqa: E402

TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))


def test_rules_know_strings_and_nested_blocks():
    css = '@charset "UTF-8";a{content:"}"}@media print{b{color:red}}'

    assert list(rules(css)) == [
        ('@charset "UTF-8"', None),
        ("a", 'content:"}"'),
        ("@media print", "b{color:red}"),
    ]


def test_selectors_are_split_at_the_outer_commas_only():
    assert selectors("a:is(b, c), d") == ["a:is(b, c)", "d"]


def test_prune_keeps_wanted_selectors_in_media_rules_too():
    css = ".kern-btn,.kern-dialog{a:b}@media print{.kern-dialog{a:b}.kern-btn{c:d}}"

    assert prune(css, is_wanted).split("\n") == [
        ".kern-btn{a:b}",
        "@media print{.kern-btn{c:d}}",
    ]


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [
        (".kern-btn--primary:hover", True),
        (".kern-badge .kern-icon", True),
        (".kern-icon--dark-mode", False),
        (".kern-card__body", False),
        ("*:not(i)", False),
        (":root", True),
    ],
)
def test_wanted_selectors(selector, wanted):
    assert is_wanted(selector) is wanted


def test_properties_that_nothing_asks_for_are_dropped():
    css = ":root{--kern-a:1;--kern-b:var(--kern-a);--kern-c:2;--our-d:3;}"

    assert without_unused_properties(css, "--kern-", "p{x:var(--kern-b)}") == (
        ":root{--kern-a:1;--kern-b:var(--kern-a);--our-d:3;}"
    )


def test_minify_leaves_strings_and_descendants_alone():
    assert minify("/* x */ a > b  c {\n  content: ' ; ';\n  margin: 0 1px;\n}") == (
        "a>b c{content:' ; ';margin:0 1px}"
    )


def test_every_icon_in_a_template_is_kept():
    named = re.compile(r'icon\.html" with name="([a-z-]+)"')
    asked = {n for path in TEMPLATES for n in named.findall(path.read_text("utf-8"))}

    assert asked <= KERN_ICONS


def test_every_kern_component_in_a_template_is_kept():
    classes = re.compile(r"kern-([a-z]+(?:-[a-z]+)*)")
    asked = {n for path in TEMPLATES for n in classes.findall(path.read_text("utf-8"))}

    assert {name for name in asked if not is_used(name)} == set()
    assert "btn" in KERN_BLOCKS


def test_only_what_stands_in_the_apps_is_bundled():
    folders = {path.relative_to(ROOT).parts[0] for path in our_styles()}

    assert folders <= {"home", "participation", "intranet", "knowledge", "training"}
    assert our_styles()[0].is_relative_to(ROOT / "home")
