"""Words that tell what a row is. They compare with their accents where the cell has accents: "Tổng" is not "Tống"."""

import re

from graph.model.keys import fold

#: What stands between a family name and a given one, in most names.
_MIDDLE = frozenset({"văn", "thị", "van", "thi"})
_FAMILY = frozenset(
    (
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương lâm mai đào cao "
        "hà lương thái châu tạ phùng tô vương quách kiều triệu lưu thân giáp nông hứa vi ma lò giàng sùng vàng thào "
        "chu la tống khổng nghiêm ninh đàm tăng thạch kim doãn cù ngụy mạc diệp quan từ ong leo lục mã bàn tẩn "
        "cộng tổng"
    ).split()
)
#: Written without accents, "to" and "ban" are a team's and a department's words too.
_BARE_FAMILY = frozenset(fold(name) for name in _FAMILY) - {"to", "ban", "cong", "tong", "ma", "la", "leo", "quan"}


class Wording:
    """A pattern of Vietnamese words in lower case, with ``\\b`` and classes in lower case only.

    >>> total = Wording(r"tổng\\b")
    >>> total.starts("Tổng: 12"), total.starts("TONG: 12"), total.starts("Tống Thị Lan")
    (True, True, False)
    """

    def __init__(self, pattern: str) -> None:
        """Compile a pattern as it is, and without accents."""
        self._accented = re.compile(pattern)
        self._bare = re.compile(fold(pattern))

    def starts(self, text: str) -> bool:
        """Tell whether a text begins with these words."""
        lower, bare = " ".join(text.lower().split()), fold(text)
        return (self._accented.match(lower) if bare != lower else self._bare.match(bare)) is not None


def is_person(text: str) -> bool:
    """Tell whether a text is likely a person's name: by its family name, or by what stands in the middle.

    >>> is_person("Tô Văn Năm"), is_person("Phòng Thị Mai"), is_person("May mẫu"), is_person("Tổ 5")
    (True, True, False, False)
    """
    words = text.lower().split()
    if not 2 <= len(words) <= 6 or any(sign.isdigit() or sign in ":(),;" for sign in text):
        return False
    if words[1:3] in (["văn", "phòng"], ["van", "phong"]):
        return False
    return words[1] in _MIDDLE or words[0] in _FAMILY or words[0] in _BARE_FAMILY
