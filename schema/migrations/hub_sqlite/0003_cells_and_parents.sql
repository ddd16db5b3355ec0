-- Hub schema 3: 64 headquarters' scopes in place of 16, rows that belong to other rows, and rows shown to one desk for a
-- while.

-- The row this one belongs to, of entities whose rows do.
ALTER TABLE row ADD COLUMN parent BLOB;
CREATE INDEX row_by_parent ON row (parent) WHERE parent IS NOT NULL;

-- A scope that shows rows beside those they belong to, and until when: a store at which a person was looked up
-- (authorisation is 16 zero bytes), or a desk to which the row `authorisation` has opened the row or person `person`.
CREATE TABLE stay_with_scope (
    person BLOB NOT NULL,
    scope TEXT NOT NULL,
    authorisation BLOB NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (person, scope, authorisation)
) STRICT, WITHOUT ROWID;
INSERT INTO stay_with_scope SELECT person, 'store/' || store_code, zeroblob(16), until FROM stay;
DROP TABLE stay;
ALTER TABLE stay_with_scope RENAME TO stay;
CREATE INDEX stay_by_scope ON stay (scope, until);
CREATE INDEX stay_by_authorisation ON stay (authorisation) WHERE authorisation <> zeroblob(16);

-- 'hq/00' .. 'hq/15' were the cells' last four bits, so that three rows of four move to a scope of which no desk has a
-- cursor yet: it gets them once more. Nobody is told that they left, for all desks read all of these scopes.
CREATE TABLE moved_entry (
    row_number INTEGER NOT NULL PRIMARY KEY,
    old_scope TEXT NOT NULL,
    old_version INTEGER NOT NULL,
    new_scope TEXT NOT NULL,
    new_version INTEGER NOT NULL
) STRICT;
INSERT INTO moved_entry
SELECT row_number, old_scope, old_version, new_scope,
       row_number() OVER (PARTITION BY new_scope ORDER BY old_version, row_number)
FROM (SELECT f.row_number, f.scope AS old_scope, f.version AS old_version,
             printf('hq/%02d', store_cell(coalesce(r.data ->> '$.store_code', ''))) AS new_scope
      FROM feed f JOIN row r ON r.number = f.row_number
      WHERE f.scope >= 'hq/' AND f.scope < 'hq0')
WHERE new_scope <> old_scope;
DELETE FROM feed WHERE (scope, version) IN (SELECT old_scope, old_version FROM moved_entry);
INSERT INTO feed (scope, version, row_number, gone) SELECT new_scope, new_version, row_number, 0 FROM moved_entry;
INSERT INTO scope_counter (scope, version) SELECT new_scope, max(new_version) FROM moved_entry GROUP BY new_scope;
UPDATE row SET
    scope = CASE scope WHEN m.old_scope THEN m.new_scope ELSE scope END,
    feed_places = trim(replace(',' || feed_places || ',', ',' || m.old_scope || ':' || m.old_version || ',',
                               ',' || m.new_scope || ':' || m.new_version || ','), ',')
FROM moved_entry m WHERE m.row_number = row.number;
DROP TABLE moved_entry;
