#pragma once

// A connection to PostgreSQL: statements with parameters, and what went wrong as Errors.

#include <libpq-fe.h>

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/base/result.hpp"
#include "schema/base/uuid.hpp"
#include "sync/hub/store/hub_store.hpp"

namespace qiantai::hub {

inline constexpr ErrorKind k_postgres_unreachable{
    "postgres_unreachable", Actor::itself,
    "The hub's PostgreSQL does not answer. It is tried again; if it stays so, the administrator "
    "looks after the database server.",
    "中心的 PostgreSQL 没有响应，将自动重试；持续如此时请管理员检查数据库服务器。"};
inline constexpr ErrorKind k_postgres_busy{
    "postgres_busy", Actor::itself,
    "The hub's PostgreSQL is busy with something else. It is tried again.",
    "中心的 PostgreSQL 正忙，将自动重试。"};
inline constexpr ErrorKind k_postgres_full{
    k_storage_full, Actor::administrator,
    "The disk of the hub's PostgreSQL is full; nothing was stored. Make room there.",
    "中心 PostgreSQL 的磁盘已满，未保存任何数据。请腾出空间。"};
inline constexpr ErrorKind k_postgres_failed{
    "postgres_failed", Actor::administrator,
    "The hub's PostgreSQL refused what it was asked; nothing was stored.",
    "中心的 PostgreSQL 拒绝了操作，未保存任何数据。"};

/// Parameters of one statement, in order. Texts with a NUL, which PostgreSQL can't hold, get U+FFFD
/// in its place.
class PgParameters {
  public:
    PgParameters& text(std::string_view value);
    PgParameters& integer(std::int64_t value) { return text(std::to_string(value)); }
    PgParameters& uuid(const Uuid& value) { return text(value.text()); }
    PgParameters& uuid_or_null(const Uuid& value);
    PgParameters& bytes(std::string_view value);
    PgParameters& null();

    /// Arrays, one element for each of `items` by `element`, whose result is text, a number, a Uuid
    /// or an optional text.
    template <typename Items, typename Element>
    PgParameters& array(const Items& items, Element element) {
        std::string literal = "{";
        for (const auto& item : items) {
            if (literal.size() > 1) literal += ',';
            append(literal, element(item));
        }
        literal += '}';
        return text(literal);
    }

    std::vector<const char*> values() const;
    /// Of all values together, in bytes.
    std::size_t length() const;

  private:
    static void append(std::string& literal, std::string_view element);
    static void append(std::string& literal, std::int64_t element) {
        literal += std::to_string(element);
    }
    static void append(std::string& literal, const Uuid& element) { literal += element.text(); }
    static void append(std::string& literal, const std::optional<std::string>& element) {
        if (element)
            append(literal, std::string_view(*element));
        else
            literal += "NULL";
    }

    std::vector<std::optional<std::string>> m_values;
};

/// The text of bytes as PostgreSQL reads them: "\x00ff".
std::string pg_bytes_text(std::string_view bytes);

/// What a statement gave.
class PgRows {
  public:
    explicit PgRows(PGresult* result) : m_result(result, &PQclear) {}
    int count() const { return PQntuples(m_result.get()); }
    std::string_view text(int row, int column) const;
    std::int64_t integer(int row, int column) const;
    bool flag(int row, int column) const { return text(row, column) == "t"; }
    /// The nil id for a null.
    Uuid uuid(int row, int column) const;
    std::string bytes(int row, int column) const;
    bool is_null(int row, int column) const {
        return PQgetisnull(m_result.get(), row, column) != 0;
    }

  private:
    std::unique_ptr<PGresult, void (*)(PGresult*)> m_result;
};

/// What connections have asked. Thread-safe.
struct PgTraffic {
    std::atomic<std::int64_t> round_trips = 0;  ///< questions whose answer was waited for
    std::atomic<std::int64_t> statements = 0;
};

/// One thread at a time.
class PgConnection {
  public:
    /// `conninfo`: libpq's, as URL or key=value. `traffic` is counted up and outlives it.
    /// k_postgres_unreachable, k_postgres_failed.
    static Result<std::unique_ptr<PgConnection>> open(const std::string& conninfo,
                                                      PgTraffic& traffic);

    /// One statement, prepared at its first use: `sql` must stay as it is. What run_later() has put
    /// off goes before it, all in one round trip.
    Result<PgRows> run(std::string_view sql, const PgParameters& parameters = {});
    /// A statement whose rows nobody wants: it goes with the next run(), which gives its error too,
    /// or now with those before it, if they have become long.
    Status run_later(std::string_view sql, PgParameters parameters);
    /// Any number of statements without parameters, in one round trip; what the last one gave.
    /// Forgets what was put off.
    Result<PgRows> execute(const std::string& sql);
    /// It can be used for another transaction.
    bool is_usable() const;
    bool in_transaction() const;

  private:
    struct Step {
        std::string_view sql;
        PgParameters parameters;
    };

    PgConnection(PGconn* connection, PgTraffic& traffic)
        : m_connection(connection, &PQfinish), m_traffic(traffic) {}
    Result<PgRows> check(PGresult* result) const;
    Result<PgRows> run_pipeline(const std::vector<Step>& steps);
    bool send(const Step& step, std::vector<std::string_view>& prepared);
    Result<PgRows> receive_one();

    std::unique_ptr<PGconn, void (*)(PGconn*)> m_connection;
    PgTraffic& m_traffic;
    std::unordered_map<std::string_view, std::string> m_prepared;
    std::vector<Step> m_later;
    std::size_t m_later_length = 0;
    int m_names = 0;
};

}  // namespace qiantai::hub
