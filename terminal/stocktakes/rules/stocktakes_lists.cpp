#include <algorithm>
#include <cstdlib>

#include "sync/core/scope.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::domain {
namespace {

StocktakeSummary stocktake_summary(const sqlite::Statement& row) {
    StocktakeSummary summary{.id = row.uuid(0),
                             .store_code = std::string(row.text(1)),
                             .number = std::string(row.text(2)),
                             .kind = Coded<StocktakeKind>::of_text(row.text(3)),
                             .phase = Coded<StocktakePhase>::of_text(row.text(4)),
                             .planned_on = Date::of_text(row.text(5))};
    if (!row.is_null(6)) summary.posted_at = row.integer(6);
    return summary;
}

#define QIANTAI_STOCKTAKE_LIST                                                        \
    "SELECT h.id, h.store_code, h.number, h.kind, s.phase, h.planned_on, s.posted_at" \
    " FROM stocktake_state s JOIN stocktake h ON h.id = s.stocktake_id"

StocktakeShownLine named_line(const StocktakeNames& names, const StocktakeThing& thing) {
    StocktakeShownLine shown{.thing = thing};
    names.name(thing, shown.code, shown.name, shown.unit);
    const auto gift = thing.gift_id ? names.gifts.find(*thing.gift_id) : names.gifts.end();
    if (gift != names.gifts.end()) shown.spec = gift->second.spec;
    return shown;
}

void show_book(StocktakeShownLine& shown, const StocktakeLine& line, const StocktakeRules& rules) {
    const int tolerance =
        line.goods_id ? 0 : line_tolerance(rules, std::max(line.book, line.counted), line.cost);
    shown.book = line.book;
    shown.variance = line.variance();
    shown.cost = line.cost;
    shown.value = line.value();
    shown.above_tolerance = std::abs(line.variance()) > tolerance;
}

/// Which reason most of the differing lines have.
Coded<StocktakeReason> main_reason_of(const StocktakeReasons& reasons) {
    std::map<std::string, int> lines;
    for (const auto& [line, one] : reasons) ++lines[one.reason.text()];
    const auto most =
        std::ranges::max_element(lines, {}, [](const auto& one) { return one.second; });
    return most == lines.end() ? Coded<StocktakeReason>()
                               : Coded<StocktakeReason>::of_text(most->first);
}

}  // namespace

std::vector<StockClass> stock_classes(std::span<const Fen> values) {
    constexpr std::int64_t k_share_a = 70, k_share_b = 90, k_percent = 100;
    std::int64_t all = 0;
    for (const Fen value : values) all += std::max(value, Fen()).count() / k_percent;
    std::vector<StockClass> classes;
    std::int64_t before = 0, before_equal = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i == 0 || values[i] != values[i - 1]) before_equal = before;
        before += std::max(values[i], Fen()).count() / k_percent;
        auto one = StockClass::c;
        if (before_equal * k_percent < all * k_share_b) one = StockClass::b;
        if (before_equal * k_percent < all * k_share_a) one = StockClass::a;
        classes.push_back(values[i] <= Fen() ? StockClass::c : one);
    }
    return classes;
}

Result<StocktakePage> Stocktakes::get(const Session& session, const Uuid& stocktake_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    return build_page(session, stocktake_id);
}

Result<std::vector<StocktakeSummary>> Stocktakes::list(const Session& session,
                                                       const StocktakeFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_read));
    QIANTAI_TRY_STATUS(refresh_stocktakes(m_context.database));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    const int limit = std::clamp(filter.limit, 1, k_stocktake_list_max);
    auto& statement = m_context.database.cached(
        filter.only_open ? QIANTAI_STOCKTAKE_LIST
            " WHERE s.phase NOT IN ('posted', 'cancelled') AND (?1 IS NULL OR s.store_code = ?1)"
            " ORDER BY s.planned_on, s.created_at, h.id LIMIT ?2"
                         : QIANTAI_STOCKTAKE_LIST
            " WHERE ?1 IS NULL OR s.store_code = ?1"
            " ORDER BY s.created_at DESC, h.id DESC LIMIT ?2");
    return sqlite::all(statement.bind(seen_store(m_context), limit), stocktake_summary);
}

/// What was counted so far; the book beside it only where whoever counts may see it.
Result<std::vector<StocktakeShownLine>> Stocktakes::show_counted(const StocktakeCase& one) {
    QIANTAI_TRY(const auto work, load_work(one));
    std::vector<StocktakeShownLine> shown;
    for (const auto& line : make_lines(work)) {
        auto& row = shown.emplace_back(named_line(work.names, line.thing()));
        row.zones = line.zones;
        row.first_count = line.first_count;
        row.counted = line.counted;
        if (!one.stocktake.blind) show_book(row, line, work.rules);
    }
    for (const auto& thing : things_not_counted(work)) {
        auto& row = shown.emplace_back(named_line(work.names, thing));
        if (!one.stocktake.blind) row.book = work.book.at(thing, *one.state.frozen_at);
    }
    return shown;
}

