-- Terminal schema 6: goods of customers in the store's keeping, and what happened to them.

CREATE TABLE stored_goods (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    number TEXT NOT NULL,
    item TEXT NOT NULL,
    barcode TEXT,
    unit TEXT,
    quantity INTEGER NOT NULL,
    batch TEXT,
    expires_on TEXT,
    place TEXT,
    till_receipt TEXT,
    fee INTEGER NOT NULL,
    remark TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX stored_goods_by_member ON stored_goods (member_id, created_at);
CREATE INDEX stored_goods_by_time ON stored_goods (store_code, created_at, id);
CREATE INDEX stored_goods_by_number ON stored_goods (number);

CREATE TABLE stored_goods_event (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    goods_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    quantity INTEGER,
    reverses_id BLOB,
    place TEXT,
    reason TEXT,
    outcome TEXT,
    signed_by TEXT,
    signer TEXT,
    signed_text TEXT,
    signature TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
-- Holds what the remaining quantity is counted from, so that a list of goods reads no event.
CREATE INDEX stored_goods_event_by_goods ON stored_goods_event (goods_id, kind, quantity, reverses_id);
