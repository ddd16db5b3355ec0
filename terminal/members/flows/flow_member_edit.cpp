// Changing a member.

#include "assets/words/help.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/sync.hpp"
#include "terminal/members/flows/flow_member_form.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_form_json.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/rules/phone_facts.hpp"
#include "terminal/members/screens/screen_member_edit.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

MemberForm form_of(const domain::Member& member) {
    return {.phone = member.phone,
            .name = member.name,
            .gender = member.gender.text(),
            .birthday = member.birthday,
            .lunar = member.birthday_calendar == BirthdayCalendar::lunar,
            .tier_code = member.tier_code == domain::k_no_tier_code ? "" : member.tier_code,
            .heard_from = member.heard_from.text(),
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
    const auto take_code = [&]<typename E>(std::optional<Coded<E>>& change,
                                           const std::string& value, const std::string& old) {
        if (value != old) change = Coded<E>::of_text(value);
    };
    take_code(changes.gender, now.gender, before.gender);
    take_code(changes.heard_from, now.heard_from, before.heard_from);
    take(changes.preferences, now.preferences, before.preferences);
    take(changes.notes, now.notes, before.notes);
    take(changes.tier_code, now.tier_code, before.tier_code);
    take(changes.home_clerk, now.home_clerk, before.home_clerk);
    if (now.birthday != before.birthday || now.lunar != before.lunar) {
        changes.birthday = now.birthday;
        changes.birthday_calendar = now.lunar ? BirthdayCalendar::lunar : BirthdayCalendar::solar;
    }
    if (form.accepts_duplicates) changes.duplicates = domain::DuplicateCheck::accept;
    return changes;
}

FormKey edit_key(const MemberEditState& edit) {
    return {FormKind::update, edit.id};
}

void leave_form(Flow& flow) {
    flow.get<MemberEditState>() = MemberEditState{};
    go_back(flow);
}

struct Saved {
    bool was_waited_for = false;  ///< headquarters had refused the record, and gets it again
};

/// Whoever waits for corrected records. Copied for the job, which may outlive the list of screens.
using Watchers = std::vector<decltype(ScreenEntry::record_changed)>;

Watchers watchers_of(const Screens& screens) {
    Watchers watchers;
    for (const auto& entry : screens.entries) {
        if (entry.record_changed != nullptr) watchers.push_back(entry.record_changed);
    }
    return watchers;
}

Result<Saved> update(domain::ServiceContext& context, const domain::Session& session,
                     const Uuid& id, const domain::MemberUpdate& changes,
                     const Watchers& watchers) {
    QIANTAI_TRY_STATUS(domain::Members(context).update(session, id, changes));
    Saved saved;
    for (const auto record_changed : watchers) {
        QIANTAI_TRY(const bool waited, record_changed(context, session, "member", id));
        saved.was_waited_for |= waited;
    }
    return saved;
}

void save_edit(Flow& flow) {
    auto& edit = flow.get<MemberEditState>();
    auto& form = edit.form;
    if (form.saving || !form.is_touched()) return;
    form.errors = check_member_form(form.values, flow.scene.shop);
    if (form.values.phone.empty()) {
        form.errors.erase("phone");
        // Whose number passed on has none; anybody else's isn't just emptied.
        if (!form.start.phone.empty()) {
            form.errors.emplace("phone", make_error(domain::k_phone_not_emptied, {}, "phone"));
        }
    }
    if (!form.errors.empty()) return;
    form.saving = true;
    run_service(
        flow,
        [id = edit.id, changes = changes_of(form), watchers = watchers_of(flow.screens)](
            domain::ServiceContext& context, const domain::Session& session) {
            return update(context, session, id, changes, watchers);
        },
        [key = edit_key(edit)](Flow& later, const Result<Saved>& saved) {
            auto* now = form_at(later, key);
            if (now == nullptr) return;
            now->saving = false;
            if (!saved) return refuse_form(later, *now, saved.error());
            discard_draft(later, key);
            show_done(later, saved->was_waited_for ? words::sync_done_fixed : words::edit_saved);
            if (later.nav.screen == k_edit_screen) leave_form(later);
        });
}

void take_draft(Flow& flow) {
    auto& edit = flow.get<MemberEditState>();
    edit.form.values = *std::exchange(edit.draft, std::nullopt);
    form_begun(flow, edit_key(edit));
}

struct ApplyEdit {
    Flow& flow;

    MemberEditState& state() const { return flow.get<MemberEditState>(); }
    void operator()(const MemberFormIntent& intent) const { apply_member_form(flow, intent); }
    void operator()(const edit::Save&) const { save_edit(flow); }
    void operator()(const edit::GiveUp&) const {
        if (!state().form.is_touched()) return leave_form(flow);
        ask(flow, {.words =
                       [whom = person_text(state().form.start)](const Ui& ui) {
                           return discard_words(ui, words::edit_discard_title, whom);
                       },
                   .then =
                       [](Flow& now, const std::string&) {
                           discard_draft(now, edit_key(now.get<MemberEditState>()));
                           leave_form(now);
                       }});
    }
    void operator()(const edit::TakeDraft&) const { take_draft(flow); }
    void operator()(const edit::DropDraft&) const {
        state().draft.reset();
        run_service(
            flow,
            [key = edit_key(state())](domain::ServiceContext& context,
                                      const domain::Session& session) {
                return domain::Drafts(context).discard(session, draft_key(key));
            },
            [](Flow& later, const Status& dropped) {
                if (!dropped) show_error(later, dropped.error());
            });
    }
};

void apply_edit(Flow& flow, const MemberEditIntent& intent) {
    std::visit(ApplyEdit{flow}, intent);
}

void pause_edit(Flow& flow) {
    const auto& edit = flow.get<MemberEditState>();
    if (!edit.id.is_nil()) flush_draft(flow, edit_key(edit));
}

// Whoever does not see the record in full says first why they have to; the form then offers what was
// typed.
void resume_edit(Flow& flow, const std::optional<Uuid>& subject) {
    if (flow.get<MemberEditState>().id == subject) return open_screen(flow, k_edit_screen);
    run_service(
        flow,
        [id = *subject](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Members(context).get(session, id);
        },
        [](Flow& later, const Result<domain::MemberDetails>& details) {
            if (!details) return show_error(later, details.error());
            const auto& member = details->member;
            if (member.contact != domain::ContactAccess::full) {
                return open_member_asking(later, member.id,
                                          {.kind = MemberDialog::Kind::reveal, .then_edit = true});
            }
            begin_edit(later, member);
            later.get<MemberEditState>().resuming = true;
        });
}

Restore edit_place(Flow& flow) {
    return [id = flow.get<MemberEditState>().id](Flow& later) {
        return later.get<MemberEditState>().id == id;
    };
}

}  // namespace

