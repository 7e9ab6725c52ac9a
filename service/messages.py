"""What the command line says, in both languages: one catalogue, Vietnamese first."""

MESSAGES: dict[str, tuple[str, str]] = {
    "graph-up": ("Đồ thị đang chạy: {uri}, tiến trình {pid}, {memory} MB.", "The graph runs: {uri}, process {pid}, {memory} MB."),
    "graph-down": ("Đồ thị ở {folder} không chạy.", "The graph of {folder} does not run."),
    "graph-elsewhere": ("Dùng đồ thị {uri} (NEO4J_URI).", "The graph is {uri} (NEO4J_URI)."),
    "graph-stopped": ("Đã dừng đồ thị.", "The graph was stopped."),
    "written": ("Đã ghi {path}.", "{path} was written."),
    "sample-written": ("Đã ghi {files} tệp với {workers} công nhân vào {path}.", "{files} files with {workers} workers were written into {path}."),
    "import-line": (
        "{file}: {company}, {read} dòng; mới {created}, đổi {changed}, như cũ {unchanged}, bỏ {rejected}; chuyển {moved}, nghỉ {left}; {findings} điều cần xem ({seconds} giây)",
        "{file}: {company}, {read} rows; {created} created, {changed} changed, {unchanged} unchanged, {rejected} rejected; {moved} moved, {left} left; {findings} findings ({seconds} s)",
    ),
    "import-check": ("(chỉ kiểm tra, không ghi gì)", "(checked only, nothing was written)"),
    "import-repeated": (
        "(tệp này đã nhập trước đây, không có gì mới; --afresh để làm lại)",
        "(this very file was applied before, nothing is new; --afresh does it again)",
    ),
    "import-held": (
        "{file}: giữ lại, chưa nhập gì: {absent} người trong {company} không có trong tệp, hơn một phần năm. Nếu đúng, thêm --confirm-leavers; nếu tệp chỉ có một phần, thêm --partial.",
        "{file}: held, nothing was imported: {absent} people of {company} are missing from it, more than a fifth. If that is right add --confirm-leavers; if the file is only a part add --partial.",
    ),
    "import-outcomes": ("Các tệp: {files}.", "Files: {files}."),
    "files-done": ("{count} đã nhập", "{count} done"),
    "files-repeated": ("{count} đã nhập từ trước", "{count} applied before"),
    "files-held": ("{count} giữ lại", "{count} held"),
    "files-refused": ("{count} từ chối", "{count} refused"),
    "files-failed": ("{count} lỗi", "{count} failed"),
    "import-total": ("Cộng {files} tệp, {read} dòng trong {seconds} giây: mới {created}, đổi {changed}, như cũ {unchanged}, bỏ {rejected}.", "{files} files, {read} rows in {seconds} s: {created} created, {changed} changed, {unchanged} unchanged, {rejected} rejected."),
    "finding": ("  trang {sheet}, dòng {row}, cột {column}: {message} {done}", "  sheet {sheet}, row {row}, column {column}: {message} {done}"),
    "columns-said": ("  Cột đọc theo --map: {titles}; được nhớ cho công ty này", "  Columns read by --map: {titles}; remembered for this firm"),
    "columns-remembered": (
        "  Cột đọc theo cách đã xác nhận trước (truyvet mapping list): {titles}",
        "  Columns read as confirmed before (truyvet mapping list): {titles}",
    ),
    "identity-none": ("Không có cặp nào.", "No pairs."),
    "identity-total": ("{total} cặp", "{total} pairs"),
    "identity-accepted": ("{key}: một người", "{key}: one person"),
    "identity-rejected": ("{key}: hai người khác nhau", "{key}: two people"),
    "identity-open": ("{key}: chờ quyết định lại", "{key}: open again"),
    "mapping-none": ("Chưa nhớ cách đọc cột nào.", "No mapping of titles is remembered."),
    "mapping-forgotten": ("Đã quên {key}.", "{key} was forgotten."),
    "errors-written": ("  Tệp để doanh nghiệp sửa: {path}", "  The firm's file to mend: {path}"),
    "differences": ("  Thay đổi so với lần trước:", "  What changes:"),
    "difference": ("    {text}", "    {text}"),
    "difference-row": ("    {text} [trang {sheet}, dòng {row}]", "    {text} [sheet {sheet}, row {row}]"),
    "more-findings": ("  … và {count} điều nữa (xem --json)", "  … and {count} more (see --json)"),
    "found": ("{total} người", "{total} people"),
    "shown-of": ("Hiện {shown} trong {total}; xem thêm bằng --offset và --limit, hoặc ghi ra tệp bằng -o.", "{shown} of {total} shown; see more with --offset and --limit, or write all with -o."),
    "nobody": ("Không có ai.", "Nobody."),
    "case-added": ("Ca bệnh {key}", "Case {key}"),
    "met-added": ("Đã ghi: {a} và {b} gặp nhau {days}.", "Recorded: {a} and {b} met {days}."),
    "event-added": ("Đã ghi: {person}, {what}, {days}.", "Recorded: {person}, {what}, {days}."),
    "event-retracted": ("Đã rút lại {key}.", "{key} was withdrawn."),
    "trace-levels": ("{counts}; nguy cơ gần {near}, xa {distant}", "{counts}; near {near}, distant {distant}"),
    "missing-title": ("Còn thiếu", "What is missing"),
    "missing-line": ("  {company}: {with_residence}/{workers} có nơi ở, {with_vehicle}/{workers} có phương tiện, {age}", "  {company}: {with_residence}/{workers} with residence, {with_vehicle}/{workers} with vehicle, {age}"),
    "age": ("tệp ngày {day} ({days} ngày trước)", "file of {day} ({days} days old)"),
    "no-age": ("chưa có tệp nào trước ngày đó", "no file up to that day"),
    "token": (
        "Mã truy cập (chỉ hiện một lần, hãy cất giữ): {token}\nGửi kèm mỗi yêu cầu: Authorization: Bearer {token}",
        "Token (shown only once, keep it): {token}\nSend it with every request: Authorization: Bearer {token}",
    ),
    "serving": ("truyvet phục vụ tại {address}/docs (Ctrl-C để dừng).", "truyvet serves at {address}/docs (Ctrl-C to stop)."),
    "demo-sample": ("1. Tạo {companies} tệp Excel mẫu với {workers} công nhân trong {path}", "1. {companies} sample workbooks with {workers} workers in {path}"),
    "demo-import": ("2. Nhập vào Neo4j", "2. Import into Neo4j"),
    "demo-case": ("3. Ca bệnh F0: {name} ({code}), {company}; khởi phát {onset}, cách ly {isolated}", "3. The case, F0: {name} ({code}), {company}; onset {onset}, isolated {isolated}"),
    "demo-trace": (
        "4. Ai đã tiếp xúc? (lần đầu {first} ms, các lần sau {again} ms)",
        "4. Who were the contacts? (first time {first} ms, later {again} ms)",
    ),
    "demo-page": (
        "5. Trang web và API: chạy «{command}» rồi mở {address}/docs\n   Thử thêm: {find}",
        "5. Page and API: run “{command}” and open {address}/docs\n   Try also: {find}",
    ),
    "demo-foreign": (
        "Thư mục dữ liệu {folder} đã có dữ liệu thật ({company}); demo chỉ chạy trên thư mục riêng: đặt TRUYVET_DATA_DIR.",
        "The data folder {folder} holds other data ({company}); the demo needs a folder of its own: set TRUYVET_DATA_DIR.",
    ),
    "quality-summary": (
        "{companies} công ty, {workers} công nhân; {overdue} công ty quá 3 ngày chưa gửi tệp; {errors} dòng bị bỏ, {warnings} điều cần xem, {suspicious} điều đáng ngờ.",
        "{companies} companies, {workers} workers; {overdue} have sent no file for more than 3 days; {errors} rows rejected, {warnings} warnings, {suspicious} suspicious things.",
    ),
    "never": ("chưa có", "never"),
    "gaps": ("Thiếu", "Gaps"),
    "same-as": ("Cùng một người với", "Same person as"),
    "housemates": ("Ở cùng", "Housemates"),
    "cases": ("Ca bệnh", "Cases"),
    "doses": ("Vắc xin", "Vaccinations"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "room": ("phòng", "room"), "house": ("nhà", "house"), "village": ("thôn", "village"), "team": ("tổ", "team"),
    "workshop": ("phân xưởng", "workshop"), "company": ("công ty", "company"), "vehicle": ("xe", "vehicle"),
    "residence": ("nơi ở", "residence"), "met": ("đã gặp", "met"), "near": ("gần", "near"), "distant": ("xa", "distant"),
    "key": ("Khóa", "Key"), "code": ("Mã", "Code"), "name": ("Họ tên", "Name"), "born": ("Sinh", "Born"),
    "matched": ("Khớp", "Matched"), "level": ("F", "F"), "grade": ("Nguy cơ", "Grade"), "days": ("Số ngày", "Days"),
    "from": ("Từ", "From"), "to": ("Đến", "To"), "why": ("Vì sao", "Why"), "phone": ("Điện thoại", "Phone"),
    "sex": ("Giới tính", "Sex"), "citizen_id": ("CCCD/CMND", "Citizen ID"), "home_address": ("Thường trú", "Home"),
    "setting": ("Loại", "Setting"), "group": ("Nhóm", "Group"), "shift": ("Ca", "Shift"), "source": ("Nguồn", "Source"),
    "female": ("nữ", "female"), "male": ("nam", "male"), "disease": ("Bệnh", "Disease"), "onset": ("Khởi phát", "Onset"),
    "sampled": ("Lấy mẫu", "Sampled"), "confirmed": ("Xác định", "Confirmed"), "isolated": ("Cách ly", "Isolated"),
    "retracted": ("Đã hủy", "Retracted"), "title": ("Tên", "Title"), "in_force": ("Hiệu lực", "In force"),
    "columns": ("Cột", "Columns"), "confirmed_at": ("Xác nhận", "Confirmed"),
    "pair": ("Cặp", "Pair"), "score": ("Điểm", "Score"), "decided_by": ("Quyết định", "Decided by"),
    "citizen-id": ("cùng số giấy tờ", "same citizen ID"),
    "name-and-birth-date": ("cùng tên và ngày sinh", "same name and birth date"),
    "same-name": ("cùng tên", "same name"), "like-name": ("tên gần giống", "similar name"),
    "housemate": ("khai ở cùng", "named as housemate"), "decided": ("có người quyết định", "decided by a person"),
    "other-name": ("khác tên", "different names"), "other-birth-year": ("khác năm sinh", "different birth years"),
    "other-birth-date": ("khác ngày sinh", "different birth dates"), "other-phone": ("khác điện thoại", "different phones"), "other-sex": ("khác giới tính", "different sex"),
    "all": ("Tất cả", "All"), "workers": ("Công nhân", "Workers"), "file": ("Tệp ngày", "File of"), "days_old": ("Số ngày", "Days old"),
    "errors": ("Bị bỏ", "Rejected"), "warnings": ("Cần xem", "Warnings"), "suspicious": ("Đáng ngờ", "Suspicious"),
    "birth_date": ("Ngày sinh", "Birth date"), "vaccination": ("Vắc xin", "Vaccination"),
    "isolation": ("cách ly", "isolation"), "test": ("xét nghiệm", "test"), "moved": ("chuyển nơi khác", "moved"),
    "lost": ("mất dấu", "lost to follow-up"), "positive": ("dương tính", "positive"), "negative": ("âm tính", "negative"),
    "outcome": ("Kết cục", "Outcome"), "in-treatment": ("đang điều trị", "in treatment"), "recovered": ("khỏi", "recovered"),
    "died": ("tử vong", "died"), "transferred": ("chuyển viện", "transferred"),
    "row": ("dòng", "row"), "now": ("nay", "now"), "case": ("ca bệnh", "case"),
}  # fmt: skip


def say(lang: str, message: str, /, **values: object) -> str:
    """Return a message in the language (vi or en). Raises KeyError for one that is not in the catalogue."""
    return MESSAGES[message][lang == "en"].format(**values)


def word(lang: str, name: str) -> str:
    """Return a word of tables and documents in the language."""
    return WORDS[name][lang == "en"] if name in WORDS else name
