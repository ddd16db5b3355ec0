#include "terminal/members/rules/member_search.hpp"

#include <algorithm>

#include "schema/base/encoding.hpp"
#include "terminal/store/name_fold.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_greatest_character = "\xF4\x8F\xBF\xBF";
constexpr std::size_t k_last_digits_min = 4;
constexpr std::size_t k_mobile_digits = 11;
/// From here on a phone number's start narrows enough to be combined with a name.
constexpr std::size_t k_start_with_name_digits_min = 7;

struct MemberRow {
    MemberHit hit;
    std::optional<Uuid> merged_into;
};

Result<std::optional<MemberRow>> load_hit(sqlite::Database& database, const Uuid& id) {
    auto& row = database.cached(
        "SELECT name, phone, tier_code, status, store_code, merged_into FROM member WHERE id = ?1");
    row.bind(id);
    QIANTAI_TRY(const bool found, row.step());
    if (!found) return std::optional<MemberRow>{};
    MemberRow member;
    member.hit.id = id;
    member.hit.name = row.text(0);
    member.hit.phone = row.text(1);
    member.hit.tier_code = row.text(2);
    member.hit.status = Coded<MemberStatus>::of_text(row.text(3));
    member.hit.store_code = row.text(4);
    if (!row.is_null(5)) member.merged_into = row.uuid(5);
    row.reset();
    return std::optional(std::move(member));
}

}  // namespace

Result<ShownCard> load_shown_card(sqlite::Database& database, const Uuid& member) {
    auto& row = database.cached(
        "SELECT number, status FROM member_card WHERE member_id = ?1"
        " ORDER BY status = 'active' DESC, issued_on DESC, id DESC LIMIT 1");
    row.bind(member);
    QIANTAI_TRY(const bool found, row.step());
    ShownCard card;
    if (found) card = {std::string(row.text(0)), Coded<CardStatus>::of_text(row.text(1))};
    row.reset();
    return card;
}

namespace {

/// Gathers hits until there are enough. One per search.
class Collector {
  public:
    Collector(sqlite::Database& database, const SearchQuery& query, const SearchOptions& options)
        : m_database(database), m_query(query), m_options(options) {}

    bool is_full() const { return static_cast<int>(m_hits.size()) >= m_options.limit; }
    bool is_empty() const { return m_hits.empty(); }
    std::vector<MemberHit> take() { return std::move(m_hits); }

    Status add(const Uuid& id, MatchedBy matched_by) {
        if (std::ranges::find(m_hits, id, &MemberHit::id) != m_hits.end()) return {};
        QIANTAI_TRY(auto found, load_hit(m_database, id));
        if (!found) return {};
        if (m_query.needs_both && matched_by <= MatchedBy::phone_end) {
            if (!is_in_ranges(m_query, found->hit.name)) return {};
            matched_by = MatchedBy::name_and_phone;
        }
        const auto merged = found->merged_into;
        if (merged) {
            QIANTAI_TRY_STATUS(follow_merges(*found));
        }
        MemberHit& hit = found->hit;
        if (hit.status == MemberStatus::erased ||
            (m_options.store_code && hit.store_code != *m_options.store_code) ||
            std::ranges::find(m_hits, hit.id, &MemberHit::id) != m_hits.end()) {
            return {};
        }
        QIANTAI_TRY(auto card, load_shown_card(m_database, hit.id));
        hit.card_number = std::move(card.number);
        hit.card_status = std::move(card.status);
        hit.matched_by = matched_by;
        if (hit.id != id) hit.merged_from = id;
        m_hits.push_back(std::move(hit));
        return {};
    }

  private:
    // To the end of the chain of merges; a cycle, made by two stores offline, ends at its smallest
    // id. A winner that is not on this terminal leaves the member itself.
    Status follow_merges(MemberRow& member) {
        std::vector<Uuid> path{member.hit.id};
        while (member.merged_into) {
            const auto seen = std::ranges::find(path, *member.merged_into);
            const bool cycle = seen != path.end();
            const Uuid next = cycle ? *std::min_element(seen, path.end()) : *member.merged_into;
            QIANTAI_TRY(auto row, load_hit(m_database, next));
            if (!row) return {};
            member = std::move(*row);
            if (cycle) return {};
            path.push_back(next);
        }
        return {};
    }

    sqlite::Database& m_database;
    const SearchQuery& m_query;
    const SearchOptions& m_options;
    std::vector<MemberHit> m_hits;
};

/// The places to look, best first; each stops when the collector is full.
class Search {
  public:
    Search(sqlite::Database& database, const SearchQuery& query, const SearchOptions& options,
           Collector& collector)
        : m_database(database), m_query(query), m_options(options), m_collector(collector) {}

    Status run() {
        if (m_query.number.empty() || m_query.needs_both) QIANTAI_TRY_STATUS(by_card());
        if (!m_query.number.empty()) QIANTAI_TRY_STATUS(by_number());
        QIANTAI_TRY_STATUS(by_card_start());
        return m_query.needs_both ? by_literal_name() : by_name();
    }

