#include "terminal/stocktakes/rules/stocktakes.hpp"

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_course.hpp"
#include "terminal/stocktakes/rules/stocktake_fold.hpp"
#include "terminal/store/number_sequence.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_planned_days_max = 366;

/// Steps that StocktakeStepEntry says all of.
bool is_plain_step(StocktakeStep step) {
    using enum StocktakeStep;
    return step == papers_entered || step == frozen || step == zone_opened || step == chosen ||
           step == sent_back || step == cancelled || step == resumed;
}

std::string text_of(const boost::json::object& json) {
    return boost::json::serialize(json);
}

}  // namespace

Result<Stocktakes::StocktakeCase> Stocktakes::load_case(const Uuid& stocktake_id) {
    StocktakeCase one;
    QIANTAI_TRY(one.stocktake, load_stocktake(m_context.database, stocktake_id));
    QIANTAI_TRY(const auto events, load_stocktake_events(m_context.database, stocktake_id));
    one.state = fold_stocktake(one.stocktake, events);
    return one;
}

Result<Stocktakes::StocktakeCase> Stocktakes::load_case_for(const Session& session,
                                                            const Uuid& stocktake_id,
                                                            StocktakeStep step) {
    QIANTAI_TRY(auto one, load_case(stocktake_id));
    QIANTAI_TRY_STATUS(check_stocktake_step(one.stocktake, one.state, step, session));
    return one;
}

Result<StocktakeReasons> Stocktakes::load_reasons(const StocktakeCase& one) {
    QIANTAI_TRY(const auto events, load_stocktake_events(m_context.database, one.stocktake.id));
    return fold_explanations(one.state, events);
}

Result<StocktakeRules> Stocktakes::load_rules() {
    QIANTAI_TRY(const auto policy, load_policy(m_context, k_stocktake_policy));
    return parse_stocktake_rules(policy.value_or(""));
}

Result<bool> Stocktakes::is_warehouse(std::string_view store_code) {
    auto& statement =
        m_context.database.cached("SELECT ifnull(kind, 'shop') FROM store WHERE code = ? LIMIT 1");
    QIANTAI_TRY(const auto kind, sqlite::one(statement.bind(store_code), sqlite::text_column));
    return kind == code_of(StoreKind::warehouse);
}

Result<StocktakeTotals> Stocktakes::load_totals(const Stocktake& stocktake,
                                                std::span<const StocktakeLine> lines) {
    QIANTAI_TRY(const auto rules, load_rules());
    QIANTAI_TRY(const bool warehouse, is_warehouse(stocktake.store_code));
    return totals_of(lines, rules, warehouse);
}

Result<StocktakeNames> Stocktakes::load_names(const Stocktake& stocktake) {
    StocktakeNames names;
    QIANTAI_TRY(auto gifts, load_gifts(m_context.database));
    for (auto& gift : gifts) names.gifts.emplace(gift.id, std::move(gift));
    if (!stocktake.with_goods) return names;
    static const auto sql = sqlite::select_of<StoredGoods>("WHERE store_code = ?");
    QIANTAI_TRY(auto kept, sqlite::all(m_context.database.cached(sql).bind(stocktake.store_code),
                                       sqlite::read_row<StoredGoods>));
    for (auto& goods : kept) names.goods.emplace(goods.id, std::move(goods));
    return names;
}

Result<StocktakeWork> Stocktakes::load_work(const StocktakeCase& one) {
    QIANTAI_TRY(const auto counts, load_stocktake_counts(m_context.database, one.stocktake.id));
    auto tally = tally_counts(one.state, counts);
    TimeMs since = one.state.frozen_at.value_or(INT64_MAX);
    for (const auto& [thing, counted] : tally.things) {
        since = std::min({since, counted.began_at, counted.first_at, counted.counted_at});
    }
    QIANTAI_TRY(auto book, StocktakeBook::load(m_context.database, one.stocktake, since));
    QIANTAI_TRY(auto names, load_names(one.stocktake));
    QIANTAI_TRY(const auto rules, load_rules());
    return StocktakeWork{one.stocktake,   one.state,        std::move(tally),
                         std::move(book), std::move(names), rules};
}

StocktakeEvent Stocktakes::new_event(const Session& session, const Stocktake& stocktake,
                                     StocktakeStep step, const Moment& now) {
    // The writer's own store: whose the stocktake is, its row says.
    return {.id = m_context.new_id(),
            .store_code = m_context.identity.store_code,
            .stocktake_id = stocktake.id,
            .step = step,
            .business_date = now.today,
            .created_by = session.staff_number,
            .created_at = now.at};
}

