// Tickets on several terminals, over the real hub.

#include <doctest/doctest.h>

#include <algorithm>

#include "schema/base/signature.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/tickets/operations/case_world.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;
using Step = TicketStep;
using Phase = TicketPhase;

const std::string k_case_signature = signature_text({{{1000, 3000}, {4000, 3200}}});

struct CaseTill {
    CaseTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    Session session(StaffRole role) const {
        return {case_staff_of(role), "员工", role, terminal.store_code(), false};
    }
    ServiceContext context() {
        return {terminal.database(), terminal.clock, terminal.random, terminal.manifest(),
                load_identity(terminal.database()).value()};
    }
    TicketPage take(const TicketIntake& intake, StaffRole role = StaffRole::clerk) {
        terminal.clock.advance(1000);
        auto now = context();
        auto page = Tickets(now).take(session(role), intake);
        if (!page) FAIL(page.error().message());
        return *page;
    }
    Result<TicketPage> step(StaffRole role, const TicketStepEntry& entry) {
        terminal.clock.advance(1000);
        auto now = context();
        return Tickets(now).step(session(role), entry);
    }
    Result<TicketPage> transfer(StaffRole role, const Uuid& id, std::string to) {
        terminal.clock.advance(1000);
        auto now = context();
        return Tickets(now).transfer(
            session(role), {.ticket_id = id, .to_store = std::move(to), .reason = "归那边管"});
    }
    Result<TicketPage> decide(StaffRole role, const Uuid& id, const Uuid& holds) {
        terminal.clock.advance(1000);
        auto now = context();
        return Tickets(now).decide(session(role), id, holds, "核实过");
    }
    TicketPage page(const Uuid& id, StaffRole role = StaffRole::store_manager) {
        auto now = context();
        auto shown = TicketLists(now).get(session(role), id);
        if (!shown) FAIL(shown.error().message());
        return *shown;
    }
    TicketRun run(StaffRole role) {
        auto now = context();
        return Tickets(now).run(session(role)).value();
    }
    bool has(const Uuid& id) { return terminal.load("ticket", id).has_value(); }
    std::int64_t events() { return terminal.count("SELECT count(*) FROM ticket_event"); }
    SimTerminal terminal;
};

struct CaseWorld : CaseStores<CaseTill> {
    /// Nothing was refused, and nothing waits.
    void check_rest() {
        for (auto* till : all()) {
            CHECK(till->terminal.count("SELECT count(*) FROM rejection") == 0);
        }
    }
    TicketIntake complaint() const {
        return {.kind = TicketKind::complaint,
                .customer_name = "李先生",
                .customer_phone = "13912340187",
                .words = "电饭煲内胆涂层脱落",
                .product = "电饭煲"};
    }
};

const TicketEvent& newest(const TicketPage& page, Step step) {
    const auto found = std::ranges::find_if(
        page.events, [&](const auto& shown) { return shown.event.step == step; });
    REQUIRE(found != page.events.end());
    return found->event;
}

/// The same state on all who have it, whatever the order in which it arrived.
void check_agree(const std::vector<CaseTill*>& tills, const Uuid& id) {
    const auto first = tills.front()->page(id, tills.front()->terminal.store_code() == "HQ"
                                                   ? StaffRole::cs_manager
                                                   : StaffRole::store_manager);
    for (auto* till : tills) {
        const bool hq = till->terminal.store_code() == "HQ";
        const auto page = till->page(id, hq ? StaffRole::cs_manager : StaffRole::store_manager);
        CHECK(page.state.phase == first.state.phase);
        CHECK(page.state.keeper == first.state.keeper);
        CHECK(page.ticket.store_code == first.ticket.store_code);
        CHECK(page.state.without_effect == first.state.without_effect);
        CHECK(page.state.contradictions.size() == first.state.contradictions.size());
        CHECK(page.events.size() == first.events.size());
    }
}

}  // namespace

