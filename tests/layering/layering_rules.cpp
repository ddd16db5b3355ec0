#include "tests/layering/layering_rules.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace qiantai::layering {
namespace {

using Names = std::vector<std::string>;

const Names k_schema = {"schema/base", "schema/manifest", "schema/sqlite"};
// The keys of the words go with it.
const Names k_kit = {"terminal/kit/core",     "terminal/kit/widgets",  "terminal/kit/charts",
                     "terminal/kit/keyboard", "terminal/kit/headless", "assets/words"};

Names joined(const std::vector<Names>& parts) {
    Names all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

const Names k_paper = {"terminal/paper/page", "terminal/paper/slip", "terminal/paper/printers"};

// What each folder may include of ours, itself aside; the rooms of the capabilities are below.
// "*/rules" are the rules of every capability. Tests may include everything.
const std::map<std::string, Names>& allowed_folders() {
    static const Names store = joined({k_schema, {"sync/core"}});
    static const Names base = joined({store, {"terminal/store"}});
    static const Names hub = joined({store, {"sync/hub/store", "sync/hub/rules"}});
    static const Names services = joined({base, {"terminal/base", "sync/client", "*/rules"}});
    static const Names desk = joined({base, {"terminal/base", "sync/client"}, k_kit});
    static const Names window =
        joined({services,
                k_kit,
                k_paper,
                {"terminal/desk", "*/screens", "*/forms", "*/flows", "terminal/gallery"}});
    static const std::map<std::string, Names> folders = {
        {"schema/base", {}},
        {"schema/manifest", {"schema/base"}},
        {"schema/sqlite", {"schema/base", "schema/manifest"}},
        {"sync/core", {"schema/base", "schema/manifest"}},
        {"sync/client", store},
        {"sync/hub/store", {"schema/base", "schema/manifest", "sync/core"}},
        {"sync/hub/store/sqlite", joined({store, {"sync/hub/store"}})},
        {"sync/hub/store/postgres", joined({store, {"sync/hub/store"}})},
        {"sync/hub/rules", {"schema/base", "schema/manifest", "sync/core", "sync/hub/store"}},
        {"sync/hub/http", hub},
        {"sync/hub/program",
         joined({hub, {"sync/hub/store/sqlite", "sync/hub/store/postgres", "sync/hub/http"}})},
        {"terminal/store", store},
        {"terminal/base", base},
        {"terminal/operations", joined({base, {"terminal/base", "sync/client"}})},
        {"terminal/kit/core", {"schema/base", "assets/words"}},
        {"terminal/kit/widgets", {"schema/base", "terminal/kit/core", "assets/words"}},
        {"terminal/kit/charts",
         {"schema/base", "terminal/kit/core", "terminal/kit/widgets", "assets/words"}},
        {"terminal/kit/keyboard",
         {"schema/base", "terminal/kit/core", "terminal/kit/widgets", "assets/words"}},
        {"terminal/kit/headless", joined({{"schema/base"}, k_kit})},
        {"terminal/paper/page", {"schema/base"}},
        {"terminal/paper/slip", {"schema/base", "terminal/paper/page"}},
        {"terminal/paper/printers", {"schema/base"}},
        {"terminal/gallery", joined({{"schema/base"}, k_kit})},
        {"terminal/desk", desk},
        {"terminal/demo", services},
        {"terminal/ctl",
         joined({services, {"terminal/operations", "*/operations", "terminal/demo"}})},
        {"terminal/app", window},
        {"terminal/shots", joined({window,
                                   {"terminal/operations", "*/operations", "terminal/demo",
                                    "terminal/ctl", "terminal/app"}})},
    };
    return folders;
}

// What the rooms of a capability may include: the folders named here, and the rooms named here of
// itself and of the capabilities below it.
struct Room {
    Names folders;
    Names rooms;
};

const std::map<std::string, Room>& rooms() {
    static const Names rules = joined({k_schema, {"sync/core", "terminal/store", "terminal/base"}});
    static const std::map<std::string, Room> all = {
        {"rules", {rules, {"rules"}}},
        {"forms", {joined({rules, k_paper}), {"rules", "forms"}}},
        {"operations",
         {joined({rules, k_paper, {"sync/client", "terminal/operations"}}),
          {"rules", "forms", "operations"}}},
        {"screens",
         {joined({{"schema/base", "terminal/base", "terminal/desk"}, k_kit}),
          {"screens", "rules/*_facts.hpp"}}},
        {"flows",
         {joined({rules, {"sync/client", "terminal/desk"}, k_kit, k_paper}),
          {"rules", "forms", "screens", "flows"}}},
    };
    return all;
}

// The capabilities, each with those below it.
const std::map<std::string, Names>& capabilities() {
    static const std::map<std::string, Names> all = {
        {"access", {}},
        {"attachments", {"access"}},
        {"printing", {"access"}},
        {"members", {"access", "printing"}},
        {"calendars", {"access"}},
        {"admin", {"access", "calendars", "members", "purchases", "tickets"}},
        {"imports",
         {"access", "attachments", "calendars", "gifts", "members", "printing", "purchases"}},
        {"purchases", {"access", "members"}},
        {"stored_goods", {"access", "members", "printing"}},
        {"tickets", {"access", "attachments", "calendars", "members", "printing", "purchases"}},
        {"callbacks", {"access", "members", "purchases", "tickets"}},
        {"gifts", {"access", "attachments", "calendars", "members", "printing", "purchases"}},
        {"issuances",
         {"access", "attachments", "calendars", "gifts", "members", "printing", "purchases"}},
        {"stocktakes", {"access", "attachments", "gifts", "members", "printing", "stored_goods"}},
        {"closing",
         {"access", "calendars", "callbacks", "gifts", "issuances", "members", "printing",
          "stocktakes", "sync_page", "tickets"}},
        {"figures",
         {"access", "attachments", "calendars", "callbacks", "gifts", "members", "printing",
          "purchases", "stocktakes", "stored_goods", "tickets"}},
        {"sync_page", {"access", "members"}},
        {"set_up", {"access", "sync_page"}},
        {"home",
         {"access", "calendars", "callbacks", "closing", "imports", "members", "purchases",
          "sync_page", "tickets"}},
    };
    return all;
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

bool contains(const Names& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

bool is_ours(const std::string& target) {
    return starts_with_any(target, {"schema/", "sync/", "terminal/", "tests/", "assets/"});
}

struct RoomOf {
    std::string capability;
    std::string room;
};

// "terminal/members/rules" is the room `rules` of members.
std::optional<RoomOf> room_of(const std::string& folder) {
    if (!folder.starts_with("terminal/")) return std::nullopt;
    const auto rest = folder.substr(std::string("terminal/").size());
    const auto slash = rest.find('/');
    if (slash == std::string::npos) return std::nullopt;
    RoomOf of{rest.substr(0, slash), rest.substr(slash + 1)};
    if (!capabilities().contains(of.capability) || !rooms().contains(of.room)) return std::nullopt;
    return of;
}

bool has_place(const std::string& folder) {
    return allowed_folders().contains(folder) || room_of(folder).has_value();
}

bool may_include_room(const RoomOf& from, const RoomOf& to, const std::string& target) {
    const bool capability = from.capability == to.capability ||
                            contains(capabilities().find(from.capability)->second, to.capability);
    if (!capability) return false;
    const auto& allowed = rooms().find(from.room)->second.rooms;
    return contains(allowed, to.room) ||
           (contains(allowed, to.room + "/*_facts.hpp") && target.ends_with("_facts.hpp"));
}

bool may_include(const std::string& folder, const std::string& target) {
    const auto target_folder = folder_of(target);
    if (folder == target_folder) return true;
    const auto target_room = room_of(target_folder);
    if (const auto from = room_of(folder)) {
        if (target_room) return may_include_room(*from, *target_room, target);
        // Its rules are about the way to headquarters.
        if (folder == "terminal/sync_page/rules" && target_folder == "sync/client") return true;
        // Its rules are about what printers are sent.
        if (folder == "terminal/printing/rules" && contains(k_paper, target_folder)) return true;
        return contains(rooms().find(from->room)->second.folders, target_folder);
    }
    const auto found = allowed_folders().find(folder);
    if (found == allowed_folders().end()) return false;
    return contains(found->second, target_room ? "*/" + target_room->room : target_folder);
}

bool is_room(const std::string& folder, std::string_view room) {
    const auto of = room_of(folder);
    return of && of->room == room;
}

bool draws(const std::string& folder) {
    return folder.starts_with("terminal/kit/") || is_room(folder, "screens");
}

// Which headers a folder must not see, itself or through what it includes, with the reason.
struct Ban {
    bool (*applies)(const std::string& folder);
    Names headers;
    std::string reason;
};

const std::vector<Ban>& bans() {
    static const std::vector<Ban> all = {
        {[](const std::string& folder) {
             return contains({"schema/base", "schema/manifest", "sync/core", "sync/hub/store",
                              "sync/hub/rules"},
                             folder);
         },
         joined({k_database_headers, {"schema/sqlite/"}}), "is pure and must not see a database"},
        {[](const std::string& folder) {
             return folder.starts_with("schema/") || folder == "sync/core" ||
                    folder == "terminal/store" || folder == "terminal/base" ||
                    folder == "terminal/paper/page" || folder == "terminal/paper/slip" ||
                    is_room(folder, "rules") || is_room(folder, "forms") || draws(folder);
         },
         k_socket_headers, "must not see the network; that is sync/client's"},
        {draws,
         joined({k_database_headers,
                 {"schema/sqlite/", "schema/manifest/", "terminal/store/", "sync/"}}),
         "draws and must not see a database or what lies below it"},
        {[](const std::string& folder) {
             return folder.starts_with("schema/") || folder.starts_with("sync/") ||
                    folder == "terminal/store" || folder == "terminal/base" ||
                    folder == "terminal/operations" || folder == "terminal/ctl" ||
                    folder == "terminal/demo" || folder.starts_with("terminal/paper/") ||
                    is_room(folder, "rules") || is_room(folder, "forms") ||
                    is_room(folder, "operations");
         },
         k_window_headers, "must not see the window; that is the kit's and what stands on it"},
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
        } else if (!test && !include.target.ends_with(".inc") &&
                   !may_include(folder, include.target)) {
            add(folder + " must not include " + target_folder);
        }
    } else if (include.quoted) {
        add("quotes are for our own headers, named from the project's root");
    }
}

// Every include of every file, to follow.
using Includes = std::map<std::string, std::vector<Include>>;

// What is reached from a file, each with the file that includes it.
std::map<std::string, std::string> closure_of(const std::string& path, const Includes& includes) {
    std::map<std::string, std::string> reached;
    std::deque<std::string> open = {path};
    while (!open.empty()) {
        const auto at = open.front();
        open.pop_front();
        const auto found = includes.find(at);
        if (found == includes.end()) continue;
        for (const auto& include : found->second) {
            if (reached.emplace(include.target, at).second) open.push_back(include.target);
        }
    }
    return reached;
}

std::string way_to(const std::string& target, const std::string& from,
                   const std::map<std::string, std::string>& reached) {
    std::string way = target;
    for (auto at = reached.at(target); at != from; at = reached.at(at)) way = at + " > " + way;
    return way;
}

// One violation per file and ban: the first header of its alphabet, with the way that leads to it.
void check_bans(const SourceFile& file, const Includes& includes, std::vector<Violation>& found) {
    const auto folder = folder_of(file.path);
    if (file.path.starts_with("tests/")) return;
    const auto reached = closure_of(file.path, includes);
    for (const auto& ban : bans()) {
        if (!ban.applies(folder)) continue;
        const auto seen = std::ranges::find_if(
            reached, [&](const auto& entry) { return starts_with_any(entry.first, ban.headers); });
        if (seen == reached.end()) continue;
        const auto& direct = includes.at(file.path);
        const auto line = std::ranges::find(direct, seen->first, &Include::target);
        found.push_back(
            {file.path, line == direct.end() ? 1 : line->line,
             "sees " + way_to(seen->first, file.path, reached) + ": " + folder + " " + ban.reason});
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
    Includes includes;
    for (const auto& file : files) {
        if (is_cpp(file.path)) includes[file.path] = includes_of(file.text);
    }
    for (const auto& file : files) {
        if (!is_cpp(file.path)) continue;
        const auto folder = folder_of(file.path);
        if (!file.path.starts_with("tests/") && !has_place(folder)) {
            found.push_back(
                {file.path, 1, "the folder '" + folder + "' has no place in the layering"});
            continue;
        }
        for (const auto& include : includes[file.path]) check_include(file, include, found);
        check_bans(file, includes, found);
        check_window_and_database_apart(file, includes[file.path], found);
    }
    return found;
}

}  // namespace qiantai::layering
