-- Hub schema 1 on PostgreSQL. Everything is generic: which entities there are stands in the manifest only. What the
-- columns mean is said in hub_sqlite/.
--
-- cell: the last six bits of a row's id, or of a scope the cell of its store (schema/base/uuid.hpp). It never changes, so
-- that a row stays where it is whatever its scope does; the four cells of a partition are 16 apart.
-- Names and codes are compared byte by byte, as in SQLite.

CREATE TABLE row (
    cell smallint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    scope text COLLATE "C" NOT NULL,
    data jsonb NOT NULL,
    row_hlc bigint NOT NULL,
    column_clocks text,
    feed_places text COLLATE "C" NOT NULL,
    subject uuid,
    parent uuid,
    PRIMARY KEY (cell, entity, id)
) PARTITION BY LIST (cell);
CREATE INDEX row_by_entity ON row (entity, id);
CREATE INDEX row_by_subject ON row (subject) WHERE subject IS NOT NULL;
CREATE INDEX row_by_parent ON row (parent) WHERE parent IS NOT NULL;

CREATE TABLE feed (
    cell smallint NOT NULL,
    scope text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    row_cell smallint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    gone boolean NOT NULL,
    PRIMARY KEY (cell, scope, version)
) PARTITION BY LIST (cell);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE row_%s PARTITION OF row FOR VALUES IN (%s, %s, %s, %s) '
                       'WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02)',
                       to_char(part, 'FM00'), part, part + 16, part + 32, part + 48);
        EXECUTE format('CREATE TABLE feed_%s PARTITION OF feed FOR VALUES IN (%s, %s, %s, %s) '
                       'WITH (autovacuum_vacuum_scale_factor = 0.02)',
                       to_char(part, 'FM00'), part, part + 16, part + 32, part + 48);
    END LOOP;
END
$$;

CREATE TABLE scope_counter (
    cell smallint NOT NULL,
    scope text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (cell, scope)
) WITH (fillfactor = 30, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- The history of this database: which cluster and timeline. Another one, after a failover, a restore or a dump, may lack
-- versions that terminals have read; counters then go on from `base`, above all of them.
CREATE TABLE history (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    system_id bigint NOT NULL,
    timeline integer NOT NULL,
    base bigint NOT NULL
);
INSERT INTO history (system_id, timeline, base)
SELECT system_identifier, ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer, 0
FROM pg_control_system();

-- Who writes locks this row: one writer at a time, whichever hub it is of.
CREATE TABLE writer (one boolean PRIMARY KEY DEFAULT true CHECK (one));
INSERT INTO writer DEFAULT VALUES;

CREATE TABLE duplicate_key (
    entity text COLLATE "C" NOT NULL,
    column_name text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    PRIMARY KEY (entity, column_name, value, id)
);

CREATE TABLE device (
    id uuid PRIMARY KEY,
    store_code text COLLATE "C" NOT NULL,
    terminal_code text COLLATE "C" NOT NULL,
    secret_hash bytea NOT NULL,
    bundle_public_key bytea NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'blocked', 'revoked')),
    status_reason text NOT NULL,
    incarnation uuid,
    last_seq bigint NOT NULL,
    last_hlc bigint NOT NULL,
    schema_version integer NOT NULL,
    enrolled_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    UNIQUE (store_code, terminal_code)
) WITH (fillfactor = 60);

CREATE TABLE retired_incarnation (
    device_id uuid NOT NULL,
    incarnation uuid NOT NULL,
    retired_at bigint NOT NULL,
    PRIMARY KEY (device_id, incarnation)
);

CREATE TABLE audit_chain (
    device_id uuid NOT NULL,
    incarnation uuid NOT NULL,
    chain_seq bigint NOT NULL,
    hash bytea NOT NULL,
    breaks bigint NOT NULL,
    first_break_seq bigint NOT NULL,
    PRIMARY KEY (device_id, incarnation)
) WITH (fillfactor = 60);

CREATE TABLE rejection (
    device_id uuid NOT NULL,
    incarnation uuid NOT NULL,
    seq bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    field text NOT NULL,
    detail text NOT NULL,
    change text NOT NULL,
    rejected_at bigint NOT NULL,
    PRIMARY KEY (device_id, incarnation, seq)
);
CREATE INDEX rejection_by_row ON rejection (entity, id);

CREATE TABLE enrolment_code (
    code_hash bytea PRIMARY KEY,
    store_code text COLLATE "C" NOT NULL,
    terminal_name text NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint
);

CREATE TABLE stay (
    person uuid NOT NULL,
    scope text COLLATE "C" NOT NULL,
    authorisation uuid NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (person, scope, authorisation)
);
CREATE INDEX stay_by_scope ON stay (scope, until);
CREATE INDEX stay_by_authorisation ON stay (authorisation);

CREATE TABLE loose_content (name text COLLATE "C" PRIMARY KEY);

CREATE TABLE fact (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
-- What photos and files are encrypted with: 244 random bits.
INSERT INTO fact VALUES ('attachment_key', replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
