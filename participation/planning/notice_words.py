"""
What the law wants a notice to say, in its own words, each with its section.

Read in the BauGB as amended on 22 December 2025. These sentences are never translated
and never shortened: ``notice_checks`` looks for them letter by letter.
"""

PERIOD = "Veröffentlichungsfrist"

# § 3 Abs. 2 Satz 4 Halbsatz 2 BauGB
MAY_BE_GIVEN = (
    "dass Stellungnahmen während der Dauer der Veröffentlichungsfrist abgegeben werden"
    " können"
)
BY_ELECTRONIC_MEANS = (
    "dass Stellungnahmen elektronisch übermittelt werden sollen, bei Bedarf aber auch"
    " auf anderem Weg abgegeben werden können"
)
LATE_ONES = (
    "dass nicht fristgerecht abgegebene Stellungnahmen bei der Beschlussfassung über"
    " den Bauleitplan unberücksichtigt bleiben können"
)
OTHER_ACCESS = "andere leicht zu erreichende Zugangsmöglichkeiten"

# § 3 Abs. 3 BauGB
ASSOCIATIONS = (
    "dass eine Vereinigung im Sinne des § 4 Absatz 3 Satz 1 Nummer 2 des"
    " Umwelt-Rechtsbehelfsgesetzes in einem Rechtsbehelfsverfahren nach § 7 Absatz 2"
    " des Umwelt-Rechtsbehelfsgesetzes gemäß § 7 Absatz 3 Satz 1 des"
    " Umwelt-Rechtsbehelfsgesetzes mit allen Einwendungen ausgeschlossen ist, die sie"
    " im Rahmen der Veröffentlichungsfrist nicht oder nicht rechtzeitig geltend gemacht"
    " hat, aber hätte geltend machen können"
)

# § 4a Abs. 3 Satz 2 BauGB
ON_THE_CHANGES = (
    "in Bezug auf die Änderung oder Ergänzung und ihre möglichen Auswirkungen"
    " Gelegenheit zur Stellungnahme"
)

# § 13 Abs. 3 Satz 2 BauGB; § 13a Abs. 3 Satz 1 Nr. 1 BauGB
WITHOUT_EXAMINATION = "wird von einer Umweltprüfung abgesehen"
ACCELERATED = (
    "dass der Bebauungsplan im beschleunigten Verfahren ohne Durchführung einer"
    " Umweltprüfung nach § 2 Absatz 4 aufgestellt werden soll"
)

# § 4a Abs. 4 Satz 2 und 3 BauGB
ACROSS_THE_BORDER = (
    "eine grenzüberschreitende Beteiligung nach § 4a Absatz 4 Satz 2 BauGB erforderlich"
)

# § 215 Abs. 1 BauGB
COMPLAINTS = (
    "Unbeachtlich werden",
    (
        "eine nach § 214 Absatz 1 Satz 1 Nummer 1 bis 3 beachtliche Verletzung der dort"
        " bezeichneten Verfahrens- und Formvorschriften,",
        "eine unter Berücksichtigung des § 214 Absatz 2 beachtliche Verletzung der"
        " Vorschriften über das Verhältnis des Bebauungsplans und des"
        " Flächennutzungsplans und",
        "nach § 214 Absatz 3 Satz 2 beachtliche Mängel des Abwägungsvorgangs,",
    ),
    "wenn sie nicht innerhalb eines Jahres seit Bekanntmachung des Flächennutzungsplans"
    " oder der Satzung schriftlich gegenüber der Gemeinde unter Darlegung des die"
    " Verletzung begründenden Sachverhalts geltend gemacht worden sind. Satz 1 gilt"
    " entsprechend, wenn Fehler nach § 214 Absatz 2a beachtlich sind"
    " (§ 215 Abs. 1 BauGB).",
)

# § 44 Abs. 3 Satz 1 und 2, Abs. 4 BauGB; der Hinweis ist nach Abs. 5 geboten.
COMPENSATION = (
    "Der Entschädigungsberechtigte kann Entschädigung verlangen, wenn die in den"
    " §§ 39 bis 42 bezeichneten Vermögensnachteile eingetreten sind. Er kann die"
    " Fälligkeit des Anspruchs dadurch herbeiführen, dass er die Leistung der"
    " Entschädigung schriftlich bei dem Entschädigungspflichtigen beantragt (§ 44"
    " Abs. 3 Satz 1 und 2 BauGB). Ein Entschädigungsanspruch erlischt, wenn nicht"
    " innerhalb von drei Jahren nach Ablauf des Kalenderjahres, in dem die in Absatz 3"
    " Satz 1 bezeichneten Vermögensnachteile eingetreten sind, die Fälligkeit des"
    " Anspruchs herbeigeführt wird (§ 44 Abs. 4 BauGB)."
)

# § 24 Abs. 6 GemO Rheinland-Pfalz: from memory, to be confirmed by the legal office.
MUNICIPAL_CODE = (
    "Satzungen, die unter Verletzung von Verfahrens- oder Formvorschriften der"
    " Gemeindeordnung oder auf Grund der Gemeindeordnung zustande gekommen sind, gelten"
    " ein Jahr nach der Bekanntmachung als von Anfang an gültig zustande gekommen. Dies"
    " gilt nicht, wenn die Bestimmungen über die Öffentlichkeit der Sitzung, die"
    " Genehmigung, die Ausfertigung oder die Bekanntmachung der Satzung verletzt worden"
    " sind, oder wenn vor Ablauf dieser Frist die Aufsichtsbehörde den Beschluss"
    " beanstandet oder jemand die Verletzung der Verfahrens- oder Formvorschriften"
    " gegenüber der Gemeindeverwaltung unter Bezeichnung des Sachverhalts, der die"
    " Verletzung begründen soll, schriftlich geltend gemacht hat. Hat jemand eine"
    " solche Verletzung geltend gemacht, so kann auch nach Ablauf der Frist jedermann"
    " diese Verletzung geltend machen (§ 24 Abs. 6 GemO)."
)

# § 3 Abs. 2 Satz 7 BauGB
INSPECTION = (
    "Mehr als 50 Personen haben Stellungnahmen mit im Wesentlichen gleichem Inhalt"
    " abgegeben. Die Mitteilung des Ergebnisses wird dadurch ersetzt, dass diesen"
    " Personen die Einsicht in das Ergebnis ermöglicht wird (§ 3 Abs. 2 Satz 7 BauGB)."
)
