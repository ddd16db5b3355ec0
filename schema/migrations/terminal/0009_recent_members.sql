-- Terminal schema 9: whose pages a colleague opened lately on this terminal; local, never synced. A row goes with the
-- member, with the member's erasure, and when the colleague leaves, changes the role or the store.
CREATE TABLE recent_member (
    staff_number TEXT NOT NULL,
    member_id BLOB NOT NULL,
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (staff_number, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX recent_member_by_member ON recent_member (member_id);
CREATE TRIGGER recent_of_erased AFTER UPDATE OF name, status ON member
WHEN NEW.status = 'erased' OR (NEW.name IS NULL AND OLD.name IS NOT NULL)
BEGIN
    DELETE FROM recent_member WHERE member_id = NEW.id;
END;
CREATE TRIGGER recent_of_gone AFTER DELETE ON member
BEGIN
    DELETE FROM recent_member WHERE member_id = OLD.id;
END;
CREATE TRIGGER recent_of_changed_colleague AFTER UPDATE OF status, role, store_code ON staff
WHEN NEW.status IS NOT OLD.status OR NEW.role IS NOT OLD.role OR NEW.store_code IS NOT OLD.store_code
BEGIN
    DELETE FROM recent_member WHERE staff_number = OLD.number;
END;
CREATE TRIGGER recent_of_gone_colleague AFTER DELETE ON staff
BEGIN
    DELETE FROM recent_member WHERE staff_number = OLD.number;
END;
