#include <doctest/doctest.h>

#include "tests/layering/layering_rules.hpp"

using namespace qiantai::layering;

namespace {

// What the rules say about one file with this text.
std::vector<Violation> check(const std::string& path, const std::string& text) {
    return find_layering_violations({{path, text}});
}

bool allows(const std::string& path, const std::string& target) {
    return check(path, "#pragma once\n#include \"" + target + "\"\n").empty();
}

bool allows_foreign(const std::string& path, const std::string& target) {
    return check(path, "#include <" + target + ">\n").empty();
}

}  // namespace

TEST_CASE("the project's includes follow the arrows") {
    const auto files = load_project(QIANTAI_SOURCE_DIR);
    REQUIRE(files.size() > 20);
    const auto found = find_layering_violations(files);
    INFO(describe(found));
    CHECK(found.empty());
}

TEST_CASE("every arrow of the architecture is allowed") {
    CHECK(allows("schema/manifest/a.cpp", "schema/base/result.hpp"));
    CHECK(allows("schema/sqlite/a.cpp", "schema/manifest/manifest.hpp"));
    CHECK(allows("sync/core/a.cpp", "schema/manifest/manifest.hpp"));
    CHECK(allows("sync/client/a.cpp", "sync/core/wire.hpp"));
    CHECK(allows("sync/hub/rules/a.cpp", "sync/hub/store/hub_store.hpp"));
    CHECK(allows("sync/hub/store/sqlite/a.cpp", "schema/sqlite/connection.hpp"));
    CHECK(allows("terminal/store/a.cpp", "sync/core/hlc.hpp"));
    CHECK(allows("terminal/members/rules/a.cpp", "terminal/store/store.hpp"));
    CHECK(allows("terminal/members/operations/a.cpp", "terminal/members/rules/members.hpp"));
    CHECK(allows("terminal/members/screens/a.cpp", "terminal/members/rules/member_facts.hpp"));
    CHECK(allows("terminal/home/screens/a.cpp", "terminal/members/rules/member_facts.hpp"));
    CHECK(allows("terminal/home/screens/a.cpp", "terminal/members/screens/words.hpp"));
    CHECK(allows("terminal/members/flows/a.cpp", "terminal/members/rules/members.hpp"));
    CHECK(allows("terminal/sync_page/rules/a.cpp", "sync/client/session.hpp"));
    CHECK(allows("terminal/ctl/a.cpp", "terminal/members/operations/members.hpp"));
    CHECK(allows("terminal/app/main.cpp", "terminal/members/screens/screen.hpp"));
    CHECK(allows("tests/system/a.cpp", "sync/hub/http/server.hpp"));
}

TEST_CASE("an include against the arrows is found") {
    CHECK_FALSE(allows("schema/base/a.cpp", "schema/manifest/manifest.hpp"));
    CHECK_FALSE(allows("schema/manifest/a.cpp", "schema/sqlite/connection.hpp"));
    CHECK_FALSE(allows("schema/sqlite/a.cpp", "sync/core/wire.hpp"));
    CHECK_FALSE(allows("sync/core/a.cpp", "schema/sqlite/connection.hpp"));
    CHECK_FALSE(allows("sync/core/a.cpp", "sync/client/session.hpp"));
    CHECK_FALSE(allows("sync/client/a.cpp", "sync/hub/http/server.hpp"));
    CHECK_FALSE(allows("sync/client/a.cpp", "terminal/store/store.hpp"));
    CHECK_FALSE(allows("sync/hub/http/a.cpp", "sync/client/session.hpp"));
    CHECK_FALSE(allows("sync/hub/http/a.cpp", "terminal/store/store.hpp"));
    CHECK_FALSE(allows("sync/hub/rules/a.cpp", "sync/hub/store/sqlite/store.hpp"));
    CHECK_FALSE(allows("sync/hub/store/a.cpp", "sync/hub/rules/push.hpp"));
    CHECK_FALSE(allows("terminal/store/a.cpp", "terminal/base/audit.hpp"));
    CHECK_FALSE(allows("terminal/store/a.cpp", "sync/client/session.hpp"));
    CHECK_FALSE(allows("terminal/base/a.cpp", "terminal/members/rules/members.hpp"));
    CHECK_FALSE(allows("terminal/members/rules/a.cpp", "sync/client/session.hpp"));
    CHECK_FALSE(allows("terminal/members/rules/a.cpp", "terminal/operations/operation.hpp"));
    CHECK_FALSE(allows("terminal/members/rules/a.cpp", "terminal/home/rules/home.hpp"));
    CHECK_FALSE(allows("terminal/members/screens/a.cpp", "terminal/members/rules/members.hpp"));
    CHECK_FALSE(allows("terminal/members/screens/a.cpp", "terminal/members/flows/flow.hpp"));
    CHECK_FALSE(allows("terminal/members/screens/a.cpp", "terminal/store/store.hpp"));
    CHECK_FALSE(allows("terminal/desk/a.cpp", "terminal/members/screens/screen.hpp"));
    CHECK_FALSE(allows("terminal/kit/core/a.cpp", "terminal/kit/widgets/button.hpp"));
    CHECK_FALSE(allows("terminal/ctl/a.cpp", "terminal/members/screens/screen.hpp"));
    CHECK_FALSE(allows("terminal/ctl/a.cpp", "sync/hub/http/server.hpp"));
    CHECK_FALSE(allows("terminal/app/main.cpp", "sync/hub/http/server.hpp"));
    CHECK_FALSE(allows("sync/core/a.cpp", "tests/layering/source_text.hpp"));
}

