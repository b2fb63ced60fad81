"""Counting a ballot file again, and saying where it differs from what is known."""

from collections.abc import Iterator

from participation.models import BallotPaper
from participation.voting import ballot_file
from participation.voting.ballot_file import BadFileError
from participation.voting.counting import count
from participation.voting.results import ballots_of

MOST_LINES = 20


def disagreements(sheet: BallotPaper, content: bytes) -> list[str]:
    """Where a file differs from the published result, in words; empty if nowhere."""
    try:
        ballots = list(ballot_file.read(sheet.paper, content))
    except BadFileError as error:
        return [str(error)]
    return [
        *wrong_checksum(sheet, content),
        *wrong_numbers(ballots),
        *wrong_figures(sheet, count(sheet.paper, (marks for _n, marks in ballots))),
        *wrong_ballots(sheet, dict(ballots)),
    ]


def wrong_checksum(sheet, content) -> Iterator[str]:
    found = ballot_file.checksum(content)
    if found != sheet.checksum:
        yield f"Prüfsumme: Datei {found}, veröffentlicht {sheet.checksum}."


def wrong_numbers(ballots) -> Iterator[str]:
    seen = set()
    for number, _marks in ballots:
        if number in seen:
            yield f"Stimmzettel {number} steht doppelt in der Datei."
        seen.add(number)


def wrong_figures(sheet, recounted) -> Iterator[str]:
    published = sheet.result
    if recounted["ballots"] != published["ballots"]:
        yield (
            f"Stimmzettel: nachgezählt {recounted['ballots']}, "
            f"veröffentlicht {published['ballots']}."
        )
    rows = zip(
        sheet.paper.options, recounted["options"], published["options"], strict=True
    )
    for option, ours, theirs in rows:
        for figure in ours.keys() - {"key"}:
            if ours[figure] != theirs[figure]:
                yield (
                    f"{option.title}, {figure}: nachgezählt {ours[figure]}, "
                    f"veröffentlicht {theirs[figure]}."
                )


def wrong_ballots(sheet, in_file: dict) -> Iterator[str]:
    """The first ballots that the box has otherwise, or that one of both lacks."""
    in_box = {
        ballot_file.readable_number(number): marks
        for number, marks in ballots_of(sheet.activity)
    }
    different = sorted(
        number
        for number in in_file.keys() | in_box.keys()
        if in_file.get(number) != in_box.get(number)
    )
    for number in different[:MOST_LINES]:
        yield f"Stimmzettel {number}: {difference(number, in_file, in_box)}."
    if len(different) > MOST_LINES:
        yield f"… und {len(different) - MOST_LINES} weitere."


def difference(number, in_file, in_box) -> str:
    if number not in in_box:
        return "steht nur in der Datei"
    return "fehlt in der Datei" if number not in in_file else "anders angekreuzt"