TEST_CASE("a case above the manager's amount goes from a store over headquarters and back") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    REQUIRE(world.one->step(StaffRole::clerk,
                            {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours}));
    REQUIRE(world.one->step(StaffRole::store_manager, {.ticket_id = id,
                                                       .step = Step::proposed,
                                                       .resolution = ResolutionKind::refund,
                                                       .amount = Fen(89'900),
                                                       .words = "全额退款"}));
    world.sync();
    const auto waiting = world.desk->page(id, StaffRole::cs_manager);
    CHECK(waiting.state.proposal->approver == TicketApprover::headquarters);
    CHECK_FALSE(world.desk->step(StaffRole::cs_agent, {.ticket_id = id, .step = Step::approved}));
    REQUIRE(world.desk->step(StaffRole::cs_manager, {.ticket_id = id, .step = Step::approved}));
    world.sync();
    CHECK(world.twin->page(id).state.phase == Phase::approved);
    REQUIRE(world.twin->step(
        StaffRole::clerk,
        {.ticket_id = id, .step = Step::carried_out, .loss = Fen(89'900), .words = "已退"}));
    REQUIRE(world.twin->step(StaffRole::clerk, {.ticket_id = id,
                                                .step = Step::signed_,
                                                .signed_text = "退款 899.00 元",
                                                .signature = k_case_signature}));
    world.sync();
    REQUIRE(world.desk->step(
        StaffRole::cs_agent,
        {.ticket_id = id, .step = Step::called_back, .satisfaction = 5, .reached = true}));
    world.sync();
    CHECK(world.one->page(id).state.phase == Phase::closed);
    check_agree({&*world.one, &*world.twin, &*world.desk}, id);
    CHECK_FALSE(world.away->has(id));
    world.check_rest();
}

TEST_CASE("a desk of headquarters has the case, never the number or the address") {
    CaseWorld world;
    auto repair = world.complaint();
    repair.kind = TicketKind::repair;
    repair.address = "人民路 18 号 1203";
    const auto id = world.one->take(repair).ticket.id;
    {
        auto context = world.one->context();
        REQUIRE(Tickets(context).correct(world.one->session(StaffRole::clerk),
                                         {.ticket_id = id,
                                          .field = "customer_phone",
                                          .value = "13988880001",
                                          .reason = "听错"}));
    }
    const auto direct = world.desk->take(world.complaint(), StaffRole::cs_agent).ticket.id;
    world.sync();
    auto& desk = world.desk->terminal;
    CHECK(desk.count("SELECT count(*) FROM ticket WHERE words IS NOT NULL") == 2);
    CHECK(
        desk.count(
            "SELECT count(*) FROM ticket WHERE customer_phone IS NOT NULL OR address IS NOT NULL") ==
        0);
    CHECK(desk.count("SELECT count(*) FROM ticket_event WHERE contact IS NOT NULL") == 0);
    CHECK(world.twin->page(id).customer.phone == "13988880001");
    CHECK(world.desk->page(direct, StaffRole::cs_agent).customer.phone.empty());
}

TEST_CASE("a case handed to another store takes all of it along; who took it in still sees it") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    world.sync();
    REQUIRE(world.one->transfer(StaffRole::store_manager, id, "S002"));
    // The other till does not know yet and goes on.
    REQUIRE(world.twin->step(StaffRole::clerk,
                             {.ticket_id = id, .step = Step::noted, .words = "顾客来过"}));
    world.sync();
    REQUIRE(world.away->has(id));
    CHECK(world.away->events() == 3);
    CHECK(world.away->page(id).is_own);
    CHECK(world.away->page(id).customer.phone == "13912340187");
    REQUIRE(world.away->step(
        StaffRole::clerk, {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours}));
    world.sync();
    CHECK(world.one->page(id).state.phase == Phase::handling);
    // From there to headquarters: the second store loses it.
    REQUIRE(world.away->transfer(StaffRole::store_manager, id, "HQ"));
    world.sync();
    CHECK_FALSE(world.away->has(id));
    CHECK(world.away->events() == 0);
    CHECK(world.away->terminal.count("SELECT count(*) FROM ticket_state") == 0);
    CHECK(world.desk->page(id, StaffRole::cs_agent).is_own);
    check_agree({&*world.one, &*world.twin, &*world.desk}, id);
    world.check_rest();
}

TEST_CASE("headquarters takes a complaint in and gives it to a store") {
    CaseWorld world;
    const auto taken = world.desk->take(world.complaint(), StaffRole::cs_agent);
    CHECK(taken.ticket.number.starts_with("TS-HQ-"));
    REQUIRE(world.desk->transfer(StaffRole::cs_agent, taken.ticket.id, "S002"));
    world.sync();
    CHECK(world.away->has(taken.ticket.id));
    CHECK_FALSE(world.one->has(taken.ticket.id));
    CHECK(world.away->page(taken.ticket.id).customer.phone == "13912340187");
    REQUIRE(world.away->step(StaffRole::clerk,
                             {.ticket_id = taken.ticket.id, .step = Step::acknowledged}));
    world.sync();
    check_agree({&*world.away, &*world.desk}, taken.ticket.id);
    world.check_rest();
}

TEST_CASE("two tills that contradict each other: both stand, the later holds, somebody decides") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    world.sync();
    REQUIRE(world.one->step(StaffRole::clerk,
                            {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours}));
    world.twin->terminal.clock.advance(60'000);
    REQUIRE(world.twin->step(
        StaffRole::clerk,
        {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::not_ours}));
    world.sync();
    check_agree({&*world.one, &*world.twin, &*world.desk}, id);
    const auto page = world.one->page(id);
    REQUIRE(page.state.contradictions.size() == 1);
    CHECK(page.state.phase == Phase::not_ours);
    CHECK(page.state.without_effect.size() == 1);
    const auto first = page.state.contradictions.front().one;
    REQUIRE(world.twin->decide(StaffRole::store_manager, id, first));
    CHECK_FALSE(world.twin->decide(StaffRole::store_manager, id, first));
    world.sync();
    check_agree({&*world.one, &*world.twin, &*world.desk}, id);
    CHECK(world.one->page(id).state.phase == Phase::handling);
    world.check_rest();
}

TEST_CASE("approved here and returned there, closed here and reopened there") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    REQUIRE(
        world.one->step(StaffRole::clerk,
                        {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::not_ours}));
    REQUIRE(world.one->step(StaffRole::clerk,
                            {.ticket_id = id, .step = Step::explained, .words = "说明书有"}));
    REQUIRE(world.one->step(StaffRole::clerk, {.ticket_id = id, .step = Step::closed}));
    world.sync();
    REQUIRE(world.one->step(StaffRole::clerk,
                            {.ticket_id = id, .step = Step::reopened, .reason = "不认可"}));
    REQUIRE(world.one->step(StaffRole::clerk,
                            {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::ours}));
    REQUIRE(world.one->step(StaffRole::clerk, {.ticket_id = id,
                                               .step = Step::proposed,
                                               .resolution = ResolutionKind::discount,
                                               .amount = Fen(3'000),
                                               .words = "折价"}));
    world.sync();
    REQUIRE(world.one->step(StaffRole::store_manager, {.ticket_id = id, .step = Step::approved}));
    world.desk->terminal.clock.advance(60'000);
    REQUIRE(world.desk->step(StaffRole::cs_manager,
                             {.ticket_id = id, .step = Step::returned, .reason = "太少"}));
    world.sync();
    auto page = world.twin->page(id);
    REQUIRE(page.state.contradictions.size() == 1);
    CHECK(page.state.phase == Phase::handling);
    REQUIRE(world.desk->decide(StaffRole::cs_manager, id, newest(page, Step::approved).id));
    world.sync();
    check_agree({&*world.one, &*world.twin, &*world.desk}, id);
    CHECK(world.one->page(id).state.phase == Phase::approved);
    world.check_rest();
}

TEST_CASE(
    "handed to two stores at once: one has it until somebody decides, and then the right one") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    world.sync();
    REQUIRE(world.one->transfer(StaffRole::store_manager, id, "S002"));
    world.desk->terminal.clock.advance(60'000);
    REQUIRE(world.desk->transfer(StaffRole::cs_agent, id, "HQ"));
    world.sync();
    const auto page = world.desk->page(id, StaffRole::cs_manager);
    REQUIRE(page.state.contradictions.size() == 1);
    CHECK(page.ticket.store_code == "HQ");
    const auto to_store = page.state.contradictions.front().one;
    CHECK(world.one->decide(StaffRole::store_manager, id, to_store).error().code() ==
          "ticket_of_other_store");
    REQUIRE(world.desk->decide(StaffRole::cs_manager, id, to_store));
    world.sync();
    CHECK(world.away->has(id));
    check_agree({&*world.one, &*world.away, &*world.desk}, id);
    world.check_rest();
}

TEST_CASE("what two tills escalate without knowing of each other is one event") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk})
        till->terminal.clock.advance(4 * 3'600'000);
    world.hub.clock.advance(4 * 3'600'000);
    CHECK(world.one->run(StaffRole::clerk).to_manager > 0);
    CHECK(world.twin->run(StaffRole::clerk).to_manager > 0);
    const auto alone =
        world.one->terminal.count("SELECT count(*) FROM ticket_event WHERE step = 'escalated'");
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        CHECK(till->terminal.count("SELECT count(*) FROM ticket_event WHERE step = 'escalated'") ==
              alone);
    }
    check_agree({&*world.one, &*world.twin, &*world.desk}, id);
    world.check_rest();
}

