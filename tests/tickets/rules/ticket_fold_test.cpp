#include "terminal/tickets/rules/ticket_fold.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "schema/base/random.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"

namespace qiantai::domain {
namespace {

using Step = TicketStep;
using Phase = TicketPhase;

/// Events as two terminals write them: each knows what it has seen.
struct Story {
    Ticket ticket{.kind = TicketKind::complaint};
    std::vector<TicketEvent> events{};
    std::int64_t time = 0;

    /// After the event of that order; absent: after everything so far.
    TicketEvent& add(Step step, std::optional<std::int64_t> after = {}) {
        const auto order = static_cast<std::int64_t>(events.size() + 1) * 10;
        TicketEvent event{.id = Uuid::derive("event " + std::to_string(order)),
                          .step = step,
                          .after = after
                                       ? events[static_cast<std::size_t>(*after / 10 - 1)].id.text()
                                       : newest_of(events),
                          .created_by = "1002",
                          .created_at = ++time};
        event.order = order;
        events.push_back(event);
        return events.back();
    }
    Story& then(Step step) {
        add(step);
        return *this;
    }
    void assess(TicketFault fault) { add(Step::assessed).fault = fault; }
    void propose(TicketApprover approver, std::int64_t fen = 100) {
        auto& event = add(Step::proposed);
        event.approver = approver;
        event.amount = Fen(fen);
        event.resolution = ResolutionKind::refund;
    }
    TicketState state() const { return fold_ticket(ticket, events); }
    Phase phase() const { return state().phase; }
    /// In every order of arrival the same; the state as JSON says so.
    bool is_same_in_any_order() const {
        SeededRandom random(3);
        const auto expected = fold_ticket(ticket, events);
        auto mixed = events;
        for (int round = 0; round < 20; ++round) {
            for (std::size_t i = mixed.size(); i > 1; --i)
                std::swap(mixed[i - 1], mixed[random.below(i)]);
            const auto state = fold_ticket(ticket, mixed);
            const bool same = state.phase == expected.phase &&
                              state.assignee == expected.assignee &&
                              state.without_effect == expected.without_effect &&
                              state.contradictions.size() == expected.contradictions.size();
            if (!same) return false;
        }
        return true;
    }
};

}  // namespace

TEST_CASE("a complaint that is our fault goes from taking it to the call that closes it") {
    Story story;
    story.add(Step::received).due = R"({"acknowledge":50,"answer":60,"solve":5})";
    CHECK(story.phase() == Phase::received);
    story.assess(TicketFault::ours);
    CHECK(story.phase() == Phase::handling);
    story.add(Step::assigned).department = "客服部";
    story.then(Step::investigated);
    story.propose(TicketApprover::manager);
    CHECK(story.phase() == Phase::proposed);
    story.then(Step::approved);
    CHECK(story.phase() == Phase::approved);
    story.add(Step::carried_out).loss = Fen(12'300);
    story.add(Step::signed_).satisfaction = 4;
    auto state = story.state();
    CHECK(state.phase == Phase::signed_);
    CHECK(state.department == "客服部");
    CHECK(state.loss == Fen(12'300));
    CHECK(state.satisfaction == 4);
    for (const auto& clock : state.clocks) CHECK(clock.met_at.has_value());
    CHECK(std::ranges::find(state.clocks, TicketTimer::solve, &TicketClock::timer)->late());
    story.add(Step::called_back).reached = true;
    CHECK(story.phase() == Phase::closed);
    CHECK(story.state().closed_at == story.time);
    CHECK(story.is_same_in_any_order());
}

TEST_CASE("what is not our fault is explained and closed, and can come back") {
    Story story;
    story.then(Step::received);
    story.assess(TicketFault::not_ours);
    CHECK(story.phase() == Phase::not_ours);
    story.then(Step::explained).then(Step::closed);
    CHECK(story.phase() == Phase::closed);
    story.then(Step::reopened);
    CHECK(story.phase() == Phase::handling);
    CHECK(story.state().reopened == 1);
    CHECK_FALSE(story.state().closed_at);
}

TEST_CASE(
    "within what the manager decides alone a proposal needs no approval; a refused one makes room") {
    Story story;
    story.then(Step::received);
    story.assess(TicketFault::ours);
    story.propose(TicketApprover::nobody);
    CHECK(story.phase() == Phase::approved);
    story.then(Step::refused);
    CHECK(story.phase() == Phase::handling);
    CHECK(story.state().refused_proposals == 1);
    CHECK_FALSE(story.state().proposal);
    story.propose(TicketApprover::headquarters, 900);
    CHECK(story.phase() == Phase::proposed);
    CHECK(story.state().proposal->amount == Fen(900));
}

TEST_CASE("three calls that reach nobody close it too") {
    Story story;
    story.ticket.kind = TicketKind::repair;
    story.ticket.in_warranty = true;
    story.then(Step::received).then(Step::assigned).then(Step::carried_out).then(Step::signed_);
    story.then(Step::called_back).then(Step::called_back);
    CHECK(story.phase() == Phase::signed_);
    story.then(Step::called_back);
    CHECK(story.phase() == Phase::closed);
    CHECK(story.state().calls == 3);
}

TEST_CASE("steps that can't follow have no effect, are kept, and are told") {
    Story story;
    story.then(Step::received).then(Step::signed_);
    story.then(Step::approved);
    const auto state = story.state();
    CHECK(state.phase == Phase::received);
    CHECK(state.without_effect == std::vector<Uuid>{story.events[1].id, story.events[2].id});
}

TEST_CASE(
    "steps of two terminals that can't both hold: the later one holds until somebody decides") {
    struct Case {
        Step one, other;
        Phase first_holds, second_holds;
    };
    for (const auto& [one, other, first_holds, second_holds] :
         {Case{Step::approved, Step::returned, Phase::approved, Phase::handling},
          Case{Step::returned, Step::approved, Phase::handling, Phase::approved}}) {
        Story story;
        story.then(Step::received);
        story.assess(TicketFault::ours);
        story.propose(TicketApprover::manager);
        const auto proposal = story.events.back();
        story.add(one).about_id = proposal.id;
        story.add(other, proposal.order).about_id = proposal.id;
        CHECK(story.phase() == second_holds);
        const auto pair = story.state().contradictions.at(0);
        CHECK(pair.holds == pair.other);
        CHECK_FALSE(pair.decided);
        CHECK(story.is_same_in_any_order());
        story.add(Step::decided).about_id = pair.one;
        CHECK(story.phase() == first_holds);
        CHECK(story.state().contradictions.at(0).decided);
        CHECK(story.is_same_in_any_order());
    }
}

TEST_CASE(
    "assigned, assessed, proposed or transferred twice at once is a contradiction, unless it is the same") {
    Story story;
    story.then(Step::received);
    story.assess(TicketFault::ours);
    const auto seen = story.events.back().order;
    story.add(Step::assigned).assignee = "1002";
    story.add(Step::assigned, seen).assignee = "1003";
    CHECK(story.state().contradictions.size() == 1);
    CHECK(story.state().assignee == "1003");
    story.add(Step::assigned).assignee = "1004";
    CHECK(story.state().contradictions.size() == 1);
    CHECK(story.state().assignee == "1004");
    Story same;
    same.then(Step::received);
    same.add(Step::assigned, 10).assignee = "1002";
    same.add(Step::assigned, 10).assignee = "1002";
    CHECK(same.state().contradictions.empty());
    Story assessed;
    assessed.then(Step::received);
    assessed.add(Step::assessed, 10).fault = TicketFault::ours;
    assessed.add(Step::assessed, 10).fault = TicketFault::not_ours;
    CHECK(assessed.phase() == Phase::not_ours);
    CHECK(assessed.state().contradictions.size() == 1);
    Story moved;
    moved.then(Step::received);
    moved.add(Step::transferred, 10).to_store = "S002";
    moved.add(Step::transferred, 10).to_store = "S003";
    CHECK(moved.state().contradictions.size() == 1);
}

TEST_CASE(
    "signed at one terminal and proposed anew at another: the later holds, the other is decided") {
    Story story;
    story.then(Step::received);
    story.assess(TicketFault::ours);
    story.propose(TicketApprover::nobody);
    story.then(Step::carried_out);
    const auto seen = story.events.back().order;
    story.then(Step::signed_);
    story.add(Step::refused, seen);
    story.add(Step::proposed, story.events.back().order).approver = TicketApprover::nobody;
    // The customer refused at the other till, so signing came to nothing there.
    CHECK(story.state().contradictions.size() == 1);
    CHECK(story.is_same_in_any_order());
    story.add(Step::decided).about_id = story.events[4].id;
    CHECK(story.phase() == Phase::signed_);
    CHECK(story.is_same_in_any_order());
}

TEST_CASE("random steps of two terminals give one state in every order of arrival") {
    SeededRandom random(77);
    for (int round = 0; round < 200; ++round) {
        CAPTURE(round);
        Story story;
        story.then(Step::received);
        for (int i = 0; i < 14; ++i) {
            const auto step = k_codes<Step>[random.below(k_codes<Step>.size())].value;
            const auto last = story.events.back().order;
            const bool knows_less = last > 10 && random.below(3) == 0;
            auto& event = knows_less ? story.add(step, last - 10) : story.add(step);
            event.fault = random.below(2) == 0 ? TicketFault::ours : TicketFault::not_ours;
            event.approver =
                random.below(2) == 0 ? TicketApprover::nobody : TicketApprover::manager;
            event.assignee = std::to_string(random.below(3));
            if (random.below(3) == 0)
                event.about_id = story.events[random.below(story.events.size())].id;
        }
        CHECK(story.is_same_in_any_order());
    }
}

TEST_CASE("a head is corrected by an event, and only where it may be") {
    Story story;
    story.ticket.customer_name = "王";
    auto& event = story.add(Step::corrected);
    event.field = "customer_name";
    event.contact = "汪";
    auto& other = story.add(Step::corrected);
    other.field = "number";
    other.words = "1";
    const auto corrected = corrected_ticket(story.ticket, story.events);
    auto& product = story.add(Step::corrected);
    product.field = "product";
    product.words = "电热水壶";
    CHECK(corrected_ticket(story.ticket, story.events).product == "电热水壶");
    CHECK(corrected.customer_name == "汪");
    CHECK(corrected.number.empty());
}

TEST_CASE("who may take a step: the table of roles, with the two persons") {
    const auto session = [](StaffRole role, std::string number) {
        return Session{std::move(number), "员工", role, "S001"};
    };
    const auto check = [&](const Story& story, Step step, StaffRole role,
                           std::string number = "1001") {
        const auto allowed =
            check_step(story.ticket, story.state(), step, session(role, std::move(number)));
        return allowed ? std::string("ok") : std::string(allowed.error().code());
    };
    Story story;
    story.then(Step::received);
    CHECK(check(story, Step::approved, StaffRole::store_manager) == "ticket_step_not_now");
    CHECK(check(story, Step::assessed, StaffRole::clerk) == "ok");
    CHECK(check(story, Step::assessed, StaffRole::auditor) == "ticket_step_not_yours");
    story.assess(TicketFault::ours);
    CHECK(check(story, Step::carried_out, StaffRole::clerk) == "ticket_step_not_now");
    story.propose(TicketApprover::manager);
    CHECK(check(story, Step::approved, StaffRole::clerk) == "ticket_step_not_yours");
    CHECK(check(story, Step::approved, StaffRole::store_manager, "1002") == "ticket_own_proposal");
    CHECK(check(story, Step::approved, StaffRole::store_manager) == "ok");
    story.then(Step::returned);
    story.propose(TicketApprover::headquarters);
    CHECK(check(story, Step::approved, StaffRole::store_manager) == "ticket_step_not_yours");
    CHECK(check(story, Step::approved, StaffRole::cs_manager) == "ok");
    story.then(Step::paused);
    CHECK(check(story, Step::paused, StaffRole::clerk) == "ticket_step_not_now");
    CHECK(check(story, Step::resumed, StaffRole::clerk) == "ok");
    CHECK(check(story, Step::approved, StaffRole::cs_manager) == "ok");
    Story repair;
    repair.ticket.kind = TicketKind::repair;
    repair.then(Step::received).then(Step::assigned);
    CHECK(check(repair, Step::carried_out, StaffRole::clerk) == "ticket_quote_missing");
    repair.add(Step::quoted).amount = Fen(8'800);
    repair.then(Step::quote_accepted);
    CHECK(check(repair, Step::carried_out, StaffRole::clerk) == "ok");
    const auto offered =
        offered_steps(repair.ticket, repair.state(), session(StaffRole::clerk, "1002"));
    CHECK(std::ranges::any_of(offered, [](const OfferedStep& one) {
        return one.step == Step::transferred && one.refused == "ticket_step_not_yours";
    }));
}

}  // namespace qiantai::domain
