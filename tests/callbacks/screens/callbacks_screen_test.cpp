#include "schema/base/signature.hpp"
#include "terminal/app/screens.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/callbacks/screens/call_window.hpp"

namespace qiantai::app::test {

TEST_CASE("the most urgent call is open with its script; an outcome opens the next one") {
    CallWindow window;
    REQUIRE(window.state().rows.size() == 2);
    CHECK(window.seen().shows("孙丽"));
    CHECK(window.seen().shows("今天到期"));
    CHECK(window.seen().shows("137 0192 6685"));
    CHECK(window.seen().shows("问问安装的事"));
    CHECK(window.seen().shows("/ 2 已完成"));
    window.touch("answer 这样可以吗？ 0");
    CHECK(window.state().notes.answers.size() == 1);
    CHECK(window.state().notes.line == 3);
    window.touch("score 4");
    window.touch("next come_to_store");
    window.desk.clock.advance(1000);
    window.touch("reached");
    CHECK(window.status_of(window.sun) == "reached");
    CHECK(window.desk.number("SELECT satisfaction FROM callback_step") == 4);
    REQUIRE(window.state().sheet);
    CHECK(window.state().sheet->line.member_id == window.gao.id);
    CHECK(window.seen().shows("平均满意 4.0"));
    // For a while it is taken back from the toast.
    window.desk.clock.advance(1000);
    window.touch("撤销");
    CHECK(window.status_of(window.sun) == "open");
    CHECK(window.state().rows.size() == 2);
}

TEST_CASE("nobody answers: another half-day; the day ends with what tomorrow brings") {
    CallWindow window;
    window.desk.clock.advance(1000);
    window.touch("no answer");
    CHECK(window.state().rows.size() == 1);
    window.desk.clock.advance(1000);
    window.touch_outcome("wrong number");
    CHECK(window.status_of(window.gao) == "wrong_number");
    CHECK(window.seen().shows("今天的回访都做完了"));
    CHECK(window.seen().shows("明天还有 1 个"));
    window.touch("已完成");
    CHECK(window.state().rows.size() == 1);
}

TEST_CASE("a time is agreed on by day and hour") {
    CallWindow window;
    window.touch_outcome("later");
    CHECK(window.seen().shows("哪天"));
    CHECK(window.seen().shows("先选时间"));
    window.touch("day 1");
    window.touch("time 600");
    window.desk.clock.advance(1000);
    window.touch("agree");
    CHECK(window.status_of(window.sun) == "open");
    CHECK(window.state().rows.size() == 1);
    window.touch("以后");
    REQUIRE(window.state().rows.size() == 1);
    CHECK(window.state().rows[0].state.later_at);
    CHECK_FALSE(window.state().later);
}

TEST_CASE("no more calls is asked once, and withdraws the consent") {
    CallWindow window;
    window.touch_outcome("do not call");
    CHECK(window.seen().shows("撤回其回访同意"));
    CHECK(window.status_of(window.sun) == "open");
    window.desk.clock.advance(1000);
    window.touch("confirm");
    CHECK(window.status_of(window.sun) == "unwanted");
    CHECK(window.desk.text("SELECT decision FROM consent WHERE purpose = 'callback'"
                           " ORDER BY row_hlc DESC LIMIT 1") == "withdrawn");
}

TEST_CASE("another clerk's customer: the number is opened, counts down, and is taken back") {
    CallWindow window;
    window.desk.from_headquarters([&] {
        window.desk.run("UPDATE member SET home_clerk = '1099' WHERE id = ?", window.sun.id);
    });
    window.touch("way home");
    window.touch("way callbacks");
    CHECK(window.seen().shows("137****6685"));
    window.desk.clock.advance(1000);
    window.touch("open number");
    CHECK(window.seen().shows("137 0192 6685"));
    CHECK(window.seen().shows("只对您，已记入审计"));
    window.desk.clock.advance(24 * 3'600'000);
    window.settle();
    CHECK(window.seen().shows("已收回"));
    CHECK_FALSE(window.seen().shows("137 0192 6685"));
}

TEST_CASE("from the member's page one goes to the member's calls, and back to all") {
    CallWindow window;
    auto flow = window.app.flow();
    open_member(flow, window.gao.id);
    window.settle();
    CHECK(window.seen().shows("待回访 1 个"));
    auto again = window.app.flow();
    open_callbacks_of(again, window.gao.id, "高建平");
    window.settle();
    REQUIRE(window.state().rows.size() == 1);
    window.touch("filter");
    CHECK(window.state().rows.size() == 2);
}

TEST_CASE("the list shows one kind of calls, until all are wanted again") {
    CallWindow window;
    window.touch("kinds");
    CHECK(window.seen().shows("临时回访 2"));
    window.touch("投诉结案");
    CHECK(window.state().rows.empty());
    CHECK_FALSE(window.state().asks());
    window.touch("kind");
    CHECK(window.state().rows.size() == 2);
}

TEST_CASE("the lists of members lie below the calls, with how many wait there") {
    CallWindow window;
    const auto today = Date::of_text(window.scene().shop.today);
    window.desk.run("UPDATE member_card SET expires_on = ? WHERE member_id = ?",
                    today.plus_days(5).text(), window.sun.id);
    window.touch("way home");
    window.touch("way callbacks");
    CHECK(window.seen().shows("待跟进 1"));
    window.touch("lists");
    CHECK(window.nav().screen == k_lists_screen);
    CHECK(window.seen().shows("孙丽"));
    window.touch("back");
    CHECK(window.nav().screen == k_callbacks_screen);
}

TEST_CASE("what is due now stands as a badge in the rail") {
    CallWindow window;
    const auto screens = all_screens();
    const auto badge = screens.at(k_callbacks_screen).badge(window.scene(), window.app.states());
    CHECK(badge.count == 1);
    CHECK(badge.urgent);
}

TEST_CASE(
    "a call written down by mistake is taken back from what was done, and is on the list again") {
    CallWindow window;
    window.desk.clock.advance(1000);
    window.touch_outcome("wrong number");
    window.touch("已完成");
    REQUIRE(window.state().rows.size() == 1);
    window.touch("take back 0");
    CHECK(window.seen().shows("原记录保留并标为已撤回，这位顾客重新回到今天的名单。"));
    window.desk.clock.advance(1000);
    window.touch("confirm");
    CHECK(window.status_of(window.sun) == "open");
    CHECK(window.state().view == domain::CallbackWhen::due);
    CHECK(window.state().rows.size() == 2);
    CHECK(window.desk.number("SELECT count(*) FROM callback_step") == 2);
}

TEST_CASE("what the member says of offers and of further calls is written down from the sheet") {
    CallWindow window;
    window.touch("agrees marketing");
    CHECK(window.desk.text("SELECT decision FROM consent WHERE member_id = ? AND purpose ="
                           " 'marketing' ORDER BY row_hlc DESC LIMIT 1",
                           window.sun.id) == "given");
    CHECK(window.desk.text("SELECT channel FROM consent WHERE member_id = ? AND purpose ="
                           " 'marketing' ORDER BY row_hlc DESC LIMIT 1",
                           window.sun.id) == "phone");
    CHECK(window.seen().shows("已记录"));
    // No more calls ends this one too, and is asked once.
    window.desk.clock.advance(1000);
    window.touch("declines callback");
    CHECK(window.seen().shows("会撤回其回访同意，以后不再安排任何回访；此操作不能撤回。"));
}

TEST_CASE("satisfaction and next step are in sight at every size, without scrolling") {
    for (const float scale : {1.0f, 1.25f, 1.5f}) {
        CAPTURE(scale);
        CallWindow window(Who::clerk, {1366, 768, scale});
        if (!window.seen().find("reached")) {
            window.touch("callback " + window.state().rows[0].task.id.text());
        }
        const bool low = window.seen().find("choose score") != nullptr;
        for (const auto language : {Language::en, Language::zh}) {
            window.set_language(language);
            for (const auto* name :
                 {low ? "choose score" : "score 5", low ? "choose next" : "next none"}) {
                CAPTURE(name);
                const auto* item = window.seen().find(name);
                REQUIRE(item != nullptr);
                CHECK(item->clip.contains(item->target));
            }
        }
        window.check_layout("call-sheet");
        if (!low) continue;
        window.touch("choose score");
        window.check_layout("call-score");
        window.touch("2 不满");
        CHECK(window.state().notes.satisfaction == 2);
        window.touch("choose next");
        window.check_layout("call-next");
        window.touch("再问问店长");
        CHECK(window.state().notes.next_step == CallbackNext::ask_manager);
        CHECK_FALSE(window.state().asks());
    }
}

TEST_CASE("on a low screen the rare outcomes stand in a sheet, and the script has the room") {
    CallWindow window(Who::clerk, {1366, 768, 1.5f});
    window.touch("callback " + window.state().rows[0].task.id.text());
    CHECK(window.seen().find("no answer") != nullptr);
    CHECK(window.seen().find("wrong number") == nullptr);
    window.touch("other outcomes");
    window.check_layout("call-outcomes");
    window.desk.clock.advance(1000);
    window.touch("号码不对");
    CHECK(window.status_of(window.sun) == "wrong_number");
    CHECK_FALSE(window.state().asks());
}

TEST_CASE("the sheet for a time agreed on fits every size: every hour can be touched") {
    for (const auto& size : k_sizes) {
        CAPTURE(size.width);
        CallWindow window(Who::clerk, size);
        if (!window.seen().find("other outcomes") && !window.seen().find("later")) {
            window.touch("callback " + window.state().rows[0].task.id.text());
        }
        if (window.seen().find("other outcomes")) {
            window.touch("other outcomes");
            window.touch("约时间");
        } else {
            window.touch_outcome("later");
        }
        REQUIRE(window.state().later);
        window.touch("day 1");
        window.check_layout("call-later");
        window.touch("time 1080");
        window.desk.clock.advance(1000);
        window.touch("agree");
        CHECK_FALSE(window.state().later);
    }
}

TEST_CASE("in portrait the list and the sheet stand one after the other, in both languages") {
    for (const auto language : {Language::zh, Language::en}) {
        CallWindow window(Who::clerk, k_sizes[2]);
        window.scene().settings.language = language;
        window.settle();
        window.touch("callback " + window.state().rows[0].task.id.text());
        CHECK(window.state().calling);
        window.touch("back to list");
        CHECK_FALSE(window.state().calling);
    }
}

TEST_CASE(
    "who is no member is called by the name and number of the case, and has no member's page") {
    CallWindow window;
    auto& desk = window.desk;
    domain::Tickets tickets(desk.context);
    const auto clerk = desk.session(Who::clerk);
    const auto step = [&](domain::TicketStepEntry entry, const domain::Session& by) {
        desk.clock.advance(1000);
        REQUIRE(tickets.step(by, entry));
    };
    desk.clock.advance(1000);
    const auto id = tickets
                        .take(clerk, {.kind = TicketKind::complaint,
                                      .subject = "商品质量",
                                      .customer_name = "李先生",
                                      .customer_phone = "13912340187",
                                      .words = "内胆涂层脱落"})
                        ->ticket.id;
    step({.ticket_id = id, .step = TicketStep::assessed, .fault = TicketFault::ours}, clerk);
    step({.ticket_id = id,
          .step = TicketStep::proposed,
          .resolution = ResolutionKind::apology,
          .words = "当面致歉"},
         desk.session(Who::store_manager));
    step({.ticket_id = id, .step = TicketStep::carried_out, .loss = Fen(0), .words = "已致歉"},
         clerk);
    step({.ticket_id = id,
          .step = TicketStep::signed_,
          .signed_text = "当面致歉",
          .signature = signature_text({{{1000, 3000}, {4000, 3200}, {4200, 1000}}})},
         clerk);
    desk.from_headquarters([&] {
        desk.run(
            "INSERT INTO callback_task (id, store_code, kind, source_id, matter, due_from,"
            " due_until, for_headquarters, tries_max, business_date, created_by, created_at)"
            " VALUES (?, 'S001', 'complaint', ?, '内胆涂层脱落', ?, ?, 0, 3, ?, '1001', 1)",
            desk.next_id(), id, window.scene().shop.today, window.scene().shop.today,
            window.scene().shop.today);
    });
    window.touch("way callbacks");
    window.touch("李先生");
    CHECK(window.seen().shows("非会员"));
    CHECK(window.seen().shows("139 1234 0187"));
    CHECK_FALSE(window.seen().find("open member"));
    window.touch("open ticket");
    CHECK(window.seen().shows("内胆涂层脱落"));
}

}  // namespace qiantai::app::test
