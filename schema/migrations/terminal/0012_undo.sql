-- Terminal schema 12: what was done by mistake is taken back, and two members with one number are known at once.

-- A contact that was taken back stays, and counts for nothing.
ALTER TABLE member_contact ADD COLUMN undone_at INTEGER;
DROP INDEX member_contact_by_occasion;
CREATE INDEX member_contact_by_occasion ON member_contact (store_code, kind, occasion_on, card_id)
WHERE undone_at IS NULL;

-- Members who came to a number that another one had: of any two with one number at least one is here. Local, never
-- synced; whether the number is still shared is asked of the members themselves. Not INSERT OR IGNORE: the triggers fire
-- for upserts of the feed too, whose own way with conflicts, to abort, goes before it.
CREATE TABLE shared_phone (member_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO shared_phone (member_id)
SELECT m.id FROM member m
WHERE m.phone IS NOT NULL AND EXISTS (SELECT 1 FROM member o WHERE o.phone = m.phone AND o.id <> m.id);
CREATE TRIGGER shared_phone_insert AFTER INSERT ON member
WHEN NEW.phone IS NOT NULL AND EXISTS (SELECT 1 FROM member WHERE phone = NEW.phone AND id <> NEW.id)
BEGIN
    INSERT INTO shared_phone (member_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM shared_phone WHERE member_id = NEW.id);
END;
CREATE TRIGGER shared_phone_update AFTER UPDATE OF phone ON member
WHEN NEW.phone IS NOT NULL AND NEW.phone IS NOT OLD.phone
    AND EXISTS (SELECT 1 FROM member WHERE phone = NEW.phone AND id <> NEW.id)
BEGIN
    INSERT INTO shared_phone (member_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM shared_phone WHERE member_id = NEW.id);
END;

-- Likewise the keys that go together: a key that is there already is passed over, whatever the statement was that came
-- before.
DROP TRIGGER member_search_settle;
CREATE TRIGGER member_search_settle AFTER INSERT ON member_search_new
WHEN (SELECT count(*) FROM member_search_new) > 64
BEGIN
    INSERT INTO member_search (key, member_id)
    SELECT DISTINCT k.value, n.member_id FROM member_search_new n, json_each(n.keys) k
    WHERE NOT EXISTS (SELECT 1 FROM member_search s WHERE s.key = k.value AND s.member_id = n.member_id);
    DELETE FROM member_search_new;
END;
