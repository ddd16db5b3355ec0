#include "terminal/callbacks/rules/callback_script_facts.hpp"

#include <algorithm>
#include <set>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "schema/base/member_codes.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/base/typed_text.hpp"

namespace qiantai::domain {
namespace {

struct UsualScript {
    CallbackKind kind;
    std::string_view reason;
    std::vector<CallbackQuestion> questions;
    std::string_view message;
};

constexpr std::string_view k_greeting =
    "{customer}您好，我是{store}的{clerk}。现在方便说一分钟吗？";
constexpr std::string_view k_thanks = "谢谢您，不多打扰了。以后还可以给您打电话吗？";

const std::vector<UsualScript>& usual_scripts() {
    using enum CallbackKind;
    static const std::vector<UsualScript> scripts = {
        {complaint,
         "上次的事给您添麻烦了：{matter}。想听听后来处理得怎么样。",
         {{"处理的结果，您还满意吗？", {"满意", "一般", "不满意"}},
          {"答应您的事都办到了吗？", {"都办到了", "还差一些", "没有办"}},
          {"接待您的同事态度怎么样？", {"很好", "一般", "不好"}},
          {"还有别的要我们办的吗？", {"没有", "有"}}},
         "{customer}您好，{store}想了解上次的事处理得是否满意，方便时请回复。给您添麻烦了。"},
        {survey, "{matter}", {}, "{customer}您好，{store}想请您花一分钟说说意见，谢谢。"},
        {purchase,
         "您{date}在我们店买了东西，想问问用得怎么样。",
         {{"东西用着还好吗？", {"很好", "还行", "有问题"}},
          {"当天接待得怎么样？", {"满意", "一般", "不满意"}},
          {"使用上有什么要我们讲一讲的吗？", {"不用", "想了解"}}},
         "{customer}您好，感谢{date}到{store}选购，使用中有问题随时找我们。"},
        {gift_check,
         "{date}送您的礼品（{matter}），想确认一下您收到没有。",
         {{"礼品收到了吗？", {"收到了", "没收到", "记不清"}},
          {"是您本人领取的吗？", {"是", "家人代领", "不是"}},
          {"礼品完好吗？", {"完好", "有问题"}}},
         "{customer}您好，{date}在{store}领取的礼品（{matter}）有问题请随时告诉我们。"},
        {new_member,
         "欢迎您成为我们的会员，想问问第一印象。",
         {{"会员的好处，同事讲清楚了吗？", {"清楚", "不太清楚"}},
          {"来店里买东西方便吗？", {"方便", "一般", "不方便"}},
          {"平时什么时候来店里多？", {"工作日", "周末", "说不准"}}},
         "{customer}您好，欢迎成为{store}会员，有需要随时联系我们。"},
        {expiring,
         "您的会员卡{date}到期，想提醒您续会。",
         {{"您打算续会吗？", {"续会", "考虑一下", "不续了"}},
          {"哪天方便来店里办？", {"这周", "下周", "到期再说"}},
          {"会员权益里您最看重哪一项？", {"优惠", "生日礼", "服务", "说不上"}}},
         "{customer}您好，您在{store}的会员卡{date}到期，欢迎到店续会。"},
        {birthday,
         "您的生日是{date}，祝您生日快乐！",
         {{"生日礼您知道怎么领吗？", {"知道", "不知道"}},
          {"哪天方便来店里？", {"这周", "下周", "不来了"}}},
         "{customer}，{store}祝您生日快乐！生日礼已为您备好，欢迎到店领取。"},
        {asleep,
         "有一阵没见您来了，想问问是不是哪里没做好。",
         {{"最近怎么没来呢？", {"没空", "没需要", "去了别家", "有不满意"}},
          {"想让我们改进哪里？", {"价格", "商品", "服务", "没有"}},
          {"新到的东西，要给您留意吗？", {"要", "不用"}}},
         "{customer}您好，好久不见，{store}惦记着您，欢迎有空来坐坐。"},
        {lost,
         "您很久没来了，想真心听听原因。",
         {{"不再来是因为什么？", {"搬家了", "价格", "商品", "服务", "去了别家", "没需要"}},
          {"以前有没有什么事让您不满意？", {"没有", "有"}},
          {"还愿意再来看看吗？", {"愿意", "再说", "不会了"}}},
         "{customer}您好，{store}很想再见到您，有什么做得不好请告诉我们。"},
        {key_customer,
         "您是我们的老朋友，定期问候一下，看看有什么要办的。",
         {{"近来在我们店买得还满意吗？", {"满意", "一般", "不满意"}},
          {"有什么东西要帮您留意的吗？", {"有", "没有"}},
          {"有什么要我们改进的吗？", {"有", "没有"}}},
         "{customer}您好，{store}问候您，有需要随时找我。"},
        {holiday,
         "过节了，代表店里问候您：{matter}",
         {{"节日期间打算来店里吗？", {"来", "不一定", "不来"}}},
         "{customer}，{store}祝您节日快乐！{matter}"},
        {new_goods,
         "店里来了新品，想先告诉您：{matter}",
         {{"感兴趣吗？", {"感兴趣", "再看看", "不需要"}}, {"要给您留一份吗？", {"要", "不用"}}},
         "{customer}您好，{store}新到：{matter}，欢迎来看看。"},
        {invitation,
         "想请您来参加：{matter}",
         {{"能来吗？", {"能来", "不一定", "来不了"}}, {"几位一起来？", {"一位", "两位", "三位以上"}}},
         "{customer}您好，{store}邀请您参加：{matter}，期待您来。"},
        {campaign,
         "店里有活动，想告诉您：{matter}",
         {{"这个活动您感兴趣吗？", {"感兴趣", "再看看", "不需要"}},
          {"哪天方便来？", {"这周", "下周", "不来了"}}},
         "{customer}您好，{store}活动：{matter}，欢迎参加。"},
        {by_hand,
         "今天打给您是因为：{matter}",
         {{"这样可以吗？", {"可以", "不行", "再商量"}}, {"还有别的要我们办的吗？", {"没有", "有"}}},
         "{customer}您好，{store}找您：{matter}，方便时请回电。"},
    };
    return scripts;
}

std::size_t length_of(std::string_view text) {
    const auto points = composed(text);
    return points ? points->size() : std::string::npos;
}

bool is_text_usable(std::string_view text, int length_max) {
    const auto length = length_of(text);
    return length >= 1 && length <= static_cast<std::size_t>(length_max);
}

bool is_script_usable(const CallbackScript& script) {
    return is_text_usable(script.greeting, k_callback_said_length_max) &&
           is_text_usable(script.reason, k_callback_said_length_max) &&
           is_text_usable(script.thanks, k_callback_said_length_max) &&
           length_of(script.message) <= k_callback_message_length_max &&
           are_usable(script.questions);
}

}  // namespace

std::string script_policy(const Coded<CallbackKind>& kind) {
    return "callbacks.script." + kind.text();
}

CallbackScript usual_script(const Coded<CallbackKind>& kind) {
    const auto known = kind.known().value_or(CallbackKind::by_hand);
    const auto found = std::ranges::find(usual_scripts(), known, &UsualScript::kind);
    QIANTAI_ASSERT(found != usual_scripts().end());
    return {.greeting = std::string(k_greeting),
            .reason = std::string(found->reason),
            .questions = found->questions,
            .thanks = std::string(k_thanks),
            .message = std::string(found->message)};
}

CallbackScript parse_script(std::string_view json, const Coded<CallbackKind>& kind) {
    const auto value = parse_json_object(json);
    auto script = value ? from_json<CallbackScript>(*value) : std::nullopt;
    return script && is_script_usable(*script) ? *std::move(script) : usual_script(kind);
}

bool are_usable(const std::vector<CallbackQuestion>& questions) {
    if (questions.size() > k_callback_questions_max) return false;
    std::set<std::string> texts;
    for (const auto& question : questions) {
        if (!is_text_usable(question.text, k_callback_question_length_max)) return false;
        if (!texts.insert(question.text).second) return false;
        if (question.answers.size() > k_callback_answers_max) return false;
        std::set<std::string> answers;
        for (const auto& answer : question.answers) {
            if (!is_text_usable(answer, k_callback_answer_length_max)) return false;
            if (!answers.insert(answer).second) return false;
        }
    }
    return true;
}

std::string fill_words(std::string_view text, const ScriptWords& words) {
    const std::pair<std::string_view, const std::string*> known[] = {
        {"{customer}", &words.customer}, {"{clerk}", &words.clerk}, {"{store}", &words.store},
        {"{matter}", &words.matter},     {"{date}", &words.date},   {"{days}", &words.days}};
    std::string filled;
    while (!text.empty()) {
        const auto match = std::ranges::find_if(
            known, [&](const auto& word) { return text.starts_with(word.first); });
        if (match == std::end(known)) {
            filled += text.front();
            text.remove_prefix(1);
        } else {
            filled += *match->second;
            text.remove_prefix(match->first.size());
        }
    }
    return filled;
}

CallbackScript fill_script(CallbackScript script, const ScriptWords& words) {
    for (auto* text : {&script.greeting, &script.reason, &script.thanks, &script.message}) {
        *text = fill_words(*text, words);
    }
    for (auto& question : script.questions) question.text = fill_words(question.text, words);
    return script;
}

}  // namespace qiantai::domain
