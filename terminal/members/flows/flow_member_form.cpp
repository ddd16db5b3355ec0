// What typing into a member's form does, wherever it stands: duplicates are looked for and the
// draft is kept, each with one job under way at a time, so that a fast typist never waits and the
// last character is never lost.

#include "terminal/members/flows/flow_member_form.hpp"

#include "terminal/base/drafts.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_form_json.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/screens/screen_member_edit.hpp"
#include "terminal/members/screens/screen_register.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Duplicates = std::vector<domain::PossibleDuplicate>;

domain::DuplicateQuery query_of(const MemberForm& form) {
    return {.phone = form.phone, .name = form.name, .birthday = form.birthday};
}

/// Whether these might be the person at the counter was decided for these; others are asked about.
bool same_people(const Duplicates& one, const Duplicates& other) {
    return std::ranges::equal(
        one, other, [](const auto& a, const auto& b) { return a.member.id == b.member.id; });
}

void look_for_duplicates(Flow& flow, const FormKey& key) {
    auto* open = form_at(flow, key);
    open->duplicates_stale = open->asking_duplicates;
    if (open->asking_duplicates) return;
    open->asking_duplicates = true;
    run_service(
        flow,
        [query = query_of(open->values)](domain::ServiceContext& context,
                                         const domain::Session& session) {
            return domain::Members(context).possible_duplicates(session, query);
        },
        [key](Flow& later, const Result<Duplicates>& found) {
            auto* now = form_at(later, key);
            if (now == nullptr) return;
            now->asking_duplicates = false;
            if (!found) return show_error(later, found.error());
            auto others = *found;
            std::erase_if(others, [&](const auto& one) { return one.member.id == key.subject; });
            if (!same_people(others, now->duplicates)) now->accepts_duplicates = false;
            now->duplicates = std::move(others);
            if (now->duplicates_stale) look_for_duplicates(later, key);
        });
}

void changed(Flow& flow, std::string_view field) {
    auto* open = open_form(flow);
    const auto error = open->errors.find(field);
    if (error != open->errors.end()) open->errors.erase(error);
    const auto key = open_form_key(flow);
    if (!key) return;
    if (field == "phone" || field == "name" || field == "birthday") look_for_duplicates(flow, *key);
    save_draft(flow, *key);
}

void choose_code(Flow& flow, MemberFormState& open, const std::string& code) {
    const auto sheet = std::exchange(open.sheet, FormSheet::none);
    switch (sheet) {
        case FormSheet::none:
        case FormSheet::birthday:
        case FormSheet::doubt:
            return;
        case FormSheet::tier:
            open.values.tier_code = code;
            return changed(flow, "tier_code");
        case FormSheet::heard_from:
            open.values.heard_from = code;
            return changed(flow, "heard_from");
        case FormSheet::home_clerk:
            open.values.home_clerk = code;
            return changed(flow, "home_clerk");
    }
}

struct ApplyForm {
    Flow& flow;
    MemberFormState& open;

    void operator()(const form::SetText& intent) const {
        auto& text = text_of(open.values, intent.field);
        text = intent.value;
        if (intent.field == FormText::phone) {
            // Pasted with blanks and a country's code: what is understood shows how it is kept.
            const auto number = domain::normalise_phone(text, flow.scene.shop.phone_country);
            if (number) text = *number;
        }
        changed(flow, name_of(intent.field));
    }
    void operator()(const form::SetGender& intent) const {
        open.values.gender = intent.gender;
        changed(flow, "gender");
    }
    void operator()(const form::OpenSheet& intent) const {
        open.sheet = intent.sheet;
        open.pick = birthday_pick(open.values.birthday, open.values.lunar);
    }
    void operator()(const form::CloseSheet&) const { open.sheet = FormSheet::none; }
    void operator()(const form::Pick& intent) const { open.pick = intent.pick; }
    void operator()(const form::TakePick&) const {
        open.sheet = FormSheet::none;
        if (!open.pick.has_day()) return;
        open.values.birthday = birthday_of(open.pick);
        open.values.lunar = open.pick.calendar == CalendarKind::lunar;
        changed(flow, "birthday");
    }
    void operator()(const form::ClearPick&) const {
        open.sheet = FormSheet::none;
        open.values.birthday.clear();
        changed(flow, "birthday");
    }
    void operator()(const form::Choose& intent) const { choose_code(flow, open, intent.code); }
    void operator()(const form::Agree& intent) const {
        auto& agreed = open.values.agreed;
        if (std::erase(agreed, intent.purpose) == 0) agreed.push_back(intent.purpose);
        changed(flow, intent.purpose);
    }
    void operator()(const form::LookAt& intent) const {
        open.sheet = FormSheet::none;
        open_member(flow, intent.duplicate);
    }
    void operator()(const form::AcceptDuplicates&) const {
        open.sheet = FormSheet::none;
        open.accepts_duplicates = true;
        open.errors.erase("phone");
    }
    void operator()(const form::PhonePassedOn&) const {
        open.sheet = FormSheet::none;
        if (open.duplicates.empty()) return;
        const auto& old = open.duplicates.front().member;
        ask_phone_passed_on(flow, old.id, old.name);
    }
};

}  // namespace

