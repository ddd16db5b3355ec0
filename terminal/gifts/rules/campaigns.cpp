#include "terminal/gifts/rules/campaigns.hpp"

#include <set>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/gifts/rules/gifts.hpp"

namespace qiantai::domain {
namespace {

constexpr int k_campaigns_shown_days = 366;

bool is_within(int value, int min, int max) {
    return value >= min && value <= max;
}

Status check_campaign_rule(const CampaignRule& rule) {
    if (!rule.audience.known()) return make_error(k_campaign_malformed, {}, "rule.audience");
    if (rule.tiers.size() > k_campaign_tiers_max) {
        return make_error(k_campaign_malformed, {}, "rule.tiers");
    }
    if (rule.spend_min && *rule.spend_min < Fen()) {
        return make_error(k_campaign_malformed, {}, "rule.spend_min");
    }
    if (!is_within(rule.joined_days, 1, k_campaign_days_max)) {
        return make_error(k_campaign_malformed, {}, "rule.joined_days");
    }
    if (!is_within(rule.per_member, 0, k_campaign_times_max)) {
        return make_error(k_campaign_malformed, {}, "rule.per_member");
    }
    if (!is_within(rule.per_receipt, 0, k_campaign_times_max)) {
        return make_error(k_campaign_malformed, {}, "rule.per_receipt");
    }
    return {};
}

Status check_campaign_gifts(sqlite::Database& database, const std::vector<CampaignGift>& gifts) {
    if (gifts.empty() || gifts.size() > k_campaign_lines_max) {
        return make_error(k_campaign_malformed, {}, "gifts");
    }
    std::set<Uuid> different;
    for (const auto& line : gifts) {
        QIANTAI_TRY(const auto gift, load_gift(database, line.gift_id));
        if (gift.status != GiftStatus::active || !different.insert(gift.id).second ||
            !is_within(line.pieces, 1, k_gift_pieces_max)) {
            return make_error(k_campaign_malformed, gift.code, "gifts");
        }
    }
    return {};
}

Status check_new_code(sqlite::Database& database, const std::string& code) {
    auto& statement = database.cached("SELECT 1 FROM campaign WHERE id = ?");
    QIANTAI_TRY(const bool taken, sqlite::any(statement.bind(campaign_id_of(code))));
    if (taken) return make_error(k_campaign_code_taken, code, "code");
    return {};
}

Result<CampaignEntry> clean_campaign(const CampaignEntry& entry) {
    CampaignEntry clean = entry;
    if (!is_setup_code(entry.code, k_gift_code_length_max)) {
        return make_error(k_campaign_malformed, {}, "code");
    }
    QIANTAI_TRY(clean.name, normalise_note(entry.name, k_gift_name_length_max, "name"));
    if (clean.name.empty()) return make_error(k_campaign_malformed, {}, "name");
    if (clean.ends_on < clean.starts_on) return make_error(k_campaign_malformed, {}, "ends_on");
    if (clean.cap && !is_within(*clean.cap, 1, k_campaign_cap_max)) {
        return make_error(k_campaign_malformed, {}, "cap");
    }
    QIANTAI_TRY_STATUS(check_campaign_rule(clean.rule));
    return clean;
}

Status write_campaign(sqlite::Database& database, const Campaign& campaign) {
    auto& statement = database.cached(
        "INSERT INTO campaign (id, code, name, starts_on, ends_on, gifts, rule, cap, created_by,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " name = excluded.name, starts_on = excluded.starts_on, ends_on = excluded.ends_on,"
        " gifts = excluded.gifts, rule = excluded.rule, cap = excluded.cap");
    statement.bind(campaign.id, campaign.code, campaign.name, campaign.starts_on.text(),
                   campaign.ends_on.text(), campaign.gifts, campaign.rule, campaign.cap,
                   campaign.created_by, campaign.created_at);
    return statement.run();
}

AuditEntry about_campaign(std::string_view action, const Campaign& campaign) {
    return {.action = std::string(action),
            .subject_entity = "campaign",
            .subject_id = campaign.id.text(),
            .detail = {{"code", campaign.code}}};
}

}  // namespace

Result<Campaign> load_campaign(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Campaign>("WHERE id = ?");
    QIANTAI_TRY(const auto campaign,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Campaign>));
    if (!campaign) return make_error(k_campaign_not_found, {}, "campaign_id");
    return *campaign;
}

