// What the terminal makes of scans where no card is waited for.

#include "schema/base/file.hpp"
#include "terminal/app/display_settings.hpp"
#include "terminal/app/scanner_settings.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

/// As KeyboardInput hands on a slow scanner's code once it is known to be one.
constexpr const char* k_digits_taken_back =
    "\x02"
    "62012345\x18";

}  // namespace

TEST_CASE_FIXTURE(AppWindow, "a scan at the PIN is no try: it leaves no digit, and that is said") {
    touch("1002");
    for (int i = 0; i < 6; ++i) {
        type(k_digits_taken_back);
        scan("62012345");
        CHECK(state<SignInState>().pin.empty());
        CHECK(seen().shows("刚才是扫码"));
    }
    app.on_unclear_scan("6201");
    settle();
    CHECK(seen().shows("刚才是扫码"));
    CHECK(scene().stage == Stage::sign_in);
    CHECK(desk.text("SELECT CAST(count(*) AS TEXT) FROM audit_event "
                    "WHERE action = 'access.sign_in_failed'") == "0");
    check_layout();
    pin(domain::test::k_pin);
    CHECK(scene().stage == Stage::working);
}

TEST_CASE_FIXTURE(AppWindow,
                  "a scan that was not understood says what was read and opens nothing") {
    sign_in(Who::clerk);
    const auto before = nav().screen;
    app.on_unclear_scan("70000123");
    settle();
    CHECK(seen().shows("70000123"));
    CHECK(nav().screen == before);
}

TEST_CASE_FIXTURE(AppWindow, "what this shop's scanner types before each code is a setting") {
    const auto file = desk.home().config;
    CHECK(load_scanner_settings(file)->prefix.empty());
    REQUIRE(write_file_atomically(file, "[scanner]\nprefix = \"~A\"\n", 0600).ok());
    CHECK(load_scanner_settings(file)->prefix == "~A");
    for (const auto* wrong : {"prefix = 7", "prefix = \"a b\"", "prefix = \"12345678901234567\""}) {
        REQUIRE(write_file_atomically(file, fmt::format("[scanner]\n{}\n", wrong), 0600).ok());
        const auto loaded = load_scanner_settings(file);
        REQUIRE_FALSE(loaded.ok());
        CHECK(loaded.error().kind == &k_settings_malformed);
    }
}
