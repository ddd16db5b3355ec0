// The main job as it happens: real programs, real TLS, real kill -9.

#include <doctest/doctest.h>
#include <signal.h>

#include "tests/system/running_chain.hpp"

namespace qiantai::test {
namespace {

/// A counter where members register until the power goes.
struct Counter {
    std::string terminal;
    std::string phone_prefix;
    int sent = 0;
    std::set<std::string> confirmed;  ///< ids of result lines that were printed

    void note(const std::string& line) {
        const boost::json::value answer = boost::json::parse(line);
        REQUIRE_MESSAGE(answer.at("ok").as_bool(), line);
        confirmed.emplace(answer.at_pointer("/out/member/id").as_string());
    }

    /// Hands over `count` registrations and pulls the plug once `answers` of them were confirmed.
    void register_until_killed(const RunningChain& chain, int count, int answers) {
        const auto stream = chain.start_stream(terminal);
        std::string lines;
        for (int i = 0; i < count; ++i, ++sent) {
            lines += fmt::format(
                R"({{"op":"members.register","in":{{"name":"欧阳{}","phone":"{}{:06}"}}}})"
                "\n",
                sent, phone_prefix, sent);
        }
        REQUIRE(stream->write(lines));
        std::string line;
        for (int i = 0; i < answers; ++i) {
            REQUIRE(stream->read_line(line));
            note(line);
        }
        stream->kill_hard();
        CHECK(stream->wait() == -SIGKILL);
        while (stream->read_line(line)) note(line);
    }
};

void synchronise(const RunningChain& chain, const std::string& terminal) {
    const auto done = chain.ctl(terminal, {"sync"});
    CHECK_MESSAGE(done.exit == 0, done.err);
}

/// Every confirmed member can be read on the terminal.
void check_present(const RunningChain& chain, const std::string& terminal,
                   const std::set<std::string>& ids) {
    const auto stream = chain.start_stream(terminal);
    std::string line;
    for (const auto& id : ids) {
        REQUIRE(stream->write(
            fmt::format("{{\"op\":\"members.get\",\"in\":{{\"member_id\":\"{}\"}}}}\n", id)));
        REQUIRE(stream->read_line(line));
        CHECK_MESSAGE(RunningChain::json(line).at("ok").as_bool(), line);
    }
    stream->close_input();
    CHECK(stream->wait() == 0);
}

}  // namespace

TEST_CASE(
    "members registered offline, through kill -9 of terminals, syncs and hub, reach headquarters "
    "exactly once") {
    RunningChain chain;
    Counter first{"S001-T01", "13800", 0, {}}, second{"S002-T01", "13900", 0, {}};
    for (const auto* counter : {&first, &second}) {
        chain.enrol(counter->terminal, counter->terminal.substr(0, 4));
    }
    for (int round = 0; round < 6; ++round) {
        // Rounds 0 and 3 are offline; in the others a sync and the hub are killed in the middle.
        const bool offline = round % 3 == 0;
        if (offline) chain.kill_hub();
        first.register_until_killed(chain, 30, 3 + round * 4);
        second.register_until_killed(chain, 30, 28 - round * 4);
        if (offline) {
            CHECK(chain.ctl(first.terminal, {"sync"}).exit == 5);
            chain.start_hub();
            continue;
        }
        const auto syncing = chain.start_ctl(first.terminal, {"sync"});
        const auto also_syncing = chain.start_ctl(second.terminal, {"sync"});
        if (round % 2 == 0) syncing->kill_hard();
        chain.kill_hub();
        syncing->wait();
        also_syncing->wait();
        chain.start_hub();
    }
    for (const auto* counter : {&first, &second}) {
        const auto store = counter->terminal.substr(0, 4);
        synchronise(chain, counter->terminal);
        const auto again = chain.ctl(counter->terminal, {"sync"});
        CHECK(again.out == "0 sent, 0 refused, 0 received.\n");
        check_present(chain, counter->terminal, counter->confirmed);

        const auto kept = chain.terminal_rows(counter->terminal, "member");
        CHECK(kept >= static_cast<std::int64_t>(counter->confirmed.size()));
        CHECK(kept <= counter->sent);
        CHECK(chain.hub_rows("store/" + store, "member") == kept);
        CHECK(chain.hub_rows("store/" + store, "member_card") == kept);
        // Each phone number was used once: a record that arrived twice would have opened a case.
        CHECK(chain.hub_rows("store/" + store, "member_conflict") == 0);

        // What came to headquarters comes back to where it belongs, and nowhere else.
        const auto newcomer = store + "-T02";
        chain.enrol(newcomer, store);
        CHECK(chain.terminal_rows(newcomer, "member") == kept);
        check_present(chain, newcomer, counter->confirmed);
    }
    const auto audit = chain.hub({"audit", "verify"});
    CHECK_MESSAGE(audit.exit == 0, audit.out);
    CHECK(chain.ctl(first.terminal, {"check"}).exit == 0);
}

TEST_CASE("the resident service sends what other programs write, and ends cleanly when told") {
    RunningChain chain;
    Counter counter{"S001-T01", "13300", 0, {}};
    chain.enrol(counter.terminal, "S001");
    const auto service = chain.start_ctl(counter.terminal, {"sync", "--watch"});
    std::string line;
    const auto wait_for = [&](std::string_view words) {
        do REQUIRE(service->read_line(line));
        while (line.find(words) == std::string::npos);
    };
    wait_for(" 0 refused,");
    const auto second = chain.ctl(counter.terminal, {"sync", "--watch"});
    CHECK(second.exit == 4);
    CHECK(second.err.find("one is enough") != std::string::npos);

    counter.register_until_killed(chain, 3, 3);
    wait_for(" sent, 0 refused");
    while (chain.hub_rows("store/S001", "member") < 3) wait_for(" sent,");

    // While the hub is away the service stays, says so, and is back when the hub is.
    chain.kill_hub();
    counter.register_until_killed(chain, 1, 1);
    wait_for("Headquarters");
    chain.start_hub();
    while (chain.hub_rows("store/S001", "member") < 4) wait_for(" sent,");

    // What was written last goes out before it ends.
    counter.register_until_killed(chain, 1, 1);
    service->signal(SIGTERM);
    wait_for("Stopped; headquarters has everything.");
    CHECK(service->wait() == 0);
    CHECK(chain.hub_rows("store/S001", "member") == 5);
}

TEST_CASE("a member of one store is looked up at another, where only its own store changes it") {
    RunningChain chain;
    Counter home{"S001-T01", "13400", 0, {}};
    chain.enrol(home.terminal, "S001");
    chain.enrol("S002-T01", "S002");
    home.register_until_killed(chain, 2, 2);
    synchronise(chain, home.terminal);
    const auto counter = chain.start_stream("S002-T01");
    std::string line;
    const auto ask = [&](const std::string& op, const std::string& in) {
        REQUIRE(counter->write(fmt::format("{{\"op\":\"{}\",\"in\":{}}}\n", op, in)));
        REQUIRE(counter->read_line(line));
        return boost::json::value(RunningChain::json(line));
    };
    const auto found = ask("members.look_up", R"({"number":"13400000001"})");
    REQUIRE_MESSAGE(found.at("ok").as_bool(), line);
    const auto& members = found.at_pointer("/out/members").as_array();
    REQUIRE(members.size() == 1);
    CHECK(members[0].at_pointer("/member/phone") == "134****0001");
    CHECK(members[0].at("cards").as_array().size() == 1);
    CHECK(members[0].at("stays_until").as_int64() > 0);
    CHECK(chain.terminal_rows("S002-T01", "member") == 1);
    const auto id = std::string(members[0].at_pointer("/member/id").as_string());
    const auto changed = ask("members.update", R"({"member_id":")" + id + R"(","name":"别人"})");
    CHECK(changed.at_pointer("/error/code") == "member_of_other_store");
    CHECK(ask("members.look_up", R"({"number":"13499999999"})").at_pointer("/error/code") ==
          "member_nowhere");
    chain.kill_hub();
    CHECK(ask("members.look_up", R"({"number":"13400000000"})").at_pointer("/error/code") ==
          "look_up_offline");
    CHECK(ask("members.get", R"({"member_id":")" + id + "\"}").at("ok").as_bool());
}

