"""Topics, districts and places of Bad Rebenheim."""

# Key, name
TOPICS = [
    ("stadtbild", "Stadtbild und Plätze"),
    ("bauen", "Bauen und Wohnen"),
    ("verkehr", "Wege und Verkehr"),
    ("klima", "Klima und Energie"),
    ("soziales", "Kinder, Jugend, Soziales"),
    ("kultur", "Kultur und Erholung"),
    ("digital", "Digitale Stadt"),
]

# Key, name, latitude, longitude
DISTRICTS = [
    ("kernstadt", "Kernstadt", 49.4622, 8.1684),
    ("ungershausen", "Ungershausen", 49.4732, 8.1882),
    ("leistadt-berg", "Leistadt-Berg", 49.4779, 8.1557),
    ("seebachtal", "Seebachtal", 49.4588, 8.1515),
    ("grethenhof", "Grethenhof", 49.4553, 8.1448),
]

# Procedure → where the map shows it, if not in the middle of its contributions
PLACES = {
    "bebauungsplan-47-salzwiesen": (49.4583, 8.1689),
    "solar-auf-konversionsflaechen": (49.4745, 8.1760),
    "spielplatz-seebachtal": (49.4578, 8.1508),
    "haus-der-jugend": (49.4611, 8.1655),
}

# Procedure → the area it is about, as GeoJSON: longitude first
AREAS = {
    "marktplatz-verweilqualitaet": {
        "type": "Polygon",
        "coordinates": [
            [
                [8.1662, 49.4608],
                [8.1706, 49.4608],
                [8.1712, 49.4632],
                [8.1690, 49.4640],
                [8.1660, 49.4636],
                [8.1662, 49.4608],
            ]
        ],
    },
}
