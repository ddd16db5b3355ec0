#include "terminal/stocktakes/rules/stocktake_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace qiantai::domain {
namespace {

constexpr std::int64_t k_myriad = 10'000;

StocktakeProblem problem_of(StocktakeProblemKind kind) {
    return {.kind = kind};
}

StocktakeProblem problem_about(const StocktakeWork& work, StocktakeProblemKind kind,
                               const StocktakeThing& thing) {
    StocktakeProblem problem{.kind = kind, .thing = thing};
    std::string unit;
    work.names.name(thing, problem.code, problem.name, unit);
    return problem;
}

bool is_counted_spot(const StocktakeWork& work, const StocktakeThing& thing) {
    return thing.goods_id ||
           std::ranges::any_of(work.state.zones, [&](const StocktakeZoneState& one) {
               return one.zone.spot == thing.spot;
           });
}

bool is_in_scope(const StocktakeWork& work, const StocktakeScope& scope,
                 const StocktakeThing& thing) {
    if (thing.goods_id) return work.stocktake.with_goods;
    const auto gift = work.names.gifts.find(*thing.gift_id);
    if (gift != work.names.gifts.end()) return scope.has(gift->second);
    return scope.has(Gift{.id = *thing.gift_id});
}

/// Somebody said that a first count stands, because nobody else was there to count again.
bool stands_uncounted_again(const StocktakeState& state, const StocktakeThing& thing,
                            const CountedThing& counted) {
    return std::ranges::any_of(state.chosen, [&](const ChosenRecount& one) {
        return thing.gift_id == one.gift_id && counted.first_by.contains(one.counter);
    });
}

/// As one column keeps them.
std::string joined_zones(const CountedThing& counted) {
    const auto text = fmt::format("{}", fmt::join(counted.zones, " "));
    // Names are at most 20 characters, and few things lie in more than ten zones.
    return counted.zones.size() <= 9 ? text : fmt::format("{} …", *counted.zones.begin());
}

int tolerance_of(const StocktakeRules& rules, const StocktakeLine& line) {
    return line.goods_id ? 0 : line_tolerance(rules, std::max(line.book, line.counted), line.cost);
}

}  // namespace

Fen StocktakeNames::cost_of(const StocktakeThing& thing) const {
    const auto gift = thing.gift_id ? gifts.find(*thing.gift_id) : gifts.end();
    return gift == gifts.end() ? Fen() : std::clamp(gift->second.cost, Fen(), k_gift_cost_max);
}

void StocktakeNames::name(const StocktakeThing& thing, std::string& code, std::string& name,
                          std::string& unit) const {
    if (thing.gift_id) {
        const auto gift = gifts.find(*thing.gift_id);
        if (gift == gifts.end()) return;
        code = gift->second.code;
        name = gift->second.name;
        unit = gift->second.unit;
    } else if (thing.goods_id) {
        const auto kept = goods.find(*thing.goods_id);
        if (kept == goods.end()) return;
        code = kept->second.number;
        name = kept->second.item;
        unit = kept->second.unit;
    }
}

std::vector<StocktakeThing> things_not_counted(const StocktakeWork& work) {
    if (!work.state.frozen_at) return {};
    const auto scope = scope_of(work.stocktake);
    auto things = work.book.things_at(*work.state.frozen_at);
    std::erase_if(things, [&](const StocktakeThing& thing) {
        return work.tally.things.contains(thing) || !is_counted_spot(work, thing) ||
               !is_in_scope(work, scope, thing);
    });
    return things;
}

bool needs_recount(const StocktakeWork& work, const StocktakeThing& thing,
                   const CountedThing& counted) {
    if (!counted.first || counted.recount || stands_uncounted_again(work.state, thing, counted)) {
        return false;
    }
    const int book = work.book.at(thing, counted.first_at);
    const int variance = *counted.first - book;
    if (variance == 0) return false;
    const int tolerance =
        thing.goods_id
            ? 0
            : line_tolerance(work.rules, std::max(book, *counted.first), work.names.cost_of(thing));
    const bool moved = work.book.at(thing, counted.began_at) != book;
    return std::abs(variance) > tolerance || moved;
}

