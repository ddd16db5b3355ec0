#include "tests/system/running_chain.hpp"

#include <doctest/doctest.h>

namespace qiantai::test {
namespace {

const std::string k_hub = std::string(QIANTAI_BIN_DIR) + "/qiantai-hub";
const std::string k_ctl = std::string(QIANTAI_BIN_DIR) + "/qiantaictl";

std::vector<std::string> joined(std::vector<std::string> first,
                                const std::vector<std::string>& rest) {
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

}  // namespace

RunningChain::RunningChain() {
    const auto& admin = staff_of("HQ");
    write_bytes(home("pin-HQ"), std::string(admin.pin));
    for (const auto store : ctl::demo_store_codes()) {
        write_bytes(home("pin-" + std::string(store)), std::string(staff_of(store).pin));
    }
    const auto made = hub({"init", "--chain-name", "试验连锁", "--host", "localhost",
                           "--admin-number", std::string(admin.number), "--admin-name",
                           std::string(admin.name), "--admin-pin-file", home("pin-HQ")});
    REQUIRE_MESSAGE(made.exit == 0, made.err);
    start_hub();
    enrol("HQ-desk", "HQ");
    REQUIRE(ctl("HQ-desk", {"demo", "--members", "0"}).exit == 0);
    REQUIRE(ctl("HQ-desk", {"sync"}).exit == 0);
}

RunningChain::~RunningChain() {
    if (m_hub) kill_hub();
}

void RunningChain::start_hub() {
    m_hub = std::make_unique<Process>(
        std::vector<std::string>{k_hub, "serve", "--home", home("hub"), "--listen",
                                 "127.0.0.1:" + m_port, "--health-listen", "127.0.0.1:0"});
    // It says so once the port is open: "listening on https://127.0.0.1:PORT".
    std::string line;
    REQUIRE(m_hub->read_line(line));
    const auto colon = line.rfind(':');
    REQUIRE(colon != std::string::npos);
    m_port = line.substr(colon + 1);
}

void RunningChain::kill_hub() {
    m_hub->kill_hard();
    m_hub->wait();
    m_hub.reset();
}

void RunningChain::enrol(const std::string& name, const std::string& store_code) {
    const auto code = hub({"code", "--store", store_code, "--name", name});
    REQUIRE_MESSAGE(code.exit == 0, code.err);
    const auto enrolled = ctl(name, {"enrol", "--hub", "https://localhost:" + m_port, "--code",
                                     code.out.substr(0, code.out.find('\n'))});
    REQUIRE_MESSAGE(enrolled.exit == 0, enrolled.err);
}

Finished RunningChain::ctl(const std::string& terminal, std::vector<std::string> rest,
                           std::string_view input) const {
    return run_process(joined({k_ctl, "--home", home(terminal), "--lang", "en"}, rest), input);
}

std::unique_ptr<Process> RunningChain::start_ctl(const std::string& terminal,
                                                 std::vector<std::string> rest) const {
    return std::make_unique<Process>(
        joined({k_ctl, "--home", home(terminal), "--lang", "en"}, rest));
}

std::unique_ptr<Process> RunningChain::start_stream(const std::string& terminal) const {
    const std::string store = terminal.substr(0, terminal.find('-'));
    return start_ctl(terminal, joined({"call", "--stream"}, sign_in_options(store)));
}

const ctl::DemoStaff& RunningChain::staff_of(std::string_view store_code) {
    for (const auto& staff : ctl::demo_staff()) {
        if (staff.store_code == store_code) return staff;
    }
    FAIL("no demo staff there");
    return ctl::demo_staff().front();
}

std::vector<std::string> RunningChain::sign_in_options(const std::string& store_code) const {
    return {"--staff", std::string(staff_of(store_code).number), "--pin-file",
            home("pin-" + store_code)};
}

Finished RunningChain::hub(std::vector<std::string> rest) const {
    return run_process(joined(joined({k_hub}, rest), {"--home", home("hub")}));
}

void RunningChain::copy_home(const std::string& from, const std::string& to) const {
    std::filesystem::copy(home(from), home(to), std::filesystem::copy_options::recursive);
}

std::int64_t RunningChain::hub_rows(const std::string& scope, const std::string& entity) const {
    const auto seen = hub({"inspect"});
    REQUIRE_MESSAGE(seen.exit == 0, seen.err);
    const auto all = json(seen.out);
    const auto* rows = all.at("rows").as_object().if_contains(scope);
    const auto* count = rows ? rows->as_object().if_contains(entity) : nullptr;
    return count ? count->as_int64() : 0;
}

std::int64_t RunningChain::terminal_rows(const std::string& terminal,
                                         const std::string& entity) const {
    const auto seen = ctl(terminal, {"inspect", "--json"});
    REQUIRE_MESSAGE(seen.exit == 0, seen.err);
    return json(seen.out).at("rows").as_object().at(entity).as_int64();
}

boost::json::object RunningChain::json(const std::string& text) {
    return boost::json::parse(text).as_object();
}

}  // namespace qiantai::test