TEST_CASE("a store without any network exchanges everything by bundle file") {
    RunningChain chain;
    Counter counter{"S001-T01", "13700", 0, {}};
    chain.enrol(counter.terminal, "S001");
    chain.kill_hub();
    counter.register_until_killed(chain, 20, 20);
    const TempFolder stick;
    const auto out = (stick / "out").string(), reply = (stick / "reply").string();
    CHECK(chain.ctl(counter.terminal, {"bundle", "export", out}).exit == 0);
    const auto taken = chain.hub({"bundle", "import", out, "--reply", reply});
    CHECK_MESSAGE(taken.exit == 0, taken.err);
    // Carried twice by mistake: nothing changes.
    CHECK(chain.hub({"bundle", "import", out, "--reply", reply}).exit == 0);
    CHECK(chain.ctl(counter.terminal, {"bundle", "import", reply}).exit == 0);
    CHECK(chain.hub_rows("store/S001", "member") == 20);
    const auto status = chain.ctl(counter.terminal, {"status", "--json"});
    CHECK(RunningChain::json(status.out).at("waiting_count").as_int64() <=
          1);  // the import's own audit entry
    chain.start_hub();
    synchronise(chain, counter.terminal);
    CHECK(chain.hub_rows("store/S001", "member") == 20);
}

TEST_CASE("a copied terminal is noticed and blocked until the administrator decides") {
    RunningChain chain;
    Counter counter{"S001-T01", "13600", 0, {}};
    chain.enrol(counter.terminal, "S001");
    counter.register_until_killed(chain, 3, 3);
    synchronise(chain, counter.terminal);
    chain.copy_home("S001-T01", "S001-copy");
    Counter copy{"S001-copy", "13500", 0, {}};
    counter.register_until_killed(chain, 2, 2);
    copy.register_until_killed(chain, 4, 4);
    synchronise(chain, counter.terminal);
    const auto blocked = chain.ctl(copy.terminal, {"sync"});
    CHECK(blocked.exit == 4);
    CHECK(blocked.err.find("Two machines") != std::string::npos);
    CHECK(chain.hub_rows("store/S001", "member") == 5);
    // Nothing is lost on either machine meanwhile.
    check_present(chain, copy.terminal, copy.confirmed);
    CHECK(chain.ctl(counter.terminal, {"sync"}).exit == 4);
    CHECK(chain.hub({"device", "unblock", "S001/T01"}).exit == 0);
    synchronise(chain, counter.terminal);
}

}  // namespace qiantai::test
