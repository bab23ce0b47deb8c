from tests.building.sitting.environments import EIGHT, built_under


def test_time_zone_locale_umask_hash_seed_folder_order_and_cores_change_no_byte(tmp_path):
    """Two of the eight circumstances; the bench (``--only sitting``) takes all."""
    assert built_under(EIGHT[1], tmp_path) == built_under(EIGHT[6], tmp_path)
