#pragma once

// The Saturday of pictures 8 and 9, as values: 2026-11-21 14:31 in store S001.

#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain::test {

inline constexpr TimeMs k_minute_ms = 60'000, k_hour_ms = 60 * k_minute_ms,
                        k_day_ms = 24 * k_hour_ms;
/// 2026-11-21 14:31 in China.
inline constexpr TimeMs k_saturday_ms = 1'795'242'660'000;

inline Uuid sample_id(int number) {
    return Uuid::parse(fmt::format("01980000-0000-7000-8000-{:012}", number)).value();
}

struct SampleCard {
    int number;
    BoardColumn column;
    TicketKind kind;
    std::string_view name;
    std::string_view tier;
    std::string_view matter;
    ClockStand stand;
    TicketTimer timer;
    std::int64_t left_ms;  ///< of opening time
    std::int64_t due_in_ms;
    std::int64_t whole_ms;
    std::string_view keeper;
    int evidence = 0;
    std::string_view paused_for{};
};

inline TicketLine sample_line(const SampleCard& card) {
    TicketLine line{.ticket_id = sample_id(card.number),
                    .number = fmt::format("TS-S001-01-{:04}-K", card.number),
                    .kind = card.kind,
                    .store_code = "S001",
                    .severity = TicketSeverity::normal,
                    .customer_name = std::string(card.name),
                    .tier_name = std::string(card.tier),
                    .matter = std::string(card.matter),
                    .keeper = card.keeper.empty() ? "" : "1001",
                    .keeper_name = std::string(card.keeper),
                    .paused_for = std::string(card.paused_for),
                    .evidence = card.evidence,
                    .business_date = Date::of_text("2026-11-21"),
                    .created_at = k_saturday_ms - k_hour_ms};
    ShownClock clock{.clock = {.timer = card.timer,
                               .due_at = k_saturday_ms + card.due_in_ms,
                               .since_at = k_saturday_ms - k_hour_ms},
                     .stand = card.stand,
                     .left_ms = card.left_ms,
                     .whole_ms = card.whole_ms};
    if (card.stand == ClockStand::overdue) clock.clock.level = 1;
    if (card.stand == ClockStand::paused) line.paused_since = k_saturday_ms - 4 * k_hour_ms;
    line.clock = clock;
    return line;
}

inline const std::vector<SampleCard>& sample_cards() {
    using enum BoardColumn;
    using enum ClockStand;
    using Kind = TicketKind;
    using Timer = TicketTimer;
    constexpr auto h = k_hour_ms, m = k_minute_ms;
    static const std::vector<SampleCard> cards{
        {187, to_confirm, Kind::complaint, "欧阳晶", "金卡", "送货晚两天，没有提前通知", due_soon,
         Timer::acknowledge, 18 * m, 18 * m, 2 * h, "林晓岚"},
        {189, to_confirm, Kind::enquiry, "王女士", "", "积分能不能转到新卡", due_soon,
         Timer::acknowledge, 100 * m, 100 * m, 2 * h, "张伟"},
        {181, investigating, Kind::complaint, "阿依古丽·买买提", "银卡", "货架价与收银价差 20 元",
         paused, Timer::answer, 560 * m, 30 * h, 24 * h, "欧阳静", 1, "等补小票"},
        {184, deciding, Kind::complaint, "诸葛红蕾", "钻石", "电饭煲内胆涂层脱落", overdue,
         Timer::answer, -42 * m, -42 * m, 24 * h, "王建国", 3},
        {183, deciding, Kind::repair, "李先生", "", "电热水壶漏电，报价 ¥45.00", paused,
         Timer::solve, 370 * m, 20 * h, 24 * h, "张伟", 2},
        {179, carrying_out, Kind::repair, "张惠兰", "金卡", "空气净化器不通电，上门", running,
         Timer::visit, 149 * m, 149 * m, 24 * h, "林晓岚", 1},
        {176, carrying_out, Kind::complaint, "郑海龙", "普通", "电热水壶跳闸，退货 ¥369.00",
         running, Timer::solve, 654 * m, k_day_ms - 6 * m, 33 * h, "王建国", 2},
        {172, finishing, Kind::complaint, "孙丽", "银卡", "安装工态度，已道歉补偿", running,
         Timer::call_back, 389 * m, 389 * m, 48 * h, ""},
        {168, finishing, Kind::complaint, "高建平", "普通", "赠品少发一件，已补发", running,
         Timer::call_back, 20 * h, 2 * k_day_ms + h, 48 * h, "欧阳静"}};
    return cards;
}

inline TicketBoard sample_board() {
    TicketBoard board{.overdue = 1,
                      .due_soon = 2,
                      .running = 4,
                      .paused = 2,
                      .mine = 3,
                      .open = 9,
                      .closed_today = 2};
    for (const auto& [column, code] : k_codes<BoardColumn>)
        board.lanes.push_back({.column = column});
    for (const auto& card : sample_cards()) {
        auto& lane = board.lanes[static_cast<std::size_t>(card.column)];
        ++lane.count;
        lane.cards.push_back(sample_line(card));
    }
    return board;
}

