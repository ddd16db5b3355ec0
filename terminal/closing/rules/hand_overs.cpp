#include "terminal/closing/rules/hand_overs.hpp"

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/closing/rules/day_sources.hpp"
#include "terminal/stocktakes/rules/stocktake_cache.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_thing_count_most = 9999, k_thing_length_max = 60;

template <typename T>
T hand_over_column(std::string_view json) {
    const auto object = parse_json_object(json);
    if (!object) return {};
    return from_json<T>(*object).value_or(T());
}

/// Without what is done.
Result<std::vector<DayItem>> load_left(ServiceContext& context, const Session& session) {
    QIANTAI_TRY(const auto today, business_date(context));
    QIANTAI_TRY(auto items, load_day_items(context, session, today));
    std::erase_if(items, [](const DayItem& item) { return item.count == 0; });
    return items;
}

HandOverShown shown_hand_over(HandOver row, std::string number) {
    HandOverShown shown{.hand_over = std::move(row), .stocktake_number = std::move(number)};
    shown.items = hand_over_column<HandOverItems>(shown.hand_over.items).items;
    shown.things = hand_over_column<HandOverThings>(shown.hand_over.things).things;
    return shown;
}

}  // namespace

Result<std::optional<HandOvers::CountForIt>> HandOvers::find_count(const std::optional<Uuid>& id) {
    QIANTAI_TRY_STATUS(refresh_stocktakes(m_context.database));
    auto& statement = m_context.database.cached(
        "SELECT s.stocktake_id, h.number FROM stocktake_state s"
        " JOIN stocktake h ON h.id = s.stocktake_id AND h.kind = 'hand_over'"
        " WHERE s.store_code = ?1 AND (?2 IS NULL OR s.stocktake_id = ?2)"
        " AND s.phase IN ('variances', 'approved', 'posted')"
        " AND NOT EXISTS (SELECT 1 FROM hand_over o WHERE o.stocktake_id = s.stocktake_id)"
        " ORDER BY s.created_at DESC, s.stocktake_id LIMIT 1");
    statement.bind(m_context.identity.store_code, id);
    return sqlite::one(statement, [](const sqlite::Statement& row) {
        return CountForIt{row.uuid(0), std::string(row.text(1))};
    });
}

Result<std::vector<HandOverShown>> HandOvers::load_before() {
    static const auto sql =
        sqlite::select_of<HandOver>("WHERE store_code = ? ORDER BY created_at DESC, id LIMIT ?");
    auto& statement = m_context.database.cached(sql);
    statement.bind(m_context.identity.store_code, k_hand_over_list_max);
    QIANTAI_TRY(auto rows, sqlite::all(statement, sqlite::read_row<HandOver>));
    std::vector<HandOverShown> shown;
    for (auto& row : rows) {
        std::string number;
        if (row.stocktake_id) {
            const auto counted = load_stocktake(m_context.database, *row.stocktake_id);
            if (counted) number = counted->number;
        }
        shown.push_back(shown_hand_over(std::move(row), std::move(number)));
    }
    return shown;
}

Status HandOvers::check_things(std::vector<HandOverThing>& things) const {
    if (things.empty() || things.size() > k_hand_over_things_max) {
        return make_error(k_hand_over_malformed, {}, "things");
    }
    for (auto& thing : things) {
        QIANTAI_TRY(thing.name, normalise_note(thing.name, k_thing_length_max, "things"));
        if (thing.name.empty() || thing.count < 0 || thing.count > k_thing_count_most) {
            return make_error(k_hand_over_malformed, thing.name, "things");
        }
    }
    return {};
}

Status HandOvers::check_taker(const Session& leaving, const Session& taker) const {
    QIANTAI_TRY_STATUS(check_two_persons(leaving.staff_number, taker));
    if (taker.pin_must_change) return make_error(k_pin_change_required, {}, "to_staff");
    if (taker.role == leaving.role) return {};
    return make_error(k_hand_over_taker_unfit, {}, "to_staff");
}

Result<HandOverStart> HandOvers::start(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_close));
    if (m_context.identity.is_headquarters()) return make_error(k_day_close_elsewhere);
    HandOverStart start;
    QIANTAI_TRY(start.items, load_left(m_context, session));
    QIANTAI_TRY(const auto count, find_count({}));
    if (count) {
        start.stocktake_id = count->id;
        start.stocktake_number = count->number;
    }
    QIANTAI_TRY(start.before, load_before());
    if (!start.before.empty()) start.things = start.before.front().things;
    return start;
}

Result<HandOverShown> HandOvers::hand_over(const Session& session, const HandOverEntry& entry,
                                           std::string_view to_staff, std::string_view pin) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::closing_close));
    if (m_context.identity.is_headquarters()) return make_error(k_day_close_elsewhere);
    // Before it costs a try.
    if (to_staff == session.staff_number) return make_error(k_same_person, {}, "to_staff");
    auto things = entry.things;
    QIANTAI_TRY_STATUS(check_things(things));
    QIANTAI_TRY(auto words, normalise_note(entry.words, k_day_close_words_length_max, "words"));
    QIANTAI_TRY(const auto count, find_count(entry.stocktake_id));
    if (entry.stocktake_id && !count) return make_error(k_hand_over_malformed, {}, "stocktake_id");
    if (!count && words.empty()) return make_error(k_hand_over_words_missing, {}, "words");
    QIANTAI_TRY(auto items, load_left(m_context, session));
    // Its tries are counted and audited in transactions of their own.
    QIANTAI_TRY(const auto taker, Access(m_context).sign_in(to_staff, pin));
    QIANTAI_TRY_STATUS(check_taker(session, taker));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    HandOver row{.id = m_context.new_id(),
                 .store_code = m_context.identity.store_code,
                 .from_staff = session.staff_number,
                 .to_staff = taker.staff_number,
                 .items = boost::json::serialize(to_json(HandOverItems{std::move(items)})),
                 .things = boost::json::serialize(to_json(HandOverThings{std::move(things)})),
                 .words = std::move(words),
                 .business_date = now.today,
                 .created_by = session.staff_number,
                 .created_at = now.at};
    if (count) row.stocktake_id = count->id;
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, row));
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "closing.hand_over",
                                     .subject_entity = "hand_over",
                                     .subject_id = row.id.text(),
                                     .detail = {{"from", row.from_staff}, {"to", row.to_staff}}},
                                    now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return shown_hand_over(std::move(row), count ? count->number : std::string());
}

}  // namespace qiantai::domain
