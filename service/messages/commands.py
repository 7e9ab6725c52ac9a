"""What the command line says, in both languages, Vietnamese first."""

MESSAGES: dict[str, tuple[str, str]] = {
    "graph-up": ("Đồ thị đang chạy: {uri}, tiến trình {pid}, {memory} MB.", "The graph runs: {uri}, process {pid}, {memory} MB."),
    "graph-down": ("Đồ thị ở {folder} không chạy.", "The graph of {folder} does not run."),
    "graph-elsewhere": ("Dùng đồ thị {uri} (NEO4J_URI).", "The graph is {uri} (NEO4J_URI)."),
    "graph-stopped": ("Đã dừng đồ thị.", "The graph was stopped."),
    "graph-hash": (
        "{nodes} nút, {relationships} quan hệ, lần thay đổi {revision}; mã băm {hash}",
        "{nodes} nodes, {relationships} relationships, revision {revision}; hash {hash}",
    ),
    "backup-made": (
        "Đã sao lưu vào {file}: {nodes} nút, {relationships} quan hệ, lần thay đổi {revision}, {megabytes} MB trong {seconds} giây; mã băm {hash}",
        "Backed up into {file}: {nodes} nodes, {relationships} relationships, revision {revision}, {megabytes} MB in {seconds} s; hash {hash}",
    ),
    "backup-clear": (
        "Tệp KHÔNG mã hóa và chứa dữ liệu cá nhân; hãy giữ kín, hoặc dùng --recipient hay --passphrase-file.",
        "The file is NOT encrypted and holds personal data; keep it safe, or give --recipient or --passphrase-file.",
    ),
    "backup-held": (
        "Đồ thị liên tục thay đổi: các thay đổi đã phải chờ trong khi đọc.",
        "The graph was being changed: changes had to wait while it was read.",
    ),
    "backup-unknown": (
        "Có giữ lại, dù mô hình không biết: {names}.", "Kept, though the schema does not know it: {names}."
    ),
    "backup-key-made": (
        "Khóa bí mật ở {path}: cất ở nơi khác, ngoài máy này; mất khóa thì không đọc được bản sao lưu. Khóa công khai để sao lưu:",
        "The secret key is in {path}: keep it elsewhere, off this machine; without it no backup can be read. The public key to back up with:",
    ),
    "restored": (
        "Đã khôi phục {nodes} nút, {relationships} quan hệ (sao lưu lúc {made_at}) trong {seconds} giây; đồ thị giống hệt bản sao lưu: {hash}",
        "Restored {nodes} nodes, {relationships} relationships (backup of {made_at}) in {seconds} s; the graph is equal to the backup: {hash}",
    ),
    "drilled": (
        "Bản sao lưu dùng được: đã khôi phục thử {nodes} nút, {relationships} quan hệ vào đồ thị tạm trong {seconds} giây, giống hệt: {hash}. Đã dừng và xóa đồ thị tạm.",
        "The backup can be restored: {nodes} nodes, {relationships} relationships into a temporary graph in {seconds} s, equal: {hash}. The temporary graph was stopped and deleted.",
    ),
    "migrated": (
        "Đã chuyển {nodes} nút, {relationships} quan hệ sang {uri} trong {seconds} giây; hai đồ thị giống hệt: {hash}",
        "{nodes} nodes, {relationships} relationships are now in {uri} too, in {seconds} s; both graphs are equal: {hash}",
    ),
    "written": ("Đã ghi {path}.", "{path} was written."),
    "sample-written": ("Đã ghi {files} tệp với {workers} công nhân vào {path}.", "{files} files with {workers} workers were written into {path}."),
    "line-list-written": ("Đã ghi {cases} ca bệnh vào {path}.", "{cases} cases were written into {path}."),
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
    "list-kept": ("Đã lưu danh sách {key} (mã băm {hash}…).", "The list was kept as {key} (hash {hash}…)."),
    "lists-none": ("Chưa lưu danh sách nào (trace --keep).", "No list was kept yet (trace --keep)."),
    "clusters-line": (
        "{cases} ca: {clusters} chùm, {alone} ca không liên kết với ca nào; {undated} ca không có ngày.",
        "{cases} cases: {clusters} clusters, {alone} cases linked to no other; {undated} cases without a date.",
    ),
    "attack-rates-line": (
        "Tỷ lệ tấn công theo {by}, {first} đến {last}; tỷ số nguy cơ so với phần còn lại.",
        "Attack rates by {by}, {first} to {last}; risk ratio against the rest.",
    ),
    "secondary-line": (
        "Chưa tính {pending} người chưa hết thời gian ủ bệnh và {ill_before} người đã bệnh từ trước.",
        "Not counted: {pending} whose incubation is not over, {ill_before} who were ill before.",
    ),
    "pack-written": (
        "Đã ghi {path}: {people} người, {contacts} lần tiếp xúc.", "Wrote {path}: {people} people, {contacts} contacts."
    ),
    "pack-pseudonyms": (
        "Không có tên người; gói vẫn là dữ liệu cá nhân, hãy giữ kín.",
        "Without names; the pack is still personal data, keep it safe.",
    ),
    "pack-browser": (
        "Đã ghi {path}: câu hỏi, màu, hướng dẫn cho Neo4j Browser và Bloom; {cases} liên kết đến ca bệnh.",
        "Wrote {path}: questions, colours, guide for Neo4j Browser and Bloom; {cases} links to cases.",
    ),
    "around-title": (
        "{name} ({key}), {days}: {people} người ở cùng các nhóm, {cases} ca bệnh trong số đó.",
        "{name} ({key}), {days}: {people} people in the same groups, {cases} of them cases.",
    ),
    "around-left-out": (
        "{count} người chưa hiện; tăng --limit hoặc mở ít nhóm hơn.",
        "{count} people are not shown; raise --limit or open fewer groups.",
    ),
    "leaks-line": (
        "{infected} công ty có ca trong 14 ngày; {near} công ty chưa có ca nối thẳng với họ, {far} qua một công ty nữa.",
        "{infected} firms with cases in 14 days; {near} clean firms joined to them, {far} through one more.",
    ),
    "bridges-line": (
        "{people} người, {units} {between} trong {groups} mạng nối với nhau; mạng lớn nhất {largest}.",
        "{people} people, {units} of kind {between} in {groups} joined groups; the largest has {largest}.",
    ),
    "measure-stop": ("Dừng {setting} {group} ({people} người).", "Stop {setting} {group} ({people} people)."),
    "measure-split": ("Chia đôi {setting} {group} ({people} người).", "Split {setting} {group} ({people} people)."),
    "what-if-line": (
        "{first} đến {last}, {people} người: {idled} người nghỉ việc; {at_risk} người có nguy cơ, trong đó ước {hidden} đã nhiễm mà chưa biết; {runs} lần mô phỏng.",
        "{first} to {last}, {people} people: {idled} idled; {at_risk} at risk, of whom about {hidden} are infected and not known; {runs} runs.",
    ),
    "averted-line": (
        "Tránh được {averted} ca thứ phát (trung bình, 95 % các lần mô phỏng).",
        "{averted} secondary cases averted (mean, middle 95 % of the runs).",
    ),
    "advice-risk": (
        "{company}, {first} đến {last}: {workers} người làm việc, {at_risk} có nguy cơ; ước {risk} ca lây tại nơi làm việc nếu không dừng gì.",
        "{company}, {first} to {last}: {workers} at work, {at_risk} at risk; {risk} infections at work expected if nothing is stopped.",
    ),
    "advice-none": ("Không có gì cần dừng.", "There is nothing to stop."),
    "advice-line": ("Nên dừng: {units}. {idled} người nghỉ, chặn {share} nguy cơ.", "Stop: {units}. {idled} people idled, {share} of the risk covered."),
    "advice-exact": ("Không có cách nào ít người nghỉ hơn {least}.", "No choice idles fewer than {least}."),
    "advice-greedy": (
        "Đã chứng minh cần ít nhất {least} người nghỉ; cách này không quá {times} lần mức ít nhất.",
        "At least {least} must be idled; this is at most {times} times the fewest.",
    ),
    "audit-whole": ("Nhật ký nguyên vẹn: {entries} mục, kết thúc {head}….", "The log is whole: {entries} entries, ending in {head}…."),
    "audit-broken": ("Nhật ký không còn nguyên vẹn: mục {number} {problem}.", "The log is not whole: entry {number} {problem}."),
    "retention-held": (
        "Ngày {as_of}: {total} bản ghi đến hạn; {cases} ca đang mở giữ lại dữ liệu của {frozen} bản ghi người.",
        "{as_of}: {total} records are due; {cases} open cases hold back {frozen} people's records.",
    ),
    "retention-purged": (
        "Lần xóa {number} tính đến {as_of}: {counts}; mã băm chứng cứ {digest}. Không còn gì đến hạn.",
        "Purge {number} as of {as_of}: {counts}; digest of the proof {digest}. Nothing due remains.",
    ),
    "retention-remains": (
        "Lần xóa {number} tính đến {as_of}: {counts}; CÒN LẠI {remaining}: có dữ liệu mới đến hạn, hãy chạy lại.",
        "Purge {number} as of {as_of}: {counts}; LEFT {remaining}: something due was added meanwhile, run it again.",
    ),
    "retention-nothing": ("không có gì", "nothing"),
    "retention-never": ("Chưa có lần xóa nào.", "There was no purge yet."),
    "retention-cut-off": ("bị ngắt hoặc đang chạy", "cut off or under way"),
    "person-corrected": (
        "{key}: đã sửa {corrected}; lại theo tệp: {released}.", "{key}: corrected {corrected}; up to files again: {released}."
    ),
    "person-erased": (
        "Đã xóa {records} bản ghi; {lists} danh sách và {reports} báo cáo nhập đã sửa; chứng cứ {proof}.",
        "{records} records were deleted; {lists} lists and {reports} reports of imports were changed; proof {proof}.",
    ),
    "person-pseudonymised": (
        "{records} bản ghi chỉ còn khóa {names}; {lists} danh sách và {reports} báo cáo nhập đã sửa; chứng cứ {proof}.",
        "{records} records have only the key {names} now; {lists} lists and {reports} reports of imports were changed; proof {proof}.",
    ),
    "person-kept": ("  Giữ {what} (đến {until}): {why}", "  Kept: {what} (until {until}): {why}"),
    "backups-line": (
        "{total} bản sao lưu, {expired} quá {days} ngày; đã xóa {deleted}.",
        "{total} backups, {expired} older than {days} days; {deleted} deleted.",
    ),
    "restored-purges": (
        "Sau bản sao lưu này đã có {count} lần xóa ({numbers}): dữ liệu đã xóa nay trở lại. Hãy chạy `truyvet retention purge`.",
        "{count} purges were made after this backup ({numbers}): what they removed is back. Run `truyvet retention purge`.",
    ),
    "common-none": ("Các ca này không có nơi nào chung.", "These cases had no setting in common."),
    "common-set": ("Ít nơi nhất: {groups} ({cases}/{all} ca).", "The smallest set: {groups} ({cases}/{all} cases)."),
    "intervals-line": (
        "{cases} ca; {with_sources} ca có nguồn lây có thể, {certain} ca chỉ có một; {either_way} cặp không rõ chiều lây; {flagged} cặp đáng ngờ.",
        "{cases} cases; {with_sources} with possible sources, {certain} with one only; {either_way} pairs of unclear direction; {flagged} doubts.",
    ),
    "intervals-few": (
        "{what} ({which}): {cases} ca, cần ít nhất {least} ca để ước lượng phân bố.",
        "{what} ({which}): {cases} cases, a fit needs at least {least}.",
    ),
    "intervals-open": (
        "{what} ({which}): {cases} ca, số liệu chưa đủ để xác định.",
        "{what} ({which}): {cases} cases, which leave it open.",
    ),
    "offspring-line": (
        "{cases} ca: {complete} ca đã hết thời gian theo dõi, {pending} ca chưa; {with_one_source} ca có một nguồn lây, {with_several_sources} ca nhiều nguồn, {without_source} ca không rõ.",
        "{cases} cases: {complete} followed up, {pending} pending; {with_one_source} have one possible source, {with_several_sources} several, {without_source} none.",
    ),
    "indicators-line": (
        "{first} đến {last}: {cases} ca, {lists} danh sách đã lưu, {contacts} người tiếp xúc bậc 1.",
        "{first} to {last}: {cases} cases, {lists} lists kept, {contacts} contacts of level 1.",
    ),
    "changes-title": (
        "So với {key}: mới {new}, thôi {gone}, đổi bậc hoặc mức {changed}.",
        "Since {key}: {new} new, {gone} gone, {changed} at another level or grade.",
    ),
    "changes-more": ("  … và {count} người {kind} nữa (xem --json)", "  … and {count} more {kind} (see --json)"),
    "form-line": (
        "{file}: {read} dòng; ghi {recorded}, như cũ {unchanged}, còn nghi ngờ {doubtful}, bỏ {rejected}.",
        "{file}: {read} rows; {recorded} recorded, {unchanged} unchanged, {doubtful} doubtful, {rejected} rejected.",
    ),
    "form-row": ("  trang {sheet}, dòng {row}: {text}", "  sheet {sheet}, row {row}: {text}"),
    "form-candidate": ("      có thể là: {name}, {born}, {company} ({key})", "      may be: {name}, {born}, {company} ({key})"),
    "rate-line": (
        "  {setting}: {daily_rate} mỗi ngày ({low}–{high}), y văn {cited}; {infected} ca trong {exposed} người, {exposure_days} ngày tiếp xúc",
        "  {setting}: {daily_rate} a day ({low}–{high}), cited {cited}; {infected} cases among {exposed}, {exposure_days} days of exposure",
    ),
    "why-case": ("F0 {name}, thời kỳ lây truyền {days}:", "F0 {name}, infectious {days}:"),
    "why-level": ("Vì vậy: F{level}, nguy cơ {grade}, theo {rules}.", "Therefore: F{level}, {grade}, by {rules}."),
    "work-title": (
        "Ngày {on}, {cases} ca, theo {rules}: cần cách ly {isolate}, xét nghiệm {test}, quá hạn {overdue}, tìm {find}, giải tỏa {release}; đang theo dõi {open}, xong {done}, thành ca {case}.",
        "{on}, {cases} cases, by {rules}: {isolate} to isolate, {test} to test, {overdue} overdue, {find} to find, {release} to release; {open} followed, {done} done, {case} became cases.",
    ),
    "work-firm": (
        "  {company}: theo dõi {open}, cách ly {isolate}, xét nghiệm {test}, quá hạn {overdue}",
        "  {company}: {open} followed, {isolate} to isolate, {test} to test, {overdue} overdue",
    ),
    "missing-title": ("Còn thiếu", "What is missing"),
    "missing-line": ("  {company}: {with_residence}/{workers} có nơi ở, {with_vehicle}/{workers} có phương tiện, {age}", "  {company}: {with_residence}/{workers} with residence, {with_vehicle}/{workers} with vehicle, {age}"),
    "age": ("tệp ngày {day} ({days} ngày trước)", "file of {day} ({days} days old)"),
    "no-age": ("chưa có tệp nào trước ngày đó", "no file up to that day"),
    "token": (
        "Mã truy cập (chỉ hiện một lần, hãy cất giữ; hết hạn {until}): {token}\nGửi kèm mỗi yêu cầu: Authorization: Bearer {token}",
        "Token (shown only once, keep it; it ends on {until}): {token}\nSend it with every request: Authorization: Bearer {token}",
    ),
    "token-revoked": ("Đã hủy mã truy cập {id}.", "Token {id} was revoked."),
    "first-start": (
        "Lần đầu: mở liên kết dùng một lần này trong vòng một giờ để tạo quản trị viên:\n  {address}/first-start#{secret}\n"
        "  (qua máy chủ khác: thay phần đầu của địa chỉ; hoặc: truyvet account add TÊN --role admin)",
        "First start: open this one-time link within an hour to make the administrator:\n  {address}/first-start#{secret}\n"
        "  (through a proxy: put its address in front; or: truyvet account add NAME --role admin)",
    ),
    "account-added": (
        "Đã tạo tài khoản {name} ({role}). Đặt mật khẩu: truyvet account password {name}; hoặc tạo mã: truyvet account token {name}",
        "Account {name} ({role}) was made. Give it a password: truyvet account password {name}; or a token: truyvet account token {name}",
    ),
    "account-was-disabled": (
        "Đã khóa tài khoản {name} ({role}); các phiên và mã truy cập đã hết hiệu lực.",
        "Account {name} ({role}) was disabled; its sessions and tokens ended.",
    ),
    "account-was-enabled": (
        "Đã mở lại tài khoản {name} ({role}); mã truy cập phải tạo lại.",
        "Account {name} ({role}) was enabled; tokens have to be made anew.",
    ),
    "account-password": (
        "Đã đặt mật khẩu cho {name}; các phiên đã kết thúc, và phải đổi mật khẩu khi đăng nhập.",
        "{name} has a new password; its sessions ended, and it must be changed at sign-in.",
    ),
    "ask-password": ("Mật khẩu", "Password"),
    "serving": ("Trang web: {address}  API: {address}/openapi.json  (Ctrl-C để dừng)", "The page: {address}  The API: {address}/openapi.json  (Ctrl-C to stop)"),
    "demo-sample": ("1. Tạo {companies} tệp Excel mẫu với {workers} công nhân trong {path}", "1. {companies} sample workbooks with {workers} workers in {path}"),
    "demo-import": ("2. Nhập vào Neo4j", "2. Import into Neo4j"),
    "demo-case": ("3. Ca bệnh F0: {name} ({code}), {company}; khởi phát {onset}, cách ly {isolated}", "3. The case, F0: {name} ({code}), {company}; onset {onset}, isolated {isolated}"),
    "demo-trace": (
        "4. Ai đã tiếp xúc? (lần đầu {first} ms, các lần sau {again} ms)",
        "4. Who were the contacts? (first time {first} ms, later {again} ms)",
    ),
    "demo-page": (
        "5. Trang web: chạy «{command}», mở liên kết đăng nhập mà lệnh in ra; trang ở {address}\n   Thử thêm: {find}",
        "5. The page: run “{command}” and open the sign-in link that it prints; the page is at {address}\n   Try also: {find}",
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
