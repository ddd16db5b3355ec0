#include "terminal/tickets/screens/ticket_page.hpp"

#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/screens/ticket_steps.hpp"
#include "tests/tickets/screens/tickets_window.hpp"

namespace qiantai::ui::test {
namespace {

using domain::test::sample_event;
using domain::test::sample_id;

struct PageWindow : ScreenWindow<TicketPageState, TicketPageIntent> {
    explicit PageWindow(domain::TicketPage page = domain::test::sample_page(),
                        Headless::Size size = k_ticket_sizes[0])
        : ScreenWindow(draw_ticket_page, draw_ticket_sheet, size) {
        state.id = page.ticket.id;
        state.page = std::move(page);
        scene.colleagues = {{"1001", "林晓岚"}, {"1002", "王建国"}};
        window.frames(3);
    }
    void open(TicketSheet sheet, TicketStep step) {
        state.sheet = sheet;
        state.form = {.step = step};
        with_modal = true;
        window.frames(3);
    }
    bool locked(TicketStep step) {
        return window.seen().find(fmt::format("step {}", code_of(step))) == nullptr;
    }
};

domain::TicketPage contradicting_page() {
    auto page = domain::test::sample_proposal();
    auto returned = sample_event(10, TicketStep::returned, 30, "何立群");
    returned.event.reason = "金额不合适";
    page.events.insert(page.events.begin(), sample_event(6, TicketStep::approved, 20, "王建国"));
    page.events.insert(page.events.begin(), returned);
    page.state.contradictions.push_back(
        {.one = sample_id(9006), .other = sample_id(9010), .holds = sample_id(9010)});
    page.steps.push_back({TicketStep::decided, ""});
    return page;
}

}  // namespace

TEST_CASE("the page says whether the promise is kept, what comes next and everything before") {
    PageWindow page;
    for (const auto* words :
         {"承诺期限已做到", "下一步：回访", "林晓岚", "郑海龙", "135****5561", "电热水壶 K-20 ×1",
          "提出方案：退款 ¥369.00", "判定：我方责任", "满意度 4", "¥288.00", "待回访"}) {
        CAPTURE(words);
        CHECK(page.shows(words));
    }
}

TEST_CASE("steps that may be taken are rows; what somebody else may has a lock and says who") {
    PageWindow page(domain::test::sample_proposal());
    CHECK(page.shows("提出的人不能自己批，等店长"));
    CHECK(page.locked(TicketStep::approved));
    page.touch("step noted");
    CHECK(page.only<ticket_page::TakeStep>().step == TicketStep::noted);
    page.state.page->steps[0].refused.clear();
    page.window.frames(2);
    page.touch("next step");
    CHECK(page.only<ticket_page::TakeStep>().step == TicketStep::approved);
}

TEST_CASE("what lies ahead is locked and says what comes first: the next of it, and the closing") {
    PageWindow page;
    CHECK(page.shows("结案"));
    CHECK(page.shows("要先：记录回访"));
    CHECK(page.locked(TicketStep::closed));
    auto sample = domain::test::sample_proposal();
    sample.state.phase = domain::TicketPhase::handling;
    const std::string not_now = "ticket_step_not_now";
    sample.steps = {{TicketStep::proposed, ""},
                    {TicketStep::approved, not_now, TicketStep::proposed},
                    {TicketStep::carried_out, not_now, TicketStep::approved},
                    {TicketStep::signed_, not_now, TicketStep::carried_out},
                    {TicketStep::closed, not_now, TicketStep::called_back}};
    PageWindow handling(sample);
    CHECK(handling.shows("要先：提出方案 · 店长、客服经理可以办"));
    CHECK(handling.shows("要先：记录回访"));
    CHECK_FALSE(handling.shows("要先：批准方案"));
    CHECK_FALSE(handling.shows("要先：方案已办"));
}

TEST_CASE("a transfer asks where to") {
    auto sample = domain::test::sample_page();
    sample.steps = {{TicketStep::transferred, ""}};
    PageWindow page(sample);
    page.touch("step transferred");
    CHECK(page.only<ticket_page::OpenSheet>().sheet == TicketSheet::transfer);
}

TEST_CASE("before the third day nothing has to be done after signing; then it is the call") {
    const auto page = domain::test::sample_page();
    CHECK_FALSE(next_step(page, domain::test::k_saturday_ms));
    CHECK(next_step(page, *page.call_back_from_at) == TicketStep::called_back);
}

TEST_CASE("whoever has to tell headquarters is told the number, and that it is next") {
    auto sample = domain::test::sample_page();
    sample.state.phase = domain::TicketPhase::received;
    sample.tell_headquarters = true;
    sample.headquarters_phone = "010-6512 0000";
    sample.steps = {{TicketStep::told_headquarters, ""}, {TicketStep::assessed, ""}};
    PageWindow page(sample);
    CHECK(page.shows("请马上打 010-6512 0000 告诉总部"));
    page.touch("next step");
    CHECK(page.only<ticket_page::TakeStep>().step == TicketStep::told_headquarters);
}

TEST_CASE("two steps that contradict each other are shown with the way to decide") {
    PageWindow page(contradicting_page());
    CHECK(page.shows("两处不一致：“方案批准”和“方案退回”"));
    page.touch("decide " + sample_id(9006).text());
    CHECK(page.only<ticket_page::OpenSheet>().sheet == TicketSheet::decide);
    page.open(TicketSheet::decide, TicketStep::decided);
    CHECK(page.shows("王建国"));
    page.touch("holds " + sample_id(9006).text());
    CHECK(page.only<ticket_page::SetAbout>().id == sample_id(9006));
    page.state.page->steps.pop_back();
    page.with_modal = false;
    page.window.frames(2);
    CHECK(page.window.seen().find("decide " + sample_id(9006).text()) == nullptr);
}

TEST_CASE("a course shows what was gone round, and how the one before ended") {
    auto sample = domain::test::sample_page();
    PageWindow page(sample);
    auto course = course_of(page.window.ui(), page.scene.shop, sample);
    REQUIRE(course.size() == 9);
    CHECK(course[6].stand == StepStand::done);
    CHECK(course[7].stand == StepStand::here);
    CHECK(course[8].stand == StepStand::ahead);
    // Nobody had to look into it.
    std::erase_if(sample.events,
                  [](const auto& shown) { return shown.event.step == TicketStep::investigated; });
    course = course_of(page.window.ui(), page.scene.shop, sample);
    CHECK(course[2].stand == StepStand::skipped);
    // Reopened: it begins anew after being taken in.
    sample.state.reopened = 1;
    sample.state.phase = domain::TicketPhase::handling;
    sample.events.insert(sample.events.begin(), sample_event(21, TicketStep::closed, 2));
    sample.events.insert(sample.events.begin(), sample_event(22, TicketStep::reopened, 1));
    course = course_of(page.window.ui(), page.scene.shop, sample);
    CHECK(course[0].stand == StepStand::done);
    CHECK(course[1].stand == StepStand::here);
    const auto earlier = earlier_course_text(page.window.ui(), page.scene.shop, sample).utf8();
    CHECK(earlier.find("重开过 1 次") != std::string::npos);
}

TEST_CASE("not our fault is a course of its own") {
    auto sample = domain::test::sample_page();
    sample.state.fault = TicketFault::not_ours;
    PageWindow page(sample);
    CHECK(course_of(page.window.ui(), page.scene.shop, sample).size() == 4);
}

TEST_CASE("a sheet asks what its step needs, and says what is missing") {
    PageWindow page(domain::test::sample_proposal());
    page.open(TicketSheet::step, TicketStep::proposed);
    CHECK(page.shows("请先填写怎么处理、内容"));
    page.touch("退款");
    CHECK(page.only<ticket_page::SetResolution>().resolution == ResolutionKind::refund);
    page.state.form.resolution = ResolutionKind::refund;
    page.state.form.texts[static_cast<int>(SheetText::words)] = "退货退款";
    page.state.form.texts[static_cast<int>(SheetText::amount)] = "369";
    page.window.frames(2);
    page.touch("save sheet");
    CHECK(std::holds_alternative<ticket_page::Save>(page.meant.front()));
    const auto entry = step_entry(page.state, page.scene.shop, Language::zh);
    CHECK(entry.step == TicketStep::proposed);
    CHECK(entry.amount == Fen(36'900));
    page.state.form.texts[static_cast<int>(SheetText::amount)] = "3,69";
    page.window.frames(2);
    CHECK_FALSE(sheet_lacks(page.window.ui(), page.state, page.scene.shop).empty());
}

TEST_CASE("a promise is a day and an hour of the store's time") {
    PageWindow page;
    page.open(TicketSheet::step, TicketStep::promised);
    page.touch("明天");
    CHECK(page.only<ticket_page::SetDay>().in_days == 1);
    page.touch("18:00");
    CHECK(page.only<ticket_page::SetHour>().hour == 18);
    page.state.form.in_days = 1;
    page.state.form.hour = 18;
    // 14:31 today and 27 hours 29 minutes.
    CHECK(step_entry(page.state, page.scene.shop, Language::zh).promised_at ==
          domain::test::k_saturday_ms + (27 * 60 + 29) * domain::test::k_minute_ms);
}

TEST_CASE("a reason is one touch, and kept in the language of the screen") {
    PageWindow page;
    page.open(TicketSheet::step, TicketStep::paused);
    page.touch("等送回商品");
    const auto reason = page.only<ticket_page::SetReason>().reason;
    page.state.form.reason = reason;
    CHECK(step_entry(page.state, page.scene.shop, Language::zh).reason == "等送回商品");
    CHECK(sheet_lacks(page.window.ui(), page.state, page.scene.shop).empty());
}

TEST_CASE("what is corrected is chosen among what can be") {
    const auto may = domain::correctable_fields();
    CHECK(std::ranges::equal(may, ticket_fields()));
    PageWindow page;
    page.open(TicketSheet::correct, TicketStep::corrected);
    page.touch("小票号");
    CHECK(page.only<ticket_page::SetField>().field == "till_receipt");
}

TEST_CASE("every step has its words, and each that is taken here its sheet") {
    PageWindow page;
    for (const auto& [step, code] : k_codes<TicketStep>) {
        CAPTURE(code);
        CHECK_FALSE(step_act_text(page.window.ui(), page.state.page->ticket, step).empty());
        if (!domain::needs_of(step) || step == TicketStep::signed_) continue;
        page.open(TicketSheet::step, step);
        CHECK(page.window.seen().find("save sheet") != nullptr);
    }
}

TEST_CASE("an entry opens with all of it") {
    PageWindow page;
    page.touch("event 3");
    CHECK(page.only<ticket_page::OpenEntry>().id == sample_id(9005));
    page.state.entry = sample_id(9005);
    page.open(TicketSheet::entry, TicketStep::noted);
    CHECK(page.shows("赠保温杯 1 个"));
}

TEST_CASE("the page and its sheets fit in both languages and in all sizes") {
    for (const auto size : k_ticket_sizes) {
        CAPTURE(size.width);
        CAPTURE(size.scale);
        {
            PageWindow page(domain::test::sample_page(), size);
            page.check_layout("page");
        }
        {
            PageWindow page(contradicting_page(), size);
            page.check_layout("page-contradiction");
            page.open(TicketSheet::decide, TicketStep::decided);
            page.check_layout("sheet-decide");
            for (const auto step :
                 {TicketStep::proposed, TicketStep::promised, TicketStep::carried_out,
                  TicketStep::assigned, TicketStep::paused, TicketStep::called_back}) {
                page.open(TicketSheet::step, step);
                page.check_layout(fmt::format("sheet-{}", code_of(step)));
            }
            page.open(TicketSheet::transfer, TicketStep::transferred);
            page.check_layout("sheet-transfer");
            page.open(TicketSheet::correct, TicketStep::corrected);
            page.state.form.field = "customer_name";
            page.check_layout("sheet-correct");
        }
    }
}

}  // namespace qiantai::ui::test
