from travaux.compare.likeness import rarity, telling

SAID = (
    "Ports admit ships in accordance with national law",
    "Courts hear appeals in accordance with national law",
    "Crews are paid in accordance with national law",
    "Catches are reported by flag States",
    "Floods are reported to the Secretariat",
    "Each year the Secretariat publishes a report",
)


def test_a_rare_word_says_more_than_a_common_one() -> None:
    rare = rarity(map(telling, SAID), len(SAID))
    weights = rare.bag("Floods are reported in Atlantis").weights
    assert {word: round(weight, 2) for word, weight in weights.items()} == {
        "floods": 1.95,
        "are": 1.10,
        "reported": 1.39,
        "in": 1.10,
        "atlantis": 1.95,
    }


def test_behind_its_first_word_a_set_phrase_says_little() -> None:
    rare = rarity(map(telling, SAID), len(SAID))
    weights = rare.bag("in accordance with national law").weights
    assert {word: round(weight, 2) for word, weight in weights.items()} == {
        "in": 1.10,
        "accordance": 0.69,
        "with": 0.69,
        "national": 0.69,
        "law": 0.69,
    }
