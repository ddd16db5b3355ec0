#pragma once

#include <doctest/doctest.h>

#include <string>

#include "schema/base/clock.hpp"
#include "schema/base/random.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/base/pin.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::domain::test {

/// So cheap that a test can sign in a hundred times.
inline constexpr PinCost k_cheap_pins{1, 8192};
inline constexpr std::string_view k_pin = "2580";

/// A terminal of store S001 (or another) with what headquarters would have sent: its store, two
/// tiers and staff, one person of every role. No durability: tests of that open their own.
class TestDesk {
  public:
    explicit TestDesk(std::string store_code = "S001", std::string terminal_code = "01")
        : m_home(store::resolve_home(m_folder / "home", [](const char*) { return std::nullopt; })
                     .value()),
          m_terminal(open_terminal()),
          context{m_terminal.database(), clock, random, manifest, {}} {
        must(sqlite::save_fact(database(), sqlite::fact::k_store_code, store_code));
        must(sqlite::save_fact(database(), sqlite::fact::k_terminal_code, terminal_code));
        context.identity = load_identity(database()).value();
        from_headquarters([&] {
            run("INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at) VALUES "
                "(?, ?, ?, 480,"
                " 'open', 1)",
                next_id(), store_code, "测试门店");
            add_tier("standard", 0, 12);
            add_tier("gold", 1, 24);
        });
        for (const auto& [role, code] : k_codes<StaffRole>) add_staff(number_of(role), role);
    }

    sqlite::Database& database() { return m_terminal.database(); }
    store::TerminalDatabase& terminal() { return m_terminal; }
    const store::Home& home() const { return m_home; }

    static std::string number_of(StaffRole role) {
        return "100" + std::to_string(static_cast<int>(role) + 1);
    }

    Session session(StaffRole role) {
        return {number_of(role), "员工", role, context.identity.store_code, false};
    }

    void add_staff(const std::string& number, StaffRole role, std::string_view pin = k_pin) {
        const auto hash = hash_pin(pin, k_cheap_pins).value();
        from_headquarters([&] {
            run("INSERT INTO staff (id, store_code, number, name, role, status, pin_hash, "
                "pin_must_change,"
                " created_at) VALUES (?, ?, ?, '员工', ?, 'active', ?, 0, 1)",
                next_id(), context.identity.store_code, number, code_of(role), hash);
        });
    }

    void add_tier(const std::string& code, int rank, int valid_months) {
        run("INSERT INTO tier (id, code, name, rank, valid_months, status, created_at) VALUES (?, "
            "?, ?, ?, ?,"
            " 'active', 1)",
            next_id(), code, code, rank, valid_months);
    }

    /// Writes as sync does when it applies what headquarters sent: uncaptured.
    template <typename Work>
    void from_headquarters(Work&& work) {
        auto transaction = sqlite::Transaction::begin(database());
        REQUIRE(transaction.ok());
        run("SELECT set_capture(0)");
        work();
        run("SELECT set_capture(1)");
        must(transaction->commit());
    }

    template <typename... Values>
    void run(const std::string& sql, const Values&... values) {
        auto statement = database().prepare(sql);
        if (!statement) FAIL(statement.error().message());
        must(statement->bind(values...).run());
    }

    template <typename... Values>
    std::int64_t number(const std::string& sql, const Values&... values) {
        auto statement = database().prepare(sql);
        if (!statement) FAIL(statement.error().message());
        statement->bind(values...);
        REQUIRE(statement->step().value());
        return statement->integer(0);
    }

    template <typename... Values>
    std::string text(const std::string& sql, const Values&... values) {
        auto statement = database().prepare(sql);
        if (!statement) FAIL(statement.error().message());
        statement->bind(values...);
        if (!statement->step().value()) return "(no row)";
        return std::string(statement->text(0));
    }

    /// Action of the newest audit event.
    std::string last_action() {
        return text("SELECT action FROM audit_event ORDER BY chain_seq DESC LIMIT 1");
    }

    Uuid next_id() { return Uuid::make_v7(clock, random); }

    /// Registers a member as the clerk.
    Member add_member(const std::string& name, const std::string& phone) {
        Registration registration{.name = name, .phone = phone};
        auto made = Members(context).register_member(session(StaffRole::clerk), registration);
        if (!made) FAIL(made.error().message());
        return made->member;
    }

    static void must(const Status& status) {
        if (!status) FAIL(status.error().message());
    }

  private:
    qiantai::test::TempFolder m_folder;
    store::Home m_home;

  public:
    FakeClock clock;
    SeededRandom random{11};
    Manifest manifest = make_qiantai_manifest();

  private:
    store::TerminalDatabase open_terminal() {
        store::TerminalOptions options;
        options.if_missing = store::TerminalOptions::IfMissing::create;
        options.durability = sqlite::Durability::off;
        auto opened = store::TerminalDatabase::open(m_home, clock, random, manifest, options);
        if (!opened) FAIL(opened.error().message());
        return std::move(opened).value();
    }
    store::TerminalDatabase m_terminal;

  public:
    ServiceContext context;
};

/// The code of a failure; "ok" if it is none.
template <typename T>
std::string code_of(const Result<T>& result) {
    return result.ok() ? "ok" : std::string(result.error().code());
}

}  // namespace qiantai::domain::test
