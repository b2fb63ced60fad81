"""Plans at their end: notices that have appeared, papers that were made."""

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from participation.planning.models import Appearance, PreparedFile, PublicNotice
from tests.factories.home import UserFactory
from tests.factories.planning import PlanFactory, PublicNoticeFactory


class PreparedFileFactory(factory.django.DjangoModelFactory):
    """A paper that is ready; ``content`` are its bytes."""

    plan = factory.SubFactory(PlanFactory)
    kind = PreparedFile.Kind.TABLE_DOCX
    state = PreparedFile.State.READY
    filename = "abwaegung.docx"
    made_by = factory.SubFactory(UserFactory)

    class Meta:
        model = PreparedFile

    class Params:
        anonymous = factory.Trait(kind=PreparedFile.Kind.PUBLIC_DOCX)
        let_out = factory.Trait(
            kind=PreparedFile.Kind.PUBLIC_DOCX,
            let_out_by=factory.SubFactory(UserFactory),
            let_out_at=factory.LazyFunction(timezone.now),
        )

    @classmethod
    def _create(cls, model_class, *args, content=b"Tabelle", **kwargs):
        file = ContentFile(content, kwargs["filename"])
        return super()._create(model_class, file=file, size=len(content), **kwargs)


def in_force(plan, *versions, **fields):
    """The notice with which a plan came into force with these documents."""
    notice = PublicNoticeFactory(
        plan=plan,
        round=None,
        kind=PublicNotice.Kind.IN_FORCE,
        fields={"versions": [version.pk for version in versions]},
        **fields,
    )
    Appearance.objects.create(
        notice=notice,
        medium=Appearance.Medium.GAZETTE,
        name="Amtsblatt",
        appeared_on=timezone.localdate(),
    )
    plan.in_force_on = timezone.localdate()
    plan.save()
    return notice
