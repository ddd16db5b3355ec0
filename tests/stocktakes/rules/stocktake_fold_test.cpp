// What events make of a stocktake, what its counts come to, and whose step is when.

#include "terminal/stocktakes/rules/stocktake_fold.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/random.hpp"
#include "terminal/stocktakes/rules/stocktake_course.hpp"
#include "terminal/stocktakes/rules/stocktake_tally.hpp"

namespace qiantai::domain {
namespace {

using CountStep = StocktakeStep;
using CountPhase = StocktakePhase;

const Uuid k_counted_bag = gift_id_of("LP001"), k_counted_tea = gift_id_of("LP002");

/// A stocktake of two zones, one of them shared, and what happens to it.
struct Course {
    Course() {
        stocktake.id = Uuid::derive("stocktake", Cell::of_store("S001"));
        stocktake.store_code = "S001";
        stocktake.zones = boost::json::serialize(
            to_json(StocktakeZones{{{.name = "A"}, {.name = "B", .shared = true}}}));
    }
    Uuid next_id() { return Uuid::derive("row " + std::to_string(++rows), Cell::of_store("S001")); }
    StocktakeEvent& add(CountStep step, const std::string& by = "1002") {
        events.push_back({.id = next_id(),
                          .step = step,
                          .created_by = by,
                          .created_at = 1000 * rows,
                          .order = rows});
        auto& event = events.back();
        const bool of_lines = step == CountStep::counter_signed ||
                              step == CountStep::checker_signed || step == CountStep::approved ||
                              step == CountStep::posted;
        if (of_lines) event.about_id = opening;
        if (step == CountStep::opened) opening = event.id;
        return event;
    }
    void freeze() {
        add(CountStep::papers_entered);
        add(CountStep::frozen);
    }
    StocktakeCount& count(const std::string& by, const std::string& zone, const Uuid& gift,
                          int quantity, StocktakeEntryKind kind = StocktakeEntryKind::add,
                          StocktakeRound round = StocktakeRound::first) {
        counts.push_back({.id = next_id(),
                          .round = round,
                          .zone = zone,
                          .kind = kind,
                          .gift_id = gift,
                          .quantity = quantity,
                          .created_by = by,
                          .created_at = 1000 * rows,
                          .order = rows});
        return counts.back();
    }
    StocktakeState state() const { return fold_stocktake(stocktake, events); }
    std::string phase() const { return state().phase.text(); }
    StocktakeTally tally() const { return tally_counts(state(), counts); }
    CountedThing counted(const Uuid& gift) const {
        return tally().things.at({.gift_id = gift, .spot = StockSpot::shelf});
    }

