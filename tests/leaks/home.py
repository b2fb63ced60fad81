"""What the house itself hides."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home import roles
from home.models import PageAudience, TownNewsIndexPage
from home.notices import tell
from home.rights import INTERNAL_COLLECTION, PUBLIC_COLLECTION
from tests.factories.home import (
    ContentPageFactory,
    TownDocumentFactory,
    TownImageFactory,
    TownNewsPageFactory,
    collection_named,
)
from tests.house import (
    AGENCY,
    CITIZEN,
    EVERYBODY,
    NOBODY,
    READERS_OF_THE_INTRANET,
    STAFF,
    SUPERUSER,
)
from tests.leaks import HiddenThing


def notice(house, secret):
    return tell(house.people[CITIZEN], secret, text=secret, by_mail=False)


def page_in_the_menu(secret, **options):
    return ContentPageFactory(
        title=secret, introduction=secret, show_in_menus=True, **options
    )


def published_page(house, secret):
    return page_in_the_menu(secret)


def draft_page(house, secret):
    return page_in_the_menu(secret, live=False)


def expired_page(house, secret):
    gone = timezone.now() - timedelta(minutes=1)
    parent = ContentPageFactory(title="Bereich")  # which lists what lies below it
    return page_in_the_menu(secret, parent=parent, expire_at=gone)


def expired_news(house, secret):
    gone = timezone.now() - timedelta(minutes=1)
    parent = TownNewsIndexPage.objects.get()
    return TownNewsPageFactory(
        parent=parent, title=secret, introduction=secret, expire_at=gone
    )


def restricted_page(house, secret):
    return restrict(page_in_the_menu(secret), roles.INTRANET_READERS)


def page_below_a_restricted_page(house, secret):
    section = restricted_page(house, "Bereich")
    return ContentPageFactory(parent=section, title=secret, introduction=secret)


def sealed_page(house, secret):
    return restrict(page_in_the_menu(secret), roles.STAFF_COUNCIL)


def page_with_an_audience(house, secret):
    page = restricted_page(house, secret)
    PageAudience.objects.create(page=page).units.add(house.unit)
    return page


def public_document(house, secret):
    return TownDocumentFactory(title=secret, file__data=secret.encode())


def internal_document(house, secret):
    return TownDocumentFactory(
        collection=collection_named(INTERNAL_COLLECTION),
        title=secret,
        file__data=secret.encode(),
    )


def picture_in(collection, secret):
    return TownImageFactory(
        title=secret,
        collection=collection_named(collection),
        file__filename=f"{secret}.png",  # an answer with a file names it
    )


def original(collection):
    return lambda house, secret: picture_in(collection, secret)


def size_of_an_internal_picture(house, secret):
    return picture_in(INTERNAL_COLLECTION, secret).get_rendition("width-20")


def restrict(page, role):
    lock = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    lock.groups.add(Group.objects.get_or_create(name=role)[0])
    return page


def its_address(page):
    return [page.get_url()]


def its_file(document):
    return [document.url]


def its_size(rendition):
    return [rendition.url]


def its_original(image):
    return [image.file.url]


WHO_WORKS_WITH_INTERNAL_PICTURES = frozenset(
    {
        SUPERUSER,
        roles.INTRANET_EDITORS,
        roles.KNOWLEDGE_EDITORS,
        roles.TRAINING_LEADS,
        roles.STAFF_COUNCIL,
        roles.ADMINISTRATION,
    }
)
WHO_WORKS_WITH_PUBLIC_PICTURES = WHO_WORKS_WITH_INTERNAL_PICTURES | {
    roles.PARTICIPATION_EDITORS,
    roles.PARTICIPATION_PLANNERS,
    AGENCY,  # edits participation
}

HIDDEN = [
    HiddenThing("published page", published_page, EVERYBODY, its_address),
    HiddenThing("unpublished page", draft_page, NOBODY, its_address),
    HiddenThing("expired page", expired_page, NOBODY, its_address),
    HiddenThing("expired town news", expired_news, NOBODY, its_address),
    HiddenThing(
        "restricted page", restricted_page, READERS_OF_THE_INTRANET, its_address
    ),
    HiddenThing(
        "page below a restricted page",
        page_below_a_restricted_page,
        READERS_OF_THE_INTRANET,
        its_address,
    ),
    HiddenThing(
        "page of the staff council alone",
        sealed_page,
        frozenset({roles.STAFF_COUNCIL}),
        its_address,
    ),
    HiddenThing(
        "page for one unit",
        page_with_an_audience,
        frozenset({STAFF, SUPERUSER}),
        its_address,
    ),
    HiddenThing("public document", public_document, EVERYBODY, its_file),
    HiddenThing(
        "internal document", internal_document, READERS_OF_THE_INTRANET, its_file
    ),
    HiddenThing(
        "internal picture",
        size_of_an_internal_picture,
        READERS_OF_THE_INTRANET,
        its_size,
    ),
    HiddenThing(
        "original of a public picture",
        original(PUBLIC_COLLECTION),
        WHO_WORKS_WITH_PUBLIC_PICTURES,
        its_original,
    ),
    HiddenThing(
        "original of an internal picture",
        original(INTERNAL_COLLECTION),
        WHO_WORKS_WITH_INTERNAL_PICTURES,
        its_original,
    ),
    HiddenThing("notice", notice, frozenset({CITIZEN})),
]

NO_CONTENT = [
    ("home:robots", "tells robots where not to go"),
    ("home:notice_open", "leads to what one's own notice is about"),
    ("home:notices_read", "answers a POST by redirect"),
    ("home:mail_settings", "how often oneself gets mails"),
    ("home:unsubscribe", "names a kind of mail, and nobody"),
    ("home:erase_account", "a form for the own account"),
    ("home:report_barrier", "a form; what is reported goes to the administration"),
    ("home:barrier_reported", "says thank you"),
    ("home:policy_report", "takes what browsers report, and answers nothing"),
    ("home:private_file", "refuses everything so far"),
    ("home:town_css", "shows the three colours of the town"),
    ("home:admin_css", "shows the main colour of the town"),
    ("home:crest", "shows the crest, which everybody sees on every page"),
    ("home:alive", "says only that the process lives"),
    ("home:ready", "says only that the database answers"),
    ("wagtailcore_authenticate_with_password", "shared passwords are switched off"),
    ("wagtaildocs_authenticate_with_password", "shared passwords are switched off"),
]
