// Registering a member.

#include "assets/words/help.hpp"
#include "assets/words/members.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/flows/flow_member_form.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_form_json.hpp"
#include "terminal/members/rules/consent_text.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_register.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// What a form needs from behind the counter before it can be saved.
struct Beginning {
    Uuid id{};
    domain::ConsentTexts consents{};
    std::vector<RegistrationDraft> drafts{};
};

std::vector<RegistrationDraft> registrations_of(const std::vector<domain::Draft>& drafts) {
    std::vector<RegistrationDraft> all;
    for (const auto& draft : drafts) {
        if (!draft.key.subject) continue;
        const FormKey key{FormKind::registration, *draft.key.subject};
        if (draft.key.kind != draft_key(key).kind) continue;
        if (auto form = parse_form_json(draft.content_json)) {
            all.push_back({key.subject, draft.saved_at, *std::move(form)});
        }
    }
    return all;
}

Result<Beginning> load_beginning(domain::ServiceContext& context, const domain::Session& session) {
    Beginning beginning{.id = context.new_id()};
    QIANTAI_TRY(beginning.consents, domain::load_consent_texts(context));
    QIANTAI_TRY(const auto drafts, domain::Drafts(context).list(session));
    beginning.drafts = registrations_of(drafts);
    return beginning;
}

std::optional<FormKey> registration_key(const RegisterState& state) {
    if (!state.id) return std::nullopt;
    return FormKey{FormKind::registration, *state.id};
}

domain::Registration registration_of(const RegisterState& state) {
    const auto& form = state.form.values;
    const auto if_given = [](const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    };
    domain::Registration registration{
        .id = state.id,
        .name = form.name,
        .phone = form.phone,
        .gender = Coded<Gender>::of_text(form.gender),
        .birthday = form.birthday,
        .birthday_calendar = form.lunar ? BirthdayCalendar::lunar : BirthdayCalendar::solar,
        .tier_code = if_given(form.tier_code),
        .card_number = if_given(form.card_number),
        .home_clerk = if_given(form.home_clerk),
        .preferences = form.preferences,
        .notes = form.notes};
    if (!form.heard_from.empty())
        registration.heard_from = Coded<HeardFrom>::of_text(form.heard_from);
    for (const auto& text : state.consents) {
        if (!form.has_agreed(text.purpose)) continue;
        registration.consents.push_back(
            {text.purpose, text.version, std::string(code_of(ConsentChannel::counter))});
    }
    if (state.form.accepts_duplicates) registration.duplicates = domain::DuplicateCheck::accept;
    return registration;
}

void save_registration(Flow& flow) {
    auto& state = flow.get<RegisterState>();
    auto& form = state.form;
    if (form.saving || !state.id || state.done) return;
    form.errors = check_member_form(form.values, flow.scene.shop);
    if (!form.values.has_agreed(k_compulsory_purpose)) {
        form.errors.try_emplace(std::string(k_compulsory_purpose),
                                make_error(k_membership_not_agreed));
    }
    if (!form.errors.empty()) return;
    form.saving = true;
    run_service(
        flow,
        [registration = registration_of(state)](domain::ServiceContext& context,
                                                const domain::Session& session) {
            return domain::Members(context).register_member(session, registration);
        },
        [id = *state.id](Flow& later, const Result<domain::MemberDetails>& made) {
            auto& now = later.get<RegisterState>();
            if (now.id != id) return;
            if (!made) return refuse_form(later, now.form, made.error());
            now.form.saving = false;
            now.done = *made;
            if (const auto card = card_that_speaks(made->cards)) {
                now.card_code = make_qr(card->number);
            }
            discard_draft(later, {FormKind::registration, id});
        });
}

void go_on_with(Flow& flow, const Uuid& id) {
    auto& state = flow.get<RegisterState>();
    const auto found = std::ranges::find(state.drafts, id, &RegistrationDraft::id);
    if (found == state.drafts.end()) return;
    state.id = id;
    state.form = MemberFormState{.values = found->values, .draft_at = found->saved_at};
    state.drafts.erase(found);
    form_begun(flow, {FormKind::registration, id});
}

