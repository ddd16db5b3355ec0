// A hub's folder from init to restore, through the same functions as the command line.

#include <sys/stat.h>

#include <sstream>

#include "schema/base/file.hpp"
#include "sync/core/wire.hpp"
#include "sync/hub/program/commands.hpp"
#include "sync/hub/program/hub_backup.hpp"
#include "sync/hub/program/hub_setup.hpp"
#include "tests/hub/hub_fixture.hpp"
#include "tests/support/postgres_server.hpp"

using namespace qiantai;
using namespace qiantai::test;
namespace json = boost::json;

namespace {

struct Home {
    Home() { write_bytes(folder / "pin", "482913\n"); }

    hub::CommandContext context() {
        out.str("");
        return {paths, clock, random, out};
    }
    hub::InitArguments init_arguments() {
        return {"测试连锁", {"localhost", "127.0.0.1"}, "", "9001", "管理员", folder / "pin", database};
    }
    void init() {
        const auto done = hub::run_init(context(), init_arguments());
        REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().message()));
    }
    json::object inspect() {
        REQUIRE(hub::run_inspect(context()).ok());
        return parse_object(out.str());
    }
    static unsigned rights(const std::filesystem::path& path) {
        struct stat info {};
        REQUIRE(::stat(path.c_str(), &info) == 0);
        return info.st_mode & 0777;
    }

    TempFolder folder;
    hub::HubPaths paths{folder.path() / "home"};
    std::string database;  ///< of PostgreSQL
    FakeClock clock;
    SystemRandom random;
    std::ostringstream out;
};

/// A service over the home's own store, as serve makes it.
struct Serving {
    explicit Serving(Home& home)
        : manifest(make_qiantai_manifest()), store(std::move(*hub::open_hub_store(home.paths))) {
        auto identity = hub::load_identity(home.paths, *store);
        REQUIRE(identity.ok());
        service = std::make_unique<hub::HubService>(
            hub::HubParts{*store, manifest, home.clock, home.random, std::move(*identity)});
    }
    Manifest manifest;
    std::unique_ptr<hub::HubStore> store;
    std::unique_ptr<hub::HubService> service;
};

}  // namespace

TEST_CASE_FIXTURE(Home, "init makes a hub with private keys, and says what to do next") {
    init();
    CHECK(out.str().find("qiantai-hub serve --home") != std::string::npos);
    CHECK(out.str().find("qiantai-hub code --home") != std::string::npos);
    CHECK(out.str().find("482913") == std::string::npos);
    for (const auto& key :
         {paths.database_key(), paths.bundle_key(), paths.authority_key(), paths.server_key()}) {
        CAPTURE(key);
        CHECK(rights(key) == 0600);
    }
    CHECK(rights(paths.root) == 0700);
    const auto counts = inspect();
    CHECK(counts.at("chain_name") == "测试连锁");
    CHECK(counts.at("rows").at("chain").at("store") == 1);
    CHECK(counts.at("rows").at("store/HQ").at("staff") == 1);
    CHECK(file_bytes(paths.database()).find("测试连锁") == std::string::npos);
}

TEST_CASE_FIXTURE(Home, "init never overwrites a hub") {
    init();
    const auto generation = inspect().at("generation");
    CHECK(hub::run_init(context(), init_arguments()).error().code() == "hub_exists");
    CHECK(inspect().at("generation") == generation);
    CHECK_FALSE(std::filesystem::exists(paths.root / ".init"));
}

TEST_CASE_FIXTURE(Home, "a hub whose data lie in PostgreSQL is set up and works like another") {
    database = PostgresServer::shared().make_schema();
    init();
    CHECK_FALSE(std::filesystem::exists(paths.database()));
    const auto generation = inspect().at("generation");
    CHECK(inspect().at("chain_name") == "测试连锁");
    REQUIRE(hub::run_code(context(), "HQ", "Desk 1").ok());
    CHECK(Serving(*this).service->handle({"GET", "/healthz", "", "", "", "", ""}).status == 200);
    CHECK(hub::run_backup_create(context(), 3).error().code() == "database_elsewhere");
    CHECK(hub::run_backup_restore(context(), folder / "x").error().code() == "database_elsewhere");
    CHECK(hub::run_init(context(), init_arguments()).error().code() == "hub_exists");
    SUBCASE("a second hub is not set up in the same database") {
        paths = {folder.path() / "second"};
        CHECK(hub::run_init(context(), init_arguments()).error().code() == "hub_exists");
        CHECK(hub::run_init(context(), init_arguments()).error().code() == "hub_exists");
        CHECK(hub::run_inspect(context()).error().code() == "hub_missing");
        paths = {folder.path() / "home"};
    }
    SUBCASE("killed after the database was set up, the next init finishes it") {
        std::filesystem::create_directories(paths.root / ".init");
        for (const auto* part : {"data", "hub.toml", "backups", "logs", "keys"})
            std::filesystem::rename(paths.root / part, paths.root / ".init" / part);
        CHECK(hub::run_init(context(), init_arguments()).error().code() == "hub_exists");
    }
    CHECK(inspect().at("generation") == generation);
}

