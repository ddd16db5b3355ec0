#include "terminal/members/rules/consent_text.hpp"

#include <boost/json.hpp>

namespace qiantai::domain {
namespace {

/// As long as the consent's column is; see member_consents.cpp.
constexpr std::size_t k_version_bytes_max = 20;

std::vector<ConsentText> built_in() {
    return {
        {"membership", "QT-1",
         "顾客同意本店登记姓名和手机号，仅用于会员服务；可随时查阅、更正或要求删除。",
         "The customer agrees that name and number are kept for the membership only, and can see, "
         "correct or delete them at any time."},
        {"marketing", "QT-1", "同意接收优惠和活动消息，可随时退订。",
         "Agrees to offers and news, and can end this at any time."},
        {"callback", "QT-1", "同意接受回访电话。", "Agrees to be called about the service."}};
}

std::string text_of(const boost::json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

void take(const boost::json::object& policy, ConsentText& text) {
    const auto* given = policy.if_contains(text.purpose);
    if (given == nullptr || !given->is_object()) return;
    auto version = text_of(given->get_object(), "version");
    auto zh = text_of(given->get_object(), "zh");
    if (version.empty() || version.size() > k_version_bytes_max || zh.empty()) return;
    auto en = text_of(given->get_object(), "en");
    text = {text.purpose, std::move(version), zh, en.empty() ? zh : std::move(en)};
}

}  // namespace

Result<std::vector<ConsentText>> load_consent_texts(ServiceContext& context) {
    auto texts = built_in();
    auto& statement = context.database.cached(
        "SELECT value FROM policy WHERE code = ? AND effective_from <= ?"
        " ORDER BY effective_from DESC, row_hlc DESC LIMIT 1");
    statement.bind(k_consent_text_policy, context.clock.now_ms());
    QIANTAI_TRY(const bool found, statement.step());
    const auto value = found ? std::string(statement.text(0)) : std::string();
    statement.reset();
    boost::system::error_code error;
    const auto policy = boost::json::parse(value, error);
    if (error || !policy.is_object()) return texts;
    for (auto& text : texts) take(policy.get_object(), text);
    return texts;
}

}  // namespace qiantai::domain
