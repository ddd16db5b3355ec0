// Complaints, repairs, enquiries and suggestions (工单): the head, which never changes, and what
// happened to it, which is only added. Where a ticket stands is no column: it is what the events come
// to, on every machine alike. A ticket handed to another store, or to headquarters, changes its
// store_code and takes its events along; the store that took it in goes on seeing it, and may add to
// it. Contact data is on no desk of headquarters.

#include "schema/base/signature.hpp"
#include "schema/base/ticket_codes.hpp"
#include "schema/manifest/entities.hpp"

namespace qiantai::entities {
namespace {

constexpr int k_tickets_since = 19;
using enum ColumnType;

constexpr int k_after_length_max = 4000, k_field_length_max = 40, k_promises_length_max = 2000;
/// In bytes: thirty parts with their names, amounts and what JSON puts around them.
constexpr int k_parts_length_max = 30 * (k_ticket_short_length_max * 4 + 60);

/// Emptied when the person is erased.
Column of_the_customer(std::string_view name, int length_max, std::string_view meaning = {}) {
    auto column = text_column(name, length_max, meaning);
    column.personal = true;
    return column;
}

/// Tells how to reach the customer.
Column contact_of_the_customer(std::string_view name, int length_max,
                               std::string_view meaning = {}) {
    auto column = of_the_customer(name, length_max, meaning);
    column.contact = true;
    return column;
}

template <typename E>
Column ticket_code(std::string_view name, Presence presence, std::string_view meaning = {}) {
    return {.name = name,
            .type = text,
            .presence = presence,
            .values = k_joined_codes<E>,
            .meaning = meaning};
}

Column flag(std::string_view name, std::string_view meaning) {
    return {.name = name, .type = boolean, .presence = k_required, .meaning = meaning};
}

Entity ticket_entity() {
    return {
        .name = "ticket",
        .title_zh = "工单",
        .writer = Writer::both,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                {.name = "taken_at",
                 .type = text,
                 .presence = k_required,
                 .length_max = 8,
                 .meaning = "store, or HQ, that took it in"},
                {.name = "number",
                 .type = text,
                 .presence = k_required,
                 .length_max = k_ticket_short_length_max,
                 .meaning = "TS, BX, ZX or JY, store, terminal, sequence and check digit"},
                ticket_code<TicketKind>("kind", k_required),
                ticket_code<TicketChannel>("channel", k_required),
                text_column("subject", k_ticket_short_length_max, "as headquarters sorts it"),
                {.name = "member_id", .type = id},
                of_the_customer("customer_name", k_ticket_short_length_max,
                                "of somebody who is no member"),
                contact_of_the_customer("customer_phone", 20, "of somebody who is no member"),
                contact_of_the_customer("address", k_ticket_address_length_max, "repair on site"),
                of_the_customer("words", k_ticket_words_length_max, "as the customer says"),
                of_the_customer("demand", k_ticket_reason_length_max, "what the customer wants"),
                ticket_code<TicketAlarm>("alarm", k_required),
                text_column("product", k_ticket_short_length_max),
                {.name = "quantity", .type = integer},
                text_column("till_receipt", k_ticket_short_length_max),
                {.name = "purchase_id", .type = id},
                {.name = "purchased_on", .type = date},
                of_the_customer("device", k_ticket_address_length_max,
                                "repair: which one, with its serial number"),
                flag("in_warranty", "repair"),
                flag("brought_in", "repair: it lies at the shop"),
                text_column("authority_number", k_ticket_short_length_max, "12315's"),
                {.name = "repeats_id", .type = id, .meaning = "an earlier one about the same"},
                business_date(),
                created_by(),
                created_at(),
            },
        .subject_column = "member_id",
        .follows_person = true,
        .also_seen_by = "taken_at",
        .also_written_by = "taken_at",
        .store_gives_away = true,
        .since = k_tickets_since,
        .meaning = "the head of a case; only its store changes, and erasure empties it"};
}

Entity ticket_event_entity() {
    return {
        .name = "ticket_event",
        .title_zh = "处理记录",
        .writer = Writer::both,
        .visibility = Visibility::store,
        .merge = Merge::owner,
        .columns =
            {
                store_code(),
                {.name = "ticket_id", .type = id, .presence = k_required},
                {.name = "member_id", .type = id},
                ticket_code<TicketStep>("step", k_required),
                text_column("after", k_after_length_max,
                            "ids of the newest events that its terminal knew, with blanks between"),
                {.name = "about_id", .type = id, .meaning = "the event that it is about"},
                ticket_code<TicketSeverity>("severity", k_optional, "received, severity_set"),
                ticket_code<TicketFault>("fault", k_optional, "assessed"),
                ticket_code<ResolutionKind>("resolution", k_optional, "proposed"),
                ticket_code<TicketApprover>("approver", k_optional, "proposed: who has to say yes"),
                {.name = "amount", .type = fen, .meaning = "proposed, quoted"},
                {.name = "loss", .type = fen, .meaning = "carried_out: what it cost the chain"},
                text_column("department", k_ticket_short_length_max),
                text_column("assignee", k_ticket_short_length_max,
                            "staff number, a contractor's name, or whom one talked to"),
                text_column("to_store", 8, "transferred"),
                of_the_customer("words", k_ticket_words_length_max),
                of_the_customer("reason", k_ticket_reason_length_max),
                {.name = "satisfaction", .type = integer, .meaning = "1 to 5"},
                flag("reached", "called_back"),
                text_column("field", k_field_length_max, "corrected: of the head"),
                contact_of_the_customer("contact", k_ticket_address_length_max,
                                        "corrected: the name, number or address; agreed: who said so"),
                text_column("place", k_ticket_short_length_max, "where a repair lies"),
                text_column("tag", k_ticket_short_length_max, "what is tied to it"),
                {.name = "parts",
                 .type = json,
                 .length_max = k_parts_length_max,
                 .meaning = "{\"lines\": [{name, quantity, price}]}"},
                {.name = "act_by", .type = date, .meaning = "action_set"},
                {.name = "attachment",
                 .type = attachment,
                 .personal = true,
                 .meaning = "evidence_added: the photo or file"},
                of_the_customer("file_name", k_ticket_file_name_length_max),
                of_the_customer("signed_text", k_ticket_words_length_max,
                                "what the signer was shown"),
                of_the_customer("signature", static_cast<int>(k_signature_text_max),
                                "strokes, [[x,y,...],...] in 1/10000 of the pad's width"),
                {.name = "due",
                 .type = json,
                 .length_max = k_promises_length_max,
                 .meaning =
                     "{timer: when it runs out}: promised with this event; with the rules by "
                     "which it runs. said_at: when it was said on the telephone"},
                ticket_code<TicketTimer>("timer", k_optional, "escalated"),
                {.name = "level",
                 .type = integer,
                 .meaning = "escalated: 1 the store manager, 2 headquarters"},
                business_date(),
                created_by(),
                created_at(),
            },
        .subject_column = "member_id",
        .follows_person = true,
        .belongs_to = {"ticket_id", "ticket"},
        .since = k_tickets_since,
        .meaning = "what happened to a case; written once, changed only by erasure"};
}

}  // namespace

std::vector<Entity> tickets() {
    return {ticket_entity(), ticket_event_entity()};
}

}  // namespace qiantai::entities
