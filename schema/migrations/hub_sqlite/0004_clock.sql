-- Hub schema 4: what the hub knows of its own time (sync/hub/store/hub_clock.hpp). taken_hlc: the greatest clock it ever
-- took; last_time: the last time that was right.
INSERT INTO fact (name, value)
SELECT 'taken_hlc', CAST(max(hlc) AS TEXT)
FROM (SELECT max(row_hlc) AS hlc FROM row UNION ALL SELECT max(last_hlc) FROM device)
HAVING max(hlc) IS NOT NULL;
INSERT INTO fact (name, value)
SELECT 'last_time', CAST(max(last_seen_at) AS TEXT) FROM device HAVING max(last_seen_at) > 0;