TEST_CASE("what headquarters has to hear of it has heard of once it is there") {
    CaseWorld world;
    auto alarm = world.complaint();
    alarm.alarm = TicketAlarm::safety;
    const auto id = world.one->take(alarm).ticket.id;
    CHECK(world.one->page(id).tell_headquarters);
    world.sync();
    CHECK(world.desk->run(StaffRole::cs_agent).received == 1);
    CHECK(world.desk->run(StaffRole::cs_agent).received == 0);
    world.sync();
    CHECK_FALSE(world.one->page(id).tell_headquarters);
    world.check_rest();
}

TEST_CASE("erasing a member empties their cases at the other tills and at the hub") {
    CaseWorld world;
    const auto member = world.one->terminal.register_member("陈静", "13800138001").value();
    TicketIntake intake{.kind = TicketKind::complaint, .member_id = member, .words = "赠品少发"};
    const auto id = world.one->take(intake).ticket.id;
    REQUIRE(world.one->step(StaffRole::clerk,
                            {.ticket_id = id, .step = Step::noted, .words = "已补发"}));
    world.sync();
    REQUIRE(world.twin->terminal.erase_person(member));
    world.sync();
    for (auto* till : {&*world.one, &*world.twin, &*world.desk}) {
        CHECK(till->terminal.count("SELECT count(*) FROM ticket WHERE words IS NOT NULL") == 0);
        CHECK(till->terminal.count("SELECT count(*) FROM ticket_event WHERE words IS NOT NULL") ==
              0);
        CHECK(till->terminal.count(
                  "SELECT count(*) FROM ticket_state WHERE search_text IS NOT NULL") == 0);
        CHECK(till->events() == 2);
    }
    for (const auto& row : world.hub.rows_of("ticket"))
        CHECK_FALSE(row.state.columns.contains("words"));
}

