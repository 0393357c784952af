"""Sizes of pages as officers call them."""

from reports.files.sizes import sizes_in_words


def test_sizes_are_called_by_name() -> None:
    sizes = [(595.3, 841.9, 12), (841.9, 595.2, 1), (1191, 842, 2), (612, 792, 1)]
    words = ["A4, 12 pages", "A3 landscape, 2 pages", "A4 landscape, 1 page", "US Letter, 1 page"]
    assert sizes_in_words(sizes) == words


def test_the_same_paper_of_two_programs_is_one_size() -> None:
    assert sizes_in_words([[595.3, 841.9, 3], [594.96, 842.04, 1200]]) == ["A4, 1,203 pages"]


def test_a_size_without_a_name_is_given_in_millimetres() -> None:
    assert sizes_in_words([[960, 540, 85]]) == ["339 × 190 mm, 85 pages"]
