// Every step is one of these: a folder is listed, a file is looked at, a piece of an import runs.

#include "terminal/imports/rules/import_look.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "schema/base/file.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/file_places.hpp"
#include "terminal/imports/rules/import_hold.hpp"
#include "terminal/imports/rules/import_run.hpp"

namespace qiantai::domain {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> k_extensions{".csv", ".txt", ".tsv", ".xlsx", ".xls"};
constexpr std::string_view k_done_folder = "done";
constexpr std::string_view k_errors_end = ".errors.csv";
/// That somebody looked is written down so often if there is nothing else to write.
constexpr TimeMs k_quiet_look_ms = 3'600'000;

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

/// What a till may have dropped there; not our own lists of refused lines.
bool is_dropped(const fs::path& file) {
    const auto name = file.filename().string();
    return is_importable_name(name) && !name.ends_with(k_errors_end);
}

}  // namespace

/// The state of one look.
class ImportLook::Work {
  public:
    Work(ServiceContext& context, std::vector<ImportFolder> folders)
        : m_context(context), m_folders(std::move(folders)) {}

    Result<bool> step() {
        if (m_run) return step_import();
        if (m_next_file < m_files.size()) return take(m_files[m_next_file++]);
        if (m_listed) return end_folder();
        if (m_next_folder == m_folders.size()) return false;
        return list_folder();
    }
    const ImportFolderLook& report() const { return m_look; }

  private:
    const ImportFolder& folder() const { return m_folders[m_next_folder]; }
    fs::path done_folder() const { return fs::path(folder().folder) / k_done_folder; }

    Result<bool> list_folder() {
        std::error_code failed;
        m_files.clear();
        m_next_file = 0;
        m_wrote = !folder().looked_at;
        for (fs::directory_iterator at(folder().folder, failed), end; !failed && at != end;
             at.increment(failed)) {
            if (is_dropped(at->path())) m_files.push_back(at->path());
        }
        if (failed) {
            ++m_look.problems;
            ++m_next_folder;
            m_files.clear();
            return true;
        }
        std::ranges::sort(m_files);
        m_listed = true;
        for (const auto& known : folder().waiting) {
            const bool there = std::ranges::any_of(
                m_files, [&](const auto& file) { return file.filename() == known.name; });
            if (!there) QIANTAI_TRY_STATUS(forget(known.name));
        }
        return true;
    }

    Result<bool> end_folder() {
        m_listed = false;
        QIANTAI_TRY(const auto now, record_time(m_context));
        if (m_wrote || now - folder().looked_at.value_or(0) >= k_quiet_look_ms) {
            auto& statement =
                m_context.database.cached("UPDATE import_folder SET looked_at = ? WHERE id = ?");
            QIANTAI_TRY_STATUS(statement.bind(now, folder().id).run());
        }
        ++m_next_folder;
        return true;
    }

    Status forget(const std::string& name) {
        m_wrote = true;
        auto& statement = m_context.database.cached(
            "DELETE FROM import_folder_file WHERE folder_id = ? AND name = ?");
        return statement.bind(folder().id, name).run();
    }

    Result<std::optional<Seen>> load_seen(const std::string& name) {
        auto& statement = m_context.database.cached(
            "SELECT bytes, changed_ns, problem FROM import_folder_file WHERE folder_id = ?"
            " AND name = ?");
        return sqlite::one(statement.bind(folder().id, name), [](const sqlite::Statement& row) {
            return Seen{row.integer(0), row.integer(1), std::string(row.text(2))};
        });
    }

    Status save_seen(const std::string& name, const Seen& seen) {
        m_wrote = true;
        auto& statement = m_context.database.cached(
            "INSERT INTO import_folder_file (folder_id, name, bytes, changed_ns, problem)"
            " VALUES (?, ?, ?, ?, nullif(?, '')) ON CONFLICT DO UPDATE SET bytes = excluded.bytes,"
            " changed_ns = excluded.changed_ns, problem = excluded.problem");
        return statement.bind(folder().id, name, seen.bytes, seen.changed_ns, seen.problem).run();
    }

