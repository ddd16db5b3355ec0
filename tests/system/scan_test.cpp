// The scanner at the counter: the real program in a real window, which gets no processor when it
// needs it.

#include <doctest/doctest.h>

#include "tests/system/real_keyboard.hpp"
#include "tests/system/till.hpp"

namespace qiantai::test {
namespace {

const std::string k_counter = "S001-T01";
/// The second is the end of the first.
const std::string k_long = "77000012345678", k_short = "12345678";

void register_member(const RunningChain& chain, const std::string& name, const std::string& phone,
                     const std::string& card) {
    const auto consent = R"([{"purpose":"membership","text_version":"1","channel":"counter"}])";
    std::vector<std::string> call{
        "call", "members.register",
        fmt::format(R"({{"name":"{}","phone":"{}","card_number":"{}","consents":{}}})", name, phone,
                    card, consent)};
    const auto who = chain.sign_in_options("S001");
    call.insert(call.end(), who.begin(), who.end());
    const auto done = chain.ctl(k_counter, call);
    REQUIRE_MESSAGE(done.exit == 0, done.out, done.err);
}

}  // namespace

TEST_CASE(
    "a scan opens its member and no other, stopped in the middle or not; at the PIN it is no "
    "try") {
    const VirtualDisplay display;
    RunningChain chain;
    chain.enrol(k_counter, "S001");
    chain.kill_hub();
    register_member(chain, "欧阳娜", "13911820746", k_long);
    register_member(chain, "张三丰", "13812342046", k_short);
    Till till(chain, k_counter, display);
    RealKeyboard scanner(display.name());
    auto& twin = till.twin();

    till.touch(RunningChain::staff_of("S001").number);
    const auto nothing_said = twin.picture();
    twin.scan(k_short);
    const auto said = twin.picture();
    for (const int gap : {4, 60, 100, 60, 4, 100}) scanner.type("12345678\n", gap);
    scanner.wait(600);
    till.wait_for("what a scan is told at the PIN",
                  [&] { return follows(nothing_said, said, till.screen().picture()); });
    till.keys(RunningChain::staff_of("S001").pin);
    till.touch("confirm");
    REQUIRE(twin.scene().stage == ui::Stage::working);

    auto shown = twin.picture();
    for (const int moments : {1, 4}) {
        twin.scan(k_short);
        const auto other = twin.picture();
        twin.scan(k_long);
        const auto meant = twin.picture();
        scanner.type(k_long + "\n", 8);
        for (int i = 0; i < moments; ++i) till.screen().wait_a_moment();
        till.stop();
        scanner.wait(200);
        till.go_on();
        till.wait_for("the member of the card", [&] {
            const auto seen = till.screen().picture();
            return follows(shown, meant, seen) && follows(other, meant, seen);
        });
        twin.scan(k_short);
        shown = twin.picture();
        scanner.type(k_short + "\n", 60);
        till.wait_for("the other member",
                      [&] { return follows(meant, shown, till.screen().picture()); });
    }
}

}  // namespace qiantai::test
