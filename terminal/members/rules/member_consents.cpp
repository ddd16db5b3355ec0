#include "terminal/members/rules/member_consents.hpp"

#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_text_version_length_max = 20;

}  // namespace

Result<std::vector<Consent>> load_consents(sqlite::Database& database, const Uuid& member_id) {
    static const auto sql = sqlite::select_of<Consent>("WHERE member_id = ? ORDER BY row_hlc");
    return sqlite::all(database.cached(sql).bind(member_id), sqlite::read_row<Consent>);
}

Result<Consent> insert_consent(ServiceContext& context, const Session& session,
                               const Uuid& member_id, const ConsentInput& input,
                               ConsentDecision decision, const Moment& now) {
    QIANTAI_ASSERT(context.database.in_transaction());
    QIANTAI_TRY_STATUS(check_column(context.manifest, "consent", "purpose", input.purpose));
    QIANTAI_TRY_STATUS(check_column(context.manifest, "consent", "channel", input.channel));
    QIANTAI_TRY(auto version,
                normalise_note(input.text_version, k_text_version_length_max, "text_version"));
    if (version.empty()) return make_error(k_text_malformed, "empty", "text_version");
    Consent consent{.id = context.new_id(),
                    .purpose = Coded<ConsentPurpose>::of_text(input.purpose),
                    .decision = decision,
                    .text_version = std::move(version),
                    .channel = Coded<ConsentChannel>::of_text(input.channel),
                    .created_by = session.staff_number,
                    .created_at = now.at};
    auto& statement = context.database.cached(
        "INSERT INTO consent (id, store_code, member_id, purpose, decision, text_version, channel,"
        " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bind(consent.id, context.identity.store_code, member_id, consent.purpose.text(),
                   consent.decision.text(), consent.text_version, consent.channel.text(),
                   consent.created_by, consent.created_at);
    QIANTAI_TRY_STATUS(statement.run());
    return consent;
}

Result<Consent> MemberConsents::save(const Session& session, const Uuid& member_id,
                                     const ConsentInput& input, ConsentDecision decision) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_consents));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto member, load_own_member(m_context, member_id));
    if (decision == ConsentDecision::withdrawn) {
        QIANTAI_TRY(const auto consents, load_consents(m_context.database, member.id));
        const auto last = std::find_if(
            consents.rbegin(), consents.rend(),
            [&](const Consent& consent) { return consent.purpose.text() == input.purpose; });
        if (last == consents.rend() || last->decision != ConsentDecision::given) {
            return make_error(k_consent_not_given, {}, "purpose");
        }
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(auto consent, insert_consent(m_context, session, member.id, input, decision, now));
    const bool given = decision == ConsentDecision::given;
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = given ? "members.record_consent" : "members.withdraw_consent",
         .subject_entity = "member",
         .subject_id = member.id.text(),
         .detail = {{"purpose", consent.purpose.text()}, {"text_version", consent.text_version}}},
        now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return consent;
}

Result<Consent> MemberConsents::record(const Session& session, const Uuid& member_id,
                                       const ConsentInput& input) {
    return save(session, member_id, input, ConsentDecision::given);
}

Result<Consent> MemberConsents::withdraw(const Session& session, const Uuid& member_id,
                                         const ConsentInput& input) {
    return save(session, member_id, input, ConsentDecision::withdrawn);
}

}  // namespace qiantai::domain
