-- Hub schema 1 on SQLite. Everything is generic: which entities there are stands in the manifest only.

-- Newest state of every row. scope is its home: 'chain', 'store/<code>' or 'hq/<bucket>'; it changes when the row moves.
CREATE TABLE row (
    number INTEGER PRIMARY KEY,
    scope TEXT NOT NULL,
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    data TEXT NOT NULL,            -- JSON {column: value}
    row_hlc INTEGER NOT NULL,
    column_clocks TEXT,            -- sync/core/row_state.hpp: clocks of columns written after row_hlc, and of erasure
    feed_places TEXT NOT NULL,     -- the row's entries in feed: 'store/S001:12,hq/03:40,-store/S002:7', '-' = gone
    subject BLOB                   -- person whose erasure empties this row too; only where the row has personal columns
) STRICT;
CREATE UNIQUE INDEX row_by_id ON row (entity, id);
CREATE INDEX row_by_subject ON row (subject) WHERE subject IS NOT NULL;

-- Which rows a scope's readers get, each once, at its newest version. gone = 1 tells readers that the row left their scope.
CREATE TABLE feed (
    scope TEXT NOT NULL,
    version INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (scope, version)
) STRICT, WITHOUT ROWID;

-- One counter per scope, raised inside the push transaction: versions are in commit order, without holes in time.
CREATE TABLE scope_counter (
    scope TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Values of the manifest's duplicate_key columns, to find rows that hold the same one.
CREATE TABLE duplicate_key (
    entity TEXT NOT NULL,
    column_name TEXT NOT NULL,
    value TEXT NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (entity, column_name, value, id)
) STRICT, WITHOUT ROWID;

-- Enrolled terminals. id is also the id of the terminal's row. blocked: two machines claimed it. revoked: the terminal's
-- row says so.
CREATE TABLE device (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    terminal_code TEXT NOT NULL,
    secret_hash BLOB NOT NULL,
    bundle_public_key BLOB NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'blocked', 'revoked')),
    status_reason TEXT NOT NULL,
    incarnation BLOB,                      -- NULL: the next one that calls is taken
    last_seq INTEGER NOT NULL,
    last_hlc INTEGER NOT NULL,             -- hlc of the change last_seq: tells a clone with another history
    schema_version INTEGER NOT NULL,
    enrolled_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX device_by_code ON device (store_code, terminal_code);

-- Incarnations of a device that were left behind; a push from one means two machines claim one device.
CREATE TABLE retired_incarnation (
    device_id BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    retired_at INTEGER NOT NULL,
    PRIMARY KEY (device_id, incarnation)
) STRICT, WITHOUT ROWID;

-- Audit chains: the newest link of each, and what did not fit.
CREATE TABLE audit_chain (
    device_id BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    chain_seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    breaks INTEGER NOT NULL,
    first_break_seq INTEGER NOT NULL,      -- 0 = none
    PRIMARY KEY (device_id, incarnation)
) STRICT, WITHOUT ROWID;

-- Changes the hub refused, kept whole for whoever has to look into it (emptied when the person is erased).
CREATE TABLE rejection (
    device_id BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    seq INTEGER NOT NULL,
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    field TEXT NOT NULL,
    detail TEXT NOT NULL,
    change TEXT NOT NULL,          -- JSON {"op", "hlc", "columns"}
    rejected_at INTEGER NOT NULL,
    PRIMARY KEY (device_id, incarnation, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejection_by_row ON rejection (entity, id);

-- One-time enrolment codes, by hash.
CREATE TABLE enrolment_code (
    code_hash BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    terminal_name TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;

-- Small facts: generation (changes when the hub is restored), made_at, chain_name, hub_hlc (greatest clock the hub gave
-- to a row of its own).
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;
