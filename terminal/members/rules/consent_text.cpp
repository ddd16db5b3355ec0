#include "terminal/members/rules/consent_text.hpp"

#include "schema/base/json_values.hpp"
#include "terminal/base/chain_policies.hpp"

namespace qiantai::domain {
namespace {

/// As long as the consent's column is; see member_consents.cpp.
constexpr std::size_t k_version_bytes_max = 20;

std::vector<ConsentText> built_in() {
    return {
#define CONSENT_TEXT(purpose, version, words_zh, words_en) {purpose, version, words_zh, words_en},
#include "assets/consent_texts/built_in.inc"
#undef CONSENT_TEXT
    };
}

/// Changes the wording to the policy's, if it gives one.
Status take(const boost::json::object& policy, ConsentText& text) {
    const auto* given = policy.if_contains(text.purpose);
    if (given == nullptr) return {};
    const auto* wording = given->if_object();
    auto version = wording ? find_text(*wording, "version").value_or("") : "";
    auto zh = wording ? find_text(*wording, "zh").value_or("") : "";
    if (version.empty() || version.size() > k_version_bytes_max || zh.empty()) {
        return make_error(k_consent_text_unreadable, text.purpose);
    }
    auto en = find_text(*wording, "en").value_or("");
    text = {text.purpose, std::move(version), zh, en.empty() ? zh : std::move(en)};
    return {};
}

/// The first purpose that can't be read is told, the others are taken.
Status take_all(const boost::json::value& policy, std::vector<ConsentText>& texts) {
    if (!policy.is_object()) return make_error(k_consent_text_unreadable);
    Status first;
    for (auto& text : texts) {
        auto taken = take(policy.get_object(), text);
        if (!taken && first) first = std::move(taken);
    }
    return first;
}

}  // namespace

Status check_consent_policy(const boost::json::value& policy) {
    auto texts = built_in();
    return take_all(policy, texts);
}

Result<ConsentTexts> load_consent_texts(ServiceContext& context) {
    ConsentTexts result{.texts = built_in(), .problem = {}};
    QIANTAI_TRY(const auto policy, load_policy(context, k_consent_text_policy));
    if (!policy) return result;
    const auto taken = take_all(parse_json(*policy).value_or(nullptr), result.texts);
    if (!taken) result.problem = taken.error();
    return result;
}

}  // namespace qiantai::domain
