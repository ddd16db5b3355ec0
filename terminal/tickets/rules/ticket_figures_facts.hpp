#pragma once

// What tickets come to (FORMS.md A4, B5): plain values, no database.

#include <optional>
#include <string>
#include <vector>

#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// Days from the first to the last one, both counted.
struct TicketPeriod {
    Date from{};
    Date until{};
    std::string store_code{};  ///< at headquarters: one store's; empty = all
};
QIANTAI_DESCRIBE(TicketPeriod, "", from, until, store_code)
QIANTAI_NOTES(TicketPeriod,
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional})

/// 处理方式 as the statistics form has them; the others fall in `other`.
enum class HandlingColumn { none, compensation, taken_back, discount, other };
constexpr auto codes_of(HandlingColumn) {
    using enum HandlingColumn;
    return std::to_array<CodedValue<HandlingColumn>>({{none, "none"},
                                                      {compensation, "compensation"},
                                                      {taken_back, "return"},
                                                      {discount, "discount"},
                                                      {other, "other"}});
}
HandlingColumn handling_column(const Coded<ResolutionKind>& resolution);

/// A line of 客户投诉分析统计表 (FORMS.md A4): one complaint.
struct StatisticsLine {
    Uuid ticket_id{};
    Date business_date{};
    std::string number{};
    std::string store_code{};
    std::string customer_name{};  ///< masked
    std::string product{};
    std::optional<int> quantity{};
    std::string department{};
    HandlingColumn handling{};
    Coded<ResolutionKind> resolution{};
    Fen amount{};  ///< of the proposal that was carried out
    Fen loss{};
    Coded<TicketFault> fault{};
    std::string subject{};
    /// How the customer agreed (signed, paper_signed, agreed), or what ended it otherwise (closed: not
    /// ours; unsettled: without an agreement); empty = still open.
    Coded<TicketStep> ended_by{};
};
QIANTAI_DESCRIBE(StatisticsLine, "", ticket_id, business_date, number, store_code, customer_name,
                 product, quantity, department, handling, resolution, amount, loss, fault, subject,
                 ended_by)
QIANTAI_NOTES(StatisticsLine, {.field = "resolution", .presence = FieldNote::Presence::optional},
              {.field = "fault", .presence = FieldNote::Presence::optional},
              {.field = "ended_by", .presence = FieldNote::Presence::optional})

struct StatisticsCount {
    std::string name{};  ///< of the department or subject; empty = none was said
    int complaints = 0;
    Fen loss{};
};
QIANTAI_DESCRIBE(StatisticsCount, "", name, complaints, loss)

inline constexpr int k_statistics_lines_max = 1000;

struct TicketStatistics {
    /// In the order of their days and numbers; at most k_statistics_lines_max, the sums are of all.
    std::vector<StatisticsLine> lines{};
    std::vector<StatisticsCount> departments{};
    std::vector<StatisticsCount> subjects{};
    int complaints = 0;
    int valid = 0;    ///< our fault
    int invalid = 0;  ///< not our fault
    int open = 0;     ///< not judged yet
    Fen loss{};
};
QIANTAI_DESCRIBE(TicketStatistics, "", lines, departments, subjects, complaints, valid, invalid,
                 open, loss)
QIANTAI_NOTES(TicketStatistics, {.field = "lines", .length_max = k_statistics_lines_max})

/// A ratio with what it is made of; without a denominator it is none.
struct TicketRatio {
    int of = 0;
    int all = 0;
};
QIANTAI_DESCRIBE(TicketRatio, "", of, all)

/// FORMS.md B5, those that come from tickets.
struct ServiceFigures {
    TicketRatio answered_in_time{};  ///< 客户意见反馈及时率: whose answer was due in the period
    TicketRatio passed_on_in_time{};  ///< 信息传递及时率
    int solved = 0;                   ///< complaints solved in the period
    /// 投诉解决速度: open time of the store, without what the customer was waited for.
    std::optional<std::int64_t> solving_mean_ms{};
    std::optional<std::int64_t> solving_median_ms{};
    /// 投诉解决满意率, the only definition of it: 4 or 5, of all complaints taken in the period but
    /// those taken by mistake; by the last score, at the signature or when called back.
    TicketRatio satisfied_of_all{};
    TicketRatio satisfied_of_rated{};  ///< of those with an answer
    int valid_complaints = 0;          ///< 有效投诉次数: judged ours in the period
};
QIANTAI_DESCRIBE(ServiceFigures, "", answered_in_time, passed_on_in_time, solved, solving_mean_ms,
                 solving_median_ms, satisfied_of_all, satisfied_of_rated, valid_complaints)

/// Of one store, or of one of its staff.
struct ServiceFiguresOf {
    std::string store_code{};
    std::string staff_number{};  ///< who took the tickets; empty = all of the store
    std::string staff_name{};
    ServiceFigures figures{};
};
QIANTAI_DESCRIBE(ServiceFiguresOf, "", store_code, staff_number, staff_name, figures)

}  // namespace qiantai::domain