Result<std::vector<StocktakeShownLine>> Stocktakes::show_lines(const StocktakeCase& one,
                                                               bool late) {
    QIANTAI_TRY(auto lines, load_lines(one.state));
    QIANTAI_TRY(const auto rules, load_rules());
    QIANTAI_TRY(const auto names, load_names(one.stocktake));
    if (late) {
        QIANTAI_TRY(const auto work, load_work(one));
        lines = late_lines(work, lines);
    }
    QIANTAI_TRY(const auto reasons, load_reasons(one));
    std::vector<StocktakeShownLine> shown;
    for (const auto& line : lines) {
        auto& row = shown.emplace_back(named_line(names, line.thing()));
        if (!late) row.line_id = line.id;
        row.zones = line.zones;
        row.first_count = line.first_count;
        row.counted = line.counted;
        show_book(row, line, rules);
        const auto reason = reasons.find(line.id);
        if (late || reason == reasons.end()) continue;
        row.reason = reason->second.reason;
        row.words = reason->second.words;
    }
    return shown;
}

Result<std::vector<StocktakeShownLine>> Stocktakes::lines(const Session& session,
                                                          const StocktakeLineFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(filter.stocktake_id));
    const bool open = one.state.opening_id.has_value();
    QIANTAI_TRY(auto shown, open ? show_lines(one, filter.late) : show_counted(one));
    std::erase_if(shown, [&](const StocktakeShownLine& line) {
        const bool hidden = filter.only_differing && line.variance.value_or(0) == 0;
        return hidden || line.thing.goods_id.has_value() != filter.goods;
    });
    std::ranges::sort(shown, {}, [](const StocktakeShownLine& line) {
        return std::tie(line.code, line.thing.spot.text(), line.thing.batch, line.thing.expires_on);
    });
    return shown;
}

Result<std::vector<StocktakeEntered>> Stocktakes::entries(const Session& session,
                                                          const StocktakeEntryFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    static const auto sql = select_stocktake_counts(
        "WHERE stocktake_id = ?1 AND kind <> 'undo' AND (?2 = '' OR zone = ?2)"
        " AND (?3 = '' OR created_by = ?3) ORDER BY row_hlc DESC, id DESC LIMIT ?4");
    auto& statement = m_context.database.cached(sql);
    statement.bind_one(1, filter.stocktake_id);
    statement.bind_one(2, filter.zone);
    statement.bind_one(3, filter.mine ? session.staff_number : std::string());
    statement.bind_one(4, std::clamp(filter.limit, 1, k_stocktake_list_max));
    QIANTAI_TRY(const auto counts, sqlite::all(statement, stocktake_count_of_row));
    std::vector<StocktakeEntered> shown;
    for (const auto& count : counts) {
        QIANTAI_TRY(auto one, entered(count));
        shown.push_back(std::move(one));
    }
    return shown;
}

Result<std::vector<StocktakeProblem>> Stocktakes::problems(const Session& session,
                                                           const Uuid& stocktake_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(stocktake_id));
    if (one.state.phase == StocktakePhase::variances) {
        QIANTAI_TRY(const auto lines, load_lines(one.state));
        return variance_problems(one, lines);
    }
    if (!(one.state.phase == StocktakePhase::counting)) return std::vector<StocktakeProblem>();
    QIANTAI_TRY(const auto work, load_work(one));
    return counting_problems(work);
}

Result<std::vector<DueCount>> Stocktakes::due(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_read));
    QIANTAI_TRY_STATUS(refresh_stocktakes(m_context.database));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto rules, load_rules());
    QIANTAI_TRY(const auto today, business_date(m_context));
    auto& statement = m_context.database.cached(
        "SELECT b.gift_id, sum(b.quantity), (SELECT max(l.counted_at) FROM stocktake_line l"
        " JOIN stocktake_state s ON s.stocktake_id = l.stocktake_id AND s.phase = 'posted'"
        " WHERE l.store_code = ?1 AND l.gift_id = b.gift_id) FROM stock_balance b"
        " WHERE b.store_code = ?1 AND b.quantity <> 0 GROUP BY b.gift_id");
    struct Kept {
        Gift gift;
        Fen value{};
        std::optional<TimeMs> counted_at{};
    };
    std::vector<Kept> all;
    QIANTAI_TRY_STATUS(sqlite::each(
        statement.bind(m_context.identity.store_code), [&](const sqlite::Statement& row) -> Status {
            QIANTAI_TRY(auto gift, gift_or_unknown(m_context.database, row.uuid(0)));
            const Fen value = worth_of(gift.cost, static_cast<int>(row.integer(1)));
            auto& kept = all.emplace_back(Kept{std::move(gift), value});
            if (!row.is_null(2)) kept.counted_at = row.integer(2);
            return {};
        }));
    std::ranges::sort(all, [](const Kept& one, const Kept& other) {
        return std::pair(other.value, std::string_view(one.gift.code)) <
               std::pair(one.value, std::string_view(other.gift.code));
    });
    std::vector<Fen> values;
    for (const auto& kept : all) values.push_back(kept.value);
    const auto classes = stock_classes(values);
    std::vector<DueCount> due;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& kept = all[i];
        const int days = classes[i] == StockClass::a   ? rules.days_a
                         : classes[i] == StockClass::b ? rules.days_b
                                                       : rules.days_c;
        DueCount one{.gift_id = kept.gift.id,
                     .code = kept.gift.code,
                     .name = kept.gift.name,
                     .unit = kept.gift.unit,
                     .stock_class = classes[i]};
        if (kept.counted_at) {
            QIANTAI_TRY(one.counted_on, business_date(m_context, *kept.counted_at));
            one.days_over = one.counted_on->days_until(today) - days;
        }
        if (one.days_over >= 0) due.push_back(std::move(one));
    }
    return due;
}

