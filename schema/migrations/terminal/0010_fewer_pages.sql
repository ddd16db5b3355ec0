-- Terminal schema 10: a registration writes few pages: every table and index it touches is a page in the WAL at least, and
-- a member's search keys lie on a page each.

-- The keys of a member who was written last wait in one row, and are searched there; with the sixty-fifth, all go into
-- member_search together. A member's keys are in one of the two tables.
CREATE TABLE member_search_new (
    member_id BLOB NOT NULL PRIMARY KEY,
    keys TEXT NOT NULL             -- JSON [key]
) STRICT, WITHOUT ROWID;
CREATE TRIGGER member_search_settle AFTER INSERT ON member_search_new
WHEN (SELECT count(*) FROM member_search_new) > 64
BEGIN
    INSERT OR IGNORE INTO member_search (key, member_id)
    SELECT k.value, n.member_id FROM member_search_new n, json_each(n.keys) k;
    DELETE FROM member_search_new;
END;

-- The end of the phone number became a key like the others.
DROP INDEX member_by_last_four;
DROP TRIGGER member_search_insert;
DROP TRIGGER member_search_update;
DROP TRIGGER member_search_delete;
CREATE TRIGGER member_search_insert AFTER INSERT ON member
WHEN (SELECT value FROM fact WHERE name = 'search_stale') IS NOT 1
BEGIN
    INSERT INTO member_search_new (member_id, keys) VALUES (NEW.id, member_search_keys(NEW.name, NEW.phone));
END;
CREATE TRIGGER member_search_delete AFTER DELETE ON member
WHEN (SELECT value FROM fact WHERE name = 'search_stale') IS NOT 1
BEGIN
    DELETE FROM member_search_new WHERE member_id = OLD.id;
    DELETE FROM member_search WHERE member_id = OLD.id
    AND key IN (SELECT value FROM json_each(member_search_keys(OLD.name, OLD.phone)));
END;
CREATE TRIGGER member_search_update AFTER UPDATE OF name, phone ON member
WHEN (OLD.name IS NOT NEW.name OR OLD.phone IS NOT NEW.phone)
AND (SELECT value FROM fact WHERE name = 'search_stale') IS NOT 1
BEGIN
    DELETE FROM member_search_new WHERE member_id = OLD.id;
    DELETE FROM member_search WHERE member_id = OLD.id
    AND key IN (SELECT value FROM json_each(member_search_keys(OLD.name, OLD.phone)));
    INSERT INTO member_search_new (member_id, keys) VALUES (NEW.id, member_search_keys(NEW.name, NEW.phone));
END;

-- Holds all that counting new members needs.
DROP INDEX member_by_joined;
CREATE INDEX member_by_joined ON member (store_code, joined_on, created_by, status, merged_into);

-- One index holds all that is asked of the outbox: a row's changes, and how many of which entity were written when.
DROP INDEX outbox_by_id;
DROP INDEX outbox_by_time;
CREATE INDEX outbox_by_row ON outbox (id, entity, written_at);
