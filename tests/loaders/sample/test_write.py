"""The sample is the same bytes from the same seed, with one Đào, and other ones from another."""

from pathlib import Path

from loaders.sample import write_sample


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_sample(tmp_path / "a", workers=120, companies=3, seed=4, rosters=2)
    write_sample(tmp_path / "b", workers=120, companies=3, seed=4, rosters=2)
    write_sample(tmp_path / "c", workers=120, companies=3, seed=5, rosters=2)
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert content(tmp_path / "a") != content(tmp_path / "c")
    assert len(first.files) == 6
    assert (tmp_path / "a/truth.json").read_text(encoding="utf-8").count('"Đặng Thị Đào"') >= 1
