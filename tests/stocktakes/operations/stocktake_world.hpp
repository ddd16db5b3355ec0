#pragma once

// The world of stock_world.hpp, where people count.

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <set>

#include "schema/base/described_json.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktake_fold.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"
#include "tests/gifts/operations/stock_world.hpp"

namespace qiantai::test {

struct StocktakeWorld : StockWorld {
    StocktakeWorld() {
        for (const auto& [store, number, role] :
             std::vector<std::tuple<std::string, std::string, StaffRole>>{
                 {"S001", "1091", StaffRole::clerk},
                 {"W001", "1097", StaffRole::warehouse_keeper}}) {
            REQUIRE(desk->terminal.insert("staff", desk->terminal.new_id(),
                                          {{"store_code", store},
                                           {"number", number},
                                           {"name", "员工"},
                                           {"role", code_of(role)},
                                           {"status", "active"},
                                           {"pin_must_change", false},
                                           {"created_at", desk->terminal.clock.now_ms()}}));
        }
        boost::json::object rules{{"line_pieces_above", 99'999},
                                  {"line_pieces_below", 99'999},
                                  {"store_per_myriad", 10'000},
                                  {"warehouse_per_myriad", 10'000}};
        REQUIRE(desk->terminal.insert("policy", desk->terminal.new_id(),
                                      {{"code", domain::k_stocktake_policy},
                                       {"value", rules},
                                       {"effective_from", 1},
                                       {"created_at", 1}}));
        sync();
    }

    static domain::Session person(StockTill& till, const std::string& number) {
        for (const auto& [role, code] : k_codes<StaffRole>) {
            if (StockTill::number_of(role) == number) return till.session(role);
        }
        auto session =
            till.session(number == "1097" ? StaffRole::warehouse_keeper : StaffRole::clerk);
        session.staff_number = number;
        return session;
    }
    static domain::Session leader(StockTill& till) { return till.session(till.corrector()); }

    template <typename Work>
    auto with(StockTill& till, Work&& work) {
        till.terminal.clock.advance(1000);
        revive(till);
        auto context = till.context();
        domain::Stocktakes stocktakes(context);
        if (before) before(till);
        return work(stocktakes);
    }
    /// A till that died goes on from what was on its disk.
    static void revive(StockTill& till) {
        const bool died = till.terminal.crashed();
        till.terminal.disarm_crash();
        if (died) till.terminal.restart();
    }
    template <typename T>
    static T must(Result<T> result) {
        if (!result) FAIL(result.error().message());
        return *std::move(result);
    }
    Result<domain::StocktakePage> plan(StockTill& till, bool shared = true) {
        const auto today = Date::of_time(till.terminal.clock.now_ms(), 480);
        return with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.plan(leader(till),
                                   {.planned_on = today,
                                    .zones = {{.name = "A"}, {.name = "B", .shared = shared}}});
        });
    }
    Result<domain::StocktakePage> step(StockTill& till, const Uuid& id, StocktakeStep which,
                                       const std::string& words = {}) {
        return with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.step(leader(till),
                                   {.stocktake_id = id, .step = which, .words = words});
        });
    }
    Result<std::vector<domain::StocktakeEntered>> count(
        StockTill& till, const std::string& by, const Uuid& id, int quantity, bool exactly,
        const std::string& zone = "A", StocktakeRound round = StocktakeRound::first) {
        return with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.count(
                person(till, by),
                {.stocktake_id = id,
                 .zone = zone,
                 .round = round,
                 .entries = {{.gift_id = gift, .quantity = quantity, .exactly = exactly}}});
        });
    }
    std::optional<domain::StocktakePage> look(StockTill& till, const Uuid& id) {
        revive(till);
        auto context = till.context();
        const auto session =
            till.terminal.store_code() == "HQ" ? till.session(StaffRole::auditor) : leader(till);
        auto page = domain::Stocktakes(context).get(session, id);
        if (!page) return std::nullopt;
        return *std::move(page);
    }
    std::vector<domain::StocktakeShownLine> lines(StockTill& till, const Uuid& id) {
        auto context = till.context();
        const auto session =
            till.terminal.store_code() == "HQ" ? till.session(StaffRole::auditor) : leader(till);
        return must(domain::Stocktakes(context).lines(session, {.stocktake_id = id}));
    }
    void run_everywhere() {
        for (auto* till : all()) {
            if (till->terminal.store_code() == "HQ") continue;
            must(with(*till, [&](domain::Stocktakes& stocktakes) {
                return stocktakes.run(leader(*till));
            }));
        }
        sync();
    }

