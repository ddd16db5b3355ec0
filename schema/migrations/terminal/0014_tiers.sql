-- Terminal schema 14: tiers by rule, and their history.

CREATE TABLE tier_change (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    from_tier TEXT NOT NULL,
    to_tier TEXT NOT NULL,
    sum INTEGER,
    counts_from TEXT,
    counts_until TEXT,
    keeps_until TEXT,
    falls_on TEXT,
    undoes_id BLOB,
    locked INTEGER,
    rule_version TEXT,
    reason TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX tier_change_by_member ON tier_change (member_id, row_hlc);
CREATE INDEX tier_change_by_end ON tier_change (store_code, keeps_until, member_id) WHERE keeps_until IS NOT NULL;
CREATE INDEX tier_change_by_fall ON tier_change (store_code, falls_on, member_id) WHERE falls_on IS NOT NULL;

-- Members of whose receipts something is new, until their tier has been looked at. Local, never synced. Not INSERT OR
-- IGNORE: see 0012.
CREATE TABLE tier_due (member_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER tier_due_insert AFTER INSERT ON purchase WHEN NEW.member_id IS NOT NULL
BEGIN
    INSERT INTO tier_due (member_id)
    SELECT NEW.member_id WHERE NOT EXISTS (SELECT 1 FROM tier_due WHERE member_id = NEW.member_id);
END;
CREATE TRIGGER tier_due_update AFTER UPDATE OF member_id, amount, undone_at ON purchase
WHEN NEW.member_id IS NOT OLD.member_id OR NEW.amount IS NOT OLD.amount OR NEW.undone_at IS NOT OLD.undone_at
BEGIN
    INSERT INTO tier_due (member_id)
    SELECT value FROM (SELECT NEW.member_id AS value UNION SELECT OLD.member_id)
    WHERE value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tier_due WHERE member_id = value);
END;
