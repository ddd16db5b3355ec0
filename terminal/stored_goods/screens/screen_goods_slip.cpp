// The customer's side: what is handed out, in words that can be read from a step away, and the
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

}  // namespace

GoodsSlip goods_slip(const GoodsSlipState& state) {
    const SlipWords words{state.language};
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
    std::string text = SlipWords{state.language}(TextKey::goods_slip_title).utf8() + " " +
                       state.line.goods.number + "\n" + slip.title.utf8();
    const auto add = [&](const CustomerFact& fact) {
        text += "\n" + fact.label.utf8() + ": " + fact.value.utf8();
    };
    add(slip.amount);
    for (const auto& fact : slip.facts) add(fact);
    return text;
}

void draw_goods_slip(Ui& ui, const Rect& window, const Scene& scene, const GoodsSlipState& state,
                     Intents<GoodsSlipIntent>& intents) {
    const SlipWords words{state.language};
    const CustomerShell shell{Text::data(scene.shop.store_name), words(TextKey::goods_slip_title),
                              Text::data(state.line.goods.number), state.language, state.large};
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
                        {slip.title, slip.lead, slip.facts, slip.amount, slip.note});
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
