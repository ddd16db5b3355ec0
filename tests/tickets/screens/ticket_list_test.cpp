#include "terminal/tickets/screens/ticket_list.hpp"
#include "tests/tickets/screens/tickets_window.hpp"

namespace qiantai::ui::test {
namespace {

struct TicketsFound : ScreenWindow<TicketListState, TicketListIntent> {
    explicit TicketsFound(Headless::Size size = k_ticket_sizes[0])
        : ScreenWindow(draw_ticket_list, draw_ticket_list_sheet, size) {
        for (const auto& card : domain::test::sample_cards()) {
            state.rows.push_back(domain::test::sample_line(card));
        }
        auto closed = state.rows.back();
        closed.number = "TS-S001-01-0160-A";
        closed.phase = domain::TicketPhase::closed;
        closed.clock.reset();
        closed.closed_at = domain::test::k_saturday_ms - domain::test::k_day_ms;
        state.rows.insert(state.rows.begin(), closed);
        state.loaded = true;
        window.frames(3);
    }
};

}  // namespace

TEST_CASE("a line of the list says who, what about, where it stands and what is left") {
    TicketsFound list;
    for (const auto* words :
         {"诸葛红蕾", "投诉：电饭煲内胆涂层脱落", "已超 42 分", "待确认", "王建国", "昨天 结案"}) {
        CAPTURE(words);
        CHECK(list.shows(words));
    }
    list.touch("ticket TS-S001-01-0184-K");
    CHECK(list.only<ticket_list::Open>().id == domain::test::sample_id(184));
}

TEST_CASE("open, closed or all is one touch; what is asked for seldom is in a sheet") {
    TicketsFound list;
    list.touch("已结案");
    CHECK(list.only<ticket_list::SetScope>().scope == domain::TicketScope::closed);
    list.touch("scope");
    CHECK(list.only<ticket_list::OpenSheet>().sheet == TicketListSheet::scope);
    list.state.sheet = TicketListSheet::scope;
    list.with_modal = true;
    list.window.frames(2);
    list.touch("等我批准");
    CHECK(list.only<ticket_list::SetScope>().scope == domain::TicketScope::to_approve);
    list.state.sheet = TicketListSheet::kind;
    list.window.frames(2);
    list.touch("报修");
    CHECK(list.only<ticket_list::SetKind>().kind == TicketKind::repair);
}

TEST_CASE("a list that finds nothing shows the way to everything; a member's says whose it is") {
    TicketsFound list;
    list.state.rows.clear();
    list.state.typed = "0999";
    list.state.member_id = domain::test::sample_id(1);
    list.state.member_name = "陈静";
    list.window.frames(2);
    CHECK(list.shows("没有找到"));
    CHECK(list.shows("陈静"));
    list.touch("show all");
    CHECK(std::holds_alternative<ticket_list::ShowAll>(list.meant.front()));
}

TEST_CASE("the list's words fit in both languages and in all sizes") {
    for (const auto size : k_ticket_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        TicketsFound list(size);
        list.check_layout("list");
        list.with_modal = true;
        list.state.sheet = TicketListSheet::scope;
        list.check_layout("list-scopes");
    }
}

}  // namespace qiantai::ui::test
