-- Terminal schema 15: imports of other systems' files, and what members bring along from there. All but member_origin is
-- local, never synced: an import is gone on with and taken back on the terminal that made it.

CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    file TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    errors TEXT NOT NULL,
    error_bytes INTEGER NOT NULL DEFAULT 0,
    settings TEXT NOT NULL,
    status TEXT NOT NULL,
    rows INTEGER NOT NULL,
    rows_done INTEGER NOT NULL DEFAULT 0,
    counts TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    gone INTEGER NOT NULL DEFAULT 0,
    stayed INTEGER NOT NULL DEFAULT 0,
    undone_to BLOB
) STRICT;
CREATE INDEX import_by_file ON import (file_hash, kind);

-- What an import brought. outcome as ImportTaken::Outcome: 0 added, 1 was here before and said the same, 2 was here and
-- says more now. row_clock: the outbox's newest clock behind it. stayed: 1 = touched since, so taking the import back left
-- it alone; 0 = gone with it; NULL = not asked yet.
CREATE TABLE imported_row (
    import_id INTEGER NOT NULL,
    row_id BLOB NOT NULL,
    outcome INTEGER NOT NULL,
    row_clock INTEGER,
    stayed INTEGER,
    PRIMARY KEY (import_id, row_id)
) STRICT, WITHOUT ROWID;

-- How the files of a source are read.
CREATE TABLE import_source (
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY (kind, source)
) STRICT, WITHOUT ROWID;

-- A folder into which a till drops its files.
CREATE TABLE import_folder (
    id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    set_by TEXT NOT NULL,
    looked_at INTEGER
) STRICT;
CREATE TABLE import_folder_file (
    folder_id INTEGER NOT NULL REFERENCES import_folder (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    problem TEXT,
    PRIMARY KEY (folder_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_origin (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    source TEXT NOT NULL,
    number TEXT,
    spent INTEGER,
    visits INTEGER,
    as_of TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX member_origin_by_member ON member_origin (member_id);

-- How far files were imported stood there.
DELETE FROM fact WHERE name LIKE 'import/%';

-- Receipts are looked up by their number, at the counter and for refunds of files.
CREATE INDEX purchase_by_number ON purchase (number, store_code) WHERE number IS NOT NULL;
