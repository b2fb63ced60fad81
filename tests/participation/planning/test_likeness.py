import random

from participation.planning.likeness import clusters

FORM = (
    "Wir lehnen den Bebauungsplan Am Gradierwerk ab, weil die Straße zu schmal ist, die"
    " Kinder keinen sicheren Schulweg haben und das Hochwasser der letzten Jahre zeigt,"
    " dass die Wiesen am Bach nicht bebaut werden dürfen."
)
OTHER = (
    "Die Höhe der Gebäude mit vier Geschossen passt nicht zum Kurpark. Wir bitten, auf"
    " zwei Geschosse und ein geneigtes Dach zu gehen, damit man die Weinberge sieht."
)


def test_same_words_are_alike_however_written():
    loud = FORM.upper().replace(",", " ,\n").replace("Ü", "UE")

    assert clusters({4: FORM, 9: loud, 2: OTHER}) == [[4, 9]]


def test_personal_addition_leaves_a_form_letter_alike():
    longer = f"{FORM} Außerdem wohne ich selbst in der Straße und kenne den Bach gut."

    assert clusters({1: FORM, 2: longer}) == [[1, 2]]


def test_what_shares_only_a_sentence_is_not_alike():
    mixed = f"{OTHER} Wir lehnen den Bebauungsplan Am Gradierwerk ab, weil"

    assert clusters({1: FORM, 2: mixed, 3: ""}) == []


def test_largest_cluster_comes_first_and_the_order_of_keys_does_not_matter():
    texts = {1: OTHER, 2: FORM, 3: OTHER, 4: FORM, 5: FORM}
    shuffled = dict(random.Random(3).sample(sorted(texts.items()), 5))

    assert clusters(texts) == clusters(shuffled) == [[2, 4, 5], [1, 3]]
