-- Terminal schema 28: days that were closed, the marks of a store's tills, stores that went to another manager.

CREATE TABLE day_close (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    day TEXT NOT NULL,
    items TEXT NOT NULL,
    tills TEXT NOT NULL,
    issuances INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    words TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())
) STRICT, WITHOUT ROWID;
CREATE INDEX day_close_by_day ON day_close (store_code, day);

CREATE TABLE day_mark (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    terminal_code TEXT NOT NULL,
    incarnation BLOB NOT NULL,
    day TEXT NOT NULL,
    outbox_seq INTEGER NOT NULL,
    events_from INTEGER NOT NULL,
    events_until INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    late INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())
) STRICT, WITHOUT ROWID;
CREATE INDEX day_mark_by_till ON day_mark (store_code, terminal_code, day);
CREATE INDEX day_mark_by_incarnation ON day_mark (incarnation, outbox_seq);

CREATE TABLE hand_over (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    from_staff TEXT NOT NULL,
    to_staff TEXT NOT NULL,
    stocktake_id BLOB,
    items TEXT NOT NULL,
    things TEXT NOT NULL,
    words TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())
) STRICT, WITHOUT ROWID;
CREATE INDEX hand_over_by_time ON hand_over (store_code, created_at);
