// The customer's side: what is taken in or handed out, in words that can be read from a step away, and the
// place to sign. Nothing of the staff's, no telephone number, no way out but to the staff's locked
// page.

#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/stored_goods/screens/screen_stored_goods.hpp"

namespace qiantai::ui {
namespace {

struct SlipWords {
    Language language;

    template <typename... Values>
    Text operator()(TextKey key, const Values&... values) const {
        return translate(language, key, fmt::make_format_args(values...));
    }
    std::string unit(const std::string& unit) const {
        return unit.empty() ? (*this)(TextKey::goods_unit).utf8() : unit;
    }
};

/// Of one among several: "6 罐", and below it "有效期至 2027年1月31日，寄存费 ¥5.00".
std::string taken_in_text(const SlipWords& words, const domain::StoredGoods& goods) {
    std::string details;
    if (goods.expires_on) {
        const auto day = full_date_text(words.language, *goods.expires_on).utf8();
        details = words(TextKey::goods_slip_good_until, day).utf8();
    }
    if (goods.fee != Fen()) {
        if (!details.empty()) details += words(TextKey::goods_slip_comma).utf8();
        details += words(TextKey::goods_slip_fee_of, money_text(goods.fee).utf8()).utf8();
    }
    const auto count =
        words(TextKey::goods_slip_count, goods.quantity, words.unit(goods.unit)).utf8();
    return details.empty() ? count : count + "\n" + details;
}

std::string conditions_text(const std::vector<std::string>& conditions) {
    std::string text;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        text += fmt::format("{}{}. {}", i > 0 ? "\n" : "", i + 1, conditions[i]);
    }
    return text;
}

GoodsSlip deposit_slip(const SlipWords& words, const domain::GoodsToSign& taken_in) {
    const auto& first = taken_in.goods.front();
    GoodsSlip slip{.title = words(TextKey::goods_slip_heading, first.member_name),
                   .lead = words(TextKey::goods_slip_lead),
                   .facts = {},
                   .amount = {words(TextKey::goods_slip_taken_in),
                              words(TextKey::goods_slip_count, first.goods.quantity,
                                    words.unit(first.goods.unit))},
                   .note = words(TextKey::goods_slip_note)};
    if (!taken_in.conditions.empty()) {
        slip.terms = {words(TextKey::goods_slip_conditions),
                      Text::data(conditions_text(taken_in.conditions))};
    }
    if (taken_in.goods.size() > 1) {
        slip.amount.value = words(TextKey::goods_item_total, taken_in.goods.size());
        for (const auto& line : taken_in.goods) {
            slip.facts.push_back(
                {Text::data(line.goods.item), Text::data(taken_in_text(words, line.goods))});
        }
        return slip;
    }
    const auto add = [&](TextKey label, const std::string& value) {
        if (!value.empty()) slip.facts.push_back({words(label), Text::data(value)});
    };
    add(TextKey::goods_slip_item, first.goods.item);
    if (first.goods.expires_on) {
        add(TextKey::goods_slip_expiry,
            full_date_text(words.language, *first.goods.expires_on).utf8());
    }
    if (first.goods.fee != Fen()) add(TextKey::goods_slip_fee, money_text(first.goods.fee).utf8());
    add(TextKey::goods_batch, first.goods.batch);
    return slip;
}

TextKey slip_form(const GoodsSlipState& state) {
    return state.taken_in ? TextKey::goods_print_sheet : TextKey::goods_slip_title;
}

std::string slip_number(const GoodsSlipState& state) {
    return state.taken_in ? state.taken_in->goods.front().goods.number : state.line.goods.number;
}

}  // namespace

GoodsSlip goods_slip(const GoodsSlipState& state) {
    const SlipWords words{state.language};
    if (state.taken_in) return deposit_slip(words, *state.taken_in);
    const auto& goods = state.line.goods;
    const auto unit = words.unit(goods.unit);
    GoodsSlip slip{.title = words(TextKey::goods_slip_heading, state.line.member_name),
                   .lead = words(TextKey::goods_slip_lead),
                   .facts = {{words(TextKey::goods_slip_item), Text::data(goods.item)}},
                   .amount = {words(TextKey::goods_slip_amount),
                              words(TextKey::goods_slip_count, state.quantity, unit)},
                   .note = words(TextKey::goods_slip_note)};
    const auto add = [&](TextKey label, const std::string& value) {
        if (!value.empty()) slip.facts.push_back({words(label), Text::data(value)});
    };
    // What a customer asks first is in sight also where the rest has to be scrolled to.
    if (goods.expires_on)
        add(TextKey::goods_slip_expiry, full_date_text(state.language, *goods.expires_on).utf8());
    const int after = state.line.state.remaining - state.quantity;
    add(TextKey::goods_slip_after, words(TextKey::goods_slip_count, after, unit).utf8());
    add(TextKey::goods_batch, goods.batch);
    add(TextKey::goods_slip_signer, state.signer);
    return slip;
}

std::string signed_text(const GoodsSlip& slip, const GoodsSlipState& state) {
    std::string text = SlipWords{state.language}(slip_form(state)).utf8() + " " +
                       slip_number(state) + "\n" + slip.title.utf8();
    const auto add = [&](const CustomerFact& fact) {
        text += "\n" + fact.label.utf8() + ": " + fact.value.utf8();
    };
    add(slip.amount);
    for (const auto& fact : slip.facts) add(fact);
    if (!slip.terms.value.empty()) add(slip.terms);
    return text;
}

void draw_goods_slip(Ui& ui, const Rect& window, const Scene& scene, const GoodsSlipState& state,
                     Intents<GoodsSlipIntent>& intents) {
    const SlipWords words{state.language};
    const CustomerShell shell{Text::data(scene.shop.store_name), words(slip_form(state)),
                              Text::data(slip_number(state)), state.language, state.large};
    const auto plan = plan_customer(ui, window, shell);
    const auto bar = draw_customer_bar(ui, plan.bar, shell);
    if (bar.language) intents.add(goods::ToggleLanguage{});
    if (bar.larger) intents.add(goods::ToggleLarge{});
    if (bar.staff) intents.add(goods::ToStaff{});
    if (state.done) {
        ui.wake_at(state.since_s + k_slip_thanks_s);
        auto rest = window;
        rest.top = plan.bar.bottom;
        return draw_customer_thanks(ui, rest, shell, words(TextKey::goods_slip_thanks));
    }
    ui.wake_at(std::max(state.since_s, scene.touched_s) + k_slip_idle_s);
    const auto slip = goods_slip(state);
    draw_customer_facts(ui, plan.facts, shell,
                        {slip.title, slip.lead, slip.facts, slip.amount, slip.note, slip.terms});
    const auto today = full_date_text(state.language, Date::of_text(scene.shop.today));
    const SignaturePad pad{state.strokes, today, state.language, state.large};
    for (const auto& change : draw_signature(ui, plan.signature, "signature", pad)) {
        intents.add(goods::Sign{change});
    }
    const bool is_signed = is_believable_signature(state.strokes);
    const auto lacks = !is_signed     ? words(TextKey::goods_slip_sign_first)
                       : state.saving ? words(TextKey::form_saving)
                                      : Text();
    const auto answer = draw_customer_buttons(ui, plan.buttons, shell, lacks);
    if (answer.agree) intents.add(goods::Agree{});
    if (answer.disagree) intents.add(goods::Disagree{});
}

}  // namespace qiantai::ui
