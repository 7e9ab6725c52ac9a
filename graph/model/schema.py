"""The graph's schema as data: what exists, what it means, who is meant by it.

Everything that must know the schema reads it here: constraints and indexes, the text that writes nodes, the table in
the docs, later the styles of the graph browsers and the sheet on data protection. See shared/design.md, "The graph".
"""

from dataclasses import dataclass
from typing import Literal

Privacy = Literal["none", "basic", "sensitive"]

#: Raised when what stands here changes its meaning, so that an older program would misread it. Backups carry it, and
#: one of a higher number is refused.
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Property:
    """One property: its Cypher type, its meaning, and whether it is personal data (Law 91/2025/QH15)."""

    name: str
    type: str
    meaning: str
    privacy: Privacy = "none"


@dataclass(frozen=True, slots=True)
class NodeType:
    """One kind of node. ``family`` is the wider label that carries the unique key: Person, Group or the label itself.

    ``indexed`` names the properties that queries start from.
    """

    label: str
    family: str
    meaning: str
    properties: tuple[Property, ...]
    indexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeType:
    """One kind of relationship, from one of ``start`` to one of ``end`` (labels)."""

    type: str
    start: tuple[str, ...]
    end: tuple[str, ...]
    meaning: str
    properties: tuple[Property, ...] = ()


KEY = Property("key", "STRING", "unique, given at first import, never changed")
NAME = Property("name", "STRING", "as shown")
SETTING = Property("setting", "STRING", "team, workshop, company, room, house, village or vehicle")

#: What every membership edge carries: the days it holds, and when and from where it is known.
MEMBERSHIP = (
    Property("since", "DATE", "first day, included; null: unknown, counts as always before"),
    Property("until", "DATE", "last day, included; null: unknown, counts as still"),
    Property("recorded_at", "ZONED DATETIME", "when the graph learned of it"),
    Property("retracted_at", "ZONED DATETIME", "when it was withdrawn or replaced; null: it counts"),
    Property("import", "STRING", "key of the Import it came with"),
    Property("sheet", "STRING", "sheet of that workbook"),
    Property("row", "INTEGER", "row of that sheet, counted from 1"),
)

_DOSES = tuple(
    prop
    for number in (1, 2, 3)
    for prop in (
        Property(f"dose_{number}_date", "DATE", f"day of dose {number}", "sensitive"),
        Property(f"dose_{number}_vaccine", "STRING", f"vaccine of dose {number}", "sensitive"),
    )
)

