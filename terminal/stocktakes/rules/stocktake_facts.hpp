#pragma once

// Stocktakes (盘点): the rows, and how far one has come. What the events make of one is in
// stocktake_fold.hpp, what the counts come to in stocktake_tally.hpp, who may take which step when
// in stocktake_course.hpp, what people hand in and see in stocktake_desk_facts.hpp. A variance is
// what was counted less the book (实盘 − 账面), always; DOMAIN "Stocktake", "Rulings".

#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "schema/base/stocktake_codes.hpp"
#include "terminal/gifts/rules/stock_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_stocktake_not_found{
    "stocktake_not_found", Actor::clerk,
    "There is no such stocktake on this terminal. Fetch news, then search again.",
    "本机没有这次盘点，请同步后再找。"};
inline constexpr ErrorKind k_stocktake_malformed{
    "stocktake_malformed", Actor::manager,
    "The field that is named is missing or out of range: 1 to 50 zones with different names, gifts "
    "and categories of the catalogue, a day from today on, an open store.",
    "所指的内容缺失或超出范围：1 至 50 个不重名的区、目录中的礼品和类别、不早于今天的日期、营业门店。"};
inline constexpr ErrorKind k_stocktake_not_now{
    "stocktake_not_now", Actor::clerk,
    "This step can't follow where the stocktake stands. Look at its course again.",
    "盘点当前状态不能执行此步骤，请查看进度。"};
inline constexpr ErrorKind k_stocktake_not_yours{
    "stocktake_not_yours", Actor::manager,
    "This step is somebody else's: the roles and the place that may take it stand in its course.",
    "此步骤由其他岗位或其他门店办理。"};
inline constexpr ErrorKind k_stocktake_words_missing{
    "stocktake_words_missing", Actor::manager,
    "Say why in a few words: a stocktake that is sent back or cancelled, and another reason, need "
    "them.",
    "请写明原因：退回、取消和“其他”原因都需要说明。"};
inline constexpr ErrorKind k_stocktake_zone_unknown{
    "stocktake_zone_unknown", Actor::clerk,
    "This stocktake has no such zone. Choose one of its zones, or have one opened.",
    "本次盘点没有这个区，请另选，或先开区。"};
inline constexpr ErrorKind k_stocktake_zone_known{"stocktake_zone_known", Actor::clerk,
                                                  "This stocktake has a zone of that name already.",
                                                  "本次盘点已有同名的区。"};
inline constexpr ErrorKind k_stocktake_entry_malformed{
    "stocktake_entry_malformed", Actor::clerk,
    "An entry is of one thing: a code, a gift or a customer's goods, and of 0 to 99999 pieces; a "
    "correction takes away at most as many.",
    "每条录入只对一件物品：条码、礼品或顾客存货之一，数量 0 至 99999；更正可为负数。"};
inline constexpr ErrorKind k_stocktake_out_of_scope{
    "stocktake_out_of_scope", Actor::clerk,
    "This is not counted in this stocktake. Put it aside, or plan another stocktake for it.",
    "该物品不在本次盘点范围内，请放在一边，或另行安排盘点。"};
inline constexpr ErrorKind k_stocktake_entry_not_yours{
    "stocktake_entry_not_yours", Actor::clerk,
    "Only who counted takes an entry back, once, and while it is counted.",
    "录入只能由本人在盘点期间撤销一次。"};
inline constexpr ErrorKind k_stocktake_barcode_unknown{
    "stocktake_barcode_unknown", Actor::manager,
    "Nobody has scanned this barcode in this stocktake.", "本次盘点没有扫到这个条码。"};
inline constexpr ErrorKind k_stocktake_recount_by_same{
    "stocktake_recount_by_same", Actor::clerk,
    "Another person counts again. You counted this before.",
    "复盘须由另一人进行，您已初盘过该品。"};
inline constexpr ErrorKind k_stocktake_unfinished{
    "stocktake_unfinished", Actor::manager,
    "Something is still open; all of it stands in stocktakes.problems.",
    "仍有未完成的事项，请查看盘点问题清单。"};
