// What is asked over the member's page before something is done, and doing it.

#include "assets/words/member_page.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_contacts.hpp"
#include "terminal/members/rules/member_erase.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using Kind = MemberDialog::Kind;

namespace {

/// The dialog that asked, if it is still the one: the answer may come after another was opened.
MemberDialog* asking(Flow& flow, const Uuid& id, Kind kind) {
    auto& page = flow.get<MemberState>();
    const bool still = page.id == id && page.dialog && page.dialog->kind == kind;
    return still ? &*page.dialog : nullptr;
}

/// Runs `work` for the dialog; `then` gets what it made. A refusal stays in the dialog.
template <typename Work, typename Then>
void run_dialog(Flow& flow, Work work, Then then) {
    auto& page = flow.get<MemberState>();
    page.dialog->busy = true;
    page.dialog->error.reset();
    run_service(flow, std::move(work),
                [id = page.id, kind = page.dialog->kind, then](Flow& later, const auto& made) {
                    auto* dialog = asking(later, id, kind);
                    if (dialog == nullptr) {
                        if (!made) show_error(later, made.error());
                        return;
                    }
                    dialog->busy = false;
                    if (!made) {
                        dialog->error = made.error();
                        return;
                    }
                    const auto closed = *std::exchange(later.get<MemberState>().dialog, {});
                    then(later, closed, made);
                });
}

std::string words_of(const Flow& flow, const MemberDialog& dialog) {
    return dialog.reason.words(flow.scene.settings.language, reasons_of(dialog.kind));
}

void reveal(Flow& flow, const MemberDialog& dialog) {
    run_dialog(
        flow,
        [id = flow.get<MemberState>().id, reason = words_of(flow, dialog)](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Members(context).reveal_contact(session, id, reason);
        },
        [](Flow& later, const MemberDialog& closed, const Result<domain::Member>& member) {
            later.get<MemberState>().revealed = *member;
            if (closed.then_edit) return begin_edit(later, *member);
            opened_member(later);
        });
}

void copy(Flow& flow, const MemberDialog& dialog) {
    run_dialog(
        flow,
        [id = flow.get<MemberState>().id, reason = words_of(flow, dialog)](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Members(context).copy(session, id, reason);
        },
        [](Flow& later, const MemberDialog&, const Result<domain::MemberDetails>& details) {
            auto& page = later.get<MemberState>();
            page.copied = *details;
            page.dialog = MemberDialog{.kind = Kind::copy};
            opened_member(later);
        });
}

void erase(Flow& flow, const MemberDialog& dialog) {
    if (dialog.typed != last_four(flow.get<MemberState>().member())) return;
    run_dialog(
        flow,
        [id = flow.get<MemberState>().id, reason = words_of(flow, dialog)](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberErase(context).erase(session, id, reason);
        },
        [](Flow& later, const MemberDialog&, const Result<domain::Erasure>& erasure) {
            later.get<MemberState>().revealed.reset();
            show_done(later,
                      erasure->elsewhere.empty() ? words::erase_done : words::erase_done_elsewhere);
            opened_member(later);
        });
}

void set_card_of(Flow& flow, const MemberDialog& dialog) {
    domain::CardRequest request{.member_id = flow.get<MemberState>().id,
                                .action = dialog.action,
                                .number = dialog.card_number};
    if (!dialog.typed.empty()) request.new_number = dialog.typed;
    run_dialog(
        flow,
        [request](domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberCards(context).set_card(session, request);
        },
        [](Flow& later, const MemberDialog& closed, const Result<domain::MemberCard>& card) {
            if (closed.action == domain::CardAction::renew) {
                show_renewal_done(later, tr(later, words::card_done), card->id);
            } else {
                show_done(later, words::card_done);
            }
            opened_member(later);
        });
}

void set_consent(Flow& flow, const MemberDialog& dialog) {
    const auto& page = flow.get<MemberState>();
    const auto text =
        std::ranges::find(page.consent_texts, dialog.purpose, &domain::ConsentText::purpose);
    if (text == page.consent_texts.end()) return;
    const domain::ConsentInput input{dialog.purpose, text->version,
                                     std::string(code_of(dialog.channel))};
    run_dialog(
        flow,
        [id = page.id, input, withdraws = dialog.withdraws](domain::ServiceContext& context,
                                                            const domain::Session& session) {
            domain::MemberConsents consents(context);
            return withdraws ? consents.withdraw(session, id, input)
                             : consents.record(session, id, input);
        },
        [](Flow& later, const MemberDialog&, const Result<domain::Consent>&) {
            show_done(later, words::consent_done);
            opened_member(later);
        });
}

void record_contact(Flow& flow, const MemberDialog& dialog) {
    if (!dialog.outcome) return;
    const domain::ContactInput input{.member_id = flow.get<MemberState>().id,
                                     .kind = ContactKind::other,
                                     .outcome = *dialog.outcome,
                                     .remark = dialog.typed};
    run_dialog(
        flow,
        [input](domain::ServiceContext& context, const domain::Session& session) {
            return domain::MemberContacts(context).record(session, input);
        },
        [](Flow& later, const MemberDialog&, const Result<domain::MemberContact>& contact) {
            show_contact_done(later, tr(later, words::consent_done), contact->id);
            opened_member(later);
        });
}

}  // namespace

void confirm_member_dialog(Flow& flow) {
    auto& page = flow.get<MemberState>();
    if (!page.dialog || page.dialog->busy) return;
    // The services change the dialog while they use it.
    const auto dialog = *page.dialog;
    switch (dialog.kind) {
        case Kind::reveal:
            return reveal(flow, dialog);
        case Kind::copy_reason:
            return copy(flow, dialog);
        case Kind::erase:
            return erase(flow, dialog);
        case Kind::card:
            return set_card_of(flow, dialog);
        case Kind::consent:
            return set_consent(flow, dialog);
        case Kind::contact:
            return record_contact(flow, dialog);
        case Kind::card_menu:
        case Kind::copy:
            return;
    }
}

}  // namespace qiantai::app
