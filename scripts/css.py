"""Just enough CSS reading to keep of KERN what we use, and to make files small."""

import re
from collections.abc import Iterator
from typing import NamedTuple

COMMENT = re.compile(r"/\*.*?\*/", re.S)
DECLARATION = re.compile(r"(--[\w-]+):[^;{}]*;")
REFERENCE = re.compile(r"var\((--[\w-]+)")
QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*'|url\([^)]*\))")


class Rule(NamedTuple):
    """A prelude with its block; a statement such as ``@charset`` has none."""

    prelude: str
    block: str | None


def rules(css: str) -> Iterator[Rule]:
    """Yield the top-level rules of a style sheet without comments."""
    start = position = depth = opened = 0
    while position < len(css):
        sign = css[position]
        if sign in "\"'":
            position = css.index(sign, position + 1)
        elif sign == "{":
            opened = opened if depth else position
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield Rule(css[start:opened].strip(), css[opened + 1 : position])
                start = position + 1
        elif sign == ";" and depth == 0:
            yield Rule(css[start:position].strip(), None)
            start = position + 1
        position += 1


def without_comments(css: str) -> str:
    return COMMENT.sub("", css)


def prune(css: str, keep) -> str:
    """Keep the selectors for which ``keep(selector)`` holds, in media rules too."""
    kept = []
    for prelude, block in rules(css):
        if block is None:
            continue
        if "forced-colors" in prelude:  # ours answer to more than a black theme
            continue
        if prelude.startswith(("@media", "@supports")):
            block = prune(block, keep)
        elif not prelude.startswith("@"):
            prelude = ",".join(s for s in selectors(prelude) if keep(s))
        if prelude and block.strip():
            kept.append(f"{prelude}{{{block}}}")
    return "\n".join(kept)


def selectors(prelude: str) -> list[str]:
    """Split a selector list at its commas, but not at those inside brackets."""
    parts, depth = [""], 0
    for sign in prelude:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def without_unused_properties(css: str, prefix: str, others: str) -> str:
    """Drop custom properties that nothing asks for, until none is left."""
    while True:
        used = set(REFERENCE.findall(css)) | set(REFERENCE.findall(others))

        def unused(match, used=used):
            name = match.group(1)
            return "" if name.startswith(prefix) and name not in used else match.group()

        smaller = DECLARATION.sub(unused, css)
        if smaller == css:
            return css
        css = smaller


def minify(css: str) -> str:
    """Take out what a browser does not read; strings and addresses stay as they are."""
    parts = QUOTED.split(without_comments(css))
    parts[::2] = [_tight(part) for part in parts[::2]]
    return "".join(parts).strip()


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"(?<=[;{])([\w-]+): ", r"\1:", css)
    return css.replace(";}", "}")
