"""A ZIP is unpacked a file at a time; what could do harm is told of and left alone."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from rotherham_hwb.legacy.keep import unpacking
from rotherham_hwb.legacy.keep.unpacking import BadArchive, unpack


def packed(folder: Path, **files: bytes) -> Path:
    """A ZIP of these files; "__" in a name stands for a slash."""
    path = folder / "old.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def taken(archive: Path, folder: Path) -> dict[str, str]:
    """Each file by its name: its words, or why it was not taken."""
    return {
        each.name: each.path.read_text() if each.path else each.problem
        for each in unpack(archive, into=folder)
    }


def with_entry(folder: Path, name: str, *, attributes: int = 0) -> Path:
    path = folder / "old.zip"
    entry = zipfile.ZipInfo(name)
    entry.external_attr = attributes
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, b"/etc/passwd")
    return path


def test_files_come_out_by_their_own_names_whatever_folder_they_are_in(tmp_path: Path) -> None:
    archive = packed(tmp_path, **{"2014__march.txt": b"one", "2014__may__april.TXT": b"two"})

    assert taken(archive, tmp_path) == {"march.txt": "one", "april.TXT": "two"}


def test_what_programs_put_beside_files_is_passed_over(tmp_path: Path) -> None:
    beside = ("/".join(("__MACOSX", "._march.txt")), "2014/.DS_Store", "2014/Thumbs.db")
    path = tmp_path / "old.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*beside, "march.txt"):
            archive.writestr(name, b"one")

    assert list(taken(path, tmp_path)) == ["march.txt"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../march.txt", unpacking.LEADS_OUT),
        ("2014/../../march.txt", unpacking.LEADS_OUT),
        ("/srv/march.txt", unpacking.LEADS_OUT),
        ("..\\march.txt", unpacking.LEADS_OUT),
        ("C:\\march.txt", unpacking.LEADS_OUT),
        ("more.zip", unpacking.A_ZIP),
        ("more.tar.gz", unpacking.A_ZIP),
        ("march.exe", unpacking.KINDS),
        ("march", unpacking.KINDS),
    ],
)
def test_a_hostile_or_unknown_name_is_refused_with_a_sentence(
    tmp_path: Path, name: str, sentence: str
) -> None:
    (told,) = taken(with_entry(tmp_path, name), tmp_path).values()

    assert told == sentence
    assert [each.name for each in tmp_path.iterdir()] == ["old.zip"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    link = 0o120777 << 16

    assert taken(with_entry(tmp_path, "march.txt", attributes=link), tmp_path) == {
        "march.txt": unpacking.LINK
    }


def test_a_zip_under_another_name_is_refused(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("march.txt", b"one")

    assert taken(packed(tmp_path, **{"march.pdf": inner.getvalue()}), tmp_path) == {
        "march.pdf": unpacking.A_ZIP
    }


def test_a_file_that_swells_is_cut_off_and_the_next_one_comes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MAX_BYTES", 1_000)
    monkeypatch.setattr(unpacking, "CHUNK", 100)
    archive = packed(tmp_path, **{"bomb.txt": b"0" * 50_000, "march.txt": b"one"})

    told = taken(archive, tmp_path)

    assert told == {"bomb.txt": unpacking.TOO_LARGE, "march.txt": "one"}
    assert max(each.stat().st_size for each in tmp_path.iterdir()) < 2_000


def test_a_zip_that_swells_as_a_whole_is_left_where_it_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_TOGETHER", 25)
    files = {f"{at}.txt": b"0" * 10 for at in range(5)}

    assert list(taken(packed(tmp_path, **files), tmp_path).values()) == [
        *("0" * 10, "0" * 10, unpacking.TOO_MUCH)
    ]


def test_an_empty_file_and_a_damaged_one_are_told_apart(tmp_path: Path) -> None:
    archive = packed(tmp_path, **{"empty.txt": b"", "march.txt": b"one" * 100})
    data = bytearray(archive.read_bytes())
    at = data.index(b"march.txt") + len("march.txt")
    data[at + 2] ^= 0xFF
    archive.write_bytes(bytes(data))

    assert taken(archive, tmp_path) == {
        "empty.txt": unpacking.EMPTY,
        "march.txt": unpacking.BROKEN,
    }


def test_too_many_files_and_no_zip_at_all_are_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_FILES", 2)
    with pytest.raises(BadArchive, match="more than"):
        taken(packed(tmp_path, **{f"{at}.txt": b"one" for at in range(3)}), tmp_path)

    path = tmp_path / "none.zip"
    path.write_bytes(b"not a zip")
    with pytest.raises(BadArchive, match="damaged or is none"):
        taken(path, tmp_path)
