// The customer's side: what is taken in or handed out, in words that can be read from a step away.

#include "assets/words/kit.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/desk/shown.hpp"
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
        return unit.empty() ? (*this)(words::goods_unit).utf8() : unit;
    }
};

std::string conditions_text(const std::vector<std::string>& conditions) {
    std::string text;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        text += fmt::format("{}{}. {}", i > 0 ? "\n" : "", i + 1, conditions[i]);
    }
    return text;
}

CustomerPaper deposit_slip(const SlipWords& words, const domain::GoodsToSign& taken_in) {
    const auto& first = taken_in.goods.front();
    CustomerPaper slip{.form = words(words::goods_print_sheet),
                       .number = Text::data(first.goods.number),
                       .title = words(words::goods_slip_heading, first.member_name),
                       .lead = words(words::goods_slip_lead),
                       .facts = {},
                       .amount = {words(words::goods_slip_taken_in),
                                  words(words::goods_slip_count, first.goods.quantity,
                                        words.unit(first.goods.unit))},
                       .note = words(words::goods_slip_note),
                       .thanks = words(words::customer_hand_back)};
    if (!taken_in.conditions.empty()) {
        slip.terms = {words(words::goods_slip_conditions),
                      Text::data(conditions_text(taken_in.conditions))};
    }
    const auto add = [&](TextKey label, const std::string& value) {
        if (!value.empty()) slip.facts.push_back({words(label), Text::data(value)});
    };
    const auto add_goods = [&](const domain::StoredGoods& goods, const std::string& item) {
        add(words::goods_slip_item, item);
        if (goods.expires_on) {
            add(words::goods_slip_expiry, full_date_text(words.language, *goods.expires_on).utf8());
        }
        if (goods.fee != Fen()) add(words::goods_slip_fee, money_text(goods.fee).utf8());
    };
    if (taken_in.goods.size() > 1) {
        slip.amount.value = words(words::goods_item_total, taken_in.goods.size());
        for (const auto& line : taken_in.goods) {
            const auto count =
                words(words::goods_slip_count, line.goods.quantity, words.unit(line.goods.unit));
            add_goods(line.goods, line.goods.item + "\n" + count.utf8());
        }
        return slip;
    }
    add_goods(first.goods, first.goods.item);
    add(words::goods_batch, first.goods.batch);
    return slip;
}

}  // namespace

CustomerPaper goods_slip(const GoodsSlipState& state) {
    const SlipWords words{state.turn.language};
    if (state.taken_in) return deposit_slip(words, *state.taken_in);
    const auto& goods = state.line.goods;
    const auto unit = words.unit(goods.unit);
    CustomerPaper slip{.form = words(words::goods_slip_title),
                       .number = Text::data(goods.number),
                       .title = words(words::goods_slip_heading, state.line.member_name),
                       .lead = words(words::goods_slip_lead),
                       .facts = {{words(words::goods_slip_item), Text::data(goods.item)}},
                       .amount = {words(words::goods_slip_amount),
                                  words(words::goods_slip_count, state.quantity, unit)},
                       .note = words(words::goods_slip_note),
                       .thanks = words(words::customer_hand_back)};
    const auto add = [&](TextKey label, const std::string& value) {
        if (!value.empty()) slip.facts.push_back({words(label), Text::data(value)});
    };
    // What a customer asks first is in sight also where the rest has to be scrolled to.
    if (goods.expires_on)
        add(words::goods_slip_expiry,
            full_date_text(state.turn.language, *goods.expires_on).utf8());
    const int after = state.line.state.remaining - state.quantity;
    add(words::goods_slip_after, words(words::goods_slip_count, after, unit).utf8());
    add(words::goods_batch, goods.batch);
    add(words::goods_slip_signer, state.signer);
    return slip;
}

void draw_goods_slip(Ui& ui, const Rect& window, const Scene& scene, const GoodsSlipState& state,
                     Intents<CustomerIntent>& intents) {
    draw_customer_turn(ui, window, scene, state.turn, goods_slip(state), intents);
}

}  // namespace qiantai::ui