inline constexpr ErrorKind k_stocktake_line_unknown{
    "stocktake_line_unknown", Actor::manager,
    "This stocktake has no such line. Look at its lines again.", "本次盘点没有这一行，请刷新。"};
inline constexpr ErrorKind k_stocktake_above_tolerance{
    "stocktake_above_tolerance", Actor::manager,
    "The variance is above what a store manager approves, or nobody else counted again: "
    "headquarters' customer-service manager approves. The day can be closed all the same.",
    "差异超出店长审批限额或未经他人复盘，须由客服部经理审批；当天仍可闭店。"};
inline constexpr ErrorKind k_stocktake_nothing_late{
    "stocktake_nothing_late", Actor::manager,
    "No count arrived after the posting that says something else.",
    "过账后没有迟到的录入需要更正。"};

/// Kind of their numbers, see store::HumanNumber.
inline constexpr std::string_view k_stocktake_number_kind = "PD";
inline constexpr int k_stocktake_zones_max = 50, k_stocktake_scope_max = 500,
                     k_stocktake_entries_max = 200, k_stocktake_list_max = 500;

/// One thing that is counted: a lot of a gift in a spot, or a customer's goods in keeping, which
/// have neither spot nor batch here.
struct StocktakeThing {
    std::optional<Uuid> gift_id{};
    std::optional<Uuid> goods_id{};
    Coded<StockSpot> spot{};
    std::string batch{};
    std::optional<Date> expires_on{};

    bool operator==(const StocktakeThing&) const = default;
    bool operator<(const StocktakeThing& other) const { return key() < other.key(); }

  private:
    std::tuple<const std::optional<Uuid>&, const std::optional<Uuid>&, const std::string&,
               const std::string&, const std::optional<Date>&>
    key() const {
        return {gift_id, goods_id, spot.text(), batch, expires_on};
    }
};
QIANTAI_DESCRIBE(StocktakeThing, "", gift_id, goods_id, spot, batch, expires_on)
QIANTAI_NOTES(StocktakeThing, {.field = "spot", .presence = FieldNote::Presence::optional})

/// A place where things are counted.
struct StocktakeZone {
    std::string name{};
    Coded<StockSpot> spot = StockSpot::shelf;
    bool shared = false;  ///< what several count there adds up; otherwise each has a result
    std::vector<std::string> counters{};  ///< staff numbers, as planned
};
QIANTAI_DESCRIBE(StocktakeZone, "", name, spot, shared, counters)
QIANTAI_NOTES(StocktakeZone, {.field = "name", .length_max = k_stocktake_zone_length_max},
              {.field = "spot", .presence = FieldNote::Presence::optional},
              {.field = "shared", .presence = FieldNote::Presence::optional},
              {.field = "counters", .length_max = 20, .presence = FieldNote::Presence::optional})
/// The column `zones`.
struct StocktakeZones {
    std::vector<StocktakeZone> zones{};
};
QIANTAI_DESCRIBE(StocktakeZones, "", zones)

/// What is counted; both empty: every gift. The column `scope`.
struct StocktakeScope {
    std::vector<std::string> categories{};
    std::vector<Uuid> gifts{};

    bool has(const Gift& gift) const;
};
QIANTAI_DESCRIBE(StocktakeScope, "", categories, gifts)
QIANTAI_NOTES(StocktakeScope,
              {.field = "categories",
               .length_max = k_stocktake_zones_max,
               .presence = FieldNote::Presence::optional},
              {.field = "gifts",
               .length_max = k_stocktake_scope_max,
               .presence = FieldNote::Presence::optional})

