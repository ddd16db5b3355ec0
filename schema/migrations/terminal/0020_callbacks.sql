-- Terminal schema 20: callbacks, what happened to them, lists of headquarters, key customers.

CREATE TABLE callback_task (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
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
CREATE INDEX callback_task_by_member ON callback_task (member_id, due_from);
CREATE INDEX callback_task_by_source ON callback_task (source_id) WHERE source_id IS NOT NULL;

CREATE TABLE callback_step (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    task_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
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
CREATE INDEX callback_step_by_task ON callback_step (task_id);
CREATE INDEX callback_step_calls ON callback_step (member_id, business_date) WHERE step = 'called';

CREATE TABLE callback_access (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    task_id BLOB NOT NULL,
    member_id BLOB NOT NULL,
    desk TEXT NOT NULL,
    until_at INTEGER NOT NULL,
    ended_at INTEGER,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX callback_access_by_task ON callback_access (task_id);

CREATE TABLE callback_plan (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    matter TEXT,
    content TEXT NOT NULL,
    message TEXT,
    due_from TEXT NOT NULL,
    due_until TEXT NOT NULL,
    for_headquarters INTEGER NOT NULL,
    ended_at INTEGER,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE key_customer (
    id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
    every_days INTEGER NOT NULL,
    first_on TEXT NOT NULL,
    note TEXT,
    ended_at INTEGER,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    row_hlc INTEGER NOT NULL DEFAULT (next_hlc()),
    column_clocks TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX key_customer_by_member ON key_customer (member_id);

-- What a callback's steps come to, so that lists read no step. Local, never synced; a row is there once its callback was
-- folded, and made anew from the steps whenever they change.
CREATE TABLE callback_state (
    task_id BLOB NOT NULL PRIMARY KEY,
    store_code TEXT NOT NULL,
    member_id BLOB NOT NULL,
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
CREATE INDEX callback_state_open ON callback_state (for_headquarters, store_code, rank, due_until, task_id)
WHERE status = 'open';
CREATE INDEX callback_state_closed ON callback_state (for_headquarters, store_code, closed_on, task_id)
WHERE closed_on IS NOT NULL;
CREATE INDEX callback_state_due ON callback_state (store_code, due_until);
CREATE INDEX callback_state_by_member ON callback_state (member_id, kind);

-- Callbacks of which something is new. Not INSERT OR IGNORE: see 0012.
CREATE TABLE callback_stale (task_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
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

-- Lists of headquarters whose members were chosen here.
CREATE TABLE callback_plan_made (plan_id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
