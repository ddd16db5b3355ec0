#pragma once

// A second person says yes on the spot: a colleague who types the PIN at this terminal, while
// whoever is signed in stays signed in. It is a sign-in of its own, with its tries, waits and audit,
// and is over with the work.

#include <algorithm>

#include "terminal/access/rules/access.hpp"
#include "terminal/desk/ask_then.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

/// The colleagues of this place beside the signed-in person who have the right.
std::vector<domain::StaffTile> other_people(const Flow& flow, domain::Right right);

/// Asks which of them, and for the PIN; then `work(domain::ServiceContext&, const domain::Session&)`
/// with that person's session, and `then(Flow&, result)`, which ends the question with end_ask().
template <typename Work, typename Then>
void ask_second_person(Flow& flow, domain::Right right,
                       std::function<ui::AskWords(const ui::Ui&)> words, Work work, Then then) {
    AskThen question;
    question.words = std::move(words);
    question.other.people = other_people(flow, right);
    if (question.other.people.size() == 1) {
        question.other.number = question.other.people.front().number;
    }
    question.then_as = [work, then](Flow& now, const OtherPerson& other) {
        run_service(
            now,
            [work, number = other.number, pin = other.pin](
                domain::ServiceContext& context,
                const domain::Session& session) -> decltype(work(context, session)) {
                QIANTAI_TRY(const auto second, domain::Access(context).sign_in(number, pin));
                if (second.pin_must_change) return make_error(domain::k_pin_change_required);
                return work(context, second);
            },
            then);
    };
    ask(flow, std::move(question));
}

}  // namespace qiantai::app
