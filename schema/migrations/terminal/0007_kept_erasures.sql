-- Terminal schema 7: an erasure that was refused because headquarters does not have the row ('kept') waits until the row
-- arrives and is nobody's to deal with. CHECK constraints can't be changed in place.
CREATE TABLE new_rejection (
    seq INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    actor TEXT NOT NULL,
    field TEXT,
    words_zh TEXT NOT NULL,
    words_en TEXT NOT NULL,
    rejected_at INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'kept', 'resent', 'discarded')),
    remark TEXT,
    handed_over INTEGER NOT NULL DEFAULT 0 CHECK (handed_over IN (0, 1))
) STRICT;
INSERT INTO new_rejection (seq, entity, id, code, actor, field, words_zh, words_en, rejected_at, status, remark, handed_over)
SELECT r.seq, r.entity, r.id, r.code, r.actor, r.field, r.words_zh, r.words_en, r.rejected_at,
       CASE WHEN r.status = 'open' AND r.code = 'row_missing' AND o.op = 'erase' THEN 'kept' ELSE r.status END,
       r.remark, r.handed_over
FROM rejection r LEFT JOIN outbox o ON o.seq = r.seq;
DROP TABLE rejection;
ALTER TABLE new_rejection RENAME TO rejection;
