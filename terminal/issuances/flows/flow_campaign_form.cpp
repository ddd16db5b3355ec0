// Planning a campaign, or changing one: the draft that survives a power cut, saving.

#include <algorithm>
#include <charconv>

#include "assets/words/campaigns.hpp"
#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/gifts/screens/typed_day.hpp"
#include "terminal/issuances/flows/issuances_flows.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr std::string_view k_campaign_draft_kind = "campaigns.save";

CampaignFormState& campaign_form_of(Flow& flow) {
    return flow.get<CampaignFormState>();
}

domain::DraftKey campaign_draft_of(const CampaignFormState& state) {
    return {std::string(k_campaign_draft_kind), state.changed};
}

struct CampaignBeginning {
    std::optional<CampaignTyped> draft{};
    std::optional<domain::CampaignLine> campaign{};
    std::vector<CampaignGiftChoice> gifts{};
    std::optional<domain::CapUse> cap{};
};

Status load_changed(domain::ServiceContext& context, const domain::Session& session, const Uuid& id,
                    CampaignBeginning& beginning) {
    QIANTAI_TRY(const auto campaigns, domain::Campaigns(context).list(session));
    const auto found = std::ranges::find(campaigns, id, &domain::CampaignLine::id);
    if (found == campaigns.end())
        return make_error(domain::k_campaign_not_found, {}, "campaign_id");
    beginning.campaign = *found;
    if (!domain::has_right(session.role, domain::Right::issuances_read)) return {};
    QIANTAI_TRY(const auto caps, domain::Leases(context).caps(session));
    const auto cap = std::ranges::find(caps, id, &domain::CapUse::campaign_id);
    if (cap != caps.end()) beginning.cap = *cap;
    return {};
}

Result<CampaignBeginning> load_campaign_form(domain::ServiceContext& context,
                                             const domain::Session& session,
                                             const domain::DraftKey& key) {
    CampaignBeginning beginning;
    QIANTAI_TRY(const auto gifts, domain::Gifts(context).list(session));
    for (const auto& line : gifts) {
        if (!(line.gift.status == GiftStatus::active)) continue;
        beginning.gifts.push_back({.gift_id = line.gift.id,
                                   .code = line.gift.code,
                                   .name = line.gift.name,
                                   .unit = line.gift.unit,
                                   .barcodes = line.barcodes});
    }
    if (key.subject) {
        QIANTAI_TRY_STATUS(load_changed(context, session, *key.subject, beginning));
    }
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, key));
    if (!draft) return beginning;
    if (const auto json = parse_json_object(draft->content_json)) {
        beginning.draft = from_json<CampaignTyped>(*json);
    }
    return beginning;
}

CampaignTyped typed_of(const domain::CampaignLine& campaign) {
    const auto& rule = campaign.rule;
    return {.code = campaign.code,
            .name = campaign.name,
            .starts_on = day_digits(campaign.starts_on),
            .ends_on = day_digits(campaign.ends_on),
            .gifts = campaign.gifts,
            .audience = rule.audience,
            .tiers = rule.tiers,
            .joined_days = rule.joined_days,
            .spend_min = rule.spend_min ? rule.spend_min->text() : std::string(),
            .per_member = rule.per_member,
            .per_receipt = rule.per_receipt,
            .once_only = rule.once_only,
            .capped = campaign.cap.has_value(),
            .cap = campaign.cap ? std::to_string(*campaign.cap) : std::string()};
}