void begin_edit(Flow& flow, const domain::Member& member) {
    auto& edit = flow.get<MemberEditState>();
    edit = MemberEditState{.id = member.id};
    edit.form.values = edit.form.start = form_of(member);
    open_screen(flow, k_edit_screen);
    using Loaded = Result<std::optional<domain::Draft>>;
    run_service(
        flow,
        [key = edit_key(edit)](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).load(session, draft_key(key));
        },
        [id = member.id](Flow& later, const Loaded& draft) {
            auto& now = later.get<MemberEditState>();
            if (now.id != id) return;
            if (!draft) return show_error(later, draft.error());
            if (!*draft) return;
            now.draft = parse_form_json((*draft)->content_json);
            now.draft_at = (*draft)->saved_at;
            if (now.draft && std::exchange(now.resuming, false)) take_draft(later);
        });
}

namespace {

/// By the name that is on record, also while another one is typed.
Text edit_title(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& name = states.get<MemberEditState>().form.start.name;
    return Text::data(ui.tr(words::edit_title_of, name).utf8());
}

}  // namespace

ScreenEntry edit_screen() {
    return {.id = k_edit_screen,
            .below = k_find_screen,
            .title = words::edit_title,
            .title_text = edit_title,
            .help = words::help_edit,
            .draw = screen_draw(draw_member_edit, apply_edit),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return has_edit_modal(states.get<MemberEditState>());
                          },
                      .draw = screen_draw(draw_edit_modal, apply_edit)},
            .paused = pause_edit,
            .place = edit_place,
            .unfinished = Unfinished{k_update_draft, person_in_draft, resume_edit}};
}

}  // namespace qiantai::app
