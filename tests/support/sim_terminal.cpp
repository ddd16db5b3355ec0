#include "tests/support/sim_terminal.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/incarnations.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/core/tuning.hpp"
#include "terminal/store/erase.hpp"
#include "tests/support/row_store.hpp"

namespace qiantai::test {

namespace fs = std::filesystem;
using boost::json::object;

SimTerminal::SimTerminal(SimHub& at_hub, std::string store_code, std::uint64_t seed,
                         Manifest manifest, SimStorage storage)
    : hub(at_hub),
      clock(at_hub.clock),
      random(seed),
      m_storage(storage),
      m_store_code(std::move(store_code)),
      m_manifest(std::move(manifest)),
      m_migrations(sqlite::terminal_migrations().begin(), sqlite::terminal_migrations().end()),
      m_folder(next_folder()) {
    open();
}

fs::path SimTerminal::next_folder() {
    return m_root.path() / std::to_string(++m_folder_count);
}

void SimTerminal::open() {
    m_open.reset();
    m_greeting.reset();
    m_crash.reset();
    const auto home =
        store::resolve_home(m_folder, [](const char*) { return std::nullopt; }).value();
    store::TerminalOptions options;
    options.if_missing = store::TerminalOptions::IfMissing::create;
    options.durability = m_storage.durability;
    options.migrations = m_migrations;
    m_open.emplace(store::TerminalDatabase::open(home, clock, random, m_manifest, options).value());
    m_crash.attach(m_open->database());
}

void SimTerminal::enrol() {
    try_enrol(hub.make_code(m_store_code), sync::IfEnrolled::fail).value();
}

Result<sync::Enrolment> SimTerminal::try_enrol(std::string_view code,
                                               sync::IfEnrolled if_enrolled) {
    return sync::enrol(database(), clock, random, direct_link_factory(hub), {"https://hub:8443"},
                       code, if_enrolled);
}

Uuid SimTerminal::device_id() {
    return sync::require_device_facts(database()).value().device_id;
}

sync::SessionReport SimTerminal::sync(sync::Transport& transport) {
    const bool is_fresh = clock.boot_ms() - m_greeted_at < sync::tuning::k_greeting_life_ms;
    // Without reading ahead, the links' hooks and faults come in the same order every time.
    auto report = sync::SyncSession(database(), m_manifest, clock, transport,
                                    {.read_ahead = sync::ReadAhead::off,
                                     .greeting = is_fresh ? m_greeting : std::nullopt})
                      .run();
    if (report.greeted) m_greeted_at = clock.boot_ms();
    m_greeting = asks_for_news ? report.greeting : std::nullopt;
    return report;
}

sync::SessionReport SimTerminal::sync() {
    DirectLink link(hub);
    return sync(link);
}

sync::SessionReport SimTerminal::sync_well() {
    auto report = sync();
    if (report.error) assertion_failed(report.error->message().c_str(), __FILE__, __LINE__);
    return report;
}

void SimTerminal::arm_crash(int statements) {
    m_crash_copy = next_folder();
    m_crash.arm(statements, m_folder, m_crash_copy);
}

void SimTerminal::restart() {
    if (m_crash.crashed()) m_folder = m_crash_copy;
    open();
}

void SimTerminal::upgrade(Manifest manifest, std::vector<sqlite::MigrationText> migrations) {
    m_open.reset();
    m_manifest = std::move(manifest);
    m_migrations = std::move(migrations);
    open();
}

fs::path SimTerminal::copy() {
    const auto folder = next_folder();
    copy_home(m_folder, folder);
    return folder;
}

void SimTerminal::back_to_copy(const fs::path& copy, CopyKind kind) {
    const auto replaced = sqlite::load_incarnations(database()).value();
    m_open.reset();
    m_folder = next_folder();
    copy_home(copy, m_folder);
    open();
    if (kind == CopyKind::plain) return;
    sqlite::begin_incarnation(database(), new_id(), replaced).value();
}

bool SimTerminal::in_transaction(const std::function<Status()>& write) {
    auto transaction = sqlite::Transaction::begin(database());
    return transaction && write() && transaction->commit();
}

bool SimTerminal::insert(std::string_view entity, const Uuid& id, const object& columns) {
    store::RowStore rows(database(), m_manifest);
    return in_transaction([&] { return rows.insert(entity, id, columns); });
}

bool SimTerminal::update(std::string_view entity, const Uuid& id, const object& columns) {
    store::RowStore rows(database(), m_manifest);
    return in_transaction([&] { return rows.update(entity, id, columns); });
}

bool SimTerminal::erase_person(const Uuid& member_id) {
    return in_transaction(
        [&] { return store::erase_person(database(), m_manifest, "member", member_id); });
}

std::optional<Uuid> SimTerminal::register_member(std::string_view name, std::string_view phone) {
    store::RowStore rows(database(), m_manifest);
    const Uuid member = new_id(), card = new_id(), consent = new_id();
    const bool done = in_transaction([&]() -> Status {
        QIANTAI_TRY_STATUS(
            rows.insert("member", member, member_row(m_store_code, name, phone, clock.now_ms())));
        QIANTAI_TRY_STATUS(rows.insert("member_card", card,
                                       {{"store_code", m_store_code},
                                        {"member_id", member.text()},
                                        {"number", m_store_code + card.text().substr(24)},
                                        {"status", "active"},
                                        {"issued_on", "2026-11-21"},
                                        {"created_by", "1001"},
                                        {"created_at", clock.now_ms()}}));
        return rows.insert("consent", consent,
                           {{"store_code", m_store_code},
                            {"member_id", member.text()},
                            {"purpose", "membership"},
                            {"decision", "given"},
                            {"text_version", "1"},
                            {"channel", "counter"},
                            {"created_by", "1001"},
                            {"created_at", clock.now_ms()}});
    });
    return done ? std::optional(member) : std::nullopt;
}

std::optional<object> SimTerminal::load(std::string_view entity, const Uuid& id) {
    auto row = store::RowStore(database(), m_manifest).load(entity, id).value();
    if (!row) return std::nullopt;
    return std::move(row->columns);
}

std::int64_t SimTerminal::count(const std::string& sql) {
    auto statement = database().prepare(sql).value();
    QIANTAI_ASSERT(statement.step().value());
    return statement.integer(0);
}

object member_row(std::string_view store_code, std::string_view name, std::string_view phone,
                  TimeMs now_ms) {
    return {{"store_code", store_code},
            {"name", name},
            {"phone", phone},
            {"gender", "female"},
            {"birthday_calendar", "solar"},
            {"tier_code", "basic"},
            {"heard_from", "walk_in"},
            {"status", "active"},
            {"joined_on", "2026-11-21"},
            {"created_by", "1001"},
            {"created_at", now_ms}};
}

sync::TransportFactory direct_link_factory(SimHub& hub) {
    return [&hub](const sync::HubAddress&,
                  const std::optional<std::string>&) -> Result<std::unique_ptr<sync::Transport>> {
        return std::unique_ptr<sync::Transport>(std::make_unique<DirectLink>(hub));
    };
}

}  // namespace qiantai::test
