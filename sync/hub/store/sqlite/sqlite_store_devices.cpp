// SqliteReader and SqliteWriter: devices, audit chains, refused changes, enrolment codes, facts.

#include "schema/base/encoding.hpp"
#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/hub/store/sqlite/sqlite_session.hpp"

namespace qiantai::hub {
namespace {

#define QIANTAI_DEVICE_COLUMNS                                                               \
    "id, store_code, terminal_code, secret_hash, bundle_public_key, status, status_reason, " \
    "incarnation, "                                                                          \
    "last_seq, last_hlc, schema_version, enrolled_at, last_seen_at"
#define QIANTAI_CHAIN_COLUMNS "device_id, incarnation, chain_seq, hash, breaks, first_break_seq"

constexpr std::string_view k_save_device =
    "INSERT INTO device (" QIANTAI_DEVICE_COLUMNS
    ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET store_code = excluded.store_code, "
    "terminal_code = excluded.terminal_code, secret_hash = excluded.secret_hash, "
    "bundle_public_key = excluded.bundle_public_key, status = excluded.status, "
    "status_reason = excluded.status_reason, incarnation = excluded.incarnation, "
    "last_seq = excluded.last_seq, last_hlc = excluded.last_hlc, "
    "schema_version = excluded.schema_version, last_seen_at = excluded.last_seen_at";
constexpr std::string_view k_save_chain =
    "INSERT INTO audit_chain (" QIANTAI_CHAIN_COLUMNS
    ") VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (device_id, incarnation) DO UPDATE SET chain_seq = excluded.chain_seq, "
    "hash = excluded.hash, breaks = excluded.breaks, first_break_seq = excluded.first_break_seq";
constexpr std::string_view k_add_rejection =
    "INSERT OR IGNORE INTO rejection (device_id, incarnation, seq, entity, id, code, field, "
    "detail, "
    "change, rejected_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view k_scrub_rejections =
    "UPDATE rejection SET change = json_set(change, '$.columns', json('{}')) WHERE entity = ? AND "
    "id = ?";

Device parse_device(const sqlite::Statement& row) {
    Device device;
    device.id = row.uuid(0);
    device.store_code = row.text(1);
    device.terminal_code = row.text(2);
    device.secret_hash = row.blob(3);
    device.bundle_public_key = row.blob(4);
    device.status = parse_code<DeviceStatus>(row.text(5)).value_or(DeviceStatus::blocked);
    device.status_reason = row.text(6);
    device.incarnation = row.uuid(7);
    device.last_seq = row.integer(8);
    device.last_hlc = sync::Hlc(row.integer(9));
    device.schema_version = static_cast<int>(row.integer(10));
    device.enrolled_at = row.integer(11);
    device.last_seen_at = row.integer(12);
    return device;
}

AuditChain parse_chain(const sqlite::Statement& row) {
    return {row.uuid(0),    row.uuid(1),   row.integer(2), std::string(row.blob(3)),
            row.integer(4), row.integer(5)};
}

}  // namespace

Result<std::optional<std::string>> SqliteReader::load_fact(std::string_view name) {
    return sqlite::load_fact_text(*m_database, name);
}

Status SqliteWriter::save_fact(std::string_view name, std::string_view value) {
    return sqlite::save_fact(*m_database, name, value);
}

Result<std::optional<Device>> SqliteReader::load_device(const Uuid& id) {
    auto& statement =
        m_database->cached("SELECT " QIANTAI_DEVICE_COLUMNS " FROM device WHERE id = ?").bind(id);
    QIANTAI_TRY(const bool row, statement.step());
    std::optional<Device> device;
    if (row) device = parse_device(statement);
    statement.reset();
    return device;
}

Result<std::vector<Device>> SqliteReader::load_devices() {
    auto& statement = m_database->cached("SELECT " QIANTAI_DEVICE_COLUMNS
                                         " FROM device ORDER BY store_code, terminal_code");
    return sqlite::all(statement, parse_device);
}

Result<std::vector<Device>> SqliteReader::load_devices_of(std::string_view store_code) {
    auto& statement =
        m_database->cached("SELECT " QIANTAI_DEVICE_COLUMNS
                           " FROM device WHERE store_code = ? ORDER BY terminal_code");
    return sqlite::all(statement.bind(store_code), parse_device);
}

Status SqliteWriter::save_device(const Device& device) {
    std::optional<Uuid> incarnation;
    if (!device.incarnation.is_nil()) incarnation = device.incarnation;
    auto& statement = m_database->cached(k_save_device)
                          .bind(device.id, device.store_code, device.terminal_code, std::nullopt,
                                std::nullopt, code_of(device.status), device.status_reason,
                                incarnation, device.last_seq, device.last_hlc.raw(),
                                device.schema_version, device.enrolled_at, device.last_seen_at);
    statement.bind_blob(4, device.secret_hash);
    statement.bind_blob(5, device.bundle_public_key);
    return statement.run();
}

Status SqliteWriter::touch_device(const Uuid& id, TimeMs seen_at) {
    return m_database->cached("UPDATE device SET last_seen_at = ? WHERE id = ?")
        .bind(seen_at, id)
        .run();
}

Result<bool> SqliteReader::is_retired(const Uuid& device_id, const Uuid& incarnation) {
    auto& statement =
        m_database
            ->cached("SELECT 1 FROM retired_incarnation WHERE device_id = ? AND incarnation = ?")
            .bind(device_id, incarnation);
    return sqlite::any(statement);
}

Status SqliteWriter::retire_incarnation(const Uuid& device_id, const Uuid& incarnation,
                                        TimeMs now) {
    return m_database
        ->cached(
            "INSERT OR IGNORE INTO retired_incarnation (device_id, incarnation, retired_at) "
            "VALUES (?, ?, ?)")
        .bind(device_id, incarnation, now)
        .run();
}

Status SqliteWriter::revive_incarnation(const Uuid& device_id, const Uuid& incarnation) {
    return m_database
        ->cached("DELETE FROM retired_incarnation WHERE device_id = ? AND incarnation = ?")
        .bind(device_id, incarnation)
        .run();
}

Result<std::vector<AuditChain>> SqliteReader::load_chains(const Uuid& device_id,
                                                          std::span<const Uuid> incarnations) {
    std::vector<AuditChain> chains;
    for (const auto& incarnation : incarnations) {
        auto& statement = m_database
                              ->cached("SELECT " QIANTAI_CHAIN_COLUMNS
                                       " FROM audit_chain WHERE device_id = ? AND incarnation = ?")
                              .bind(device_id, incarnation);
        QIANTAI_TRY(const bool row, statement.step());
        if (row) chains.push_back(parse_chain(statement));
        statement.reset();
    }
    return chains;
}

Result<std::vector<AuditChain>> SqliteReader::load_all_chains() {
    auto& statement = m_database->cached("SELECT " QIANTAI_CHAIN_COLUMNS
                                         " FROM audit_chain ORDER BY device_id, incarnation");
    return sqlite::all(statement, parse_chain);
}

Status SqliteWriter::save_chains(std::span<const AuditChain> chains) {
    for (const auto& chain : chains) {
        auto& statement = m_database->cached(k_save_chain)
                              .bind(chain.device_id, chain.incarnation, chain.chain_seq,
                                    std::nullopt, chain.breaks, chain.first_break_seq);
        statement.bind_blob(4, chain.hash);
        QIANTAI_TRY_STATUS(statement.run());
    }
    return {};
}

Result<std::vector<StoredRejection>> SqliteReader::load_rejections(const Uuid& device_id,
                                                                   const Uuid& incarnation,
                                                                   std::int64_t first,
                                                                   std::int64_t last) {
    auto& statement =
        m_database
            ->cached(
                "SELECT seq, entity, id, code, field, detail, change, rejected_at FROM rejection "
                "WHERE device_id = ? AND incarnation = ? AND seq BETWEEN ? AND ? ORDER BY seq")
            .bind(device_id, incarnation, first, last);
    return sqlite::all(statement, [&](const sqlite::Statement& row) {
        return StoredRejection{device_id,
                               incarnation,
                               row.integer(0),
                               RowKey{std::string(row.text(1)), row.uuid(2)},
                               std::string(row.text(3)),
                               std::string(row.text(4)),
                               std::string(row.text(5)),
                               std::string(row.text(6)),
                               row.integer(7)};
    });
}

Status SqliteWriter::add_rejections(std::span<const StoredRejection> rejections) {
    for (const auto& one : rejections) {
        QIANTAI_TRY_STATUS(m_database->cached(k_add_rejection)
                               .bind(one.device_id, one.incarnation, one.seq, one.key.entity,
                                     one.key.id, one.code, one.field, one.detail, one.change,
                                     one.rejected_at)
                               .run());
    }
    return {};
}

Status SqliteWriter::scrub_rejections(std::span<const RowKey> keys) {
    for (const auto& key : keys) {
        QIANTAI_TRY_STATUS(m_database->cached(k_scrub_rejections).bind(key.entity, key.id).run());
    }
    return {};
}

Result<std::optional<StoredCode>> SqliteReader::load_code(std::string_view code_hash) {
    auto& statement = m_database->cached(
        "SELECT code_hash, store_code, terminal_name, expires_at, used_at FROM enrolment_code "
        "WHERE code_hash = ?");
    statement.bind_blob(1, code_hash);
    QIANTAI_TRY(const bool row, statement.step());
    std::optional<StoredCode> code;
    if (row) {
        code =
            StoredCode{std::string(statement.blob(0)), std::string(statement.text(1)),
                       std::string(statement.text(2)), statement.integer(3), statement.integer(4)};
    }
    statement.reset();
    return code;
}

Status SqliteWriter::save_code(const StoredCode& code) {
    std::optional<std::int64_t> used_at;
    if (code.used_at != 0) used_at = code.used_at;
    auto& statement =
        m_database
            ->cached(
                "INSERT INTO enrolment_code (code_hash, store_code, terminal_name, expires_at, "
                "used_at) "
                "VALUES (?, ?, ?, ?, ?) ON CONFLICT (code_hash) DO UPDATE SET used_at = "
                "excluded.used_at")
            .bind(std::nullopt, code.store_code, code.terminal_name, code.expires_at, used_at);
    statement.bind_blob(1, code.code_hash);
    return statement.run();
}

}  // namespace qiantai::hub