domain::DraftKey draft_key(const FormKey& key) {
    return {std::string(key.kind == FormKind::registration ? k_register_draft : k_update_draft),
            key.subject};
}

std::string person_in_draft(const std::string& content_json) {
    const auto form = parse_form_json(content_json);
    return form ? person_text(*form).utf8() : std::string();
}

MemberFormState* open_form(Flow& flow) {
    if (flow.nav.screen == k_edit_screen) return &flow.get<MemberEditState>().form;
    return flow.nav.screen == k_register_screen ? &flow.get<RegisterState>().form : nullptr;
}

std::optional<FormKey> open_form_key(const Flow& flow) {
    if (flow.nav.screen == k_edit_screen) {
        return FormKey{FormKind::update, flow.get<MemberEditState>().id};
    }
    const auto& id = flow.get<RegisterState>().id;
    if (flow.nav.screen != k_register_screen || !id) return std::nullopt;
    return FormKey{FormKind::registration, *id};
}

MemberFormState* form_at(Flow& flow, const FormKey& key) {
    if (key.kind == FormKind::update) {
        auto& edit = flow.get<MemberEditState>();
        return edit.id == key.subject ? &edit.form : nullptr;
    }
    auto& registration = flow.get<RegisterState>();
    return registration.id == key.subject ? &registration.form : nullptr;
}

void refuse_form(Flow& flow, MemberFormState& form, const Error& error) {
    form.saving = false;
    if (error.field.empty()) return show_error(flow, error);
    form.errors.insert_or_assign(error.field, error);
    const bool doubted = error.kind == &domain::k_possible_duplicate && !form.duplicates.empty();
    if (doubted) form.sheet = FormSheet::doubt;
}

void form_begun(Flow& flow, const FormKey& key) {
    look_for_duplicates(flow, key);
    if (form_at(flow, key)->is_touched()) save_draft(flow, key);
}

void save_draft(Flow& flow, const FormKey& key) {
    auto* open = form_at(flow, key);
    open->draft_stale = open->saving_draft;
    if (open->saving_draft) return;
    open->saving_draft = true;
    run_service(
        flow,
        [key, json = form_json(open->values)](domain::ServiceContext& context,
                                              const domain::Session& session) -> Result<TimeMs> {
            QIANTAI_TRY_STATUS(domain::Drafts(context).save(session, draft_key(key), json));
            return domain::record_time(context);
        },
        [key](Flow& later, const Result<TimeMs>& saved) {
            auto* now = form_at(later, key);
            if (now == nullptr) return;
            now->saving_draft = false;
            if (!saved) return show_error(later, saved.error());
            now->draft_at = *saved;
            if (now->draft_stale && !now->ended) save_draft(later, key);
        });
}

void discard_draft(Flow& flow, const FormKey& key) {
    if (auto* open = form_at(flow, key)) open->ended = true;
    run_service(
        flow,
        [key](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, draft_key(key));
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

void flush_draft(Flow& flow, const FormKey& key) {
    auto* open = form_at(flow, key);
    if (open == nullptr) return;
    if (open->draft_stale && !open->ended) {
        open->saving_draft = false;
        save_draft(flow, key);
    }
    // No answer will come after signing out.
    open->saving_draft = open->asking_duplicates = open->saving = false;
    open->draft_stale = open->duplicates_stale = false;
}

void apply_member_form(Flow& flow, const MemberFormIntent& intent) {
    if (auto* open = open_form(flow)) std::visit(ApplyForm{flow, *open}, intent);
}

}  // namespace qiantai::app