std::vector<StocktakeProblem> counting_problems(const StocktakeWork& work) {
    using enum StocktakeProblemKind;
    std::vector<StocktakeProblem> problems;
    for (const auto& one : work.state.zones) {
        if (one.done) continue;
        auto problem = problem_of(zone_open);
        problem.zone = one.zone.name;
        problems.push_back(std::move(problem));
    }
    for (const auto& rivals : work.tally.rivals) {
        auto problem = problem_of(zone_results);
        problem.zone = rivals.zone;
        problem.people = rivals.counters;
        problems.push_back(std::move(problem));
    }
    for (const auto& barcode : work.tally.unsettled) {
        auto problem = problem_of(barcode_unsettled);
        problem.code = barcode;
        problems.push_back(std::move(problem));
    }
    for (const auto& thing : things_not_counted(work)) {
        problems.push_back(problem_about(work, not_counted, thing));
    }
    for (const auto& [thing, counted] : work.tally.things) {
        if (needs_recount(work, thing, counted)) {
            auto problem = problem_about(work, recount_missing, thing);
            problem.people = {counted.first_by.begin(), counted.first_by.end()};
            problems.push_back(std::move(problem));
        }
        if (counted.recounts_differ) {
            auto problem = problem_about(work, recount_results, thing);
            problem.people = {counted.recounted_by.begin(), counted.recounted_by.end()};
            problems.push_back(std::move(problem));
        }
    }
    return problems;
}

std::vector<StocktakeLine> make_lines(const StocktakeWork& work) {
    std::vector<StocktakeLine> lines;
    lines.reserve(work.tally.things.size());
    for (const auto& [thing, counted] : work.tally.things) {
        lines.push_back({.store_code = work.stocktake.store_code,
                         .stocktake_id = work.stocktake.id,
                         .gift_id = thing.gift_id,
                         .goods_id = thing.goods_id,
                         .spot = thing.spot,
                         .batch = thing.batch,
                         .expires_on = thing.expires_on,
                         .zones = joined_zones(counted),
                         .first_count = counted.recount ? counted.first : std::nullopt,
                         .counted = counted.counted(),
                         .counted_at = counted.counted_at,
                         .book = work.book.at(thing, counted.counted_at),
                         .cost = work.names.cost_of(thing)});
    }
    return lines;
}

std::set<StocktakeThing> late_things(const StocktakeTally& tally,
                                     std::span<const StocktakeLine> holding) {
    std::map<StocktakeThing, std::pair<int, TimeMs>> known;
    for (const auto& line : holding) known[line.thing()] = {line.counted, line.counted_at};
    std::set<StocktakeThing> late;
    for (const auto& [thing, counted] : tally.things) {
        const auto before = known.find(thing);
        const bool same = before != known.end() &&
                          before->second == std::pair(counted.counted(), counted.counted_at);
        if (!same) late.insert(thing);
    }
    return late;
}

std::vector<StocktakeLine> late_lines(const StocktakeWork& work,
                                      std::span<const StocktakeLine> holding) {
    const auto late = late_things(work.tally, holding);
    auto lines = make_lines(work);
    std::erase_if(lines, [&](const StocktakeLine& line) { return !late.contains(line.thing()); });
    return lines;
}

StocktakeTotals totals_of(std::span<const StocktakeLine> lines, const StocktakeRules& rules,
                          bool warehouse) {
    StocktakeTotals totals{.lines = static_cast<int>(lines.size())};
    for (const auto& line : lines) {
        const int variance = line.variance();
        totals.book_value = totals.book_value + worth_of(line.cost, std::max(line.book, 0));
        if (variance == 0) continue;
        ++totals.differing;
        if (std::abs(variance) > tolerance_of(rules, line)) ++totals.above_tolerance;
        if (line.goods_id) continue;
        if (variance > 0) {
            totals.surplus_pieces += variance;
            totals.surplus = totals.surplus + line.value();
        } else {
            totals.shortage_pieces -= variance;
            totals.shortage = totals.shortage - line.value();
        }
    }
    totals.net = totals.surplus - totals.shortage;
    const std::int64_t share = warehouse ? rules.warehouse_per_myriad : rules.store_per_myriad;
    const std::int64_t value = totals.book_value.count();
    const std::int64_t most = value / k_myriad * share + value % k_myriad * share / k_myriad;
    totals.within_tolerance = std::abs(totals.net.count()) <= most;
    return totals;
}

}  // namespace qiantai::domain
