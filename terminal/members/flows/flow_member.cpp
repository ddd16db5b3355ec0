// The member's page: loading it, and what is done from it. Everything that is done loads the page
// anew, so that it shows what is on disk.

#include "assets/words/help.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "terminal/members/flows/flow_member_form.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/consent_text.hpp"
#include "terminal/members/rules/member_conflicts.hpp"
#include "terminal/members/rules/member_lists.hpp"
#include "terminal/members/rules/member_timeline.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::app {

using namespace qiantai::ui;
using Kind = MemberDialog::Kind;

namespace {

struct Page {
    domain::MemberDetails details;
    std::vector<domain::TimelineEntry> timeline{};
    std::vector<domain::MemberConflict> conflicts{};
    domain::ConsentTexts consents{};
    std::vector<domain::PossibleDuplicate> duplicates{};
    MemberTasks tasks{};
    bool led_here = false;  ///< another record was asked for, which was merged into this one
};

Result<Page> load_member_page(domain::ServiceContext& context, const domain::Session& session,
                              const Uuid& id) {
    domain::Members members(context);
    QIANTAI_TRY(auto details, members.get(session, id));
    Page page;
    if (details.standing_member) {
        page.led_here = true;
        QIANTAI_TRY(details, members.get(session, *details.standing_member));
    }
    page.details = std::move(details);
    const auto standing = page.details.member.id;
    QIANTAI_TRY(page.timeline, domain::MemberTimelines(context).load(session, standing));
    QIANTAI_TRY(page.consents, domain::load_consent_texts(context));
    QIANTAI_TRY(page.duplicates, members.duplicates_of(session, standing));
    if (!domain::has_right(session.role, domain::Right::members_conflicts)) return page;
    QIANTAI_TRY(page.conflicts, domain::MemberConflicts(context).of_member(session, standing));
    return page;
}

void show_page(MemberState& state, const Page& page) {
    if (page.led_here) state.came_from = state.id;
    state.id = page.details.member.id;
    state.details = page.details;
    state.timeline = page.timeline;
    state.conflicts = page.conflicts;
    state.consent_texts = page.consents.texts;
    state.consent_problem = page.consents.problem;
    state.duplicates = page.duplicates;
    state.tasks = page.tasks;
    state.deciding = false;
    // A choice for a case that somebody decided meanwhile is none any more.
    std::erase_if(state.chosen, [&](const auto& chosen) {
        return std::ranges::find(state.conflicts, chosen.first, &domain::MemberConflict::id) ==
               state.conflicts.end();
    });
}

Result<Page> load_whole_page(domain::ServiceContext& context, const domain::Session& session,
                             const Uuid& id, const LineSources& counts) {
    QIANTAI_TRY(auto page, load_member_page(context, session, id));
    // A line that came later would move what is below it.
    QIANTAI_TRY(page.tasks, load_tasks(context, session, page.details.member.id, counts));
    return page;
}

void open_line(Flow& flow, ScreenId screen) {
    const auto& about = flow.screens.at(screen).about_member;
    const auto& member = flow.get<MemberState>().member();
    about->open(flow, Uuid(member.id), std::string(member.name));
}

using Choices = std::vector<std::pair<Uuid, domain::ConflictChoice>>;

void decide(Flow& flow) {
    auto& page = flow.get<MemberState>();
    if (page.deciding) return;
    Choices choices;
    for (const auto* conflict : column_conflicts(page)) {
        const auto chosen = page.chosen.find(conflict->id);
        // Both said the same, so there was nothing to choose.
        const bool keeps = chosen == page.chosen.end() || chosen->second == Side::left;
        choices.emplace_back(
            conflict->id, keeps ? domain::ConflictChoice::keep : domain::ConflictChoice::restore);
    }
    page.deciding = true;
    run_service(
        flow,
        [choices](domain::ServiceContext& context, const domain::Session& session) -> Status {
            domain::MemberConflicts conflicts(context);
            for (const auto& [id, choice] : choices) {
                QIANTAI_TRY_STATUS(conflicts.resolve(session, id, choice));
            }
            return {};
        },
        [](Flow& later, const Status& decided) {
            if (decided) {
                show_done(later, words::conflict_done);
            } else {
                show_error(later, decided.error());
            }
            opened_member(later);
        });
}

void choose_side(MemberState& page, const CompareChoice& choice) {
    const auto conflicts = column_conflicts(page);
    for (std::size_t i = 0; i < conflicts.size(); ++i) {
        if (!choice.row || *choice.row == i) page.chosen[conflicts[i]->id] = choice.side;
    }
}

void edit_member(Flow& flow) {
    auto& page = flow.get<MemberState>();
    if (!page.details) return;
    if (page.member().contact == domain::ContactAccess::full) {
        return begin_edit(flow, domain::Member(page.member()));
    }
    // Whoever changes a record sees it in full, for a reason.
    page.dialog = MemberDialog{.kind = Kind::reveal, .then_edit = true};
}

struct ApplyMember {
    Flow& flow;

