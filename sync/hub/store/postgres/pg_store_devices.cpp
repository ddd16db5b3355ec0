// PgReader and PgWriter: devices, audit chains, refused changes, enrolment codes, facts.

#include "sync/hub/store/postgres/pg_session.hpp"

namespace qiantai::hub {
namespace {

#define QIANTAI_PG_DEVICE_COLUMNS                                                            \
    "id, store_code, terminal_code, secret_hash, bundle_public_key, status, status_reason, " \
    "incarnation, last_seq, last_hlc, schema_version, enrolled_at, last_seen_at"
#define QIANTAI_PG_CHAIN_COLUMNS "device_id, incarnation, chain_seq, hash, breaks, first_break_seq"

Device parse_pg_device(const PgRows& rows, int row) {
    Device device;
    device.id = rows.uuid(row, 0);
    device.store_code = rows.text(row, 1);
    device.terminal_code = rows.text(row, 2);
    device.secret_hash = rows.bytes(row, 3);
    device.bundle_public_key = rows.bytes(row, 4);
    device.status = parse_code<DeviceStatus>(rows.text(row, 5)).value_or(DeviceStatus::blocked);
    device.status_reason = rows.text(row, 6);
    device.incarnation = rows.uuid(row, 7);
    device.last_seq = rows.integer(row, 8);
    device.last_hlc = sync::Hlc(rows.integer(row, 9));
    device.schema_version = static_cast<int>(rows.integer(row, 10));
    device.enrolled_at = rows.integer(row, 11);
    device.last_seen_at = rows.integer(row, 12);
    return device;
}

std::vector<Device> all_pg_devices(const PgRows& rows) {
    std::vector<Device> devices;
    for (int i = 0; i < rows.count(); ++i) devices.push_back(parse_pg_device(rows, i));
    return devices;
}

std::vector<AuditChain> all_pg_chains(const PgRows& rows) {
    std::vector<AuditChain> chains;
    for (int i = 0; i < rows.count(); ++i) {
        chains.push_back({rows.uuid(i, 0), rows.uuid(i, 1), rows.integer(i, 2), rows.bytes(i, 3),
                          rows.integer(i, 4), rows.integer(i, 5)});
    }
    return chains;
}

}  // namespace

Result<std::optional<std::string>> PgReader::load_fact(std::string_view name) {
    if (!m_facts) {
        QIANTAI_TRY(const auto rows, m_connection->run("SELECT name, value FROM fact"));
        keep_facts(rows);
    }
    std::optional<std::string> value;
    if (const auto found = m_facts->find(name); found != m_facts->end()) value = found->second;
    return value;
}

void PgReader::keep_facts(const PgRows& rows) {
    m_facts.emplace();
    for (int i = 0; i < rows.count(); ++i) m_facts->emplace(rows.text(i, 0), rows.text(i, 1));
}

Status PgWriter::save_fact(std::string_view name, std::string_view value) {
    if (m_facts) m_facts->insert_or_assign(std::string(name), std::string(value));
    return m_connection->run_later(
        "INSERT INTO fact (name, value) VALUES ($1::text, $2::text) ON CONFLICT "
        "(name) DO UPDATE SET value = excluded.value",
        PgParameters().text(name).text(value));
}

Result<std::optional<Device>> PgReader::load_device(const Uuid& id) {
    QIANTAI_TRY(const auto rows, m_connection->run("SELECT " QIANTAI_PG_DEVICE_COLUMNS
                                                   " FROM device WHERE id = $1::uuid",
                                                   PgParameters().uuid(id)));
    std::optional<Device> device;
    if (rows.count() == 1) device = parse_pg_device(rows, 0);
    return device;
}

Result<std::vector<Device>> PgReader::load_devices() {
    QIANTAI_TRY(const auto rows,
                m_connection->run("SELECT " QIANTAI_PG_DEVICE_COLUMNS
                                  " FROM device ORDER BY store_code, terminal_code"));
    return all_pg_devices(rows);
}

Result<std::vector<Device>> PgReader::load_devices_of(std::string_view store_code) {
    QIANTAI_TRY(const auto rows,
                m_connection->run("SELECT " QIANTAI_PG_DEVICE_COLUMNS
                                  " FROM device WHERE store_code = $1::text ORDER BY terminal_code",
                                  PgParameters().text(store_code)));
    return all_pg_devices(rows);
}

Status PgWriter::save_device(const Device& device) {
    return m_connection->run_later(
        "INSERT INTO device (" QIANTAI_PG_DEVICE_COLUMNS
        ") VALUES ($1::uuid, $2::text, $3::text, $4::bytea, $5::bytea, $6::text, $7::text, "
        "$8::uuid, $9::bigint, $10::bigint, $11::integer, $12::bigint, $13::bigint) "
        "ON CONFLICT (id) DO UPDATE SET store_code = excluded.store_code, "
        "terminal_code = excluded.terminal_code, secret_hash = excluded.secret_hash, "
        "bundle_public_key = excluded.bundle_public_key, status = excluded.status, "
        "status_reason = excluded.status_reason, incarnation = excluded.incarnation, "
        "last_seq = excluded.last_seq, last_hlc = excluded.last_hlc, "
        "schema_version = excluded.schema_version, last_seen_at = excluded.last_seen_at",
        PgParameters()
            .uuid(device.id)
            .text(device.store_code)
            .text(device.terminal_code)
            .bytes(device.secret_hash)
            .bytes(device.bundle_public_key)
            .text(code_of(device.status))
            .text(device.status_reason)
            .uuid_or_null(device.incarnation)
            .integer(device.last_seq)
            .integer(device.last_hlc.raw())
            .integer(device.schema_version)
            .integer(device.enrolled_at)
            .integer(device.last_seen_at));
}

Status PgWriter::touch_device(const Uuid& id, TimeMs seen_at) {
    return m_connection->run_later(
        "UPDATE device SET last_seen_at = $1::bigint WHERE id = $2::uuid",
        PgParameters().integer(seen_at).uuid(id));
}

Result<bool> PgReader::is_retired(const Uuid& device_id, const Uuid& incarnation) {
    QIANTAI_TRY(
        const auto rows,
        m_connection->run("SELECT 1 FROM retired_incarnation WHERE device_id = $1::uuid AND "
                          "incarnation = $2::uuid",
                          PgParameters().uuid(device_id).uuid(incarnation)));
    return rows.count() > 0;
}

Status PgWriter::retire_incarnation(const Uuid& device_id, const Uuid& incarnation, TimeMs now) {
    return m_connection->run_later(
        "INSERT INTO retired_incarnation (device_id, incarnation, retired_at) VALUES ($1::uuid, "
        "$2::uuid, $3::bigint) ON CONFLICT DO NOTHING",
        PgParameters().uuid(device_id).uuid(incarnation).integer(now));
}

Status PgWriter::revive_incarnation(const Uuid& device_id, const Uuid& incarnation) {
    return m_connection->run_later(
        "DELETE FROM retired_incarnation WHERE device_id = $1::uuid AND incarnation = $2::uuid",
        PgParameters().uuid(device_id).uuid(incarnation));
}

Result<std::vector<AuditChain>> PgReader::load_chains(const Uuid& device_id,
                                                      std::span<const Uuid> incarnations) {
    if (incarnations.empty()) return std::vector<AuditChain>();
    QIANTAI_TRY(
        const auto rows,
        m_connection->run(
            "SELECT " QIANTAI_PG_CHAIN_COLUMNS " FROM audit_chain WHERE device_id = $1::uuid AND "
            "incarnation = ANY($2::uuid[])",
            PgParameters().uuid(device_id).array(incarnations, [](const auto& id) { return id; })));
    return all_pg_chains(rows);
}

Result<std::vector<AuditChain>> PgReader::load_all_chains() {
    QIANTAI_TRY(const auto rows,
                m_connection->run("SELECT " QIANTAI_PG_CHAIN_COLUMNS
                                  " FROM audit_chain ORDER BY device_id, incarnation"));
    return all_pg_chains(rows);
}

Status PgWriter::save_chains(std::span<const AuditChain> chains) {
    if (chains.empty()) return {};
    PgParameters parameters;
    parameters.array(chains, [](const auto& chain) { return chain.device_id; })
        .array(chains, [](const auto& chain) { return chain.incarnation; })
        .array(chains, [](const auto& chain) { return chain.chain_seq; })
        .array(chains, [](const auto& chain) { return std::optional(pg_bytes_text(chain.hash)); })
        .array(chains, [](const auto& chain) { return chain.breaks; })
        .array(chains, [](const auto& chain) { return chain.first_break_seq; });
    return m_connection->run_later(
        "INSERT INTO audit_chain (" QIANTAI_PG_CHAIN_COLUMNS
        ") SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bytea[], $5::bigint[], "
        "$6::bigint[]) ON CONFLICT (device_id, incarnation) DO UPDATE SET "
        "chain_seq = excluded.chain_seq, hash = excluded.hash, breaks = excluded.breaks, "
        "first_break_seq = excluded.first_break_seq",
        parameters);
}

Result<std::vector<StoredRejection>> PgReader::load_rejections(const Uuid& device_id,
                                                               const Uuid& incarnation,
                                                               std::int64_t first,
                                                               std::int64_t last) {
    QIANTAI_TRY(const auto rows,
                m_connection->run(
                    "SELECT seq, entity, id, code, field, detail, change, rejected_at FROM "
                    "rejection WHERE device_id = $1::uuid AND incarnation = $2::uuid AND "
                    "seq BETWEEN $3::bigint AND $4::bigint ORDER BY seq",
                    PgParameters().uuid(device_id).uuid(incarnation).integer(first).integer(last)));
    std::vector<StoredRejection> found;
    for (int i = 0; i < rows.count(); ++i) {
        found.push_back({device_id, incarnation, rows.integer(i, 0),
                         RowKey{std::string(rows.text(i, 1)), rows.uuid(i, 2)},
                         std::string(rows.text(i, 3)), std::string(rows.text(i, 4)),
                         std::string(rows.text(i, 5)), std::string(rows.text(i, 6)),
                         rows.integer(i, 7)});
    }
    return found;
}

Status PgWriter::add_rejections(std::span<const StoredRejection> rejections) {
    if (rejections.empty()) return {};
    PgParameters parameters;
    parameters.array(rejections, [](const auto& one) { return one.device_id; })
        .array(rejections, [](const auto& one) { return one.incarnation; })
        .array(rejections, [](const auto& one) { return one.seq; })
        .array(rejections, [](const auto& one) { return std::string_view(one.key.entity); })
        .array(rejections, [](const auto& one) { return one.key.id; })
        .array(rejections, [](const auto& one) { return std::string_view(one.code); })
        .array(rejections, [](const auto& one) { return std::string_view(one.field); })
        .array(rejections, [](const auto& one) { return std::string_view(one.detail); })
        .array(rejections, [](const auto& one) { return std::string_view(one.change); })
        .array(rejections, [](const auto& one) { return one.rejected_at; });
    return m_connection->run_later(
        "INSERT INTO rejection (device_id, incarnation, seq, entity, id, code, field, detail, "
        "change, rejected_at) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], "
        "$4::text[], $5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[]) "
        "ON CONFLICT DO NOTHING",
        parameters);
}

/// As json and not as jsonb, which would refuse what a refused change may well hold.
Status PgWriter::scrub_rejections(std::span<const RowKey> keys) {
    if (keys.empty()) return {};
    PgParameters parameters;
    parameters.array(keys, [](const auto& key) { return std::string_view(key.entity); })
        .array(keys, [](const auto& key) { return key.id; });
    return m_connection->run_later(
        "UPDATE rejection r SET change = json_build_object('op', r.change::json->'op', 'hlc', "
        "r.change::json->'hlc', 'columns', json_build_object())::text "
        "FROM unnest($1::text[], $2::uuid[]) AS k(entity, id) WHERE "
        "r.entity = k.entity COLLATE \"C\" AND r.id = k.id",
        parameters);
}

Result<std::optional<StoredCode>> PgReader::load_code(std::string_view code_hash) {
    QIANTAI_TRY(
        const auto rows,
        m_connection->run("SELECT code_hash, store_code, terminal_name, expires_at, used_at "
                          "FROM enrolment_code WHERE code_hash = $1::bytea",
                          PgParameters().bytes(code_hash)));
    std::optional<StoredCode> code;
    if (rows.count() == 1) {
        code = StoredCode{rows.bytes(0, 0), std::string(rows.text(0, 1)),
                          std::string(rows.text(0, 2)), rows.integer(0, 3), rows.integer(0, 4)};
    }
    return code;
}

Status PgWriter::save_code(const StoredCode& code) {
    PgParameters parameters;
    parameters.bytes(code.code_hash)
        .text(code.store_code)
        .text(code.terminal_name)
        .integer(code.expires_at);
    if (code.used_at == 0)
        parameters.null();
    else
        parameters.integer(code.used_at);
    return m_connection->run_later(
        "INSERT INTO enrolment_code (code_hash, store_code, terminal_name, expires_at, used_at) "
        "VALUES ($1::bytea, $2::text, $3::text, $4::bigint, $5::bigint) ON CONFLICT (code_hash) DO "
        "UPDATE SET used_at = excluded.used_at",
        parameters);
}

}  // namespace qiantai::hub
