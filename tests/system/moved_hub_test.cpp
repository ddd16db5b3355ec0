// A chain whose hub moves to another kind of database between two days.

#include <doctest/doctest.h>

#include "tests/support/postgres_server.hpp"
#include "tests/system/running_chain.hpp"

namespace qiantai::test {
namespace {

struct MovingChain {
    MovingChain() {
        chain.enrol(first, "S001");
        chain.enrol(second, "S001");
    }

    void register_member(const std::string& terminal, const std::string& phone) {
        auto call = chain.sign_in_options("S001");
        call.insert(call.begin(), "call");
        call.insert(call.end(),
                    {"members.register", R"({"name":"欧阳","phone":")" + phone + "\"}"});
        const auto done = chain.ctl(terminal, call);
        REQUIRE_MESSAGE(done.exit == 0, done.err);
    }
    void sync_all() {
        for (const auto& terminal : {first, second, first}) {
            const auto done = chain.ctl(terminal, {"sync"});
            REQUIRE_MESSAGE(done.exit == 0, done.err);
        }
    }
    void move_to(const std::string& database) {
        chain.kill_hub();
        const auto moved = chain.hub({"move", "--to", database});
        REQUIRE_MESSAGE(moved.exit == 0, moved.err);
        chain.start_hub();
    }
    void check_members(std::int64_t count) {
        CHECK(chain.hub_rows("store/S001", "member") == count);
        for (const auto& terminal : {first, second}) {
            CAPTURE(terminal);
            CHECK(chain.terminal_rows(terminal, "member") == count);
        }
    }

    RunningChain chain;
    const std::string first = "S001-T01", second = "S001-T02";
};

}  // namespace

TEST_CASE_FIXTURE(MovingChain,
                  "terminals go on as if nothing had been while their hub moves into PostgreSQL "
                  "and back") {
    const auto postgres = PostgresServer::shared().make_schema();
    register_member(first, "13800000001");
    sync_all();
    const auto running = chain.hub({"move", "--to", postgres});
    CHECK(running.exit == 1);
    CHECK(running.err.find("hub_running") != std::string::npos);
    move_to(postgres);
    register_member(second, "13800000002");
    sync_all();
    check_members(2);
    // What was written while the hub was away goes to the one it has become.
    chain.kill_hub();
    register_member(first, "13800000003");
    chain.start_hub();
    move_to("file");
    sync_all();
    check_members(3);
    const auto sound = chain.hub({"audit", "verify"});
    CHECK_MESSAGE(sound.exit == 0, sound.out);
}

}  // namespace qiantai::test
