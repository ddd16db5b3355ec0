// What may happen while a session runs, and rows that come and go.

#include "sync/client/device_facts.hpp"
#include "sync/client/session_lock.hpp"
#include "sync/core/wire.hpp"
#include "tests/sync_client/chain_fixture.hpp"

namespace qiantai::test {
namespace {

bool is_feed(const sync::HttpRequest& request) {
    return request.target.starts_with("/v1/feed");
}

TEST_CASE("a clerk's edit made while a session runs is neither lost nor overwritten by it") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    const Uuid member = chain.sent_member();
    second.sync_well();
    REQUIRE(second.update("member", member, {{"name", "remote"}, {"notes", "remote"}}));
    second.sync_well();
    chain.advance(1000);
    bool edited = false;
    HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (is_feed(request) && !edited) {
            edited = chain.one.update("member", member, {{"name", "mine"}});
        }
        return {};
    });
    const auto report = chain.one.sync(link);
    CHECK(report.ok());
    CHECK(edited);
    CHECK(text_of(chain.one.load("member", member), "name") == "mine");
    CHECK(text_of(chain.one.load("member", member), "notes") == "remote");
    CHECK(chain.one.status().waiting_count == 1);
    chain.one.sync_well();
    second.sync_well();
    CHECK(text_of(second.load("member", member), "name") == "mine");
}

TEST_CASE("no transaction is open while the network is used") {
    Chain chain;
    chain.sent_member();
    REQUIRE(chain.one.register_member("李", "13800000002"));
    int requests = 0;
    HookLink link(chain.hub, [&](const sync::HttpRequest&) -> HookLink::Answer {
        ++requests;
        CHECK_FALSE(chain.one.database().in_transaction());
        return {};
    });
    CHECK(chain.one.sync(link).ok());
    CHECK(requests == 3);
}

TEST_CASE("two sessions of one terminal do not run at the same time") {
    Chain chain;
    const auto held = sync::SessionLock::acquire(chain.one.database());
    REQUIRE(held);
    CHECK(error_code(chain.one.sync()) == "sync_running");
    CHECK_FALSE(chain.one.status().last_error);
}

TEST_CASE(
    "a staff member who moves to another store leaves the old one and arrives at the new one") {
    Chain chain;
    const Uuid staff = chain.desk.new_id();
    REQUIRE(chain.desk.insert("staff", staff, chain.staff_row("S001")));
    chain.desk.sync_well();
    chain.one.sync_well();
    chain.other.sync_well();
    REQUIRE(chain.one.load("staff", staff));
    CHECK_FALSE(chain.other.load("staff", staff));
    chain.advance(1000);
    REQUIRE(chain.desk.update("staff", staff, {{"store_code", "S002"}}));
    chain.desk.sync_well();
    chain.one.sync_well();
    chain.other.sync_well();
    chain.desk.sync_well();
    CHECK_FALSE(chain.one.load("staff", staff));
    CHECK(chain.other.load("staff", staff));
    CHECK(chain.desk.load("staff", staff));
    CHECK(chain.one.count("SELECT count(*) FROM outbox") == 0);
}

TEST_CASE("a row that leaves while it has unsent changes stays until they were sent") {
    Chain chain;
    const Uuid staff = chain.desk.new_id();
    REQUIRE(chain.desk.insert("staff", staff, chain.staff_row("S001")));
    chain.desk.sync_well();
    chain.one.sync_well();
    chain.advance(1000);
    REQUIRE(chain.desk.update("staff", staff, {{"store_code", "S002"}}));
    chain.desk.sync_well();
    bool edited = false;
    HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (is_feed(request) && !edited) {
            edited = chain.one.update("staff", staff, {{"pin_hash", "$argon2id$new"}});
        }
        return {};
    });
    CHECK(chain.one.sync(link).ok());
    REQUIRE(chain.one.load("staff", staff));
    CHECK(chain.one.status().waiting_count == 1);
    chain.one.sync_well();
    CHECK_FALSE(chain.one.load("staff", staff));
}

