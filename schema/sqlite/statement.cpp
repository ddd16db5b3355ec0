#include <sqlite3.h>

#include <new>

#include "schema/base/encoding.hpp"
#include "schema/sqlite/database.hpp"
#include "schema/sqlite/error_of.hpp"

namespace qiantai::sqlite {
namespace {

/// Binding fails for an index out of range or a value over 1 GB, which are bugs, and without memory,
/// which ends as all else does that finds none: nothing else may be bound in its place.
void check_bound(int code) {
    if (code == SQLITE_NOMEM) throw std::bad_alloc();
    QIANTAI_ASSERT(code == SQLITE_OK);
}

/// What SQLite has no memory to give is no empty value.
void check_read(const void* data, sqlite3* connection) {
    if (data == nullptr && sqlite3_errcode(connection) == SQLITE_NOMEM) throw std::bad_alloc();
}

}  // namespace

Statement::Statement(sqlite3* connection, sqlite3_stmt* statement)
    : m_connection(connection), m_statement(statement) {}

Statement::Statement(Statement&& other) noexcept
    : m_connection(other.m_connection), m_statement(std::exchange(other.m_statement, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_connection, other.m_connection);
    std::swap(m_statement, other.m_statement);
    return *this;
}

Statement::~Statement() {
    sqlite3_finalize(m_statement);
}

void Statement::bind_one(int index, std::int64_t value) {
    check_bound(sqlite3_bind_int64(m_statement, index, value));
}

void Statement::bind_one(int index, double value) {
    check_bound(sqlite3_bind_double(m_statement, index, value));
}

void Statement::bind_one(int index, std::string_view text) {
    const char* data = text.data() ? text.data() : "";
    check_bound(sqlite3_bind_text(m_statement, index, data, static_cast<int>(text.size()),
                                  SQLITE_TRANSIENT));
}

void Statement::bind_one(int index, const Uuid& id) {
    check_bound(sqlite3_bind_blob(m_statement, index, id.bytes().data(), 16, SQLITE_TRANSIENT));
}

void Statement::bind_one(int index, std::nullopt_t) {
    check_bound(sqlite3_bind_null(m_statement, index));
}

void Statement::bind_blob(int index, std::string_view bytes) {
    const char* data = bytes.data() ? bytes.data() : "";
    check_bound(sqlite3_bind_blob(m_statement, index, data, static_cast<int>(bytes.size()),
                                  SQLITE_TRANSIENT));
}

void Statement::bind_view(int index, std::string_view text) {
    const char* data = text.data() ? text.data() : "";
    check_bound(
        sqlite3_bind_text(m_statement, index, data, static_cast<int>(text.size()), SQLITE_STATIC));
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(m_statement);
        return false;
    }
    Error error = error_of(m_connection);
    sqlite3_reset(m_statement);
    return error;
}

Status Statement::run() {
    for (;;) {
        QIANTAI_TRY(const bool row, step());
        if (!row) return {};
    }
}

void Statement::reset() {
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

int Statement::column_count() const {
    return sqlite3_column_count(m_statement);
}
bool Statement::is_null(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::text(int column) const {
    const auto* data = sqlite3_column_text(m_statement, column);
    check_read(data, m_connection);
    if (!data) return {};
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string_view Statement::blob(int column) const {
    const auto* data = sqlite3_column_blob(m_statement, column);
    check_read(data, m_connection);
    if (!data) return {};
    return {static_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

Uuid Statement::uuid(int column) const {
    const auto bytes = blob(column);
    return bytes.size() == 16 ? Uuid::from_bytes(as_bytes(bytes)) : Uuid();
}

// What ends a transaction is compiled before it begins, so that ending it needs no memory: one that
// went on would take what is confirmed next into it.
Result<Transaction> Transaction::begin(Database& database) {
    const bool is_part = database.in_transaction();
    if (is_part) (void)database.cached("ROLLBACK TO part");
    (void)database.cached(is_part ? "RELEASE part" : "ROLLBACK");
    QIANTAI_TRY_STATUS(database.cached(is_part ? "SAVEPOINT part" : "BEGIN IMMEDIATE").run());
    return Transaction(database, is_part);
}

Transaction::~Transaction() {
    if (m_database) roll_back();
}

// After some errors (a full disk) SQLite has ended the whole transaction by itself.
void Transaction::roll_back() {
    if (!m_database->in_transaction()) return;
    if (m_is_part) {
        (void)m_database->cached("ROLLBACK TO part").run();
        (void)m_database->cached("RELEASE part").run();
        return;
    }
    (void)m_database->cached("ROLLBACK").run();
    QIANTAI_ASSERT(!m_database->in_transaction());
}

Status Transaction::commit() {
    QIANTAI_ASSERT(m_database);
    auto committed = m_database->cached(m_is_part ? "RELEASE part" : "COMMIT").run();
    if (!committed) roll_back();
    m_database = nullptr;
    return committed;
}

Result<ReadTransaction> ReadTransaction::begin(Database& database) {
    if (database.in_transaction()) return ReadTransaction(nullptr);
    (void)database.cached("COMMIT");
    QIANTAI_TRY_STATUS(database.cached("BEGIN").run());
    return ReadTransaction(&database);
}

ReadTransaction::~ReadTransaction() {
    if (m_database && m_database->in_transaction()) (void)m_database->cached("COMMIT").run();
}

}  // namespace qiantai::sqlite
