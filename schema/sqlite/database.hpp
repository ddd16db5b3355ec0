#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "schema/base/secret.hpp"
#include "schema/base/uuid.hpp"

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_context;
struct sqlite3_value;

namespace qiantai::sqlite {

inline constexpr ErrorKind k_database_busy{"database_busy", Actor::itself,
                                           "Another program is writing to the database; try again.",
                                           "另一个程序正在写入数据库，请稍后再试。"};
inline constexpr ErrorKind k_database_full{
    "disk_full", Actor::administrator,
    "The disk is full: nothing was saved. Free some space, then try again.",
    "磁盘已满，本次没有保存。请清理磁盘空间后重试。"};
inline constexpr ErrorKind k_database_damaged{
    "database_damaged", Actor::administrator,
    "The database file is damaged. Nothing was changed; restore a backup.",
    "数据库文件已损坏，未作任何改动。请从备份恢复。"};
inline constexpr ErrorKind k_database_wrong_key{
    "database_wrong_key", Actor::administrator,
    "This key does not open this database. Nothing was changed; put the right key file in place.",
    "此密钥无法打开该数据库，未作任何改动。请放回正确的密钥文件。"};
inline constexpr ErrorKind k_database_missing{
    "database_missing", Actor::administrator,
    "There is no database here. Name the right folder, set the terminal up, or restore a backup.",
    "此处没有数据库。请指定正确的文件夹、初始化终端或从备份恢复。"};
inline constexpr ErrorKind k_database_no_rights{
    "database_no_rights", Actor::administrator,
    "The program has no right to read or write the database file or its folder. Nothing was "
    "changed; "
    "correct the rights.",
    "程序无权读写数据库文件或其所在文件夹，未作任何改动。请修正访问权限。"};
inline constexpr ErrorKind k_database_io{"database_io", Actor::administrator,
                                         "The disk reported an error: nothing was saved.",
                                         "磁盘读写出错，本次没有保存。"};
inline constexpr ErrorKind k_constraint{
    "constraint", Actor::clerk, "The record contradicts another one or a rule of the database.",
    "该记录与已有记录或数据库规则冲突。"};
inline constexpr ErrorKind k_database_unfit{"database_unfit", Actor::administrator,
                                            "The database lacks something that this program needs, "
                                            "so the two do not fit together. Update the program.",
                                            "数据库与程序不匹配，请升级程序。"};
inline constexpr ErrorKind k_unsuitable_sqlite{
    "unsuitable_sqlite", Actor::administrator,
    "This build's SQLite is not the one the program needs.", "程序所带的 SQLite 版本不符合要求。"};

enum class Cipher { aegis256, chacha20, none };
std::string_view cipher_name(Cipher cipher);
std::optional<Cipher> parse_cipher(std::string_view name);
/// AEGIS-256 where the processor has AES instructions, else ChaCha20-Poly1305.
Cipher best_cipher_here();

/// read_only needs a file whose writers have all gone or are running; a closed backup is fine.
enum class OpenMode { read_only, read_write, create };
/// full: fsync at every commit, a confirmed save is on disk. off: only for throw-away databases.
enum class Durability { full, off };

struct OpenOptions {
    Cipher cipher = Cipher::none;
    Secret key{};  ///< 32 raw bytes unless cipher is none
    OpenMode mode = OpenMode::read_write;
    Durability durability = Durability::full;
    int cache_kib = 65'536;        ///< page cache; see DESIGN "Storage on the terminal"
    int busy_timeout_ms = 10'000;  ///< how long a writer waits for another process
};

class Statement;

/// One SQLite connection in WAL mode with foreign keys on. Not thread-safe: one thread at a time,
/// one connection per thread. Statements must be gone before it is.
class Database {
  public:
    /// Opens and reads the first page, so that a wrong key, a foreign or a damaged file is found
    /// here; then not a byte of the file was changed. A new file is put into WAL mode, an existing
    /// one keeps its mode until migrate() has recognised it. Whether the key is wrong or page 1
    /// damaged can't be told from the file (both give k_database_wrong_key); who knows the key's id
    /// can, see cipher_sidecar.hpp. Errors: the kinds above.
    static Result<Database> open(const std::filesystem::path& path, const OpenOptions& options);

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// Runs one or more statements without parameters and results.
    Status execute(std::string_view sql);
    Result<Statement> prepare(std::string_view sql);
    /// A statement kept as long as the connection and reused by its text, of which there should be few.
    /// Comes back reset, without bindings. Don't hold two uses of one text at a time. A text that
    /// doesn't compile is a bug and ends the program.
    Statement& cached(std::string_view sql);
    /// After something was thrown: ends what kept statements were in the middle of, which would hold
    /// the state of that moment.
    void reset_cached();

