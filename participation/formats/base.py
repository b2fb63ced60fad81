"""What a format brings, and where formats are found by their key."""

from collections.abc import Iterable
from typing import ClassVar

from django.forms import Field
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.verbs import Verb


class Format:
    """
    One kind of activity: its form, list, detail, tally and export.

    Texts, votes and answers lie in the shared tables; a format says how they are
    asked for, shown and counted.

    ``settings`` are what an editor can set, by name, as form fields; the ``initial``
    of a field holds until somebody changes it. ``parts`` names the rows of the
    procedure that belong to an activity of this format, such as ``options``.
    ``main_verb`` is the act to which the procedure's page leads, at ``act_url``.
    ``open_to_guests`` is false where everybody counts once.
    """

    key: ClassVar[str]
    label: ClassVar[str | Promise]
    verbs: ClassVar[frozenset[Verb]]
    main_verb: ClassVar[Verb] = Verb.SUBMIT
    open_to_guests: ClassVar[bool] = True
    settings: ClassVar[dict[str, Field]] = {}
    parts: ClassVar[frozenset[str]] = frozenset()
    pins_official: ClassVar[bool] = False  # the town may speak above all others
    puts_up_options: ClassVar[bool] = False  # each option is a contribution of its own
    keeps_figures: ClassVar[bool] = True  # until the end, if the activity says so
    # Columns of the export that are kept until the end if the activity says so.
    figure_columns: ClassVar[frozenset[str]] = frozenset({"supports"})
    figures_only: ClassVar[bool] = False  # all that is exported is a figure
    form_template: ClassVar[str]
    list_template: ClassVar[str]
    detail_template: ClassVar[str]
    result_template: ClassVar[str] = ""  # shows ``tally`` once all is over
    submit_label: ClassVar[str | Promise]
    # Whether people are shown what others handed in that sounds alike.
    suggests_similar: ClassVar[bool] = False

    def act_url(self, activity) -> str:
        """Where people do what this format is for."""
        where = [activity.procedure.slug, activity.key]
        return reverse("participation:contribution_create", args=where)

    def reading_label(self, activity, contributions: int) -> str:
        """How the procedure's page leads to the page of this activity."""
        words = ngettext(
            "Read %(number)d contribution",
            "Read %(number)d contributions",
            contributions,
        )
        return words % {"number": contributions}

    def form(self, activity, *args, **kwargs):
        """The form by which people contribute."""
        raise NotImplementedError

    @property
    def takes_texts(self) -> bool:
        """Whether one form is all that people fill in, so that staff can do it too."""
        return type(self).form is not Format.form

    def initial(self, contribution) -> dict:
        """What the form shows when its author changes a contribution."""
        return model_to_dict(contribution)

    def list_context(self, activity, request) -> dict:
        """What the page of the activity shows, as the query of the request asks."""
        raise NotImplementedError

    def detail_context(self, contribution, request) -> dict:
        """What the page of one contribution shows beside what all formats show."""
        return {}

    def first_values(self, query) -> dict:
        """What the form for a contribution begins with, as its address asks."""
        return {}

    def supported(self, contribution, at) -> None:
        """What follows when somebody has supported this, in the same transaction."""

    def problems(self, activity) -> list[str]:
        """What an editor must still do before this activity can go online, in words."""
        missing = [part for part in self.parts if not activity.rows(part)]
        return [_("“%s” has no entries yet.") % activity.title] if missing else []

    def tally(self, activity) -> dict:
        """The figures of this activity, as the result page shows them."""
        raise NotImplementedError

    def export_rows(self, activity) -> Iterable[dict]:
        """What is exported, one row for each contribution, without personal data."""
        raise NotImplementedError


_formats: dict[str, Format] = {}


def register(format_class: type[Format]) -> type[Format]:
    """Class decorator: make a format known under its key."""
    _formats[format_class.key] = format_class()
    return format_class


def get(key: str) -> Format:
    return _formats[key]


def registered() -> list[tuple[str, str | Promise]]:
    """Every format by key and label, as choices of a field."""
    return [(key, _formats[key].label) for key in sorted(_formats)]
