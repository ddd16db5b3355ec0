#pragma once

// The questions of taking a case in, each cutting itself off what is left of a place.

#include "terminal/kit/widgets/form.hpp"
#include "terminal/tickets/screens/screen_ticket_take.hpp"

namespace qiantai::ui {

struct TakeView {
    Ui& ui;
    const Scene& scene;
    const TicketTakeState& state;
    TicketTakeIntents& intents;
    bool low;  ///< only a field or two are in sight above the keyboard

    void draw_who(Rect& rest) const;
    void draw_what(Rect& rest) const;
    void draw_words(Rect& rest) const;
    /// What the touched words make, and what is typed.
    void draw_sentence(Rect& rest) const;
    void draw_story(Rect& rest) const {
        draw_words(rest);
        draw_sentence(rest);
    }
    /// Photos and files that show it, in the order in which they came, and the way to one more.
    void draw_photos(Rect& rest) const;
    /// Nothing is asked about enquiries and suggestions.
    void draw_severity(Rect& rest) const;
    /// The same in one line, where there is room for no more.
    void draw_severity_line(const Rect& line) const;
    /// What the customer may be told now.
    void draw_promise(Rect& rest) const;

    /// Number 1 to 4; the first one without an answer is next.
    bool is_answered(int question) const;
    void draw_head(Rect& rest, int question, TextKey title, const Text& note = {}) const;
    void draw_text_field(Form& form, TakeText which, const std::string& value, Field field) const;

  private:
    void draw_nobody(Rect& rest) const;
    void draw_earlier(Rect& rest) const;
    void draw_bought(Rect& rest) const;
    void draw_product(Rect& rest) const;
    void draw_repair(Rect& rest) const;
    void draw_phrases(Rect& rest) const;
    void draw_demands(Rect& rest) const;
};

/// "用了 3 天": how long the customer has had what was bought; empty without a date.
Text used_days_text(const Ui& ui, const Scene& scene, const TicketTakeState& state);
/// What has to be there before it can be saved; empty: everything is.
Text take_lacks(const Ui& ui, const TicketTakeState& state);

}  // namespace qiantai::ui