NODES: tuple[NodeType, ...] = (
    NodeType(
        "Worker",
        "Person",
        "A row of a firm's roster: one person's employment at one firm.",
        (
            KEY,
            Property("name", "STRING", "as shown, NFC, each word capitalised", "basic"),
            Property("folded_name", "STRING", "as searched: without accents, in lower case", "basic"),
            Property("company", "STRING", "key of the Company whose roster holds the row"),
            Property("code", "STRING", "worker code as written"),
            Property("code_key", "STRING", "worker code as compared: without case"),
            Property("birth_date", "DATE", "null where only the year is known", "basic"),
            Property("birth_year", "INTEGER", "year of birth", "basic"),
            Property("sex", "STRING", "female or male", "basic"),
            Property("citizen_id", "STRING", "9 or 12 digits", "basic"),
            Property("phone", "STRING", "0912345678", "basic"),
            Property("home_address", "STRING", "permanent address as written", "basic"),
            Property(
                "corrections", "LIST<STRING>", "what was corrected by hand: field, by, at, reason, as JSON", "basic"
            ),
            Property("residence_text", "STRING", "present residence as written", "basic"),
            Property("travel", "STRING", "means of travel as written", "basic"),
            *_DOSES,
            Property("cell_since", "DATE", "what the cell held in the last file applied"),
            Property("cell_residence_since", "DATE", "what the cell held in the last file applied"),
            Property("cell_vehicle_since", "DATE", "what the cell held in the last file applied"),
            Property("cell_left", "DATE", "what the cell held in the last file applied"),
        ),
        indexed=("company", "code_key"),
    ),
    NodeType(
        "Cohabitant",
        "Person",
        "A housemate named by a worker who is on no roster.",
        (
            KEY,
            Property("name", "STRING", "as shown", "basic"),
            Property("folded_name", "STRING", "as searched: without accents, in lower case", "basic"),
            Property("birth_year", "INTEGER", "year of birth", "basic"),
            Property("citizen_id", "STRING", "9 or 12 digits", "basic"),
            Property("phone", "STRING", "0912345678", "basic"),
            Property(
                "corrections", "LIST<STRING>", "what was corrected by hand: field, by, at, reason, as JSON", "basic"
            ),
        ),
    ),
    NodeType(
        "Company",
        "Group",
        "A firm that sends rosters.",
        (
            KEY,
            NAME,
            SETTING,
            Property("tax_code", "STRING", "10 digits, or 10-3 for a branch; matched before the name"),
            Property("last_as_of", "DATE", "date of the last file applied"),
            Property("last_run", "STRING", "key of the Import that applied it"),
        ),
        indexed=("tax_code",),
    ),
    NodeType("Workshop", "Group", "A department or workshop of a company.", (KEY, NAME, SETTING)),
    NodeType("Team", "Group", "A team, group or line of a workshop.", (KEY, NAME, SETTING)),
    NodeType(
        "Residence",
        "Group",
        "A room, house, dormitory or village where people live.",
        (
            KEY,
            Property("name", "STRING", "as first written", "basic"),
            SETTING,
            Property("kind", "STRING", "room, house, dormitory or village"),
            Property("implied", "BOOLEAN", "true: only known from a worker's naming housemates, without an address"),
        ),
    ),
    NodeType(
        "Vehicle",
        "Group",
        "A bus, car or motorbike that people ride.",
        (
            KEY,
            Property("name", "STRING", "plate, or the bus's route", "basic"),
            SETTING,
            Property("kind", "STRING", "bus, car or motorbike"),
        ),
    ),
    NodeType(
        "Case",
        "Case",
        "A confirmed infection of one person.",
        (
            KEY,
            Property("disease", "STRING", "for example covid-19", "sensitive"),
            Property("onset", "DATE", "first symptoms", "sensitive"),
            Property("sampled", "DATE", "day of the positive sample", "sensitive"),
            Property("confirmed", "DATE", "day of the result", "sensitive"),
            Property("isolated", "DATE", "day of isolation", "sensitive"),
            Property("outcome", "STRING", "in-treatment, recovered, died or transferred", "sensitive"),
            Property("history", "LIST<STRING>", "what it said before each change, as JSON", "sensitive"),
            Property("retracted_at", "ZONED DATETIME", "null: it counts"),
            Property("retraction_reason", "STRING", "why it was retracted"),
            Property("registered_at", "ZONED DATETIME", "when it was registered"),
        ),
        indexed=("disease",),
    ),
    NodeType(
        "Event",
        "Event",
        "What happened to a case or a contact: isolated, tested, moved elsewhere, lost to follow-up.",
        (
            KEY,
            Property("kind", "STRING", "isolation, test, moved or lost"),
            Property("since", "DATE", "first day, or the day of the test", "sensitive"),
            Property("until", "DATE", "last day of an isolation, or before found again; null: still", "sensitive"),
            Property("result", "STRING", "of a test: positive or negative", "sensitive"),
            Property("method", "STRING", "of a test, for example pcr or rapid"),
            Property("place", "STRING", "of isolation, or where to", "basic"),
            Property("recorded_at", "ZONED DATETIME", "when the graph learned of it"),
            Property("retracted_at", "ZONED DATETIME", "when it was withdrawn or replaced; null: it counts"),
            Property("recorded_by", "STRING", "who said so"),
        ),
        indexed=("kind",),
    ),
    NodeType(
        "IssuedList",
        "IssuedList",
        "A list of contacts as it was handed out: the question, who is on it and why, and a hash over it.",
        (
            KEY,
            Property("question", "STRING", "question, rule set, options and cases as JSON", "sensitive"),
            Property("contacts", "STRING", "the contacts with levels and reasons, as compressed JSON", "sensitive"),
            Property("companies", "LIST<STRING>", "keys of the companies whose people are on it"),
            Property("total", "INTEGER", "number of contacts"),
            Property("hash", "STRING", "SHA-256 over question and contacts"),
            Property("issued_at", "ZONED DATETIME", "when"),
            Property("issued_by", "STRING", "by whom"),
            Property("erased", "INTEGER", "how often people on it were given other keys since; the hash is of before"),
        ),
    ),
    NodeType(
        "Import",
        "Import",
        "One run of one file.",
        (
            KEY,
            Property("file", "STRING", "file name"),
            Property("content_hash", "STRING", "SHA-256 of the content"),
            Property("company", "STRING", "key of the Company"),
            Property("sent_for", "STRING", "the company that its sender named: whose file it is until it is read"),
            Property("as_of", "DATE", "the file's date"),
            Property("state", "STRING", "queued, running, done, held, refused or failed"),
            Property("mode", "STRING", "apply or check"),
            Property("options", "STRING", "how it was sent, and the program's version, as JSON"),
            Property("dated", "BOOLEAN", "whether the file or its sender says its date; else it is the day of the run"),
            Property("partial", "BOOLEAN", "whether who is missing from the file has not left"),
            Property("errors", "INTEGER", "findings that reject their row"),
            Property("warnings", "INTEGER", "findings that keep their row"),
            Property("recalled", "LIST<STRING>", "keys of the Mappings by which it was read"),
            Property("started_at", "ZONED DATETIME", "when the run was asked for"),
            Property("report", "STRING", "the report as JSON", "basic"),
        ),
        indexed=("company", "content_hash"),
    ),
    NodeType(
        "Mapping",
        "Mapping",
        "What a person confirmed of the titles of a firm's files.",
        (
            KEY,
            Property("company", "STRING", "key of the Company"),
            Property("tax_code", "STRING", "the firm's, as in the file"),
            Property("signature", "STRING", "hash of the header's titles, in any order"),
            Property("columns", "STRING", "field by title, as JSON"),
            Property("confirmed_at", "ZONED DATETIME", "when a file was first applied with it"),
        ),
    ),
    NodeType(
        "Suggestion",
        "Suggestion",
        "Two records that may be one person: a question that waits, or the answer that they are not.",
        (
            KEY,
            Property("state", "STRING", "open or rejected; an accepted one becomes SAME_AS"),
            Property("score", "FLOAT", "0 to 1"),
            Property("reasons", "LIST<STRING>", "what speaks for and against it"),
            Property("found_at", "ZONED DATETIME", "when it was first found"),
            Property("searched", "INTEGER", "revision of the search that last found it"),
            Property("decided_by", "STRING", "who rejected it"),
            Property("decided_at", "ZONED DATETIME", "when"),
        ),
        indexed=("state",),
    ),
    NodeType(
        "Account",
        "Account",
        "Somebody who may sign in to the service.",
        (
            Property("key", "STRING", "the name in lower case"),
            Property("name", "STRING", "as signed in with", "basic"),
            Property("role", "STRING", "admin, steward, analyst, epidemiologist, firm or auditor"),
            Property("companies", "LIST<STRING>", "of the role firm: keys of the Companies that it may see"),
            Property("password_hash", "STRING", "argon2id; null: no sign-in by password"),
            Property("must_change_password", "BOOLEAN", "whether somebody else chose the password"),
            Property("subject", "STRING", "who it is at the OpenID Connect provider: issuer and subject", "basic"),
            Property("created_at", "ZONED DATETIME", "when it was made"),
            Property("disabled_at", "ZONED DATETIME", "null: it may sign in"),
            Property("last_sign_in", "ZONED DATETIME", "when a session was last opened", "basic"),
        ),
        indexed=("role", "subject"),
    ),
    NodeType(
        "Session",
        "Session",
        "A sign-in of a browser; its cookie is kept as a hash only.",
        (
            Property("key", "STRING", "SHA-256 of the cookie"),
            Property("account", "STRING", "key of the Account"),
            Property("created_at", "ZONED DATETIME", "when it was opened"),
            Property("last_used_at", "ZONED DATETIME", "when it was last used, to the minute", "basic"),
            Property("expires_at", "ZONED DATETIME", "when it ends, however much it is used"),
            Property("purpose", "STRING", "what persons are read for in it", "basic"),
        ),
        indexed=("account",),
    ),
    NodeType(
        "Token",
        "Token",
        "A bearer token of an account, as a hash only.",
        (
            Property("key", "STRING", "SHA-256 of the token"),
            Property("account", "STRING", "key of the Account; null: made before there were accounts, opens nothing"),
            Property("name", "STRING", "whom it was made for, if made before there were accounts", "basic"),
            Property("created_at", "ZONED DATETIME", "when it was made"),
            Property("expires_at", "ZONED DATETIME", "when it ends"),
            Property("last_used_at", "ZONED DATETIME", "when it was last used, to the minute", "basic"),
            Property("purpose", "STRING", "what persons are read for with it", "basic"),
        ),
        indexed=("account",),
    ),
    NodeType(
        "FailedSignIn",
        "FailedSignIn",
        "How often signing in failed from one address, or from one address to one account; kept for a day.",
        (
            Property("key", "STRING", "SHA-256 of the address, or of address and account", "basic"),
            Property("count", "INTEGER", "failures since the last success, or for a day"),
            Property("last_at", "ZONED DATETIME", "when it last failed"),
        ),
        indexed=("last_at",),
    ),
    NodeType(
        "FirstStart",
        "FirstStart",
        "A secret by which the first administrator is made, once; as a hash only.",
        (
            Property("key", "STRING", "SHA-256 of the secret"),
            Property("expires_at", "ZONED DATETIME", "an hour after it was made"),
            Property("tried_at", "ZONED DATETIME", "when it was last tried"),
            Property("used_at", "ZONED DATETIME", "when an administrator was made by one of them; null: open"),
        ),
    ),
    NodeType(
        "AuditEntry",
        "AuditEntry",
        "One thing that somebody did: who read or changed what, when and why; chained by hash to the one before.",
        (
            Property("key", "STRING", "the number, so that keys are in its order"),
            Property("number", "INTEGER", "from 1 without a gap"),
            Property("before", "STRING", "hash of the entry before"),
            Property("hash", "STRING", "SHA-256 over number, hash before and text"),
            Property("text", "STRING", "the entry as JSON with sorted keys", "basic"),
            Property("actor", "STRING", "who"),
            Property("batch", "STRING", "with which others it was written"),
        ),
        indexed=("number", "actor", "batch"),
    ),
    NodeType(
        "AuditHead",
        "AuditHead",
        "The one node that tells where the log ends; appending queues on it.",
        (
            KEY,
            Property("number", "INTEGER", "number of the last entry"),
            Property("hash", "STRING", "its hash"),
            Property("locked_at", "ZONED DATETIME", "when somebody last appended"),
        ),
    ),
    NodeType(
        "Purge",
        "Purge",
        "One run of the purge, or one person's data erased: when, by whom, by which clocks, how much of each kind.",
        (
            KEY,
            Property("number", "INTEGER", "from 1"),
            Property("as_of", "DATE", "the day by which it was seen what is due"),
            Property("begun_at", "ZONED DATETIME", "when it began"),
            Property("finished_at", "ZONED DATETIME", "when it ended; null: it goes on, or was cut off"),
            Property("by", "STRING", "who asked for it"),
            Property("reason", "STRING", "why, of one person's data"),
            Property("clocks", "STRING", "days by kind, as JSON"),
            Property("counts", "STRING", "records removed by kind, as JSON"),
            Property("remaining", "STRING", "records still due at the end by kind, as JSON"),
            Property("digest", "STRING", "SHA-256 over the digests of all that was removed; the log has it too"),
            Property("hash_before", "STRING", "the graph's hash before, if asked for"),
            Property("hash_after", "STRING", "and after"),
            Property("batches", "INTEGER", "transactions so far"),
        ),
    ),
    NodeType(
        "PurgeBatch",
        "PurgeBatch",
        "What one transaction of a purge removed, as keyed digests.",
        (
            KEY,
            Property("purge", "STRING", "key of the Purge"),
            Property("kind", "STRING", "the clock"),
            Property("count", "INTEGER", "records removed"),
            Property("records", "LIST<STRING>", "keyed digest of each record's key"),
            Property("subjects", "LIST<STRING>", "keyed digest of each person meant"),
            Property("done_at", "ZONED DATETIME", "when"),
        ),
        indexed=("purge",),
    ),
    NodeType(
        "Ledger",
        "Ledger",
        "The one node that every change passes through, so that changes queue and a reader notices them.",
        (
            KEY,
            Property("revision", "INTEGER", "number of changes so far"),
            Property("searched", "INTEGER", "revision at which records of one person were last searched for"),
        ),
    ),
    NodeType(
        "Restore",
        "Restore",
        "The mark of a restore that is under way or was cut off: the graph is not whole, and no command uses it.",
        (KEY, Property("started_at", "ZONED DATETIME", "when it began")),
    ),
)

