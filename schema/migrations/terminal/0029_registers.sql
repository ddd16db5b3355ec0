-- Terminal schema 29: the signature under a day that was closed, barcodes of cartons, months of the register of gifts given
-- that were signed.

ALTER TABLE day_close ADD COLUMN signature TEXT;

ALTER TABLE gift_barcode ADD COLUMN pieces INTEGER;

CREATE TABLE register_month (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    month TEXT NOT NULL,
    issuances INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    days TEXT NOT NULL,
    gifts TEXT NOT NULL,
    words TEXT,
    signature TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())
) STRICT, WITHOUT ROWID;
CREATE INDEX register_month_by_month ON register_month (store_code, month);
