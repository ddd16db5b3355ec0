#include "tests/hub/hub_fixture.hpp"

#include "schema/base/encoding.hpp"
#include "sync/core/wire.hpp"
#include "sync/hub/program/hub_setup.hpp"
#include "sync/hub/store/hub_clock.hpp"
#include "sync/hub/store/postgres/pg_store.hpp"
#include "tests/support/postgres_server.hpp"

namespace qiantai::test {

namespace json = boost::json;

TestHub::TestHub() : TestHub(make_qiantai_manifest()) {}

TestHub::TestHub(Manifest with_manifest) : manifest(std::move(with_manifest)) {
    reopen();
    set_up();
}

bool TestHub::is_on_postgres() {
    const char* database = ::getenv("QIANTAI_TEST_DATABASE");
    return database != nullptr && std::string_view(database) == "postgres";
}

void TestHub::close() {
    m_service.reset();
    m_store.reset();
}

sqlite::OpenOptions TestHub::database_options() {
    sqlite::OpenOptions options;
    options.cipher = sqlite::Cipher::chacha20;
    options.key = std::string(32, 'k');
    options.mode = sqlite::OpenMode::create;
    options.durability = sqlite::Durability::off;
    return options;
}

hub::HubIdentity TestHub::make_identity() {
    SeededRandom keys(11);
    return {"Test chain", "-----TEST CA-----", "test ca", sync::make_bundle_keys(keys)};
}

void TestHub::reopen(std::function<void(sqlite::Database&)> on_open) {
    close();
    m_on_open = std::move(on_open);
    m_store = open_again();
    m_service = std::make_unique<hub::HubService>(parts());
}

std::unique_ptr<hub::HubStore> TestHub::open_again() {
    std::unique_ptr<hub::HubStore> store;
    const auto take = [&](auto opened) {
        REQUIRE_MESSAGE(opened.ok(), (opened.ok() ? "" : opened.error().message()));
        store = std::move(*opened);
    };
    if (is_on_postgres()) {
        if (m_conninfo.empty()) m_conninfo = PostgresServer::shared().make_schema();
        take(hub::PgHubStore::open({m_conninfo, m_folder / "attachments"}));
    } else {
        take(hub::SqliteHubStore::open({m_folder / "hub.db", database_options(), m_on_open}));
    }
    return store;
}

hub::HubParts TestHub::parts() {
    return {*m_store, manifest, clock, random, make_identity(),
            [this](const hub::RequestRecord& record) {
                const MutexLock lock(m_log_mutex);
                log.push_back(record);
            }};
}

void TestHub::set_up() {
    auto writer = m_store->begin_write();
    REQUIRE(writer.ok());
    REQUIRE(hub::set_up_hub(**writer, manifest, clock, random, "Test chain",
                            {"A001", "Admin", "$argon2id$x"})
                .ok());
    REQUIRE((*writer)->commit().ok());
}

void TestHub::add_store(std::string_view code) {
    auto writer = m_store->begin_write();
    REQUIRE(writer.ok());
    hub::WorkingSet rows(manifest, **writer);
    sync::RowState state{"store", Uuid::make_v7(clock, random), {}, {}};
    state.columns = {{"code", code},
                     {"name", code},
                     {"utc_offset_minutes", 480},
                     {"status", "open"},
                     {"created_at", clock.now_ms()}};
    auto hlc = hub::next_hub_hlc(**writer, clock.now_ms());
    REQUIRE(hlc.ok());
    state.clocks.base = *hlc;
    const hub::RowKey key{state.entity, state.id};
    REQUIRE(rows.load(std::span(&key, 1)).ok());
    rows.set(key, std::move(state), "");
    REQUIRE(rows.flush().ok());
    REQUIRE((*writer)->commit().ok());
}

std::string TestHub::make_code(std::string_view store_code) {
    auto writer = m_store->begin_write();
    REQUIRE(writer.ok());
    auto made =
        hub::make_code(**writer, {manifest, clock, random}, "test ca", store_code, "Counter");
    REQUIRE(made.ok());
    REQUIRE((*writer)->commit().ok());
    return made->code.secret;
}

std::string TestHub::load_fact(std::string_view name) {
    auto reader = m_store->begin_read();
    REQUIRE(reader.ok());
    const auto value = (*reader)->load_fact(name);
    REQUIRE(value.ok());
    return value->value_or("");
}

std::optional<hub::Device> TestHub::load_device(const Uuid& id) {
    auto reader = m_store->begin_read();
    REQUIRE(reader.ok());
    auto device = (*reader)->load_device(id);
    REQUIRE(device.ok());
    return *device;
}

void TestHub::save_device(const hub::Device& device) {
    auto writer = m_store->begin_write();
    REQUIRE(writer.ok());
    REQUIRE((*writer)->save_device(device).ok());
    REQUIRE((*writer)->commit().ok());
}

std::optional<hub::StoredRow> TestHub::load_row(std::string_view entity, const Uuid& id) {
    auto reader = m_store->begin_read();
    REQUIRE(reader.ok());
    const hub::RowKey key{std::string(entity), id};
    auto rows = (*reader)->load_rows(std::span(&key, 1));
    REQUIRE(rows.ok());
    if (rows->empty()) return std::nullopt;
    return rows->front();
}

std::vector<hub::StoredRow> TestHub::rows_of(std::string_view entity) {
    auto reader = m_store->begin_read();
    REQUIRE(reader.ok());
    std::vector<hub::StoredRow> rows;
    REQUIRE((*reader)
                ->visit_rows(entity,
                             [&](const hub::StoredRow& row) -> Status {
                                 rows.push_back(row);
                                 return {};
                             })
                .ok());
    return rows;
}

json::object parse_object(std::string_view text) {
    boost::system::error_code failed;
    auto value = json::parse(text, failed);
    REQUIRE_MESSAGE((!failed && value.is_object()), text);
    return value.get_object();
}

json::object member_columns(std::string_view store_code, std::string_view phone) {
    return {{"store_code", store_code},
            {"name", "欧阳娜娜"},
            {"phone", phone},
            {"gender", "female"},
            {"birthday_calendar", "solar"},
            {"tier_code", "basic"},
            {"heard_from", "walk_in"},
            {"status", "active"},
            {"joined_on", "2026-11-21"},
            {"created_by", "1001"},
            {"created_at", 1'795'000'000'000}};
}

json::object staff_columns(std::string_view store_code, std::string_view number) {
    return {{"store_code", store_code}, {"number", number},
            {"name", "王店员"},         {"role", "clerk"},
            {"status", "active"},       {"pin_hash", "$argon2id$secret"},
            {"pin_must_change", true},  {"created_at", 1'795'000'000'000}};
}

TestDevice::TestDevice(TestHub& at_hub, std::string_view at_store) : hub(at_hub) {
    SeededRandom keys(13);
    const json::object body{
        {"code", hub.make_code(at_store)},
        {"bundle_public_key", to_base64url(sync::make_bundle_keys(keys).public_key)}};
    const auto response = hub.handle(
        {"POST", "/v1/enrol", "", "application/json", "", json::serialize(body), "10.0.0.1"});
    REQUIRE_MESSAGE(response.status == 200, response.body);
    const auto answer = parse_object(response.body);
    id = *Uuid::parse(answer.at("device_id").as_string());
    secret = *from_base64url(answer.at("secret").as_string());
    store_code = answer.at("store_code").as_string();
    terminal_code = answer.at("terminal_code").as_string();
    incarnation = Uuid::make_v7(hub.clock, hub.random);
}

sync::Change& TestDevice::write(sync::Op op, std::string_view entity, const Uuid& row,
                                json::object columns) {
    // A terminal has seen the clocks of what it changes; time going on stands for it.
    hub.clock.advance(1);
    last_hlc = last_hlc.next(hub.clock.now_ms());
    sync::Change change;
    change.seq = static_cast<std::int64_t>(outbox.size()) + 1;
    change.txn = change.seq;
    change.hlc = last_hlc;
    change.op = op;
    change.entity = entity;
    change.id = row;
    change.columns = std::move(columns);
    outbox.push_back(std::move(change));
    return outbox.back();
}

Uuid TestDevice::insert(std::string_view entity, json::object columns) {
    return write(sync::Op::insert, entity, Uuid::make_v7(hub.clock, hub.random), std::move(columns))
        .id;
}

void TestDevice::update(std::string_view entity, const Uuid& row, json::object columns,
                        sync::Hlc seen) {
    auto& change = write(sync::Op::update, entity, row, std::move(columns));
    if (seen == sync::Hlc()) return;
    for (const auto& member : change.columns) change.seen.emplace(std::string(member.key()), seen);
}

void TestDevice::erase(std::string_view entity, const Uuid& row) {
    write(sync::Op::erase, entity, row, {});
}

sync::PushBatch TestDevice::make_batch(std::int64_t first_seq, std::int64_t last_seq) const {
    sync::PushBatch batch;
    batch.schema_version = 1;
    batch.incarnation = incarnation;
    batch.restored_from = restored_from;
    batch.first_seq = first_seq;
    if (first_seq > 1) batch.previous_hlc = outbox.at(static_cast<std::size_t>(first_seq) - 2).hlc;
    for (std::int64_t seq = first_seq; seq <= last_seq; ++seq) {
        batch.changes.push_back(outbox.at(static_cast<std::size_t>(seq) - 1));
    }
    return batch;
}

PushReply TestDevice::send(const sync::PushBatch& batch) {
    const auto response =
        hub.handle({"POST", "/v1/changes", authorization(), "application/x-ndjson", "zstd",
                    sync::encode_push(batch), "10.0.0.1"});
    PushReply reply{response.status, {}, {}};
    if (response.status != 200) {
        reply.error = parse_object(response.body);
        return reply;
    }
    auto answer = sync::decode_push_answer(response.body);
    REQUIRE(answer.ok());
    reply.answer = std::move(*answer);
    return reply;
}

PushReply TestDevice::push() {
    auto reply = send(make_batch(acked_seq + 1, static_cast<std::int64_t>(outbox.size())));
    if (reply.status == 200) acked_seq = reply.answer.acked_seq;
    return reply;
}

std::string TestDevice::authorization() const {
    return "Bearer " + id.text() + "." + to_base64url(secret);
}

sync::HttpResponse TestDevice::get(std::string_view target) {
    return hub.handle({"GET", std::string(target), authorization(), "", "", "", "10.0.0.1"});
}

json::object TestDevice::hello() {
    const auto response = get("/v1/hello");
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return parse_object(response.body);
}

std::vector<sync::FeedSection::Row> TestDevice::read(std::string_view scope, std::int64_t from) {
    std::vector<sync::FeedSection::Row> rows;
    for (;;) {
        const auto response =
            get("/v1/feed?cursors=" + std::string(scope) + ":" + std::to_string(from));
        REQUIRE_MESSAGE(response.status == 200, response.body);
        auto page = sync::decode_feed(response.body);
        REQUIRE(page.ok());
        REQUIRE(page->sections.size() == 1);
        auto& section = page->sections.front();
        for (auto& row : section.rows) rows.push_back(std::move(row));
        from = section.to_version;
        if (!section.more) return rows;
    }
}

std::optional<sync::FeedSection::Row> TestDevice::find(std::string_view scope, const Uuid& row) {
    std::optional<sync::FeedSection::Row> found;
    for (auto& one : read(scope)) {
        if (one.state.id != row) continue;
        REQUIRE_FALSE(found);
        found = std::move(one);
    }
    return found;
}

}  // namespace qiantai::test
