-- Terminal schema 24: requisitions of gifts and what happened to them; recalls; where gifts lie.

CREATE TABLE requisition (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    partner TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    purpose TEXT NOT NULL,
    campaign_id BLOB,
    wanted_on TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    lines TEXT NOT NULL,
    words TEXT,
    by_manager INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX requisition_by_number ON requisition (number);

CREATE TABLE requisition_event (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    requisition_id BLOB NOT NULL,
    step TEXT NOT NULL,
    about_id BLOB,
    lines TEXT,
    outcome TEXT,
    worth INTEGER,
    parcel TEXT,
    words TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX requisition_event_by_requisition ON requisition_event (requisition_id);

-- What the events come to, for lists. Local, never synced; see requisition_cache.hpp.
CREATE TABLE requisition_state (
    requisition_id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    partner TEXT NOT NULL,
    phase TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    wanted_on TEXT NOT NULL,
    approved_on TEXT,
    worth INTEGER NOT NULL,
    waits_since INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX requisition_state_open ON requisition_state (phase, wanted_on)
WHERE phase NOT IN ('done', 'refused', 'cancelled');
CREATE INDEX requisition_state_by_time ON requisition_state (created_at, requisition_id);
CREATE INDEX requisition_state_approved ON requisition_state (store_code, approved_on) WHERE approved_on IS NOT NULL;

-- Pieces that were sent and of which nobody has said that they arrived: they lie on neither shelf.
CREATE TABLE stock_under_way (
    dispatch_id BLOB NOT NULL,
    requisition_id BLOB NOT NULL,
    from_store TEXT NOT NULL,
    to_store TEXT NOT NULL,
    gift_id BLOB NOT NULL,
    pieces INTEGER NOT NULL,
    PRIMARY KEY (requisition_id, dispatch_id, gift_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_under_way_by_receiver ON stock_under_way (to_store, gift_id);

-- Requisitions of which something is new. Not INSERT OR IGNORE: see 0012.
CREATE TABLE requisition_stale (requisition_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER requisition_stale_head AFTER INSERT ON requisition
BEGIN
    INSERT INTO requisition_stale (requisition_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM requisition_stale WHERE requisition_id = NEW.id);
END;
CREATE TRIGGER requisition_stale_head_change AFTER UPDATE ON requisition
BEGIN
    INSERT INTO requisition_stale (requisition_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM requisition_stale WHERE requisition_id = NEW.id);
END;
CREATE TRIGGER requisition_stale_event AFTER INSERT ON requisition_event
BEGIN
    INSERT INTO requisition_stale (requisition_id)
    SELECT NEW.requisition_id
    WHERE NOT EXISTS (SELECT 1 FROM requisition_stale WHERE requisition_id = NEW.requisition_id);
END;
CREATE TRIGGER requisition_stale_event_change AFTER UPDATE ON requisition_event
BEGIN
    INSERT INTO requisition_stale (requisition_id)
    SELECT NEW.requisition_id
    WHERE NOT EXISTS (SELECT 1 FROM requisition_stale WHERE requisition_id = NEW.requisition_id);
END;

-- Receipts of which something is new, goods or paper: two tills may have received one parcel. See requisitions_run.cpp.
CREATE TABLE requisition_recheck (event_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER requisition_recheck_event AFTER INSERT ON requisition_event WHEN NEW.step IN ('received', 'booked_back')
BEGIN
    INSERT INTO requisition_recheck (event_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM requisition_recheck WHERE event_id = NEW.id);
END;
CREATE TRIGGER requisition_recheck_event_change AFTER UPDATE ON requisition_event
WHEN NEW.step IN ('received', 'booked_back')
BEGIN
    INSERT INTO requisition_recheck (event_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM requisition_recheck WHERE event_id = NEW.id);
END;
CREATE TRIGGER requisition_recheck_goods AFTER INSERT ON stock_movement WHEN NEW.kind = 'transfer_in' AND NEW.document_id IS NOT NULL
BEGIN
    INSERT INTO requisition_recheck (event_id)
    SELECT NEW.document_id WHERE NOT EXISTS (SELECT 1 FROM requisition_recheck WHERE event_id = NEW.document_id);
END;
CREATE TRIGGER requisition_recheck_goods_change AFTER UPDATE ON stock_movement
WHEN NEW.kind = 'transfer_in' AND NEW.document_id IS NOT NULL
BEGIN
    INSERT INTO requisition_recheck (event_id)
    SELECT NEW.document_id WHERE NOT EXISTS (SELECT 1 FROM requisition_recheck WHERE event_id = NEW.document_id);
END;

-- The second signature under goods of a supplier.
CREATE TABLE receipt_signature (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    document_id BLOB NOT NULL,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_signature_by_document ON receipt_signature (document_id);
CREATE INDEX stock_movement_receipts ON stock_movement (at) WHERE kind = 'receipt';

-- It has left this terminal.
CREATE TRIGGER requisition_state_gone AFTER DELETE ON requisition
BEGIN
    DELETE FROM requisition_state WHERE requisition_id = OLD.id;
    DELETE FROM stock_under_way WHERE requisition_id = OLD.id;
    DELETE FROM requisition_stale WHERE requisition_id = OLD.id;
END;

CREATE TABLE gift_recall (
    id BLOB NOT NULL PRIMARY KEY,
    gift_id BLOB NOT NULL,
    batch TEXT,
    reason TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    ended_by TEXT,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX gift_recall_open ON gift_recall (gift_id) WHERE ended_at IS NULL;

CREATE TABLE gift_bin (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    gift_id BLOB NOT NULL,
    bin TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX gift_bin_by_gift ON gift_bin (store_code, gift_id);
