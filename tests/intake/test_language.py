"""English is read; other languages are told from it, and what is too short is taken at its word."""

import pytest

from kg.intake.documents import document_of
from kg.intake.items import PLAIN, Item
from kg.intake.language import is_same, language
from kg.pipeline import extract

TEXTS = {
    "de": "Die Bürgermeisterin sagte am Montag, dass es in der ganzen Stadt geregnet habe und die Brücke zu sei.",
    "es": "La alcaldesa dijo el lunes que había llovido en toda la ciudad y que el puente estaba cerrado.",
    "fr": "La maire a déclaré lundi qu'il avait plu dans toute la ville et que le pont resterait fermé.",
    "no": "Ordføreren sa på mandag at det hadde regnet i hele byen og at broen var stengt for all trafikk.",
    "en": "The mayor said on Monday that it had rained in the whole town and that the bridge was closed.",
}


@pytest.mark.parametrize(("tag", "text"), TEXTS.items(), ids=TEXTS)
def test_languages_are_told(tag: str, text: str) -> None:
    assert language(text) == tag


def test_a_text_overrules_what_is_declared_but_keeps_its_region() -> None:
    assert language(TEXTS["de"], declared="en-GB") == "de"
    assert language(TEXTS["en"], declared="en-GB") == "en-GB"
    assert language(TEXTS["en"], declared="fr") == "en"


def test_a_few_words_are_taken_at_their_word() -> None:
    assert language("Ada Lund traf Bo Vik.", declared="en") == "en"
    assert language("", declared="fr") == "fr"


def test_regions_make_no_other_language() -> None:
    assert is_same("en-GB", "EN_us")
    assert not is_same("en", "enm")


@pytest.mark.parametrize("tag", ["de", "en"])
def test_only_english_has_statements(tag: str) -> None:
    document = document_of(Item(origin="a.txt", data=TEXTS[tag].encode(), media_type=PLAIN))
    assert document.metadata.language == tag
    assert bool(extract(document).statements) is (tag == "en")
