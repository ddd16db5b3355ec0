#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/card_number_facts.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/store/number_sequence.hpp"
#include "terminal/tickets/rules/ticket_texts.hpp"
#include "terminal/tickets/rules/ticket_view.hpp"
#include "terminal/tickets/rules/tickets.hpp"

namespace qiantai::domain {
namespace {

/// An earlier case about the same product counts as the same matter for so long.
constexpr int k_repeat_days = 180;

Result<std::string> make_ticket_number(ServiceContext& context, TicketKind kind) {
    for (;;) {
        QIANTAI_TRY(const auto sequence, store::next_number(context.database, "ticket"));
        auto number =
            store::format_human_number({context.identity.store_code, context.identity.terminal_code,
                                        sequence, std::string(number_kind_of(kind))});
        if (is_legible_card_number(number)) return number;
    }
}

/// What only a repair has.
Status check_repair_fields(const TicketIntake& intake) {
    if (intake.kind == TicketKind::repair) return {};
    const auto unfit = [](std::string_view field) {
        return make_error(k_ticket_field_unfit, {}, std::string(field));
    };
    if (!intake.device.empty()) return unfit("device");
    if (!intake.address.empty()) return unfit("address");
    if (intake.in_warranty) return unfit("in_warranty");
    if (intake.brought_in) return unfit("brought_in");
    return {};
}

Status check_intake_codes(const TicketIntake& intake) {
    const auto malformed = [](std::string_view field) {
        return make_error(k_ticket_value_malformed, {}, std::string(field));
    };
    if (!intake.kind.known()) return malformed("kind");
    if (!intake.channel.known()) return malformed("channel");
    if (!intake.severity.known()) return malformed("severity");
    if (!intake.alarm.known()) return malformed("alarm");
    const int quantity = intake.quantity.value_or(1);
    if (quantity < 1 || quantity > k_ticket_quantity_max) {
        return make_error(k_ticket_value_malformed, "1 to 9999", "quantity");
    }
    if (intake.channel == TicketChannel::authority && intake.authority_number.empty()) {
        return make_error(k_ticket_authority_number_missing, {}, "authority_number");
    }
    return {};
}

}  // namespace

Status Tickets::take_head(const TicketIntake& intake, Ticket& ticket) {
    struct Line {
        std::string_view field;
        const std::string& typed;
        std::string& kept;
        int length_max;
    };
    for (const auto& line :
         {Line{"words", intake.words, ticket.words, k_ticket_words_length_max},
          Line{"demand", intake.demand, ticket.demand, k_ticket_reason_length_max},
          Line{"subject", intake.subject, ticket.subject, k_ticket_short_length_max},
          Line{"product", intake.product, ticket.product, k_ticket_short_length_max}}) {
        QIANTAI_TRY(line.kept, normalise_ticket_text(line.typed, line.length_max, line.field));
    }
    // These may be long numbers themselves.
    for (const auto& line :
         {Line{"till_receipt", intake.till_receipt, ticket.till_receipt, k_ticket_short_length_max},
          Line{"device", intake.device, ticket.device, k_ticket_address_length_max},
          Line{"address", intake.address, ticket.address, k_ticket_address_length_max},
          Line{"authority_number", intake.authority_number, ticket.authority_number,
               k_ticket_short_length_max}}) {
        QIANTAI_TRY(line.kept, normalise_note(line.typed, static_cast<std::size_t>(line.length_max),
                                              line.field));
    }
    if (ticket.words.empty()) return make_error(k_ticket_words_missing, {}, "words");
    return {};
}

Status Tickets::take_customer(const TicketIntake& intake, Ticket& ticket) {
    auto& database = m_context.database;
    if (intake.member_id) {
        if (!intake.customer_name.empty()) {
            return make_error(k_ticket_field_unfit, {}, "customer_name");
        }
        if (!intake.customer_phone.empty()) {
            return make_error(k_ticket_field_unfit, {}, "customer_phone");
        }
        QIANTAI_TRY(ticket.member_id, resolve_merged(database, *intake.member_id));
        QIANTAI_TRY(const auto member, load_member(database, *ticket.member_id));
        if (member.status == MemberStatus::erased) {
            return make_error(k_member_erased, {}, "member_id");
        }
        return {};
    }
    if (!intake.customer_name.empty()) {
        QIANTAI_TRY(ticket.customer_name, normalise_name(intake.customer_name));
    }
    if (!intake.customer_phone.empty()) {
        QIANTAI_TRY(const auto country, load_phone_country(m_context));
        QIANTAI_TRY(ticket.customer_phone, normalise_callable(intake.customer_phone, country));
    }
    return {};
}

Result<std::optional<Uuid>> Tickets::find_repeated(const Ticket& ticket) {
    auto& database = m_context.database;
    if (!ticket.till_receipt.empty()) {
        auto& same_receipt = database.cached(
            "SELECT id FROM ticket WHERE till_receipt = ? AND taken_at = ? AND kind = ?"
            " ORDER BY created_at DESC LIMIT 1");
        same_receipt.bind(ticket.till_receipt, ticket.taken_at, ticket.kind.text());
        QIANTAI_TRY(const auto found, sqlite::one(same_receipt, sqlite::id_column));
        if (found) return found;
    }
    if (!ticket.member_id || ticket.product.empty()) return std::optional<Uuid>();
    auto& same_product = database.cached(
        "SELECT id FROM ticket WHERE member_id = ? AND product = ? AND kind = ?"
        " AND business_date >= ? ORDER BY created_at DESC LIMIT 1");
    same_product.bind(*ticket.member_id, ticket.product, ticket.kind.text(),
                      ticket.business_date.plus_days(-k_repeat_days).text());
    return sqlite::one(same_product, sqlite::id_column);
}

Result<TicketPage> Tickets::take(const Session& session, const TicketIntake& intake) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY_STATUS(check_intake_codes(intake));
    QIANTAI_TRY_STATUS(check_repair_fields(intake));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    const auto& store = m_context.identity.store_code;
    Ticket ticket{.id = m_context.new_id(),
                  .store_code = store,
                  .taken_at = store,
                  .kind = intake.kind,
                  .channel = intake.channel,
                  .alarm = intake.alarm,
                  .quantity = intake.quantity,
                  .purchase_id = intake.purchase_id,
                  .purchased_on = intake.purchased_on,
                  .in_warranty = intake.in_warranty,
                  .brought_in = intake.brought_in,
                  .repeats_id = intake.repeats_id,
                  .business_date = now.today,
                  .created_by = session.staff_number,
                  .created_at = now.at};
    if (intake.purchased_on && *intake.purchased_on > now.today) {
        return make_error(k_ticket_purchase_ahead, now.today.text(), "purchased_on");
    }
    QIANTAI_TRY_STATUS(take_head(intake, ticket));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(take_customer(intake, ticket));
    if (ticket.repeats_id) {
        QIANTAI_TRY_STATUS(load_ticket(m_context.database, *ticket.repeats_id));
    } else {
        QIANTAI_TRY(ticket.repeats_id, find_repeated(ticket));
    }
    QIANTAI_TRY(ticket.number, make_ticket_number(m_context, *intake.kind.known()));
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, ticket));
    QIANTAI_TRY(auto units, TicketUnits::load(m_context));
    QIANTAI_TRY(const auto calendars, units.calendars_of(ticket));
    QIANTAI_TRY(auto event, new_event(session, ticket, {}, TicketStep::received));
    event.severity = intake.severity;
    auto dues = first_dues(ticket, *intake.severity.known(), now.at, units.times(), calendars);
    // What headquarters takes in it has heard of.
    const bool heard =
        m_context.identity.is_headquarters() && headquarters_hears(ticket, intake.severity);
    if (heard) dues.pass_on.reset();
    const auto severity = *intake.severity.known();
    event.due = promise_text(make_promise(ticket, dues,
                                          timers_by_wall(ticket, severity, units.times(), dues),
                                          now.at, units.times(), calendars));
    QIANTAI_TRY(const auto photos, photo_events(session, ticket, event, intake.photos));
    return save(session, ticket, event, "tickets.take", transaction, photos);
}

}  // namespace qiantai::domain
