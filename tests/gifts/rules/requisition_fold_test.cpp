// What events make of a requisition, and whose step is when.

#include "terminal/gifts/rules/requisition_fold.hpp"
#include "terminal/gifts/rules/requisition_course.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "schema/base/random.hpp"

namespace qiantai::domain {
namespace {

using WishStep = RequisitionStep;
using WishPhase = RequisitionPhase;

const Uuid k_bag = gift_id_of("LP001"), k_tea = gift_id_of("LP002");

RequisitionLine pieces_of(const Uuid& gift, int pieces, int damaged = 0) {
    return {.gift_id = gift, .pieces = pieces, .damaged = damaged};
}

/// A requisition of ten bags and four boxes of tea, and what happens to it.
struct Wish {
    Wish() {
        requisition.store_code = "S001";
        requisition.partner = "W001";
        requisition.lines = lines_text(std::vector{pieces_of(k_bag, 10), pieces_of(k_tea, 4)});
    }
    Uuid add(WishStep step, std::vector<RequisitionLine> lines = {},
             std::optional<Uuid> about = std::nullopt, Coded<DifferenceOutcome> outcome = {}) {
        RequisitionEvent event{
            .id = Uuid::derive("event " + std::to_string(events.size()), Cell::of_store("S001")),
            .step = step,
            .about_id = about,
            .lines = lines.empty() ? "" : lines_text(lines),
            .outcome = outcome,
            .created_by = "1001",
            .order = static_cast<std::int64_t>(events.size()) + 1};
        events.push_back(event);
        return event.id;
    }
    void approve(int bags, int teas) {
        add(WishStep::manager_approved);
        add(WishStep::checked);
        add(WishStep::approved, {pieces_of(k_bag, bags), pieces_of(k_tea, teas)});
    }
    RequisitionState state() const { return fold_requisition(requisition, events); }
    std::string phase() const { return state().phase.text(); }
    RequisitionItem item(const Uuid& gift) const {
        const auto all = state().items;
        return *std::ranges::find(all, gift, &RequisitionItem::gift_id);
    }
    Requisition requisition{};
    std::vector<RequisitionEvent> events{};
};

}  // namespace

TEST_CASE("a requisition goes from the wish over three yeses and two parcels to the shelf") {
    Wish wish;
    CHECK(wish.phase() == "asked");
    wish.add(WishStep::manager_approved);
    CHECK(wish.phase() == "forwarded");
    wish.add(WishStep::checked);
    CHECK(wish.phase() == "checked");
    wish.add(WishStep::approved, {pieces_of(k_bag, 8), pieces_of(k_tea, 4)});
    CHECK(wish.phase() == "approved");
    CHECK(wish.item(k_bag).still_to_send == 8);
    const auto first = wish.add(WishStep::dispatched, {pieces_of(k_bag, 5), pieces_of(k_tea, 4)});
    CHECK(wish.phase() == "under_way");
    CHECK(wish.item(k_bag).under_way == 5);
    CHECK(wish.item(k_bag).still_to_send == 3);
    wish.add(WishStep::received, {pieces_of(k_bag, 5), pieces_of(k_tea, 4)}, first);
    CHECK(wish.phase() == "approved");
    const auto second = wish.add(WishStep::dispatched, {pieces_of(k_bag, 3)});
    wish.add(WishStep::received, {pieces_of(k_bag, 3)}, second);
    CHECK(wish.phase() == "done");
    CHECK(wish.item(k_bag).arrived == 8);
    CHECK(wish.item(k_bag).under_way == 0);
    CHECK(wish.state().without_effect.empty());
}

TEST_CASE("what did not arrive waits for headquarters, and for the sender where it has it") {
    Wish wish;
    wish.approve(10, 4);
    const auto sent = wish.add(WishStep::dispatched, {pieces_of(k_bag, 10), pieces_of(k_tea, 4)});
    const auto receipt =
        wish.add(WishStep::received, {pieces_of(k_bag, 7, 1), pieces_of(k_tea, 4)}, sent);
    CHECK(wish.phase() == "differing");
    CHECK(wish.item(k_bag).missing == 2);
    CHECK(wish.item(k_bag).damaged == 1);
    SUBCASE("lost") {
        wish.add(WishStep::settled, {}, receipt, DifferenceOutcome::lost);
        CHECK(wish.phase() == "done");
    }
    SUBCASE("the sender has it") {
        wish.add(WishStep::settled, {}, receipt, DifferenceOutcome::sender_has_it);
        CHECK(wish.phase() == "differing");
        wish.add(WishStep::booked_back, {}, receipt);
        CHECK(wish.phase() == "done");
    }
}

TEST_CASE("more than was sent, or another gift, is a difference too") {
    Wish wish;
    wish.approve(10, 0);
    const auto sent = wish.add(WishStep::dispatched, {pieces_of(k_bag, 10)});
    const auto receipt =
        wish.add(WishStep::received, {pieces_of(k_bag, 10), pieces_of(k_tea, 1)}, sent);
    CHECK(wish.phase() == "differing");
    CHECK(wish.item(k_tea).arrived == 1);
    // It has left the sender's shelf, which has to be put right.
    wish.add(WishStep::settled, {}, receipt, DifferenceOutcome::accepted);
    CHECK(wish.phase() == "differing");
    CHECK(wish.state().parcels.front().to_book);
    wish.add(WishStep::booked_back, {}, receipt);
    CHECK(wish.phase() == "done");
}

TEST_CASE("numbers that nobody can count keep no requisition from being read") {
    const std::string row =
        R"({"gift_id":")" + k_bag.text() + R"(","pieces":2147483647,"damaged":-2147483648})";
    std::string rows = row;
    for (int i = 0; i < 300; ++i) rows += "," + row;
    Wish wish;
    wish.requisition.lines = R"({"lines":[)" + rows + "]}";
    wish.approve(10, 4);
    wish.events.back().worth = Fen(INT64_MAX);
    wish.events.back().lines = wish.requisition.lines;
    for (int i = 0; i < 100; ++i) {
        const auto sent = wish.add(WishStep::dispatched, {pieces_of(k_bag, 1)});
        wish.events.back().lines = wish.requisition.lines;
        if (i % 2 == 0) continue;
        wish.add(WishStep::received, {pieces_of(k_bag, 1)}, sent);
        wish.events.back().lines = wish.requisition.lines;
    }
    CHECK(wish.item(k_bag).sent == 1'000'000'000);
    CHECK(wish.item(k_bag).under_way == 1'000'000'000);
    CHECK(wish.state().worth == k_requisition_worth_max);
    CHECK(lines_of(R"({"lines":[{"gift_id":")" + k_bag.text() + R"(","pieces":9e30}]})").empty());
    const auto budget = budget_of(R"({"month":9223372036854775807,"year":-5})", "S001");
    CHECK(budget.month == k_requisition_worth_max);
    CHECK(budget.year == Fen());
    CHECK(budget_use(budget.month, k_requisition_worth_max).warned);
}

TEST_CASE("the rest does not come: what was sent is all there is to it") {
    Wish wish;
    wish.approve(10, 4);
    const auto sent = wish.add(WishStep::dispatched, {pieces_of(k_bag, 6)});
    wish.add(WishStep::closed_short);
    CHECK(wish.phase() == "under_way");
    wish.add(WishStep::received, {pieces_of(k_bag, 6)}, sent);
    CHECK(wish.phase() == "done");
    CHECK(wish.item(k_tea).still_to_send == 0);
}

TEST_CASE("of two decisions that exclude each other the first holds, and the other is listed") {
    Wish wish;
    wish.approve(10, 4);
    const auto refused = wish.add(WishStep::refused);
    const auto again = wish.add(WishStep::approved, {pieces_of(k_bag, 1)});
    CHECK(wish.phase() == "approved");
    CHECK(wish.item(k_bag).approved == 10);
    CHECK(wish.state().without_effect == std::vector{refused, again});
}

TEST_CASE("a parcel that left before the news of a cancellation came is under way all the same") {
    Wish wish;
    wish.approve(10, 4);
    wish.add(WishStep::cancelled);
    CHECK(wish.phase() == "cancelled");
    const auto sent = wish.add(WishStep::dispatched, {pieces_of(k_bag, 10)});
    CHECK(wish.phase() == "under_way");
    wish.add(WishStep::received, {pieces_of(k_bag, 10)}, sent);
    CHECK(wish.phase() == "cancelled");
    CHECK(wish.item(k_bag).arrived == 10);
    // The other way round nothing is cancelled any more.
    Wish late;
    late.approve(10, 4);
    late.add(WishStep::dispatched, {pieces_of(k_bag, 10)});
    const auto cancelled = late.add(WishStep::cancelled);
    CHECK(late.phase() == "under_way");
    CHECK(late.state().without_effect == std::vector{cancelled});
}

TEST_CASE(
    "random steps in any order of arrival come to the same, and no piece is lost or doubled") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        CAPTURE(seed);
        SeededRandom random(seed);
        Wish wish;
        std::vector<Uuid> parcels, receipts;
        for (int i = 0; i < 25; ++i) {
            const auto step = k_codes<WishStep>[random.below(k_codes<WishStep>.size())].value;
            std::vector<RequisitionLine> lines;
            if (step == WishStep::approved || step == WishStep::dispatched ||
                step == WishStep::received) {
                lines = {
                    pieces_of(k_bag, static_cast<int>(random.below(6))),
                    pieces_of(k_tea, static_cast<int>(random.below(4)),
                              step == WishStep::received ? static_cast<int>(random.below(2)) : 0)};
            }
            std::optional<Uuid> about;
            if (step == WishStep::received && !parcels.empty()) {
                about = parcels[random.below(parcels.size())];
            } else if (!receipts.empty()) {
                about = receipts[random.below(receipts.size())];
            }
            const auto id = wish.add(step, lines, about, DifferenceOutcome::lost);
            if (step == WishStep::dispatched) parcels.push_back(id);
            if (step == WishStep::received) receipts.push_back(id);
        }
        const auto ordered = wish.state();
        for (std::size_t i = wish.events.size(); i > 1; --i) {
            std::swap(wish.events[i - 1], wish.events[random.below(i)]);
        }
        const auto shuffled = wish.state();
        CHECK(shuffled.phase == ordered.phase);
        CHECK(shuffled.without_effect == ordered.without_effect);
        REQUIRE(shuffled.items.size() == ordered.items.size());
        for (std::size_t i = 0; i < ordered.items.size(); ++i) {
            const auto& item = ordered.items[i];
            CHECK(shuffled.items[i].sent == item.sent);
            CHECK(shuffled.items[i].arrived == item.arrived);
            // More may have come than was sent, never less than is accounted for.
            CHECK(item.arrived + item.damaged + item.missing + item.under_way >= item.sent);
            int under_way = 0;
            for (const auto& parcel : ordered.parcels) {
                if (parcel.receipt_id) continue;
                for (const auto& line : parcel.lines) {
                    if (line.gift_id == item.gift_id) under_way += line.pieces;
                }
            }
            CHECK(item.under_way == under_way);
        }
    }
}

TEST_CASE("each step is allowed to exactly whom the course says, where it says") {
    // c clerk, m store manager, g agent, G agents' manager, u auditor, a administrator, w warehouse
    // keeper, by the place they stand at.
    struct Rule {
        WishStep step;
        const char *asker, *sender, *headquarters;
    };
    const std::vector<Rule> rules = {
        {WishStep::manager_approved, "m", "", ""}, {WishStep::manager_returned, "m", "", ""},
        {WishStep::checked, "", "", "gG"},         {WishStep::approved, "", "", "G"},
        {WishStep::refused, "", "", "G"},          {WishStep::cancelled, "cm", "", ""},
        {WishStep::dispatched, "", "mw", ""},      {WishStep::closed_short, "", "mw", ""},
        {WishStep::received, "cmw", "", ""},       {WishStep::countersigned, "cmw", "", "gG"},
        {WishStep::settled, "", "", "G"},          {WishStep::booked_back, "", "mw", ""}};
    constexpr std::string_view k_roles = "cmgGuaw";
    CHECK(rules.size() == k_codes<WishStep>.size());
    for (const auto& rule : rules) {
        CAPTURE(code_of(rule.step));
        Wish wish;
        if (rule.step == WishStep::checked || rule.step == WishStep::refused)
            wish.requisition.by_manager = true;
        if (rule.step == WishStep::approved) {
            wish.add(WishStep::manager_approved);
            wish.add(WishStep::checked);
        }
        if (rule.step == WishStep::dispatched || rule.step == WishStep::closed_short)
            wish.approve(10, 4);
        if (rule.step == WishStep::received) {
            wish.approve(10, 4);
            wish.add(WishStep::dispatched, {pieces_of(k_bag, 10)});
        }
        if (rule.step == WishStep::countersigned || rule.step == WishStep::settled ||
            rule.step == WishStep::booked_back) {
            wish.approve(10, 4);
            const auto sent = wish.add(WishStep::dispatched, {pieces_of(k_bag, 10)});
            wish.add(WishStep::received, {pieces_of(k_bag, 9)}, sent);
        }
        for (const auto& [store, roles] : {std::pair{"S001", rule.asker},
                                           {"W001", rule.sender},
                                           {"HQ", rule.headquarters},
                                           {"S002", ""}}) {
            for (std::size_t i = 0; i < k_roles.size(); ++i) {
                const Session session{"1001", "员工", k_codes<StaffRole>[i].value, store, false};
                CAPTURE(store);
                CAPTURE(k_codes<StaffRole>[i].code);
                const auto allowed =
                    check_requisition_step(wish.requisition, wish.state(), rule.step, session);
                const bool expected =
                    std::string_view(roles).find(k_roles[i]) != std::string_view::npos;
                CHECK(allowed.ok() == expected);
                if (!expected) CHECK(allowed.error().code() == "requisition_not_yours");
            }
        }
    }
}

TEST_CASE("a step that can't follow says so") {
    Wish wish;
    const Session manager{"1001", "员工", StaffRole::store_manager, "S001", false};
    const Session approver{"9101", "员工", StaffRole::cs_manager, "HQ", false};
    const auto code = [&](WishStep step, const Session& session) {
        const auto checked = check_requisition_step(wish.requisition, wish.state(), step, session);
        return checked ? "ok" : std::string(checked.error().code());
    };
    CHECK(code(WishStep::approved, approver) == "requisition_not_now");
    CHECK(code(WishStep::received, manager) == "requisition_not_now");
    wish.approve(10, 4);
    CHECK(code(WishStep::manager_approved, manager) == "requisition_not_now");
    CHECK(code(WishStep::cancelled, manager) == "ok");
    wish.add(WishStep::dispatched, {pieces_of(k_bag, 10)});
    CHECK(code(WishStep::cancelled, manager) == "requisition_not_now");
}

TEST_CASE("whoever looks is told what can follow, and whose it is where it is not theirs") {
    Wish wish;
    wish.requisition.created_by = "1001";
    const auto told = [&](const Session& session) {
        std::string words;
        const RequisitionPage page{wish.requisition, wish.state(), wish.events};
        for (const auto& next : next_steps(page, session)) {
            words += next.step.text() + "@" + next.where +
                     (next.refused.empty() ? "" : ":" + next.refused) + " ";
        }
        return words;
    };
    const Session clerk{"1002", "员工", StaffRole::clerk, "S001", false};
    const Session manager{"1001", "员工", StaffRole::store_manager, "S001", false};
    const Session other{"1003", "员工", StaffRole::store_manager, "S001", false};
    const Session keeper{"4001", "员工", StaffRole::warehouse_keeper, "W001", false};
    const Session approver{"9101", "员工", StaffRole::cs_manager, "HQ", false};
    CHECK(told(clerk) ==
          "manager_approved@S001:requisition_not_yours"
          " manager_returned@S001:requisition_not_yours cancelled@S001 ");
    CHECK(told(manager) ==
          "manager_approved@S001:same_person manager_returned@S001 cancelled@S001 ");
    CHECK(told(other) == "manager_approved@S001 manager_returned@S001 cancelled@S001 ");
    wish.approve(10, 4);
    CHECK(told(keeper) ==
          "cancelled@S001:requisition_not_yours dispatched@W001 closed_short@W001 ");
    const auto first = wish.add(WishStep::dispatched, {pieces_of(k_bag, 10)});
    wish.add(WishStep::dispatched, {pieces_of(k_tea, 4)});
    // All is sent, and each parcel is received for itself.
    CHECK(told(clerk) == "received@S001 received@S001 ");
    wish.add(WishStep::received, {pieces_of(k_bag, 9)}, first);
    wish.events.back().created_by = clerk.staff_number;
    CHECK(told(clerk) ==
          "received@S001 countersigned@S001:same_person settled@:requisition_not_yours ");
    CHECK(told(approver) == "received@S001:requisition_not_yours countersigned@S001 settled@ ");
    wish.add(WishStep::settled, {}, wish.events.back().id, DifferenceOutcome::sender_has_it);
    CHECK(told(keeper) ==
          "received@S001:requisition_not_yours countersigned@S001:requisition_not_yours"
          " booked_back@W001 ");
}

TEST_CASE("a budget warns at 80 percent of it and not a fen below") {
    CHECK_FALSE(budget_use(Fen(1000), Fen(799)).warned);
    CHECK(budget_use(Fen(1000), Fen(800)).warned);
    CHECK_FALSE(budget_use(Fen(0), Fen(800)).warned);
    const auto* policy =
        R"({"month":100,"year":900,"stores":[{"store":"S001","month":7,"year":8}]})";
    CHECK(budget_of(policy, "S001").month == Fen(7));
    CHECK(budget_of(policy, "S002").year == Fen(900));
    CHECK(budget_of("", "S002").year == Fen(0));
}

}  // namespace qiantai::domain
