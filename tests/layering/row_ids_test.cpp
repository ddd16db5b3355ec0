#include <doctest/doctest.h>

#include <algorithm>

#include "tests/layering/source_text.hpp"

using namespace qiantai::layering;

namespace {

constexpr std::string_view k_makers[] = {"Uuid::make_v7(", "Uuid::derive("};

/// Calls that make an id without a cell: what stands between their brackets names none.
std::vector<Violation> ids_without_cell(const std::string& path, std::string_view source) {
    std::vector<Violation> found;
    const std::string text = blank_comments_and_literals(source);
    for (const auto maker : k_makers) {
        for (auto at = text.find(maker); at != std::string::npos; at = text.find(maker, at + 1)) {
            int depth = 0;
            auto end = at + maker.size() - 1;
            do {
                depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
                ++end;
            } while (depth > 0 && end < text.size());
            if (text.substr(at, end - at).find("Cell::of_store(") == std::string::npos)
                found.push_back({path, line_at(text, at), "an id without its store's cell"});
        }
    }
    return found;
}

}  // namespace

TEST_CASE("whatever makes rows gives their ids the cell of their store") {
    // These make what is no row: incarnations, a generation, the name of a chain, lots of a sample.
    const std::vector<std::string_view> exempt = {
        "schema/base/uuid.cpp", "terminal/store/database_creation.cpp",
        "terminal/store/backup_restore.cpp", "sync/hub/program/hub_setup.cpp",
        "sync/hub/rules/hub_trail.cpp", "terminal/callbacks/rules/callback_sample.cpp",
        "terminal/callbacks/rules/callbacks_manage.cpp"};
    std::vector<Violation> found;
    for (const auto& file : load_project(QIANTAI_SOURCE_DIR)) {
        if (!is_cpp(file.path) || file.path.starts_with("tests/")) continue;
        if (std::ranges::find(exempt, file.path) != exempt.end()) continue;
        const auto more = ids_without_cell(file.path, file.text);
        found.insert(found.end(), more.begin(), more.end());
    }
    CHECK_MESSAGE(found.empty(), describe(found));
}

TEST_CASE("an id without a cell is found") {
    CHECK(ids_without_cell("a.cpp", "x = Uuid::make_v7(clock, random);").size() == 1);
    CHECK(ids_without_cell("a.cpp", "Uuid::derive(f(\"(\", y))").size() == 1);
    CHECK(
        ids_without_cell("a.cpp", "Uuid::make_v7(clock, random,\n Cell::of_store(code));").empty());
    CHECK(ids_without_cell("a.cpp", "// Uuid::derive(x)").empty());
}
