"""Sending files as a steward and as a firm: checked first, the difference, what to say of doubtful things, applied."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from graph.database import Database
from loaders.importing import import_file
from loaders.options import Options
from service.accounts.roles import Role
from tests.drawing import draw, run
from tests.service.pages.conftest import PHONE, Visitor, assert_accessible, shoot
from tests.workbooks import ABC, send, write_workbook

ROWS = [
    {"code": f"w{n:02}", "name": f"Trần Thị {name}", "workshop": "May", "team": "Tổ 1", "phone": f"09123456{n:02}"}
    for n, name in enumerate(("An", "Bình", "Cúc", "Dung", "Én", "Giang", "Hà", "Lan", "Mai", "Nga"), start=1)
]
#: Keeps whatever is said of how far an import is.
OBSERVED = """() => {
  window.seen = [];
  const look = () => document.querySelectorAll(".tv-progress .tv-small").forEach((one) => seen.push(one.textContent));
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
KEY = "cong-ty-tnhh-abc"


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    """The firm ABC with ten workers, as it sent them on 10/05/2021."""
    send(database, tmp_path / "before.xlsx", ROWS, "2021-05-10")
    return database


def check(page: Page, *paths: Path) -> None:
    """Choose files and have them checked."""
    page.locator("input[type=file]").first.set_input_files(list(paths))
    page.get_by_role("button", name=re.compile(r"^Kiểm tra \d+ tệp$")).click()


def count(page: Page, name: str) -> str:
    """Return a number of the tally."""
    return page.locator(".tv-tally > div", has=page.get_by_text(name, exact=True)).locator("dd").inner_text()


def applied(database: Database) -> int:
    """Return how many imports changed the graph."""
    return int(run(database, "MATCH (i:Import {mode: 'apply', state: 'done'}) RETURN count(i)")[0][0])


def test_a_file_is_checked_then_applied_and_sent_back_to_be_mended(
    firm: Database, visitor: Visitor, tmp_path: Path
) -> None:
    rows = [*ROWS[:9], {"code": "w11", "name": "Vũ Thị Mới", "workshop": "May"}, {"code": None, "name": "Lê Văn Không"}]
    rows[0] = {**rows[0], "workshop": "Cắt", "team": None}
    path = write_workbook(tmp_path / "moi.xlsx", rows, as_of=date(2021, 5, 13))
    page = visitor(Role.STEWARD, "/imports")
    check(page, path)
    expect(page.locator(".tv-files li").first).to_have_attribute("data-state", "checked")
    expect(page.get_by_text(f"{ABC} · danh sách ngày 13/05/2021")).to_be_visible()
    counted = [count(page, name) for name in ("dòng đọc được", "người mới", "bị bỏ", "chuyển", "nghỉ")]
    assert counted == ["11", "1", "1", "1", "1"]
    expect(page.get_by_text("w11 Vũ Thị Mới: mới")).to_be_visible()
    expect(page.get_by_text(re.compile("w10 Trần Thị Nga: nghỉ"))).to_be_visible()
    assert applied(firm) == 1, "a check writes nothing"
    assert_accessible(page)
    shoot(page, "imports")
    page.get_by_role("button", name="Nhập tệp này").click()
    expect(page.locator(".tv-files li").first).to_have_attribute("data-state", "applied")
    assert applied(firm) == 2
    expect(page.get_by_role("row", name=re.compile("moi.xlsx")).filter(has_text="kiểm tra thử")).to_be_visible()
    page.get_by_role("link", name="Xem báo cáo", exact=True).click()
    expect(page).to_have_url(re.compile(r"/imports/\d+-\d+-\w+$"))
    expect(page.get_by_role("cell", name=re.compile("Dòng này không có mã số công nhân.")).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp cần sửa (.xlsx)").click()
    download.value.save_as(tmp_path / "can-sua.xlsx")
    assert openpyxl.load_workbook(tmp_path / "can-sua.xlsx").sheetnames == ["Cần xem", "Danh sách"]


def test_findings_are_narrowed_by_what_stands_in_the_address(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    rows = [*ROWS, {"code": None, "name": "Lê Văn Không"}, {"code": "w12", "name": "Vũ Thị Hai", "phone": "12"}]
    path = write_workbook(tmp_path / "moi.xlsx", rows, as_of=date(2021, 5, 13))
    report = import_file(firm, path, options=Options())
    page = visitor(Role.STEWARD, f"/imports/{report.key}")
    expect(page.get_by_role("heading", name="Các loại")).to_be_visible()
    assert_accessible(page)
    shoot(page, "import-report")
    page.get_by_label("Mức").select_option("error")
    expect(page).to_have_url(re.compile(r"\?severity=error$"))
    expect(page.get_by_text("1 mục", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name=re.compile("Dòng này không có mã số công nhân."))).to_have_count(1)
    page.goto(f"/imports/{report.key}?code=phone-bad&column=Số điện thoại")
    expect(page.get_by_text("1 mục", exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="12", exact=True)).to_be_visible()
    page.get_by_label("Mức").select_option("error")
    expect(page.get_by_text("Không có dòng nào khớp bộ lọc.")).to_be_visible()
    page.get_by_role("link", name=re.compile("Khác danh sách trước")).click()
    expect(page.get_by_text("w12 Vũ Thị Hai: mới")).to_be_visible()
    page.get_by_role("link", name=re.compile("Các cột")).click()
    expect(page.get_by_role("cell", name="đúng tên trong mẫu").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Dòng bỏ qua")).click()
    expect(page.get_by_text("Không dòng nào bị bỏ qua.")).to_be_visible()
    phone = visitor(Role.STEWARD, f"/imports/{report.key}", size=PHONE, lang="en")
    expect(phone.get_by_role("cell", name=re.compile("This row has no worker code.")).first).to_be_visible()
    assert_accessible(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_held_file_asks_why_so_many_are_gone(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "it.xlsx", ROWS[:2], as_of=date(2021, 5, 13))
    page = visitor(Role.STEWARD, "/imports")
    check(page, path)
    asked = page.get_by_role("group", name="8 người có trong danh sách trước nay không còn. Vì sao?")
    expect(asked).to_be_visible()
    expect(page.get_by_role("button", name="Nhập tệp này")).to_have_count(0)
    asked.get_by_label(re.compile("Tệp chỉ có một phần")).click()
    expect(page.get_by_text("Không có gì thay đổi so với danh sách trước.")).to_be_visible()
    page.get_by_role("button", name="Nhập tệp này").click()
    expect(page.locator(".tv-files li").first).to_have_attribute("data-state", "applied")
    left = run(firm, "MATCH (:Worker)-[m:WORKS_IN]->() WHERE m.until IS NOT NULL RETURN count(m)")[0][0]
    assert left == 0, "nobody left"


def test_a_held_import_can_be_sent_again_from_its_own_page(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "it.xlsx", ROWS[:2], as_of=date(2021, 5, 13))
    report = import_file(firm, path, options=Options())
    assert report.state == "held"
    page = visitor(Role.STEWARD, f"/imports/{report.key}")
    expect(page.get_by_role("alert")).to_contain_text("8 người có trong danh sách trước nay không còn")
    assert_accessible(page)
    page.get_by_label("Đúng là nhiều người đã nghỉ việc").check()
    check(page, path)
    page.get_by_role("button", name="Nhập tệp này").click()
    expect(page.locator(".tv-files li").first).to_have_attribute("data-state", "applied")
    expect(page.locator(".tv-files")).to_contain_text(re.compile("nghỉ.*8", re.DOTALL))


def test_a_doubtful_column_is_asked_and_what_was_said_is_forgotten(
    database: Database, visitor: Visitor, tmp_path: Path
) -> None:
    rows = [{name: row[name] for name in ("code", "name", "workshop")} for row in ROWS]
    path = write_workbook(tmp_path / "b.xlsx", rows, titles={"name": "Nhân sự"}, company="Công ty B")
    page = visitor(Role.STEWARD, "/imports")
    expect(page.get_by_text("Chưa có lần nhập nào.")).to_be_visible()
    check(page, path)
    asked = page.get_by_label("Cột «Nhân sự» là")
    expect(asked).to_have_value("name")
    assert_accessible(page)
    page.get_by_role("button", name="Kiểm tra lại với cách đọc này").click()
    page.get_by_role("button", name="Nhập tệp này").click()
    page.get_by_role("link", name="Xem báo cáo", exact=True).click()
    page.get_by_role("link", name=re.compile("Các cột")).click()
    expect(page.get_by_role("row", name=re.compile("Nhân sự")).first).to_contain_text("đã có người xác nhận")
    page.get_by_role("button", name="Quên").click()
    expect(page.get_by_text("Đã quên; lần sau sẽ hỏi lại.")).to_be_visible()
    assert run(database, "MATCH (m:Mapping) RETURN count(m)")[0][0] == 0


def test_many_files_are_checked_one_after_another(database: Database, visitor: Visitor, tmp_path: Path) -> None:
    paths = [
        write_workbook(tmp_path / f"{name}.xlsx", ROWS[:3], company=f"Công ty {name}", as_of=date(2021, 5, 10))
        for name in ("Một", "Hai")
    ]
    (tmp_path / "hỏng.xlsx").write_bytes(b"%PDF-1.7")
    page = visitor(Role.STEWARD, "/imports")
    check(page, *paths, tmp_path / "hỏng.xlsx")
    states = page.locator(".tv-files .tv-chip")
    expect(states).to_have_text(["đã kiểm tra", "đã kiểm tra", "không nhập được"])
    expect(page.get_by_text("không phải bảng tính đọc được")).to_be_visible()
    page.get_by_role("button", name="Nhập 2 tệp đã kiểm tra").click()
    expect(states).to_have_text(["đã nhập", "đã nhập", "không nhập được"])
    assert applied(database) == 2


def test_files_can_be_dropped_and_others_are_not_taken(database: Database, visitor: Visitor) -> None:
    page = visitor(Role.STEWARD, "/imports")
    dropped = """(name) => { const data = new DataTransfer(); data.items.add(new File(["x"], name)); return data; }"""
    for name in ("thu.docx", "danh-sach.xlsx"):
        data = page.evaluate_handle(dropped, name)
        page.dispatch_event(".tv-drop", "drop", {"dataTransfer": data})
        if name.endswith("docx"):
            expect(page.get_by_text("Không có tệp bảng tính nào")).to_be_visible()
    expect(page.locator(".tv-files .tv-name")).to_have_text(["danh-sach.xlsx"])


def test_a_day_that_is_none_is_said_beside_the_file(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "moi.xlsx", ROWS, as_of=date(2021, 5, 13))
    page = visitor(Role.STEWARD, "/imports", refused=True)
    page.get_by_label("Danh sách ngày").fill("32/13/2021")
    check(page, path)
    expect(page.locator(".tv-files").get_by_role("alert")).to_contain_text("32/13/2021")
    page.get_by_label("Danh sách ngày").fill("14/05/2021")
    page.get_by_role("button", name="Kiểm tra 1 tệp").click()
    expect(page.get_by_text("danh sách ngày 14/05/2021")).to_be_visible()


def test_a_firm_sends_its_own_list_and_sees_its_own_imports(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    send(firm, tmp_path / "khac.xlsx", ROWS, "2021-05-10", heading="Công ty Khác")
    path = write_workbook(tmp_path / "moi.xlsx", ROWS, as_of=date(2021, 5, 13), company="Công ty Khác")
    page = visitor(Role.FIRM, "/imports", companies=(KEY,), size=PHONE)
    expect(page.get_by_role("row", name=re.compile("before.xlsx"))).to_be_visible()
    expect(page.get_by_text("khac.xlsx")).to_have_count(0)
    expect(page.get_by_label("Doanh nghiệp", exact=True)).to_have_count(0)
    check(page, path)
    expect(page.get_by_text(f"{ABC} · danh sách ngày 13/05/2021")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_firm_with_several_companies_says_for_which(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    send(firm, tmp_path / "khac.xlsx", ROWS, "2021-05-10", heading="Công ty Khác")
    path = write_workbook(tmp_path / "moi.xlsx", ROWS, as_of=date(2021, 5, 13), company=None)
    page = visitor(Role.FIRM, "/imports", name="tap-doan", companies=(KEY, "cong-ty-khac"))
    page.get_by_label("Doanh nghiệp", exact=True).select_option("Công ty Khác")
    check(page, path)
    expect(page.get_by_text("Công ty Khác · danh sách ngày 13/05/2021")).to_be_visible()
    page.goto(f"/imports?company={KEY}")
    expect(page.get_by_text(f"Chỉ của {ABC}.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("before.xlsx"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("khac.xlsx"))).to_have_count(0)


def test_the_page_of_an_import_that_waits_becomes_its_report(firm: Database, visitor: Visitor, tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "moi.xlsx", ROWS, as_of=date(2021, 5, 13))
    key = import_file(firm, path, options=Options(check=True)).key
    asked = "MATCH (i:Import {key: $key}) "
    run(firm, asked + "SET i.state = 'queued', i.later = i.report REMOVE i.report", key=key)
    page = visitor(Role.STEWARD, f"/imports/{key}")
    expect(page.get_by_text("Đang chờ đến lượt")).to_be_visible()
    assert_accessible(page)
    run(firm, asked + "SET i.state = 'done', i.report = i.later", key=key)
    expect(page.get_by_role("navigation", name="Các phần của báo cáo")).to_be_visible()


def test_imports_of_others_are_not_there_and_who_may_not_is_told(database: Database, visitor: Visitor) -> None:
    draw(database, groups=[(KEY, "company", None)])
    page = visitor(Role.STEWARD, "/imports/none", refused=True)
    expect(page.get_by_text("Không có lần nhập nào mang khóa none.")).to_be_visible()
    for path in ("/imports", "/imports/none"):
        page = visitor(Role.ANALYST, path, refused=True)
        expect(page.get_by_text("Vai trò truy vết viên không xem được trang này.")).to_be_visible()


def test_an_import_on_its_way_shows_how_far_it_is_and_then_its_report(
    firm: Database, visitor: Visitor, tmp_path: Path
) -> None:
    path = write_workbook(tmp_path / "moi.xlsx", ROWS, as_of=date(2021, 5, 13))
    report = import_file(firm, path, options=Options(check=True))
    page = visitor(Role.STEWARD, "/imports")
    document = {"key": report.key, "state": "running", "file": "moi.xlsx", "mode": "check"}
    told = iter(("read", "check"))

    def on_its_way(route) -> None:  # type: ignore[no-untyped-def]
        if (stage := next(told, None)) is None:
            route.continue_()
        else:
            route.fulfill(json={**document, "progress": {"stage": stage, "done": 0, "total": 10}})

    page.route(re.compile("/api/imports/.*limit=50"), on_its_way)
    page.evaluate(OBSERVED)
    check(page, path)
    expect(page.locator(".tv-files li").first).to_have_attribute("data-state", "checked")
    stages = page.evaluate("window.seen")
    assert "Đang đọc tệp" in stages
    assert any(re.match(r"Đang so với danh sách trước · còn khoảng \d+ giây", stage) for stage in stages)
