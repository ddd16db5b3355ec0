#include "terminal/app/only_window.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <semaphore>

#include "tests/store/child_process.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::app::test {
namespace {

std::string code_of(const Result<std::unique_ptr<OnlyWindow>>& taken) {
    return taken ? "ok" : std::string(taken.error().code());
}

}  // namespace

TEST_CASE("a second window of one home is refused and the first is called, another home has its") {
    const qiantai::test::TempFolder folder;
    auto first = OnlyWindow::take(folder / "one/data");
    REQUIRE(first.ok());
    CHECK(code_of(OnlyWindow::take(folder / "one/data")) == "window_open_already");
    // The second start may come before the first has a window to show.
    std::counting_semaphore<> calls{0};
    (*first)->listen([&calls] { calls.release(); });
    calls.acquire();
    CHECK(code_of(OnlyWindow::take(folder / "one/data")) == "window_open_already");
    calls.acquire();
    CHECK(code_of(OnlyWindow::take(folder / "other/data")) == "ok");
    first->reset();
    CHECK(code_of(OnlyWindow::take(folder / "one/data")) == "ok");
}

TEST_CASE("what a killed window left does not keep the next one from opening") {
    const qiantai::test::TempFolder folder;
    store::test::ChildProcess child([&](const auto& report) {
        const auto held = OnlyWindow::take(folder / "data");
        if (held) report();
        for (;;) ::pause();
    });
    REQUIRE(child.wait_report());
    CHECK(code_of(OnlyWindow::take(folder / "data")) == "window_open_already");
    child.kill();
    CHECK(code_of(OnlyWindow::take(folder / "data")) == "ok");
    CHECK(std::filesystem::exists(folder / "data/window.lock"));
}

TEST_CASE("a lock file that was taken away leaves nobody waiting for a call") {
    const qiantai::test::TempFolder folder;
    auto first = OnlyWindow::take(folder / "data");
    REQUIRE(first.ok());
    (*first)->listen([] {});
    std::filesystem::remove(folder / "data/window.lock");
    first->reset();
    CHECK(code_of(OnlyWindow::take(folder / "data")) == "ok");
}

}  // namespace qiantai::app::test
