// Changing a member.

#include "terminal/members/flows/flow_member_form.hpp"
#include "terminal/members/flows/member_form_json.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/sync_page/rules/sync_desk.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

MemberForm form_of(const domain::Member& member) {
    return {.phone = member.phone,
            .name = member.name,
            .gender = member.gender,
            .birthday = member.birthday,
            .lunar = member.birthday_calendar == "lunar",
            .tier_code = member.tier_code == domain::k_no_tier_code ? "" : member.tier_code,
            .heard_from = member.heard_from,
            .home_clerk = member.home_clerk,
            .preferences = member.preferences,
            .notes = member.notes};
}

domain::MemberUpdate changes_of(const MemberFormState& form) {
    const auto& now = form.values;
    const auto& before = form.start;
    domain::MemberUpdate changes;
    const auto take = [&](auto& change, const std::string& value, const std::string& old) {
        if (value != old) change = value;
    };
    take(changes.name, now.name, before.name);
    take(changes.phone, now.phone, before.phone);
    take(changes.gender, now.gender, before.gender);
    take(changes.heard_from, now.heard_from, before.heard_from);
    take(changes.preferences, now.preferences, before.preferences);
    take(changes.notes, now.notes, before.notes);
    take(changes.tier_code, now.tier_code, before.tier_code);
    take(changes.home_clerk, now.home_clerk, before.home_clerk);
    if (now.birthday != before.birthday || now.lunar != before.lunar) {
        changes.birthday = now.birthday;
        changes.birthday_calendar =
            now.lunar ? domain::BirthdayCalendar::lunar : domain::BirthdayCalendar::solar;
    }
    if (form.accepts_duplicates) changes.duplicates = domain::DuplicateCheck::accept;
    return changes;
}

FormKey key_of(const MemberEditState& edit) {
    return {FormKind::update, edit.id};
}

void leave_form(Flow& flow) {
    flow.state.work.edit = MemberEditState{};
    go_back(flow);
}

struct Saved {
    bool resent = false;  ///< headquarters had refused the record, and gets it again
};

Result<Saved> update(domain::ServiceContext& context, const domain::Session& session,
                     const Uuid& id, const domain::MemberUpdate& changes) {
    QIANTAI_TRY_STATUS(domain::Members(context).update(session, id, changes));
    if (!domain::has_right(session.role, domain::Right::sync_remedy)) return Saved{};
    QIANTAI_TRY(const int closed, link::SyncDesk(context).resend_corrected(session, "member", id));
    return Saved{closed > 0};
}

void save(Flow& flow) {
    auto& edit = flow.state.work.edit;
    auto& form = edit.form;
    if (form.saving || !form.is_touched()) return;
    form.errors = check_member_form(form.values, flow.state.shop.today);
    if (!form.errors.empty()) return show_field_errors(form);
    form.saving = true;
    run_service(
        flow,
        [id = edit.id, changes = changes_of(form)](domain::ServiceContext& context,
                                                   const domain::Session& session) {
            return update(context, session, id, changes);
        },
        [key = key_of(edit)](Flow& later, const Result<Saved>& saved) {
            auto* now = form_at(later.state.work, key);
            if (now == nullptr) return;
            now->saving = false;
            if (!saved) return refuse_form(later, *now, saved.error());
            discard_draft(later, key);
            show_done(later, saved->resent ? TextKey::sync_done_fixed : TextKey::edit_saved);
            if (later.state.work.screen == Screen::member_edit) leave_form(later);
        });
}

struct ApplyEdit {
    Flow& flow;

    MemberEditState& state() const { return flow.state.work.edit; }
    void operator()(const edit::Save&) const { save(flow); }
    void operator()(const edit::GiveUp&) const {
        if (!state().form.is_touched()) return leave_form(flow);
        state().asks_to_discard = true;
    }
    void operator()(const edit::Stay&) const { state().asks_to_discard = false; }
    void operator()(const edit::Discard&) const {
        discard_draft(flow, key_of(state()));
        leave_form(flow);
    }
    void operator()(const edit::TakeDraft&) const {
        state().form.values = *std::exchange(state().draft, std::nullopt);
        form_begun(flow, key_of(state()));
    }
    void operator()(const edit::DropDraft&) const {
        state().draft.reset();
        run_service(
            flow,
            [key = key_of(state())](domain::ServiceContext& context,
                                    const domain::Session& session) {
                return domain::Drafts(context).discard(session, draft_key(key));
            },
            [](Flow& later, const Status& dropped) {
                if (!dropped) show_error(later, dropped.error());
            });
    }
};

}  // namespace

void apply(Flow& flow, const MemberEditIntent& intent) {
    std::visit(ApplyEdit{flow}, intent);
}

void begin_edit(Flow& flow, const domain::Member& member) {
    auto& edit = flow.state.work.edit;
    edit = MemberEditState{.id = member.id};
    edit.form.values = edit.form.start = form_of(member);
    open_screen(flow, Screen::member_edit);
    using Loaded = Result<std::optional<domain::Draft>>;
    run_service(
        flow,
        [key = key_of(edit)](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).load(session, draft_key(key));
        },
        [id = member.id](Flow& later, const Loaded& draft) {
            auto& now = later.state.work.edit;
            if (now.id != id) return;
            if (!draft) return show_error(later, draft.error());
            if (!*draft) return;
            now.draft = parse_form_json((*draft)->content_json);
            now.draft_at = (*draft)->saved_at;
        });
}

void pause_edit(Flow& flow) {
    if (!flow.state.work.edit.id.is_nil()) flush_draft(flow, key_of(flow.state.work.edit));
}

}  // namespace qiantai::app
