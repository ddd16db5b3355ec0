-- Terminal schema 8: a try to sign in that is under way is told from a wrong one, so that what was cut off can be given
-- back; waits are counted by the time since the machine started, which nobody can set.
ALTER TABLE sign_in_failure ADD COLUMN last_boot_id TEXT NOT NULL DEFAULT '';
ALTER TABLE sign_in_failure ADD COLUMN last_boot_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sign_in_failure ADD COLUMN under_way INTEGER NOT NULL DEFAULT 0 CHECK (under_way IN (0, 1));
ALTER TABLE sign_in_failure ADD COLUMN given_back INTEGER NOT NULL DEFAULT 0;