TEST_CASE("what cases say of strangers for too long is emptied everywhere, whoever wrote it") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    REQUIRE(world.one->step(StaffRole::clerk,
                            {.ticket_id = id, .step = Step::noted, .words = "顾客住二店附近"}));
    REQUIRE(world.one->transfer(StaffRole::store_manager, id, "S002"));
    world.sync();
    REQUIRE(world.away->step(
        StaffRole::clerk,
        {.ticket_id = id, .step = Step::assessed, .fault = TicketFault::not_ours}));
    REQUIRE(world.away->step(StaffRole::clerk,
                             {.ticket_id = id, .step = Step::explained, .words = "说明书有"}));
    REQUIRE(world.away->step(StaffRole::clerk, {.ticket_id = id, .step = Step::closed}));
    world.sync();
    for (auto* till : world.all()) till->terminal.clock.advance(TimeMs{731} * 24 * 3'600'000);
    world.hub.clock.advance(TimeMs{731} * 24 * 3'600'000);
    // A clock that leaps is believed once headquarters says the same.
    world.sync();
    CHECK(world.one->run(StaffRole::clerk).strangers_emptied == 0);
    CHECK(world.away->run(StaffRole::clerk).strangers_emptied == 1);
    world.sync();
    for (auto* till : {&*world.one, &*world.away, &*world.desk}) {
        CHECK(till->has(id));
        CHECK(till->terminal.count("SELECT count(*) FROM ticket WHERE words IS NOT NULL OR"
                                   " customer_name IS NOT NULL OR customer_phone IS NOT NULL") ==
              0);
        CHECK(till->terminal.count("SELECT count(*) FROM ticket_event WHERE words IS NOT NULL OR"
                                   " reason IS NOT NULL") == 0);
    }
    for (const auto& row : world.hub.rows_of("ticket_event")) {
        CHECK_FALSE(row.state.columns.contains("words"));
    }
    world.check_rest();
}

TEST_CASE("a till that dies at any statement of a step has it as a whole or not at all") {
    CaseWorld world;
    const auto id = world.one->take(world.complaint()).ticket.id;
    int whole = 0, none = 0;
    for (int statements = 1; whole == 0; ++statements) {
        CAPTURE(statements);
        REQUIRE(statements < 300);
        world.one->terminal.arm_crash(statements);
        const auto taken =
            world.one->step(StaffRole::clerk, {.ticket_id = id, .step = Step::acknowledged});
        const bool crashed = world.one->terminal.crashed();
        if (crashed) {
            world.one->terminal.restart();
        } else {
            world.one->terminal.disarm_crash();
        }
        const auto events = world.one->events();
        CHECK(events == world.one->terminal.count(
                            "SELECT count(*) FROM outbox WHERE entity = 'ticket_event'"));
        CHECK(events == world.one->terminal.count(
                            "SELECT count(*) FROM audit_event WHERE action LIKE 'tickets.%'"));
        CHECK(world.one->terminal.count("SELECT count(*) FROM ticket_stale") == 0);
        if (!crashed) CHECK(taken.ok());
        ++(events == 2 ? whole : none);
    }
    CHECK(none > 5);
    world.sync();
    CHECK(world.twin->page(id).events.size() == 2);
}

}  // namespace qiantai::test
