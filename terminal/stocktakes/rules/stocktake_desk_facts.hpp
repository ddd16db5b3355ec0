#pragma once

// What people hand in about stocktakes, and what they see.

#include "terminal/stocktakes/rules/stocktake_facts.hpp"

namespace qiantai::domain {

/// What is to be counted, where and when.
struct StocktakePlan {
    std::string store_code{};  ///< empty = this one; headquarters names one
    Coded<StocktakeKind> kind = StocktakeKind::all;
    Date planned_on{};
    std::vector<StocktakeZone> zones{};
    StocktakeScope scope{};
    bool seen = false;        ///< whoever counts may see the book; usually they don't
    bool with_goods = false;  ///< customers' goods in keeping too
    std::string words{};
};
QIANTAI_DESCRIBE(StocktakePlan, "", store_code, kind, planned_on, zones, scope, seen, with_goods,
                 words)
QIANTAI_NOTES(StocktakePlan,
              {.field = "store_code", .length_max = 8, .presence = FieldNote::Presence::optional},
              {.field = "zones", .length_max = k_stocktake_zones_max},
              {.field = "scope", .presence = FieldNote::Presence::optional},
              {.field = "seen", .presence = FieldNote::Presence::optional},
              {.field = "with_goods", .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_stocktake_words_length_max,
               .presence = FieldNote::Presence::optional})

/// A step that moves nothing and of which nothing but this has to be said.
struct StocktakeStepEntry {
    Uuid stocktake_id{};
    Coded<StocktakeStep> step{};
    std::string zone{};             ///< zone_opened, zone_done, chosen
    Coded<StockSpot> spot{};        ///< zone_opened; empty: the shelf
    bool shared = false;            ///< zone_opened
    std::optional<Uuid> gift_id{};  ///< chosen: whose recount of it holds, instead of a zone
    std::string counter{};          ///< chosen: whose result
    std::string words{};
};
QIANTAI_DESCRIBE(StocktakeStepEntry, "", stocktake_id, step, zone, spot, shared, gift_id, counter,
                 words)
QIANTAI_NOTES(StocktakeStepEntry,
              {.field = "zone",
               .length_max = k_stocktake_zone_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "spot", .presence = FieldNote::Presence::optional},
              {.field = "shared", .presence = FieldNote::Presence::optional},
              {.field = "counter", .length_max = 12, .presence = FieldNote::Presence::optional},
              {.field = "words",
               .length_max = k_stocktake_words_length_max,
               .presence = FieldNote::Presence::optional})

/// One scan, or one typed number.
struct StocktakeEntry {
    std::string code{};  ///< scanned or typed: a barcode, a gift's code, a label of goods
    std::optional<Uuid> gift_id{};  ///< instead of it
    std::optional<Uuid> goods_id{};
    std::string batch{};
    std::optional<Date> expires_on{};
    int quantity = 1;      ///< to add; negative: a correction
    bool exactly = false;  ///< instead: so many there are
};
QIANTAI_DESCRIBE(StocktakeEntry, "", code, gift_id, goods_id, batch, expires_on, quantity, exactly)
QIANTAI_NOTES(StocktakeEntry,
              {.field = "code",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "batch",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "quantity",
               .min = -k_gift_pieces_max,
               .max = k_gift_pieces_max,
               .presence = FieldNote::Presence::optional},
              {.field = "exactly", .presence = FieldNote::Presence::optional})

/// Entries of one counter in one zone: all are written, or none.
struct StocktakeCounting {
    Uuid stocktake_id{};
    std::string zone{};
    Coded<StocktakeRound> round = StocktakeRound::first;
    std::vector<StocktakeEntry> entries{};
};
QIANTAI_DESCRIBE(StocktakeCounting, "", stocktake_id, zone, round, entries)
QIANTAI_NOTES(StocktakeCounting, {.field = "zone", .length_max = k_stocktake_zone_length_max},
              {.field = "round", .presence = FieldNote::Presence::optional},
              {.field = "entries", .length_max = k_stocktake_entries_max})

/// An entry as it was written, and what whoever wrote it has counted of that thing in that zone.
struct StocktakeEntered {
    StocktakeCount count{};
    std::string code{};  ///< of the gift or the goods; empty: an unknown barcode
    std::string name{};
    std::string unit{};
    int carton = 0;  ///< pieces of its largest carton; 0: it comes in none
    int total = 0;
    bool undone = false;
};
QIANTAI_DESCRIBE(StocktakeEntered, "", count, code, name, unit, carton, total, undone)

struct StocktakeEntryFilter {
    Uuid stocktake_id{};
    std::string zone{};  ///< empty = all
    bool mine = false;
    int limit = 50;
};
QIANTAI_DESCRIBE(StocktakeEntryFilter, "", stocktake_id, zone, mine, limit)
QIANTAI_NOTES(StocktakeEntryFilter,
              {.field = "zone",
               .length_max = k_stocktake_zone_length_max,
               .presence = FieldNote::Presence::optional},
              {.field = "mine", .presence = FieldNote::Presence::optional},
              {.field = "limit", .min = 1, .max = k_stocktake_list_max})

enum class StocktakeProblemKind {
    zone_open,          ///< nobody said that it is done
    zone_results,       ///< two counted it apart, and nobody chose
    not_counted,        ///< lies there by the book, or should be looked for
    barcode_unsettled,  ///< nobody said what it is
    recount_missing,    ///< another person has to count it again
    recount_results,    ///< two counted it again, and nobody chose
    reason_missing,
    counter_unsigned,
    checker_unsigned,
};
constexpr auto codes_of(StocktakeProblemKind) {
    return std::to_array<CodedValue<StocktakeProblemKind>>(
        {{StocktakeProblemKind::zone_open, "zone_open"},
         {StocktakeProblemKind::zone_results, "zone_results"},
         {StocktakeProblemKind::not_counted, "not_counted"},
         {StocktakeProblemKind::barcode_unsettled, "barcode_unsettled"},
         {StocktakeProblemKind::recount_missing, "recount_missing"},
         {StocktakeProblemKind::recount_results, "recount_results"},
         {StocktakeProblemKind::reason_missing, "reason_missing"},
         {StocktakeProblemKind::counter_unsigned, "counter_unsigned"},
         {StocktakeProblemKind::checker_unsigned, "checker_unsigned"}});
}

/// What keeps a stocktake from going on; it never says how many too many or too few.
struct StocktakeProblem {
    Coded<StocktakeProblemKind> kind{};
    std::string zone{};
    std::optional<StocktakeThing> thing{};
    std::string code{};  ///< of the gift or goods, or the barcode
    std::string name{};
    std::vector<std::string> people{};  ///< whose results stand, who has not signed
};
QIANTAI_DESCRIBE(StocktakeProblem, "", kind, zone, thing, code, name, people)

/// A line as it is shown. What the book says is there once the variances are open, before only
/// where whoever counts may see it.
struct StocktakeShownLine {
    StocktakeThing thing{};
    std::optional<Uuid> line_id{};  ///< once the variances are open
    std::string code{};
    std::string name{};
    std::string spec{};
    std::string unit{};
    std::string zones{};
    std::optional<int> first_count{};  ///< where it was counted again
    std::optional<int> counted{};
    std::optional<int> book{};
    std::optional<int> variance{};
    std::optional<Fen> cost{};
    std::optional<Fen> value{};  ///< of the variance
    bool above_tolerance = false;
    Coded<StocktakeReason> reason{};
    std::string words{};
};
QIANTAI_DESCRIBE(StocktakeShownLine, "", thing, line_id, code, name, spec, unit, zones, first_count,
                 counted, book, variance, cost, value, above_tolerance, reason, words)
QIANTAI_NOTES(StocktakeShownLine, {.field = "reason", .presence = FieldNote::Presence::optional})

/// What open variances come to; customers' goods count for nothing.
struct StocktakeTotals {
    int lines = 0;
    int differing = 0;
    int above_tolerance = 0;
    int surplus_pieces = 0;
    int shortage_pieces = 0;
    Fen surplus{};
    Fen shortage{};  ///< not negative
    Fen net{};
    Fen book_value{};
    bool within_tolerance = true;  ///< net; then the store manager approves
};
QIANTAI_DESCRIBE(StocktakeTotals, "", lines, differing, above_tolerance, surplus_pieces,
                 shortage_pieces, surplus, shortage, net, book_value, within_tolerance)

/// What a counter has done in a zone, as far as this place knows.
struct StocktakeProgress {
    std::string zone{};
    std::string counter{};
    Coded<StocktakeRound> round{};
    int things = 0;
    int pieces = 0;
    TimeMs last_at = 0;
};
QIANTAI_DESCRIBE(StocktakeProgress, "", zone, counter, round, things, pieces, last_at)

struct StocktakeNextStep {
    Coded<StocktakeStep> step{};
    std::string where{};    ///< the store whose step it is; empty: headquarters
    std::string refused{};  ///< why this person can't take it: an error's code
};
QIANTAI_DESCRIBE(StocktakeNextStep, "", step, where, refused)

struct StocktakePage {
    Stocktake stocktake{};
    StocktakeState state{};
    std::vector<StocktakeProgress> progress{};
    std::optional<StocktakeTotals> totals{};  ///< once the variances are open
    int late = 0;  ///< things whose counts that arrived since say something else than the lines
    std::vector<StocktakeNextStep> next{};
};
QIANTAI_DESCRIBE(StocktakePage, "", stocktake, state, progress, totals, late, next)

struct StocktakeFilter {
    bool only_open = false;
    int limit = 50;
};
QIANTAI_DESCRIBE(StocktakeFilter, "", only_open, limit)
QIANTAI_NOTES(StocktakeFilter, {.field = "limit", .min = 1, .max = k_stocktake_list_max})

struct StocktakeSummary {
    Uuid id{};
    std::string store_code{};
    std::string number{};
    Coded<StocktakeKind> kind{};
    Coded<StocktakePhase> phase{};
    Date planned_on{};
    std::optional<TimeMs> posted_at{};
};
QIANTAI_DESCRIBE(StocktakeSummary, "", id, store_code, number, kind, phase, planned_on, posted_at)

struct StocktakeLineFilter {
    Uuid stocktake_id{};
    bool only_differing = false;
    bool goods = false;  ///< customers' goods instead of gifts
    bool late = false;   ///< what counts that arrived since say instead
};
QIANTAI_DESCRIBE(StocktakeLineFilter, "", stocktake_id, only_differing, goods, late)
QIANTAI_NOTES(StocktakeLineFilter,
              {.field = "only_differing", .presence = FieldNote::Presence::optional},
              {.field = "goods", .presence = FieldNote::Presence::optional},
              {.field = "late", .presence = FieldNote::Presence::optional})

/// Reasons of variances.
struct StocktakeExplaining {
    Uuid stocktake_id{};
    std::vector<StocktakeExplanation> lines{};
};
QIANTAI_DESCRIBE(StocktakeExplaining, "", stocktake_id, lines)
QIANTAI_NOTES(StocktakeExplaining, {.field = "lines", .length_max = k_stocktake_entries_max})

/// What an unknown barcode is.
struct BarcodeSettlement {
    Uuid stocktake_id{};
    std::string barcode{};
    std::optional<Uuid> gift_id{};  ///< absent: none of ours
    std::string batch{};
    std::optional<Date> expires_on{};
};
QIANTAI_DESCRIBE(BarcodeSettlement, "", stocktake_id, barcode, gift_id, batch, expires_on)
QIANTAI_NOTES(BarcodeSettlement, {.field = "barcode", .length_max = k_gift_short_length_max},
              {.field = "batch",
               .length_max = k_gift_short_length_max,
               .presence = FieldNote::Presence::optional})

/// By the share of the stock's value that stands before it: below 70 % A, below 90 % B.
enum class StockClass { a, b, c };
constexpr auto codes_of(StockClass) {
    return std::to_array<CodedValue<StockClass>>(
        {{StockClass::a, "A"}, {StockClass::b, "B"}, {StockClass::c, "C"}});
}

/// A gift and when it was counted last.
struct DueCount {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    Coded<StockClass> stock_class{};
    std::optional<Date> counted_on{};
    int days_over = 0;  ///< since it should have been counted; 0 where it never was
};
QIANTAI_DESCRIBE(DueCount, "", gift_id, code, name, unit, stock_class, counted_on, days_over)
/// The classes of values, the greatest first; equal values are of one class. Values of nothing or
/// less are C.
std::vector<StockClass> stock_classes(std::span<const Fen> values);

/// A store's line of 门店礼品盘点汇总表.
struct StocktakeStoreLine {
    std::string store_code{};
    std::string store_name{};
    std::string number{};  ///< empty: the store handed nothing in
    std::optional<Date> counted_on{};
    Coded<StocktakePhase> phase{};
    int book_pieces = 0;
    int counted_pieces = 0;
    StocktakeTotals totals{};
    Coded<StocktakeReason> main_reason{};  ///< of most lines
    std::string approved_by{};
};
QIANTAI_DESCRIBE(StocktakeStoreLine, "", store_code, store_name, number, counted_on, phase,
                 book_pieces, counted_pieces, totals, main_reason, approved_by)
QIANTAI_NOTES(StocktakeStoreLine, {.field = "phase", .presence = FieldNote::Presence::optional},
              {.field = "main_reason", .presence = FieldNote::Presence::optional})

/// The same of a gift over all stores.
struct StocktakeGiftLine {
    Uuid gift_id{};
    std::string code{};
    std::string name{};
    std::string unit{};
    int stores = 0;
    int book = 0;
    int counted = 0;
    Fen value{};  ///< of the variance
};
QIANTAI_DESCRIBE(StocktakeGiftLine, "", gift_id, code, name, unit, stores, book, counted, value)

struct StocktakeOverview {
    std::vector<StocktakeStoreLine> stores{};
    std::vector<StocktakeGiftLine> gifts{};
};
QIANTAI_DESCRIBE(StocktakeOverview, "", stores, gifts)

/// What StocktakesRun found to do.
struct StocktakeRun {
    int posted = 0;    ///< stocktakes
    int adjusted = 0;  ///< things of stocktakes that were posted before
};
QIANTAI_DESCRIBE(StocktakeRun, "", posted, adjusted)

}  // namespace qiantai::domain
