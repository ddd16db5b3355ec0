-- Hub schema 5: photos and files that rows name. They lie beside the database, encrypted with this key; whose they are
-- says duplicate_key, as for every value by which rows are found.

-- Contents that a row has let go since: taken away once no other row names them.
CREATE TABLE loose_content (name TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;

INSERT INTO fact (name, value) VALUES ('attachment_key', lower(hex(randomblob(32))));
