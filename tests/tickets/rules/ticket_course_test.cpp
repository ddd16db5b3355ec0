// Every step for everybody wherever a case can stand: allowed or refused as the table of the course
// says it, and as it is said here by hand.

#include "terminal/tickets/rules/ticket_course.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "terminal/tickets/rules/ticket_fold.hpp"

namespace qiantai::domain {
namespace {

using Step = TicketStep;
using Phase = TicketPhase;

/// A case with a course, as its events leave it. Who proposes has number 1001.
struct Standing {
    std::string name{};
    Ticket ticket{};
    std::vector<TicketEvent> events{};
    TicketState state() const { return fold_ticket(ticket, events); }

    Standing then(std::string_view called, Step step, TicketFault fault = TicketFault::ours,
                  TicketApprover approver = TicketApprover::manager) const {
        Standing next = *this;
        next.name = std::string(code_of(*ticket.kind.known())) + "/" + std::string(called);
        const auto order = static_cast<std::int64_t>(events.size() + 1);
        TicketEvent event{.id = Uuid::derive("course " + std::to_string(order)),
                          .step = step,
                          .after = newest_of(events),
                          .created_by = "1001",
                          .created_at = order};
        event.order = order;
        if (step == Step::assessed) event.fault = fault;
        if (step == Step::proposed) event.approver = approver;
        if (step == Step::quoted) event.amount = Fen(100);
        event.reached = step == Step::called_back;
        next.events.push_back(event);
        return next;
    }
};

/// All that differ for the course.
std::vector<Standing> standings() {
    std::vector<Standing> all;
    const auto add = [&](const Standing& one) -> const Standing& {
        all.push_back(one);
        return all.back();
    };
    const auto begin = [](TicketKind kind, bool in_warranty = false) {
        Standing none{.ticket = {.kind = kind, .in_warranty = in_warranty, .brought_in = true}};
        return none.then("received", Step::received);
    };
    const auto complaint = add(begin(TicketKind::complaint));
    const auto not_ours = add(complaint.then("not_ours", Step::assessed, TicketFault::not_ours));
    add(not_ours.then("explained", Step::explained));
    const auto handling = add(complaint.then("handling", Step::assessed));
    const auto proposed = add(handling.then("proposed", Step::proposed));
    add(handling.then("above", Step::proposed, TicketFault::ours, TicketApprover::headquarters));
    const auto approved = add(proposed.then("approved", Step::approved));
    const auto done = add(approved.then("carried_out", Step::carried_out));
    const auto agreed = add(done.then("signed", Step::signed_));
    add(agreed.then("closed", Step::called_back));
    add(proposed.then("refused", Step::refused));
    add(complaint.then("cancelled", Step::cancelled));
    add(complaint.then("acting", Step::action_set));
    Standing alarming{.ticket = {.kind = TicketKind::complaint, .alarm = TicketAlarm::safety}};
    alarming = alarming.then("alarm", Step::received);
    alarming.events.back().due = R"({"pass_on":1000})";
    add(alarming);
    const auto repair = add(begin(TicketKind::repair));
    const auto at_work = add(repair.then("handling", Step::assigned));
    const auto quoted = add(at_work.then("quoted", Step::quoted));
    const auto accepted = add(quoted.then("accepted", Step::quote_accepted));
    const auto declined = add(quoted.then("declined", Step::quote_declined));
    add(declined.then("declined_ready", Step::ready));
    add(repair.then("lent", Step::lent));
    const auto mended = add(accepted.then("carried_out", Step::carried_out));
    add(mended.then("ready", Step::ready));
    const auto fetched = add(mended.then("signed", Step::signed_));
    add(fetched.then("closed", Step::closed));
    const auto warranty = add(begin(TicketKind::repair, true).then("warranty", Step::assigned));
    add(warranty.then("proposed", Step::proposed));
    for (const auto kind : {TicketKind::enquiry, TicketKind::suggestion}) {
        const auto asked = add(begin(kind));
        const auto answered = add(asked.then("answered", Step::answered));
        add(answered.then("closed", Step::closed));
    }
    const auto count = all.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto state = all[i].state();
        if (state.is_closed() || state.paused_since) continue;
        const auto name = all[i].name.substr(all[i].name.find('/') + 1) + "+paused";
        all.push_back(all[i].then(name, Step::paused));
    }
    return all;
}

Session course_session(StaffRole role, std::string number = "1002") {
    return {std::move(number), "员工", role, "S001"};
}

template <typename T>
bool holds(std::span<const T> values, const T& value) {
    return std::ranges::find(values, value) != values.end();
}

bool may_follow(const CourseRow& row, const Standing& standing, Phase phase) {
    const bool of_kind =
        row.kinds.empty() || holds(row.kinds, standing.ticket.kind.known().value());
    const bool open = phase != Phase::closed && phase != Phase::cancelled;
    return of_kind && (row.from.empty() ? open : holds(row.from, phase));
}

/// What a step needs of the case beside its phase.
bool has_condition(Step step) {
    static const std::set<Step> k_steps{Step::paused, Step::resumed,        Step::carried_out,
                                        Step::quoted, Step::quote_accepted, Step::quote_declined,
                                        Step::closed, Step::decided,        Step::proposed,
                                        Step::ready,  Step::unclaimed,      Step::handed_back,
                                        Step::unsettled, Step::told_headquarters,
                                        Step::lent_back, Step::action_checked};
    return k_steps.contains(step);
}

/// Why a refusal is right; "" if it is not.
std::string why_refused(const CourseRow& row, const Standing& standing, const TicketState& state,
                        StaffRole role, const Error& error) {
    const bool decides = row.step == Step::approved || row.step == Step::returned;
    if (error.code() == "ticket_step_not_now") {
        if (!may_follow(row, standing, state.phase)) return "the course";
        return has_condition(row.step) ? "its condition" : "";
    }
    if (error.code() == "ticket_step_not_yours") {
        if (!row.roles.has(role)) return "the role";
        // Without a declined price, somebody decides that nothing is mended.
        const bool clerks = role == StaffRole::clerk || role == StaffRole::cs_agent;
        if (row.step == Step::handed_back && !state.quote_declined && clerks) return "the role";
        const bool above = decides && state.proposal->approver == TicketApprover::headquarters;
        return above && role != StaffRole::cs_manager ? "the amount" : "";
    }
    if (error.code() == "ticket_paused") {
        return state.paused_since && !row.while_paused ? "the wait" : "";
    }
    if (error.code() == "ticket_own_proposal") return decides ? "the second person" : "";
    if (error.code() == "ticket_quote_missing") {
        const bool lacks = !standing.ticket.in_warranty && !state.quote_accepted;
        return row.step == Step::carried_out && lacks ? "the price" : "";
    }
    return "";
}

/// Steps that are left out below: everybody may take them in every open case of their kind.
bool is_always_open(Step step) {
    static const std::set<Step> k_steps{
        Step::acknowledged, Step::promised,  Step::assigned, Step::passed_on,
        Step::paused,       Step::corrected, Step::noted,    Step::severity_set,
        Step::action_set,   Step::kept,      Step::lent,     Step::evidence_added};
    return k_steps.contains(step);
}

std::string allowed_steps(const Standing& standing, const Session& session) {
    std::string steps;
    for (const auto& row : ticket_course()) {
        if (is_always_open(row.step)) continue;
        if (!check_step(standing.ticket, standing.state(), row.step, session)) continue;
        steps += (steps.empty() ? "" : " ") + std::string(code_of(row.step));
    }
    return steps;
}

}  // namespace

