// Cases follow a member who stands in another store for a while, over the real hub.

#include <doctest/doctest.h>

#include "sync/client/device_facts.hpp"
#include "sync/core/tuning.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/tickets/operations/case_world.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

constexpr std::string_view k_case_phone = "13800138001";

struct RoamingTill {
    RoamingTill(SimHub& hub, std::string store, std::uint64_t seed)
        : terminal(hub, std::move(store), seed) {
        terminal.enrol();
        terminal.sync_well();
    }
    Session session() const {
        return {case_staff_of(StaffRole::clerk), "员工", StaffRole::clerk, terminal.store_code(),
                false};
    }
    ServiceContext context() {
        return {terminal.database(), terminal.clock, terminal.random, terminal.manifest(),
                load_identity(terminal.database()).value()};
    }
    Result<TicketPage> step(const TicketStepEntry& entry) {
        terminal.clock.advance(1000);
        auto now = context();
        return Tickets(now).step(session(), entry);
    }
    void look_up() {
        DirectLink link(terminal.hub);
        const auto device = sync::require_device_facts(terminal.database()).value();
        const auto authorization = sync::authorization_of(device.device_id, device.device_secret);
        REQUIRE(sync::HubClient(link, authorization)
                    .look_up({.phone = std::string(k_case_phone)})
                    .ok());
        terminal.sync_well();
    }
    std::int64_t cases() { return terminal.count("SELECT count(*) FROM ticket"); }
    std::int64_t events() { return terminal.count("SELECT count(*) FROM ticket_event"); }
    SimTerminal terminal;
};

}  // namespace

TEST_CASE(
    "the cases of a member who stands in another store come along, and what happens to them") {
    CaseStores<RoamingTill> world;
    const auto member =
        world.one->terminal.register_member("陈静", std::string(k_case_phone)).value();
    auto now = world.one->context();
    const auto page =
        Tickets(now).take(world.one->session(),
                          {.member_id = member, .words = "电热水壶跳闸", .product = "电热水壶"});
    REQUIRE(page.ok());
    const auto id = page->ticket.id;
    world.sync();
    CHECK(world.away->cases() == 0);

    world.away->look_up();
    CHECK(world.away->cases() == 1);
    CHECK(world.away->events() == 1);
    auto there = world.away->context();
    const auto earlier = TicketLists(there).earlier(world.away->session(), member);
    REQUIRE(earlier->size() == 1);
    CHECK(earlier->front().number == page->ticket.number);
    // Seen there; what is to be done is its own store's.
    const TicketStepEntry note{.ticket_id = id, .step = TicketStep::noted, .words = "顾客来问"};
    CHECK(world.away->step(note).error().code() == "ticket_of_other_store");

    REQUIRE(world.one->step(
        {.ticket_id = id, .step = TicketStep::assessed, .fault = TicketFault::ours}));
    world.sync();
    CHECK(world.away->events() == 2);
    CHECK(TicketLists(there).get(world.away->session(), id)->state.phase == TicketPhase::handling);

    // When the stay is over, the member has gone home, and the cases too.
    for (auto* till : world.all()) till->terminal.clock.advance(sync::tuning::k_stay_ms + 1000);
    world.hub.clock.advance(sync::tuning::k_stay_ms + 1000);
    world.sync();
    CHECK(world.away->cases() == 0);
    CHECK(world.away->events() == 0);
    CHECK(world.one->events() >= 2);
}

}  // namespace qiantai::test
