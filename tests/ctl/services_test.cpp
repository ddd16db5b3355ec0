// qiantaictl can do what a screen can: every function of every service is an operation. The
// services are read off their headers, what operations stand for off the table.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "terminal/operations/operation_table.hpp"

namespace qiantai::ctl {
namespace {

using Names = std::set<std::string>;

std::string code_of_file(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return std::regex_replace(text.str(), std::regex("//[^\n]*"), "");
}

/// The public functions of the classes that are made with a context: "Drafts::save".
Names services_in(const std::string& code) {
    static const std::regex class_start(R"(\nclass (\w+)(?: final)? \{)");
    static const std::regex function(R"(\n    [A-Z][\w:<>, ]*[>\w]\s+(\w+)\()");
    Names names;
    for (auto at = std::sregex_iterator(code.begin(), code.end(), class_start);
         at != std::sregex_iterator(); ++at) {
        const std::string name = (*at)[1];
        const auto begin = static_cast<std::size_t>(at->position());
        auto body = code.substr(begin, code.find("\n};", begin) - begin);
        const std::regex constructor("explicit " + name +
                                     R"(\((?:domain::)?ServiceContext& context)");
        if (!std::regex_search(body, constructor)) continue;
        body = body.substr(0, body.find("  private:"));
        for (auto one = std::sregex_iterator(body.begin(), body.end(), function);
             one != std::sregex_iterator(); ++one) {
            names.insert(name + "::" + (*one)[1].str());
        }
    }
    return names;
}

Names all_services() {
    Names names;
    const std::filesystem::path root = QIANTAI_SOURCE_DIR "/terminal";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        const auto folder = entry.path().parent_path().filename();
        const bool read = entry.path().extension() == ".hpp" &&
                          (folder == "rules" || folder == "base" || folder == "forms");
        if (read) names.merge(services_in(code_of_file(entry.path())));
    }
    return names;
}

Names all_served() {
    Names names;
    const OperationTable table(make_qiantai_manifest());
    for (const auto& operation : table.operations()) {
        names.insert(operation.serves.begin(), operation.serves.end());
    }
    return names;
}

std::string missing(const Names& from, const Names& in) {
    std::string text;
    for (const auto& name : from) {
        if (!in.contains(name)) text += name + " ";
    }
    return text;
}

}  // namespace

TEST_CASE("every function of a service is an operation") {
    const auto services = all_services();
    CHECK(services.contains("Drafts::save"));
    CHECK(services.contains("SyncDesk::waiting_by_entity"));
    CHECK(services.size() > 40);
    CHECK(missing(services, all_served()) == "");
    CHECK(missing(all_served(), services) == "");
}

TEST_CASE("every operation is tried by a test of its own") {
    // The matrix of roles calls each with the least that its schema takes, which says nothing of
    // what it does.
    std::string tests;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(QIANTAI_SOURCE_DIR "/tests")) {
        const auto& path = entry.path();
        if (path.extension() != ".cpp" || path.filename() == "permission_matrix_test.cpp") continue;
        tests += code_of_file(path);
    }
    const OperationTable table(make_qiantai_manifest());
    for (const auto& operation : table.operations()) {
        CAPTURE(operation.name);
        CHECK(tests.find('"' + std::string(operation.name) + '"') != std::string::npos);
    }
}

TEST_CASE("services are read off headers whatever stands around them") {
    const auto found = services_in(R"(
struct Plain {
    int count = 0;
};
class Goods {
  public:
    explicit Goods(ServiceContext& context) : m_context(context) {}

    Result<std::optional<Uuid>> find(const Session& session, std::string_view typed);
    Status
    drop(const Session& session);

  private:
    Status check(const Session& session);
};
class NoService {
  public:
    explicit NoService(int count);
    Status run();
};
)");
    CHECK(found == Names{"Goods::drop", "Goods::find"});
}

}  // namespace qiantai::ctl
