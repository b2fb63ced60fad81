"""The town hall: units, posts, who holds them today, and who is away."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UnitQuerySet(models.QuerySet):
    def parents(self) -> dict[int, int | None]:
        """Every unit's parent by primary key: the whole tree in one query."""
        return dict(self.model.objects.values_list("pk", "parent_id"))


class Unit(models.Model):
    """A part of the administration: the town, a department, a section."""

    key = models.SlugField(_("short key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("belongs to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    description = models.TextField(_("what it does"), max_length=1000, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("intranet:unit", args=[self.key])

    def clean(self):
        super().clean()
        if self.pk and self.pk in with_ancestors({self.parent_id} - {None}):
            raise ValidationError(
                {"parent": _("A unit can't belong to itself or to one of its parts.")}
            )


def with_ancestors(unit_ids: set[int], parents: dict | None = None) -> set[int]:
    """These units and everything they belong to."""
    parents = Unit.objects.all().parents() if parents is None else parents
    found, waiting = set(), set(unit_ids)
    while waiting:
        found |= waiting
        waiting = {parents.get(unit) for unit in waiting} - found - {None}
    return found


class PostQuerySet(models.QuerySet):
    def held_by(self, person):
        return self.filter(holder=person)

    def in_charge(self, person, on=None):
        """
        Posts for which this person answers today: as holder, standing in, or as the
        head of a unit in which a post has nobody else. ``Post.person_in_charge`` is
        the same question from the other side.
        """
        day = on or timezone.localdate()
        stands_in = Q(deputy=person) & is_missing("holder", day)
        left_to = Q(pk__in=left_to_head(person, day))
        return self.filter(Q(holder=person) | stands_in | left_to)


def is_missing(role, day) -> Q:
    """The condition that a post has no holder (or deputy), or that they are away."""
    away = Absence.objects.on(day).values("person")
    return (
        Q(**{role: None})
        | Q(**{f"{role}__is_active": False})
        | Q(**{f"{role}__in": away})
    )


def left_to_head(person, day) -> set[int]:
    """
    The posts without holder and deputy whose nearest head is this person, asked once
    per request.
    """
    known = getattr(person, "_left_to_head", {})
    if day not in known:
        person._left_to_head = known | {day: look_up_left_to_head(person, day)}
    return person._left_to_head[day]


def parents_known_to(person) -> dict:
    """Which unit belongs to which, asked once per request."""
    if not hasattr(person, "_unit_parents"):
        person._unit_parents = Unit.objects.all().parents()
    return person._unit_parents


def look_up_left_to_head(person, day) -> set[int]:
    leads = Q(is_head=True) & ~is_missing("holder", day)
    is_left = is_missing("holder", day) & is_missing("deputy", day)
    posts = Post.objects.filter(leads | is_left).annotate(leads=leads)
    rows = list(posts.values_list("pk", "unit", "holder", "leads"))
    heads = {unit: holder for _pk, unit, holder, leads in rows if leads}
    if person.pk not in heads.values():
        return set()
    parents = parents_known_to(person)
    return {
        post
        for post, unit, _holder, leads in rows
        if not leads and nearest_head(unit, parents, heads) == person.pk
    }


def nearest_head(unit, parents: dict, heads: dict) -> int | None:
    """The head of a unit who is there, or of the next unit above with such a head."""
    while unit is not None and unit not in heads:
        unit = parents.get(unit)
    return heads.get(unit)


class Post(models.Model):
    """A position in a unit. What is published belongs to posts, not to people."""

    key = models.SlugField(_("short key"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="posts"
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("holder"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deputy"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deputy_posts",
    )
    is_head = models.BooleanField(_("heads the unit"), default=False)
    about = models.TextField(_("what to ask here"), max_length=500, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["unit__position", "-is_head", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(is_head=True), name="one_head_per_unit"
            )
        ]

    def __str__(self):
        return self.title

    def person_in_charge(self, on=None):
        """
        Return who answers for this post on a day (today), or ``None``.

        The holder; if away or vacant, the deputy; then the head of the unit and
        of the units above it.
        """
        day = on or timezone.localdate()
        away = set(Absence.objects.on(day).values_list("person_id", flat=True))
        for person in self._candidates():
            if person and person.is_active and person.pk not in away:
                return person
        return None

    def _candidates(self):
        yield self.holder
        yield self.deputy
        unit = self.unit
        while unit is not None:
            for head in unit.posts.filter(is_head=True).select_related("holder"):
                yield head.holder
            unit = unit.parent


class AbsenceQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(first_day__lte=day, last_day__gte=day)


class Absence(models.Model):
    """Days on which a person is away, without a reason: that is nobody's business."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences"
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    contact = models.ForeignKey(
        Post,
        verbose_name=_("who helps meanwhile"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="absence_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.first_day}–{self.last_day}"


class StaffProfile(models.Model):
    """What colleagues may know about a member of staff."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile"
    )
    key = models.SlugField(_("short key"), max_length=80, unique=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    room = models.CharField(_("room"), max_length=40, blank=True)
    working_days = models.CharField(_("working days"), max_length=80, blank=True)
    about = models.TextField(_("what to ask me about"), max_length=500, blank=True)
    photo = models.ForeignKey(
        "home.TownImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("staff profile")
        verbose_name_plural = _("staff profiles")
        ordering = ["person__last_name", "person__first_name"]

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("intranet:person", args=[self.key])


def units_of(person) -> set[int]:
    """The units in which a person holds a post, and all they belong to."""
    own = set(Post.objects.held_by(person).values_list("unit_id", flat=True))
    return with_ancestors(own, parents_known_to(person)) if own else set()
