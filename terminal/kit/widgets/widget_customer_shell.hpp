#pragma once

#include <span>

#include "terminal/kit/core/ui.hpp"

namespace qiantai::ui {

/// The screen turned to the customer: no rail, nothing of the staff's, few and large words. It
/// speaks the customer's language, which need not be the terminal's.
struct CustomerShell {
    Text shop;
    Text form;
    Text number;
    Language language = Language::zh;
    bool large = false;  ///< 大字: everything one size up
};

/// Where its parts stand: side by side in landscape, below each other in portrait. `extra_height`
/// is kept between signature and buttons, e.g. for a question.
struct CustomerPlan {
    Rect bar;
    Rect facts;
    Rect signature;
    Rect extra;
    Rect buttons;
};
CustomerPlan plan_customer(const Ui& ui, const Rect& area, const CustomerShell& shell,
                           float extra_height = 0);

struct CustomerBarResult {
    bool staff = false;     ///< back to the staff, who have to unlock
    bool larger = false;    ///< turns 大字 on or off
    bool language = false;  ///< to the other language
};
CustomerBarResult draw_customer_bar(Ui& ui, const Rect& rect, const CustomerShell& shell);

struct CustomerFact {
    Text label;
    Text value;
};
/// What the customer is asked to check.
struct CustomerFacts {
    Text title;  ///< with the person's name
    Text lead;
    std::span<const CustomerFact> facts;
    CustomerFact amount{};  ///< the one figure that matters, on a ground of its own
    Text note{};            ///< e.g. what the signature is kept for
    CustomerFact terms{};   ///< what is agreed to, with its heading, below the facts
};
/// The name and the figure stay in sight; the rest scrolls where it is higher than its place.
void draw_customer_facts(Ui& ui, const Rect& rect, const CustomerShell& shell,
                         const CustomerFacts& facts);

struct CustomerAnswer {
    bool disagree = false;
    bool agree = false;
};
/// The filled button is always there; `lacks` says what is missing before it finishes, if anything.
CustomerAnswer draw_customer_buttons(Ui& ui, const Rect& rect, const CustomerShell& shell,
                                     const Text& lacks);

/// What stands there for a moment after the customer has agreed.
void draw_customer_thanks(Ui& ui, const Rect& rect, const CustomerShell& shell, const Text& said);

}  // namespace qiantai::ui