EDGES: tuple[EdgeType, ...] = (
    EdgeType(
        "WORKS_IN",
        ("Worker",),
        ("Team", "Workshop", "Company"),
        "The worker works in the group: the team, else the workshop, else the company.",
        (
            *MEMBERSHIP,
            Property("shift", "STRING", "work shift as written"),
            Property("shift_key", "STRING", "1, 2, 3, a, b, c, ngay, dem, sang or chieu; null: unknown, meets all"),
            Property("position", "STRING", "place or kind of work"),
        ),
    ),
    EdgeType(
        "LIVES_IN",
        ("Worker", "Cohabitant"),
        ("Residence",),
        "The person lives in the room, else the house, else the village.",
        (*MEMBERSHIP, Property("named_by", "STRING", "key of the worker who named the person as housemate")),
    ),
    EdgeType("RIDES", ("Worker",), ("Vehicle",), "The worker rides the vehicle.", MEMBERSHIP),
    EdgeType(
        "PART_OF",
        ("Team", "Workshop", "Residence"),
        ("Workshop", "Company", "Residence"),
        "The group is a part of the larger one.",
    ),
    EdgeType(
        "MET",
        ("Worker", "Cohabitant"),
        ("Worker", "Cohabitant"),
        "Somebody declared that the two met; it is symmetric.",
        (
            KEY,
            Property("since", "DATE", "first day, included"),
            Property("until", "DATE", "last day, included"),
            Property("setting", "STRING", "where or on what occasion, as declared", "basic"),
            Property("declared_by", "STRING", "who declared it"),
            Property("recorded_at", "ZONED DATETIME", "when the graph learned of it"),
            Property("retracted_at", "ZONED DATETIME", "when it was withdrawn or replaced; null: it counts"),
        ),
    ),
    EdgeType("OF", ("Case", "Event"), ("Worker", "Cohabitant"), "The case is, or the event happened to, this person."),
    EdgeType(
        "SAME_AS",
        ("Worker", "Cohabitant"),
        ("Worker", "Cohabitant"),
        "Both records are one person.",
        (
            Property("basis", "STRING", "citizen-id, housemate, or decided: by a person"),
            Property("decided_by", "STRING", "who decided: the rule's name or an account"),
            Property("decided_at", "ZONED DATETIME", "when"),
        ),
    ),
    EdgeType(
        "WAS_SAME_AS",
        ("Worker", "Cohabitant"),
        ("Worker", "Cohabitant"),
        "Both records were taken for one person until somebody, or what is on file, said otherwise.",
        (
            Property("basis", "STRING", "as of SAME_AS"),
            Property("decided_by", "STRING", "as of SAME_AS"),
            Property("decided_at", "ZONED DATETIME", "when they were joined"),
            Property("retracted_at", "ZONED DATETIME", "when they were taken apart"),
        ),
    ),
    EdgeType("ABOUT", ("Suggestion",), ("Worker", "Cohabitant"), "The suggestion is about this record."),
)

