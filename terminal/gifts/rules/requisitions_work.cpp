// What requisitions give people to do: the warehouse's pick list, and what waits too long.

#include <algorithm>
#include <map>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/scope.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/calendars/rules/calendars.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/requisition_cache.hpp"
#include "terminal/gifts/rules/requisition_lists.hpp"
#include "terminal/gifts/rules/requisition_work_facts.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/rules/stock_ledger.hpp"

namespace qiantai::domain {
namespace {

/// Takes what was suggested out of what is left for the next line.
void take_picked(std::vector<StockLot>& left, std::span<const StockLot> picked) {
    for (const auto& lot : picked) {
        for (auto& one : left) {
            const bool same =
                one.spot == lot.spot && one.batch == lot.batch && one.expires_on == lot.expires_on;
            if (same) one.quantity -= lot.quantity;
        }
    }
}

StockSuggestion lots_to_send(std::vector<StockLot> lots, int pieces, Date today,
                             const RecalledBatches& recalled) {
    std::erase_if(lots, [&](const StockLot& lot) { return recalled.has(lot.batch); });
    return suggest_lots(std::move(lots), pieces, today);
}

/// What is recalled first, then what waits on hold, then the rest; expired pieces too.
StockSuggestion lots_to_give_back(std::vector<StockLot> lots, int pieces,
                                  const RecalledBatches& recalled) {
    std::erase_if(lots, [](const StockLot& lot) { return lot.quantity <= 0; });
    std::ranges::stable_sort(lots, {}, [&](const StockLot& lot) {
        return std::pair(!recalled.has(lot.batch), lot.spot == StockSpot::shelf);
    });
    StockSuggestion suggestion{.missing = pieces};
    for (auto& lot : lots) {
        // One line of a parcel is one lot of one spot.
        const bool taken = std::ranges::any_of(suggestion.lots, [&](const StockLot& other) {
            return other.batch == lot.batch && other.expires_on == lot.expires_on;
        });
        if (suggestion.missing == 0 || taken) continue;
        lot.quantity = std::min(lot.quantity, suggestion.missing);
        suggestion.missing -= lot.quantity;
        suggestion.lots.push_back(std::move(lot));
    }
    return suggestion;
}

/// When what waits should have been done, and by whom.
class RequisitionDues {
  public:
    RequisitionDues(ServiceContext& context, const RequisitionTimes& times)
        : m_context(context), m_times(times) {}

    Result<LateRequisition> due_of(const Requisition& requisition, const RequisitionState& state) {
        const auto hq = std::string(sync::k_hq_store_code);
        const TimeMs since = state.waits_since;
        switch (state.phase.known().value_or(RequisitionPhase::done)) {
            case RequisitionPhase::asked:
                return after(requisition.store_code, since, m_times.manager_days);
            case RequisitionPhase::forwarded:
                return after(hq, since, m_times.check_days);
            case RequisitionPhase::checked:
                return after(hq, since, m_times.approve_days);
            case RequisitionPhase::approved: {
                QIANTAI_TRY(const auto* calendar, calendar_of(requisition.sender()));
                return LateRequisition{
                    .waits_for = requisition.sender(),
                    .due_at = calendar->time_of(requisition.wanted_on.plus_days(1), 0)};
            }
            case RequisitionPhase::under_way:
                return after(requisition.receiver(), since, m_times.receive_days);
            case RequisitionPhase::differing: {
                const bool back =
                    std::ranges::all_of(state.parcels, [](const RequisitionParcel& parcel) {
                        return !parcel.receipt_id || !parcel.differs || !parcel.outcome.empty();
                    });
                return after(back ? requisition.sender() : hq, since, m_times.settle_days);
            }
            case RequisitionPhase::done:
            case RequisitionPhase::refused:
            case RequisitionPhase::cancelled:
                break;
        }
        return LateRequisition{.due_at = k_never_due};
    }

    static constexpr TimeMs k_never_due = INT64_MAX;

  private:
    Result<const BusinessCalendar*> calendar_of(const std::string& place) {
        const auto known = m_calendars.find(place);
        if (known != m_calendars.end()) return &known->second;
        const bool office = place == sync::k_hq_store_code;
        auto calendar = load_calendar(
            m_context, office ? CalendarUnit::office : CalendarUnit::store, office ? "" : place);
        // A store whose row has not arrived yet has headquarters' days.
        if (!calendar && calendar.error().kind == &k_calendar_store_unknown) {
            calendar = load_calendar(m_context, CalendarUnit::office);
        }
        if (!calendar) return calendar.error();
        return &m_calendars.emplace(place, *std::move(calendar)).first->second;
    }