    Stocktake stocktake{};
    std::vector<StocktakeEvent> events{};
    std::vector<StocktakeCount> counts{};
    std::optional<Uuid> opening{};
    std::int64_t rows = 0;
};

}  // namespace

TEST_CASE("a stocktake goes from the plan over the papers and the freeze to the posting") {
    Course course;
    CHECK(course.phase() == "planned");
    course.add(CountStep::papers_entered);
    CHECK(course.phase() == "ready");
    course.add(CountStep::frozen);
    CHECK(course.phase() == "counting");
    CHECK(course.state().frozen_at == 2000);
    course.add(CountStep::opened).people = "1001 1003";
    CHECK(course.phase() == "variances");
    CHECK(course.state().counters == std::vector<std::string>{"1001", "1003"});
    course.add(CountStep::counter_signed, "1001");
    course.add(CountStep::checker_signed, "1005");
    course.add(CountStep::approved, "1002");
    CHECK(course.phase() == "approved");
    course.add(CountStep::posted, "1001");
    CHECK(course.phase() == "posted");
    CHECK(course.state().without_effect.empty());
    CHECK(course.state().signed_by.size() == 1);
    CHECK(course.state().checked_by->staff_number == "1005");
}

TEST_CASE("signatures and approval of lines that were sent back say nothing of later ones") {
    Course course;
    course.freeze();
    course.add(CountStep::opened);
    const auto first = course.opening;
    course.add(CountStep::counter_signed, "1001");
    course.add(CountStep::sent_back);
    CHECK(course.phase() == "counting");
    course.add(CountStep::opened);
    // Headquarters had not heard that they were sent back.
    course.add(CountStep::approved, "1004").about_id = first;
    CHECK(course.phase() == "variances");
    CHECK(course.state().signed_by.empty());
    CHECK(course.state().without_effect.size() == 1);
    course.add(CountStep::approved, "1004");
    CHECK(course.phase() == "approved");
}

TEST_CASE("a cancelled stocktake goes on where it stood, and what was posted stays posted") {
    Course course;
    course.freeze();
    course.add(CountStep::cancelled);
    CHECK(course.phase() == "cancelled");
    course.add(CountStep::frozen);
    CHECK(course.phase() == "cancelled");
    course.add(CountStep::resumed);
    CHECK(course.phase() == "counting");
    course.add(CountStep::opened);
    course.add(CountStep::approved, "1004");
    // A till posted it before it heard of the cancelling.
    course.add(CountStep::cancelled, "1004");
    course.add(CountStep::posted, "1001");
    CHECK(course.phase() == "posted");
    course.add(CountStep::cancelled);
    course.add(CountStep::sent_back);
    CHECK(course.phase() == "posted");
    CHECK(course.state().without_effect.size() == 3);
}

TEST_CASE("events and counts come to the same in every order of arrival") {
    Course course;
    course.add(CountStep::papers_entered);
    course.add(CountStep::frozen);
    course.add(CountStep::frozen);
    auto& opened = course.add(CountStep::zone_opened);
    opened.zone = "C";
    opened.spot = StockSpot::hold;
    const auto wrong = course.count("1001", "A", k_counted_bag, 3).id;
    course.count("1001", "A", k_counted_bag, 2);
    course.count("1003", "A", k_counted_bag, 4, StocktakeEntryKind::set);
    course.count("1001", "B", k_counted_tea, 5);
    course.count("1003", "B", k_counted_tea, 6);
    course.count("1001", "A", k_counted_bag, 3, StocktakeEntryKind::undo).undoes_id = wrong;
    course.count("1003", "C", k_counted_bag, 7);
    auto& choice = course.add(CountStep::chosen);
    choice.zone = "A";
    choice.people = "1003";
    course.count("1005", "A", k_counted_tea, 10, StocktakeEntryKind::set, StocktakeRound::recount);
    const auto told = [](const Course& one) {
        const auto state = one.state();
        std::string text = boost::json::serialize(to_json(state));
        for (const auto& [thing, counted] : tally_counts(state, one.counts).things) {
            text += boost::json::serialize(to_json(thing)) + std::to_string(counted.counted()) +
                    std::to_string(counted.counted_at) + std::to_string(counted.first_at);
        }
        return text;
    };
    const auto expected = told(course);
    CHECK(course.counted(k_counted_bag).counted() == 4);
    CHECK(course.counted(k_counted_tea).counted() == 10);
    SeededRandom random(7);
    for (int round = 0; round < 50; ++round) {
        for (auto i = course.events.size(); i > 1; --i)
            std::swap(course.events[i - 1], course.events[random.below(i)]);
        for (auto i = course.counts.size(); i > 1; --i)
            std::swap(course.counts[i - 1], course.counts[random.below(i)]);
        REQUIRE(told(course) == expected);
    }
}

TEST_CASE("a zone adds up only where it was opened as shared") {
    Course course;
    course.freeze();
    course.count("1001", "B", k_counted_bag, 3);
    course.count("1003", "B", k_counted_bag, 4);
    CHECK(course.counted(k_counted_bag).counted() == 7);
    CHECK(course.tally().rivals.empty());
    course.count("1001", "A", k_counted_tea, 5);
    course.count("1003", "A", k_counted_tea, 5);
    CHECK(course.counted(k_counted_tea).counted() == 5);
    CHECK(course.tally().rivals.empty());
    course.count("1003", "A", k_counted_tea, 1);
    REQUIRE(course.tally().rivals.size() == 1);
    CHECK(course.tally().rivals.front().counters == std::vector<std::string>{"1001", "1003"});
    auto& choice = course.add(CountStep::chosen);
    choice.zone = "A";
    choice.people = "1003";
    CHECK(course.tally().rivals.empty());
    CHECK(course.counted(k_counted_tea).counted() == 6);
}

TEST_CASE("nothing and nought are the same result of a zone") {
    Course course;
    course.freeze();
    course.count("1001", "A", k_counted_tea, 5);
    course.count("1003", "A", k_counted_tea, 5);
    course.count("1003", "A", k_counted_bag, 0, StocktakeEntryKind::set);
    CHECK(course.tally().rivals.empty());
    CHECK(course.counted(k_counted_bag).counted() == 0);
}

TEST_CASE("a recount is another person's and never adds") {
    Course course;
    course.freeze();
    course.count("1001", "A", k_counted_bag, 5);
    const auto again = [&](const std::string& by, int quantity) {
        course.count(by, "A", k_counted_bag, quantity, StocktakeEntryKind::add,
                     StocktakeRound::recount);
    };
    again("1001", 8);
    CHECK_FALSE(course.counted(k_counted_bag).recount);
    again("1003", 3);
    again("1003", 3);
    CHECK(course.counted(k_counted_bag).counted() == 6);
    CHECK(course.counted(k_counted_bag).first == 5);
    again("1005", 7);
    CHECK(course.counted(k_counted_bag).recounts_differ);
    CHECK(course.counted(k_counted_bag).counted() == 7);
    auto& choice = course.add(CountStep::chosen);
    choice.gift_id = k_counted_bag;
    choice.people = "1003";
    CHECK_FALSE(course.counted(k_counted_bag).recounts_differ);
    CHECK(course.counted(k_counted_bag).counted() == 6);
}

TEST_CASE("an entry is taken back by whoever made it, and a number that is set starts anew") {
    Course course;
    course.freeze();
    const auto first = course.count("1001", "A", k_counted_bag, 5).id;
    course.count("1001", "A", k_counted_bag, 2);
    course.count("1003", "A", k_counted_tea, 0, StocktakeEntryKind::undo).undoes_id = first;
    CHECK(course.counted(k_counted_bag).counted() == 7);
    course.count("1001", "A", k_counted_bag, 5, StocktakeEntryKind::undo).undoes_id = first;
    CHECK(course.counted(k_counted_bag).counted() == 2);
    course.count("1001", "A", k_counted_bag, 30, StocktakeEntryKind::set);
    course.count("1001", "A", k_counted_bag, -1);
    CHECK(course.counted(k_counted_bag).counted() == 29);
    CHECK(course.counted(k_counted_bag).counted_at == course.counts.back().created_at);
}

TEST_CASE("an unknown barcode counts for nothing until somebody says what it is") {
    Course course;
    course.freeze();
    auto& count = course.count("1001", "A", k_counted_bag, 3);
    count.gift_id.reset();
    count.barcode = "6901234567892";
    CHECK(course.tally().things.empty());
    CHECK(course.tally().unsettled == std::set<std::string>{"6901234567892"});
    CHECK(course.tally().counters == std::set<std::string>{"1001"});
    course.add(CountStep::barcode_settled).barcode = "6901234567892";
    CHECK(course.tally().unsettled.empty());
    CHECK(course.tally().things.empty());
    auto& settled = course.add(CountStep::barcode_settled);
    settled.barcode = "6901234567892";
    settled.gift_id = k_counted_bag;
    CHECK(course.counted(k_counted_bag).counted() == 3);
}

TEST_CASE("what a broken program wrote keeps nothing else from being counted") {
    Course course;
    course.stocktake.zones = "[";
    course.freeze();
    course.count("1001", "Z", k_counted_bag, 2'000'000'000);
    course.count("1001", "Z", k_counted_bag, 2'000'000'000);
    CHECK(course.counted(k_counted_bag).counted() == 1'000'000'000);
    course.add(CountStep::zone_done).zone = "nowhere";
    CHECK(course.state().without_effect.size() == 1);
    course.events.back().step = Coded<StocktakeStep>::of_text("of tomorrow");
    CHECK(course.phase() == "counting");
}

TEST_CASE("rules of stocktakes: what the policy doesn't say stays as usual") {
    const auto usual = parse_stocktake_rules("");
    CHECK(line_tolerance(usual, 2, Fen(2'499)) == 1);
    CHECK(line_tolerance(usual, 2, Fen(2'500)) == 0);
    CHECK(line_tolerance(usual, -2, Fen(2'500)) == 1);
    const auto own = parse_stocktake_rules(R"({"line_pieces_below":3,"days_a":-1})");
    CHECK(line_tolerance(own, 1, Fen(100)) == 3);
    CHECK(own.days_a == 30);
    CHECK(own.store_per_myriad == 40);
    CHECK(split_people(" 1001  1002 ") == std::vector<std::string>{"1001", "1002"});
    CHECK(joined_people(split_people("1001 1002")) == "1001 1002");
}

TEST_CASE("a step of a stocktake is its role's and its place's") {
    Course course;
    const auto who = [](StaffRole role, const std::string& store, const std::string& number) {
        return Session{number, "员工", role, store, false};
    };
    const auto may = [&](CountStep step, const Session& session) {
        const auto state = course.state();
        auto checked = check_stocktake_step(course.stocktake, state, step, session);
        if (checked) checked = check_other_person(state, step, session);
        return checked ? "ok" : std::string(checked.error().code());
    };
    const auto clerk = who(StaffRole::clerk, "S001", "1001");
    const auto manager = who(StaffRole::store_manager, "S001", "1002");
    const auto stranger = who(StaffRole::store_manager, "S002", "1002");
    const auto agent = who(StaffRole::cs_agent, "HQ", "9001");
    const auto chief = who(StaffRole::cs_manager, "HQ", "9002");
    CHECK(may(CountStep::papers_entered, clerk) == "stocktake_not_yours");
    CHECK(may(CountStep::papers_entered, stranger) == "stocktake_not_yours");
    CHECK(may(CountStep::papers_entered, agent) == "stocktake_not_yours");
    CHECK(may(CountStep::frozen, manager) == "stocktake_not_now");
    course.freeze();
    CHECK(may(CountStep::zone_done, clerk) == "ok");
    CHECK(may(CountStep::zone_done, agent) == "stocktake_not_yours");
    course.add(CountStep::opened).people = "1001";
    course.events.back().recounters = "1003";
    CHECK(may(CountStep::counter_signed, clerk) == "ok");
    CHECK(may(CountStep::counter_signed, manager) == "same_person");
    CHECK(may(CountStep::checker_signed, clerk) == "same_person");
    CHECK(may(CountStep::checker_signed, agent) == "ok");
    CHECK(may(CountStep::approved, clerk) == "stocktake_not_yours");
    CHECK(may(CountStep::approved, manager) == "ok");
    CHECK(may(CountStep::approved, who(StaffRole::store_manager, "S001", "1003")) == "same_person");
    CHECK(may(CountStep::approved, chief) == "ok");
    course.add(CountStep::checker_signed, "1002");
    CHECK(may(CountStep::approved, manager) == "same_person");
    CHECK(may(CountStep::sent_back, chief) == "ok");
    CHECK(may(CountStep::sent_back, agent) == "stocktake_not_yours");
    const auto next = next_steps(course.stocktake, course.state(), manager);
    CHECK(std::ranges::none_of(next, [](const StocktakeNextStep& one) {
        return one.step == CountStep::posted || one.step == CountStep::frozen;
    }));
}

}  // namespace qiantai::domain
