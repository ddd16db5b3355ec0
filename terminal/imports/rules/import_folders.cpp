// Folders into which tills drop their files. A file is whole when two looks find it the same and
// nobody holds a lock on it; then it is imported as files of its source are, and moved into the
// folder 'done' below. What keeps it from being imported is remembered, so that it is tried again
// only when it has changed.

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "schema/base/file.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/imports/rules/import_run.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/imports/rules/imports_sql.hpp"

namespace qiantai::domain {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> k_extensions{".csv", ".txt", ".tsv", ".xlsx", ".xls"};
constexpr std::string_view k_done_folder = "done";
constexpr std::string_view k_errors_end = ".errors.csv";

/// What a person or a program drops there to be imported; not what Excel and browsers keep while
/// they work, nor our own files.
bool is_meant(const fs::path& path) {
    const auto name = path.filename().string();
    if (name.starts_with('.') || name.starts_with("~$") || name.ends_with(k_errors_end)) return false;
    std::string end = path.extension().string();
    std::ranges::transform(end, end.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::find(k_extensions, end) != k_extensions.end();
}

/// Somebody still writes it, by either kind of lock.
bool is_locked(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    const bool by_range = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    const bool by_file = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0;
    ::close(descriptor);
    return by_range || by_file;
}

struct Seen {
    std::int64_t bytes = 0, changed_ns = 0;
    std::string problem{};
    bool same(const Seen& other) const {
        return bytes == other.bytes && changed_ns == other.changed_ns;
    }
};

std::optional<Seen> look_at(const fs::path& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
    constexpr std::int64_t k_ns = 1'000'000'000;
    return Seen{info.st_size, info.st_mtim.tv_sec * k_ns + info.st_mtim.tv_nsec};
}

ImportFolder read_folder(const sqlite::Statement& row) {
    ImportFolder folder{.id = row.integer(0),
                        .folder = std::string(row.text(1)),
                        .source = std::string(row.text(3)),
                        .staff_number = std::string(row.text(4)),
                        .set_by = std::string(row.text(5))};
    folder.kind = parse_code<ImportKind>(row.text(2)).value_or(ImportKind::purchases);
    if (!row.is_null(6)) folder.looked_at = row.integer(6);
    return folder;
}

Result<std::vector<ImportFolder>> load_folders(sqlite::Database& database) {
    auto& statement = database.cached(
        "SELECT id, folder, kind, source, staff_number, set_by, looked_at FROM import_folder"
        " ORDER BY id");
    QIANTAI_TRY(auto folders, sqlite::all(statement, read_folder));
    for (auto& folder : folders) {
        auto& files = database.cached(
            "SELECT name, bytes, problem FROM import_folder_file WHERE folder_id = ? ORDER BY name"
            " LIMIT 200");
        QIANTAI_TRY(folder.waiting,
                    sqlite::all(files.bind(folder.id), [](const sqlite::Statement& row) {
                        return ImportFolderFile{std::string(row.text(0)), row.integer(1),
                                                std::string(row.text(2))};
                    }));
    }
    return folders;
}

/// The colleague of this store, as if signed in. k_import_folder_staff.
Result<Session> session_of(ServiceContext& context, std::string_view staff_number) {
    auto& statement = context.database.cached(
        "SELECT name, role FROM staff WHERE number = ? AND store_code = ? AND status = 'active'");
    const auto& store = context.identity.store_code;
    QIANTAI_TRY(const auto found,
                sqlite::one(statement.bind(staff_number, store), [&](const sqlite::Statement& row) {
                    Session session{.staff_number = std::string(staff_number),
                                    .name = std::string(row.text(0)),
                                    .store_code = store};
                    const auto role = parse_code<StaffRole>(row.text(1));
                    if (role) session.role = *role;
                    return std::pair(session, role.has_value());
                }));
    if (!found || !found->second || !has_right(found->first.role, Right::imports_run)) {
        return make_error(k_import_folder_staff, std::string(staff_number), "staff_number");
    }
    return found->first;
}

/// One look into one folder.
class FolderLook {
  public:
    FolderLook(ServiceContext& context, const ImportFolder& folder, ImportFolderLook& look)
        : m_context(context), m_folder(folder), m_look(look) {}

    Status run() {
        std::error_code failed;
        std::vector<fs::path> files;
        for (fs::directory_iterator at(m_folder.folder, failed), end; !failed && at != end;
             at.increment(failed)) {
            if (is_meant(at->path())) files.push_back(at->path());
        }
        if (failed) {
            ++m_look.problems;
            return {};
        }
        std::ranges::sort(files);
        QIANTAI_TRY_STATUS(forget_all_but(files));
        for (const auto& file : files) QIANTAI_TRY_STATUS(take(file));
        QIANTAI_TRY(const auto now, record_time(m_context));
        auto& statement =
            m_context.database.cached("UPDATE import_folder SET looked_at = ? WHERE id = ?");
        return statement.bind(now, m_folder.id).run();
    }

  private:
    Status forget_all_but(const std::vector<fs::path>& files) {
        for (const auto& known : m_folder.waiting) {
            const bool there = std::ranges::any_of(
                files, [&](const auto& file) { return file.filename() == known.name; });
            if (!there) QIANTAI_TRY_STATUS(forget(known.name));
        }
        return {};
    }

    Status forget(const std::string& name) {
        auto& statement = m_context.database.cached(
            "DELETE FROM import_folder_file WHERE folder_id = ? AND name = ?");
        return statement.bind(m_folder.id, name).run();
    }

    Result<std::optional<Seen>> load_seen(const std::string& name) {
        auto& statement = m_context.database.cached(
            "SELECT bytes, changed_ns, problem FROM import_folder_file WHERE folder_id = ?"
            " AND name = ?");
        return sqlite::one(statement.bind(m_folder.id, name), [](const sqlite::Statement& row) {
            return Seen{row.integer(0), row.integer(1), std::string(row.text(2))};
        });
    }

    Status save_seen(const std::string& name, const Seen& seen) {
        auto& statement = m_context.database.cached(
            "INSERT INTO import_folder_file (folder_id, name, bytes, changed_ns, problem)"
            " VALUES (?, ?, ?, ?, nullif(?, '')) ON CONFLICT DO UPDATE SET bytes = excluded.bytes,"
            " changed_ns = excluded.changed_ns, problem = excluded.problem");
        return statement.bind(m_folder.id, name, seen.bytes, seen.changed_ns, seen.problem).run();
    }

    Status take(const fs::path& file) {
        const auto now = look_at(file);
        if (!now) return {};
        const auto name = file.filename().string();
        QIANTAI_TRY(const auto before, load_seen(name));
        if (!before || !before->same(*now) || is_locked(file)) {
            ++m_look.waiting;
            return save_seen(name, *now);
        }
        if (!before->problem.empty()) {
            ++m_look.problems;
            return {};
        }
        const auto imported = import(file);
        if (imported) {
            m_look.imported.push_back(*imported);
        } else if (imported.error().kind == &k_import_done_already) {
            ++m_look.repeated;
        } else if (imported.error().actor() == Actor::itself) {
            ++m_look.waiting;
            return {};
        } else {
            ++m_look.problems;
            Seen problem = *now;
            problem.problem = imported.error().code();
            return save_seen(name, problem);
        }
        QIANTAI_TRY_STATUS(move_away(file));
        return forget(name);
    }

    Result<Import> import(const fs::path& file) {
        QIANTAI_TRY(const auto session, session_of(m_context, m_folder.staff_number));
        ImportRequest request{.file = file.string(),
                              .kind = m_folder.kind,
                              .settings = {.source = m_folder.source}};
        QIANTAI_TRY_STATUS(make_private_directory(done_folder()));
        request.errors =
            (done_folder() / (file.filename().string() + std::string(k_errors_end))).string();
        return Imports(m_context).run(session, request);
    }

    fs::path done_folder() const { return fs::path(m_folder.folder) / k_done_folder; }

    /// Tills use a name again: the older file keeps it.
    Status move_away(const fs::path& file) {
        QIANTAI_TRY_STATUS(make_private_directory(done_folder()));
        auto to = done_folder() / file.filename();
        for (int n = 2; fs::exists(to); ++n) {
            to = done_folder() / fmt::format("{}-{}{}", file.stem().string(), n,
                                             file.extension().string());
        }
        return rename_durably(file, to);
    }

    ServiceContext& m_context;
    const ImportFolder& m_folder;
    ImportFolderLook& m_look;
};

Status check_folder(const ImportFolderEntry& entry) {
    const fs::path folder = entry.folder;
    std::error_code failed;
    const bool usable = folder.is_absolute() && fs::is_directory(folder, failed) &&
                        ::access(folder.c_str(), R_OK | W_OK | X_OK) == 0;
    if (usable) return {};
    return make_error(k_import_folder_unusable, entry.folder, "folder");
}

}  // namespace

Result<ImportFolderLook> look_into_folders(ServiceContext& context) {
    QIANTAI_TRY(const auto folders, load_folders(context.database));
    ImportFolderLook look;
    for (const auto& folder : folders) {
        QIANTAI_TRY_STATUS(FolderLook(context, folder, look).run());
    }
    return look;
}

Result<ImportFolderLook> Imports::look(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    return look_into_folders(m_context);
}

Result<std::vector<ImportFolder>> Imports::folders(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    return load_folders(m_context.database);
}

Result<ImportFolder> Imports::set_folder(const Session& session, const ImportFolderEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    QIANTAI_TRY_STATUS(check_folder(entry));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    ImportFolder folder{.folder = entry.folder,
                        .kind = entry.kind,
                        .source = entry.source,
                        .staff_number = entry.staff_number.empty() ? session.staff_number
                                                                   : entry.staff_number,
                        .set_by = session.staff_number};
    QIANTAI_TRY_STATUS(load_import_settings(m_context.database, folder.kind, folder.source));
    QIANTAI_TRY_STATUS(session_of(m_context, folder.staff_number));
    auto& statement = m_context.database.cached(
        "INSERT INTO import_folder (id, folder, kind, source, staff_number, set_by)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET folder = excluded.folder,"
        " kind = excluded.kind, source = excluded.source, staff_number = excluded.staff_number,"
        " set_by = excluded.set_by RETURNING id");
    statement.bind(entry.folder_id, folder.folder, code_of(folder.kind), folder.source,
                   folder.staff_number, folder.set_by);
    QIANTAI_TRY(folder.id, sqlite::only(statement, sqlite::integer_column));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "imports.set_folder",
                                     .subject_entity = "import_folder",
                                     .subject_id = std::to_string(folder.id),
                                     .detail = {{"kind", std::string(code_of(folder.kind))},
                                                {"source", folder.source},
                                                {"in_the_name_of", folder.staff_number}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return folder;
}

Result<ImportFolder> Imports::forget_folder(const Session& session, std::int64_t folder_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::imports_run));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto folders, load_folders(m_context.database));
    const auto found = std::ranges::find(folders, folder_id, &ImportFolder::id);
    if (found == folders.end()) return make_error(k_import_folder_not_found, {}, "folder_id");
    auto& statement = m_context.database.cached("DELETE FROM import_folder WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(folder_id).run());
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "imports.forget_folder",
                                     .subject_entity = "import_folder",
                                     .subject_id = std::to_string(folder_id)}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return *found;
}

}  // namespace qiantai::domain
