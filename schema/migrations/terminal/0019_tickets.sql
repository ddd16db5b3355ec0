-- Terminal schema 19: complaints, repairs, enquiries and suggestions, and what happened to them.

CREATE TABLE ticket (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    subject TEXT,
    member_id BLOB,
    customer_name TEXT,
    customer_phone TEXT,
    address TEXT,
    words TEXT,
    demand TEXT,
    alarm TEXT NOT NULL,
    product TEXT,
    quantity INTEGER,
    till_receipt TEXT,
    purchase_id BLOB,
    purchased_on TEXT,
    device TEXT,
    in_warranty INTEGER NOT NULL,
    brought_in INTEGER NOT NULL,
    authority_number TEXT,
    repeats_id BLOB,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_number ON ticket (number);
CREATE INDEX ticket_by_member ON ticket (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX ticket_by_phone ON ticket (substr(customer_phone, -4)) WHERE customer_phone IS NOT NULL;
CREATE INDEX ticket_by_till_receipt ON ticket (till_receipt) WHERE till_receipt IS NOT NULL;
CREATE INDEX ticket_by_repeated ON ticket (repeats_id) WHERE repeats_id IS NOT NULL;

CREATE TABLE ticket_event (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    ticket_id BLOB NOT NULL,
    member_id BLOB,
    step TEXT NOT NULL,
    after TEXT,
    about_id BLOB,
    severity TEXT,
    fault TEXT,
    resolution TEXT,
    approver TEXT,
    amount INTEGER,
    loss INTEGER,
    department TEXT,
    assignee TEXT,
    to_store TEXT,
    words TEXT,
    reason TEXT,
    satisfaction INTEGER,
    reached INTEGER NOT NULL,
    field TEXT,
    contact TEXT,
    place TEXT,
    tag TEXT,
    parts TEXT,
    act_by TEXT,
    attachment TEXT,
    file_name TEXT,
    signed_text TEXT,
    signature TEXT,
    due TEXT,
    timer TEXT,
    level INTEGER,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_event_by_ticket ON ticket_event (ticket_id);
CREATE INDEX ticket_event_by_member ON ticket_event (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX ticket_event_by_phone ON ticket_event (substr(contact, -4)) WHERE field = 'customer_phone';

-- What the events come to, for lists and boards. Local, never synced; see ticket_cache.hpp. place is the time at which the
-- ticket was taken in, with room for 65536 in one millisecond: the newest have the greatest. No contact data: a desk of
-- headquarters has none.
CREATE TABLE ticket_state (
    place INTEGER PRIMARY KEY,
    ticket_id BLOB NOT NULL UNIQUE,
    store_code TEXT NOT NULL,
    serial INTEGER,
    kind TEXT NOT NULL,
    member_id BLOB,
    phase TEXT NOT NULL,
    lane TEXT,
    severity TEXT,
    fault TEXT,
    department TEXT,
    keeper TEXT,
    awaits TEXT,
    proposed_by TEXT,
    next_timer TEXT,
    next_since INTEGER,
    next_due INTEGER,
    paused_since INTEGER,
    level INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    contradicts INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    at_shop INTEGER NOT NULL,
    ready_at INTEGER,
    closed_at INTEGER,
    late INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    answer_due INTEGER,
    answer_met INTEGER,
    pass_on_due INTEGER,
    pass_on_met INTEGER,
    solved_at INTEGER,
    waits TEXT,
    assessed_at INTEGER,
    resolution TEXT,
    amount INTEGER,
    loss INTEGER,
    satisfaction INTEGER,
    search_text TEXT
) STRICT;
CREATE INDEX ticket_state_open ON ticket_state (store_code, lane, next_due) WHERE closed_at IS NULL;
CREATE INDEX ticket_state_by_store ON ticket_state (store_code, place);
CREATE INDEX ticket_state_by_keeper ON ticket_state (keeper, place) WHERE closed_at IS NULL;
CREATE INDEX ticket_state_by_serial ON ticket_state (serial);
CREATE INDEX ticket_state_by_member ON ticket_state (member_id, place) WHERE member_id IS NOT NULL;
CREATE INDEX ticket_state_closed ON ticket_state (closed_at, store_code, late) WHERE closed_at IS NOT NULL;
CREATE INDEX ticket_state_contradicting ON ticket_state (place) WHERE contradicts = 1;
CREATE INDEX ticket_state_answer ON ticket_state (answer_due) WHERE answer_due IS NOT NULL;
CREATE INDEX ticket_state_pass_on ON ticket_state (pass_on_due) WHERE pass_on_due IS NOT NULL;
CREATE INDEX ticket_state_solved ON ticket_state (solved_at) WHERE solved_at IS NOT NULL;
CREATE INDEX ticket_state_assessed ON ticket_state (assessed_at) WHERE assessed_at IS NOT NULL;

-- Pairs of neighbouring characters of search_text: the words of a language that puts no blanks between them.
CREATE VIRTUAL TABLE ticket_search USING fts5 (pairs, content = '', detail = 'none', columnsize = 0, tokenize = 'ascii');
INSERT INTO ticket_search (ticket_search, rank) VALUES ('secure-delete', 1);

-- Tickets of which something is new, until their state has been made anew. Not INSERT OR IGNORE: see 0012.
CREATE TABLE ticket_stale (ticket_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER ticket_stale_insert AFTER INSERT ON ticket
BEGIN
    INSERT INTO ticket_stale (ticket_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM ticket_stale WHERE ticket_id = NEW.id);
END;
CREATE TRIGGER ticket_stale_update AFTER UPDATE ON ticket
BEGIN
    INSERT INTO ticket_stale (ticket_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM ticket_stale WHERE ticket_id = NEW.id);
END;
CREATE TRIGGER ticket_stale_event AFTER INSERT ON ticket_event
BEGIN
    INSERT INTO ticket_stale (ticket_id)
    SELECT NEW.ticket_id WHERE NOT EXISTS (SELECT 1 FROM ticket_stale WHERE ticket_id = NEW.ticket_id);
END;
CREATE TRIGGER ticket_stale_event_update AFTER UPDATE ON ticket_event
BEGIN
    INSERT INTO ticket_stale (ticket_id)
    SELECT NEW.ticket_id WHERE NOT EXISTS (SELECT 1 FROM ticket_stale WHERE ticket_id = NEW.ticket_id);
END;
-- What was erased, and what has left this terminal, is gone from the derived tables in the same transaction.
CREATE TRIGGER ticket_state_erase AFTER UPDATE OF words ON ticket WHEN OLD.words IS NOT NULL AND NEW.words IS NULL
BEGIN
    INSERT INTO ticket_search (ticket_search, rowid, pairs)
    SELECT 'delete', place, search_text FROM ticket_state WHERE ticket_id = NEW.id AND search_text IS NOT NULL;
    UPDATE ticket_state SET search_text = NULL WHERE ticket_id = NEW.id;
END;
CREATE TRIGGER ticket_state_delete AFTER DELETE ON ticket
BEGIN
    INSERT INTO ticket_search (ticket_search, rowid, pairs)
    SELECT 'delete', place, search_text FROM ticket_state WHERE ticket_id = OLD.id AND search_text IS NOT NULL;
    DELETE FROM ticket_state WHERE ticket_id = OLD.id;
    DELETE FROM ticket_stale WHERE ticket_id = OLD.id;
END;
