#include "terminal/desk/ask_then.hpp"

#include "tests/app/app_fixture.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

struct Asking : AppWindow {
    Asking() { sign_in(Who::clerk); }

    void put(std::optional<ui::Field> field = {}) {
        auto flow = app.flow();
        const bool asks_words = field.has_value();
        ask(flow, {.words =
                       [field](const Ui&) {
                           return AskWords{.dialog = {.title = Text::words("真的吗？"),
                                                      .body = Text::words("不能撤销。"),
                                                      .confirm = Text::words("是"),
                                                      .cancel = Text::words("否")},
                                           .field = field};
                       },
                   .then = [this](Flow&, const std::string& typed) { answers.push_back(typed); },
                   .asks_words = asks_words});
        settle();
    }
    void end(const Status& done) {
        auto flow = app.flow();
        CHECK(end_ask(flow, done) == done.ok());
        settle();
    }

    std::vector<std::string> answers;
};

const ui::Field k_reason{.label = Text::words("原因"), .characters_max = 200, .required = true};

}  // namespace

TEST_CASE_FIXTURE(Asking, "a yes does what the question carries, a no nothing") {
    put();
    CHECK(seen().shows("真的吗？"));
    touch("cancel");
    CHECK(answers.empty());
    CHECK_FALSE(seen().shows("真的吗？"));
    put();
    touch("confirm");
    CHECK(answers.size() == 1);
    CHECK_FALSE(seen().shows("真的吗？"));
}

TEST_CASE_FIXTURE(Asking, "words that are required come before a yes, and with it") {
    put(k_reason);
    CHECK_FALSE(seen().find("confirm asking")->enabled);
    touch("words");
    type("why");
    touch("confirm asking");
    CHECK(answers == std::vector<std::string>{"why"});
    // Its work is under way: nothing is done twice.
    CHECK(nav().asking->busy);
    end({});
    CHECK_FALSE(nav().asking);
}

TEST_CASE_FIXTURE(Asking, "after a failure the words are still there, to answer again") {
    put(k_reason);
    touch("words");
    type("why");
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
    put(k_reason);
    touch("words");
    type("why");
    touch("confirm asking");
    REQUIRE(nav().asking->busy);
    auto flow = app.flow();
    leave(flow, KeepWork::yes);
    settle();
    pin(domain::test::k_pin);
    REQUIRE(nav().asking);
    CHECK_FALSE(nav().asking->busy);
}
