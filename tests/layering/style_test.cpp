#include <doctest/doctest.h>

#include "tests/layering/style_rules.hpp"

using namespace qiantai::layering;

namespace {

std::vector<Violation> style_of(const std::string& path, const std::string& text) {
    return find_style_violations({{path, text}});
}

bool finds(const std::string& path, const std::string& text) {
    return style_of(path, text).size() == 1;
}

}  // namespace

TEST_CASE("the project's files keep the rules of style") {
    const auto files = load_project(QIANTAI_SOURCE_DIR);
    REQUIRE(files.size() > 20);
    const auto found = find_style_violations(files);
    INFO(describe(found));
    CHECK(found.empty());
}

TEST_CASE("a row's time that is a clock's is found") {
    const auto* code = "member.created_at = m_context.clock.now_ms();";
    for (const auto* path : {"terminal/base/a.cpp", "terminal/members/rules/a.cpp"})
        CHECK(finds(path, code));
    for (const auto* path : {"terminal/base/service_context.cpp", "terminal/app/a.cpp"})
        CHECK(style_of(path, code).empty());
}

TEST_CASE("reading the system's clock outside its one file is found") {
    for (const auto* code :
         {"auto t = std::chrono::system_clock::now();", "auto t = time(nullptr);",
          "auto t = std::time(0);", "gettimeofday(&tv, nullptr);",
          "clock_gettime(CLOCK_REALTIME, &ts);"}) {
        CAPTURE(code);
        CHECK(finds("terminal/domain/a.cpp", code));
        CHECK(finds("tests/domain/a.cpp", code));
        CHECK(style_of("schema/base/system_clock.cpp", code).empty());
    }
    CHECK(style_of("sync/client/a.cpp", "auto t = std::chrono::steady_clock::now();").empty());
    CHECK(style_of("sync/client/a.cpp", "// system_clock::now() only there\nauto s = \"time(0)\";")
              .empty());
    CHECK(style_of("sync/client/a.cpp", "hub_time(nullptr);").empty());
}

TEST_CASE("awaiting after && in a loop's condition is found") {
    CHECK(finds("sync/hub/a.cpp", "while (!m_stopping &&\n co_await wait()) {}"));
    CHECK(finds("sync/hub/a.cpp", "for (;; ) {} do {} while (a || co_await wait());"));
    CHECK(finds("sync/hub/a.cpp", "for (; a && co_await wait();) {}"));
    CHECK(style_of("sync/hub/a.cpp", "while (a && b) { co_await wait(); }").empty());
    CHECK(style_of("sync/hub/a.cpp", "while (co_await wait()) {}").empty());
    CHECK(style_of("sync/hub/a.cpp", "if (a && co_await wait()) {}").empty());
}

TEST_CASE("sleeping in a test is found") {
    CHECK(finds("tests/hub/a.cpp", "std::this_thread::sleep_for(1s);"));
    CHECK(finds("tests/hub/a.cpp", "std::this_thread::sleep_until(then);"));
    CHECK(finds("tests/hub/a.cpp", "usleep(10);"));
    CHECK(finds("tests/hub/a.cpp", "::sleep(1);"));
    CHECK(style_of("tests/hub/a.cpp", "clock.sleep_count();").empty());
}

TEST_CASE("a loop over a part of a temporary is found") {
    CHECK(
        finds("tests/hub/a.cpp", "for (const auto& m : boost::json::parse(*text).as_array()) {}"));
    CHECK(finds("terminal/a.cpp", "for (auto byte : Uuid::derive(\"x\" + id.text()).bytes()) sum += byte;"));
    CHECK(style_of("tests/hub/a.cpp",
                   "for (const auto& m : json.as_array()) { parse(m).as_int64(); }")
              .empty());
}

