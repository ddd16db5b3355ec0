-- Terminal schema 4: which values of a merged record stand in the record it was merged into.

-- {"fields": "phone,birthday", "at": <ms>}: these columns were exchanged between the two records, so that undoing the
-- merge exchanges them back. Names of columns only, never values.
ALTER TABLE member ADD COLUMN merge_exchange TEXT;
