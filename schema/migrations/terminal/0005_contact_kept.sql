-- Terminal schema 5: rows of which a desk of headquarters may have contact columns; see sync/client/contact_data.hpp.
-- Local, never synced, and empty on a store's terminal.

-- from_feed: they came under an authorisation, and come again when the desk's scope is read anew.
CREATE TABLE contact_kept (
    entity TEXT NOT NULL,
    id BLOB NOT NULL,
    from_feed INTEGER NOT NULL CHECK (from_feed IN (0, 1)),
    PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;
