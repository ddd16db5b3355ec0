#include "terminal/store/attachment_backup.hpp"

#include <fmt/format.h>

#include <set>

#include "schema/base/file.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "schema/sqlite/facts.hpp"

namespace qiantai::store {
namespace {

namespace fs = std::filesystem;
using sqlite::Attachment;
using sqlite::AttachmentShelf;

constexpr std::string_view k_copies = "attachments";
constexpr std::size_t k_copy_bytes_max = k_content_bytes_max + (1u << 20);

/// As it is, encrypted; on disk under its name or not at all.
Status copy_content(const fs::path& from, const fs::path& to) {
    QIANTAI_TRY(const auto bytes, read_file(from, k_copy_bytes_max));
    QIANTAI_TRY_STATUS(make_private_directory(to.parent_path()));
    return write_file_atomically(to, bytes, 0600);
}

bool has_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// What lies there without being asked for.
Status remove_others(const fs::path& folder, const std::set<std::string>& wanted) {
    std::error_code error;
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (!wanted.contains(entry.path().filename().string())) others.push_back(entry.path());
    }
    if (error == std::errc::no_such_file_or_directory) return {};
    for (const auto& path : others) fs::remove(path, error);
    if (error) return make_error(k_file_error, folder.string() + ": " + error.message());
    return {};
}

}  // namespace

Status back_up_attachments(sqlite::Database& database, const fs::path& backups) {
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(database));
    const auto folder = backups / k_copies;
    std::set<std::string> unsent;
    QIANTAI_TRY_STATUS(shelf.each_here([&](const Attachment& one) -> Status {
        if (!one.sent) unsent.insert(one.hash);
        return {};
    }));
    for (const auto& hash : unsent) {
        // A file that is missing can't be kept; the check says so.
        const auto from = shelf.files().path_of(hash);
        if (has_file(folder / hash) || !has_file(from)) continue;
        QIANTAI_TRY_STATUS(copy_content(from, folder / hash));
    }
    return remove_others(folder, unsent);
}

Status bring_attachments_back(sqlite::Database& database, const fs::path& backups, TimeMs now) {
    QIANTAI_TRY(const auto key, sqlite::load_fact_text(database, sqlite::fact::k_attachment_key));
    if (!key) return {};
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(database));
    std::vector<std::string> missing;
    QIANTAI_TRY_STATUS(shelf.each_here([&](const Attachment& one) -> Status {
        if (!shelf.files().has(one.hash)) missing.push_back(one.hash);
        return {};
    }));
    for (const auto& hash : missing) {
        const auto kept = backups / k_copies / hash;
        if (has_file(kept)) {
            QIANTAI_TRY_STATUS(copy_content(kept, shelf.files().path_of(hash)));
        } else {
            QIANTAI_TRY_STATUS(shelf.note_lost(hash, now));
        }
    }
    return {};
}

Result<std::vector<std::string>> find_attachment_damage(sqlite::Database& database,
                                                        ContentSearch search) {
    QIANTAI_TRY(auto shelf, AttachmentShelf::open(database));
    std::int64_t lost = 0, fetched_again = 0;
    QIANTAI_TRY_STATUS(shelf.each_here([&](const Attachment& one) -> Status {
        const auto size = shelf.files().size(one.hash);
        bool sound = size && *size == one.size;
        if (sound && search == ContentSearch::whole)
            sound = shelf.files().read(one.hash, k_content_bytes_max).ok();
        if (!sound) ++(one.sent ? fetched_again : lost);
        return {};
    }));
    std::vector<std::string> problems;
    if (lost > 0) {
        problems.push_back(fmt::format(
            "{} photos or files are missing or damaged, and headquarters does not have them",
            lost));
    }
    if (fetched_again > 0) {
        problems.push_back(
            fmt::format("{} photos or files are missing or damaged; they are fetched "
                        "from headquarters when they are opened",
                        fetched_again));
    }
    return problems;
}

}  // namespace qiantai::store
