-- Terminal schema 27: stocktakes, what happened to them, what was counted, and what it came to.

CREATE TABLE stocktake (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    blind INTEGER NOT NULL,
    with_goods INTEGER NOT NULL,
    scope TEXT NOT NULL,
    zones TEXT NOT NULL,
    words TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE stocktake_event (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    stocktake_id BLOB NOT NULL,
    step TEXT NOT NULL,
    about_id BLOB,
    zone TEXT,
    spot TEXT,
    shared INTEGER,
    people TEXT,
    recounters TEXT,
    gift_id BLOB,
    batch TEXT,
    expires_on TEXT,
    barcode TEXT,
    lines TEXT,
    words TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX stocktake_event_by_stocktake ON stocktake_event (stocktake_id);

CREATE TABLE stocktake_count (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    stocktake_id BLOB NOT NULL,
    round TEXT NOT NULL,
    zone TEXT NOT NULL,
    kind TEXT NOT NULL,
    barcode TEXT,
    quantity INTEGER NOT NULL,
    undoes_id BLOB,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    gift_id BLOB,
    goods_id BLOB,
    batch TEXT,
    expires_on TEXT,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX stocktake_count_by_thing ON stocktake_count (stocktake_id, created_by, gift_id, goods_id, barcode);

CREATE TABLE stocktake_line (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    stocktake_id BLOB NOT NULL,
    opening_id BLOB NOT NULL,
    spot TEXT,
    zones TEXT,
    first_count INTEGER,
    counted INTEGER NOT NULL,
    counted_at INTEGER NOT NULL,
    book INTEGER NOT NULL,
    cost INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    gift_id BLOB,
    goods_id BLOB,
    batch TEXT,
    expires_on TEXT,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX stocktake_line_by_opening ON stocktake_line (opening_id);
CREATE INDEX stocktake_line_by_gift ON stocktake_line (store_code, gift_id, counted_at, stocktake_id) WHERE gift_id IS NOT NULL;

-- What the events come to, for lists and for whoever counts. Local, never synced; see stocktake_cache.hpp.
CREATE TABLE stocktake_state (
    stocktake_id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    phase TEXT NOT NULL,
    planned_on TEXT NOT NULL,
    frozen_at INTEGER,
    opening_id BLOB,
    posted_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX stocktake_state_open ON stocktake_state (phase, planned_on) WHERE phase NOT IN ('posted', 'cancelled');
CREATE INDEX stocktake_state_by_time ON stocktake_state (created_at, stocktake_id);

-- Stocktakes of which something is new. Not INSERT OR IGNORE: see 0012.
CREATE TABLE stocktake_stale (stocktake_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER stocktake_stale_head AFTER INSERT ON stocktake
BEGIN
    INSERT INTO stocktake_stale (stocktake_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM stocktake_stale WHERE stocktake_id = NEW.id);
END;
CREATE TRIGGER stocktake_stale_head_change AFTER UPDATE ON stocktake
BEGIN
    INSERT INTO stocktake_stale (stocktake_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM stocktake_stale WHERE stocktake_id = NEW.id);
END;
CREATE TRIGGER stocktake_stale_event AFTER INSERT ON stocktake_event
BEGIN
    INSERT INTO stocktake_stale (stocktake_id)
    SELECT NEW.stocktake_id
    WHERE NOT EXISTS (SELECT 1 FROM stocktake_stale WHERE stocktake_id = NEW.stocktake_id);
END;
CREATE TRIGGER stocktake_stale_event_change AFTER UPDATE ON stocktake_event
BEGIN
    INSERT INTO stocktake_stale (stocktake_id)
    SELECT NEW.stocktake_id
    WHERE NOT EXISTS (SELECT 1 FROM stocktake_stale WHERE stocktake_id = NEW.stocktake_id);
END;
-- It has left this terminal.
CREATE TRIGGER stocktake_gone AFTER DELETE ON stocktake
BEGIN
    DELETE FROM stocktake_state WHERE stocktake_id = OLD.id;
    DELETE FROM stocktake_stale WHERE stocktake_id = OLD.id;
    DELETE FROM stocktake_recheck WHERE stocktake_id = OLD.id;
END;

-- Gifts of which the book and what was counted have to be compared again, because goods, lines or steps arrived; all of the
-- stocktake where gift_id is nothing but zeros. See stocktakes_post.cpp. What a stocktake posts here needs no second look at it.
CREATE TABLE stocktake_recheck (
    stocktake_id BLOB NOT NULL,
    gift_id BLOB NOT NULL,
    movement_id BLOB NOT NULL,
    PRIMARY KEY (stocktake_id, gift_id, movement_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER stocktake_recheck_head AFTER INSERT ON stocktake
BEGIN
    INSERT INTO stocktake_recheck (stocktake_id, gift_id, movement_id)
    SELECT NEW.id, zeroblob(16), zeroblob(16) WHERE NOT EXISTS (SELECT 1 FROM stocktake_recheck
        WHERE stocktake_id = NEW.id AND gift_id = zeroblob(16) AND movement_id = zeroblob(16));
END;
CREATE TRIGGER stocktake_recheck_event AFTER INSERT ON stocktake_event
BEGIN
    INSERT INTO stocktake_recheck (stocktake_id, gift_id, movement_id)
    SELECT NEW.stocktake_id, zeroblob(16), zeroblob(16) WHERE NOT EXISTS (SELECT 1 FROM stocktake_recheck
        WHERE stocktake_id = NEW.stocktake_id AND gift_id = zeroblob(16) AND movement_id = zeroblob(16));
END;
-- Two tills that posted apart wrote one event.
CREATE TRIGGER stocktake_recheck_event_change AFTER UPDATE ON stocktake_event
BEGIN
    INSERT INTO stocktake_recheck (stocktake_id, gift_id, movement_id)
    SELECT NEW.stocktake_id, zeroblob(16), zeroblob(16) WHERE NOT EXISTS (SELECT 1 FROM stocktake_recheck
        WHERE stocktake_id = NEW.stocktake_id AND gift_id = zeroblob(16) AND movement_id = zeroblob(16));
END;
CREATE TRIGGER stocktake_recheck_line AFTER INSERT ON stocktake_line
BEGIN
    INSERT INTO stocktake_recheck (stocktake_id, gift_id, movement_id)
    SELECT NEW.stocktake_id, zeroblob(16), zeroblob(16) WHERE NOT EXISTS (SELECT 1 FROM stocktake_recheck
        WHERE stocktake_id = NEW.stocktake_id AND gift_id = zeroblob(16) AND movement_id = zeroblob(16));
END;
CREATE TRIGGER stocktake_recheck_goods AFTER INSERT ON stock_movement
WHEN EXISTS (SELECT 1 FROM stocktake_line l WHERE l.store_code = NEW.store_code AND l.gift_id = NEW.gift_id
        AND l.counted_at >= NEW.at AND (l.stocktake_id IS NOT NEW.document_id OR NOT capturing()))
    AND NEW.store_code = (SELECT value FROM fact WHERE name = 'store_code')
BEGIN
    INSERT INTO stocktake_recheck (stocktake_id, gift_id, movement_id)
    SELECT DISTINCT l.stocktake_id, NEW.gift_id, NEW.id FROM stocktake_line l
    WHERE l.store_code = NEW.store_code AND l.gift_id = NEW.gift_id AND l.counted_at >= NEW.at
        AND (l.stocktake_id IS NOT NEW.document_id OR NOT capturing())
        AND NOT EXISTS (SELECT 1 FROM stocktake_recheck r WHERE r.stocktake_id = l.stocktake_id
            AND r.gift_id = NEW.gift_id AND r.movement_id = NEW.id);
END;
CREATE TRIGGER stocktake_recheck_goods_change AFTER UPDATE ON stock_movement
WHEN EXISTS (SELECT 1 FROM stocktake_line l WHERE l.store_code = NEW.store_code AND l.gift_id = NEW.gift_id
        AND l.counted_at >= min(NEW.at, OLD.at))
    AND NEW.store_code = (SELECT value FROM fact WHERE name = 'store_code')
BEGIN
    INSERT INTO stocktake_recheck (stocktake_id, gift_id, movement_id)
    SELECT DISTINCT l.stocktake_id, NEW.gift_id, NEW.id FROM stocktake_line l
    WHERE l.store_code = NEW.store_code AND l.gift_id = NEW.gift_id AND l.counted_at >= min(NEW.at, OLD.at)
        AND NOT EXISTS (SELECT 1 FROM stocktake_recheck r WHERE r.stocktake_id = l.stocktake_id
            AND r.gift_id = NEW.gift_id AND r.movement_id = NEW.id);
END;
