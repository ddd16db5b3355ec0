// Printing from a real window: the page on the screen, and what arrives at the printer.

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/raw_printer.hpp"
#include "tests/support/virtual_display.hpp"
#include "tests/system/till.hpp"

namespace qiantai::test {
namespace {

const std::string k_print_till = "S001-T01";

/// By command, before the window is open.
boost::json::value call(const RunningChain& chain, const std::string& operation,
                        const boost::json::object& input) {
    std::vector<std::string> words{"call", operation, boost::json::serialize(input)};
    const auto who = chain.sign_in_options("S001");
    words.insert(words.end(), who.begin(), who.end());
    const auto finished = chain.ctl(k_print_till, words);
    if (finished.exit != 0) FAIL(finished.err);
    return RunningChain::json(finished.out).at("out");
}

/// How many pixels of a place are ink.
int ink(const ui::Picture& picture, const ui::Rect& place) {
    int count = 0;
    for (int y = static_cast<int>(place.top); y < static_cast<int>(place.bottom); ++y) {
        for (int x = static_cast<int>(place.left); x < static_cast<int>(place.right); ++x) {
            const auto* pixel =
                picture.rgba.data() + static_cast<std::size_t>(y * picture.width + x) * 4;
            if (pixel[0] < 100) ++count;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("in a real window the preview shows the page, and what is printed arrives at the printer") {
    const VirtualDisplay display;
    RunningChain chain;
    chain.enrol(k_print_till, "S001");
    chain.kill_hub();
    CHECK(chain.ctl(k_print_till, {"sync"}).exit != 0);
    RawPrinter printer(RawPrinter::Mood::silent);
    call(chain, "printers.set", {{"use", "slip"}, {"name", "收银台"}, {"address", printer.address()}});
    const auto member =
        call(chain, "members.register", {{"name", "张三丰"}, {"phone", "13911820746"}});
    const auto goods = call(chain, "stored_goods.deposit",
                            {{"member_id", member.at_pointer("/member/id")},
                             {"item", "爱他美 3 段"},
                             {"quantity", 6}});
    const auto number = std::string(goods.at_pointer("/line/goods/number").as_string());
    Till till(chain, k_print_till, display);
    till.sign_in();
    till.touch("存货");
    till.touch("goods " + number);
    till.touch("print deposit");
    till.twin().settle();
    // As far as it is in sight.
    auto paper = till.twin().target_of("sheet");
    paper.bottom = std::min(paper.bottom, 640.0f);
    REQUIRE(ink(till.twin().picture(), paper) > 3000);
    till.wait_for("the slip on the screen", [&] {
        const auto wanted = till.twin().picture(), seen = till.screen().picture();
        return alike_percent(wanted, seen, paper) > 95 &&
               ink(seen, paper) * 10 > ink(wanted, paper) * 9;
    });
    // The twin prints nothing.
    till.screen().touch(till.twin().place_of("print"));
    till.wait_for("the print", [&] {
        return call(chain, "prints.list", {}).at_pointer("/prints").as_array().size() == 1 &&
               call(chain, "prints.list", {}).at_pointer("/prints/0/state").as_string() ==
                   "printed";
    });
    CHECK(printer.printed().find(number) != std::string::npos);
}

}  // namespace qiantai::test
