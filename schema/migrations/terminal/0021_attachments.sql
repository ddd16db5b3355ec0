-- Terminal schema 21: photos and files beside the database. Local, never synced: what a terminal knows of the contents
-- that rows name (manifest: columns of the type attachment).

CREATE TABLE attachment (
    hash TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,        -- bytes; 0: not known
    here INTEGER NOT NULL,        -- 1: the whole content lies here
    sent INTEGER NOT NULL,        -- 1: headquarters has it
    -- new: no row has named it; loose: one did, and lets go; given: one did, and went to another store before
    -- headquarters had the content: it is sent, then loose
    hold TEXT NOT NULL CHECK (hold IN ('new', 'named', 'given', 'loose')),
    added_at INTEGER NOT NULL,
    wanted_at INTEGER,            -- somebody here asked for it then
    trouble TEXT,                 -- code of what came in its way last
    tried_at INTEGER,             -- when that was
    thumbnail BLOB                -- JPEG
) STRICT;
CREATE INDEX attachment_to_send ON attachment (added_at) WHERE here = 1 AND sent = 0 AND hold IN ('named', 'given');
CREATE INDEX attachment_wanted ON attachment (wanted_at) WHERE wanted_at IS NOT NULL;
CREATE INDEX attachment_not_held ON attachment (hold, added_at) WHERE hold IN ('new', 'loose');
-- Whether anything names it still.
CREATE INDEX ticket_event_attachment ON ticket_event (attachment) WHERE attachment IS NOT NULL;

-- What they are encrypted with. Here, so that it goes along with backups and other database keys.
INSERT INTO fact (name, value) VALUES ('attachment_key', lower(hex(randomblob(32))));
