#include "terminal/tickets/screens/ticket_board.hpp"
#include "tests/tickets/screens/tickets_window.hpp"

namespace qiantai::ui::test {
namespace {

struct BoardWindow : ScreenWindow<TicketBoardState, TicketBoardIntent> {
    explicit BoardWindow(Headless::Size size = k_ticket_sizes[0])
        : ScreenWindow(draw_ticket_board, draw_ticket_board_sheet, size) {
        state.board = domain::test::sample_board();
        window.frames(3);
    }
};

}  // namespace

TEST_CASE("a card says who, what about, what is left and until when, and no telephone number") {
    BoardWindow board;
    for (const auto* words : {"欧阳晶", "投诉：送货晚两天", "还剩 18 分", "今天 14:49 前给顾客回话",
                              "0187", "停表，等补小票", "今天 10:31 停 · 剩 9 小时 20 分",
                              "已超 42 分", "应于 今天 13:49 · 已报店长", "还剩 10 小时 54 分",
                              "只计营业时间", "还剩 2 天", "没人接", "今天已结案 2 件，都按时"}) {
        CAPTURE(words);
        CHECK(board.shows(words));
    }
    for (const auto& text : board.window.seen().texts)
        CHECK_FALSE(text.text.find("****") != std::string::npos);
}

TEST_CASE("a touch opens the case, holding it asks for its next step") {
    BoardWindow board;
    board.touch("ticket TS-S001-01-0184-K");
    CHECK(board.only<ticket_board::Open>().id == domain::test::sample_id(184));
    board.meant.clear();
    CHECK(board.window.hold("ticket TS-S001-01-0184-K", 0.8));
    CHECK(board.only<ticket_board::OpenNext>().id == domain::test::sample_id(184));
}

TEST_CASE("a counter shows only what stands so; columns without any say so") {
    BoardWindow board;
    board.touch("counter 0");
    CHECK(board.only<ticket_board::SetCounter>().counter == BoardCounter::overdue);
    board.state.counter = BoardCounter::overdue;
    board.window.frames(2);
    CHECK(board.shows("诸葛红蕾"));
    CHECK_FALSE(board.shows("李先生"));
    CHECK(board.shows("没有"));
}

TEST_CASE("where not all columns fit one is shown, with tabs that say how many the others have") {
    BoardWindow board({1080, 1920, 1.25f});
    CHECK(board.shows("欧阳晶"));
    CHECK_FALSE(board.shows("诸葛红蕾"));
    board.touch("column 2");
    CHECK(board.only<ticket_board::SetColumn>().column == 2);
    board.state.column = 2;
    board.window.frames(2);
    CHECK(board.shows("诸葛红蕾"));
}

TEST_CASE("a board without open cases says so, one without such cases shows the way to all") {
    BoardWindow board;
    board.state.board = domain::TicketBoard{.closed_today = 3, .closed_today_late = 1};
    board.window.frames(2);
    CHECK(board.shows("都办完了"));
    CHECK(board.shows("今天已结案 3 件，1 件超时"));
    board.state.kind = TicketKind::repair;
    board.window.frames(2);
    CHECK(board.shows("没有这样的工单"));
    board.touch("show all");
    CHECK(std::holds_alternative<ticket_board::ShowAll>(board.meant.front()));
    board.state.board.reset();
    board.state.error = make_error(domain::k_ticket_not_found, "");
    board.window.frames(2);
    board.touch("retry");
    CHECK(std::holds_alternative<ticket_board::Reload>(board.meant.front()));
}

TEST_CASE("a closed shop says when its clocks go on") {
    BoardWindow board;
    auto& clock = *board.state.board->lanes[0].cards[0].clock;
    clock.continues_at =
        domain::test::k_saturday_ms + 18 * domain::test::k_hour_ms + 29 * domain::test::k_minute_ms;
    board.window.frames(2);
    CHECK(board.shows("打烊，明天 09:00 继续"));
}

TEST_CASE("the board's words fit in both languages and in all sizes") {
    for (const auto size : k_ticket_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        BoardWindow board(size);
        board.check_layout("board");
        board.with_modal = true;
        board.check_layout("board-kinds");
    }
}

}  // namespace qiantai::ui::test
