"""Texts that are reviewed: their paragraphs, their versions, what changed."""

import re
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import Count

from participation.models import Contribution, ParagraphVersion

WORD = re.compile(r"\s+|\w+|[^\w\s]")


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """Word by word what stayed, went (del) and came (ins)."""
    old, new = WORD.findall(before), WORD.findall(after)
    found = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.append(("", "".join(old[a:b])))
            continue
        if b > a:
            found.append(("del", "".join(old[a:b])))
        if d > c:
            found.append(("ins", "".join(new[c:d])))
    return found


@transaction.atomic
def keep_versions(procedure) -> int:
    """Note what is published, for each paragraph that says something new."""
    latest = {v.key: v for v in procedure.paragraph_versions.order_by("number")}
    fresh = []
    for paragraph in procedure.paragraphs.all():
        before = latest.get(paragraph.key)
        if before and (before.title, before.text) == (paragraph.title, paragraph.text):
            continue
        fresh.append(
            ParagraphVersion(
                procedure_id=procedure.pk,
                activity_key=paragraph.activity_key,
                key=paragraph.key,
                number=before.number + 1 if before else 1,
                title=paragraph.title,
                text=paragraph.text,
            )
        )
    return len(ParagraphVersion.objects.bulk_create(fresh))


def changed(activity) -> list[dict]:
    """Every paragraph that was published in more than one version."""
    rows = activity.procedure.paragraph_versions.filter(activity_key=activity.key)
    versions: dict[str, list] = {}
    for version in rows:
        versions.setdefault(version.key, []).append(version)
    return [
        {
            "number": number,
            "paragraph": paragraph,
            "before": versions[paragraph.key][-2],
            "after": versions[paragraph.key][-1],
            "changes": changes(*(v.text for v in versions[paragraph.key][-2:])),
        }
        for number, paragraph in enumerate(activity.rows("paragraphs"), 1)
        if len(versions.get(paragraph.key, [])) > 1
    ]


def comment_counts(activity) -> dict[str, int]:
    public = Contribution.objects.filter(activity=activity).published().order_by()
    return dict(public.values_list("paragraph_key").annotate(Count("pk")))
