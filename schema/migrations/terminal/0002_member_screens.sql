-- Terminal schema 2: what the members' screens work on: contacts and renewals, work lists by date, drafts.

-- A talk with a member (or the try). Rows are written once; it is no append-only table only because the remark is
-- emptied when the person is erased.
CREATE TABLE member_contact (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    card_id BLOB,
    occasion_on TEXT,
    outcome TEXT NOT NULL,
    remark TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX member_contact_by_member ON member_contact (member_id, kind, created_at);
-- Which cards of a span of expiry dates were contacted about.
CREATE INDEX member_contact_by_occasion ON member_contact (store_code, kind, occasion_on, card_id);

CREATE TABLE renewal (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    card_id BLOB NOT NULL,
    decision TEXT NOT NULL,
    expires_before TEXT,
    expires_after TEXT,
    reason TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc())
) STRICT, WITHOUT ROWID;
CREATE INDEX renewal_by_member ON renewal (member_id, created_at);

-- The list of expiring cards and its count.
CREATE INDEX member_card_by_expiry ON member_card (store_code, expires_on, id, status, member_id)
WHERE expires_on IS NOT NULL;

-- Birthdays by calendar and by month and day ("MM-DD", leap lunar months "MML-DD"); holds what counting needs.
CREATE INDEX member_by_birthday ON member (birthday_calendar, substr(birthday, 6), store_code, status, merged_into)
WHERE birthday IS NOT NULL;

-- New members of a day or a month.
CREATE INDEX member_by_joined ON member (store_code, joined_on, created_by);

-- What happened to one member, for its page.
CREATE INDEX audit_event_by_subject ON audit_event (subject_id, created_at) WHERE subject_id IS NOT NULL;

-- Half-filled forms; local, never synced. subject_id: the record that is being changed, empty for a new one.
CREATE TABLE draft (
    kind TEXT NOT NULL,
    staff_number TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (kind, staff_number, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_by_age ON draft (saved_at);
CREATE INDEX draft_by_subject ON draft (subject_id);
-- However the erasure of a person gets here, by a clerk of this terminal or by sync.
CREATE TRIGGER draft_of_erased AFTER UPDATE OF name, status ON member
WHEN NEW.status = 'erased' OR (NEW.name IS NULL AND OLD.name IS NOT NULL)
BEGIN
    DELETE FROM draft WHERE subject_id = NEW.id;
END;

-- The clerk asked the store manager to deal with a refused record; remark says why.
ALTER TABLE rejection ADD COLUMN handed_over INTEGER NOT NULL DEFAULT 0 CHECK (handed_over IN (0, 1));
