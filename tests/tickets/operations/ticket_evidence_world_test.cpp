// Photos of cases on several terminals, over the real hub.

#include <doctest/doctest.h>

#include "schema/base/file.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "sync/core/tuning.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/attachments/rules/sample_files.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {
namespace {

using namespace qiantai::domain;

/// Somebody at a terminal who takes cases in and adds photos.
struct PhotoTill {
    PhotoTill(SimHub& hub, const std::string& store, std::uint64_t seed)
        : terminal(hub, store, seed),
          session{store == "HQ" ? "2001" : "1002", "员工",
                  store == "HQ" ? StaffRole::cs_manager : StaffRole::store_manager, store, false} {
        terminal.enrol();
        terminal.sync_well();
    }
    ServiceContext context() {
        return {terminal.database(), terminal.clock, terminal.random, terminal.manifest(),
                load_identity(terminal.database()).value()};
    }
    Uuid take(std::optional<Uuid> member) {
        auto now = context();
        const auto page =
            Tickets(now).take(session, {.member_id = member, .words = "电饭煲内胆涂层脱落"});
        if (!page) FAIL(page.error().message());
        return page->ticket.id;
    }
    /// Gives its name.
    std::string add(const Uuid& ticket, int width) {
        const auto path = folder / "photo.jpg";
        write_file_atomically(path, domain::test::sample_jpeg(width, 50), 0600).value();
        terminal.clock.advance(1000);
        auto now = context();
        const auto page = Tickets(now).add_evidence(session, {ticket, path.string(), {}});
        if (!page) FAIL(page.error().message());
        return page->events.front().event.attachment;
    }
    void transfer(const Uuid& ticket, std::string to) {
        terminal.clock.advance(1000);
        auto now = context();
        const auto moved = Tickets(now).transfer(session, {ticket, std::move(to), "归那边管"});
        if (!moved) FAIL(moved.error().message());
    }
    std::vector<TicketEvidence> evidence(const Uuid& ticket) {
        auto now = context();
        auto all = TicketLists(now).evidence(session, ticket);
        return all ? *all : std::vector<TicketEvidence>();
    }
    /// Asks for it and meets headquarters.
    bool fetch(const std::string& photo) {
        auto now = context();
        if (!Attachments(now).fetch(session, photo)) return false;
        terminal.sync_well();
        return has(photo);
    }
    bool has(const std::string& photo) {
        return sqlite::AttachmentShelf::open(terminal.database()).value().files().has(photo);
    }

    SimTerminal terminal;
    Session session;
    TempFolder folder;
};

struct PhotoWorld {
    PhotoWorld() {
        for (const char* store : {"S001", "S002", "S003"}) hub.add_store(store);
        desk.emplace(hub, "HQ", 9);
        for (const auto& [store, number, role] :
             std::vector<std::array<std::string, 3>>{{"S001", "1002", "store_manager"},
                                                     {"S002", "1002", "store_manager"},
                                                     {"S003", "1002", "store_manager"},
                                                     {"HQ", "2001", "cs_manager"}}) {
            REQUIRE(desk->terminal.insert("staff", desk->terminal.new_id(),
                                          {{"store_code", store},
                                           {"number", number},
                                           {"name", "员工"},
                                           {"role", role},
                                           {"status", "active"},
                                           {"pin_must_change", false},
                                           {"created_at", desk->terminal.clock.now_ms()}}));
        }
        desk->terminal.sync_well();
        one.emplace(hub, "S001", 1);
        two.emplace(hub, "S002", 2);
        three.emplace(hub, "S003", 3);
    }
    void sync() {
        for (int i = 0; i < 2; ++i) {
            for (auto* till : {&*one, &*two, &*three, &*desk}) till->terminal.sync_well();
        }
    }
    bool at_hub(const std::string& photo) {
        return std::filesystem::exists(hub.folder() / "attachments" / photo.substr(0, 2) / photo);
    }
    SimHub hub;
    std::optional<PhotoTill> desk, one, two, three;
};

}  // namespace

TEST_CASE_FIXTURE(PhotoWorld, "who sees a case sees its photos, and gets one by asking for it") {
    const auto ticket = one->take({});
    const auto photo = one->add(ticket, 300);
    sync();
    CHECK(at_hub(photo));
    const auto seen = desk->evidence(ticket);
    REQUIRE(seen.size() == 1);
    CHECK_FALSE(seen[0].file.here);
    CHECK_FALSE(desk->has(photo));
    CHECK(desk->fetch(photo));
    CHECK(desk->evidence(ticket)[0].file.here);
    CHECK(two->evidence(ticket).empty());
    CHECK_FALSE(two->fetch(photo));
}

TEST_CASE_FIXTURE(PhotoWorld,
                  "an erased member's photos are gone here, there and at headquarters") {
    const auto member = one->terminal.register_member("陈静", "13800138001");
    REQUIRE(member);
    const auto ticket = one->take(*member), other = one->take({});
    const auto photo = one->add(ticket, 300), stays = one->add(other, 301);
    sync();
    REQUIRE(desk->fetch(photo));
    REQUIRE(desk->fetch(stays));
    REQUIRE(one->terminal.erase_person(*member));
    sync();
    CHECK_FALSE(at_hub(photo));
    CHECK_FALSE(one->has(photo));
    CHECK_FALSE(desk->has(photo));
    CHECK(desk->evidence(ticket).empty());
    CHECK(at_hub(stays));
    CHECK(one->has(stays));
    CHECK(desk->has(stays));
}

TEST_CASE_FIXTURE(PhotoWorld,
                  "a photo goes to headquarters though its case went on to another store before") {
    const auto ticket = one->take({});
    one->transfer(ticket, "S002");
    sync();
    // Added without a network, and the case is handed on before the photo was sent.
    const auto photo = two->add(ticket, 300);
    two->transfer(ticket, "S003");
    two->terminal.sync_well();
    two->terminal.sync_well();
    CHECK(two->evidence(ticket).empty());
    CHECK(at_hub(photo));
    sync();
    CHECK(three->fetch(photo));
    CHECK_FALSE(two->has(photo));
}

TEST_CASE_FIXTURE(PhotoWorld, "a photo that was erased before it was sent is not sent") {
    const auto member = one->terminal.register_member("陈静", "13800138001");
    REQUIRE(member);
    const auto ticket = one->take(*member);
    const auto photo = one->add(ticket, 300);
    REQUIRE(one->terminal.erase_person(*member));
    sync();
    CHECK_FALSE(at_hub(photo));
    CHECK_FALSE(one->has(photo));
}

}  // namespace qiantai::test
