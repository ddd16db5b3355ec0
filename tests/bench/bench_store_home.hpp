#pragma once

// A store's terminal on a disk of its own, with staff and gifts, for benchmarks of services.

#include <fmt/format.h>

#include "schema/sqlite/described_rows.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/stock_facts.hpp"
#include "terminal/store/terminal_database.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::bench {

class StoreHome {
  public:
    explicit StoreHome(sqlite::Durability durability) : m_terminal(open(durability)) {
        sqlite::save_fact(database(), sqlite::fact::k_store_code, "S001").value();
        sqlite::save_fact(database(), sqlite::fact::k_terminal_code, "01").value();
        database()
            .execute("INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
                     " VALUES (zeroblob(16), 'S001', '门店', 480, 'open', 1)")
            .value();
        add_staff("1001", "clerk");
        add_staff("1002", "store_manager");
        context.identity = domain::load_identity(database()).value();
    }

    sqlite::Database& database() { return m_terminal.database(); }
    domain::Session clerk() const { return {"1001", "员工", StaffRole::clerk, "S001", false}; }
    /// As headquarters sends it.
    Uuid add_gift(int nth) {
        const auto code = fmt::format("LP{:06}", nth);
        uncaptured([&] {
            sqlite::insert(database(), domain::Gift{.id = domain::gift_id_of(code),
                                                    .code = code,
                                                    .name = "礼品 " + code,
                                                    .unit = "个",
                                                    .cost = Fen(100),
                                                    .created_by = "9001",
                                                    .created_at = 1})
                .value();
        });
        return domain::gift_id_of(code);
    }
    domain::StockMovement movement(const Uuid& gift, StockKind kind, int quantity, TimeMs at) {
        domain::StockMovement one{.id = context.new_id(),
                                  .store_code = "S001",
                                  .gift_id = gift,
                                  .kind = kind,
                                  .quantity = quantity,
                                  .at = at,
                                  .business_date = Date::of_time(at, 480),
                                  .created_by = "1001",
                                  .created_at = at};
        one.spot = StockSpot::shelf;
        return one;
    }
    template <typename Work>
    void uncaptured(Work&& work) {
        auto transaction = sqlite::Transaction::begin(database()).value();
        database().execute("SELECT set_capture(0)").value();
        work();
        database().execute("SELECT set_capture(1)").value();
        transaction.commit().value();
    }
    Uuid next_id() { return Uuid::make_v7(m_clock, m_random); }

  private:
    store::TerminalDatabase open(sqlite::Durability durability) {
        const auto home =
            store::resolve_home(m_folder.path(), [](const char*) { return std::nullopt; }).value();
        store::TerminalOptions options;
        options.if_missing = store::TerminalOptions::IfMissing::create;
        options.durability = durability;
        return store::TerminalDatabase::open(home, m_clock, m_random, m_manifest, options).value();
    }
    void add_staff(const char* number, const char* role) {
        database()
            .cached(
                "INSERT INTO staff (id, store_code, number, name, role, status, pin_must_change,"
                " created_at) VALUES (?, 'S001', ?, '员工', ?, 'active', 0, 1)")
            .bind(next_id(), number, role)
            .run()
            .value();
    }

    test::TempFolder m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    Manifest m_manifest = make_qiantai_manifest();
    store::TerminalDatabase m_terminal;

  public:
    domain::ServiceContext context{m_terminal.database(), m_clock, m_random, m_manifest, {}};
};

}  // namespace qiantai::bench