  private:
    Status by_number() {
        const std::string& number = m_query.number;
        const bool alone = !m_query.needs_both, in_parts = !m_options.whole_phones_only;
        if (in_parts && number.size() == k_last_digits_min) {
            QIANTAI_TRY_STATUS(by_number_end(MatchedBy::last_four));
        }
        QIANTAI_TRY_STATUS(add_all(
            m_database.cached("SELECT id FROM member WHERE phone IN (?1, '+' || ?1) ORDER BY id")
                .bind(number),
            MatchedBy::phone));
        if (alone) QIANTAI_TRY_STATUS(by_card());
        if (!in_parts) return {};
        if (alone || number.size() >= k_start_with_name_digits_min) {
            // Numbers of other countries are kept with a + in front, see normalise_phone().
            for (const auto& start : {number, "+" + number}) {
                QIANTAI_TRY_STATUS(
                    add_all(m_database
                                .cached("SELECT id FROM member WHERE phone >= ?1 AND phone < ?2"
                                        " ORDER BY phone, id")
                                .bind(start, start + ":"),
                            MatchedBy::phone_start));
            }
        }
        if (number.size() <= k_last_digits_min || number.size() >= k_mobile_digits) return {};
        return by_number_end(MatchedBy::phone_end);
    }

    Status by_number_end(MatchedBy matched_by) {
        const std::string backwards(m_query.number.rbegin(), m_query.number.rend());
        return by_range({store::SearchWay::phone_end, backwards, matched_by});
    }

    Status by_card() {
        if (m_query.card.empty()) return {};
        return add_all(
            m_database.cached("SELECT member_id FROM member_card WHERE number = ?1 ORDER BY id")
                .bind(m_query.card),
            MatchedBy::card);
    }

    Status by_card_start() {
        if (m_query.card.empty()) return {};
        return add_all(
            m_database
                .cached("SELECT member_id FROM member_card WHERE number >= ?1 AND number < ?2"
                        " ORDER BY number, id")
                .bind(m_query.card, m_query.card + std::string(k_greatest_character)),
            MatchedBy::card_start);
    }

    // A nickname may hold digits itself: 小明2008.
    Status by_literal_name() {
        for (const auto way : {store::SearchWay::name, store::SearchWay::inner}) {
            const auto text = store::to_utf8(m_query.literal);
            const auto matched_by =
                way == store::SearchWay::name ? MatchedBy::name : MatchedBy::name_part;
            QIANTAI_TRY_STATUS(by_range({way, text, matched_by}));
        }
        return {};
    }

    Status by_name() {
        for (const auto& range : m_query.ranges) {
            if (m_collector.is_full() || (range.last_resort && !m_collector.is_empty())) return {};
            QIANTAI_TRY_STATUS(by_range(range));
        }
        return {};
    }

    Status by_range(const NameRange& range) {
        const std::string prefix = static_cast<char>(range.way) + range.prefix;
        auto& rows = m_database.cached(
            "SELECT key, member_id FROM member_search WHERE key >= ?1 AND key < ?2 UNION ALL"
            " SELECT k.value, n.member_id FROM member_search_new n, json_each(n.keys) k"
            " WHERE k.value >= ?1 AND k.value < ?2 ORDER BY 1, 2");
        rows.bind(prefix, prefix + std::string(k_greatest_character));
        while (!m_collector.is_full()) {
            QIANTAI_TRY(const bool more, rows.step());
            if (!more) return {};
            if (range.must_fit) {
                if (m_candidates++ >= k_mixed_candidates_max) break;
                if (!fits_mixed(m_query.name, store::from_utf8(store::name_in_key(rows.text(0)))))
                    continue;
            }
            QIANTAI_TRY_STATUS(m_collector.add(rows.uuid(1), range.matched_by));
        }
        rows.reset();
        return {};
    }

    Status add_all(sqlite::Statement& rows, MatchedBy matched_by) {
        while (!m_collector.is_full()) {
            QIANTAI_TRY(const bool more, rows.step());
            if (!more) return {};
            QIANTAI_TRY_STATUS(m_collector.add(rows.uuid(0), matched_by));
        }
        rows.reset();
        return {};
    }

    sqlite::Database& m_database;
    const SearchQuery& m_query;
    const SearchOptions& m_options;
    Collector& m_collector;
    int m_candidates = 0;
};

}  // namespace

Result<std::vector<MemberHit>> search_members(sqlite::Database& database, std::string_view text,
                                              const SearchOptions& options) {
    const SearchQuery query = parse_search_query(text);
    Collector collector(database, query, options);
    Search search(database, query, options, collector);
    if (database.in_transaction()) {
        QIANTAI_TRY_STATUS(search.run());
    } else {
        QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(database));
        QIANTAI_TRY_STATUS(search.run());
    }
    return collector.take();
}

}  // namespace qiantai::domain