TEST_CASE("a PIN hash reaches the staff member's own store and nobody else") {
    Chain chain;
    SimTerminal second_desk(chain.hub, "HQ", 9);
    second_desk.enrol();
    const Uuid staff = chain.desk.new_id();
    REQUIRE(chain.desk.insert("staff", staff, chain.staff_row("S001")));
    chain.desk.sync_well();
    for (auto* terminal : {&chain.one, &chain.other, &second_desk}) terminal->sync_well();
    CHECK(text_of(chain.one.load("staff", staff), "pin_hash") == "$argon2id$secret");
    CHECK_FALSE(chain.other.load("staff", staff));
    REQUIRE(second_desk.load("staff", staff));
    CHECK_FALSE(second_desk.load("staff", staff)->contains("pin_hash"));
}

TEST_CASE("the same phone at two stores: both members stay and each store gets a case") {
    Chain chain;
    const auto here = chain.one.register_member("王小明", "13800000001");
    const auto there = chain.other.register_member("王晓明", "13800000001");
    chain.one.sync_well();
    chain.other.sync_well();
    chain.one.sync_well();
    chain.other.sync_well();
    chain.desk.sync_well();
    CHECK(chain.hub.rows_of("member").size() == 2);
    CHECK(chain.one.load("member", *here));
    CHECK(chain.other.load("member", *there));
    const std::string cases = "SELECT count(*) FROM member_conflict WHERE kind = 'duplicate'";
    CHECK(chain.one.count(cases) == 1);
    CHECK(chain.other.count(cases) == 1);
    CHECK(chain.desk.count(cases) == 2);
}

TEST_CASE("a person erased at one terminal is gone from the other's rows and outbox, sent or not") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    const Uuid member = chain.sent_member();
    second.sync_well();
    REQUIRE(second.update("member", member, {{"notes", "secret"}}));
    REQUIRE(chain.one.erase_person(member));
    chain.one.sync_well();
    second.sync_well();
    CHECK_FALSE(second.load("member", member)->contains("name"));
    CHECK(second.count("SELECT count(*) FROM outbox WHERE columns LIKE '%secret%'") == 0);
    CHECK_FALSE(chain.hub.load_row("member", member)->state.columns.contains("notes"));
}

TEST_CASE("clocks that arrive are observed: what is written next is newer") {
    Chain chain;
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    second.clock.advance(4 * 60'000);
    const auto member = second.register_member("王", "13800000001");
    second.sync_well();
    chain.one.sync_well();
    REQUIRE(chain.one.update("member", *member, {{"name", "later"}}));
    chain.one.sync_well();
    second.sync_well();
    CHECK(text_of(second.load("member", *member), "name") == "later");
}

TEST_CASE("a revoked terminal is told so, keeps its records and names the administrator") {
    Chain chain;
    chain.sent_member();
    REQUIRE(chain.one.register_member("李", "13800000002"));
    chain.desk.sync_well();
    chain.advance(1000);
    REQUIRE(chain.desk.update("terminal", chain.one.device_id(), {{"status", "revoked"}}));
    chain.desk.sync_well();
    CHECK(error_code(chain.one.sync()) == "device_revoked");
    const auto status = chain.one.status();
    CHECK(status.waiting_count == 3);
    CHECK(status.online);
    REQUIRE(status.last_error);
    CHECK(status.last_error->actor == "administrator");
    CHECK(chain.one.count("SELECT count(*) FROM member") == 2);
}

TEST_CASE(
    "a full disk while the feed arrives stores nothing by halves and goes on when there is room") {
    Chain chain;
    for (int i = 0; i < 300; ++i) {
        REQUIRE(
            chain.one.register_member("会员" + std::to_string(i), std::to_string(13800000000 + i)));
    }
    chain.one.sync_well();
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    const auto pages = second.count("PRAGMA page_count");
    second.count("PRAGMA max_page_count = " + std::to_string(pages + 10));
    CHECK(error_code(second.sync()) == "disk_full");
    CHECK(second.count("SELECT count(*) FROM member") == 0);
    CHECK(second.count("SELECT count(*) FROM feed_cursor WHERE version > 0") == 0);
    second.count("PRAGMA max_page_count = 1000000000");
    second.sync_well();
    CHECK(second.count("SELECT count(*) FROM member") == 300);
}

TEST_CASE("a first load of many pages is the same with and without reading ahead") {
    Chain chain;
    constexpr int k_members = 4'000;
    for (int i = 0; i < k_members; ++i) {
        REQUIRE(chain.one.register_member("会员", std::to_string(13800000000 + i)));
    }
    chain.one.sync_well();
    for (const auto read_ahead : {sync::ReadAhead::on, sync::ReadAhead::off}) {
        SimTerminal fresh(chain.hub, "S001", 10);
        fresh.enrol();
        int pages = 0;
        HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
            pages += is_feed(request) ? 1 : 0;
            return {};
        });
        const auto report = sync::SyncSession(fresh.database(), fresh.manifest(), fresh.clock, link,
                                              {.read_ahead = read_ahead})
                                .run();
        CHECK(report.ok());
        CHECK(pages == 2);
        CHECK(fresh.count("SELECT count(*) FROM member") == k_members);
        CHECK(fresh.count("SELECT count(*) FROM consent") == k_members);
        CHECK_FALSE(fresh.sync_well().moved_anything());
    }
}

