#include "terminal/desk/customer_turn.hpp"

#include "assets/words/kit.hpp"
#include "terminal/desk/flow.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_signature.hpp"

namespace qiantai::ui {

std::string signed_text(const CustomerPaper& paper) {
    std::string text = paper.form.utf8() + " " + paper.number.utf8() + "\n" + paper.title.utf8();
    const auto add = [&](const CustomerFact& fact) {
        if (!fact.value.empty()) text += "\n" + fact.label.utf8() + ": " + fact.value.utf8();
    };
    add(paper.amount);
    for (const auto& fact : paper.facts) add(fact);
    add(paper.terms);
    return text;
}

void draw_customer_turn(Ui& ui, const Rect& window, const Scene& scene, const CustomerTurn& turn,
                        const CustomerPaper& paper, Intents<CustomerIntent>& intents,
                        const CustomerQuestion& question) {
    const CustomerShell shell{Text::data(scene.shop.store_name), paper.form, paper.number,
                              turn.language, turn.large};
    const auto plan = plan_customer(ui, window, shell, question.height);
    const auto bar = draw_customer_bar(ui, plan.bar, shell);
    if (bar.language) intents.add(customer::ToggleLanguage{});
    if (bar.larger) intents.add(customer::ToggleLarge{});
    if (bar.staff) intents.add(customer::ToStaff{});
    if (turn.done) {
        ui.wake_at(turn.since_s + k_customer_thanks_s);
        auto rest = window;
        rest.top = plan.bar.bottom;
        return draw_customer_thanks(ui, rest, shell, paper.thanks);
    }
    ui.wake_at(std::max(turn.since_s, scene.touched_s) + k_customer_idle_s);
    draw_customer_facts(
        ui, plan.facts, shell,
        {paper.title, paper.lead, paper.facts, paper.amount, paper.note, paper.terms});
    const auto today = full_date_text(turn.language, Date::of_text(scene.shop.today));
    const SignaturePad pad{turn.strokes, today, turn.language, turn.large};
    for (const auto& change : draw_signature(ui, plan.signature, "signature", pad)) {
        intents.add(customer::Sign{change});
    }
    if (question.draw) question.draw(plan.extra);
    const bool is_signed = is_believable_signature(turn.strokes);
    const auto lacks = !is_signed    ? translate(turn.language, words::customer_sign_first)
                       : turn.saving ? translate(turn.language, words::form_saving)
                                     : Text();
    const auto answer = draw_customer_buttons(ui, plan.buttons, shell, lacks);
    if (answer.agree) intents.add(customer::Agree{});
    if (answer.disagree) intents.add(customer::Disagree{});
}

}  // namespace qiantai::ui

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

// The customer has the screen in hand: whatever comes next, the staff has to unlock it.
void end_customer_turn(Flow& flow, const CustomerTurnPlace& place) {
    place.forget(flow);
    if (flow.nav.screen == place.screen) go_back(flow);
    lock(flow);
}

struct ApplyCustomer {
    Flow& flow;
    const CustomerTurnPlace& place;

    CustomerTurn& turn() const { return place.turn(flow); }
    void operator()(const customer::Sign& intent) const {
        if (!turn().saving) apply_ink(turn().strokes, intent.change);
    }
    void operator()(const customer::ToggleLarge&) const { turn().large = !turn().large; }
    // What was signed was signed in the other language; it is signed anew.
    void operator()(const customer::ToggleLanguage&) const {
        if (turn().saving) return;
        turn().language = turn().language == Language::zh ? Language::en : Language::zh;
        turn().strokes.clear();
    }
    void operator()(const customer::Agree&) const {
        if (turn().saving || turn().done || !is_believable_signature(turn().strokes)) return;
        turn().saving = true;
        place.agree(flow);
    }
    void operator()(const customer::Disagree&) const {
        if (turn().saving) return;
        place.disagree(flow);
        end_customer_turn(flow, place);
    }
    void operator()(const customer::ToStaff&) const {
        if (!turn().saving) end_customer_turn(flow, place);
    }
};

}  // namespace

void apply_customer(Flow& flow, const CustomerTurnPlace& place, const CustomerIntent& intent) {
    std::visit(ApplyCustomer{flow, place}, intent);
}

void step_customer(Flow& flow, const CustomerTurnPlace& place) {
    const auto& turn = place.turn(flow);
    const auto idle_since = std::max(turn.since_s, flow.scene.touched_s);
    const bool over = turn.done ? flow.now_s >= turn.since_s + k_customer_thanks_s
                                : flow.now_s >= idle_since + k_customer_idle_s;
    if (over) end_customer_turn(flow, place);
}

void customer_agreed(Flow& flow, const CustomerTurnPlace& place) {
    auto& turn = place.turn(flow);
    turn.saving = false;
    turn.done = true;
    turn.since_s = flow.now_s;
}

void customer_failed(Flow& flow, const CustomerTurnPlace& place, const Error& error) {
    place.turn(flow).saving = false;
    flow.scene.start_notice = error;
    end_customer_turn(flow, place);
}

bool ignore_scan(Flow&, const std::string&) {
    return true;
}

}  // namespace qiantai::app