    std::int64_t changes() const;
    bool in_transaction() const;
    std::filesystem::path path() const;
    sqlite3* handle() const { return m_handle; }
    /// The last error of this connection as one of our kinds.
    Error last_error() const;

    /// An SQL function. It runs inside statements, on the connection's thread, and must not throw.
    using Function = std::function<void(sqlite3_context*, std::span<sqlite3_value*>)>;
    /// direct: changing, and not to be called by triggers, views or defaults.
    enum class FunctionKind { deterministic, changing, direct };
    Status add_function(const char* name, int argument_count, FunctionKind kind, Function function);
    /// Keeps what the connection's functions and hooks use until just before it closes.
    void keep(std::shared_ptr<void> owned);

  private:
    explicit Database(sqlite3* handle);
    Status read_first_page(const std::filesystem::path& path, const OpenOptions& options);
    Status apply_settings(const OpenOptions& options);
    struct Cache;
    sqlite3* m_handle = nullptr;
    std::unique_ptr<Cache> m_cache;
};

/// A compiled statement. Columns count from 0, parameters from 1.
class Statement {
  public:
    Statement(sqlite3* connection, sqlite3_stmt* statement);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    /// Binds all parameters in order: integers, double, text, Uuid (as blob), Blob, std::nullopt
    /// (NULL), std::optional of these. Text is copied.
    template <typename... Values>
    Statement& bind(const Values&... values) {
        int index = 0;
        (bind_one(++index, values), ...);
        return *this;
    }
    void bind_one(int index, std::int64_t value);
    void bind_one(int index, int value) { bind_one(index, std::int64_t{value}); }
    void bind_one(int index, double value);
    void bind_one(int index, std::string_view text);
    void bind_one(int index, const char* text) { bind_one(index, std::string_view(text)); }
    void bind_one(int index, const std::string& text) { bind_one(index, std::string_view(text)); }
    void bind_one(int index, const Uuid& id);
    void bind_one(int index, std::nullopt_t);
    void bind_blob(int index, std::string_view bytes);
    /// Text that isn't copied: `text` must stay as it is until the statement was reset or bound
    /// anew.
    void bind_view(int index, std::string_view text);
    template <typename T>
    void bind_one(int index, const std::optional<T>& value) {
        if (value)
            bind_one(index, *value);
        else
            bind_one(index, std::nullopt);
    }

    /// True: a row is there. False: finished (the statement is reset).
    Result<bool> step();
    /// Runs to the end; rows are ignored. Resets.
    Status run();
    void reset();

    sqlite3_stmt* handle() const { return m_statement; }
    int column_count() const;
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;  ///< valid until the next step or reset
    std::string_view blob(int column) const;  ///< valid until the next step or reset
    Uuid uuid(int column) const;              ///< nil if NULL or not 16 bytes

  private:
    sqlite3* m_connection;
    sqlite3_stmt* m_statement;
};

/// A write transaction (BEGIN IMMEDIATE); rolls back unless committed. Begun inside another one it
/// is a part of it (a savepoint): rolling back undoes the part alone, and only the outer commit
/// puts it on disk. Bulk work uses that to commit many services' calls at once. Parts end in the
/// reverse order of their beginning.
class Transaction {
  public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr)), m_is_part(other.m_is_part) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();
    /// After success the changes are on disk, or belong to the outer transaction. On failure
    /// everything is rolled back.
    Status commit();

  private:
    Transaction(Database& database, bool is_part) : m_database(&database), m_is_part(is_part) {}
    void roll_back();
    Database* m_database;
    bool m_is_part;
};

/// One consistent read view over several statements; ends when destroyed. Inside another
/// transaction it is a part of that.
class ReadTransaction {
  public:
    static Result<ReadTransaction> begin(Database& database);
    ReadTransaction(ReadTransaction&& other) noexcept
        : m_database(std::exchange(other.m_database, nullptr)) {}
    ReadTransaction& operator=(ReadTransaction&&) = delete;
    ~ReadTransaction();

  private:
    explicit ReadTransaction(Database* database) : m_database(database) {}
    Database* m_database;
};

/// Checks the SQLite this program was built with: version >= 3.53 (3.7.0 to 3.51.2 have a WAL-reset
/// bug that can lose commits with two connections), both ciphers, and the compile options on which
/// the program relies. Call once at start.
Status check_sqlite_build();

}  // namespace qiantai::sqlite
