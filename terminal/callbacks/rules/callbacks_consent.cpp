// What a member says on the telephone about being called again, or told of offers.

#include <algorithm>

#include "terminal/callbacks/rules/callbacks_parts.hpp"
#include "terminal/members/rules/consent_text.hpp"
#include "terminal/members/rules/member_consents.hpp"

namespace qiantai::domain {
namespace {

constexpr ConsentPurpose k_asked_purposes[] = {ConsentPurpose::callback, ConsentPurpose::marketing};

const ConsentText& consent_text_of(const ConsentTexts& texts, std::string_view purpose) {
    const auto text = std::ranges::find(texts.texts, purpose, &ConsentText::purpose);
    QIANTAI_ASSERT(text != texts.texts.end());
    return *text;
}

ConsentInput input_of(const ConsentText& text) {
    return {.purpose = text.purpose,
            .text_version = text.version,
            .channel = std::string(code_of(ConsentChannel::phone))};
}

}  // namespace

Result<ConsentInput> consent_by_phone(ServiceContext& context, std::string_view purpose) {
    QIANTAI_TRY(const auto texts, load_consent_texts(context));
    return input_of(consent_text_of(texts, purpose));
}

Result<std::vector<CallConsent>> Callbacks::build_consents(const Session& session,
                                                           const CallbackLine& line) {
    const bool asks = line.member_id && line.task.store_code == m_context.identity.store_code &&
                      has_right(session.role, Right::members_consents);
    if (!asks) return std::vector<CallConsent>();
    QIANTAI_TRY(const auto decisions, load_consents(m_context.database, *line.member_id));
    QIANTAI_TRY(const auto wish, load_call_wish(m_context, *line.member_id));
    QIANTAI_TRY(const auto texts, load_consent_texts(m_context));
    std::vector<CallConsent> consents;
    for (const auto purpose : k_asked_purposes) {
        const auto& text = consent_text_of(texts, code_of(purpose));
        CallConsent consent{.purpose = purpose,
                            .text_version = text.version,
                            .words_zh = text.words_zh,
                            .words_en = text.words_en};
        for (const auto& decision : decisions) {
            if (decision.purpose == purpose) consent.decision = decision.decision;
        }
        // Also said in a call that this store has not written down itself.
        const bool unwanted = purpose == ConsentPurpose::callback && wish.unwanted;
        if (unwanted) consent.decision = ConsentDecision::withdrawn;
        consents.push_back(std::move(consent));
    }
    return consents;
}

Result<CallbackSheet> Callbacks::record_consent(const Session& session,
                                                const CallConsentSaid& said) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_consents));
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::callbacks_keep));
    const auto purpose = said.purpose.known();
    if (!purpose || *purpose == ConsentPurpose::membership) {
        return make_error(k_callback_consent_unknown, said.purpose.text(), "purpose");
    }
    QIANTAI_TRY(const auto task, load_callback(m_context.database, said.task_id));
    if (!task.member_id) return make_error(k_callback_no_member, {}, "task_id");
    QIANTAI_TRY(const Uuid member, resolve_merged(m_context.database, *task.member_id));
    QIANTAI_TRY(const auto input, consent_by_phone(m_context, code_of(*purpose)));
    MemberConsents consents(m_context);
    const auto kept = said.agrees ? consents.record(session, member, input)
                                  : consents.withdraw(session, member, input);
    if (!kept) return kept.error();
    return sheet(session, said.task_id);
}

}  // namespace qiantai::domain
