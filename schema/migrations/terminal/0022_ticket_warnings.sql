-- Terminal schema 22: when a case's next promise is due soon, and whether it runs by the wall clock, stand beside it: both
-- were said when it was promised. Of closed cases nothing runs. Which closed cases still tell of people is found without
-- reading them all, when their time is over.

ALTER TABLE ticket_state ADD COLUMN next_soon INTEGER;
ALTER TABLE ticket_state ADD COLUMN next_by_wall INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket_state ADD COLUMN names_stranger INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket_state ADD COLUMN has_signature INTEGER NOT NULL DEFAULT 0;
INSERT INTO ticket_stale (ticket_id)
SELECT ticket_id FROM ticket_state
WHERE closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM ticket_stale WHERE ticket_stale.ticket_id = ticket_state.ticket_id);
UPDATE ticket_state SET
    names_stranger = member_id IS NULL
        AND EXISTS (SELECT 1 FROM ticket WHERE ticket.id = ticket_state.ticket_id AND words IS NOT NULL),
    has_signature = EXISTS (
        SELECT 1 FROM ticket_event WHERE ticket_event.ticket_id = ticket_state.ticket_id AND signature IS NOT NULL)
WHERE closed_at IS NOT NULL;
CREATE INDEX ticket_state_strangers ON ticket_state (store_code, closed_at)
    WHERE closed_at IS NOT NULL AND names_stranger = 1;
CREATE INDEX ticket_state_signatures ON ticket_state (store_code, closed_at)
    WHERE closed_at IS NOT NULL AND has_signature = 1;
