"""The pictures of the demo town: drawn by us, one family, no stock."""

from pathlib import Path

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from home.models import TownImage
from home.pictures import make_sizes
from home.rights import PUBLIC_COLLECTION

# What each drawing shows: its title in the library, and the text that replaces it.
WORDS = {
    "vineyard": (
        "Weinberg",
        "Rebzeilen laufen auf die Stadt zu, vorn hängt eine Traube.",
    ),
    "saline": ("Gradierwerk", "Das Gradierwerk spiegelt sich im Becken."),
    "river": ("Seebach", "Der Seebach mit Holzsteg, Weiden und einem Reiher."),
    "cycle": ("Radweg", "Zwei Erwachsene und ein Kind radeln durch die Weinberge."),
    "market": ("Marktplatz", "Markttag: Stände, Brunnen und Giebelhäuser."),
    "townhall": ("Rathaus", "Das Rathaus mit Arkaden, Uhr und zwei Linden."),
    "station": ("Bahnhof", "Ein Regionalzug fährt ein, Menschen warten am Bahnsteig."),
    "housing": ("Wohnviertel", "Neue Häuser mit Solardächern an einer Spielstraße."),
    "park": ("Kurpark", "Der Musikpavillon im Kurpark, davor ein Paar auf einer Bank."),
    "school": ("Schule", "Kinder mit Ranzen auf dem Schulhof."),
    "playground": (
        "Spielplatz",
        "Kinder an Kletterturm, Rutsche, Schaukel und im Sand.",
    ),
    "kita": ("Kita", "Eine Kitagruppe geht am Seil spazieren."),
    "meeting": ("Besprechung", "Neun Menschen beraten über einen Stadtplan."),
    "office": ("Büro", "Zwei Menschen arbeiten im Büro, eine Person im Stehen."),
    "computer": ("Computer", "Ein Computerkurs mit Leinwand und Trainerin."),
    "library": ("Bücherei", "Zwei Lesende zwischen hohen Bücherregalen."),
    "bauhof": ("Bauhof", "Lastwagen, Radlader und Traktor auf dem Bauhof."),
    "crest": (
        "Wappen",
        "Wappen: Salzkristalle auf Grün, Wellenband, Traube auf Sandstein.",
    ),
}
GERMAN = {
    "weinberg": "vineyard",
    "gradierwerk": "saline",
    "marktplatz": "market",
    "rathaus": "townhall",
    "kurpark": "park",
    "bahnhof": "station",
    "seebach": "river",
    "ungershausen": "housing",
}
FOLDER = Path(__file__).parent / "images"


def picture(motif: str) -> TownImage:
    """The drawing of a motif: ``picture("market")``, made if it is not there yet."""
    motif = GERMAN.get(motif, motif)
    collection = public_collection()
    there = TownImage.objects.filter(title=WORDS[motif][0], collection=collection)
    return there.first() or store(motif, collection)


def store(motif: str, collection: Collection) -> TownImage:
    title, words = WORDS[motif]
    path = FOLDER / f"{motif}.webp"
    with Image.open(path) as drawing:
        width, height = drawing.size
    image = TownImage.objects.create(
        title=title,
        description=words,
        file=ContentFile(path.read_bytes(), name=path.name),
        width=width,
        height=height,
        collection=collection,
    )
    make_sizes(image)
    return image


def public_collection() -> Collection:
    return Collection.objects.get(name=PUBLIC_COLLECTION)
