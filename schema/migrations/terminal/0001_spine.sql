-- Terminal schema 1: the spine. Synced tables have no foreign keys between each other: rows arrive from
-- headquarters in version order, a refused parent must not block its children, and services check references.
-- Every synced table has row_hlc (hybrid logical clock of its creation, see sync/core/hlc.hpp) and, unless it is
-- append-only, column_clocks (JSON {column: hlc} of the columns written later, "!": hlc of erasure; NULL if none).
-- next_hlc() is registered by terminal/store on every connection.

CREATE TABLE store (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT,
    phone TEXT,
    utc_offset_minutes INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX store_by_code ON store (code);

CREATE TABLE terminal (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    enrolled_at INTEGER,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    pin_hash TEXT,
    pin_changed_at INTEGER,
    pin_must_change INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_by_number ON staff (number);

CREATE TABLE tier (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    spend_min_fen INTEGER,
    valid_months INTEGER NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    value TEXT NOT NULL,
    effective_from INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX policy_by_code ON policy (code, effective_from);

CREATE TABLE member (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    name TEXT,
    phone TEXT,
    gender TEXT NOT NULL,
    birthday TEXT,
    birthday_calendar TEXT NOT NULL,
    tier_code TEXT NOT NULL,
    home_clerk TEXT,
    heard_from TEXT NOT NULL,
    preferences TEXT,
    notes TEXT,
    status TEXT NOT NULL,
    merged_into BLOB,
    joined_on TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_phone ON member (phone) WHERE phone IS NOT NULL;
CREATE INDEX member_by_last_four ON member (substr(phone, -4), phone) WHERE phone IS NOT NULL;
CREATE INDEX member_by_merged_into ON member (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE member_card (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    number TEXT NOT NULL,
    status TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    expires_on TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX member_card_by_number ON member_card (number);
-- Holds what member search shows of a card, so that fifty hits do not read fifty more rows.
CREATE INDEX member_card_by_member ON member_card (member_id, status, issued_on, number);

CREATE TABLE consent (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    purpose TEXT NOT NULL,
    decision TEXT NOT NULL,
    text_version TEXT NOT NULL,
    channel TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_by_member ON consent (member_id, created_at);

CREATE TABLE member_conflict (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    other_id BLOB,
    column_name TEXT NOT NULL,
    kept_value TEXT,
    lost_value TEXT,
    kept_hlc INTEGER,
    lost_hlc INTEGER,
    status TEXT NOT NULL,
    resolved_by TEXT,
    resolved_at INTEGER,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX member_conflict_by_subject ON member_conflict (subject_id);
CREATE INDEX member_conflict_open ON member_conflict (status, created_at);

CREATE TABLE audit_event (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    terminal_code TEXT NOT NULL,
    incarnation BLOB NOT NULL,
    chain_seq INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    staff_number TEXT,
    staff_role TEXT,
    action TEXT NOT NULL,
    subject_entity TEXT,
    subject_id TEXT,
    detail TEXT,
    hash BLOB NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_event_by_chain ON audit_event (incarnation, chain_seq);
CREATE INDEX audit_event_by_time ON audit_event (created_at);

-- Member search: one row per key under which a member's name is found; see terminal/store/member_search_keys.hpp. The
-- triggers also serve rows that arrive from headquarters. member_search_keys() is registered by terminal/store; while
-- fact search_stale is 1 (first load) the table is left alone and made anew afterwards.
CREATE TABLE member_search (
    key TEXT NOT NULL,
    member_id BLOB NOT NULL,
    PRIMARY KEY (key, member_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER member_search_insert AFTER INSERT ON member
WHEN (SELECT value FROM fact WHERE name = 'search_stale') IS NOT 1
BEGIN
    INSERT OR IGNORE INTO member_search (key, member_id)
    SELECT value, NEW.id FROM json_each(member_search_keys(NEW.name));
END;
CREATE TRIGGER member_search_update AFTER UPDATE OF name ON member
WHEN OLD.name IS NOT NEW.name AND (SELECT value FROM fact WHERE name = 'search_stale') IS NOT 1
BEGIN
    DELETE FROM member_search
    WHERE member_id = OLD.id AND key IN (SELECT value FROM json_each(member_search_keys(OLD.name)));
    INSERT OR IGNORE INTO member_search (key, member_id)
    SELECT value, NEW.id FROM json_each(member_search_keys(NEW.name));
END;
CREATE TRIGGER member_search_delete AFTER DELETE ON member
WHEN (SELECT value FROM fact WHERE name = 'search_stale') IS NOT 1
BEGIN
    DELETE FROM member_search
    WHERE member_id = OLD.id AND key IN (SELECT value FROM json_each(member_search_keys(OLD.name)));
END;

-- What this terminal wrote and headquarters must get, in order; kept 30 days after it was acknowledged. Written only
-- by the generated capture triggers. seq has no holes and is never given twice: the last row is never deleted (a trigger
-- sees to it), because the next seq and the hybrid clock go on from it. txn is equal for the changes of one transaction.
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY,
    txn INTEGER NOT NULL,
    hlc INTEGER NOT NULL,
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'erase')),
    columns TEXT NOT NULL,         -- JSON {column: value}
    seen TEXT,                     -- update: JSON {column: hlc that the writer saw before}
    written_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_row ON outbox (entity, id);

-- Changes headquarters refused, with its reason; what followed them went on.
CREATE TABLE rejection (
    seq INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    actor TEXT NOT NULL,
    field TEXT,
    words_zh TEXT NOT NULL,
    words_en TEXT NOT NULL,
    rejected_at INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'resent', 'discarded')),
    remark TEXT
) STRICT;

-- How far each scope of the hub's feed was read. reread_from: lowest version that held something this program
-- version did not know; it is read again from there after an upgrade.
CREATE TABLE feed_cursor (
    scope TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    reread_from INTEGER,
    schema_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Small facts about this database and its sync, one row each: see schema/sqlite/facts.hpp.
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;

-- Counters from which human numbers are made; a restore makes them jump ahead.
CREATE TABLE number_sequence (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Failed sign-ins, for the growing delay; local, never synced.
CREATE TABLE sign_in_failure (
    staff_number TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
