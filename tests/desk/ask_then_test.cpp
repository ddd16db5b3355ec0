#include "terminal/desk/ask_then.hpp"

#include "assets/words/sync.hpp"
#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct Asking : AppWindow {
    Asking() { sign_in(Who::clerk); }

    void put(std::span<const Choice> reasons = {}) {
        auto flow = app.flow();
        ask(flow, {.words =
                       [](const Ui&) {
                           return AskWords{.dialog = {.heading = {.what = Text::words("真的吗？"),
                                                                  .whom = Text::data("王丽")},
                                                      .body = Text::words("不能撤销。"),
                                                      .confirm = Text::words("是"),
                                                      .cancel = Text::words("否")}};
                       },
                   .then = [this](Flow&, const std::string& said) { answers.push_back(said); },
                   .reasons = reasons});
        settle();
    }
    void end(const Status& done) {
        auto flow = app.flow();
        CHECK(end_ask(flow, done) == done.ok());
        settle();
    }

    std::vector<std::string> answers;
};

constexpr Choice k_reasons[] = {{"wrong", words::sync_reason_wrong},
                                {"there", words::sync_reason_there}};

}  // namespace

TEST_CASE_FIXTURE(Asking, "a yes does what the question carries, a no nothing") {
    put();
    CHECK(seen().shows("王丽 · 真的吗？"));
    touch("cancel");
    CHECK(answers.empty());
    CHECK_FALSE(seen().shows("真的吗？"));
    put();
    touch("close sheet");
    CHECK(answers.empty());
    CHECK_FALSE(seen().shows("真的吗？"));
    put();
    touch("confirm");
    CHECK(answers.size() == 1);
    CHECK_FALSE(seen().shows("真的吗？"));
}

TEST_CASE_FIXTURE(Asking, "a reason comes before a yes, and with it") {
    put(k_reasons);
    CHECK_FALSE(seen().find("confirm asking")->enabled);
    CHECK(seen().shows("请先选原因"));
    touch("总部已有");
    touch("confirm asking");
    CHECK(answers == std::vector<std::string>{"总部已有"});
    // Its work is under way: nothing is done twice.
    CHECK(nav().asking->busy);
    end({});
    CHECK_FALSE(nav().asking);
}

TEST_CASE_FIXTURE(Asking, "after a failure the words are still there, to answer again") {
    put(k_reasons);
    give_reason("why");
    touch("confirm asking");
    end(make_error(sqlite::k_database_busy));
    REQUIRE(nav().asking);
    touch("confirm asking");
    CHECK(answers == std::vector<std::string>{"why", "why"});
}

TEST_CASE_FIXTURE(Asking, "a question belongs to the screen it was asked on") {
    put();
    auto flow = app.flow();
    open_screen(flow, k_find_screen);
    settle();
    CHECK_FALSE(seen().shows("真的吗？"));
}

TEST_CASE_FIXTURE(Asking, "behind the lock the work of a question has no answer any more") {
    put(k_reasons);
    give_reason("why");
    touch("confirm asking");
    REQUIRE(nav().asking->busy);
    auto flow = app.flow();
    leave(flow, KeepWork::yes);
    settle();
    pin(domain::test::k_pin);
    REQUIRE(nav().asking);
    CHECK_FALSE(nav().asking->busy);
}

TEST_CASE_FIXTURE(Asking, "what is said stands above the content and hides nothing of it") {
    int pressed = 0;
    auto flow = app.flow();
    show_offer(flow,
               {.text = Text::data("王丽"), .action = Text::words("撤销"), .action_id = "undo"},
               [&](Flow&) { ++pressed; });
    settle();
    const auto* action = seen().find("撤销");
    REQUIRE(action != nullptr);
    CHECK(action->target.bottom <= window.ui().px(k_bar_height));
    check_no_overlap(window);
    touch("撤销");
    CHECK(pressed == 1);
}
