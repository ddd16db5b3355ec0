#pragma once

// A store's terminal where gifts are counted: a clerk, another clerk, the manager.

#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "tests/gifts/rules/stock_desk.hpp"

namespace qiantai::domain::test {

inline StocktakeStepEntry step_of(const Uuid& id, StocktakeStep step) {
    return {.stocktake_id = id, .step = step};
}

struct StocktakeDesk : StockDesk {
    explicit StocktakeDesk(const std::string& store_code = "S001") : StockDesk(store_code) {
        add_staff("1091", StaffRole::clerk);
        add_staff("1092", StaffRole::store_manager);
        other = session(StaffRole::clerk);
        other.staff_number = "1091";
        second_manager = session(StaffRole::store_manager);
        second_manager.staff_number = "1092";
    }
    StocktakePlan all_of_it() {
        return {.planned_on = business_date(context).value(),
                .zones = {{.name = "A"}, {.name = "B", .shared = true}},
                .seen = false};
    }
    Uuid start(const StocktakePlan& plan) {
        const auto id = made(stocktakes.plan(manager, plan)).stocktake.id;
        step(id, StocktakeStep::papers_entered);
        step(id, StocktakeStep::frozen);
        return id;
    }
    Uuid start() { return start(all_of_it()); }
    StocktakePage step(const Uuid& id, StocktakeStep which, const std::string& words = {}) {
        return made(stocktakes.step(manager, {.stocktake_id = id, .step = which, .words = words}));
    }
    Result<std::vector<StocktakeEntered>> try_count(const Session& by, const Uuid& id,
                                                    StocktakeEntry entry,
                                                    const std::string& zone = "A",
                                                    StocktakeRound round = StocktakeRound::first) {
        auto counted = stocktakes.count(
            by, {.stocktake_id = id, .zone = zone, .round = round, .entries = {entry}});
        clock.advance(1000);
        return counted;
    }
    StocktakeEntered count(const Session& by, const Uuid& id, const Uuid& gift, int quantity,
                           const std::string& zone = "A",
                           StocktakeRound round = StocktakeRound::first) {
        return made(try_count(by, id, {.gift_id = gift, .quantity = quantity}, zone, round))
            .front();
    }
    void issue(const Uuid& gift, int quantity) {
        arrive(gift, StockKind::issue, -quantity, record_time(context).value());
        clock.advance(1000);
    }
    void finish_zones(const Uuid& id) {
        for (const char* zone : {"A", "B"}) made(stocktakes.finish_zone(clerk, id, zone));
    }
    std::vector<StocktakeProblem> problems(const Uuid& id) {
        return made(stocktakes.problems(manager, id));
    }
    std::vector<std::string> problem_kinds(const Uuid& id) {
        std::vector<std::string> kinds;
        for (const auto& problem : problems(id)) kinds.push_back(problem.kind.text());
        return kinds;
    }
    std::vector<StocktakeShownLine> lines(const Uuid& id, bool goods = false) {
        return made(stocktakes.lines(manager, {.stocktake_id = id, .goods = goods}));
    }
    /// Reasons, signatures of the clerk who counted and of the other clerk who checked.
    void explain_and_sign(const Uuid& id) {
        StocktakeExplaining reasons{.stocktake_id = id};
        for (const auto& line : lines(id)) {
            if (line.variance == 0) continue;
            reasons.lines.push_back({*line.line_id, StocktakeReason::lost, ""});
        }
        if (!reasons.lines.empty()) made(stocktakes.explain(manager, reasons));
        made(stocktakes.sign(clerk, id, false));
        made(stocktakes.sign(other, id, true));
    }
    void approve(const Uuid& id) { made(stocktakes.approve(second_manager, id)); }
    void set_rules(const std::string& json) {
        from_headquarters([&] {
            run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                " VALUES (?, 'stocktakes.rules', ?, 1, 1)",
                next_id(), json);
        });
    }
    /// Nothing is above tolerance.
    void tolerate_all() {
        set_rules(R"({"line_pieces_above":99999,"line_pieces_below":99999,)"
                  R"("store_per_myriad":10000,"warehouse_per_myriad":10000})");
    }
    std::int64_t posted(const Uuid& id) {
        return number("SELECT ifnull(sum(quantity), 0) FROM stock_movement WHERE document_id = ?",
                      id);
    }
    /// Of every line: the book of its moment is what was counted.
    void check_counted_is_book(const Uuid& id) {
        const auto stocktake = load_stocktake(database(), id).value();
        const auto book = StocktakeBook::load(database(), stocktake, 0).value();
        for (const auto& line : lines(id)) {
            CAPTURE(line.code);
            const auto moment = number(
                "SELECT max(counted_at) FROM stocktake_line WHERE stocktake_id = ? AND gift_id = ?"
                " AND counted = ?",
                id, *line.thing.gift_id, *line.counted);
            CHECK(book.at(line.thing, moment) + book.posted(line.thing).pieces == *line.counted);
        }
        check_sound();
        CHECK(find_stocktake_problems(database()).value().empty());
    }

    Stocktakes stocktakes{context};
    Session other, second_manager;
};

}  // namespace qiantai::domain::test
