#include "terminal/gifts/rules/requisitions.hpp"

#include <algorithm>
#include <set>

#include "terminal/base/audit.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisition_course.hpp"
#include "terminal/gifts/rules/requisition_fold.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"
#include "terminal/store/number_sequence.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_wanted_days_max = 366;

bool is_decision(RequisitionStep step) {
    using enum RequisitionStep;
    return step == manager_approved || step == manager_returned || step == checked ||
           step == approved || step == refused || step == cancelled || step == closed_short;
}

bool needs_words(RequisitionStep step) {
    using enum RequisitionStep;
    return step == manager_returned || step == refused || step == closed_short;
}

Result<std::string> requisition_words(std::string_view typed) {
    return normalise_note(typed, k_requisition_words_length_max, "words");
}

/// "requisitions.ask", as the operations are called.
std::string_view action_of_step(RequisitionStep step) {
    switch (step) {
        case RequisitionStep::dispatched:
            return "requisitions.dispatch";
        case RequisitionStep::received:
            return "requisitions.receive";
        case RequisitionStep::countersigned:
            return "requisitions.countersign";
        case RequisitionStep::settled:
            return "requisitions.settle";
        case RequisitionStep::booked_back:
            return "requisitions.book_back";
        case RequisitionStep::manager_approved:
        case RequisitionStep::manager_returned:
        case RequisitionStep::checked:
        case RequisitionStep::approved:
        case RequisitionStep::refused:
        case RequisitionStep::cancelled:
        case RequisitionStep::closed_short:
            break;
    }
    return "requisitions.decide";
}

}  // namespace

Result<RequisitionPage> Requisitions::load_case(const Uuid& requisition_id) {
    RequisitionPage one;
    QIANTAI_TRY(one.requisition, load_requisition(m_context.database, requisition_id));
    QIANTAI_TRY(one.events, load_requisition_events(m_context.database, requisition_id));
    one.state = fold_requisition(one.requisition, one.events);
    return one;
}

Result<RequisitionPage> Requisitions::load_case_for(const Session& session,
                                                    const Uuid& requisition_id,
                                                    RequisitionStep step) {
    QIANTAI_TRY(auto one, load_case(requisition_id));
    QIANTAI_TRY_STATUS(check_requisition_step(one.requisition, one.state, step, session));
    return one;
}

RequisitionEvent Requisitions::new_event(const Session& session, const Requisition& requisition,
                                         RequisitionStep step, const Moment& now) {
    // The writer's own store: whose the requisition is, its row says.
    return {.id = m_context.new_id(),
            .store_code = m_context.identity.store_code,
            .requisition_id = requisition.id,
            .step = step,
            .business_date = now.today,
            .created_by = session.staff_number,
            .created_at = now.at};
}

Status Requisitions::check_lines(std::span<const RequisitionLine> lines) {
    if (lines.empty() || lines.size() > k_stock_lines_max) {
        return make_error(k_requisition_malformed, {}, "lines");
    }
    std::set<std::tuple<Uuid, std::string, std::optional<Date>>> different;
    for (const auto& line : lines) {
        QIANTAI_TRY(const auto gift, load_gift(m_context.database, line.gift_id));
        if (line.pieces < 0 || line.pieces > k_gift_pieces_max || line.damaged < 0 ||
            line.damaged > k_gift_pieces_max ||
            !different.emplace(line.gift_id, line.batch, line.expires_on).second) {
            return make_error(k_requisition_malformed, gift.code, "lines");
        }
    }
    return {};
}

/// Each gift once, and of a line nothing but how many, and why not more.
Result<std::vector<RequisitionLine>> Requisitions::wanted_lines(
    std::span<const RequisitionLine> typed) {
    std::vector<RequisitionLine> lines;
    for (const auto& line : typed) {
        QIANTAI_TRY(auto words, normalise_note(line.words, k_gift_reason_length_max, "lines"));
        lines.push_back(
            {.gift_id = line.gift_id, .pieces = line.pieces, .words = std::move(words)});
    }
    QIANTAI_TRY_STATUS(check_lines(lines));
    return lines;
}

Status Requisitions::check_entry(const RequisitionEntry& entry,
                                 std::span<const RequisitionLine> lines, const Moment& now) {
    for (const auto& line : lines) {
        QIANTAI_TRY(const auto gift, load_gift(m_context.database, line.gift_id));
        if (line.pieces < 1 || gift.status != GiftStatus::active) {
            return make_error(k_requisition_malformed, gift.code, "lines");
        }
    }
    auto& partner = m_context.database.cached(
        "SELECT ifnull(kind, 'shop') FROM store WHERE code = ? AND status = 'open' LIMIT 1");
    QIANTAI_TRY(const auto kind, sqlite::one(partner.bind(entry.partner), sqlite::text_column));
    const bool warehouse = kind == code_of(StoreKind::warehouse);
    const bool wants_warehouse = entry.kind != RequisitionKind::transfer;
    if (!kind || entry.partner == m_context.identity.store_code || warehouse != wants_warehouse) {
        return make_error(k_requisition_malformed, entry.partner, "partner");
    }
    if (entry.wanted_on < now.today || now.today.days_until(entry.wanted_on) > k_wanted_days_max) {
        return make_error(k_requisition_malformed, {}, "wanted_on");
    }
    if (entry.campaign_id) {
        const auto campaign = load_campaign(m_context.database, *entry.campaign_id);
        if (!campaign) return campaign.error();
    }
    return {};
}

