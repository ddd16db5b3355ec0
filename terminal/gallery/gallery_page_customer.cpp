#include "assets/words/find.hpp"
#include "assets/words/gallery.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gallery/gallery_pages.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_customer_shell.hpp"
#include "terminal/kit/widgets/widget_rating.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"

namespace qiantai::ui::gallery {
namespace {

constexpr float k_rating_roomy_dp = 640;

}  // namespace

void draw_customer_page(Ui& ui, const Rect& area, const GalleryState& state,
                        GalleryIntents& intents) {
    const auto tr = [&](TextKey key) { return translate(state.customer_language, key); };
    const CustomerShell shell{Text::data("望京一店"), tr(words::gallery_customer_form),
                              Text::data("TS-S001-01-0176-K"), state.customer_language,
                              state.customer_large};
    fill(ui, area, Role::background);
    const Rating rating{.question = tr(words::gallery_customer_satisfied),
                        .value = state.rating,
                        .language = state.customer_language,
                        .large = state.customer_large,
                        .compact = area.height() < ui.px(k_rating_roomy_dp)};
    const auto plan = plan_customer(ui, area, shell, rating_height(ui, rating));
    const auto bar = draw_customer_bar(ui, plan.bar, shell);
    if (bar.language) intents.emplace_back(Toggle::customer_language);
    if (bar.larger) intents.emplace_back(Toggle::customer_large);
    if (bar.staff) intents.emplace_back(OpenPage{GalleryPage::pads});
    if (state.customer_done) {
        auto rest = area;
        rest.top = plan.bar.bottom;
        draw_customer_thanks(ui, rest, shell, tr(words::gallery_customer_thanked));
        return;
    }
    const std::array facts{
        CustomerFact{tr(words::gallery_customer_said), tr(words::gallery_customer_said_value)},
        CustomerFact{tr(words::gallery_customer_done), tr(words::gallery_customer_done_value)},
        CustomerFact{tr(words::gallery_customer_also), tr(words::gallery_customer_also_value)}};
    const auto title = translate(state.customer_language, words::gallery_customer_title,
                                 fmt::make_format_args("郑海龙"));
    draw_customer_facts(ui, plan.facts, shell,
                        {title,
                         tr(words::gallery_customer_lead),
                         facts,
                         {tr(words::gallery_customer_amount), Text::data("¥369.00")},
                         tr(words::gallery_customer_note)});
    const auto month = tr(words::month_11).utf8();
    const SignaturePad pad{state.strokes,
                           translate(state.customer_language, words::date_full,
                                     fmt::make_format_args(2026, month, 21)),
                           state.customer_language, state.customer_large};
    for (const auto& change : draw_signature(ui, plan.signature, "signature", pad)) {
        intents.emplace_back(change);
    }
    if (const auto value = draw_rating(ui, plan.extra, rating)) intents.emplace_back(Rate{*value});
    const auto lacks =
        is_believable_signature(state.strokes) ? Text() : tr(words::customer_sign_first);
    const auto answer = draw_customer_buttons(ui, plan.buttons, shell, lacks);
    if (answer.agree) intents.emplace_back(Toggle::customer_done);
    if (answer.disagree) intents.emplace_back(OpenPage{GalleryPage::pads});
}

}  // namespace qiantai::ui::gallery