TEST_CASE(
    "wherever a case stands, every step for every role is what the course says, and says why") {
    std::set<std::string> reasons;
    std::set<Step> taken;
    int combinations = 0;
    for (const auto& standing : standings()) {
        const auto state = standing.state();
        CAPTURE(standing.name);
        REQUIRE(state.without_effect.empty());
        for (const auto& row : ticket_course()) {
            for (const auto& [role, role_code] : k_codes<StaffRole>) {
                ++combinations;
                CAPTURE(code_of(row.step));
                CAPTURE(role_code);
                const auto result =
                    check_step(standing.ticket, state, row.step, course_session(role));
                if (result) {
                    taken.insert(row.step);
                    CHECK(may_follow(row, standing, state.phase));
                    CHECK(row.roles.has(role));
                    CHECK((row.while_paused || !state.paused_since));
                    // It leads where the table says.
                    if (row.to) {
                        CHECK(phase_after(standing.ticket, state, {.step = row.step}) == row.to);
                    }
                    continue;
                }
                const auto why = why_refused(row, standing, state, role, result.error());
                CHECK_MESSAGE(!why.empty(), result.error().code());
                CHECK(result.error().field == "step");
                CHECK(result.error().detail == qiantai::code_of(state.phase));
                reasons.insert(why);
            }
        }
    }
    CHECK(combinations > 5'000);
    // Every reason occurs but the one that the next test is about, and every step is taken.
    CHECK(reasons == std::set<std::string>{"the course", "its condition", "the role", "the amount",
                                           "the wait", "the price"});
    for (const auto& row : ticket_course()) {
        if (row.step == Step::escalated || row.step == Step::held || row.step == Step::decided) {
            continue;
        }
        CHECK_MESSAGE(taken.contains(row.step), code_of(row.step));
    }
}

TEST_CASE("what a clerk may do next, said by hand") {
    const std::map<std::string, std::string> expected{
        {"complaint/received", "assessed"},
        {"complaint/not_ours", "assessed explained"},
        {"complaint/explained", "closed"},
        {"complaint/handling", "assessed investigated proposed"},
        {"complaint/proposed", "refused"},
        {"complaint/above", "refused"},
        {"complaint/approved", "refused carried_out"},
        {"complaint/carried_out", "refused signed agreed paper_signed"},
        {"complaint/refused", "assessed investigated proposed"},
        {"complaint/signed", "called_back unreachable"},
        {"complaint/closed", "reopened"},
        {"complaint/alarm", "assessed told_headquarters"},
        {"complaint/acting", "assessed action_checked"},
        {"complaint/cancelled", "reopened"},
        {"repair/received", ""},
        {"repair/handling", "investigated quoted arrived"},
        {"repair/quoted", "quote_accepted quote_declined arrived resumed"},
        {"repair/accepted", "investigated quoted arrived proposed carried_out"},
        {"repair/declined", "investigated quoted arrived ready handed_back"},
        {"repair/declined_ready", "investigated quoted arrived ready handed_back"},
        {"repair/lent", "lent_back"},
        {"repair/carried_out", "refused ready signed agreed paper_signed"},
        {"repair/ready", "refused ready signed agreed paper_signed"},
        {"repair/signed", "called_back closed"},
        {"repair/closed", "reopened"},
        {"repair/warranty", "investigated arrived proposed carried_out"},
        {"repair/proposed", "refused"},
        {"enquiry/received", "answered"},
        {"enquiry/answered", "answered closed"},
        {"enquiry/closed", "reopened"},
        {"suggestion/received", "answered"},
        {"suggestion/answered", "answered closed"},
        {"suggestion/closed", "reopened"},
    };
    for (const auto& standing : standings()) {
        if (standing.name.ends_with("+paused")) continue;
        CAPTURE(standing.name);
        REQUIRE(expected.contains(standing.name));
        const auto clerk = allowed_steps(standing, course_session(StaffRole::clerk));
        CHECK(clerk == expected.at(standing.name));
        CHECK(allowed_steps(standing, course_session(StaffRole::auditor)).empty());
        CHECK(allowed_steps(standing, course_session(StaffRole::admin)).empty());
        const auto agent = allowed_steps(standing, course_session(StaffRole::cs_agent));
        const bool closed = standing.state().is_closed();
        CHECK((agent.find("transferred") != std::string::npos) != closed);
    }
    const auto all = standings();
    const auto find = [&](std::string_view name) {
        return *std::ranges::find(all, name, &Standing::name);
    };
    const auto proposed = find("complaint/proposed"), above = find("complaint/above");
    CHECK(allowed_steps(proposed, course_session(StaffRole::store_manager)) ==
          "approved returned refused cancelled transferred");
    CHECK(allowed_steps(above, course_session(StaffRole::store_manager)) ==
          "refused cancelled transferred");
    CHECK(allowed_steps(above, course_session(StaffRole::cs_manager)) ==
          "approved returned refused cancelled transferred");
    // Whoever proposed decides in no case.
    CHECK(allowed_steps(proposed, course_session(StaffRole::store_manager, "1001")) ==
          "refused cancelled transferred");
    CHECK(allowed_steps(above, course_session(StaffRole::cs_manager, "1001")) ==
          "refused cancelled transferred");
    // What can end otherwise than by the usual course, ends by whoever decides.
    const auto manager = course_session(StaffRole::store_manager);
    CHECK(allowed_steps(find("complaint/carried_out"), manager) ==
          "refused signed agreed paper_signed unsettled cancelled transferred");
    CHECK(allowed_steps(find("complaint/refused"), manager) ==
          "assessed investigated proposed unsettled cancelled transferred");
    CHECK(allowed_steps(find("repair/handling"), manager) ==
          "investigated quoted arrived handed_back cancelled transferred");
    CHECK(allowed_steps(find("repair/ready"), manager) ==
          "refused ready signed agreed paper_signed unclaimed cancelled transferred");
}

TEST_CASE(
    "an open case shows the way up to its closing: what lies ahead is locked and says what first") {
    const auto offered_in = [](const Standing& standing) {
        std::map<Step, OfferedStep> offered;
        for (const auto& one :
             offered_steps(standing.ticket, standing.state(), course_session(StaffRole::clerk))) {
            CHECK(offered.emplace(one.step, one).second);
        }
        return offered;
    };
    for (const auto& standing : standings()) {
        CAPTURE(standing.name);
        const auto offered = offered_in(standing);
        CHECK(offered.contains(Step::closed) != standing.state().is_closed());
        CHECK_FALSE(offered.contains(Step::escalated));
        CHECK_FALSE(offered.contains(Step::held));
        for (const auto& [step, one] : offered) {
            CAPTURE(code_of(step));
            CHECK((one.refused == "ticket_step_not_now") == !one.first.empty());
            // From lock to lock one comes to a step that is not locked by the course.
            auto before = one;
            for (int i = 0; i < 10 && !before.first.empty(); ++i) {
                REQUIRE(offered.contains(*before.first.known()));
                before = offered.at(*before.first.known());
            }
            CHECK(before.first.empty());
        }
    }
    const auto all = standings();
    const auto handling = *std::ranges::find(all, "complaint/handling", &Standing::name);
    const auto offered = offered_in(handling);
    CHECK(offered.at(Step::approved).first == Step::proposed);
    CHECK(offered.at(Step::signed_).first == Step::carried_out);
    CHECK(offered.at(Step::closed).first == Step::called_back);
    CHECK_FALSE(offered.contains(Step::explained));
}

}  // namespace qiantai::domain