    /// What can be done at once to get it on; what is left is the next round's.
    void get_on(StockTill& till, const Uuid& id) {
        const auto page = look(till, id);
        if (!page) return;
        if (page->state.phase == StocktakePhase::planned) {
            (void)step(till, id, StocktakeStep::papers_entered);
        } else if (page->state.phase == StocktakePhase::ready) {
            (void)step(till, id, StocktakeStep::frozen);
        } else if (page->state.phase == StocktakePhase::counting) {
            finish_counting(till, id);
        } else if (page->state.phase == StocktakePhase::variances) {
            explain_and_sign(till, id, *page);
        }
    }
    void finish_counting(StockTill& till, const Uuid& id) {
        const auto problems = with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.problems(leader(till), id);
        });
        if (!problems) return;
        for (const auto& problem : *problems) solve(till, id, problem);
        if (!problems->empty()) return;
        (void)with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.open(leader(till), id);
        });
    }
    void solve(StockTill& till, const Uuid& id, const domain::StocktakeProblem& problem) {
        (void)with(till, [&](domain::Stocktakes& stocktakes) -> Status {
            const auto by = leader(till);
            using enum domain::StocktakeProblemKind;
            if (problem.kind == zone_open) {
                return done(stocktakes.finish_zone(by, id, problem.zone));
            }
            if (problem.kind == not_counted) {
                return done(stocktakes.count_rest_as_none(by, id, "A"));
            }
            if (problem.kind == zone_results || problem.kind == recount_results) {
                const auto gift_id = problem.thing ? problem.thing->gift_id : std::optional<Uuid>();
                return done(stocktakes.step(by, {.stocktake_id = id,
                                                 .step = StocktakeStep::chosen,
                                                 .zone = problem.zone,
                                                 .gift_id = gift_id,
                                                 .counter = problem.people.front()}));
            }
            for (const auto& number : counters_of(till)) {
                const bool counted =
                    std::ranges::find(problem.people, number) != problem.people.end();
                if (counted) continue;
                return done(stocktakes.count(
                    person(till, number),
                    {.stocktake_id = id,
                     .zone = "A",
                     .round = StocktakeRound::recount,
                     .entries = {{.gift_id = gift, .quantity = 6, .exactly = true}}}));
            }
            // Nobody else is there.
            if (!problem.thing) return {};
            return done(stocktakes.step(by, {.stocktake_id = id,
                                             .step = StocktakeStep::chosen,
                                             .gift_id = problem.thing->gift_id,
                                             .counter = problem.people.front(),
                                             .words = "只有三个人"}));
        });
    }
    static std::vector<std::string> counters_of(StockTill& till) {
        if (till.terminal.store_code() == "W001") return {"1007", "1097"};
        return {"1001", "1091", "1002"};
    }
    template <typename T>
    static Status done(const Result<T>& result) {
        return result ? Status() : result.error();
    }
    void explain_and_sign(StockTill& till, const Uuid& id, const domain::StocktakePage& page) {
        domain::StocktakeExplaining reasons{.stocktake_id = id};
        const auto differing = with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.lines(leader(till), {.stocktake_id = id, .only_differing = true});
        });
        if (!differing) return;
        for (const auto& line : *differing) {
            if (line.variance != 0)
                reasons.lines.push_back({*line.line_id, StocktakeReason::lost, ""});
        }
        (void)with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.explain(leader(till), reasons);
        });
        for (const auto& counter : page.state.counters) {
            (void)with(till, [&](domain::Stocktakes& stocktakes) {
                return stocktakes.sign(person(till, counter), id, false);
            });
        }
    }
    /// Headquarters checks, approves, or corrects what came late.
    void decide_there(const Uuid& id) {
        const auto agent = desk->session(StaffRole::cs_agent);
        const auto chief = desk->session(StaffRole::cs_manager);
        (void)with(*desk, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.sign(agent, id, true);
        });
        (void)with(*desk,
                   [&](domain::Stocktakes& stocktakes) { return stocktakes.approve(chief, id); });
        (void)with(*desk, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.correct(chief, id, "终端离线");
        });
    }

    /// The book of every line's moment is what was counted, and all places say the same.
    void check_posted(StockTill& till, const Uuid& id) {
        const auto there = look(*desk, id), here = look(till, id);
        REQUIRE(there);
        REQUIRE(here);
        CHECK_MESSAGE(here->state.phase == StocktakePhase::posted, what_is_open(till, *here));
        CHECK(there->state.phase == here->state.phase);
        CHECK(there->state.without_effect == here->state.without_effect);
        CHECK(here->late == 0);
        CHECK(shown(lines(*desk, id)) == shown(lines(till, id)));
        for (auto* place : {&till, &*desk}) {
            auto& database = place->terminal.database();
            const auto stocktake = domain::load_stocktake(database, id).value();
            const auto book = domain::StocktakeBook::load(database, stocktake, 0).value();
            for (const auto& [thing, counted] : moments(*place, id)) {
                CHECK(book.at(thing, counted.second) + book.posted(thing).pieces == counted.first);
            }
        }
    }
    std::string what_is_open(StockTill& till, const domain::StocktakePage& page) {
        std::string text = page.state.phase.text();
        const auto problems = with(till, [&](domain::Stocktakes& stocktakes) {
            return stocktakes.problems(leader(till), page.stocktake.id);
        });
        if (!problems) return text;
        for (const auto& problem : *problems) {
            text += " " + problem.kind.text() + " " + problem.zone + " " +
                    domain::joined_people(problem.people);
        }
        return text;
    }
    static std::string shown(const std::vector<domain::StocktakeShownLine>& lines) {
        std::string text;
        for (const auto& line : lines) text += boost::json::serialize(to_json(line)) + "\n";
        return text;
    }
    /// Of the lines that hold: how many, and when.
    static std::map<domain::StocktakeThing, std::pair<int, TimeMs>> moments(StockTill& till,
                                                                            const Uuid& id) {
        auto& database = till.terminal.database();
        const auto stocktake = domain::load_stocktake(database, id).value();
        const auto events = domain::load_stocktake_events(database, id).value();
        const auto state = domain::fold_stocktake(stocktake, events);
        std::vector<Uuid> openings{*state.opening_id};
        openings.insert(openings.end(), state.correction_ids.begin(), state.correction_ids.end());
        std::map<domain::StocktakeThing, std::pair<int, TimeMs>> moments;
        static const auto sql =
            sqlite::select_of<domain::StocktakeLine>("WHERE opening_id = ? ORDER BY id");
        for (const Uuid& opening : openings) {
            for (const auto& line : sqlite::all(database.cached(sql).bind(opening),
                                                sqlite::read_row<domain::StocktakeLine>)
                                        .value()) {
                moments[line.thing()] = {line.counted, line.counted_at};
            }
        }
        return moments;
    }
    void check_rest() {
        StockWorld::check_rest();
        for (auto* till : all()) {
            CHECK(domain::find_stocktake_problems(till->terminal.database()).value().empty());
        }
    }

    /// Called when something begins, with whatever can go wrong in it.
    std::function<void(StockTill&)> before{};
};

}  // namespace qiantai::test
