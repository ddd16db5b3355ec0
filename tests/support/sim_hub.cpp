#include "tests/support/sim_hub.hpp"

#include "schema/base/encoding.hpp"
#include "sync/hub/program/hub_setup.hpp"
#include "sync/hub/store/hub_clock.hpp"

namespace qiantai::test {
SimHub::SimHub(Manifest manifest, SimStorage storage)
    : m_storage(storage),
      m_manifest(std::move(manifest)),
      m_authority(hub::make_authority("Test chain", SystemClock().now_ms(), m_random).value()) {
    open(next_folder());
    set_up();
}

std::filesystem::path SimHub::next_folder() {
    const auto folder = m_root.path() / std::to_string(++m_folder_count);
    return folder;
}

void SimHub::open(const std::filesystem::path& folder) {
    m_service.reset();
    m_store.reset();
    std::filesystem::create_directories(folder);
    m_folder = folder;
    m_crash.reset();
    auto options = store_options(folder, m_storage.durability);
    options.on_open = [this](sqlite::Database& database) { m_crash.attach(database); };
    m_store = hub::SqliteHubStore::open(std::move(options)).value();
    m_upgrade = hub::check_after_upgrade(*m_store, m_manifest).value();
    SeededRandom keys(11);
    hub::HubIdentity identity{"Test chain", m_authority.certificate_pem,
                              hub::certificate_der(m_authority.certificate_pem).value(),
                              sync::make_bundle_keys(keys)};
    m_service = std::make_unique<hub::HubService>(
        hub::HubParts{*m_store, m_manifest, clock, m_random, std::move(identity)});
}

hub::SqliteStoreOptions SimHub::store_options(const std::filesystem::path& folder,
                                              sqlite::Durability durability) {
    hub::SqliteStoreOptions options{folder / "hub.db", {}};
    options.database.cipher = sqlite::Cipher::aegis256;
    options.database.key = std::string(32, 'h');
    options.database.mode = sqlite::OpenMode::create;
    options.database.durability = durability;
    return options;
}

void SimHub::set_up() {
    auto writer = m_store->begin_write().value();
    hub::set_up_hub(*writer, m_manifest, clock, m_random, "Test chain",
                    {"A001", "Admin", "$argon2id$admin"})
        .value();
    writer->commit().value();
}

std::optional<sync::HttpResponse> SimHub::handle_and_crash(const sync::HttpRequest& request,
                                                           int statements) {
    const auto copy = next_folder();
    m_crash.arm(statements, m_folder, copy);
    auto response = m_service->handle(request);
    m_crash.disarm();
    if (!m_crash.crashed()) return response;
    open(copy);
    return std::nullopt;
}

void SimHub::add_store(std::string_view code) {
    add_row("store", Uuid::make_v7(clock, m_random),
            {{"code", code},
             {"name", code},
             {"utc_offset_minutes", 480},
             {"status", "open"},
             {"created_at", clock.now_ms()}});
}

void SimHub::add_row(std::string_view entity, const Uuid& id, boost::json::object columns) {
    auto writer = m_store->begin_write().value();
    hub::WorkingSet rows(m_manifest, *writer);
    sync::RowState state{std::string(entity), id, std::move(columns), {}};
    state.clocks.base = hub::next_hub_hlc(*writer, clock.now_ms()).value();
    const hub::RowKey key{state.entity, state.id};
    rows.load(std::span(&key, 1)).value();
    rows.set(key, std::move(state), "");
    rows.flush().value();
    writer->commit().value();
}

std::string SimHub::make_code(std::string_view store_code) {
    auto writer = m_store->begin_write().value();
    const auto made = hub::make_code(*writer, {m_manifest, clock, m_random},
                                     m_service->identity().ca_der, store_code, "Counter")
                          .value();
    writer->commit().value();
    return made.code.text();
}

void SimHub::back_up() {
    m_backup = next_folder();
    copy_home(m_folder, m_backup);
}

void SimHub::restore() {
    const auto folder = next_folder();
    copy_home(m_backup, folder);
    const auto greatest = hub::load_greatest_hlc(*m_store->begin_read().value()).value();
    open(folder);
    auto writer = m_store->begin_write().value();
    hub::note_taken_hlc(*writer, greatest).value();
    writer->save_fact(hub::fact::k_generation, hub::make_generation(clock, m_random)).value();
    writer->commit().value();
}

void SimHub::restart() {
    open(m_folder);
}

void SimHub::confirm_clock() {
    auto writer = m_store->begin_write().value();
    hub::confirm_clock(*writer, clock.now_ms()).value();
    writer->commit().value();
}

bool SimHub::accept_refused_clocks() {
    auto writer = m_store->begin_write().value();
    const bool accepted = hub::accept_refused_clocks(*writer).value();
    writer->commit().value();
    return accepted;
}

std::string SimHub::health() {
    return m_service->handle({.method = "GET", .target = "/healthz"}).body;
}

void SimHub::upgrade(Manifest manifest) {
    m_service.reset();
    m_manifest = std::move(manifest);
    open(m_folder);
}

std::vector<hub::StoredRow> SimHub::rows_of(std::string_view entity) {
    const auto reader = m_store->begin_read().value();
    std::vector<hub::StoredRow> rows;
    reader
        ->visit_rows(entity,
                     [&](const hub::StoredRow& row) -> Status {
                         rows.push_back(row);
                         return {};
                     })
        .value();
    return rows;
}

std::optional<hub::StoredRow> SimHub::load_row(std::string_view entity, const Uuid& id) {
    const auto reader = m_store->begin_read().value();
    const hub::RowKey key{std::string(entity), id};
    auto rows = reader->load_rows(std::span(&key, 1)).value();
    if (rows.empty()) return std::nullopt;
    return std::move(rows.front());
}

std::optional<hub::Device> SimHub::load_device(const Uuid& id) {
    return m_store->begin_read().value()->load_device(id).value();
}

void SimHub::save_device(const hub::Device& device) {
    auto writer = m_store->begin_write().value();
    writer->save_device(device).value();
    writer->commit().value();
}

std::map<std::string, std::int64_t> SimHub::load_counters(const std::vector<std::string>& scopes) {
    return m_store->begin_read().value()->load_counters(scopes).value();
}

}  // namespace qiantai::test
