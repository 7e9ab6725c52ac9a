"""A .csv as it comes: what parts its cells, quotes that nobody closed, bytes that are none."""

from loaders.reading.text import read_csv

HEAD = "Công ty A\nMã NV;Họ và tên;Nơi ở\n"


def test_the_sign_in_the_addresses_does_not_part_the_cells() -> None:
    rows = read_csv(f"{HEAD}A1;Lê An;P203, nhà trọ bà Hoa, Núi Hiểu, Quang Châu, Việt Yên\n".encode())
    assert rows[2] == ["A1", "Lê An", "P203, nhà trọ bà Hoa, Núi Hiểu, Quang Châu, Việt Yên"]
    rows = read_csv("Mã NV,Họ và tên,Người ở cùng\nA1,Lê An,Lê A; Lê B; Lê C; Lê D\n".encode())
    assert rows[1] == ["A1", "Lê An", "Lê A; Lê B; Lê C; Lê D"]


def test_a_quote_that_is_not_closed_swallows_no_row() -> None:
    rows = read_csv(f'{HEAD}A1;"Lê An;P1\nA2;Lê Bé;"P2\n\nhai"\nA3;"Lê ""Ca""";P3\n'.encode())
    assert rows[2:] == [["A1", "Lê An", "P1"], ["A2", "Lê Bé", "P2\n\nhai"], ["A3", 'Lê "Ca"', "P3"]]
    assert read_csv(f'{HEAD}A1;"Lê An;P1\nA2;"Lê Bé";P2\n'.encode())[2:] == [
        ["A1", "Lê An", "P1"],
        ["A2", "Lê Bé", "P2"],
    ]


def test_a_cell_of_several_lines_stays_one() -> None:
    assert read_csv(f'{HEAD}A1;Lê An;"P1;\n2;3;4"\n'.encode())[2] == ["A1", "Lê An", "P1;\n2;3;4"]


def test_one_bad_byte_spoils_no_other_letter() -> None:
    rows = read_csv((HEAD + "A1;Nguyễn Thị Hường;Núi Hiểu\nA2;").encode() + b"Nguy\xean;x\n")
    assert rows[2:] == [["A1", "Nguyễn Thị Hường", "Núi Hiểu"], ["A2", "Nguy\ufffdn", "x"]]
    assert read_csv("Mã NV;Tên\nA1;Lê Hà\n".encode("cp1258", errors="ignore"))[1] == ["A1", "Lê Hà"]
