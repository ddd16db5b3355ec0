#include "terminal/desk/file_picker_flow.hpp"

#include <filesystem>

#include "schema/base/file.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr std::size_t k_newest_shown = 8;

struct FoundPlaces {
    std::vector<domain::FilePlace> places;
    std::vector<domain::FoundFile> newest;
};

/// What a typed path is: a file to choose, or a folder to show.
struct PathShown {
    bool is_file = false;
    domain::FolderContent content{};
};
Result<PathShown> look_at_path(const std::string& path, domain::WantsFile wants) {
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) {
        QIANTAI_TRY(auto content, domain::list_folder(path, wants));
        return PathShown{false, std::move(content)};
    }
    if (std::filesystem::exists(path, failed)) return PathShown{.is_file = true};
    return make_error(k_file_error, path);
}

void show_folder(Flow& flow, const FilePickerUse& use, const std::string& path) {
    use.of(flow).error.reset();
    run_job(
        flow, [path, wants = use.wants](Office&) { return look_at_path(path, wants); },
        [path, use](Flow& later, const Result<PathShown>& shown) {
            auto& now = use.of(later);
            if (!shown) {
                now.error = shown.error();
                return;
            }
            if (shown->is_file) return use.choose(later, path);
            now.folder = shown->content;
        });
}

struct ApplyFilePicker {
    Flow& flow;
    const FilePickerUse& use;

    void operator()(const file_picker::ShowPlaces&) const { load_file_places(flow, use); }
    void operator()(const file_picker::ShowFolder& intent) const {
        show_folder(flow, use, intent.path);
    }
    void operator()(const file_picker::ByHand& intent) const { use.of(flow).by_hand = intent.on; }
    void operator()(const file_picker::TypePath& intent) const { use.of(flow).typed = intent.path; }
    void operator()(const file_picker::ChooseFile& intent) const { use.choose(flow, intent.path); }
};

}  // namespace

void load_file_places(Flow& flow, const FilePickerUse& use) {
    use.of(flow).folder.reset();
    use.of(flow).error.reset();
    run_job(
        flow,
        [wants = use.wants](Office&) -> Result<FoundPlaces> {
            FoundPlaces found{domain::find_file_places(domain::file_roots()), {}};
            found.newest = domain::newest_files(found.places, wants, k_newest_shown);
            return found;
        },
        [use](Flow& later, const Result<FoundPlaces>& found) {
            auto& now = use.of(later);
            if (!found) {
                now.error = found.error();
                return;
            }
            now.places = found->places;
            now.newest = found->newest;
            now.loaded = true;
        });
}

void apply_file_picker(Flow& flow, const FilePickerUse& use, const FilePickerIntent& intent) {
    std::visit(ApplyFilePicker{flow, use}, intent);
}

}  // namespace qiantai::app
