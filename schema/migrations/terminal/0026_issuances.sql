-- Terminal schema 26: gifts that are given away, rights to them, parts of campaigns' caps, the day's register.

CREATE TABLE issuance (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    number TEXT NOT NULL,
    member_id BLOB,
    home_store TEXT,
    recipient_name TEXT,
    recipient_phone TEXT,
    till_receipt TEXT,
    receipt_amount INTEGER,
    purchase_id BLOB,
    reason TEXT NOT NULL,
    words TEXT,
    signed_text TEXT,
    signature TEXT,
    unsigned_reason TEXT,
    approved_by TEXT,
    approval_words TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX issuance_by_member ON issuance (member_id, business_date) WHERE member_id IS NOT NULL;
CREATE INDEX issuance_by_day ON issuance (store_code, business_date, created_at);
CREATE INDEX issuance_newest ON issuance (business_date, created_at);
CREATE INDEX issuance_by_number ON issuance (number);
CREATE INDEX issuance_by_purchase ON issuance (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX issuance_by_till_receipt ON issuance (till_receipt) WHERE till_receipt IS NOT NULL;
CREATE INDEX issuance_by_phone ON issuance (recipient_phone, business_date) WHERE recipient_phone IS NOT NULL;
CREATE INDEX issuance_by_approver ON issuance (store_code, business_date, approved_by) WHERE approved_by IS NOT NULL;

CREATE TABLE issuance_line (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    issuance_id BLOB NOT NULL,
    gift_id BLOB NOT NULL,
    batch TEXT,
    expires_on TEXT,
    pieces INTEGER NOT NULL,
    over INTEGER NOT NULL,
    campaign_id BLOB,
    times INTEGER NOT NULL,
    lease_id BLOB,
    entitlement_id BLOB,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX issuance_line_by_issuance ON issuance_line (issuance_id);
CREATE INDEX issuance_line_by_day ON issuance_line (store_code, business_date, created_by);
CREATE INDEX issuance_line_by_campaign ON issuance_line (campaign_id) WHERE campaign_id IS NOT NULL;
CREATE INDEX issuance_line_by_entitlement ON issuance_line (entitlement_id) WHERE entitlement_id IS NOT NULL;

CREATE TABLE issuance_return (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    issuance_id BLOB NOT NULL,
    line_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    lease_id BLOB,
    reason TEXT NOT NULL,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX issuance_return_by_line ON issuance_return (line_id);
CREATE INDEX issuance_return_by_issuance ON issuance_return (issuance_id);

CREATE TABLE issuance_settlement (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    issuance_id BLOB NOT NULL,
    outcome TEXT NOT NULL,
    amount INTEGER,
    words TEXT NOT NULL,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX issuance_settlement_by_issuance ON issuance_settlement (issuance_id);

CREATE TABLE entitlement (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    campaign_id BLOB NOT NULL,
    code TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    voided_at INTEGER,
    voided_by TEXT,
    void_reason TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX entitlement_by_code ON entitlement (code);
CREATE INDEX entitlement_by_member ON entitlement (member_id);

CREATE TABLE entitlement_conflict (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    other_store TEXT,
    entitlement_id BLOB NOT NULL,
    line_id BLOB NOT NULL,
    other_line_id BLOB NOT NULL,
    given_by TEXT,
    given_at INTEGER,
    other_given_by TEXT,
    other_given_at INTEGER,
    status TEXT NOT NULL,
    settled_by TEXT,
    settled_at INTEGER,
    words TEXT,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX entitlement_conflict_open ON entitlement_conflict (created_at) WHERE status = 'open';

CREATE TABLE lease_claim (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    campaign_id BLOB NOT NULL,
    terminal_code TEXT NOT NULL,
    incarnation BLOB NOT NULL,
    wanted INTEGER NOT NULL,
    used INTEGER NOT NULL,
    given_back INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_claim_by_campaign ON lease_claim (campaign_id);

CREATE TABLE lease (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    campaign_id BLOB NOT NULL,
    claim_id BLOB NOT NULL,
    granted INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_by_claim ON lease (claim_id);

CREATE TABLE lease_pool (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    campaign_id BLOB NOT NULL,
    leased INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;

-- What was given away out of each claim's lease. Local, never synced; the triggers keep it in the transaction of whoever writes.
-- Invariant, checked by `qiantaictl check`: never less than the sum of its lines that were not taken back. A line that has left
-- this terminal goes on counting. Neither INSERT OR IGNORE nor an upsert: see 0012. Quantities are clamped as in 0023.
CREATE TABLE lease_use (
    claim_id BLOB NOT NULL PRIMARY KEY,
    used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER lease_use_line AFTER INSERT ON issuance_line WHEN NEW.lease_id IS NOT NULL
BEGIN
    INSERT INTO lease_use (claim_id, used)
    SELECT NEW.lease_id, 0 WHERE NOT EXISTS (SELECT 1 FROM lease_use WHERE claim_id = NEW.lease_id);
    UPDATE lease_use SET used = used + max(0, min(1000000000, NEW.pieces)) WHERE claim_id = NEW.lease_id;
END;
CREATE TRIGGER lease_use_return AFTER INSERT ON issuance_return WHEN NEW.lease_id IS NOT NULL
BEGIN
    INSERT INTO lease_use (claim_id, used)
    SELECT NEW.lease_id, 0 WHERE NOT EXISTS (SELECT 1 FROM lease_use WHERE claim_id = NEW.lease_id);
    UPDATE lease_use SET used = used - max(0, min(1000000000, NEW.pieces)) WHERE claim_id = NEW.lease_id;
END;
CREATE TRIGGER lease_use_return_gone AFTER DELETE ON issuance_return WHEN OLD.lease_id IS NOT NULL
BEGIN
    UPDATE lease_use SET used = used + max(0, min(1000000000, OLD.pieces)) WHERE claim_id = OLD.lease_id;
END;

CREATE TABLE register_check (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    day TEXT NOT NULL,
    covered TEXT NOT NULL,
    pieces INTEGER NOT NULL,
    off INTEGER NOT NULL,
    words TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX register_check_by_day ON register_check (store_code, day);

CREATE TABLE duty_roster (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    on_date TEXT NOT NULL,
    staff TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_roster_by_day ON duty_roster (store_code, on_date);

CREATE TABLE staff_member (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    member_id BLOB,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_member_by_member ON staff_member (member_id) WHERE member_id IS NOT NULL;
