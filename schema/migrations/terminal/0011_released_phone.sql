-- Terminal schema 11: a number that passed on to another person.

-- {"phone": "138...", "consents": ["callback"]}: what was taken off the record, for undoing it. Personal: emptied when
-- the person is erased.
ALTER TABLE member ADD COLUMN released_phone TEXT;