Status Stocktakes::check_zones(const std::vector<StocktakeZone>& zones) {
    std::set<std::string> names;
    for (const auto& zone : zones) {
        QIANTAI_TRY(const auto name,
                    normalise_note(zone.name, k_stocktake_zone_length_max, "zones"));
        const bool usable = !name.empty() && name == zone.name && zone.spot.known().has_value();
        if (!usable || !names.insert(name).second) {
            return make_error(k_stocktake_malformed, zone.name, "zones");
        }
    }
    if (zones.empty() || zones.size() > k_stocktake_zones_max) {
        return make_error(k_stocktake_malformed, {}, "zones");
    }
    return {};
}

Status Stocktakes::check_scope(const StocktakeScope& scope) {
    for (const auto& id : scope.gifts) {
        const auto gift = load_gift(m_context.database, id);
        if (!gift) return gift.error();
    }
    auto& statement = m_context.database.cached("SELECT 1 FROM gift WHERE category = ? LIMIT 1");
    for (const auto& category : scope.categories) {
        QIANTAI_TRY(const bool known, sqlite::any(statement.bind(category)));
        if (!known) return make_error(k_stocktake_malformed, category, "scope");
    }
    const bool fits = scope.gifts.size() <= k_stocktake_scope_max &&
                      scope.categories.size() <= k_stocktake_zones_max;
    return fits ? Status() : make_error(k_stocktake_malformed, {}, "scope");
}

Status Stocktakes::check_plan(const Session& session, const StocktakePlan& plan,
                              const Moment& now) {
    const bool at_headquarters = m_context.identity.is_headquarters();
    if (!plan.kind.known()) return make_error(k_stocktake_malformed, {}, "kind");
    // Whoever is counted does not announce what comes unannounced.
    const bool unannounced = plan.kind == StocktakeKind::unannounced;
    if (at_headquarters != unannounced) return make_error(k_stocktake_not_yours, {}, "kind");
    const bool desk = session.role == StaffRole::cs_agent || session.role == StaffRole::cs_manager;
    if (at_headquarters != desk) return make_error(k_stocktake_not_yours, {}, "kind");
    auto& store =
        m_context.database.cached("SELECT 1 FROM store WHERE code = ? AND status = 'open' LIMIT 1");
    const bool own = plan.store_code.empty() || plan.store_code == m_context.identity.store_code;
    QIANTAI_TRY(const bool known, sqlite::any(store.bind(plan.store_code)));
    if (own == at_headquarters || (!own && !known)) {
        return make_error(k_stocktake_malformed, plan.store_code, "store_code");
    }
    if (plan.planned_on < now.today || now.today.days_until(plan.planned_on) > k_planned_days_max) {
        return make_error(k_stocktake_malformed, {}, "planned_on");
    }
    const bool by_category = plan.kind == StocktakeKind::category;
    const bool by_gift = plan.kind == StocktakeKind::cycle;
    if ((by_category && plan.scope.categories.empty()) || (by_gift && plan.scope.gifts.empty())) {
        return make_error(k_stocktake_malformed, {}, "scope");
    }
    QIANTAI_TRY_STATUS(check_zones(plan.zones));
    return check_scope(plan.scope);
}

Result<StocktakePage> Stocktakes::plan(const Session& session, const StocktakePlan& plan) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    QIANTAI_TRY(const auto words,
                normalise_note(plan.words, k_stocktake_words_length_max, "words"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY_STATUS(check_plan(session, plan, now));
    QIANTAI_TRY(const auto sequence, store::next_number(m_context.database, "stocktake"));
    const auto& own = m_context.identity.store_code;
    const Stocktake stocktake{
        .id = m_context.new_id(),
        .store_code = plan.store_code.empty() ? own : plan.store_code,
        .number = store::format_human_number({own, m_context.identity.terminal_code, sequence,
                                              std::string(k_stocktake_number_kind)}),
        .kind = plan.kind,
        .planned_on = plan.planned_on,
        .blind = !plan.seen,
        .with_goods = plan.with_goods,
        .scope = text_of(to_json(plan.scope)),
        .zones = text_of(to_json(StocktakeZones{plan.zones})),
        .words = words,
        .business_date = now.today,
        .created_by = session.staff_number,
        .created_at = now.at};
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, stocktake));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "stocktakes.plan",
                                     .subject_entity = "stocktake",
                                     .subject_id = stocktake.id.text(),
                                     .detail = {{"number", stocktake.number},
                                                {"kind", stocktake.kind.text()},
                                                {"store", stocktake.store_code}}},
                                    now));
    QIANTAI_TRY_STATUS(refresh_stocktakes(m_context.database));
    QIANTAI_TRY(auto page, show_stand(session, stocktake.id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Status Stocktakes::save(const Session& session, const Stocktake& stocktake,
                        const StocktakeEvent& event, std::string_view action, const Moment& now) {
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session,
                     {.action = std::string(action),
                      .subject_entity = "stocktake",
                      .subject_id = stocktake.id.text(),
                      .detail = {{"number", stocktake.number}, {"step", event.step.text()}}},
                     now));
    return refresh_stocktakes(m_context.database);
}