TEST_CASE("the steps around a first load run once, also when it needs two sessions") {
    Chain chain;
    chain.sent_member();
    SimTerminal second(chain.hub, "S001", 9);
    second.enrol();
    std::string steps;
    sync::SessionOptions options;
    options.bulk.begin = [&](sqlite::Database& database) -> Status {
        CHECK_FALSE(database.in_transaction());
        steps += 'b';
        return {};
    };
    options.bulk.end = [&](sqlite::Database&) -> Status {
        steps += 'e';
        return {};
    };
    HookLink dead(chain.hub, [](const sync::HttpRequest& request) -> HookLink::Answer {
        if (is_feed(request)) return Result<sync::HttpResponse>(make_error(sync::k_connection_cut));
        return {};
    });
    DirectLink good(chain.hub);
    const auto run = [&](sync::Transport& link) {
        return sync::SyncSession(second.database(), second.manifest(), second.clock, link, options)
            .run();
    };
    CHECK(error_code(run(dead)) == "connection_cut");
    CHECK(steps == "b");
    CHECK_FALSE(second.status().first_load_done);
    CHECK(run(good).first_load);
    CHECK(steps == "bbe");
    CHECK(second.status().first_load_done);
    CHECK_FALSE(run(good).first_load);
    CHECK(steps == "bbe");
}

sync::HttpResponse json_of(int status, const boost::json::object& body) {
    return {status, "application/json", "", boost::json::serialize(body), {}};
}

TEST_CASE("numbers that no hub can mean are not taken, and the next session is as any other") {
    const std::int64_t generous = sync::Hlc::k_time_ms_max + 1;
    const boost::json::object answers[] = {
        {{"code", "sequence_gap"}, {"expected_seq", 0}},
        {{"code", "sequence_gap"}, {"expected_seq", -1}},
        {{"code", "sequence_gap"}, {"expected_seq", INT64_MIN}},
        {{"code", "clock_ahead"}, {"hub_time", INT64_MIN}, {"clock_bound", 1}},
        {{"code", "clock_ahead"}, {"hub_time", generous}, {"clock_bound", 1}},
        {{"code", "clock_ahead"}, {"hub_time", INT64_MAX}, {"clock_bound", INT64_MIN}}};
    for (const auto& answer : answers) {
        CAPTURE(boost::json::serialize(answer));
        Chain chain;
        REQUIRE(chain.one.register_member("王", "13800000001"));
        const auto clock = chain.one.count("SELECT max(hlc) FROM outbox");
        HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
            if (request.method != "POST") return {};
            return Result<sync::HttpResponse>(json_of(409, answer));
        });
        CHECK_FALSE(chain.one.sync(link).ok());
        CHECK(chain.one.count("SELECT max(hlc) FROM outbox") == clock);
        chain.one.sync_well();
        CHECK(chain.hub.rows_of("member").size() == 1);
        CHECK(chain.one.status().waiting_count == 0);
    }
}