    Result<LateRequisition> after(const std::string& place, TimeMs since, int days) {
        QIANTAI_TRY(const auto* calendar, calendar_of(place));
        return LateRequisition{
            .waits_for = place,
            .due_at = calendar->add_open_days(since, days).value_or(k_never_due)};
    }

    ServiceContext& m_context;
    RequisitionTimes m_times;
    std::map<std::string, BusinessCalendar> m_calendars{};
};

}  // namespace

RequisitionTimes parse_requisition_times(std::string_view json) {
    const auto object = parse_json_object(json);
    if (!object) return {};
    const auto times = from_json<RequisitionTimes>(*object);
    if (!times) return {};
    for (const int days : {times->manager_days, times->check_days, times->approve_days,
                           times->receive_days, times->settle_days}) {
        if (days < 0 || days > k_requisition_days_max) return {};
    }
    return *times;
}

Result<std::vector<RequisitionPickLine>> Requisitions::pick_lines(
    const RequisitionPage& one, Date today, std::map<Uuid, std::vector<StockLot>>& left) {
    std::vector<RequisitionPickLine> lines;
    for (const auto& item : one.state.items) {
        if (item.still_to_send == 0) continue;
        QIANTAI_TRY(const auto gift, gift_or_unknown(m_context.database, item.gift_id));
        auto known = left.find(item.gift_id);
        if (known == left.end()) {
            const StockPlace here{m_context.identity.store_code, item.gift_id};
            QIANTAI_TRY(auto lots, load_lots(m_context.database, here));
            known = left.emplace(item.gift_id, std::move(lots)).first;
        }
        QIANTAI_TRY(const auto recalled, load_recalled(m_context.database, item.gift_id));
        auto suggestion = one.requisition.kind == RequisitionKind::give_back
                              ? lots_to_give_back(known->second, item.still_to_send, recalled)
                              : lots_to_send(known->second, item.still_to_send, today, recalled);
        QIANTAI_TRY(auto bin,
                    load_bin(m_context.database, {m_context.identity.store_code, item.gift_id}));
        take_picked(known->second, suggestion.lots);
        lines.push_back({.gift_id = item.gift_id,
                         .code = gift.code,
                         .name = gift.name,
                         .spec = gift.spec,
                         .unit = gift.unit,
                         .bin = std::move(bin),
                         .pieces = item.still_to_send,
                         .lots = std::move(suggestion.lots),
                         .missing = suggestion.missing});
    }
    // As one walks along the shelves; what lies nowhere in particular last.
    std::ranges::stable_sort(lines, {}, [](const RequisitionPickLine& line) {
        return std::pair(line.bin.empty(), std::string_view(line.bin));
    });
    return lines;
}

Result<std::vector<RequisitionPickList>> Requisitions::pick_list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    auto& statement = m_context.database.cached(
        "SELECT s.requisition_id FROM requisition_state s"
        " JOIN requisition r ON r.id = s.requisition_id"
        " WHERE s.phase IN ('approved', 'under_way', 'differing')"
        " AND iif(r.kind = 'return', r.store_code, r.partner) = ?"
        " ORDER BY s.urgent DESC, s.wanted_on, s.created_at, s.requisition_id LIMIT ?");
    statement.bind(m_context.identity.store_code, k_stock_list_max);
    QIANTAI_TRY(const auto ids, sqlite::all(statement, sqlite::id_column));
    std::map<Uuid, std::vector<StockLot>> left;
    std::vector<RequisitionPickList> lists;
    for (const Uuid& id : ids) {
        QIANTAI_TRY(const auto one, load_case(id));
        QIANTAI_TRY(auto lines, pick_lines(one, today, left));
        if (lines.empty()) continue;
        lists.push_back({.requisition_id = id,
                         .number = one.requisition.number,
                         .to_store = one.requisition.receiver(),
                         .urgent = one.requisition.urgent,
                         .wanted_on = one.requisition.wanted_on,
                         .lines = std::move(lines)});
    }
    return lists;
}

Result<std::vector<LateRequisition>> Requisitions::late(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::requisitions_read));
    QIANTAI_TRY_STATUS(refresh_requisitions(m_context.database));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto policy, load_policy(m_context, k_requisition_times_policy));
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY(const auto open, load_open_requisitions(m_context));
    RequisitionDues dues(m_context, parse_requisition_times(policy.value_or("")));
    std::vector<LateRequisition> found;
    for (const auto& summary : open) {
        QIANTAI_TRY(const auto one, load_case(summary.id));
        QIANTAI_TRY(auto due, dues.due_of(one.requisition, one.state));
        if (now < due.due_at) continue;
        due.requisition = summary;
        found.push_back(std::move(due));
    }
    std::ranges::sort(found, {}, [](const LateRequisition& one) {
        return std::pair(one.due_at, one.requisition.id);
    });
    return found;
}

}  // namespace qiantai::domain
