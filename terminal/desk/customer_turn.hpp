#pragma once

// The screen in the customer's hands: what they are to agree to, in large words of their own
// language, and the place to sign. Nothing of the staff's, no telephone number, no way out but to
// the staff's locked page, which comes by itself after k_customer_idle_s without a touch. One such
// piece for every capability that has something signed.

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/desk/intents.hpp"
#include "terminal/desk/jobs.hpp"
#include "terminal/desk/scene.hpp"
#include "terminal/kit/widgets/widget_customer_shell.hpp"
#include "terminal/kit/widgets/widget_ink.hpp"

namespace qiantai::ui {

/// Goes back to the staff after so long without a touch, and after the thanks.
inline constexpr double k_customer_idle_s = 60, k_customer_thanks_s = 3;

/// Nothing of it is kept but by agreeing.
struct CustomerTurn {
    Language language = Language::zh;
    bool large = false;
    std::vector<Stroke> strokes{};
    bool saving = false;
    bool done = false;
    double since_s = 0;  ///< when it was shown, or when it was done
};

/// What the customer is shown and signs, in the language it is shown in.
struct CustomerPaper {
    Text form;
    Text number;
    Text title;  ///< with the person's name
    Text lead;
    std::vector<CustomerFact> facts;
    CustomerFact amount{};  ///< the one figure that matters
    CustomerFact terms{};   ///< what is agreed to, with its heading
    Text note;
    Text thanks;
};
/// The same as one text, to be kept with the signature.
std::string signed_text(const CustomerPaper& paper);

/// Something asked beside the signature, which may be left out: `draw` into a place so high.
struct CustomerQuestion {
    float height = 0;
    std::function<void(const Rect&)> draw{};
};

namespace customer {
struct Sign {
    InkChange change;
};
struct ToggleLarge {};
struct ToggleLanguage {};
struct Agree {};
struct Disagree {};
struct ToStaff {};
}  // namespace customer
using CustomerIntent = std::variant<customer::Sign, customer::ToggleLarge, customer::ToggleLanguage,
                                    customer::Agree, customer::Disagree, customer::ToStaff>;

/// Over the whole window.
void draw_customer_turn(Ui& ui, const Rect& window, const Scene& scene, const CustomerTurn& turn,
                        const CustomerPaper& paper, Intents<CustomerIntent>& intents,
                        const CustomerQuestion& question = {});

}  // namespace qiantai::ui

namespace qiantai::app {

/// Where a capability keeps its turn, and what comes of it.
struct CustomerTurnPlace {
    ui::ScreenId screen;
    ui::CustomerTurn& (*turn)(Flow&);
    /// Writes it down, then ends with customer_agreed() or customer_failed().
    void (*agree)(Flow&);
    /// The customer has another opinion; the turn ends after it.
    void (*disagree)(Flow&);
    void (*forget)(Flow&);
};
void apply_customer(Flow& flow, const CustomerTurnPlace& place, const ui::CustomerIntent& intent);
/// Between frames, while it is open.
void step_customer(Flow& flow, const CustomerTurnPlace& place);
/// It is written down: thanks, then the locked page.
void customer_agreed(Flow& flow, const CustomerTurnPlace& place);
/// Nothing was; why is for the staff to read, who unlock the terminal.
void customer_failed(Flow& flow, const CustomerTurnPlace& place, const Error& error);
/// Of ScreenEntry::scanned: it is not the customer's to scan.
bool ignore_scan(Flow& flow, const std::string& code);

}  // namespace qiantai::app
