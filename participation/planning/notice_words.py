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