    Result<bool> take(const fs::path& file) {
        const auto now = look_at(file);
        if (!now) return true;
        const auto name = file.filename().string();
        QIANTAI_TRY(const auto before, load_seen(name));
        const bool changed = !before || !before->same(*now);
        if (changed) QIANTAI_TRY_STATUS(save_seen(name, *now));
        if (changed || is_file_held(file)) {
            ++m_look.waiting;
            return true;
        }
        if (!before->problem.empty()) {
            ++m_look.problems;
            return true;
        }
        m_file = file;
        const auto begun = begin_import();
        return begun ? Result<bool>(true) : end_import(begun.error());
    }

    Status begin_import() {
        QIANTAI_TRY(m_session, session_of_importer(m_context, folder().staff_number));
        ImportRequest request{.file = m_file.string(),
                              .kind = folder().kind,
                              .settings = {.source = folder().source}};
        QIANTAI_TRY_STATUS(make_private_directory(done_folder()));
        request.errors =
            (done_folder() / (m_file.filename().string() + std::string(k_errors_end))).string();
        QIANTAI_TRY(auto run, ImportRun::begin(m_context, m_session, request));
        m_run.emplace(std::move(run));
        return {};
    }

    Result<bool> step_import() {
        const auto more = m_run->step();
        if (more && *more) return true;
        std::optional<Error> error;
        if (!more) error = more.error();
        return end_import(error);
    }

    Result<bool> end_import(const std::optional<Error>& error) {
        if (!error) m_look.imported.push_back(m_run->report());
        m_run.reset();
        const auto name = m_file.filename().string();
        if (error && error->kind != &k_import_done_already) {
            if (error->actor() == Actor::itself) {
                ++m_look.waiting;
                return true;
            }
            ++m_look.problems;
            auto seen = look_at(m_file);
            if (!seen) return true;
            seen->problem = error->code();
            QIANTAI_TRY_STATUS(save_seen(name, *seen));
            return true;
        }
        if (error) ++m_look.repeated;
        QIANTAI_TRY_STATUS(move_away());
        QIANTAI_TRY_STATUS(forget(name));
        return true;
    }

    /// Tills use a name again: the older file keeps it.
    Status move_away() {
        QIANTAI_TRY_STATUS(make_private_directory(done_folder()));
        auto to = done_folder() / m_file.filename();
        std::error_code failed;
        for (int n = 2; fs::exists(to, failed); ++n) {
            to = done_folder() /
                 fmt::format("{}-{}{}", m_file.stem().string(), n, m_file.extension().string());
        }
        return rename_durably(m_file, to);
    }

    ServiceContext& m_context;
    std::vector<ImportFolder> m_folders;
    std::size_t m_next_folder = 0;
    std::vector<fs::path> m_files;  ///< of the folder that is looked into
    std::size_t m_next_file = 0;
    bool m_listed = false;  ///< its files are known
    bool m_wrote = false;
    fs::path m_file;  ///< the one that is being imported
    Session m_session{};
    std::optional<ImportRun> m_run;
    ImportFolderLook m_look{};
};

ImportLook::ImportLook(std::unique_ptr<Work> work) : m_work(std::move(work)) {}
ImportLook::ImportLook(ImportLook&&) noexcept = default;
ImportLook::~ImportLook() = default;

Result<ImportLook> ImportLook::begin(ServiceContext& context) {
    QIANTAI_TRY(auto folders, load_import_folders(context.database));
    return ImportLook(std::make_unique<Work>(context, std::move(folders)));
}

Result<bool> ImportLook::step() {
    return m_work->step();
}

const ImportFolderLook& ImportLook::report() const {
    return m_work->report();
}

Result<ImportFolderLook> look_into_folders(ServiceContext& context) {
    QIANTAI_TRY(auto look, ImportLook::begin(context));
    for (bool more = true; more;) {
        QIANTAI_TRY(more, look.step());
    }
    return look.report();
}

Result<std::vector<ImportFolder>> load_import_folders(sqlite::Database& database) {
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

Result<Session> session_of_importer(ServiceContext& context, std::string_view staff_number) {
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

bool is_importable_name(std::string_view name) {
    if (name.starts_with('.') || name.starts_with("~$")) return false;
    return ends_as(name, k_extensions);
}

}  // namespace qiantai::domain
