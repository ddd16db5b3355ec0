#include "sync/hub/store/postgres/pg_connection.hpp"

#include <charconv>

namespace qiantai::hub {
namespace {

constexpr std::string_view k_replacement = "\xEF\xBF\xBD";

/// Class 08: connection; 57P01 to 57P03: the server is going or coming.
bool is_unreachable(std::string_view state) {
    return state.starts_with("08") || state.starts_with("57P0") || state == "25P03";
}

/// Serialisation, deadlock, lock or statement taking too long, too many connections.
bool is_busy(std::string_view state) {
    return state.starts_with("40") || state == "55P03" || state == "57014" || state == "53300";
}

/// Statements put off that hold more than this go at once, so that a large push is not kept twice.
constexpr std::size_t k_later_length_max = 1 << 20;

std::string without_line_end(std::string_view message) {
    while (!message.empty() && message.back() == '\n') message.remove_suffix(1);
    return std::string(message);
}

}  // namespace

std::string pg_bytes_text(std::string_view bytes) {
    static constexpr char k_digits[] = "0123456789abcdef";
    std::string text = "\\x";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += k_digits[byte >> 4];
        text += k_digits[byte & 15];
    }
    return text;
}

PgParameters& PgParameters::text(std::string_view value) {
    std::string kept;
    kept.reserve(value.size());
    for (const char c : value) {
        if (c == '\0')
            kept += k_replacement;
        else
            kept += c;
    }
    m_values.emplace_back(std::move(kept));
    return *this;
}

PgParameters& PgParameters::uuid_or_null(const Uuid& value) {
    return value.is_nil() ? null() : uuid(value);
}

PgParameters& PgParameters::bytes(std::string_view value) {
    return text(pg_bytes_text(value));
}

PgParameters& PgParameters::null() {
    m_values.emplace_back(std::nullopt);
    return *this;
}

void PgParameters::append(std::string& literal, std::string_view element) {
    literal += '"';
    for (const char c : element) {
        if (c == '"' || c == '\\') literal += '\\';
        literal += c;
    }
    literal += '"';
}

std::size_t PgParameters::length() const {
    std::size_t length = 0;
    for (const auto& value : m_values) length += value ? value->size() : 0;
    return length;
}

std::vector<const char*> PgParameters::values() const {
    std::vector<const char*> values;
    values.reserve(m_values.size());
    for (const auto& value : m_values) values.push_back(value ? value->c_str() : nullptr);
    return values;
}

