"""Step 6: the sectors that a title names."""

import pytest

from mou_cli.intake.sectors_of import SectorFinder, shipped_finder
from mou_cli.vocabulary.sectors import Sectors


@pytest.mark.parametrize(
    ("title", "language", "codes"),
    [
        ("Memorandum on railways", "en", ("rail",)),
        ("Agreement on customs and transit trade", "en", ("customs", "transit")),
        ("Agreement on health", "en", ("health",)),
        ("соглашение о туризме", "ru", ("tourism",)),
        ("соглашение в сфере сельского хозяйства", "ru", ("agriculture",)),
        ("مذكرة في مجال الصحة", "ar", ("health",)),
        ("تجارت کے شعبے میں یادداشت", "ur", ("trade",)),
        ("Agreement on nothing in particular", "en", ()),
        ("Agreement on providing security", "en", ("security",)),  # and not securities
        ("Agreement on health and medicine", "en", ("health",)),
        ("Study of the cross-border railway", "en", ("rail",)),
        ("Memorandum on building a road", "en", ("road",)),
        ("Memorandum on building", "en", ("construction",)),
        ("Agreement on cross-border matters", "en", ("border",)),
        ("соглашение в таможенной сфере", "ru", ("customs",)),
        ("меморандум в налоговой и банковской сферах", "ru", ("taxation", "banking")),
        ("مذكرة تفاهم في المجال الزراعي", "ar", ("agriculture",)),
        ("accord de coopération judiciaire", "fr", ("justice",)),
        ("سیاحتی تعاون کا معاہدہ", "ur", ("tourism",)),
        ("Memorandum on palm oil", "en", ("agriculture",)),
        ("Memorandum on crude oil", "en", ("oil-gas",)),
        ("Agreement on a friendship road", "en", ("road",)),
        ("Treaty of friendship", "en", ("political",)),
        ("Memorandum on a seed bank", "en", ("agriculture",)),
        ("Agreement on trade unions", "en", ("labour",)),
    ],
)
def test_sectors_are_found_in_every_form(title: str, language: str, codes: tuple[str, ...]) -> None:
    assert shipped_finder(language).find(title) == codes


def test_a_leaf_is_enough_without_its_group() -> None:
    assert shipped_finder("en").find("Agreement on transport and railways") == ("rail",)


def test_a_registry_may_have_sectors_of_its_own() -> None:
    own = SectorFinder(Sectors({"falconry": {"label": "Falconry", "parent": "culture"}}), "en")
    assert own.find("Memorandum on falconry") == ("falconry",)


def test_an_adjective_names_no_sector_that_the_registry_lacks() -> None:
    own = SectorFinder(Sectors({}), "ru")
    assert set(own.find("соглашение в таможенной сфере")) <= {sector.code for sector in own._sectors}


def test_two_subjects_of_one_field() -> None:
    finder = shipped_finder("en")
    assert finder.same_field("oil", "gas")
    assert not finder.same_field("oil", "tourism")
    assert not finder.same_field("foo", "bar")