/// A row of entity stocktake.
struct Stocktake {
    Uuid id{};
    std::string store_code{};
    std::string number{};
    Coded<StocktakeKind> kind = StocktakeKind::all;
    Date planned_on{};
    bool blind = true;
    bool with_goods = false;
    std::string scope{};
    std::string zones{};
    std::string words{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Stocktake, "stocktake", id, store_code, number, kind, planned_on, blind,
                 with_goods, scope, zones, words, business_date, created_by, created_at)
QIANTAI_NOTES(Stocktake, {.field = "scope", .is_json = true}, {.field = "zones", .is_json = true})

/// Nothing of what only a broken program writes keeps the rest from being read.
StocktakeScope scope_of(const Stocktake& stocktake);
std::vector<StocktakeZone> zones_of(const Stocktake& stocktake);

/// Why one line differs.
struct StocktakeExplanation {
    Uuid line_id{};
    Coded<StocktakeReason> reason{};
    std::string words{};
};
QIANTAI_DESCRIBE(StocktakeExplanation, "", line_id, reason, words)
QIANTAI_NOTES(StocktakeExplanation, {.field = "words",
                                     .length_max = k_gift_reason_length_max,
                                     .presence = FieldNote::Presence::optional})
/// The column `lines` of an event.
struct StocktakeExplanations {
    std::vector<StocktakeExplanation> lines{};
};
QIANTAI_DESCRIBE(StocktakeExplanations, "", lines)

/// A row of entity stocktake_event.
struct StocktakeEvent {
    Uuid id{};
    std::string store_code{};
    Uuid stocktake_id{};
    Coded<StocktakeStep> step{};
    std::optional<Uuid> about_id{};
    std::string zone{};
    Coded<StockSpot> spot{};
    std::optional<bool> shared{};
    std::string people{};
    std::string recounters{};
    std::optional<Uuid> gift_id{};
    std::string batch{};
    std::optional<Date> expires_on{};
    std::string barcode{};
    std::string lines{};
    std::string words{};
    Date business_date{};
    std::string created_by{};
    TimeMs created_at = 0;

    /// row_hlc: later than that of everything its terminal knew then, whatever its clock said.
    std::int64_t order = 0;
};
QIANTAI_DESCRIBE(StocktakeEvent, "stocktake_event", id, store_code, stocktake_id, step, about_id,
                 zone, spot, shared, people, recounters, gift_id, batch, expires_on, barcode, lines,
                 words, business_date, created_by, created_at)
QIANTAI_NOTES(StocktakeEvent, {.field = "lines", .is_json = true})

/// A row of entity stocktake_count: who counted is created_by, when is created_at.
struct StocktakeCount {
    Uuid id{};
    std::string store_code{};
    Uuid stocktake_id{};
    Coded<StocktakeRound> round = StocktakeRound::first;
    std::string zone{};
    Coded<StocktakeEntryKind> kind = StocktakeEntryKind::add;
    std::optional<Uuid> gift_id{};
    std::optional<Uuid> goods_id{};
    std::string barcode{};  ///< one that no gift had; then neither of the two above
    std::string batch{};
    std::optional<Date> expires_on{};
    int quantity = 0;
    std::optional<Uuid> undoes_id{};
    std::string created_by{};
    TimeMs created_at = 0;

    std::int64_t order = 0;  ///< as StocktakeEvent::order
};
QIANTAI_DESCRIBE(StocktakeCount, "stocktake_count", id, store_code, stocktake_id, round, zone, kind,
                 gift_id, goods_id, barcode, batch, expires_on, quantity, undoes_id, created_by,
                 created_at)

/// So many pieces at that cost; of more than a million, or dearer than any gift, whatever broken
/// programs wrote, so that sums stay within bounds.
Fen worth_of(Fen cost, int pieces);

/// A row of entity stocktake_line.
struct StocktakeLine {
    Uuid id{};
    std::string store_code{};
    Uuid stocktake_id{};
    Uuid opening_id{};
    std::optional<Uuid> gift_id{};
    std::optional<Uuid> goods_id{};
    Coded<StockSpot> spot{};
    std::string batch{};
    std::optional<Date> expires_on{};
    std::string zones{};
    std::optional<int> first_count{};
    int counted = 0;
    TimeMs counted_at = 0;
    int book = 0;
    Fen cost{};
    TimeMs created_at = 0;