TEST_CASE_FIXTURE(Home, "a password in the settings, or what is no connection string, is refused") {
    for (const char* wrong :
         {"postgresql://me:secret@localhost/db", "host=localhost password=secret", "nonsense"}) {
        database = wrong;
        CHECK(hub::run_init(context(), init_arguments()).error().code() == "postgres_conninfo");
    }
    CHECK_FALSE(std::filesystem::exists(paths.root));
}

TEST_CASE_FIXTURE(Home,
                  "init that was killed anywhere is begun anew, or was whole and is the hub") {
    hub::HubSettings settings;
    settings.hosts = {"localhost"};
    const auto begin = [&] {
        return hub::create_hub_home(paths, settings, "x", clock.now_ms(), random);
    };
    SUBCASE("among the first files") {
        std::filesystem::create_directories(paths.root / ".init" / "keys");
        write_bytes(paths.root / ".init" / "keys" / "ca.key", "half");
        init();
    }
    SUBCASE("while the database is made") {
        std::filesystem::create_directories(paths.root / ".init" / "data");
        write_bytes(paths.root / ".init" / "data" / "hub.db", "SQLite f");
        write_bytes(paths.root / ".init" / "data" / "hub.db-journal", "half");
        std::filesystem::create_directories(paths.root / ".init" / "keys");
        write_bytes(paths.root / ".init" / "keys" / "hub.key", "half");
        CHECK(hub::run_inspect(context()).error().code() == "hub_missing");
        init();
    }
    SUBCASE("before it is set up") {
        REQUIRE(begin().ok());
        init();
    }
    SUBCASE("while what is whole is put into its place") {
        init();
        const auto generation = inspect().at("generation");
        std::filesystem::create_directories(paths.root / ".init");
        for (const auto* part : {"data", "hub.toml", "backups"}) {
            std::filesystem::rename(paths.root / part, paths.root / ".init" / part);
            CAPTURE(part);
        }
        CHECK(hub::run_init(context(), init_arguments()).error().code() == "hub_exists");
        CHECK(inspect().at("generation") == generation);
    }
    CHECK(inspect().at("chain_name") == "测试连锁");
    CHECK_FALSE(std::filesystem::exists(paths.root / ".init"));
}

TEST_CASE_FIXTURE(Home, "init refuses a PIN file or names that won't do, and makes nothing") {
    for (const std::string pin : {"", "123", "123456789", "12a4", "1234 5"}) {
        CAPTURE(pin);
        write_bytes(folder / "pin", pin);
        CHECK(hub::run_init(context(), init_arguments()).error().code() == "pin_unsuitable");
    }
    // As every other member of staff: none of the PINs that are tried first, nor the own number.
    for (const std::string pin : {"123456", "1111", "880503", "9001"}) {
        CAPTURE(pin);
        write_bytes(folder / "pin", pin);
        CHECK(hub::run_init(context(), init_arguments()).error().code() == "pin_too_easy");
    }
    write_bytes(folder / "pin", "4829");
    auto arguments = init_arguments();
    arguments.admin_name.clear();
    CHECK(hub::run_init(context(), arguments).error().code() == "argument_unsuitable");
    arguments = init_arguments();
    arguments.hosts = {"not a host"};
    CHECK(hub::run_init(context(), arguments).error().code() == "certificate_error");
    CHECK(hub::run_inspect(context()).error().code() == "hub_missing");
}

TEST_CASE_FIXTURE(Home, "the administrator's PIN is kept as Argon2id") {
    init();
    Serving serving(*this);
    auto reader = serving.store->begin_read();
    std::string hash;
    REQUIRE((*reader)
                ->visit_rows("staff",
                             [&](const hub::StoredRow& row) -> Status {
                                 hash = row.state.columns.at("pin_hash").as_string();
                                 return {};
                             })
                .ok());
    CHECK(hash.starts_with("$argon2id$"));
}

TEST_CASE_FIXTURE(Home, "a code for a store without a row is refused with what to do") {
    init();
    const auto refused = hub::run_code(context(), "S001", "Counter");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code() == "store_unknown");
    CHECK(refused.error().actor() == Actor::administrator);
    REQUIRE(hub::run_code(context(), "HQ", "Desk").ok());
    CHECK(sync::parse_enrolment_code(out.str().substr(0, 23)).ok());
}

