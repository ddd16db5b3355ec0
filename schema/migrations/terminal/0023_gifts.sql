-- Terminal schema 23: warehouses, the catalogue of gifts, campaigns, the ledger of stock.

ALTER TABLE store ADD COLUMN kind TEXT;

CREATE TABLE gift (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT,
    spec TEXT,
    unit TEXT NOT NULL,
    cost INTEGER NOT NULL,
    batch_kept INTEGER NOT NULL,
    expiry_kept INTEGER NOT NULL,
    stock_min INTEGER,
    stock_max INTEGER,
    picture TEXT,
    status TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX gift_by_code ON gift (code);
CREATE INDEX gift_by_picture ON gift (picture) WHERE picture IS NOT NULL;

CREATE TABLE gift_barcode (
    id BLOB NOT NULL PRIMARY KEY,
    gift_id BLOB NOT NULL,
    barcode TEXT NOT NULL,
    removed INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX gift_barcode_by_barcode ON gift_barcode (barcode);
CREATE INDEX gift_barcode_by_gift ON gift_barcode (gift_id);

CREATE TABLE campaign (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    gifts TEXT NOT NULL,
    rule TEXT NOT NULL,
    cap INTEGER,
    ended_at INTEGER,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_by_end ON campaign (ends_on);

CREATE TABLE stock_movement (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    gift_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    spot TEXT NOT NULL,
    batch TEXT,
    expires_on TEXT,
    quantity INTEGER NOT NULL,
    at INTEGER NOT NULL,
    document_id BLOB,
    reverses_id BLOB,
    partner TEXT,
    paper TEXT,
    price INTEGER,
    reason TEXT,
    photo TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_movement_by_gift ON stock_movement (store_code, gift_id, spot, at);
CREATE INDEX stock_movement_by_time ON stock_movement (store_code, at);
CREATE INDEX stock_movement_by_document ON stock_movement (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX stock_movement_by_reversed ON stock_movement (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX stock_movement_by_photo ON stock_movement (photo) WHERE photo IS NOT NULL;

-- What the movements come to. Local, never synced; whoever writes a movement, the triggers below keep both in the same
-- transaction, in whatever order movements arrive. Invariants, checked by `qiantaictl check`: stock_balance.quantity is the sum
-- of the movements of its store, gift, spot, batch and expiry; stock_day.balance that of all movements of its store, gift and
-- spot until the end of its day. A day is one of UTC (at / 86400000), so that it is the same everywhere; days without a
-- movement may be missing.
CREATE TABLE stock_balance (
    store_code TEXT NOT NULL,
    gift_id BLOB NOT NULL,
    spot TEXT NOT NULL,
    batch TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (store_code, gift_id, spot, batch, expires_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_balance_short ON stock_balance (store_code) WHERE quantity < 0;
CREATE INDEX stock_balance_expiring ON stock_balance (expires_on, store_code) WHERE expires_on <> '' AND quantity > 0;

CREATE TABLE stock_day (
    store_code TEXT NOT NULL,
    gift_id BLOB NOT NULL,
    spot TEXT NOT NULL,
    day INTEGER NOT NULL,
    balance INTEGER NOT NULL,
    PRIMARY KEY (store_code, gift_id, spot, day)
) STRICT, WITHOUT ROWID;

-- A quantity beyond what anybody can count, which only a broken program writes, counts as a thousand million: it must not keep
-- the row, and all that comes after it, from being read.
-- One change of one count: what the three triggers after it come to. Neither INSERT OR IGNORE nor an upsert: see 0012.
CREATE VIEW stock_change AS SELECT store_code, gift_id, spot, batch, expires_on, at, quantity FROM stock_movement;
CREATE TRIGGER stock_change_count INSTEAD OF INSERT ON stock_change
BEGIN
    INSERT INTO stock_balance (store_code, gift_id, spot, batch, expires_on, quantity)
    SELECT NEW.store_code, NEW.gift_id, NEW.spot, ifnull(NEW.batch, ''), ifnull(NEW.expires_on, ''), 0
    WHERE NOT EXISTS (SELECT 1 FROM stock_balance WHERE store_code = NEW.store_code AND gift_id = NEW.gift_id
        AND spot = NEW.spot AND batch = ifnull(NEW.batch, '') AND expires_on = ifnull(NEW.expires_on, ''));
    UPDATE stock_balance SET quantity = quantity + NEW.quantity
    WHERE store_code = NEW.store_code AND gift_id = NEW.gift_id AND spot = NEW.spot
        AND batch = ifnull(NEW.batch, '') AND expires_on = ifnull(NEW.expires_on, '');
    INSERT INTO stock_day (store_code, gift_id, spot, day, balance)
    SELECT NEW.store_code, NEW.gift_id, NEW.spot, NEW.at / 86400000,
        ifnull((SELECT balance FROM stock_day WHERE store_code = NEW.store_code AND gift_id = NEW.gift_id
            AND spot = NEW.spot AND day < NEW.at / 86400000 ORDER BY day DESC LIMIT 1), 0)
    WHERE NOT EXISTS (SELECT 1 FROM stock_day WHERE store_code = NEW.store_code AND gift_id = NEW.gift_id
        AND spot = NEW.spot AND day = NEW.at / 86400000);
    UPDATE stock_day SET balance = balance + NEW.quantity
    WHERE store_code = NEW.store_code AND gift_id = NEW.gift_id AND spot = NEW.spot AND day >= NEW.at / 86400000;
END;
CREATE TRIGGER stock_count_insert AFTER INSERT ON stock_movement
BEGIN
    INSERT INTO stock_change (store_code, gift_id, spot, batch, expires_on, at, quantity)
    VALUES (NEW.store_code, NEW.gift_id, NEW.spot, NEW.batch, NEW.expires_on, NEW.at,
        max(-1000000000, min(1000000000, NEW.quantity)));
END;
-- Two tills that reversed the same movement offline: the later one's row holds.
CREATE TRIGGER stock_count_update
AFTER UPDATE OF store_code, gift_id, spot, batch, expires_on, at, quantity ON stock_movement
BEGIN
    INSERT INTO stock_change (store_code, gift_id, spot, batch, expires_on, at, quantity)
    VALUES (OLD.store_code, OLD.gift_id, OLD.spot, OLD.batch, OLD.expires_on, OLD.at,
        -max(-1000000000, min(1000000000, OLD.quantity)));
    INSERT INTO stock_change (store_code, gift_id, spot, batch, expires_on, at, quantity)
    VALUES (NEW.store_code, NEW.gift_id, NEW.spot, NEW.batch, NEW.expires_on, NEW.at,
        max(-1000000000, min(1000000000, NEW.quantity)));
END;
-- It has left this terminal.
CREATE TRIGGER stock_count_delete AFTER DELETE ON stock_movement
BEGIN
    INSERT INTO stock_change (store_code, gift_id, spot, batch, expires_on, at, quantity)
    VALUES (OLD.store_code, OLD.gift_id, OLD.spot, OLD.batch, OLD.expires_on, OLD.at,
        -max(-1000000000, min(1000000000, OLD.quantity)));
END;
