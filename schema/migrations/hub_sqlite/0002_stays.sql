-- Hub schema 2: a member looked up at another store stays in that store's scope for a while.

-- Persons whose rows another store gets beside its own, and until when.
CREATE TABLE stay (
    person BLOB NOT NULL,
    store_code TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (person, store_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX stay_by_store ON stay (store_code, until);

-- From now on row.subject names the person of every row that belongs to one, also where nothing in it is personal, and
-- duplicate_key holds the values by which rows are looked up too.
UPDATE row SET subject = unhex(replace(json_extract(data, '$.member_id'), '-', ''))
WHERE subject IS NULL AND json_type(data, '$.member_id') = 'text';
INSERT OR IGNORE INTO duplicate_key (entity, column_name, value, id)
SELECT entity, 'number', json_extract(data, '$.number'), id FROM row
WHERE entity = 'member_card' AND json_type(data, '$.number') = 'text';
