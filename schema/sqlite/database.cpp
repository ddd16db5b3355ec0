#include "schema/sqlite/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <unordered_map>
#include <vector>

#include "schema/sqlite/error_of.hpp"
#include "schema/sqlite/shared_memory_room.hpp"

namespace qiantai::sqlite {

struct Database::Cache {
    /// Finds by a view what is kept under a string.
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements;
    std::vector<std::shared_ptr<void>> kept;
};

namespace {

constexpr int k_sqlite_version_min = 3'053'000;
constexpr std::size_t k_cipher_key_bytes = 32;

// Temporary files would hold decrypted rows, so they stay in memory; double-quoted strings hide
// misspelt columns.
constexpr const char* k_compile_options[] = {"THREADSAFE=2", "TEMP_STORE=3", "DQS=0",
                                             "OMIT_LOAD_EXTENSION", "ENABLE_FTS5"};
/// Two readings of the processor's clock at each step of each statement. SQLite asks whether an
/// option is defined, not what it is: "=0" switches it on.
constexpr const char* k_unwanted_option = "ENABLE_STMT_SCANSTATUS";

Error cannot_open(const std::filesystem::path& path, sqlite3* handle, int code) {
    const int cause = handle ? sqlite3_system_errno(handle) : 0;
    const std::string detail =
        path.string() + ": " + (cause ? std::strerror(cause) : sqlite3_errstr(code));
    if (cause == ENOENT) return make_error(k_database_missing, detail);
    if (cause == EACCES || cause == EPERM || cause == EROFS) {
        return make_error(k_database_no_rights, detail);
    }
    if (cause == ENOSPC || cause == EDQUOT) return make_error(k_database_full, detail);
    return make_error(k_database_io, detail);
}

/// A new database is its owner's alone from its first moment. If it can't be made, SQLite's own try
/// says why.
void create_private(const std::filesystem::path& path) {
    const int made =
        ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (made >= 0) ::close(made);
}

/// Takes the rights of others away from one that an older program made, and from what lies beside
/// it. By name: a descriptor on the file, when closed, would let go of the locks that this
/// process's other connections hold.
Status make_private(const std::filesystem::path& path) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        const std::string file = path.string() + suffix;
        struct stat seen {};
        if (::stat(file.c_str(), &seen) != 0 || seen.st_uid != ::geteuid()) continue;
        const bool open_to_others = (seen.st_mode & (S_IRWXG | S_IRWXO)) != 0;
        if (open_to_others && ::chmod(file.c_str(), seen.st_mode & S_IRWXU) != 0) {
            return make_error(k_database_no_rights, file + ": " + std::strerror(errno));
        }
    }
    return {};
}

int select_cipher(sqlite3* handle, const OpenOptions& options) {
    const char* name = options.cipher == Cipher::aegis256 ? "aegis" : "chacha20";
    const int index = sqlite3mc_cipher_index(name);
    if (index <= 0 || sqlite3mc_config(handle, "cipher", index) != index) return SQLITE_MISUSE;
    // 4 is AEGIS-256 in the library's list of AEGIS variants.
    if (options.cipher == Cipher::aegis256 &&
        sqlite3mc_config_cipher(handle, "aegis", "algorithm", 4) != 4) {
        return SQLITE_MISUSE;
    }
    // "raw:" and the bare key skip the library's pass-phrase stretching: the key is random already.
    std::string key = "raw:";
    key.reserve(key.size() + options.key.size());
    key += options.key.view();
    const int keyed = sqlite3_key(handle, key.data(), static_cast<int>(key.size()));
    wipe(key);
    return keyed;
}

int open_flags(OpenMode mode) {
    switch (mode) {
        case OpenMode::read_only:
            return SQLITE_OPEN_READONLY;
        case OpenMode::read_write:
            return SQLITE_OPEN_READWRITE;
        case OpenMode::create:
            return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return SQLITE_OPEN_READONLY;
}

void call_function(sqlite3_context* context, int count, sqlite3_value** values) {
    auto* function = static_cast<Database::Function*>(sqlite3_user_data(context));
    (*function)(context, {values, static_cast<std::size_t>(count)});
}

void delete_function(void* function) {
    delete static_cast<Database::Function*>(function);
}

}  // namespace