/// What is no number or day is told with the field it stands in.
Result<domain::CampaignEntry> entry_of_campaign_form(const CampaignFormState& state) {
    const auto& typed = state.typed;
    const auto wrong = [](const char* field) {
        return make_error(domain::k_campaign_malformed, {}, field);
    };
    domain::CampaignEntry entry{.code = typed.code,
                                .name = typed.name,
                                .gifts = typed.gifts,
                                .rule = {.audience = typed.audience,
                                         .tiers = typed.tiers,
                                         .joined_days = typed.joined_days,
                                         .per_member = typed.per_member,
                                         .per_receipt = typed.per_receipt,
                                         .once_only = typed.once_only},
                                .must_be_new = !state.changed};
    const auto from = typed_day(typed.starts_on), until = typed_day(typed.ends_on);
    if (!from) return wrong("starts_on");
    if (!until) return wrong("ends_on");
    entry.starts_on = *from;
    entry.ends_on = *until;
    if (typed.audience == CampaignAudience::anyone) entry.rule.tiers.clear();
    if (!typed.spend_min.empty()) {
        entry.rule.spend_min = Fen::parse(typed.spend_min);
        if (!entry.rule.spend_min) return wrong("rule.spend_min");
    }
    if (!typed.capped) return entry;
    int cap = 0;
    const auto* end = typed.cap.data() + typed.cap.size();
    const auto read = std::from_chars(typed.cap.data(), end, cap);
    if (read.ec != std::errc() || read.ptr != end) return wrong("cap");
    entry.cap = cap;
    return entry;
}

// Every change is on disk before the next one is made; the newest wins.
void keep_campaign_form(Flow& flow) {
    auto& state = campaign_form_of(flow);
    state.draft_at.reset();
    state.error.reset();
    run_service(
        flow,
        [key = campaign_draft_of(state), json = boost::json::serialize(to_json(state.typed))](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).save(session, key, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) return show_error(later, kept.error());
            campaign_form_of(later).draft_at = later.scene.shop.now_ms;
        });
}

