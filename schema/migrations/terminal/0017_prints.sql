-- Terminal schema 17: printers and the print queue. Local, never synced: each terminal has its own printers.

CREATE TABLE printer (
    use TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is sent is kept only until the print is settled: it may name a customer.
CREATE TABLE print_job (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    title TEXT NOT NULL,
    form TEXT NOT NULL,
    number TEXT NOT NULL,
    member_id BLOB,
    copies INTEGER NOT NULL,
    printer_name TEXT NOT NULL,
    address TEXT NOT NULL,
    payload BLOB,
    state TEXT NOT NULL,
    reason TEXT,
    incarnation BLOB NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX print_job_open ON print_job (state, seq) WHERE state IN ('waiting', 'sending', 'failed', 'uncertain');
CREATE INDEX print_job_by_number ON print_job (number, seq);
CREATE INDEX print_job_by_member ON print_job (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX print_job_by_change ON print_job (changed_at);

CREATE TRIGGER print_job_of_erased AFTER UPDATE OF name, status ON member
WHEN NEW.status = 'erased' OR (NEW.name IS NULL AND OLD.name IS NOT NULL)
BEGIN
    UPDATE print_job SET payload = NULL,
        state = CASE WHEN state IN ('printed', 'cancelled') THEN state ELSE 'cancelled' END
    WHERE member_id = NEW.id;
END;