void give_up_registration(Flow& flow) {
    auto& state = flow.get<RegisterState>();
    if (const auto key = registration_key(state)) discard_draft(flow, *key);
    state = RegisterState{};
    go_back(flow);
}

struct ApplyRegister {
    Flow& flow;

    RegisterState& state() const { return flow.get<RegisterState>(); }
    void operator()(const MemberFormIntent& intent) const { apply_member_form(flow, intent); }
    void operator()(const registration::Save&) const { save_registration(flow); }
    void operator()(const registration::GiveUp&) const {
        if (!state().form.is_touched()) return go_back(flow);
        if (state().form.saving) return;
        ask(flow, {.words =
                       [whom = person_text(state().form.values)](const Ui& ui) {
                           return discard_words(ui, words::register_discard_title, whom);
                       },
                   .then = [](Flow& now, const std::string&) { give_up_registration(now); }});
    }
    void operator()(const registration::TakeDraft& intent) const { go_on_with(flow, intent.id); }
    void operator()(const registration::DropDraft& intent) const {
        std::erase_if(state().drafts, [&](const auto& draft) { return draft.id == intent.id; });
        discard_draft(flow, {FormKind::registration, intent.id});
    }
    void operator()(const registration::Next&) const { begin_registration(flow, {}); }
    void operator()(const registration::OpenDone&) const {
        open_member(flow, Uuid(state().done->member.id));
    }
    void operator()(const registration::PrintCard&) const {
        preview_card(flow, Uuid(state().done->member.id));
    }
};

void apply_register(Flow& flow, const RegisterIntent& intent) {
    std::visit(ApplyRegister{flow}, intent);
}

void opened_register(Flow& flow) {
    if (flow.get<RegisterState>().id) return;
    run_service(flow, load_beginning, [](Flow& later, const Result<Beginning>& beginning) {
        auto& now = later.get<RegisterState>();
        if (now.id) return;
        if (!beginning) return show_error(later, beginning.error());
        now.id = beginning->id;
        now.consents = beginning->consents.texts;
        if (beginning->consents.problem) show_error(later, *beginning->consents.problem);
        now.drafts = beginning->drafts;
        if (const auto id = std::exchange(now.resuming, {})) return go_on_with(later, *id);
        form_begun(later, {FormKind::registration, beginning->id});
    });
}

void pause_register(Flow& flow) {
    auto& state = flow.get<RegisterState>();
    if (const auto key = registration_key(state)) flush_draft(flow, *key);
}

void resume_registration(Flow& flow, const std::optional<Uuid>& subject) {
    if (flow.get<RegisterState>().id == subject) return open_screen(flow, k_register_screen);
    begin_registration(flow, {});
    flow.get<RegisterState>().resuming = subject;
}

/// It is the new card's.
bool scan_into_registration(Flow& flow, const std::string& code) {
    const auto& state = flow.get<RegisterState>();
    if (!state.done && !state.form.saving) {
        apply_member_form(flow, form::SetText{FormText::card_number, code});
    }
    return true;
}

}  // namespace

void begin_registration(Flow& flow, const MemberForm& carried) {
    auto& state = flow.get<RegisterState>();
    if (const auto key = registration_key(state)) flush_draft(flow, *key);
    state = RegisterState{};
    state.form.values = state.form.start = carried;
    open_screen(flow, k_register_screen);
}

ScreenEntry register_screen() {
    return {.id = k_register_screen,
            .below = k_find_screen,
            .title = words::register_title,
            .help = words::help_register,
            .draw = screen_draw(draw_register, apply_register),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return has_register_modal(states.get<RegisterState>());
                          },
                      .draw = screen_draw(draw_register_modal, apply_register)},
            .task = task_of<RegisterState>(),
            .opened = opened_register,
            .paused = pause_register,
            .scanned = scan_into_registration,
            .unfinished = Unfinished{k_register_draft, person_in_draft, resume_registration}};
}

}  // namespace qiantai::app
