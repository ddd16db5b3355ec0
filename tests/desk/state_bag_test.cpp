#include "terminal/desk/state_bag.hpp"

#include <doctest/doctest.h>

#include "terminal/desk/intents.hpp"

using namespace qiantai::ui;

namespace {

struct Counted {
    int count = 7;
};
struct Named {
    int count = 1;
};

struct Plus {
    int by;
};
using PartIntent = std::variant<Plus>;
struct Minus {};
using WholeIntent = std::variant<PartIntent, Minus>;

}  // namespace

TEST_CASE("a state is there with its defaults, one of each type, until the bag is cleared") {
    StateBag states;
    const auto& seen = states;
    CHECK(seen.get<Counted>().count == 7);
    states.get<Counted>().count = 8;
    CHECK(seen.get<Counted>().count == 8);
    CHECK(seen.get<Named>().count == 1);
    states.clear();
    CHECK(seen.get<Counted>().count == 7);
    CHECK(states.get<Counted>().count == 7);
}

TEST_CASE("what a shared part means stands among a screen's own intents, in their order") {
    Intents<PartIntent> part;
    part.add(Plus{3});
    part.add(shell::GoBack{});
    Intents<WholeIntent> whole;
    whole.add(Minus{});
    whole.add_all(part);
    REQUIRE(whole.all.size() == 3);
    const auto& own = std::get<WholeIntent>(whole.all[1]);
    CHECK(std::get<Plus>(std::get<PartIntent>(own)).by == 3);
    CHECK(std::holds_alternative<shell::GoBack>(std::get<ShellIntent>(whole.all[2])));
}
