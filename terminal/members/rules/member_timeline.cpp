#include "terminal/members/rules/member_timeline.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"

namespace qiantai::domain {
namespace {

/// Audit actions that are shown; registrations, consents, contacts and renewals are facts of their
/// own, which the store's other terminals have too.
constexpr std::pair<std::string_view, TimelineKind> k_trail[] = {
    {"members.set_card", TimelineKind::card_event},
    {"members.undo_contact", TimelineKind::contact_undone},
    {"members.update", TimelineKind::edited},
    {"members.resolve_conflict", TimelineKind::conflict_decided},
    {"members.release_phone", TimelineKind::phone_released},
    {"members.restore_phone", TimelineKind::phone_restored},
    {"members.merge", TimelineKind::merged},
    {"members.undo_merge", TimelineKind::merge_undone},
    {"members.reveal_contact", TimelineKind::contact_revealed},
    {"members.copy", TimelineKind::copied},
    {"members.erase", TimelineKind::erased},
};

/// Card actions that are facts of their own.
bool is_card_fact(std::string_view action) {
    return action == "issue" || action == "renew" || action == "lapse";
}

class Detail {
  public:
    /// What can't be read says nothing.
    explicit Detail(std::string_view json)
        : m_object(parse_json_object(json).value_or(boost::json::object())) {}
    std::string text(std::string_view name) const { return find_text(m_object, name).value_or(""); }

  private:
    boost::json::object m_object;
};

std::vector<std::string> split(const std::string& list) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at < list.size();) {
        const auto end = std::min(list.find(',', at), list.size());
        parts.push_back(list.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

Result<std::string> load_card_number(sqlite::Database& database, const std::string& card_id) {
    const auto id = Uuid::parse(card_id);
    if (!id) return std::string();
    auto& statement = database.cached("SELECT number FROM member_card WHERE id = ?");
    QIANTAI_TRY(auto number, sqlite::one(statement.bind(*id), sqlite::text_column));
    return std::move(number).value_or("");
}

Status name_staff(sqlite::Database& database, std::vector<TimelineEntry>& entries) {
    auto& statement =
        database.cached("SELECT name FROM staff WHERE number = ? ORDER BY id LIMIT 1");
    for (auto& entry : entries) {
        QIANTAI_TRY(auto name,
                    sqlite::one(statement.bind(entry.staff_number), sqlite::text_column));
        entry.staff_name = std::move(name).value_or("");
    }
    return {};
}

}  // namespace

Status MemberTimelines::add_facts(const Uuid& id, ContactAccess access,
                                  std::vector<TimelineEntry>& entries) {
    auto& database = m_context.database;
    QIANTAI_TRY(const auto member, load_member(database, id));
    entries.push_back({.kind = TimelineKind::registered,
                       .at = member.created_at,
                       .staff_number = member.created_by});
    auto& cards = database.cached(
        "SELECT created_at, created_by, number FROM member_card WHERE member_id = ?");
    QIANTAI_TRY_STATUS(sqlite::each(cards.bind(id), [&](const sqlite::Statement& row) {
        entries.push_back({.kind = TimelineKind::card_issued,
                           .at = row.integer(0),
                           .staff_number = std::string(row.text(1)),
                           .card_number = std::string(row.text(2))});
    }));
    QIANTAI_TRY(const auto consents, load_consents(database, id));
    for (const auto& consent : consents) {
        const bool given = consent.decision == ConsentDecision::given;
        entries.push_back(
            {.kind = given ? TimelineKind::consent_given : TimelineKind::consent_withdrawn,
             .at = consent.created_at,
             .staff_number = consent.created_by,
             .value = consent.purpose.text(),
             .detail = consent.text_version});
    }
    QIANTAI_TRY(const auto contacts, load_contacts(database, id));
    for (const auto& contact : contacts) {
        entries.push_back({.kind = TimelineKind::contacted,
                           .at = contact.created_at,
                           .staff_number = contact.created_by,
                           .value = contact.outcome.text(),
                           .detail = access == ContactAccess::full ? contact.remark : "",
                           .occasion = contact.kind.text()});
    }
    QIANTAI_TRY(const auto renewals, load_renewals(database, id));
    for (const auto& renewal : renewals) {
        const auto kind = renewal.decision == RenewalDecision::renewed ? TimelineKind::renewed
                          : renewal.decision == RenewalDecision::undone
                              ? TimelineKind::renewal_undone
                              : TimelineKind::lapsed;
        QIANTAI_TRY(auto number, load_card_number(database, renewal.card_id.text()));
        entries.push_back({.kind = kind,
                           .at = renewal.created_at,
                           .staff_number = renewal.created_by,
                           .value = renewal.reason.text(),
                           .card_number = std::move(number),
                           .before = renewal.expires_before,
                           .after = renewal.expires_after});
    }
    return {};
}

Status MemberTimelines::add_trail(const Session& session, const Uuid& id,
                                  std::vector<TimelineEntry>& entries) {
    const bool sees_readers = has_right(session.role, Right::members_history);
    auto& statement = m_context.database.cached(
        "SELECT created_at, staff_number, action, detail FROM audit_event WHERE subject_id = ?"
        " ORDER BY created_at DESC LIMIT ?");
    statement.bind(id.text(), k_timeline_max);
    return sqlite::each(statement, [&](const sqlite::Statement& row) -> Status {
        const auto known = std::ranges::find(k_trail, row.text(2),
                                             &std::pair<std::string_view, TimelineKind>::first);
        if (known == std::end(k_trail)) return {};
        const TimelineKind kind = known->second;
        const bool reader = kind == TimelineKind::contact_revealed || kind == TimelineKind::copied;
        const Detail detail(row.text(3));
        const auto action = detail.text("card_action");
        if ((reader && !sees_readers) || is_card_fact(action)) return {};
        TimelineEntry entry{.kind = kind,
                            .at = row.integer(0),
                            .staff_number = std::string(row.text(1)),
                            .value = action.empty() ? detail.text("choice") : action,
                            .detail = detail.text("reason"),
                            .fields = split(kind == TimelineKind::edited ? detail.text("fields")
                                                                         : detail.text("column")),
                            .other_member = Uuid::parse(detail.text("into"))};
        QIANTAI_TRY(entry.card_number,
                    load_card_number(m_context.database, detail.text("card_id")));
        entries.push_back(std::move(entry));
        return {};
    });
}

Result<std::vector<TimelineEntry>> MemberTimelines::load(const Session& session, const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_member(m_context.database, id));
    const auto access = contact_access(session, {member.store_code, member.home_clerk});
    QIANTAI_TRY(auto group, load_merged_group(m_context.database, id));
    if (group.front() != id) group = {id};
    std::vector<TimelineEntry> entries;
    for (const Uuid& record : group) {
        const std::size_t first = entries.size();
        QIANTAI_TRY_STATUS(add_facts(record, access, entries));
        QIANTAI_TRY_STATUS(add_trail(session, record, entries));
        // On the page of the record that stands, the other one is the one merged away.
        for (std::size_t i = first; i < entries.size(); ++i) {
            if (record != id && entries[i].other_member == id) entries[i].other_member = record;
        }
    }
    std::ranges::stable_sort(entries, std::greater(), &TimelineEntry::at);
    if (entries.size() > k_timeline_max) entries.resize(k_timeline_max);
    QIANTAI_TRY_STATUS(name_staff(m_context.database, entries));
    return entries;
}

}  // namespace qiantai::domain