std::string_view PgRows::text(int row, int column) const {
    return {PQgetvalue(m_result.get(), row, column),
            static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

std::int64_t PgRows::integer(int row, int column) const {
    const auto digits = text(row, column);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

Uuid PgRows::uuid(int row, int column) const {
    return Uuid::parse(text(row, column)).value_or(Uuid());
}

std::string PgRows::bytes(int row, int column) const {
    std::string bytes;
    const auto value = text(row, column);
    for (std::size_t at = 2; at + 1 < value.size(); at += 2) {
        unsigned byte = 0;
        std::from_chars(value.data() + at, value.data() + at + 2, byte, 16);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

Result<std::unique_ptr<PgConnection>> PgConnection::open(const std::string& conninfo,
                                                         PgTraffic& traffic) {
    // What the URL says itself goes before these.
    const char* const names[] = {
        "dbname",          "target_session_attrs", "client_encoding",  "connect_timeout",
        "keepalives_idle", "tcp_user_timeout",     "application_name", nullptr};
    const char* const values[] = {conninfo.c_str(), "read-write",  "UTF8", "10", "10",
                                  "15000",          "qiantai-hub", nullptr};
    std::unique_ptr<PgConnection> made(
        new PgConnection(PQconnectdbParams(names, values, 1), traffic));
    auto* const connection = made->m_connection.get();
    if (PQstatus(connection) != CONNECTION_OK)
        return make_error(k_postgres_unreachable, without_line_end(PQerrorMessage(connection)));
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    QIANTAI_TRY_STATUS(made->execute(
        // A hub that stopped in the middle lets go what it holds, and plans made for an empty table
        // don't stay.
        "SET idle_in_transaction_session_timeout = '60s'; SET statement_timeout = '60s'; "
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; "
        "SET standard_conforming_strings = on; SET bytea_output = hex; "
        "SELECT set_config('synchronous_commit', 'local', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"));
    return made;
}

Result<PgRows> PgConnection::check(PGresult* result) const {
    PgRows rows(result);
    const auto status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY)
        return rows;
    const char* const state_text = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view state = state_text ? state_text : "";
    // Only the first line: the others may quote a customer's data.
    const char* const primary =
        result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const std::string words = primary ? fmt::format("{} {}", state, primary)
                                      : without_line_end(PQerrorMessage(m_connection.get()));
    if (PQstatus(m_connection.get()) != CONNECTION_OK || is_unreachable(state) || state.empty())
        return make_error(k_postgres_unreachable, words);
    if (is_busy(state)) return make_error(k_postgres_busy, words);
    if (state == "53100") return make_error(k_postgres_full, words);
    return make_error(k_postgres_failed, words);
}

Status PgConnection::run_later(std::string_view sql, PgParameters parameters) {
    m_later_length += parameters.length();
    m_later.push_back({sql, std::move(parameters)});
    if (m_later_length < k_later_length_max) return {};
    m_later_length = 0;
    QIANTAI_TRY_STATUS(run_pipeline(std::exchange(m_later, {})));
    return {};
}

Result<PgRows> PgConnection::run(std::string_view sql, const PgParameters& parameters) {
    auto steps = std::exchange(m_later, {});
    m_later_length = 0;
    steps.push_back({sql, parameters});
    return run_pipeline(steps);
}

/// Sends all, then reads what each gave. The answers to statements put off are a few bytes each, so
/// that the server never waits for us to read while we wait for it.
Result<PgRows> PgConnection::run_pipeline(const std::vector<Step>& steps) {
    ++m_traffic.round_trips;
    m_traffic.statements += static_cast<std::int64_t>(steps.size());
    PQenterPipelineMode(m_connection.get());
    std::vector<std::string_view> prepared;
    std::size_t asked = 0;
    bool sent = true;
    for (const auto& step : steps) {
        const auto before = prepared.size();
        sent = sent && send(step, prepared);
        if (sent) asked += 1 + prepared.size() - before;
    }
    sent = sent && PQpipelineSync(m_connection.get()) == 1;
    Result<PgRows> outcome =
        make_error(k_postgres_unreachable, without_line_end(PQerrorMessage(m_connection.get())));
    bool failed = !sent;
    for (std::size_t i = 0; sent && i < asked; ++i) {
        auto answer = receive_one();
        // What follows the one that failed was not even tried.
        if (failed) continue;
        failed = !answer.ok();
        outcome = std::move(answer);
    }
    // The end of the pipeline.
    if (sent) PQclear(PQgetResult(m_connection.get()));
    PQexitPipelineMode(m_connection.get());
    for (const auto sql : prepared) {
        if (failed) m_prepared.erase(sql);
    }
    return outcome;
}

bool PgConnection::send(const Step& step, std::vector<std::string_view>& prepared) {
    auto known = m_prepared.find(step.sql);
    if (known == m_prepared.end()) {
        // A name is never used twice: one that failed may or may not be known there.
        const auto name = "s" + std::to_string(m_names++);
        if (PQsendPrepare(m_connection.get(), name.c_str(), std::string(step.sql).c_str(), 0,
                          nullptr) != 1)
            return false;
        known = m_prepared.emplace(step.sql, name).first;
        prepared.push_back(step.sql);
    }
    const auto values = step.parameters.values();
    return PQsendQueryPrepared(m_connection.get(), known->second.c_str(),
                               static_cast<int>(values.size()), values.data(), nullptr, nullptr,
                               0) == 1;
}

/// The next answer, with its end.
Result<PgRows> PgConnection::receive_one() {
    auto answer = check(PQgetResult(m_connection.get()));
    for (;;) {
        auto* const rest = PQgetResult(m_connection.get());
        if (!rest) return answer;
        PQclear(rest);
    }
}

Result<PgRows> PgConnection::execute(const std::string& sql) {
    m_later.clear();
    ++m_traffic.round_trips;
    ++m_traffic.statements;
    return check(PQexec(m_connection.get(), sql.c_str()));
}

bool PgConnection::is_usable() const {
    return PQstatus(m_connection.get()) == CONNECTION_OK &&
           PQtransactionStatus(m_connection.get()) == PQTRANS_IDLE;
}

bool PgConnection::in_transaction() const {
    const auto status = PQtransactionStatus(m_connection.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

}  // namespace qiantai::hub
