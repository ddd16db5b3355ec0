#include "terminal/tickets/screens/screen_ticket_slip.hpp"

#include "assets/words/kit.hpp"
#include "assets/words/ticket_take.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/widget_rating.hpp"
#include "terminal/tickets/screens/ticket_take_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_rating_roomy_dp = 700, k_rating_roomy_portrait_dp = 1000;

struct TicketPaperWords {
    Language language;

    template <typename... Values>
    Text operator()(TextKey key, const Values&... values) const {
        return translate(language, key, fmt::make_format_args(values...));
    }
};

/// What was done, in the words of whoever did it; the events stand with the newest first.
std::string carried_out_words(const domain::TicketPage& page) {
    for (const auto& shown : page.events) {
        if (shown.event.step == TicketStep::carried_out && !shown.without_effect) {
            return shown.event.words;
        }
    }
    return {};
}

std::string quoted_words(const domain::TicketPage& page) {
    for (const auto& shown : page.events) {
        if (shown.event.step == TicketStep::quoted && !shown.without_effect) {
            return shown.event.words;
        }
    }
    return {};
}

TextKey amount_label(const Coded<ResolutionKind>& resolution) {
    if (resolution == ResolutionKind::refund) return words::slip_refund;
    if (resolution == ResolutionKind::compensation) return words::slip_compensation;
    if (resolution == ResolutionKind::discount) return words::slip_discount;
    return words::slip_amount;
}

void add_settled(const TicketPaperWords& words, const domain::TicketPage& page,
                 CustomerPaper& paper) {
    const auto& proposal = page.state.proposal;
    std::string done;
    if (proposal) {
        done = resolution_text(words.language, proposal->resolution).utf8();
        if (!proposal->words.empty()) {
            done += words(words::take_say_comma).utf8() + proposal->words;
        }
    }
    const auto carried_out = carried_out_words(page);
    if (done.empty()) {
        done = carried_out;
    } else if (!carried_out.empty() && carried_out != proposal->words) {
        paper.facts.push_back({words(words::slip_also), Text::data(carried_out)});
    }
    if (!done.empty()) {
        paper.facts.insert(paper.facts.begin() + 1,
                           {words(words::slip_done), Text::data(std::move(done))});
    }
    if (proposal && proposal->amount > Fen()) {
        paper.amount = {words(amount_label(proposal->resolution)), money_text(proposal->amount)};
    } else if (page.state.quote) {
        paper.amount = {words(words::slip_fee), money_text(*page.state.quote)};
    }
}

bool is_roomy(const Ui& ui) {
    const auto high = ui.screen().height();
    return high >= ui.px(ui.portrait() ? k_rating_roomy_portrait_dp : k_rating_roomy_dp);
}

}  // namespace

CustomerPaper ticket_paper(const TicketSlipState& state) {
    const TicketPaperWords words{state.turn.language};
    const auto& page = state.page;
    const bool quote = state.step == TicketStep::quote_accepted;
    const bool complaint = page.ticket.kind == TicketKind::complaint;
    const auto& called = page.customer.salutation;
    const auto& name =
        called.empty() || state.turn.language != Language::zh ? page.customer.name : called;
    CustomerPaper paper{
        .form = words(quote       ? words::slip_quote_title
                      : complaint ? words::slip_title
                                  : words::slip_repair_title),
        .number = Text::data(page.ticket.number),
        .title = name.empty() ? words(words::slip_heading) : words(words::slip_heading_of, name),
        .lead = words(words::slip_lead),
        .facts = {{words(words::slip_said), Text::data(page.ticket.words)}},
        .note = words(complaint ? words::slip_note_call : words::slip_note),
        .thanks = words(words::customer_hand_back)};
    const auto add = [&](TextKey label, const std::string& value) {
        if (!value.empty()) paper.facts.push_back({words(label), Text::data(value)});
    };
    add(words::slip_device, page.ticket.device);
    if (quote) {
        add(words::slip_work, quoted_words(page));
        if (page.state.quote) {
            paper.amount = {words(words::slip_fee), money_text(*page.state.quote)};
        }
        return paper;
    }
    add_settled(words, page, paper);
    return paper;
}

void draw_ticket_slip(Ui& ui, const Rect& window, const Scene& scene, const TicketSlipState& state,
                      Intents<TicketSlipIntent>& intents) {
    const auto& turn = state.turn;
    const Rating rating{.question = translate(turn.language, words::slip_satisfied),
                        .value = state.satisfaction,
                        .language = turn.language,
                        .large = turn.large,
                        .compact = !is_roomy(ui)};
    CustomerQuestion question;
    if (state.step == TicketStep::signed_) {
        question = {rating_height(ui, rating), [&](const Rect& place) {
                        const auto value = draw_rating(ui, place, rating);
                        if (value) intents.add(ticket_slip::Rate{*value});
                    }};
    }
    Intents<CustomerIntent> customer;
    draw_customer_turn(ui, window, scene, turn, ticket_paper(state), customer, question);
    intents.add_all(customer);
}

}  // namespace qiantai::ui