Result<RequisitionPage> Requisitions::ask(const Session& session, const RequisitionEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    const bool shop = session.role == StaffRole::clerk || session.role == StaffRole::store_manager;
    if (!shop) return make_error(k_requisition_not_yours, {}, "step");
    QIANTAI_TRY(const auto words, requisition_words(entry.words));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto lines, wanted_lines(entry.lines));
    QIANTAI_TRY_STATUS(check_entry(entry, lines, now));
    QIANTAI_TRY(const auto sequence, store::next_number(m_context.database, "requisition"));
    const Requisition requisition{
        .id = m_context.new_id(),
        .store_code = m_context.identity.store_code,
        .partner = entry.partner,
        .number = store::format_human_number({m_context.identity.store_code,
                                              m_context.identity.terminal_code, sequence,
                                              std::string(k_requisition_number_kind)}),
        .kind = entry.kind,
        .purpose = entry.purpose,
        .campaign_id = entry.campaign_id,
        .wanted_on = entry.wanted_on,
        .urgent = entry.urgent,
        .lines = lines_text(lines),
        .words = words,
        .by_manager = session.role == StaffRole::store_manager,
        .business_date = now.today,
        .created_by = session.staff_number,
        .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, requisition));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session,
                     {.action = "requisitions.ask",
                      .subject_entity = "requisition",
                      .subject_id = requisition.id.text(),
                      .detail = {{"number", requisition.number}, {"partner", requisition.partner}}},
                     now));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    QIANTAI_TRY(auto page, build_page(session, requisition.id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<std::vector<RequisitionLine>> Requisitions::approve_lines(
    const RequisitionPage& one, const RequisitionDecision& decision, RequisitionEvent& event) {
    const auto asked = lines_of(one.requisition.lines);
    QIANTAI_TRY(auto lines, wanted_lines(decision.lines.empty() ? asked : decision.lines));
    // What is not named is not approved, which needs words as any other cut.
    for (const auto& line : asked) {
        const bool named =
            std::ranges::find(lines, line.gift_id, &RequisitionLine::gift_id) != lines.end();
        if (!named) lines.push_back({.gift_id = line.gift_id});
    }
    Fen worth;
    for (const auto& line : lines) {
        const auto wish = std::ranges::find(asked, line.gift_id, &RequisitionLine::gift_id);
        QIANTAI_TRY(const auto gift, load_gift(m_context.database, line.gift_id));
        if (wish == asked.end() || line.pieces > wish->pieces) {
            return make_error(k_requisition_malformed, gift.code, "lines");
        }
        const bool cut = line.pieces < wish->pieces;
        if (cut && line.words.empty() && event.words.empty()) {
            return make_error(k_requisition_words_missing, gift.code, "lines");
        }
        const Fen cost = std::clamp(gift.cost, Fen(), Fen(k_gift_cost_max_fen));
        worth = worth + cost * line.pieces;
    }
    event.worth = std::min(worth, k_requisition_worth_max);
    return lines;
}

Result<RequisitionPage> Requisitions::decide(const Session& session,
                                             const RequisitionDecision& decision) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_keep));
    const auto step = decision.step.known();
    if (!step || !is_decision(*step)) {
        return make_error(k_requisition_not_now, decision.step.text(), "step");
    }
    QIANTAI_TRY(const auto words, requisition_words(decision.words));
    if (needs_words(*step) && words.empty()) {
        return make_error(k_requisition_words_missing, {}, "words");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case_for(session, decision.requisition_id, *step));
    QIANTAI_TRY_STATUS(check_new_person(one, *step, std::nullopt, session));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.requisition, *step, now);
    event.words = words;
    if (*step == RequisitionStep::approved) {
        QIANTAI_TRY(const auto lines, approve_lines(one, decision, event));
        event.lines = lines_text(lines);
    }
    QIANTAI_TRY(auto page, save(session, one.requisition, event, {}, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<RequisitionPage> Requisitions::save(const Session& session, const Requisition& requisition,
                                           const RequisitionEvent& event,
                                           std::span<const StockMovement> movements,
                                           const Moment& now) {
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
    for (const auto& movement : movements) {
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, movement));
    }
    QIANTAI_TRY_STATUS(mend_changed(session, now));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session,
                     {.action = std::string(action_of_step(*event.step.known())),
                      .subject_entity = "requisition",
                      .subject_id = requisition.id.text(),
                      .detail = {{"number", requisition.number}, {"step", event.step.text()}}},
                     now));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    return build_page(session, requisition.id);
}

Result<RequisitionPage> Requisitions::build_page(const Session& session,
                                                 const Uuid& requisition_id) {
    QIANTAI_TRY(auto page, load_case(requisition_id));
    for (const auto& item : page.state.items) {
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, item.gift_id));
        RequisitionGift shown{.gift_id = item.gift_id,
                              .code = gift.code,
                              .name = gift.name,
                              .unit = gift.unit,
                              .cost = gift.cost};
        QIANTAI_TRY(shown.at_receiver,
                    load_on_shelf(m_context.database, {page.requisition.receiver(), item.gift_id}));
        QIANTAI_TRY(shown.at_sender,
                    load_on_shelf(m_context.database, {page.requisition.sender(), item.gift_id}));
        page.gifts.push_back(std::move(shown));
    }
    page.next = next_steps(page, session);
    return page;
}

}  // namespace qiantai::domain
