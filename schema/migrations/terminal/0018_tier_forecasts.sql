-- Terminal schema 18: what an announced rule of tiers would do at a store.

CREATE TABLE tier_forecast (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    moves TEXT NOT NULL,
    members INTEGER NOT NULL,
    as_of TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
