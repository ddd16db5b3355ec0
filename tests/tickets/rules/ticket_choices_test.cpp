#include "terminal/tickets/rules/ticket_choices.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_fold.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain {

TEST_CASE("the gravest word of a case is the one that counts, and is named") {
    const auto& choices = usual_ticket_choices();
    CHECK_FALSE(guess_severity(choices, "想换个颜色"));
    const auto serious = guess_severity(choices, "又坏了，要找媒体");
    REQUIRE(serious);
    CHECK(serious->severity == TicketSeverity::serious);
    CHECK(serious->alarm == TicketAlarm::press);
    CHECK(serious->because == "媒体");
    const auto urgent = guess_severity(choices, "要找媒体，水壶漏电，手烫伤了");
    REQUIRE(urgent);
    CHECK(urgent->severity == TicketSeverity::urgent);
    CHECK(urgent->alarm == TicketAlarm::injury);
    CHECK(urgent->because == "烫伤");
}

TEST_CASE("a chain says its own lists; what it leaves out stays as usual") {
    const auto choices = parse_ticket_choices(R"({"demands":["退款"]})");
    CHECK(choices.demands == std::vector<std::string>{"退款"});
    CHECK(choices.departments == usual_ticket_choices().departments);
    CHECK(check_ticket_choices(R"({"demands":["退款"]})").ok());
    CHECK(parse_ticket_choices("nonsense").demands == usual_ticket_choices().demands);
    for (const auto* wrong : {"[]", R"({"demands":[""]})", R"({"demands":"退款"})",
                              R"({"subjects":[{"kind":"unknown","name":"商品"}]})",
                              R"({"severity_words":[{"word":"漏电","severity":"deadly"}]})"}) {
        CAPTURE(wrong);
        CHECK_FALSE(check_ticket_choices(wrong).ok());
    }
}

TEST_CASE("every step of the course says what it is made of, or has a function of its own") {
    using Step = TicketStep;
    for (const auto& row : ticket_course()) {
        CAPTURE(code_of(row.step));
        const bool own_function = row.step == Step::transferred || row.step == Step::corrected ||
                                  row.step == Step::escalated || row.step == Step::decided ||
                                  row.step == Step::evidence_added || row.step == Step::held;
        CHECK(needs_of(row.step).has_value() != own_function);
    }
    for (const auto& [step, code] : k_codes<Step>) {
        const bool in_course =
            std::ranges::find(ticket_course(), step, &CourseRow::step) != ticket_course().end();
        CHECK(in_course == (step != Step::received));
    }
}

TEST_CASE("a case is escalated as long as the promise that ran out is the same one") {
    const Ticket ticket{.kind = TicketKind::complaint};
    std::vector<TicketEvent> events;
    const auto add = [&](TicketStep step, std::string due) -> TicketEvent& {
        const auto n = static_cast<std::int64_t>(events.size() + 1);
        TicketEvent event{.id = Uuid::derive(std::to_string(n)),
                          .step = step,
                          .after = newest_of(events),
                          .due = std::move(due),
                          .created_by = "1001",
                          .created_at = n};
        event.order = n;
        events.push_back(event);
        return events.back();
    };
    add(TicketStep::received, R"({"answer":60,"solve":90})");
    auto& told = add(TicketStep::escalated, R"({"answer":60})");
    told.timer = TicketTimer::answer;
    told.level = 1;
    const auto level = [&](TicketTimer timer) {
        const auto state = fold_ticket(ticket, events);
        return std::ranges::find(state.clocks, timer, &TicketClock::timer)->level;
    };
    CHECK(level(TicketTimer::answer) == 1);
    CHECK(level(TicketTimer::solve) == 0);
    add(TicketStep::severity_set, R"({"answer":70})").severity = TicketSeverity::urgent;
    CHECK(level(TicketTimer::answer) == 0);
}

TEST_CASE("numbers say what kind of ticket they are of") {
    CHECK(number_kind_of(TicketKind::complaint) == "TS");
    CHECK_FALSE(is_ticket_number("S001-01-000123-K"));
}

}  // namespace qiantai::domain
