import pytest

from travaux.store.library import Version, sqlite_notice, sqlite_version


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2), (3, 52, 0)])
def test_a_library_that_can_damage_a_file_is_named(version: Version) -> None:
    notice = sqlite_notice(version)
    assert notice is not None
    assert notice.startswith(
        f"SQLite {'.'.join(map(str, version))} can damage a file that two programs write"
    )


@pytest.mark.parametrize("version", [(3, 6, 23), (3, 51, 3), (3, 51, 4), (3, 53, 0), (3, 54, 1)])
def test_a_sound_library_needs_no_notice(version: Version) -> None:
    assert sqlite_notice(version) is None


def test_the_library_is_the_one_that_is_used() -> None:
    assert sqlite_notice() == sqlite_notice(sqlite_version())
