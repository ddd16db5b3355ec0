#include "terminal/tickets/rules/ticket_choices.hpp"

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_urgency_weight = 10;

TicketChoices make_usual_choices() {
    using enum TicketKind;
    using enum TicketSeverity;
    return {
        .subjects =
            {{complaint,
              "商品质量",
              {"异响", "漏水", "不通电", "破损", "漏电", "与描述不符", "过期", "变质"}},
             {complaint, "服务态度", {"不耐烦", "说话难听", "没人接待", "等太久", "答复不一致"}},
             {complaint, "价格促销", {"标价与收银不符", "活动没兑现", "优惠没算", "多收款"}},
             {complaint, "送货安装", {"送晚了", "没提前通知", "送错", "少件", "安装不当"}},
             {complaint, "赠品", {"赠品少发", "赠品破损", "说没货", "换了别的"}},
             {complaint, "其他", {}},
             {repair, "不工作", {"不通电", "不启动", "中途停机", "屏幕不亮"}},
             {repair, "有异常", {"异响", "漏水", "过热", "冒烟", "有异味", "漏电"}},
             {repair, "安装调试", {"要安装", "要移机", "要清洗", "不会用"}},
             {enquiry, "商品", {"有没有货", "怎么用", "保修多久", "能不能换"}},
             {enquiry, "会员", {"等级怎么升", "卡丢了", "生日礼", "续会"}},
             {enquiry, "活动", {"活动到几号", "怎么参加", "能不能叠加"}},
             {suggestion, "服务", {"多开收银", "延长营业", "加座椅"}},
             {suggestion, "商品", {"进这个货", "少些包装", "写清产地"}}},
        .demands = {"换新", "退款", "维修", "补偿", "道歉", "先反映"},
        .departments = {"客服部", "商品部", "门店", "售后部", "物流部", "市场部"},
        .answers = {{"退换货", "商品自购买之日起七日内，凭小票、完好不影响再次销售的，可以退换。"},
                    {"保修", "保修期自购买之日起算，凭小票和保修卡到店或由我们上门维修。"},
                    {"会员等级", "等级按近十二个月的消费计算，达到标准当天升级。"}},
        .severity_words = {{"漏电", urgent, TicketAlarm::safety},
                           {"触电", urgent, TicketAlarm::injury},
                           {"起火", urgent, TicketAlarm::safety},
                           {"冒烟", urgent, TicketAlarm::safety},
                           {"爆炸", urgent, TicketAlarm::safety},
                           {"受伤", urgent, TicketAlarm::injury},
                           {"烫伤", urgent, TicketAlarm::injury},
                           {"送医", urgent, TicketAlarm::injury},
                           {"中毒", urgent, TicketAlarm::injury},
                           {"记者", serious, TicketAlarm::press},
                           {"媒体", serious, TicketAlarm::press},
                           {"曝光", serious, TicketAlarm::press},
                           {"又坏", serious, TicketAlarm::none},
                           {"第三次", serious, TicketAlarm::none},
                           {"多次", serious, TicketAlarm::none}}};
}

bool is_usable(const std::vector<std::string>& texts, std::size_t length_max) {
    return texts.size() <= k_ticket_choices_max &&
           std::ranges::all_of(texts, [&](const std::string& text) {
               return !text.empty() && text.size() <= length_max;
           });
}

/// Which list can't be used; empty if all can.
std::string fault_in(const TicketChoices& choices) {
    constexpr std::size_t k_bytes = k_ticket_short_length_max * 4;
    constexpr std::size_t k_text_bytes = k_ticket_words_length_max * 4;
    const auto fits = [](const std::string& text, std::size_t most) {
        return !text.empty() && text.size() <= most;
    };
    if (choices.subjects.size() > k_ticket_choices_max) return "subjects";
    for (const auto& subject : choices.subjects) {
        const bool usable = subject.kind.known() && fits(subject.name, k_bytes) &&
                            is_usable(subject.phrases, k_bytes);
        if (!usable) return "subjects";
    }
    if (!is_usable(choices.demands, k_bytes)) return "demands";
    if (!is_usable(choices.departments, k_bytes)) return "departments";
    if (choices.answers.size() > k_ticket_choices_max) return "answers";
    for (const auto& answer : choices.answers) {
        if (!fits(answer.title, k_bytes) || !fits(answer.text, k_text_bytes)) return "answers";
    }
    if (choices.severity_words.size() > k_ticket_choices_max) return "severity_words";
    for (const auto& word : choices.severity_words) {
        const bool usable = fits(word.word, k_bytes) && word.severity.known() && word.alarm.known();
        if (!usable) return "severity_words";
    }
    return {};
}

Result<TicketChoices> read_choices(std::string_view text) {
    const auto json = parse_json_object(text);
    if (!json) return make_error(k_ticket_choices_malformed, "{}", "value");
    TicketChoices choices;
    if (const auto fault = shape_from_json(shape_of<TicketChoices>(), *json, &choices)) {
        return make_error(k_ticket_choices_malformed, fault->path, "value");
    }
    if (auto list = fault_in(choices); !list.empty()) {
        return make_error(k_ticket_choices_malformed, std::move(list), "value");
    }
    const auto& usual = usual_ticket_choices();
    if (!json->contains("subjects")) choices.subjects = usual.subjects;
    if (!json->contains("demands")) choices.demands = usual.demands;
    if (!json->contains("departments")) choices.departments = usual.departments;
    if (!json->contains("answers")) choices.answers = usual.answers;
    if (!json->contains("severity_words")) choices.severity_words = usual.severity_words;
    return choices;
}

int weight_of(const SeverityWord& word) {
    const auto severity = word.severity.known().value_or(TicketSeverity::normal);
    return static_cast<int>(severity) * k_urgency_weight +
           static_cast<int>(word.alarm.known().value_or(TicketAlarm::none));
}

}  // namespace

const TicketChoices& usual_ticket_choices() {
    static const TicketChoices choices = make_usual_choices();
    return choices;
}

TicketChoices parse_ticket_choices(std::string_view json) {
    auto choices = read_choices(json);
    return choices ? *std::move(choices) : usual_ticket_choices();
}

Status check_ticket_choices(std::string_view json) {
    if (const auto choices = read_choices(json); !choices) return choices.error();
    return {};
}

std::optional<SeverityGuess> guess_severity(const TicketChoices& choices, std::string_view words) {
    const SeverityWord* gravest = nullptr;
    for (const auto& word : choices.severity_words) {
        if (words.find(word.word) == std::string_view::npos) continue;
        if (gravest == nullptr || weight_of(word) > weight_of(*gravest)) gravest = &word;
    }
    if (gravest == nullptr) return std::nullopt;
    return SeverityGuess{gravest->severity.known().value_or(TicketSeverity::normal),
                         gravest->alarm.known().value_or(TicketAlarm::none), gravest->word};
}

}  // namespace qiantai::domain
