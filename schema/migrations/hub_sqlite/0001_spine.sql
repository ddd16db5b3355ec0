-- Hub schema 1 on SQLite. Everything is generic: which entities there are stands in the manifest only. scope leads every
-- key, so that the same layout partitions by scope on a database cluster.

-- Newest state of every row, in the scope it belongs to: 'chain', 'store/<code>' or 'hq/<bucket>'.
CREATE TABLE row (
    scope TEXT NOT NULL,
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    data TEXT NOT NULL,            -- JSON {column: value}
    row_hlc INTEGER NOT NULL,
    column_clocks TEXT,            -- sync/core/row_state.hpp: clocks of columns written after row_hlc, and of erasure
    PRIMARY KEY (scope, entity, id)
) STRICT, WITHOUT ROWID;
-- A row is found by its id alone when it moved to another scope.
CREATE INDEX row_by_id ON row (entity, id);

-- Which rows a scope's readers get, each once, at its newest version. home_scope is where the row's state lies;
-- gone = 1 tells readers that the row left their scope.
CREATE TABLE feed (
    scope TEXT NOT NULL,
    version INTEGER NOT NULL,
    home_scope TEXT NOT NULL,
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (scope, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_by_row ON feed (scope, entity, id);

-- One counter per scope, raised inside the push transaction: versions are gapless and in commit order.
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
    scope TEXT NOT NULL,
    PRIMARY KEY (entity, column_name, value, id)
) STRICT, WITHOUT ROWID;

-- Enrolled terminals. id is also the id of the terminal's row. status: active, blocked (two machines claimed it).
-- Revocation is the terminal row's status.
CREATE TABLE device (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    terminal_code TEXT NOT NULL,
    secret_hash BLOB NOT NULL,
    bundle_public_key BLOB NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('active', 'blocked', 'revoked')),
    status_reason TEXT,
    incarnation BLOB,
    last_seq INTEGER NOT NULL DEFAULT 0,
    last_hlc INTEGER NOT NULL DEFAULT 0,   -- hlc of the change last_seq: tells a clone with another history
    schema_version INTEGER NOT NULL DEFAULT 0,
    enrolled_at INTEGER NOT NULL,
    last_seen_at INTEGER
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
    incarnation BLOB NOT NULL PRIMARY KEY,
    device_id BLOB NOT NULL,
    chain_seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    breaks INTEGER NOT NULL DEFAULT 0,
    first_break_seq INTEGER
) STRICT, WITHOUT ROWID;

-- Changes the hub refused, kept whole for whoever has to look into it.
CREATE TABLE rejection (
    device_id BLOB NOT NULL,
    incarnation BLOB NOT NULL,
    seq INTEGER NOT NULL,
    code TEXT NOT NULL,
    field TEXT,
    detail TEXT,
    change TEXT NOT NULL,          -- JSON
    rejected_at INTEGER NOT NULL,
    PRIMARY KEY (device_id, incarnation, seq)
) STRICT, WITHOUT ROWID;

-- One-time enrolment codes, by hash.
CREATE TABLE enrolment_code (
    code_hash BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    terminal_name TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;

-- Small facts: generation (changes when the hub is restored), made_at, chain_name.
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;
