-- Terminal schema 13: till receipts, sales and refunds, and the tills' day totals.

CREATE TABLE purchase (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    till TEXT,
    number TEXT,
    weak_key INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    amount INTEGER NOT NULL,
    pieces INTEGER,
    items TEXT,
    refund_of BLOB,
    member_id BLOB,
    home_store TEXT,
    claimed TEXT,
    undone_at INTEGER,
    undone_by TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
-- Holds all that a member's spending is counted from.
CREATE INDEX purchase_by_member ON purchase (member_id, business_date, kind, amount, refund_of, undone_at)
WHERE member_id IS NOT NULL;
CREATE INDEX purchase_by_day ON purchase (store_code, business_date, id);
CREATE INDEX purchase_by_refund ON purchase (refund_of) WHERE refund_of IS NOT NULL;
CREATE INDEX purchase_claimed ON purchase (store_code, business_date, id)
WHERE member_id IS NULL AND claimed IS NOT NULL;

CREATE TABLE day_total (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    business_date TEXT NOT NULL,
    source TEXT NOT NULL,
    net INTEGER NOT NULL,
    receipts INTEGER NOT NULL,
    pieces INTEGER,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX day_total_by_day ON day_total (store_code, business_date);