#: Indexes over a whole family of nodes, for the ways in which people are looked up.
FAMILY_INDEXES: tuple[tuple[str, str], ...] = (("Person", "citizen_id"), ("Person", "phone"))

#: Over names that are folded before they are stored. Neo4j's own folding analyzers drop English stop words, and with
#: them everyone called An, Bé, Nở, Thế or Tô.
NAME_SEARCH = "person_folded_name"


def schema_statements() -> tuple[str, ...]:
    """Return the Cypher that makes every constraint and index; running it again changes nothing."""
    families = sorted({node.family for node in NODES})
    constraints = [
        f"CREATE CONSTRAINT {family.lower()}_key IF NOT EXISTS FOR (n:{family}) REQUIRE n.key IS UNIQUE"
        for family in families
    ]
    indexed = [(node.label, name) for node in NODES for name in node.indexed]
    indexes = [
        f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        for label, name in (*indexed, *FAMILY_INDEXES)
    ]
    search = (
        f"CREATE FULLTEXT INDEX {NAME_SEARCH} IF NOT EXISTS FOR (n:Person) ON EACH [n.folded_name] OPTIONS "
        "{indexConfig: {`fulltext.analyzer`: 'standard-no-stop-words', `fulltext.eventually_consistent`: false}}"
    )
    named_by = "CREATE INDEX lives_in_named_by IF NOT EXISTS FOR ()-[m:LIVES_IN]-() ON (m.named_by)"
    return (*constraints, *indexes, named_by, search)


def schema_names() -> set[str]:
    """Return the names of the indexes that are there when all statements were run; a constraint has one of its name."""
    return {statement.split(" IF NOT EXISTS")[0].split()[-1] for statement in schema_statements()}
