#include "terminal/members/rules/member_phone.hpp"

#include <boost/json.hpp>

#include "schema/base/json_values.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/members/rules/member_consents.hpp"

namespace qiantai::domain {
namespace {

/// What a member allowed to be done by the number.
constexpr ConsentPurpose k_by_phone[] = {ConsentPurpose::callback, ConsentPurpose::marketing};

/// In member.released_phone: the number, and the consents that were withdrawn with it.
struct Released {
    std::string phone;
    std::vector<std::string> purposes;
};

std::string released_json(const Released& released) {
    return boost::json::serialize(boost::json::object{
        {"phone", released.phone}, {"consents", boost::json::value_from(released.purposes)}});
}

Result<std::optional<Released>> load_released(sqlite::Database& database, const Uuid& id) {
    auto& statement = database.cached(
        "SELECT released_phone FROM member WHERE id = ? AND phone IS NULL AND released_phone IS"
        " NOT NULL");
    QIANTAI_TRY(const auto text, sqlite::one(statement.bind(id), sqlite::text_column));
    const auto json = text ? parse_json_object(*text) : std::nullopt;
    if (!json) return std::optional<Released>();
    Released released{.phone = find_text(*json, "phone").value_or(""), .purposes = {}};
    const auto* purposes = json->if_contains("consents");
    if (purposes != nullptr && purposes->is_array()) {
        for (const auto& purpose : purposes->get_array()) {
            if (purpose.is_string()) released.purposes.emplace_back(purpose.get_string());
        }
    }
    return std::optional(std::move(released));
}

/// The member's last decision about a purpose.
const Consent* last_decision(const std::vector<Consent>& consents, std::string_view purpose) {
    const auto last = std::find_if(consents.rbegin(), consents.rend(), [&](const auto& consent) {
        return consent.purpose.text() == purpose;
    });
    return last == consents.rend() ? nullptr : &*last;
}

/// The next decision about the purpose, of the wording that the last one was about.
Status decide(ServiceContext& context, const Session& session, const Uuid& member,
              const Consent& last, ConsentDecision decision) {
    const ConsentInput input{last.purpose.text(), last.text_version,
                             std::string(code_of(ConsentChannel::counter))};
    QIANTAI_TRY(const auto now, load_moment(context));
    QIANTAI_TRY(const auto consent, insert_consent(context, session, member, input, decision, now));
    return {};
}

/// This store's duplicate cases about the record's number, but of two that are one person.
Status save_phone_cases(ServiceContext& context, const Session& session, const Uuid& id,
                        CaseStatus status) {
    const bool open = status == CaseStatus::open;
    QIANTAI_TRY(const TimeMs now, record_time(context));
    auto& statement = context.database.cached(
        "UPDATE member_conflict SET status = ?1, resolved_by = ?2, resolved_at = ?3"
        " WHERE kind = 'duplicate' AND column_name = 'phone' AND status = ?4 AND store_code = ?5"
        " AND (subject_id = ?6 OR other_id = ?6) AND NOT EXISTS (SELECT 1 FROM member"
        " WHERE id IN (subject_id, other_id) AND merged_into IN (subject_id, other_id))");
    statement.bind(code_of(status), open ? std::nullopt : std::optional(session.staff_number),
                   open ? std::nullopt : std::optional(now),
                   code_of(open ? CaseStatus::resolved : CaseStatus::open),
                   context.identity.store_code, id);
    return statement.run();
}

}  // namespace

Result<std::string> load_former_phone(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(auto released, load_released(database, id));
    return released ? std::move(released->phone) : std::string();
}

Status follow_phone_change(ServiceContext& context, const Session& session, const Uuid& id) {
    QIANTAI_ASSERT(context.database.in_transaction());
    auto& statement = context.database.cached(
        "UPDATE member SET released_phone = NULL WHERE id = ? AND released_phone IS NOT NULL");
    QIANTAI_TRY_STATUS(statement.bind(id).run());
    return save_phone_cases(context, session, id, CaseStatus::resolved);
}

Status MemberPhone::release_record(const Session& session, const Member& record) {
    Released released{.phone = record.phone, .purposes = {}};
    QIANTAI_TRY(const auto consents, load_consents(m_context.database, record.id));
    for (const auto purpose : k_by_phone) {
        const auto* last = last_decision(consents, code_of(purpose));
        if (last == nullptr || last->decision != ConsentDecision::given) continue;
        QIANTAI_TRY_STATUS(
            decide(m_context, session, record.id, *last, ConsentDecision::withdrawn));
        released.purposes.emplace_back(code_of(purpose));
    }
    auto& statement = m_context.database.cached(
        "UPDATE member SET phone = NULL, released_phone = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(released_json(released), record.id).run());
    return save_phone_cases(m_context, session, record.id, CaseStatus::resolved);
}

Status MemberPhone::release(const Session& session, const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_update));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, id));
    if (member.phone.empty()) return make_error(k_phone_absent, {}, "member_id");
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, id));
    for (const Uuid& record : group) {
        QIANTAI_TRY(const auto one, load_member(m_context.database, record));
        if (one.store_code != member.store_code || one.phone != member.phone) continue;
        QIANTAI_TRY_STATUS(release_record(session, one));
    }
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_member("members.release_phone", id)));
    return transaction.commit();
}

Status MemberPhone::restore_record(const Session& session, const Uuid& record) {
    auto& database = m_context.database;
    QIANTAI_TRY(const auto released, load_released(database, record));
    if (!released) return {};
    auto& statement =
        database.cached("UPDATE member SET phone = ?, released_phone = NULL WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(released->phone, record).run());
    QIANTAI_TRY(const auto consents, load_consents(database, record));
    for (const auto& purpose : released->purposes) {
        const auto* last = last_decision(consents, purpose);
        if (last == nullptr || last->decision == ConsentDecision::given) continue;
        QIANTAI_TRY_STATUS(decide(m_context, session, record, *last, ConsentDecision::given));
    }
    return save_phone_cases(m_context, session, record, CaseStatus::open);
}

Status MemberPhone::restore(const Session& session, const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_update));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, id));
    QIANTAI_TRY(const auto former, load_former_phone(m_context.database, id));
    if (former.empty()) return make_error(k_phone_not_released, {}, "member_id");
    QIANTAI_TRY(const auto group, load_merged_group(m_context.database, id));
    for (const Uuid& record : group) {
        QIANTAI_TRY(const auto phone, load_former_phone(m_context.database, record));
        if (phone != former) continue;
        QIANTAI_TRY(const auto one, load_member(m_context.database, record));
        if (one.store_code != member.store_code) continue;
        QIANTAI_TRY_STATUS(restore_record(session, record));
    }
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_member("members.restore_phone", id)));
    return transaction.commit();
}

}  // namespace qiantai::domain
