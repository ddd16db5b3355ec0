#include "tests/layering/layering_rules.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace qiantai::layering {
namespace {

using Names = std::vector<std::string>;

// What each folder may include of ours, itself aside. An absent folder is a folder without a place
// in the architecture. Tests may include everything.
const std::map<std::string, Names>& allowed_folders() {
    static const Names store_base = {"schema/base", "schema/manifest", "schema/sqlite",
                                     "sync/core"};
    static const Names domain_base = {"schema/base", "schema/manifest", "schema/sqlite",
                                      "sync/core", "terminal/store"};
    static const std::map<std::string, Names> folders = {
        {"schema/base", {}},
        {"schema/manifest", {"schema/base"}},
        {"schema/sqlite", {"schema/base", "schema/manifest"}},
        {"sync/core", {"schema/base", "schema/manifest"}},
        {"sync/client", store_base},
        {"sync/hub", store_base},
        {"terminal/store", store_base},
        {"terminal/domain", domain_base},
        {"terminal/ui", {"schema/base", "schema/manifest", "terminal/domain"}},
        {"terminal/link",
         {"schema/base", "schema/manifest", "schema/sqlite", "sync/core", "sync/client",
          "terminal/store", "terminal/domain"}},
        {"terminal/ctl",
         {"schema/base", "schema/manifest", "schema/sqlite", "sync/core", "sync/client",
          "terminal/store", "terminal/domain", "terminal/link"}},
        {"terminal/shots",
         {"schema/base", "schema/manifest", "schema/sqlite", "terminal/store", "terminal/domain",
          "terminal/ctl", "terminal/ui", "terminal/app"}},
        {"terminal/app",
         {"schema/base", "schema/manifest", "schema/sqlite", "sync/core", "sync/client",
          "terminal/store", "terminal/domain", "terminal/link", "terminal/ui"}},
    };
    return folders;
}

const Names k_sqlite_headers = {"sqlite3.h", "sqlite3ext.h"};
const Names k_database_headers = {"sqlite3.h", "sqlite3ext.h", "libpq-fe.h"};
const Names k_socket_headers = {"curl/",         "boost/asio", "boost/beast", "sys/socket.h",
                                "netinet/",      "arpa/",      "netdb.h",     "openssl/ssl.h",
                                "openssl/bio.h", "poll.h",     "sys/epoll.h"};
const Names k_window_headers = {"imgui", "misc/freetype/imgui", "backends/imgui", "GLFW/", "GL/"};

bool starts_with_any(const std::string& target, const Names& prefixes) {
    return std::ranges::any_of(prefixes,
                               [&](const auto& prefix) { return target.starts_with(prefix); });
}

bool is_ours(const std::string& target) {
    return starts_with_any(target, {"schema/", "sync/", "terminal/", "tests/", "assets/"});
}

bool may_include_folder(const std::string& folder, const std::string& target_folder) {
    if (folder == target_folder) return true;
    const auto found = allowed_folders().find(folder);
    return found != allowed_folders().end() &&
           std::ranges::find(found->second, target_folder) != found->second.end();
}

// Which foreign headers a folder must not see, with the reason.
struct Ban {
    Names folders;
    Names headers;
    std::string reason;
};

const std::vector<Ban>& bans() {
    static const std::vector<Ban> all = {
        {{"schema/base", "schema/manifest", "sync/core"},
         k_database_headers,
         "is pure and must not see a database"},
        {{"schema/base", "schema/manifest", "schema/sqlite", "sync/core"},
         k_socket_headers,
         "must not see a socket"},
        {{"terminal/store", "terminal/domain", "terminal/ui"},
         k_socket_headers,
         "must not see the network; that is sync/client's"},
        {{"terminal/ui"}, k_database_headers, "draws and must not see a database"},
        {{"schema/base", "schema/manifest", "schema/sqlite", "sync/core", "sync/client", "sync/hub",
          "terminal/store", "terminal/domain", "terminal/ctl"},
         k_window_headers,
         "must not see the window; that is terminal/ui's and terminal/app's"},
    };
    return all;
}

void check_include(const SourceFile& file, const Include& include, std::vector<Violation>& found) {
    const auto add = [&](const std::string& what) {
        found.push_back({file.path, include.line, "includes " + include.target + ": " + what});
    };
    const auto folder = folder_of(file.path);
    const bool test = file.path.starts_with("tests/");
    if (is_ours(include.target)) {
        const auto target_folder = folder_of(include.target);
        if (!test && target_folder.starts_with("tests")) {
            add("only tests may include tests");
        } else if (!test && !may_include_folder(folder, target_folder)) {
            add(folder + " must not include " + target_folder);
        }
    } else if (include.quoted) {
        add("quotes are for our own headers, named from the project's root");
    }
    for (const auto& ban : bans()) {
        if (std::ranges::find(ban.folders, folder) != ban.folders.end() &&
            starts_with_any(include.target, ban.headers)) {
            add(folder + " " + ban.reason);
        }
    }
}

void check_window_and_database_apart(const SourceFile& file, const std::vector<Include>& includes,
                                     std::vector<Violation>& found) {
    const auto first = [&](auto&& matches) {
        return std::ranges::find_if(includes, [&](const Include& i) { return matches(i.target); });
    };
    const auto window =
        first([](const auto& target) { return starts_with_any(target, k_window_headers); });
    const auto database = first([](const auto& target) {
        return starts_with_any(target, k_sqlite_headers) || target.starts_with("schema/sqlite/");
    });
    if (window != includes.end() && database != includes.end()) {
        found.push_back({file.path, std::max(window->line, database->line),
                         "includes both " + window->target + " and " + database->target});
    }
}

}  // namespace

std::vector<Violation> find_layering_violations(const std::vector<SourceFile>& files) {
    std::vector<Violation> found;
    for (const auto& file : files) {
        if (!is_cpp(file.path)) continue;
        const auto folder = folder_of(file.path);
        if (!file.path.starts_with("tests/") && !allowed_folders().contains(folder)) {
            found.push_back(
                {file.path, 1, "the folder '" + folder + "' has no place in the layering"});
            continue;
        }
        const auto includes = includes_of(file.text);
        for (const auto& include : includes) check_include(file, include, found);
        check_window_and_database_apart(file, includes, found);
    }
    return found;
}

}  // namespace qiantai::layering