std::string_view cipher_name(Cipher cipher) {
    switch (cipher) {
        case Cipher::aegis256:
            return "aegis-256";
        case Cipher::chacha20:
            return "chacha20-poly1305";
        case Cipher::none:
            return "none";
    }
    return "none";
}

std::optional<Cipher> parse_cipher(std::string_view name) {
    for (const Cipher cipher : {Cipher::aegis256, Cipher::chacha20, Cipher::none}) {
        if (cipher_name(cipher) == name) return cipher;
    }
    return std::nullopt;
}

Cipher best_cipher_here() {
#if defined(__x86_64__) || defined(__i386__)
    return __builtin_cpu_supports("aes") ? Cipher::aegis256 : Cipher::chacha20;
#else
    return Cipher::chacha20;
#endif
}

Database::Database(sqlite3* handle) : m_handle(handle), m_cache(std::make_unique<Cache>()) {}

Database::Database(Database&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)), m_cache(std::move(other.m_cache)) {}

Database& Database::operator=(Database&& other) noexcept {
    std::swap(m_handle, other.m_handle);
    std::swap(m_cache, other.m_cache);
    return *this;
}

Database::~Database() {
    m_cache.reset();
    // Fails only while a statement is alive, which would leave the file open for ever.
    if (m_handle) QIANTAI_ASSERT(sqlite3_close(m_handle) == SQLITE_OK);
}

Result<Database> Database::open(const std::filesystem::path& path, const OpenOptions& options) {
    static const bool once = (fill_shared_memory(), true);
    (void)once;
    if (options.mode == OpenMode::create) create_private(path);
    sqlite3* handle = nullptr;
    const int opened = sqlite3_open_v2(path.c_str(), &handle, open_flags(options.mode), nullptr);
    Database database(handle);
    if (opened != SQLITE_OK) return cannot_open(path, handle, opened);
    // SQLite opens a file it may only read without a word.
    if (options.mode != OpenMode::read_only && sqlite3_db_readonly(handle, "main") == 1) {
        return make_error(k_database_no_rights, path.string() + " may only be read");
    }
    sqlite3_extended_result_codes(handle, 1);
    // Until the file is known to be ours, closing must not move its WAL into it.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (options.cipher != Cipher::none) {
        if (options.key.size() != k_cipher_key_bytes) {
            return make_error(k_database_wrong_key, "the key is not 32 bytes long");
        }
        if (const int keyed = select_cipher(handle, options); keyed != SQLITE_OK) {
            return make_error(k_database_io, std::string("cipher: ") + sqlite3_errstr(keyed));
        }
    }
    sqlite3_busy_timeout(handle, options.busy_timeout_ms);
    QIANTAI_TRY_STATUS(database.read_first_page(path, options));
    // The key fits, so the file is ours.
    const bool may_change = options.mode != OpenMode::read_only && options.cipher != Cipher::none;
    if (may_change) QIANTAI_TRY_STATUS(make_private(path));
    QIANTAI_TRY_STATUS(database.apply_settings(options));
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    return database;
}

// Reading the schema decrypts page 1: a wrong key, a foreign or a cut file ends here.
Status Database::read_first_page(const std::filesystem::path& path, const OpenOptions& options) {
    const auto read = execute("SELECT count(*) FROM sqlite_schema");
    if (read) return {};
    const bool unreadable = (sqlite3_extended_errcode(m_handle) & 0xFF) == SQLITE_NOTADB;
    const ErrorKind& kind =
        unreadable && options.cipher != Cipher::none ? k_database_wrong_key : *read.error().kind;
    return make_error(kind, path.string() + ": " + read.error().detail);
}

