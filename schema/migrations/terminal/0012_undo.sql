-- Terminal schema 12: what was done by mistake is taken back, and two members with one number are known at once.

-- A contact that was taken back stays, and counts for nothing.
ALTER TABLE member_contact ADD COLUMN undone_at INTEGER;
DROP INDEX member_contact_by_occasion;
CREATE INDEX member_contact_by_occasion ON member_contact (store_code, kind, occasion_on, card_id)
WHERE undone_at IS NULL;

-- Members who came to a number that another one had: of any two with one number at least one is here. Local, never
-- synced; whether the number is still shared is asked of the members themselves.
CREATE TABLE shared_phone (member_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO shared_phone (member_id)
SELECT m.id FROM member m
WHERE m.phone IS NOT NULL AND EXISTS (SELECT 1 FROM member o WHERE o.phone = m.phone AND o.id <> m.id);
CREATE TRIGGER shared_phone_insert AFTER INSERT ON member
WHEN NEW.phone IS NOT NULL AND EXISTS (SELECT 1 FROM member WHERE phone = NEW.phone AND id <> NEW.id)
BEGIN
    INSERT OR IGNORE INTO shared_phone (member_id) VALUES (NEW.id);
END;
CREATE TRIGGER shared_phone_update AFTER UPDATE OF phone ON member
WHEN NEW.phone IS NOT NULL AND NEW.phone IS NOT OLD.phone
    AND EXISTS (SELECT 1 FROM member WHERE phone = NEW.phone AND id <> NEW.id)
BEGIN
    INSERT OR IGNORE INTO shared_phone (member_id) VALUES (NEW.id);
END;