TEST_CASE("a foreign header in the wrong folder is found") {
    for (const auto* header :
         {"sqlite3.h", "curl/curl.h", "boost/asio.hpp", "boost/asio/ip/tcp.hpp", "boost/beast.hpp",
          "sys/socket.h", "libpq-fe.h"}) {
        CAPTURE(header);
        CHECK_FALSE(allows_foreign("sync/core/a.hpp", header));
    }
    CHECK_FALSE(allows_foreign("terminal/members/rules/a.cpp", "imgui.h"));
    CHECK_FALSE(allows_foreign("terminal/members/rules/a.cpp", "curl/curl.h"));
    CHECK_FALSE(allows_foreign("terminal/members/screens/a.cpp", "sqlite3.h"));
    CHECK_FALSE(allows_foreign("terminal/kit/core/a.cpp", "sqlite3.h"));
    CHECK_FALSE(allows_foreign("sync/hub/http/a.cpp", "GLFW/glfw3.h"));
    CHECK(allows_foreign("sync/core/a.cpp", "boost/json.hpp"));
    CHECK(allows_foreign("sync/client/a.cpp", "curl/curl.h"));
    CHECK(allows_foreign("sync/hub/http/a.cpp", "boost/beast.hpp"));
    CHECK(allows_foreign("terminal/kit/core/a.cpp", "imgui.h"));
}

TEST_CASE("what a file sees through others counts as seen, and the way is told") {
    const auto found = find_layering_violations(
        {{"terminal/members/screens/a.cpp",
          "#include \"terminal/members/rules/member_facts.hpp\"\n"},
         {"terminal/members/rules/member_facts.hpp", "#include \"terminal/base/context.hpp\"\n"},
         {"terminal/base/context.hpp", "#include \"schema/sqlite/database.hpp\"\n"}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].path == "terminal/members/screens/a.cpp");
    CHECK(found[0].what.find("member_facts.hpp > terminal/base/context.hpp > "
                             "schema/sqlite/database.hpp") != std::string::npos);
}

TEST_CASE("a file with both the window and the database is found") {
    const auto found = check("terminal/app/a.cpp",
                             "#include <imgui.h>\n\n#include \"schema/sqlite/connection.hpp\"\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == 3);
    CHECK(check("terminal/app/a.cpp", "#include <imgui.h>\n#include <sqlite3.h>\n").size() == 1);
    CHECK(check("tests/kit/a.cpp", "#include <imgui.h>\n#include <sqlite3.h>\n").size() == 1);
}

TEST_CASE("a folder without a place in the layering is found") {
    CHECK(check("terminal/helpers/a.cpp", "int x;\n").size() == 1);
    CHECK(check("terminal/a.cpp", "int x;\n").size() == 1);
    CHECK(check("packaging/a.cpp", "int x;\n").size() == 1);
}

TEST_CASE("an include that hides its folder is found") {
    CHECK_FALSE(allows("sync/core/a.cpp", "wire.hpp"));
    CHECK_FALSE(allows("sync/core/a.cpp", "../client/session.hpp"));
    CHECK_FALSE(allows_foreign("sync/core/a.cpp", "sync/client/session.hpp"));
}

TEST_CASE("includes are read as the compiler reads them") {
    const auto includes = includes_of(
        "// #include <a>\n/* #include <b>\n#include <c> */\n  #  include <d>  // why\n"
        "auto text = R\"x(\n#include <e>\n)x\";\nauto n = 1'000; auto c = '\"';\n#include "
        "\"f/g.hpp\"\n");
    REQUIRE(includes.size() == 2);
    CHECK(includes[0].target == "d");
    CHECK(includes[0].line == 4);
    CHECK_FALSE(includes[0].quoted);
    CHECK(includes[1].target == "f/g.hpp");
    CHECK(includes[1].line == 9);
    CHECK(includes[1].quoted);
}