Result<StocktakeStoreLine> Stocktakes::overview_line(const StocktakeCase& one,
                                                     std::map<Uuid, StocktakeGiftLine>& gifts) {
    QIANTAI_TRY(const auto lines, load_lines(one.state));
    QIANTAI_TRY(const auto totals, load_totals(one.stocktake, lines));
    QIANTAI_TRY(const auto reasons, load_reasons(one));
    StocktakeStoreLine shown{.number = one.stocktake.number,
                             .phase = one.state.phase,
                             .totals = totals,
                             .main_reason = main_reason_of(reasons)};
    if (one.state.frozen_at) {
        QIANTAI_TRY(shown.counted_on, business_date(m_context, *one.state.frozen_at));
    }
    if (one.state.approved_by) shown.approved_by = one.state.approved_by->staff_number;
    std::set<Uuid> seen;
    for (const auto& line : lines) {
        if (!line.gift_id) continue;
        auto& gift = gifts[*line.gift_id];
        gift.gift_id = *line.gift_id;
        if (seen.insert(*line.gift_id).second) ++gift.stores;
        gift.book += line.book;
        gift.counted += line.counted;
        gift.value = gift.value + line.value();
        shown.book_pieces += line.book;
        shown.counted_pieces += line.counted;
    }
    return shown;
}

Result<StocktakeOverview> Stocktakes::overview(const Session& session, Date from, Date until) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_read));
    QIANTAI_TRY_STATUS(refresh_stocktakes(m_context.database));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    auto& stores = m_context.database.cached(
        "SELECT code, name FROM store WHERE status = 'open' AND code <> ?1"
        " AND (?2 IS NULL OR code = ?2) ORDER BY code");
    stores.bind(sync::k_hq_store_code, seen_store(m_context));
    QIANTAI_TRY(auto lines, sqlite::all(stores, [](const sqlite::Statement& row) {
                    return StocktakeStoreLine{.store_code = std::string(row.text(0)),
                                              .store_name = std::string(row.text(1))};
                }));
    std::map<Uuid, StocktakeGiftLine> gifts;
    for (auto& line : lines) {
        auto& last = m_context.database.cached(
            "SELECT stocktake_id FROM stocktake_state WHERE store_code = ? AND phase <> 'cancelled'"
            " AND planned_on >= ? AND planned_on <= ? ORDER BY created_at DESC, stocktake_id DESC"
            " LIMIT 1");
        last.bind(line.store_code, from.text(), until.text());
        QIANTAI_TRY(const auto id, sqlite::one(last, sqlite::id_column));
        if (!id) continue;
        QIANTAI_TRY(const auto one, load_case(*id));
        QIANTAI_TRY(auto told, overview_line(one, gifts));
        told.store_code = line.store_code;
        told.store_name = line.store_name;
        line = std::move(told);
    }
    StocktakeOverview overview{.stores = std::move(lines)};
    for (auto& [id, gift] : gifts) {
        QIANTAI_TRY(const auto known, gift_or_unknown(m_context.database, id));
        gift.code = known.code;
        gift.name = known.name;
        gift.unit = known.unit;
        overview.gifts.push_back(std::move(gift));
    }
    std::ranges::sort(overview.gifts, {}, [](const StocktakeGiftLine& gift) {
        return std::pair(std::string_view(gift.code), gift.gift_id);
    });
    return overview;
}

Status Stocktakes::rebuild(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stocktakes_lead));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(rebuild_stocktakes(m_context.database));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, {.action = "stocktakes.rebuild"}));
    return transaction.commit();
}

#undef QIANTAI_STOCKTAKE_LIST

}  // namespace qiantai::domain