void forget_campaign_form(Flow& flow) {
    const auto key = campaign_draft_of(campaign_form_of(flow));
    campaign_form_of(flow) = {};
    run_service(
        flow,
        [key](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, key);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

void opened_campaign_form(Flow& flow) {
    auto& state = campaign_form_of(flow);
    // What was under way when the terminal was locked has no answer any more.
    state.saving = false;
    run_service(
        flow,
        [key = campaign_draft_of(state)](domain::ServiceContext& context,
                                         const domain::Session& session) {
            return load_campaign_form(context, session, key);
        },
        [changed = state.changed](Flow& later, const Result<CampaignBeginning>& beginning) {
            auto& now = campaign_form_of(later);
            if (now.changed != changed) return;
            if (!beginning) return show_error(later, beginning.error());
            now.gifts = beginning->gifts;
            now.cap = beginning->cap;
            if (std::exchange(now.begun, true)) return;
            if (beginning->campaign) now.typed = typed_of(*beginning->campaign);
            now.kept = now.typed;
            if (!beginning->draft) return;
            now.typed = *beginning->draft;
            now.restored = now.is_touched();
        });
}

void save_campaign_form(Flow& flow) {
    auto& state = campaign_form_of(flow);
    state.error.reset();
    const auto entry = entry_of_campaign_form(state);
    if (!entry) {
        state.error = entry.error();
        return;
    }
    if (std::exchange(state.saving, true)) return;
    run_service(
        flow,
        [entry = *entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Campaigns(context).save(session, entry);
        },
        [](Flow& later, const Result<domain::CampaignLine>& saved) {
            campaign_form_of(later).saving = false;
            if (!saved) {
                campaign_form_of(later).error = saved.error();
                return;
            }
            forget_campaign_form(later);
            campaign_form_of(later).done = *saved;
            show_done(later, words::campaign_form_saved);
            go_back(later);
        });
}

void add_campaign_gift(Flow& flow, const Uuid& gift_id) {
    auto& state = campaign_form_of(flow);
    auto& lines = state.typed.gifts;
    const auto same = std::ranges::find(lines, gift_id, &domain::CampaignGift::gift_id);
    if (same == lines.end()) lines.push_back({.gift_id = gift_id});
    state.looked_for.clear();
    state.composing.clear();
    keep_campaign_form(flow);
}

/// A gift's barcode puts it among the campaign's.
bool scan_into_campaign(Flow& flow, const std::string& code) {
    const auto& gifts = campaign_form_of(flow).gifts;
    const auto found = std::ranges::find_if(gifts, [&](const CampaignGiftChoice& one) {
        return one.code == code || std::ranges::find(one.barcodes, code) != one.barcodes.end();
    });
    if (found == gifts.end()) return false;
    add_campaign_gift(flow, Uuid(found->gift_id));
    return true;
}

std::string& text_of_form(CampaignTyped& typed, campaign_form::TextField field) {
    using enum campaign_form::TextField;
    switch (field) {
        case code:
            return typed.code;
        case name:
            return typed.name;
        case starts_on:
            return typed.starts_on;
        case ends_on:
            return typed.ends_on;
        case spend_min:
            return typed.spend_min;
        case cap:
            break;
    }
    return typed.cap;
}

int& number_of_form(CampaignTyped& typed, campaign_form::NumberField field) {
    using enum campaign_form::NumberField;
    if (field == joined_days) return typed.joined_days;
    return field == per_member ? typed.per_member : typed.per_receipt;
}

struct ApplyCampaignForm {
    Flow& flow;

    CampaignFormState& state() const { return campaign_form_of(flow); }
    CampaignTyped& typed() const { return state().typed; }
    void operator()(const campaign_form::TypeText& intent) const {
        text_of_form(typed(), intent.field) = intent.text;
        keep_campaign_form(flow);
    }
    void operator()(const campaign_form::SetNumber& intent) const {
        number_of_form(typed(), intent.field) = intent.value;
        keep_campaign_form(flow);
    }
    void operator()(const campaign_form::SetSwitch& intent) const {
        const bool codes = intent.field == campaign_form::SwitchField::once_only;
        (codes ? typed().once_only : typed().capped) = intent.on;
        keep_campaign_form(flow);
    }
    void operator()(const campaign_form::SetAudience& intent) const {
        typed().audience = intent.audience;
        keep_campaign_form(flow);
    }
    void operator()(const campaign_form::ToggleTier& intent) const {
        if (std::erase(typed().tiers, intent.code) == 0) typed().tiers.push_back(intent.code);
        keep_campaign_form(flow);
    }
    void operator()(const campaign_form::Search& intent) const {
        state().looked_for = intent.text;
        state().composing = intent.composing;
    }
    void operator()(const campaign_form::AddGift& intent) const {
        add_campaign_gift(flow, intent.gift_id);
    }
    void operator()(const campaign_form::SetPieces& intent) const {
        auto& lines = typed().gifts;
        lines.at(intent.line).pieces = intent.pieces;
        // None of it is wanted any more.
        if (intent.pieces == 0) {
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(intent.line));
        }
        keep_campaign_form(flow);
    }
    void operator()(const campaign_form::Save&) const { save_campaign_form(flow); }
    void operator()(const campaign_form::GiveUp&) const {
        if (!state().is_touched()) return give_up(flow);
        ask(flow, {.words =
                       [](const Ui& ui) {
                           return discard_words(ui, words::campaign_form_discard_title, {});
                       },
                   .then = [](Flow& now, const std::string&) { give_up(now); }});
    }

    static void give_up(Flow& now) {
        forget_campaign_form(now);
        go_back(now);
    }
};

void apply_campaign_form(Flow& flow, const CampaignFormIntent& intent) {
    std::visit(ApplyCampaignForm{flow}, intent);
}

std::string name_in_campaign_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    const auto typed = json ? from_json<CampaignTyped>(*json) : std::nullopt;
    return typed ? typed->name : std::string();
}

}  // namespace

void begin_campaign_form(Flow& flow, const std::optional<Uuid>& campaign_id) {
    auto& state = campaign_form_of(flow);
    if (state.changed != campaign_id || state.done) state = {.changed = campaign_id};
    open_screen(flow, k_campaign_form_screen);
}

ScreenEntry campaign_form_screen() {
    return {.id = k_campaign_form_screen,
            .below = k_requisitions_screen,
            .title = words::campaign_form_title,
            .help = words::help_campaign_form,
            .draw = screen_draw(draw_campaign_form, apply_campaign_form),
            .task = task_of<CampaignFormState>(),
            .opened = opened_campaign_form,
            .scanned = scan_into_campaign,
            .unfinished =
                Unfinished{k_campaign_draft_kind, name_in_campaign_draft, begin_campaign_form}};
}

}  // namespace qiantai::app