Status Stocktakes::fill_step(const StocktakeStepEntry& entry, const StocktakeCase& one,
                             StocktakeEvent& event) {
    using enum StocktakeStep;
    QIANTAI_TRY(event.words, normalise_note(entry.words, k_stocktake_words_length_max, "words"));
    const bool needs_words = event.step == sent_back || event.step == cancelled;
    if (needs_words && event.words.empty()) {
        return make_error(k_stocktake_words_missing, {}, "words");
    }
    if (event.step == zone_opened) {
        const auto spot = entry.spot.empty() ? Coded<StockSpot>(StockSpot::shelf) : entry.spot;
        QIANTAI_TRY_STATUS(check_zones({{.name = entry.zone, .spot = spot}}));
        if (find_zone(one.state, entry.zone)) {
            return make_error(k_stocktake_zone_known, entry.zone, "zone");
        }
        if (one.state.zones.size() >= k_stocktake_zones_max) {
            return make_error(k_stocktake_malformed, {}, "zone");
        }
        event.zone = entry.zone;
        event.spot = spot;
        event.shared = entry.shared;
    }
    if (event.step == chosen) {
        if (!entry.gift_id && !find_zone(one.state, entry.zone)) {
            return make_error(k_stocktake_zone_unknown, entry.zone, "zone");
        }
        QIANTAI_TRY(const auto counts, load_stocktake_counts(m_context.database, one.stocktake.id));
        const auto counted_in = [&](StocktakeRound round) {
            return std::ranges::any_of(counts, [&](const StocktakeCount& count) {
                return count.round == round && count.created_by == entry.counter &&
                       (entry.gift_id ? count.gift_id == entry.gift_id : count.zone == entry.zone);
            });
        };
        const bool again = entry.gift_id && counted_in(StocktakeRound::recount);
        if (!again && !counted_in(StocktakeRound::first)) {
            return make_error(k_stocktake_entry_malformed, entry.counter, "counter");
        }
        // The first count stands though nobody else counted again: headquarters reads why.
        if (entry.gift_id && !again && event.words.empty()) {
            return make_error(k_stocktake_words_missing, {}, "words");
        }
        event.zone = entry.gift_id ? "" : entry.zone;
        event.gift_id = entry.gift_id;
        event.people = entry.counter;
    }
    return {};
}

Result<StocktakePage> Stocktakes::step(const Session& session, const StocktakeStepEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    const auto step = entry.step.known();
    if (!step || !is_plain_step(*step)) {
        return make_error(k_stocktake_not_now, entry.step.text(), "step");
    }
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case_for(session, entry.stocktake_id, *step));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    auto event = new_event(session, one.stocktake, *step, now);
    QIANTAI_TRY_STATUS(fill_step(entry, one, event));
    QIANTAI_TRY_STATUS(save(session, one.stocktake, event, "stocktakes.step", now));
    QIANTAI_TRY(auto page, show_stand(session, one.stocktake.id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<StocktakePage> Stocktakes::show_stand(const Session& session, const Uuid& stocktake_id) {
    QIANTAI_TRY(auto one, load_case(stocktake_id));
    StocktakePage page{.stocktake = std::move(one.stocktake), .state = std::move(one.state)};
    page.next = next_steps(page.stocktake, page.state, session);
    return page;
}

Result<StocktakePage> Stocktakes::build_page(const Session& session, const Uuid& stocktake_id) {
    QIANTAI_TRY(auto page, show_stand(session, stocktake_id));
    if (!page.state.frozen_at) return page;
    QIANTAI_TRY(const auto counts, load_stocktake_counts(m_context.database, stocktake_id));
    auto tally = tally_counts(page.state, counts);
    page.progress = std::move(tally.progress);
    if (!page.state.opening_id) return page;
    QIANTAI_TRY(const auto lines, load_lines(page.state));
    QIANTAI_TRY(page.totals, load_totals(page.stocktake, lines));
    page.late = static_cast<int>(late_things(tally, lines).size());
    return page;
}

}  // namespace qiantai::domain