    StocktakeThing thing() const { return {gift_id, goods_id, spot, batch, expires_on}; }
    int variance() const { return counted - book; }
    Fen value() const { return worth_of(cost, variance()); }
};
QIANTAI_DESCRIBE(StocktakeLine, "stocktake_line", id, store_code, stocktake_id, opening_id, gift_id,
                 goods_id, spot, batch, expires_on, zones, first_count, counted, counted_at, book,
                 cost, created_at)

/// Who signed, and when.
struct StocktakeSignature {
    std::string staff_number{};
    TimeMs at = 0;
};
QIANTAI_DESCRIBE(StocktakeSignature, "", staff_number, at)

/// A zone as it stands.
struct StocktakeZoneState {
    StocktakeZone zone{};
    bool done = false;
    std::string chosen{};  ///< whose result holds, where somebody had to say so
};
QIANTAI_DESCRIBE(StocktakeZoneState, "", zone, done, chosen)

/// What somebody said an unknown barcode is; without a gift: none of ours.
struct SettledBarcode {
    std::string barcode{};
    std::optional<Uuid> gift_id{};
    std::string batch{};
    std::optional<Date> expires_on{};
};
QIANTAI_DESCRIBE(SettledBarcode, "", barcode, gift_id, batch, expires_on)

/// Whose recount of a gift holds; or whose first count does, where nobody else was there to count
/// again, which only headquarters approves.
struct ChosenRecount {
    Uuid gift_id{};
    std::string counter{};
};
QIANTAI_DESCRIBE(ChosenRecount, "", gift_id, counter)

/// What the events come to.
struct StocktakeState {
    Coded<StocktakePhase> phase = StocktakePhase::planned;
    TimeMs waits_since = 0;  ///< when whom the phase waits for could first do something
    std::optional<TimeMs> frozen_at{};
    std::optional<Uuid> opening_id{};     ///< whose lines hold
    std::vector<Uuid> correction_ids{};   ///< whose lines hold over them, the latest last
    std::vector<std::string> counters{};  ///< of the first count, who have to sign
    std::vector<std::string> recounters{};
    std::vector<StocktakeZoneState> zones{};
    std::vector<SettledBarcode> barcodes{};
    std::vector<ChosenRecount> chosen{};
    std::vector<StocktakeSignature> signed_by{};
    std::optional<StocktakeSignature> checked_by{};
    std::optional<StocktakeSignature> approved_by{};
    std::optional<TimeMs> posted_at{};
    /// Steps that could not follow when they came together with others.
    std::vector<Uuid> without_effect{};
};
QIANTAI_DESCRIBE(StocktakeState, "", phase, waits_since, frozen_at, opening_id, correction_ids,
                 counters, recounters, zones, barcodes, chosen, signed_by, checked_by, approved_by,
                 posted_at, without_effect)

/// Null if the stocktake has no such zone.
const StocktakeZoneState* find_zone(const StocktakeState& state, std::string_view name);

/// Headquarters' policy of this code; whatever it doesn't say stays so.
inline constexpr std::string_view k_stocktake_policy = "stocktakes.rules";
struct StocktakeRules {
    Fen line_value{5'000};         ///< a line worth that or more ...
    int line_pieces_above = 0;     ///< ... may differ by so many pieces,
    int line_pieces_below = 1;     ///< any other by so many, before it is counted again
    int store_per_myriad = 40;     ///< net, of the book's value, what a store manager approves
    int warehouse_per_myriad = 3;  ///< the same at a warehouse
    int days_a = 30;               ///< between two counts of a gift of class A
    int days_b = 60;
    int days_c = 90;
};
QIANTAI_DESCRIBE(StocktakeRules, "", line_value, line_pieces_above, line_pieces_below,
                 store_per_myriad, warehouse_per_myriad, days_a, days_b, days_c)
/// Of the policy's JSON; the usual one where it says nothing usable.
StocktakeRules parse_stocktake_rules(std::string_view json);
/// How many pieces a line may differ by: by what the book's pieces of it are worth.
int line_tolerance(const StocktakeRules& rules, int book, Fen cost);

/// "1001 1002" and back.
std::string joined_people(std::span<const std::string> people);
std::vector<std::string> split_people(std::string_view text);

/// The same at every till that posts: one stocktake is posted once.
Uuid posting_id_of(const Stocktake& stocktake);
/// Of what is posted for one thing, where `have` pieces in `count` movements were before and `want`
/// should be; the same at every till that finds it so.
Uuid adjustment_id_of(const Stocktake& stocktake, const StocktakeThing& thing, int want, int have,
                      int count);

}  // namespace qiantai::domain