TEST_CASE_FIXTURE(Home,
                  "a renewed certificate is of the same authority and keeps or changes the hosts") {
    init();
    const auto authority = *read_file(paths.authority_certificate());
    const auto before = *read_file(paths.server_certificate());
    clock.advance(365ll * 24 * 3600 * 1000);
    REQUIRE(hub::run_renew_certificate(context(), {}).ok());
    CHECK(out.str().find("localhost, 127.0.0.1") != std::string::npos);
    REQUIRE(hub::run_renew_certificate(context(), {"hub.example"}).ok());
    CHECK(hub::load_settings(paths)->hosts == std::vector<std::string>{"hub.example"});
    const auto after = *read_file(paths.server_certificate());
    CHECK(after != before);
    CHECK(*hub::certificate_expiry(after) > *hub::certificate_expiry(before));
    CHECK(*read_file(paths.authority_certificate()) == authority);
}

TEST_CASE_FIXTURE(Home, "settings that can't be understood are named, and not overwritten") {
    init();
    write_bytes(paths.settings(), "hosts = [1, 2");
    CHECK(hub::load_settings(paths).error().code() == "settings_malformed");
    CHECK(hub::run_renew_certificate(context(), {"x"}).error().code() == "settings_malformed");
    CHECK(file_bytes(paths.settings()) == "hosts = [1, 2");
}

TEST_CASE_FIXTURE(
    Home,
    "a restored backup is an older state with a new generation; the newer one is kept aside") {
    init();
    const auto generation = inspect().at("generation");
    REQUIRE(hub::run_backup_create(context(), 3).ok());
    auto backup = out.str();
    backup.pop_back();
    REQUIRE(hub::run_code(context(), "HQ", "Desk").ok());
    {
        Serving serving(*this);
        auto writer = *serving.store->begin_write();
        REQUIRE(writer->save_fact("after", "backup").ok());
        REQUIRE(writer->commit().ok());
    }
    clock.advance(1000);
    const auto restored = hub::run_backup_restore(context(), backup);
    REQUIRE_MESSAGE(restored.ok(), (restored.ok() ? "" : restored.error().message()));
    CHECK(inspect().at("generation") != generation);
    {
        Serving serving(*this);
        CHECK_FALSE((*serving.store->begin_read())->load_fact("after")->has_value());
    }
    int replaced = 0;
    for (const auto& entry : std::filesystem::directory_iterator(paths.backups())) {
        const auto name = entry.path().filename().string();
        replaced += name.starts_with("replaced-") && name.ends_with(".db");
    }
    CHECK(replaced == 1);
}

TEST_CASE_FIXTURE(Home, "a running hub can be backed up but not restored") {
    init();
    REQUIRE(hub::run_backup_create(context(), 3).ok());
    auto backup = out.str();
    backup.pop_back();
    const auto running = hub::HomeLock::take(paths);
    REQUIRE(running.ok());
    clock.advance(1000);
    CHECK(hub::run_backup_create(context(), 3).ok());
    CHECK(hub::run_backup_restore(context(), backup).error().code() == "hub_running");
}

TEST_CASE_FIXTURE(Home, "a damaged, foreign or missing backup is refused and changes nothing") {
    init();
    REQUIRE(hub::run_backup_create(context(), 3).ok());
    auto backup = out.str();
    backup.pop_back();
    const auto before = inspect();
    auto bytes = file_bytes(backup);
    for (std::size_t at = 4096 * 2; at < bytes.size(); at += 512)
        bytes[at] = static_cast<char>(~bytes[at]);
    write_bytes(folder / "damaged.db", bytes);
    CHECK_FALSE(hub::run_backup_restore(context(), folder / "damaged.db").ok());
    write_bytes(folder / "foreign.db", "SQLite format 3 and so on");
    CHECK_FALSE(hub::run_backup_restore(context(), folder / "foreign.db").ok());
    CHECK_FALSE(hub::run_backup_restore(context(), folder / "missing.db").ok());
    CHECK(inspect() == before);
}

TEST_CASE_FIXTURE(Home, "only so many backups are kept, the newest ones") {
    init();
    std::string newest;
    for (int i = 0; i < 4; ++i) {
        clock.advance(1000);
        REQUIRE(hub::run_backup_create(context(), 2).ok());
        newest = out.str();
        newest.pop_back();
    }
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(paths.backups())) {
        count += entry.path().extension() == ".db";
    }
    CHECK(count == 2);
    CHECK(std::filesystem::exists(newest));
}

TEST_CASE_FIXTURE(Home, "keys that other users can read are not used") {
    init();
    REQUIRE(::chmod(paths.database_key().c_str(), 0644) == 0);
    CHECK(hub::run_inspect(context()).error().code() == "key_exposed");
}

TEST_CASE_FIXTURE(Home, "an audit trail without entries is sound, and says so") {
    init();
    const auto verdict = hub::run_audit_verify(context());
    REQUIRE(verdict.ok());
    CHECK(verdict->sound);
    CHECK(parse_object(out.str()).at("events") == 0);
}