    MemberState& page() const { return flow.get<MemberState>(); }
    void operator()(const member::Reload&) const { opened_member(flow); }
    void operator()(const member::Edit&) const { edit_member(flow); }
    void operator()(const member::Open& intent) const { open_member(flow, intent.id); }
    void operator()(const member::OpenDialog& intent) const {
        page().dialog = intent.dialog;
        if (intent.dialog.kind == Kind::consent) page().dialog->error = page().consent_problem;
    }
    void operator()(const member::CloseDialog&) const {
        page().dialog.reset();
        page().copied.reset();
    }
    void operator()(const member::GiveReason& intent) const {
        if (!page().dialog) return;
        page().dialog->reason = intent.reason;
        page().dialog->error.reset();
    }
    void operator()(const member::Type& intent) const {
        if (!page().dialog) return;
        page().dialog->typed = intent.text;
        page().dialog->error.reset();
    }
    void operator()(const member::SetChannel& intent) const {
        if (page().dialog) page().dialog->channel = intent.channel;
    }
    void operator()(const member::ChooseAction& intent) const {
        page().dialog->kind = Kind::card;
        page().dialog->action = intent.action;
    }
    void operator()(const member::ChooseOutcome& intent) const {
        if (page().dialog) page().dialog->outcome = intent.outcome;
    }
    void operator()(const member::Confirm&) const { confirm_member_dialog(flow); }
    void operator()(const member::ChooseSide& intent) const { choose_side(page(), intent.choice); }
    void operator()(const member::Decide&) const { decide(flow); }
    void operator()(const member::OpenLine& intent) const { open_line(flow, intent.screen); }
    void operator()(const member::AskPhonePassedOn&) const {
        ask_phone_passed_on(flow, page().id, page().member().name);
    }
    void operator()(const member::RestorePhone&) const { restore_phone(flow, page().id); }
    void operator()(const member::Greet&) const { greet(flow, page().tasks); }
    void operator()(const member::Compare&) const {
        if (!page().duplicates.empty()) compare_members(flow, page().duplicates.front());
    }
};

/// A card's code, while a question waits for a new card's.
bool scan_into_member(Flow& flow, const std::string& code) {
    auto& dialog = flow.get<MemberState>().dialog;
    const bool takes = dialog && dialog->kind == Kind::card && !dialog->busy &&
                       dialog->action == domain::CardAction::replace;
    if (takes) dialog->typed = code;
    return takes;
}

/// The page is left: nothing that was revealed stays.
void pause_member(Flow& flow) {
    auto& page = flow.get<MemberState>();
    page.revealed.reset();
    page.copied.reset();
    page.dialog.reset();
    page.deciding = false;
}

Restore member_place(Flow& flow) {
    return [id = flow.get<MemberState>().id](Flow& later) {
        auto& page = later.get<MemberState>();
        if (page.id != id) page = MemberState{.id = id};
        return true;
    };
}

// A long name may be shortened there: it stands in full below.
Text member_title(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& page = states.get<MemberState>();
    if (!page.details) return ui.tr(words::nav_members);
    return Text::data(ui.tr(words::member_page_title, page.member().name).utf8());
}

}  // namespace

void greet(Flow& flow, const MemberTasks& tasks) {
    const auto birthday = tasks.work.birthday;
    if (birthday) apply_lists(flow, lists::Contact{.birthday = birthday});
}

LineSources line_sources_of(const Flow& flow) {
    LineSources counts;
    for (const auto& entry : flow.screens.entries) {
        if (!entry.about_member || !flow.scene.has_right(entry.about_member->right)) continue;
        counts.emplace_back(entry.id, *entry.about_member);
    }
    return counts;
}

Result<MemberTasks> load_tasks(domain::ServiceContext& context, const domain::Session& session,
                               const Uuid& member, const LineSources& counts) {
    MemberTasks tasks;
    for (const auto& [screen, about] : counts) {
        QIANTAI_TRY(auto words, about.load(context, session, member));
        if (words) tasks.lines.push_back({screen, about.icon, std::move(words), about.act});
    }
    if (domain::has_right(session.role, domain::Right::members_contact)) {
        QIANTAI_TRY(tasks.work, domain::MemberLists(context).work_of(session, member));
    }
    if (domain::has_right(session.role, domain::Right::members_update)) {
        QIANTAI_TRY(const auto draft,
                    domain::Drafts(context).load(session, draft_key({FormKind::update, member})));
        tasks.edit_left = draft.has_value();
    }
    return tasks;
}

void opened_member(Flow& flow) {
    run_service(
        flow,
        [id = flow.get<MemberState>().id, counts = line_sources_of(flow)](
            domain::ServiceContext& context, const domain::Session& session) {
            return load_whole_page(context, session, id, counts);
        },
        [id = flow.get<MemberState>().id](Flow& later, const Result<Page>& page) {
            auto& state = later.get<MemberState>();
            if (state.id != id) return;
            state.error.reset();
            if (!page) {
                state.error = page.error();
            } else {
                show_page(state, *page);
            }
        });
}

void apply_member(Flow& flow, const MemberIntent& intent) {
    std::visit(ApplyMember{flow}, intent);
}

ScreenEntry member_screen() {
    return {.id = k_member_screen,
            .below = k_find_screen,
            .title = words::nav_members,
            .title_text = member_title,
            .help = words::help_member,
            .draw = screen_draw(draw_member, apply_member),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<MemberState>().dialog.has_value();
                          },
                      .draw = screen_draw(draw_member_dialog, apply_member)},
            .opened = opened_member,
            .closed = pause_member,
            .paused = pause_member,
            .place = member_place,
            .scanned = scan_into_member};
}

}  // namespace qiantai::app