Status Database::apply_settings(const OpenOptions& options) {
    if (options.mode == OpenMode::create) {
        QIANTAI_TRY(auto pages, prepare("PRAGMA page_count"));
        QIANTAI_TRY(const bool row, pages.step());
        const bool fresh = row && pages.integer(0) == 0;
        pages.reset();
        if (fresh) QIANTAI_TRY_STATUS(execute("PRAGMA journal_mode=WAL"));
    }
    // recursive_triggers: INSERT OR REPLACE runs the delete triggers too, so that nothing is
    // replaced unseen.
    return execute(
        std::string("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=FAST;"
                    "PRAGMA recursive_triggers=ON; PRAGMA synchronous=") +
        (options.durability == Durability::full ? "FULL" : "OFF") + ";PRAGMA cache_size=-" +
        std::to_string(options.cache_kib));
}

Error Database::last_error() const {
    return error_of(m_handle);
}

Status Database::execute(std::string_view sql) {
    if (sqlite3_exec(m_handle, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return last_error();
    }
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), 0, &statement,
                           nullptr) != SQLITE_OK) {
        return last_error();
    }
    return Statement(m_handle, statement);
}

Statement& Database::cached(std::string_view sql) {
    auto found = m_cache->statements.find(sql);
    if (found == m_cache->statements.end()) {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code == SQLITE_NOMEM) throw std::bad_alloc();
        if (code != SQLITE_OK) {
            assertion_failed((std::string(sql) + ": " + sqlite3_errmsg(m_handle)).c_str(), __FILE__,
                             __LINE__);
        }
        Statement compiled(m_handle, statement);
        found = m_cache->statements.emplace(sql, std::make_unique<Statement>(std::move(compiled)))
                    .first;
    }
    found->second->reset();
    return *found->second;
}

void Database::reset_cached() {
    for (const auto& [sql, statement] : m_cache->statements) statement->reset();
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(m_handle);
}
std::filesystem::path Database::path() const {
    return sqlite3_db_filename(m_handle, "main");
}
bool Database::in_transaction() const {
    return sqlite3_get_autocommit(m_handle) == 0;
}

Status Database::add_function(const char* name, int argument_count, FunctionKind kind,
                              Function function) {
    const int flags = SQLITE_UTF8 |
                      (kind == FunctionKind::direct ? SQLITE_DIRECTONLY : SQLITE_INNOCUOUS) |
                      (kind == FunctionKind::deterministic ? SQLITE_DETERMINISTIC : 0);
    auto* owned = new Function(std::move(function));
    if (sqlite3_create_function_v2(m_handle, name, argument_count, flags, owned, call_function,
                                   nullptr, nullptr, delete_function) != SQLITE_OK) {
        return last_error();
    }
    return {};
}

void Database::keep(std::shared_ptr<void> owned) {
    m_cache->kept.push_back(std::move(owned));
}

Status check_sqlite_build() {
    if (sqlite3_libversion_number() < k_sqlite_version_min ||
        sqlite3_libversion_number() != SQLITE_VERSION_NUMBER) {
        return make_error(k_unsuitable_sqlite, std::string("SQLite ") + sqlite3_libversion() +
                                                   ", at least 3.53.0 is needed");
    }
    for (const char* option : k_compile_options) {
        if (!sqlite3_compileoption_used(option)) {
            return make_error(k_unsuitable_sqlite,
                              std::string("compile option missing: ") + option);
        }
    }
    if (sqlite3_compileoption_used(k_unwanted_option)) {
        return make_error(k_unsuitable_sqlite,
                          std::string("compile option too many: ") + k_unwanted_option);
    }
    for (const char* cipher : {"aegis", "chacha20"}) {
        if (sqlite3mc_cipher_index(cipher) <= 0) {
            return make_error(k_unsuitable_sqlite, std::string("cipher missing: ") + cipher);
        }
    }
    return {};
}

}  // namespace qiantai::sqlite
