-- Terminal schema 16: the home screen counts from what is counted, and a first load makes its indexes at its end.

-- Cards in use that expire one day, of members who are here, with the clerk whose work they are: the list of expiring
-- cards and its count read nothing else. Local, never synced. It takes the place of an index, which could not hold the member's clerk. A card has no row
-- here before its member is here; not INSERT OR IGNORE: see 0012.
CREATE TABLE card_expiry (
    store_code TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    card_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    home_clerk TEXT,
    PRIMARY KEY (store_code, expires_on, card_id)
) STRICT, WITHOUT ROWID;
DROP INDEX member_card_by_expiry;
CREATE VIEW card_expiry_now AS
SELECT c.store_code, c.expires_on, c.id AS card_id, c.member_id, m.home_clerk
FROM member_card c CROSS JOIN member m ON m.id = c.member_id
WHERE c.expires_on IS NOT NULL AND c.status IN ('active', 'lost');
INSERT INTO card_expiry SELECT store_code, expires_on, card_id, member_id, home_clerk FROM card_expiry_now;

CREATE TRIGGER card_expiry_insert AFTER INSERT ON member_card
WHEN NEW.expires_on IS NOT NULL AND NEW.status IN ('active', 'lost')
BEGIN
    INSERT INTO card_expiry (store_code, expires_on, card_id, member_id, home_clerk)
    SELECT NEW.store_code, NEW.expires_on, NEW.id, NEW.member_id, m.home_clerk FROM member m WHERE m.id = NEW.member_id;
END;
CREATE TRIGGER card_expiry_update AFTER UPDATE OF store_code, member_id, status, expires_on ON member_card
WHEN OLD.store_code IS NOT NEW.store_code OR OLD.member_id IS NOT NEW.member_id OR OLD.status IS NOT NEW.status
    OR OLD.expires_on IS NOT NEW.expires_on
BEGIN
    DELETE FROM card_expiry WHERE store_code = OLD.store_code AND expires_on = OLD.expires_on AND card_id = OLD.id;
    INSERT INTO card_expiry (store_code, expires_on, card_id, member_id, home_clerk)
    SELECT NEW.store_code, NEW.expires_on, NEW.id, NEW.member_id, m.home_clerk FROM member m
    WHERE m.id = NEW.member_id AND NEW.expires_on IS NOT NULL AND NEW.status IN ('active', 'lost');
END;
CREATE TRIGGER card_expiry_delete AFTER DELETE ON member_card WHEN OLD.expires_on IS NOT NULL
BEGIN
    DELETE FROM card_expiry WHERE store_code = OLD.store_code AND expires_on = OLD.expires_on AND card_id = OLD.id;
END;
-- The feed may bring a card before its member.
CREATE TRIGGER card_expiry_member AFTER INSERT ON member
BEGIN
    INSERT INTO card_expiry (store_code, expires_on, card_id, member_id, home_clerk)
    SELECT store_code, expires_on, id, member_id, NEW.home_clerk FROM member_card
    WHERE member_id = NEW.id AND expires_on IS NOT NULL AND status IN ('active', 'lost');
END;
CREATE TRIGGER card_expiry_clerk AFTER UPDATE OF home_clerk ON member WHEN OLD.home_clerk IS NOT NEW.home_clerk
BEGIN
    UPDATE card_expiry SET home_clerk = NEW.home_clerk WHERE (store_code, expires_on, card_id) IN
    (SELECT store_code, expires_on, id FROM member_card WHERE member_id = NEW.id);
END;
CREATE TRIGGER card_expiry_gone AFTER DELETE ON member
BEGIN
    DELETE FROM card_expiry WHERE (store_code, expires_on, card_id) IN
    (SELECT store_code, expires_on, id FROM member_card WHERE member_id = OLD.id);
END;

-- Holds all that counting birthdays needs; without the column that its own condition is about, no count is made from it
-- alone.
DROP INDEX member_by_birthday;
CREATE INDEX member_by_birthday
ON member (birthday_calendar, substr(birthday, 6), store_code, status, merged_into, home_clerk, birthday)
WHERE birthday IS NOT NULL;

-- While many rows are loaded, these indexes and triggers are here and not there: terminal/store/bulk_load.hpp. So no
-- trigger has to ask whether a load is under way.
CREATE TABLE made_after_load (
    name TEXT NOT NULL PRIMARY KEY,
    sql TEXT NOT NULL
) STRICT, WITHOUT ROWID;
DROP TRIGGER member_search_insert;
DROP TRIGGER member_search_update;
DROP TRIGGER member_search_delete;
CREATE TRIGGER member_search_insert AFTER INSERT ON member
BEGIN
    INSERT INTO member_search_new (member_id, keys) VALUES (NEW.id, member_search_keys(NEW.name, NEW.phone));
END;
CREATE TRIGGER member_search_delete AFTER DELETE ON member
BEGIN
    DELETE FROM member_search_new WHERE member_id = OLD.id;
    DELETE FROM member_search WHERE member_id = OLD.id
    AND key IN (SELECT value FROM json_each(member_search_keys(OLD.name, OLD.phone)));
END;
CREATE TRIGGER member_search_update AFTER UPDATE OF name, phone ON member
WHEN OLD.name IS NOT NEW.name OR OLD.phone IS NOT NEW.phone
BEGIN
    DELETE FROM member_search_new WHERE member_id = OLD.id;
    DELETE FROM member_search WHERE member_id = OLD.id
    AND key IN (SELECT value FROM json_each(member_search_keys(OLD.name, OLD.phone)));
    INSERT INTO member_search_new (member_id, keys) VALUES (NEW.id, member_search_keys(NEW.name, NEW.phone));
END;