namespace {

/// What a till that is offline gives away under the old cap can't be taken back: a cap holds from
/// the campaign's beginning, and later only grows.
Status check_cap(sqlite::Database& database, const Uuid& campaign_id,
                 const std::optional<int>& cap) {
    auto& statement = database.cached("SELECT cap FROM campaign WHERE id = ?");
    QIANTAI_TRY(const auto kept, sqlite::one(statement.bind(campaign_id), [](const auto& row) {
                    return row.is_null(0) ? std::optional<std::int64_t>() : row.integer(0);
                }));
    if (!kept || !cap) return {};
    if (!*kept || *cap < **kept) return make_error(k_campaign_cap_fixed, {}, "cap");
    return {};
}

}  // namespace

Result<CampaignLine> Campaigns::save(const Session& session, const CampaignEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::campaigns_plan));
    QIANTAI_TRY(const auto clean, clean_campaign(entry));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(check_campaign_gifts(m_context.database, clean.gifts));
    if (clean.must_be_new) {
        QIANTAI_TRY_STATUS(check_new_code(m_context.database, clean.code));
    }
    QIANTAI_TRY(const auto now, load_moment(m_context));
    const Campaign campaign{.id = campaign_id_of(clean.code),
                            .code = clean.code,
                            .name = clean.name,
                            .starts_on = clean.starts_on,
                            .ends_on = clean.ends_on,
                            .gifts = boost::json::serialize(to_json(CampaignGifts{clean.gifts})),
                            .rule = boost::json::serialize(to_json(clean.rule)),
                            .cap = clean.cap,
                            .created_by = session.staff_number,
                            .created_at = now.at};
    QIANTAI_TRY_STATUS(check_cap(m_context.database, campaign.id, campaign.cap));
    QIANTAI_TRY_STATUS(write_campaign(m_context.database, campaign));
    auto made = about_campaign("campaigns.save", campaign);
    if (campaign.cap) made.detail["cap"] = std::to_string(*campaign.cap);
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, made, now));
    QIANTAI_TRY(const auto kept, load_campaign(m_context.database, campaign.id));
    QIANTAI_TRY_STATUS(transaction.commit());
    return campaign_line(kept, now.today);
}

Result<CampaignLine> Campaigns::end(const Session& session, const Uuid& campaign_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::campaigns_plan));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto campaign, load_campaign(m_context.database, campaign_id));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    if (campaign_line(campaign, now.today).stage == CampaignStage::over) {
        return make_error(k_campaign_ended, {}, "campaign_id");
    }
    campaign.ended_at = now.at;
    auto& statement = m_context.database.cached("UPDATE campaign SET ended_at = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(now.at, campaign_id).run());
    QIANTAI_TRY_STATUS(
        append_audit(m_context, &session, about_campaign("campaigns.end", campaign), now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return campaign_line(campaign, now.today);
}

Result<std::vector<CampaignLine>> Campaigns::list(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::gifts_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    static const auto sql =
        sqlite::select_of<Campaign>("WHERE ends_on >= ? ORDER BY starts_on DESC, code, id");
    const auto since = today.plus_days(-k_campaigns_shown_days).text();
    QIANTAI_TRY(const auto campaigns, sqlite::all(m_context.database.cached(sql).bind(since),
                                                  sqlite::read_row<Campaign>));
    std::vector<CampaignLine> lines;
    for (const auto& campaign : campaigns) lines.push_back(campaign_line(campaign, today));
    return lines;
}

}  // namespace qiantai::domain