TEST_CASE("a lock that clang can't prove is found") {
    for (const auto* code :
         {"std::mutex m;", "std::shared_mutex m;", "std::condition_variable_any c;",
          "const std::lock_guard lock(m);", "std::unique_lock<std::mutex> lock;"}) {
        CAPTURE(code);
        CHECK_FALSE(style_of("sync/client/a.cpp", code).empty());
        CHECK(style_of("schema/base/mutex.hpp", std::string("#pragma once\n") + code).empty());
        CHECK(style_of("tests/hub/a.cpp", code).empty());
    }
    CHECK(style_of("sync/client/a.cpp", "Mutex m; const MutexLock lock(m);").empty());
}

TEST_CASE("parsing JSON that may throw is found") {
    CHECK(finds("sync/client/a.cpp", "auto v = boost::json::parse(text);"));
    CHECK(finds("terminal/base/a.cpp", "auto v = json::parse(text, error);"));
    CHECK(style_of("schema/base/json_values.cpp", "json::parse(text, failed);").empty());
    CHECK(style_of("sync/client/a.cpp", "json::parse_options options; parse_json(text);").empty());
}

TEST_CASE("a height beside the function that draws is found") {
    CHECK(finds("terminal/kit/widgets/a.hpp",
                "#pragma once\nfloat a_height(const Ui& ui, const A& a, float width);"));
    CHECK(finds("terminal/a/screens/a.cpp", "float height(const Ui& ui, float width) {}"));
    CHECK(style_of("terminal/kit/core/paint.cpp", "float a_height(const Ui& ui, float width) {}")
              .empty());
    CHECK(style_of("terminal/a/screens/a.cpp", "float rows_height(const Ui& ui, int rows) {}")
              .empty());
}

TEST_CASE("swallowing every exception is found") {
    CHECK(finds("sync/hub/a.cpp", "void f() { try { g(); } catch (...) { log(\"throw\"); } }"));
    CHECK(finds("sync/hub/a.cpp", "void f() { try { g(); } catch (...) {} throw 1; }"));
    CHECK(style_of("sync/hub/a.cpp", "void f() { try { g(); } catch (...) { h(); throw; } }")
              .empty());
    CHECK(style_of("sync/hub/a.cpp",
                   "void f() { try { g(); } catch (...) { error = std::current_exception(); } }")
              .empty());
    CHECK(style_of("sync/hub/a.cpp", "void f() { try { g(); } catch (const E& e) { h(e); } }")
              .empty());
}

TEST_CASE("a leftover marker is found, also in comments and scripts") {
    const std::string marker = std::string("TO") + "DO";
    CHECK(finds("sync/hub/a.cpp", "// " + marker + ": later\n"));
    CHECK(finds("packaging/a.sh", "# " + marker + "\n"));
    CHECK(finds("README.md", std::string("FIX") + "ME\n"));
    CHECK(style_of("sync/hub/a.cpp", "int k_" + marker + "S = 1;\n").empty());
}

TEST_CASE("a registry's address is found in any file") {
    CHECK(finds("packaging/lib/a.sh", std::string("apt http://deb.") + "debian.org/debian\n"));
    CHECK(finds(".ci/run", std::string("npm --registry https://registry.") + "npmjs.org\n"));
    CHECK(finds("packaging/sqlite/package-lock.json", std::string("  \"resol") + "ved\": \"x\"\n"));
}

TEST_CASE("a file too long to read is found, with its length") {
    std::string lines;
    for (int i = 0; i < k_file_lines_max; ++i) lines += "int x;\n";
    CHECK(style_of("sync/hub/a.cpp", lines).empty());
    const auto found = style_of("sync/hub/a.cpp", lines + "int y;\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].line == k_file_lines_max + 1);
    CHECK(style_of("assets/text/zh.toml", lines + lines).empty());
}

TEST_CASE("a header without an include guard is found") {
    CHECK(finds("sync/hub/a.hpp", "int f();\n"));
    CHECK(style_of("sync/hub/a.hpp", "#pragma once\nint f();\n").empty());
}
