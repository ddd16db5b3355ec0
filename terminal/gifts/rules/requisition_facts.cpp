#include "terminal/gifts/rules/requisition_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/gifts/rules/requisition_desk_facts.hpp"

namespace qiantai::domain {

std::vector<RequisitionLine> lines_of(std::string_view json) {
    const auto object = parse_json_object(json);
    if (!object) return {};
    auto lines = from_json<RequisitionLines>(*object);
    if (!lines) return {};
    for (auto& line : lines->lines) {
        for (int* pieces : {&line.pieces, &line.damaged, &line.unsent}) {
            *pieces = std::clamp(*pieces, 0, k_gift_pieces_max);
        }
    }
    return std::move(lines->lines);
}

std::string lines_text(std::span<const RequisitionLine> lines) {
    return boost::json::serialize(to_json(RequisitionLines{{lines.begin(), lines.end()}}));
}

GiftBudget budget_of(std::string_view policy_json, std::string_view store_code) {
    const auto object = parse_json_object(policy_json);
    const auto policy = object ? from_json<GiftBudgetPolicy>(*object) : std::nullopt;
    if (!policy) return {.store = std::string(store_code)};
    const auto usable = [](Fen amount) {
        return std::clamp(amount, Fen(), k_requisition_worth_max);
    };
    const auto own = std::ranges::find(policy->stores, store_code, &GiftBudget::store);
    const bool has_own = own != policy->stores.end();
    return {std::string(store_code), usable(has_own ? own->month : policy->month),
            usable(has_own ? own->year : policy->year)};
}

BudgetUse budget_use(Fen budget, Fen used) {
    const bool warned = budget > Fen() && used * 100 >= budget * k_budget_warning_percent;
    return {budget, used, warned};
}

Uuid receipt_id_of(const Requisition& requisition, const Uuid& dispatch_id) {
    return Uuid::derive(requisition.created_at,
                        fmt::format("requisition_receipt\x1f{}", dispatch_id.text()),
                        Cell::of_store(requisition.receiver()));
}

Uuid follow_up_id_of(const Requisition& requisition, const Uuid& receipt_id, RequisitionStep step,
                     std::string_view store_code) {
    return Uuid::derive(
        requisition.created_at,
        fmt::format("requisition_{}\x1f{}\x1f{}", code_of(step), receipt_id.text(), store_code),
        Cell::of_store(store_code));
}

Uuid goods_id_of(const Uuid& event_id, std::string_view store_code, const RequisitionLine& lot,
                 StockSpot spot) {
    const auto text = fmt::format("requisition_goods\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}",
                                  event_id.text(), lot.gift_id.text(), lot.batch,
                                  lot.expires_on ? lot.expires_on->text() : "", code_of(spot));
    return Uuid::derive(text, Cell::of_store(store_code));
}

}  // namespace qiantai::domain
