"""Analyses: clusters, attack rates, common sources, leaks, bridges, closures, and the numbers of an outbreak."""

MESSAGES: dict[str, tuple[str, str]] = {
    "analyses-start": (
        "Mỗi trang trả lời một câu hỏi về các ca bệnh đã đăng ký.", "Each page answers one question about the registered cases."
    ),
    "analyses-all-cases": (
        "Xuất tất cả các ca và liên kết giữa các ca cho chương trình khác",
        "Export all cases and the links among them for other programs",
    ),
    "analyses-named-hidden": (
        "Vai trò này không xem các phân tích có tên người.", "This role does not see the analyses that name people."
    ),
    "analyses-asked": ("Phân tích theo", "Analyse by"),
    "analyses-show": ("Xem", "Show"),
    "analyses-rules-by-day": ("có hiệu lực vào ngày đó", "in force on the day"),
    "analyses-seen": ("Tính đến {day} · {disease}", "As of {day} · {disease}"),
    "analyses-known-at": ("theo những gì đã biết lúc {at}", "as known at {at}"),
    "analyses-limits": ("Cách tính và giới hạn", "How it is counted, and its limits"),
    "analyses-numbers": ("Số liệu của biểu đồ", "The chart's numbers"),
    "analyses-whiskers": (
        "Thanh: tỷ lệ. Vạch: khoảng tin cậy 95 % (Wilson). Biểu đồ có nhiều nhất 20 dòng, bảng có đủ.",
        "Bars: shares. Whiskers: 95 % interval (Wilson). The chart has at most 20 rows, the table has all.",
    ),
    "analyses-give-up": ("Dừng tính", "Give up"),
    "analyses-given-up": ("Đã dừng tính theo yêu cầu.", "The calculation was given up."),
    "analyses-all-firms": ("tất cả", "all"),
    "analyses-cases": ("{count} ca", "{count} cases"),
    "analyses-no-cases": ("Chưa có ca nào đến ngày này.", "There is no case by this day."),
    "analyses-fell-ill": ("ngày khởi phát (hoặc lấy mẫu)", "day of onset (or sample)"),
    "analyses-curve": ("Diễn biến theo ngày", "Epidemic curve"),
    "analyses-curve-of": ("Số ca theo ngày: {name}", "Cases by day: {name}"),
    # The questions, and what each answer assumes.
    "analyses-title-clusters": ("Chùm ca bệnh", "Clusters"),
    "analyses-about-clusters": (
        "Các ca bệnh nối với nhau ở đâu, chùm nào còn lan?", "Where do cases hang together, and which clusters still grow?"
    ),
    "analyses-limits-clusters": (
        "Hai ca nối với nhau khi ở cùng nhóm (hoặc đã gặp) vào ngày ca này có thể lây và ca kia có thể bị lây. Một chùm còn diễn biến đến 14 ngày sau ca cuối. Mối nối nào thật sự truyền bệnh thì không biết được; ca không đăng ký thì không có ở đây.",
        "Two cases are linked where they shared a group (or met) on a day on which one can have infected the other. A cluster is active until 14 days after its last case. Which link carried the infection nobody knows; who is not registered is not here.",
    ),
    "analyses-title-attack-rates": ("Tỷ lệ tấn công", "Attack rates"),
    "analyses-about-attack-rates": (
        "Trong những người phơi nhiễm, bao nhiêu người mắc bệnh, ở đâu, là ai?", "How many of those exposed fell ill, where, and who?"
    ),
    "analyses-limits-attack-rates": (
        "Người của một nơi là tất cả ai đã ở đó trong khoảng ngày; người chuyển chỗ tính ở cả hai nơi. Khoảng tin cậy 95 % theo Wilson. Tỷ số nguy cơ so với mọi người còn lại. Nơi không có ca nào thì không hiện.",
        "The people of a place are all who were there in the period; who moved counts in both. Intervals are Wilson's (95 %). The risk ratio is against everybody else. Places without a case are not listed.",
    ),
    "analyses-title-common-source": ("Nguồn chung", "Common source"),
    "analyses-about-common-source": (
        "Các ca này đã ở chung những đâu khi có thể bị lây?", "Where were these cases together while they can have been infected?"
    ),
    "analyses-limits-common-source": (
        "«Nếu ngẫu nhiên» là khả năng từng ấy ca cùng ở một nơi chỉ do tình cờ, tính riêng cho từng nơi; nơi đông người có nhiều ca chưa nói lên gì. Ca khởi phát sau ngày tính thì không tính.",
        "“By chance” is how likely so many cases would be in one place by chance alone, for each place by itself; many cases in a large place mean little. Cases that fell ill after the day are left out.",
    ),
    "analyses-title-leaks": ("Lan sang doanh nghiệp khác", "Leaks between firms"),
    "analyses-about-leaks": (
        "Các doanh nghiệp nối với nhau qua đâu, doanh nghiệp nào có thể bị tiếp theo?", "By what are firms joined, and which ones are next?"
    ),
    "analyses-limits-leaks": (
        "Tính phòng, nhà, xe và người có tên ở hai doanh nghiệp trong 14 ngày qua; chưa đối chiếu từng ngày. Cho biết nên xem ở đâu; ai là tiếp xúc thì phải truy vết.",
        "Rooms, houses, vehicles and people on two rosters of the last 14 days; days are not held against days. It says where to look; who is a contact, a trace says.",
    ),
    "analyses-title-bridges": ("Cầu nối", "Bridges"),
    "analyses-about-bridges": (
        "Người nào, phòng nào, xe nào nối các phân xưởng hoặc doanh nghiệp với nhau?", "Which people, rooms and vehicles join workshops or firms?"
    ),
    "analyses-limits-bridges": (
        "Trong 14 ngày qua, theo những nhóm mà bộ quy tắc tính là bậc 1. Trung gian: phần các cặp nơi có đường nối ngắn nhất đi qua đó; khi có hơn 256 nơi thì là ước lượng từ mẫu.",
        "Of the last 14 days, over the groups that the rule set counts at level 1. Betweenness: the share of pairs whose shortest chains lead through; with more than 256 places an estimate from a sample.",
    ),
    "analyses-title-closures": ("Dừng hoạt động", "Closures"),
    "analyses-about-closures": (
        "Nên dừng tổ, phân xưởng nào, và nếu dừng thì sao?", "Which teams or workshops to stop, and what if they were?"
    ),
    "analyses-limits-closures": (
        "Mô phỏng trên danh sách hiện có, với các giả định nêu trên trang; không có xét nghiệm diện rộng. Lời khuyên chỉ tính thế hệ lây đầu; phần thử biện pháp tính cả các thế hệ sau. Người ngoài doanh nghiệp gặp nhau ở nơi khác thì không thấy.",
        "Simulated over the rosters on file with the assumptions on this page, without mass testing. Advice counts the first generation only; trying measures counts the next ones too. What strangers meet elsewhere is not seen.",
    ),
    "analyses-title-intervals": ("Khoảng nối tiếp", "Intervals"),
    "analyses-about-intervals": (
        "Từ ca này đến ca sau bao nhiêu ngày, cặp nào không thể đúng?", "How long from one case to the next, and which pairs cannot be?"
    ),
    "analyses-limits-intervals": (
        "Nguồn có thể của một ca là các ca nối đến nó. Khi dịch đang tăng, khoảng ngắn gặp nhiều hơn thực tế; cách ly làm khoảng ngắn lại. Cặp đáng ngờ thường do sai ngày, sai danh sách hoặc còn nguồn chưa biết.",
        "Possible sources of a case are the cases that link to it. While cases rise short intervals are overrepresented, and isolation shortens them. Doubtful pairs tell of a wrong date, a wrong roster, or a source nobody knows.",
    ),
    "analyses-title-offspring": ("Số ca thứ phát", "Offspring"),
    "analyses-about-offspring": (
        "Mỗi ca lây cho bao nhiêu người, ai lây nhiều nhất?", "How many others does a case infect, and who causes most?"
    ),
    "analyses-limits-offspring": (
        "Chỉ tính các ca đã hết thời gian theo dõi làm nguồn. Cách «ca có một nguồn» cho R thấp hơn thực tế; cách «mọi ca» chia đều cho các nguồn có thể, nên k thường cao hơn thực tế.",
        "Only cases whose follow-up is complete count as sources. “Cases with one source” gives too low an R; “all cases” spreads each over its possible sources, so k is rather too high.",
    ),
    "analyses-title-coverage": ("Tiêm vắc xin", "Vaccination"),
    "analyses-about-coverage": (
        "Nơi nào đã tiêm được bao nhiêu, nơi nào thấp nhất?", "Where are how many vaccinated, and where the fewest?"
    ),
    "analyses-limits-coverage": (
        "Công nhân không có mũi nào trong danh sách được tính là 0 mũi: doanh nghiệp chưa điền cột vắc xin trông như chưa tiêm. Người ở cùng không có trong danh sách doanh nghiệp là không rõ. Tỷ lệ tính trên người đã rõ.",
        "A worker without a dose on file has 0: a firm that never filled the column looks unvaccinated. Cohabitants are unknown. Shares are of those whose doses are known.",
    ),
    "analyses-title-indicators": ("Chỉ số truy vết", "Indicators"),
    "analyses-about-indicators": ("Truy vết có theo kịp dịch không?", "Does tracing keep up with the outbreak?"),
    "analyses-limits-indicators": (
        "Chỉ thấy những gì đã ghi: danh sách đã lưu, ca bệnh, cách ly, mất dấu. Danh sách không lưu thì không tính. «Trong ngày hoặc hôm sau» thay cho 24 giờ vì chỉ có ngày.",
        "They see what was recorded: kept lists, cases, isolations, losses. A list that was not kept does not count. “By the next day” stands for 24 hours, as only days are on file.",
    ),
    # What is counted by.
    "analyses-by": ("Theo", "By"),
    "analyses-by-workshop": ("phân xưởng", "workshop"),
    "analyses-by-team": ("tổ, chuyền", "team, line"),
    "analyses-by-company": ("doanh nghiệp", "firm"),
    "analyses-by-vehicle": ("xe", "vehicle"),
    "analyses-by-room": ("phòng", "room"),
    "analyses-by-house": ("nhà", "house"),
    "analyses-by-shift": ("ca làm việc", "shift"),
    "analyses-by-vaccination": ("số mũi vắc xin", "doses of vaccine"),
    "analyses-by-age": ("nhóm tuổi", "age"),
    "analyses-by-sex": ("giới tính", "sex"),
    "analyses-by-setting": ("hoàn cảnh (tỷ lệ thứ phát)", "setting (secondary rates)"),
    "analyses-from-day": ("Từ ngày", "From"),
    "analyses-to-day": ("Đến ngày", "To"),
    # Clusters.
    "analyses-clusters-line": (
        "{cases} ca: {clusters} chùm; {alone} ca không nối với ca nào; {undated} ca không có ngày.",
        "{cases} cases: {clusters} clusters; {alone} linked to no other; {undated} without a date.",
    ),
    "analyses-no-clusters": ("Chưa có chùm nào: chưa có hai ca nối với nhau.", "No cluster yet: no two cases are linked."),
    "analyses-of-these": ("Tìm nguồn chung của các ca này", "Look for their common source"),
    "analyses-groups": ("Nơi có nhiều ca", "Where most cases are"),
    "analyses-window": ("Thời kỳ lây", "Infectious"),
    "analyses-cases-of": ("Các ca của chùm {name}", "Cases of {name}"),
    "analyses-links": ("Mối nối: {count}", "Links: {count}"),
    "analyses-links-of": ("Mối nối của chùm {name}", "Links of {name}"),
    "analyses-links-more": ("và {count} mối nối nữa: có đủ trong gói xuất.", "and {count} more: a pack has all."),
    # Attack rates.
    "analyses-attack-rates-line": ("Từ {first} đến {last}.", "From {first} to {last}."),
    "analyses-secondary-line": (
        "Chưa tính {pending} người chưa hết thời gian ủ bệnh và {ill_before} người đã bệnh từ trước.",
        "Not counted: {pending} whose incubation is not over, {ill_before} who were ill before.",
    ),
    "analyses-no-rates": ("Không có nơi nào có ca trong khoảng ngày này.", "No place has a case in this period."),
    "analyses-rates-of": ("Tỷ lệ tấn công theo {by}", "Attack rates by {by}"),
    # Common source.
    "analyses-choice": ("Chọn các ca cần xem", "Choose the cases"),
    "analyses-choice-others": ("Chọn các ca khác", "Choose other cases"),
    "analyses-choice-narrow": ("Tên, mã, doanh nghiệp", "Name, code, firm"),
    "analyses-choice-chosen": ("đã chọn {count} ca (ít nhất 2)", "{count} chosen (at least 2)"),
    "analyses-choice-none": ("Không ca nào khớp.", "No case fits."),
    "analyses-choice-go": ("Tìm nguồn chung", "Find the common source"),
    "analyses-choice-few": (
        "Cần ít nhất hai ca đã đăng ký. Hãy đăng ký ca bệnh trước.", "At least two registered cases are needed. Register cases first."
    ),
    "analyses-common-none": ("Các ca này không có nơi nào chung.", "These cases had no place in common."),
    "analyses-common-set": ("Giải thích ít nơi nhất: {groups} ({cases}/{all} ca).", "The fewest places: {groups} ({cases} of {all} cases)."),
    "analyses-common-tried": (
        "Đã xét {total} nơi có từ hai ca, so với {people} người trong danh sách.",
        "{total} places with two cases or more, held against {people} people on the rosters.",
    ),
    "analyses-infected-days": ("Có thể bị lây", "Can have been infected"),
    # Leaks.
    "analyses-leaks-line": (
        "{infected} doanh nghiệp có ca trong 14 ngày; {near} doanh nghiệp chưa có ca nối thẳng với họ, {far} qua một doanh nghiệp nữa.",
        "{infected} firms with cases in 14 days; {near} clean firms joined to them, {far} through one more.",
    ),
    "analyses-no-infected": (
        "Không doanh nghiệp nào có ca trong 14 ngày trước ngày này.", "No firm has a case in the 14 days before this day."
    ),
    "analyses-infected-firms": ("Doanh nghiệp có ca", "Firms with cases"),
    "analyses-next-firms": ("Chưa có ca, cần xem trước", "Without a case, to look at first"),
    "analyses-joined-firms": ("Các doanh nghiệp nối với nhau", "Firms that are joined"),
    "analyses-what-to-stop": ("Nên dừng gì?", "What to stop?"),
    # Bridges.
    "analyses-between": ("Giữa các", "Between"),
    "analyses-bridges-line": (
        "{people} người, {units} {between}, {groups} mạng không nối với nhau; {bridges} cầu nối.",
        "{people} people, {units} of kind {between}, {groups} networks apart; {bridges} bridges.",
    ),
    "analyses-no-bridges": ("Không có cầu nối nào trong 14 ngày qua.", "There is no bridge in the last 14 days."),
    "analyses-bridges-doses": (
        "Trong {people} người là cầu nối ở đây, đã tiêm ít nhất 2 mũi: {share}.", "Of the {people} people among these bridges, with two doses: {share}."
    ),
    "analyses-doses": ("{doses} mũi", "doses: {doses}"),
    # Closures.
    "analyses-firm-hint": ("tên hoặc một phần tên", "name or part of it"),
    "analyses-share": ("Chặn bao nhiêu nguy cơ", "Share of the risk to cover"),
    "analyses-days-ahead": ("Số ngày tới", "Days ahead"),
    "analyses-choose-firm": ("Gõ tên doanh nghiệp ở trên, hoặc chọn một doanh nghiệp đang có ca.", "Type a firm above, or choose one that has cases."),
    "analyses-advice": ("Lời khuyên: {firms}", "Advice: {firms}"),
    "analyses-advice-risk": (
        "{first} đến {last}: {workers} người làm việc, {at_risk} có nguy cơ; ước {risk} ca lây tại nơi làm việc nếu không dừng gì.",
        "{first} to {last}: {workers} at work, {at_risk} at risk; {risk} infections at work expected if nothing is stopped.",
    ),
    "analyses-advice-none": ("Không có gì cần dừng.", "There is nothing to stop."),
    "analyses-advice-line": ("Cho {idled} người nghỉ, chặn {share} nguy cơ", "{idled} people idled, {share} of the risk covered"),
    "analyses-advice-exact": ("Không có cách nào ít người nghỉ hơn {least}.", "No choice idles fewer than {least}."),
    "analyses-advice-greedy": (
        "Đã chứng minh cần ít nhất {least} người nghỉ; cách này không quá {times} lần mức ít nhất.",
        "At least {least} must be idled; this is at most {times} times the fewest.",
    ),
    "analyses-basis": ("Căn cứ: {source}", "Basis: {source}"),
    "analyses-stop-one": ("Dừng {group}: {people} người", "Stop {group}: {people} people"),
    "analyses-try-advice": ("Thử các biện pháp này", "Try these measures"),
    "analyses-units": ("Tổ, phân xưởng theo nguy cơ", "Teams and workshops by risk"),
    "analyses-share-of-risk": ("Phần nguy cơ", "Share of the risk"),
    "analyses-try": ("Thử", "Try"),
    "analyses-act-stop": ("Dừng", "Stop"),
    "analyses-act-split": ("Chia đôi", "Split"),
    "analyses-act-leave": ("Bỏ ra", "Leave out"),
    "analyses-what-if": ("Nếu làm các biện pháp này", "With these measures"),
    "analyses-measure-stop": ("Dừng {group}: {people} người", "Stop {group}: {people} people"),
    "analyses-measure-split": ("Chia đôi {group}: {people} người", "Split {group}: {people} people"),
    "analyses-averted": ("Tránh được {averted} ca thứ phát", "{averted} secondary cases averted"),
    "analyses-what-if-line": (
        "{first} đến {last}, {people} người: {idled} người nghỉ; {at_risk} người có nguy cơ, trong đó ước {hidden} đã nhiễm mà chưa biết. Trong ngoặc: 95 % của {runs} lần mô phỏng.",
        "{first} to {last}, {people} people: {idled} idled; {at_risk} at risk, of whom about {hidden} are infected and not known. In brackets: the middle 95 % of {runs} runs.",
    ),
    "analyses-assumed": ("Giả định", "Assumed"),
    "analyses-latent": ("Ngày từ khi nhiễm đến khi lây", "Days from infection to infecting"),
    "analyses-incubation": ("Ủ bệnh, trung vị (ngày)", "Median incubation (days)"),
    "analyses-delay": ("Ngày từ khởi phát đến cách ly", "Days from onset to isolation"),
    "analyses-daily-rates": ("Khả năng lây mỗi ngày", "Chance of infection a day"),
    # Intervals and offspring.
    "analyses-flagged": ("Chỉ cặp đáng ngờ", "Doubtful pairs only"),
    "analyses-intervals-line": (
        "{cases} ca; {with_sources} ca có nguồn có thể, {certain} ca chỉ có một nguồn; {either_way} cặp không rõ chiều lây; {flagged} chỗ đáng ngờ.",
        "{cases} cases; {with_sources} with possible sources, {certain} with one only; {either_way} pairs of unclear direction; {flagged} doubts.",
    ),
    "analyses-no-pairs": ("Chưa có cặp ca nào nối với nhau.", "No two cases are linked yet."),
    "analyses-no-doubts": ("Không có cặp nào đáng ngờ.", "No pair is doubtful."),
    "analyses-serial-of": (
        "Khoảng nối tiếp của {pairs} cặp chắc chắn: trung bình {mean} ngày, độ lệch chuẩn {sd}",
        "Serial interval of {pairs} certain pairs: mean {mean} days, standard deviation {sd}",
    ),
    "analyses-days-between": ("ngày từ khởi phát đến khởi phát", "days from onset to onset"),
    "analyses-pairs-axis": ("Cặp ca", "Pairs"),
    "analyses-fits": ("Phân bố phù hợp nhất", "Best fits"),
    "analyses-pairs": ("Cặp nguồn và ca: {count}", "Pairs of source and case: {count}"),
    "analyses-fit-few": ("{what}, {which}: {cases} ca, cần ít nhất {least}.", "{what}, {which}: {cases} cases, a fit needs at least {least}."),
    "analyses-fit-open": (
        "{what}, {which}: {cases} ca (cần ít nhất {least}), số liệu chưa đủ để xác định.",
        "{what}, {which}: {cases} cases (at least {least} needed), which leave it open.",
    ),
    "analyses-offspring-line": (
        "{cases} ca: {complete} ca đã hết thời gian theo dõi, {pending} ca chưa; {with_one_source} ca có một nguồn, {with_several_sources} ca nhiều nguồn, {without_source} ca không rõ.",
        "{cases} cases: {complete} followed up, {pending} pending; {with_one_source} have one possible source, {with_several_sources} several, {without_source} none.",
    ),
    "analyses-offspring-few": (
        "{which}: chưa ước lượng được, cần ít nhất {least} ca đã hết theo dõi và có ca thứ phát.",
        "{which}: no fit, at least {least} cases followed up and a secondary case are needed.",
    ),
    "analyses-offspring-numbers": ("Số ca theo số ca thứ phát", "Cases by how many they infected"),
    "analyses-who-most": ("Ai lây nhiều nhất", "Who causes most"),
    # Coverage and indicators.
    "analyses-nobody": ("Không có ai ở những nơi này vào ngày đó.", "Nobody is in such places on the day."),
    "analyses-coverage-of": ("Đã tiêm ít nhất 1 mũi, theo {by}", "At least one dose, by {by}"),
    "analyses-last-days": ("Các ca trong (ngày)", "Cases of the last (days)"),
    "analyses-indicators-line": (
        "{first} đến {last}: {cases} ca, {lists} danh sách đã lưu, {contacts} người tiếp xúc bậc 1.",
        "{first} to {last}: {cases} cases, {lists} lists kept, {contacts} contacts of level 1.",
    ),
    "analyses-indicators-none": ("Không có ca nào trong những ngày này.", "There is no case in these days."),
    "analyses-by-day": ("Theo ngày", "By day"),
    "analyses-indicators-chart": ("Số ca tìm thấy và cách ly kịp, theo ngày", "Cases found and isolated in time, by day"),
    "analyses-found-on": ("ngày phát hiện", "found on"),
}  # fmt: skip