/// What happened, so many minutes before now.
inline ShownTicketEvent sample_event(int number, TicketStep step, std::int64_t minutes_ago,
                                     std::string_view who = "林晓岚") {
    ShownTicketEvent shown{.event = {.id = sample_id(9000 + number),
                                     .store_code = "S001",
                                     .ticket_id = sample_id(176),
                                     .step = step,
                                     .created_by = "1001",
                                     .created_at = k_saturday_ms - minutes_ago * k_minute_ms},
                           .staff_name = std::string(who)};
    return shown;
}

/// Picture 9: a kettle, its money back, signed; events the newest first.
inline TicketPage sample_page() {
    constexpr auto d = 24 * 60;
    TicketPage page;
    page.ticket = {.id = sample_id(176),
                   .store_code = "S001",
                   .number = "TS-S001-01-0176-K",
                   .kind = TicketKind::complaint,
                   .channel = TicketChannel::counter,
                   .subject = "质量问题",
                   .words = "烧水十分钟后跳闸，连续三次",
                   .demand = "退货",
                   .product = "电热水壶 K-20",
                   .quantity = 1,
                   .till_receipt = "0409-1187",
                   .purchased_on = Date::of_text("2026-11-12"),
                   .business_date = Date::of_text("2026-11-19")};
    page.customer = {.member_id = sample_id(5),
                     .name = "郑海龙",
                     .phone = "135****5561",
                     .tier_name = "普通",
                     .contact = ContactAccess::masked};
    auto& events = page.events;
    events.push_back(sample_event(8, TicketStep::signed_, 3));
    events.back().event.satisfaction = 4;
    events.push_back(sample_event(7, TicketStep::carried_out, 11));
    events.back().event.words = "原路退回微信";
    events.push_back(sample_event(6, TicketStep::approved, d - 190, "王建国"));
    events.push_back(sample_event(5, TicketStep::proposed, d - 145));
    events.back().event.resolution = ResolutionKind::refund;
    events.back().event.amount = Fen(36'900);
    events.back().event.words = "赠保温杯 1 个";
    events.push_back(sample_event(4, TicketStep::investigated, d - 40, "何工"));
    events.back().event.words = "温控器批次问题，同批次 3 件已下架";
    events.push_back(sample_event(3, TicketStep::paused, 2 * d + 11));
    events.back().event.reason = "等顾客送回商品";
    events.push_back(sample_event(2, TicketStep::assessed, 2 * d + 46));
    events.back().event.fault = TicketFault::ours;
    events.push_back(sample_event(1, TicketStep::received, 2 * d + 191));
    events.back().event.words = page.ticket.words;
    page.state.phase = TicketPhase::signed_;
    page.state.severity = TicketSeverity::normal;
    page.state.fault = TicketFault::ours;
    page.state.keeper = "1001";
    page.state.department = "商品部";
    page.state.proposal = TicketProposal{.id = sample_id(9005),
                                         .resolution = ResolutionKind::refund,
                                         .amount = Fen(36'900),
                                         .words = "赠保温杯 1 个",
                                         .proposed_by = "1001"};
    page.state.loss = Fen(28'800);
    page.keeper_name = "林晓岚";
    page.store_name = "望京一店";
    page.is_own = true;
    const ShownClock solved{.clock = {.timer = TicketTimer::solve,
                                      .due_at = k_saturday_ms + 10 * k_hour_ms,
                                      .met_at = k_saturday_ms - 3 * k_minute_ms,
                                      .since_at = k_saturday_ms - 2 * k_day_ms},
                            .stand = ClockStand::met,
                            .whole_ms = 33 * k_hour_ms};
    const ShownClock call{.clock = {.timer = TicketTimer::call_back,
                                    .due_at = k_saturday_ms + 7 * k_day_ms,
                                    .since_at = k_saturday_ms},
                          .stand = ClockStand::running,
                          .left_ms = 70 * k_hour_ms,
                          .whole_ms = 75 * k_hour_ms};
    page.clocks = {solved, call};
    page.next = call;
    page.call_back_from_at = k_saturday_ms + 3 * k_day_ms;
    page.steps = {{TicketStep::called_back, ""}, {TicketStep::promised, ""},
                  {TicketStep::paused, ""},      {TicketStep::transferred, "ticket_step_not_yours"},
                  {TicketStep::corrected, ""},   {TicketStep::noted, ""},
                  {TicketStep::closed, "ticket_step_not_now", TicketStep::called_back}};
    return page;
}

/// The same before its proposal was decided: the person who proposed looks at it.
inline TicketPage sample_proposal() {
    auto page = sample_page();
    page.events.erase(page.events.begin(), page.events.begin() + 3);
    page.state.phase = TicketPhase::proposed;
    page.state.loss = Fen();
    page.state.proposal->approver = TicketApprover::manager;
    page.clocks.pop_back();
    page.clocks.front().clock.met_at.reset();
    page.clocks.front().stand = ClockStand::running;
    page.clocks.front().left_ms = 9 * k_hour_ms;
    page.next = page.clocks.front();
    page.call_back_from_at.reset();
    page.steps = {{TicketStep::approved, "ticket_own_proposal"},
                  {TicketStep::returned, "ticket_own_proposal"},
                  {TicketStep::refused, ""},
                  {TicketStep::paused, ""},
                  {TicketStep::noted, ""}};
    return page;
}

}  // namespace qiantai::domain::test