TEST_CASE("headquarters, or a machine before it, that asks to wait is understood; nothing is lost") {
    using Headers = std::map<std::string, std::string>;
    struct Case {
        int status;
        Headers headers;
        std::optional<TimeMs> wait_ms;
    };
    const Case cases[] = {
        {503, {{"retry-after", "7"}}, 7000},
        {429, {{"retry-after", "0"}}, 0},
        {503, {{"retry-after", "-5"}}, 0},
        {503,
         {{"retry-after", "Sat, 21 Nov 2026 06:32:00 GMT"}, {"date", "Sat, 21 Nov 2026 06:31:00 GMT"}},
         60'000},
        {503, {{"retry-after", "Sat, 21 Nov 2026 06:32:00 GMT"}}, {}},
        {503, {{"retry-after", "soon"}}, {}},
        {429, {}, {}},
        {500, {{"retry-after", "7"}}, {}}};
    for (const auto& one : cases) {
        CAPTURE(one.status);
        CAPTURE(one.headers);
        Chain chain;
        REQUIRE(chain.one.register_member("王", "13800000001"));
        HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
            if (request.method != "POST") return {};
            return Result<sync::HttpResponse>(
                sync::HttpResponse{one.status, "text/html", "", "<html>", one.headers});
        });
        const auto report = chain.one.sync(link);
        CHECK(error_code(report) == (one.status == 500 ? "hub_failed" : "hub_stopping"));
        CHECK(report.asked_to_wait == one.wait_ms);
        CHECK(chain.one.status().waiting_count > 0);
        chain.one.sync_well();
        CHECK(chain.hub.rows_of("member").size() == 1);
    }
}

TEST_CASE("a greeting with numbers that no hub can mean is refused") {
    for (const auto& [name, number] : {std::pair{"last_seq", std::int64_t{-5}},
                                       {"hub_time", INT64_MIN},
                                       {"hub_time", sync::Hlc::k_time_ms_max + 1}}) {
        CAPTURE(name);
        Chain chain;
        chain.sent_member();
        HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
            if (!request.target.starts_with("/v1/hello")) return {};
            auto body = boost::json::parse(chain.hub.handle(request).body).as_object();
            body[name] = number;
            return Result<sync::HttpResponse>(json_of(200, body));
        });
        CHECK(error_code(chain.one.sync(link)) == "hub_answer_strange");
        CHECK_FALSE(chain.one.sync_well().moved_anything());
    }
}

// Answers every page with one that promises more.
sync::SessionReport read_endless(Chain& chain, bool with_rows) {
    std::int64_t version = 0;
    std::optional<sync::FeedPage> first;
    HookLink link(chain.hub, [&](const sync::HttpRequest& request) -> HookLink::Answer {
        if (!request.target.starts_with("/v1/feed")) return std::nullopt;
        if (!first) first = sync::decode_feed(chain.hub.handle(request).body).value();
        auto page = *first;
        auto& section = page.sections.front();
        section.rows.clear();
        if (with_rows) {
            sync::FeedSection::Row row;
            row.state.entity = "novelty";
            row.state.id = chain.one.new_id();
            row.state.clocks.base = sync::Hlc(1);
            section.rows.push_back(std::move(row));
        }
        section.from_version = version;
        section.to_version = ++version;
        section.more = true;
        page.sections.resize(1);
        return Result<sync::HttpResponse>(
            sync::HttpResponse{200, "application/x-ndjson", "zstd", sync::encode_feed(page), {}});
    });
    return chain.one.sync(link);
}

TEST_CASE("feed pages that never end are ended by the terminal") {
    for (const bool with_rows : {false, true}) {
        CAPTURE(with_rows);
        Chain chain;
        const auto report = read_endless(chain, with_rows);
        CHECK(error_code(report) == "hub_answer_strange");
        CHECK(chain.one.sync_well().ok());
    }
}

}  // namespace
}  // namespace qiantai::test
