#include "terminal/figures/rules/figure_tills.hpp"

#include <algorithm>
#include <set>

#include "schema/sqlite/rows.hpp"
#include "terminal/figures/rules/figure_people.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"

namespace qiantai::domain {
namespace {

struct TillSums {
    int days = 0;  ///< with a day total
    std::int64_t store_net = 0, store_receipts = 0;
    std::int64_t member_net = 0, member_receipts = 0;  ///< on those days
    std::int64_t pieces = 0, pieces_receipts = 0, pieces_fen = 0;
    std::int64_t sold_pieces = 0, back_pieces = 0;
};

/// A member's visit, counted as mark_visits() counts; a test proves that they agree.
#define QIANTAI_FIGURE_VISIT                                                                       \
    "p.kind = 'sale' AND (SELECT sum(r.amount) FROM purchase r WHERE r.refund_of = p.id"           \
    " AND r.undone_at IS NULL) >= p.amount IS NOT TRUE"

Result<TillSums> load_till_sums(sqlite::Database& database, const std::string& store_code,
                                const FigureDays& days) {
    auto& totals = database.cached(
        "SELECT count(*), ifnull(sum(net), 0), ifnull(sum(receipts), 0) FROM day_total"
        " WHERE store_code = ? AND business_date BETWEEN ? AND ?");
    TillSums sums;
    QIANTAI_TRY_STATUS(
        sqlite::each(totals.bind(store_code, days.from.text(), days.until.text()),
                     [&](const sqlite::Statement& row) {
                         sums.days = static_cast<int>(row.integer(0));
                         sums.store_net = row.integer(1);
                         sums.store_receipts = row.integer(2);
                     }));
    auto& receipts = database.cached(
        "SELECT ifnull(sum(money) FILTER (WHERE told), 0), ifnull(sum(visit) FILTER (WHERE told), 0),"
        " ifnull(sum(pieces) FILTER (WHERE visit), 0), count(pieces) FILTER (WHERE visit),"
        " ifnull(sum(money) FILTER (WHERE visit AND pieces IS NOT NULL), 0),"
        " ifnull(sum(pieces) FILTER (WHERE money >= 0), 0),"
        " ifnull(sum(pieces) FILTER (WHERE money < 0), 0)"
        " FROM (SELECT p.pieces, CASE p.kind WHEN 'sale' THEN p.amount ELSE -p.amount END AS money,"
        " p.business_date IN (SELECT business_date FROM day_total WHERE store_code = ?1"
        " AND business_date BETWEEN ?2 AND ?3) AS told, " QIANTAI_FIGURE_VISIT " AS visit"
        " FROM purchase p WHERE p.store_code = ?1 AND p.business_date BETWEEN ?2 AND ?3"
        " AND p.undone_at IS NULL AND p.member_id IS NOT NULL)");
    receipts.bind(store_code, days.from.text(), days.until.text());
    QIANTAI_TRY_STATUS(sqlite::each(receipts, [&](const sqlite::Statement& row) {
        sums.member_net = row.integer(0);
        sums.member_receipts = row.integer(1);
        sums.pieces = row.integer(2);
        sums.pieces_receipts = row.integer(3);
        sums.pieces_fen = row.integer(4);
        sums.sold_pieces = row.integer(5);
        sums.back_pieces = row.integer(6);
    }));
    return sums;
}

FigureValue share_of_store(FigureId id, std::int64_t of_members, std::int64_t of_store,
                           const TillSums& sums, const FigureDays& days) {
    if (sums.days == 0) return make_absent(id, FigureReason::no_day_totals);
    auto value = make_ratio(id, of_members, of_store);
    const bool part = sums.days < days.from.days_until(days.until) + 1;
    if (value.value && part) value.caveat = FigureCaveat::part_of_days;
    return value;
}

/// What one category came to, while receipts are read.
struct CategorySum {
    std::set<Uuid> buyers{};
    std::int64_t receipts = 0;
    std::int64_t fen = 0;
};

void add_items(const Uuid& buyer, bool is_refund, const Purchase& purchase,
               std::map<std::string, CategorySum>& sums) {
    std::set<std::string> seen;
    for (const auto& item : items_of(purchase)) {
        auto& sum = sums[item.category];
        const auto fen = item.amount.value_or(Fen()).count();
        sum.fen += is_refund ? -fen : fen;
        if (is_refund) continue;
        sum.buyers.insert(buyer);
        sum.receipts += seen.insert(item.category).second ? 1 : 0;
    }
}

}  // namespace

Result<std::vector<FigureValue>> load_till_figures(ServiceContext& context,
                                                   const std::string& store_code,
                                                   const FigureDays& days) {
    using enum FigureId;
    QIANTAI_TRY(const auto sums, load_till_sums(context.database, store_code, days));
    std::vector<FigureValue> values{
        share_of_store(member_spend_share, sums.member_net, sums.store_net, sums, days),
        share_of_store(member_receipt_share, sums.member_receipts, sums.store_receipts, sums, days)};
    if (sums.pieces_receipts == 0) {
        for (const auto id : {pieces_per_receipt, piece_price, refund_piece_rate}) {
            values.push_back(make_absent(id, FigureReason::no_pieces));
        }
        return values;
    }
    values.push_back(make_ratio(pieces_per_receipt, sums.pieces, sums.pieces_receipts));
    values.push_back(make_ratio(piece_price, sums.pieces_fen, sums.pieces));
    values.push_back(make_ratio(refund_piece_rate, sums.back_pieces, sums.sold_pieces));
    return values;
}

Result<FigureBreakdown> load_categories(ServiceContext& context, const std::string& store_code,
                                        const FigureDays& days) {
    QIANTAI_TRY(const auto standing, load_standing_records(context.database));
    auto& statement = context.database.cached(
        "SELECT member_id, kind = 'refund', items FROM purchase WHERE store_code = ?"
        " AND business_date BETWEEN ? AND ? AND undone_at IS NULL AND member_id IS NOT NULL"
        " AND items IS NOT NULL");
    statement.bind(store_code, days.from.text(), days.until.text());
    std::map<std::string, CategorySum> sums;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        const auto found = standing.find(row.uuid(0));
        const Uuid buyer = found == standing.end() ? row.uuid(0) : found->second;
        add_items(buyer, row.integer(1) != 0, Purchase{.items = std::string(row.text(2))}, sums);
    }));
    FigureBreakdown built{.by = FigureBy::category};
    for (const auto& [category, sum] : sums) {
        built.cells.push_back({.key = category,
                               .buyers = std::ssize(sum.buyers),
                               .receipts = sum.receipts,
                               .spend = Fen(sum.fen)});
    }
    std::ranges::stable_sort(built.cells, std::greater(), [](const FigureCell& cell) {
        return cell.spend.value_or(Fen());
    });
    return built;
}

#undef QIANTAI_FIGURE_VISIT

}  // namespace qiantai::domain
