-- Terminal schema 25: whoever complained without being a member is called too: a callback without a member is about the
-- customer whom its case names. A column's NOT NULL can't be taken away in place. Which closed cases still have photos is
-- found without reading them all, when their time is over.

CREATE TABLE new_callback_task (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB,
    kind TEXT NOT NULL,
    source_id BLOB,
    occasion_on TEXT,
    matter TEXT,
    due_from TEXT NOT NULL,
    due_until TEXT NOT NULL,
    owner TEXT,
    for_headquarters INTEGER NOT NULL,
    tries_max INTEGER NOT NULL,
    rule_version TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO new_callback_task (id, store_code, member_id, kind, source_id, occasion_on, matter, due_from, due_until, owner,
    for_headquarters, tries_max, rule_version, business_date, created_by, created_at, row_hlc, column_clocks)
SELECT id, store_code, member_id, kind, source_id, occasion_on, matter, due_from, due_until, owner,
    for_headquarters, tries_max, rule_version, business_date, created_by, created_at, row_hlc, column_clocks
FROM callback_task;
DROP TABLE callback_task;
ALTER TABLE new_callback_task RENAME TO callback_task;
CREATE INDEX callback_task_by_member ON callback_task (member_id, due_from);
CREATE INDEX callback_task_by_source ON callback_task (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE new_callback_step (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    task_id BLOB NOT NULL,
    member_id BLOB,
    step TEXT NOT NULL,
    about_id BLOB,
    outcome TEXT,
    half_day TEXT,
    satisfaction INTEGER,
    answers TEXT,
    said TEXT,
    next_step TEXT,
    loss_reason TEXT,
    later_at INTEGER,
    until_at INTEGER,
    to_staff TEXT,
    for_headquarters INTEGER,
    end_kind TEXT,
    agrees INTEGER,
    reason TEXT,
    business_date TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO new_callback_step (id, store_code, task_id, member_id, step, about_id, outcome, half_day, satisfaction, answers,
    said, next_step, loss_reason, later_at, until_at, to_staff, for_headquarters, end_kind, agrees, reason, business_date,
    created_by, created_at, row_hlc, column_clocks)
SELECT id, store_code, task_id, member_id, step, about_id, outcome, half_day, satisfaction, answers,
    said, next_step, loss_reason, later_at, until_at, to_staff, for_headquarters, end_kind, agrees, reason, business_date,
    created_by, created_at, row_hlc, column_clocks
FROM callback_step;
DROP TABLE callback_step;
ALTER TABLE new_callback_step RENAME TO callback_step;
CREATE INDEX callback_step_by_task ON callback_step (task_id);
CREATE INDEX callback_step_calls ON callback_step (member_id, business_date) WHERE step = 'called';

CREATE TABLE new_callback_state (
    task_id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB,
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,
    status TEXT NOT NULL,
    owner TEXT NOT NULL,
    for_headquarters INTEGER NOT NULL,
    due_from TEXT NOT NULL,
    due_until TEXT NOT NULL,
    tries INTEGER NOT NULL,
    calls INTEGER NOT NULL,
    satisfaction INTEGER,
    later_at INTEGER,
    next_on TEXT,
    closed_on TEXT,
    closed_by TEXT,
    end_kind TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO new_callback_state (task_id, store_code, member_id, kind, rank, status, owner, for_headquarters, due_from,
    due_until, tries, calls, satisfaction, later_at, next_on, closed_on, closed_by, end_kind)
SELECT task_id, store_code, member_id, kind, rank, status, owner, for_headquarters, due_from,
    due_until, tries, calls, satisfaction, later_at, next_on, closed_on, closed_by, end_kind
FROM callback_state;
DROP TABLE callback_state;
ALTER TABLE new_callback_state RENAME TO callback_state;
CREATE INDEX callback_state_open ON callback_state (for_headquarters, store_code, rank, due_until, task_id)
WHERE status = 'open';
-- Headquarters asks for a day of all stores.
CREATE INDEX callback_state_closed ON callback_state (for_headquarters, closed_on, store_code, task_id)
WHERE closed_on IS NOT NULL;
CREATE INDEX callback_state_due ON callback_state (store_code, due_until);
CREATE INDEX callback_state_by_member ON callback_state (member_id, kind);

-- They went with the tables.
CREATE TRIGGER callback_stale_task AFTER INSERT ON callback_task
BEGIN
    INSERT INTO callback_stale (task_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM callback_stale WHERE task_id = NEW.id);
END;
CREATE TRIGGER callback_stale_task_change AFTER UPDATE ON callback_task
BEGIN
    INSERT INTO callback_stale (task_id)
    SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM callback_stale WHERE task_id = NEW.id);
END;
CREATE TRIGGER callback_stale_task_gone AFTER DELETE ON callback_task
BEGIN
    DELETE FROM callback_state WHERE task_id = OLD.id;
    DELETE FROM callback_stale WHERE task_id = OLD.id;
END;
CREATE TRIGGER callback_stale_step AFTER INSERT ON callback_step
BEGIN
    INSERT INTO callback_stale (task_id)
    SELECT NEW.task_id WHERE NOT EXISTS (SELECT 1 FROM callback_stale WHERE task_id = NEW.task_id);
END;
CREATE TRIGGER callback_stale_step_change AFTER UPDATE ON callback_step
BEGIN
    INSERT INTO callback_stale (task_id)
    SELECT NEW.task_id WHERE NOT EXISTS (SELECT 1 FROM callback_stale WHERE task_id = NEW.task_id);
END;

-- Calls whose case has forgotten its customer since: what was said in them is forgotten by the next run.
CREATE TABLE callback_to_empty (task_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER callback_to_empty_ticket AFTER UPDATE OF words ON ticket
WHEN OLD.words IS NOT NULL AND NEW.words IS NULL AND NEW.member_id IS NULL
BEGIN
    INSERT INTO callback_to_empty (task_id)
    SELECT id FROM callback_task WHERE source_id = NEW.id AND member_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM callback_to_empty WHERE task_id = callback_task.id);
END;

CREATE INDEX ticket_state_photos ON ticket_state (store_code, closed_at) WHERE closed_at IS NOT NULL AND evidence > 0;
