// Looking for a file, on the database's thread: a stick answers slowly.

#include <filesystem>

#include "schema/base/file.hpp"
#include "terminal/imports/flows/import_flows.hpp"
#include "terminal/imports/rules/import_places.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr std::size_t k_newest_shown = 8;

ImportFilesState& files_of(Flow& flow) {
    return flow.get<ImportWizardState>().files;
}

struct FoundPlaces {
    std::vector<domain::ImportPlace> places;
    std::vector<domain::ImportFileFound> newest;
};
Result<FoundPlaces> find_places(Office&) {
    FoundPlaces found{domain::find_import_places(domain::import_roots()), {}};
    found.newest = domain::newest_import_files(found.places, k_newest_shown);
    return found;
}

/// What a typed path is: a file to choose, or a folder to show.
struct PathShown {
    bool is_file = false;
    domain::ImportFolderContent content{};
};
Result<PathShown> look_at_path(const std::string& path) {
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) {
        QIANTAI_TRY(auto content, domain::list_import_folder(path));
        return PathShown{false, std::move(content)};
    }
    if (std::filesystem::exists(path, failed)) return PathShown{.is_file = true};
    return make_error(k_file_error, path);
}

}  // namespace

void load_import_places(Flow& flow) {
    files_of(flow).folder.reset();
    files_of(flow).error.reset();
    run_job(flow, find_places, [](Flow& later, const Result<FoundPlaces>& found) {
        auto& now = files_of(later);
        if (!found) {
            now.error = found.error();
            return;
        }
        now.places = found->places;
        now.newest = found->newest;
        now.loaded = true;
    });
}

void show_import_folder(Flow& flow, const std::string& path) {
    files_of(flow).error.reset();
    run_job(
        flow, [path](Office&) { return look_at_path(path); },
        [path](Flow& later, const Result<PathShown>& shown) {
            auto& now = files_of(later);
            if (!shown) {
                now.error = shown.error();
                return;
            }
            if (shown->is_file) return choose_import_file(later, path);
            now.folder = shown->content;
        });
}

}  // namespace qiantai::app
