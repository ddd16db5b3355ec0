#include "terminal/issuances/rules/issue_judge_facts.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace qiantai::domain {
namespace {

constexpr int k_no_limit = std::numeric_limits<int>::max();

int ceil_divided(int pieces, int by) {
    return (pieces + by - 1) / by;
}

/// Pieces of so many times; without overflow.
int pieces_of_times(int times, int each) {
    if (times <= 0) return 0;
    return times > k_gift_pieces_max / each ? k_no_limit : times * each;
}

/// Judges one wish after the other, with what is left after those before.
class Judge {
  public:
    explicit Judge(const IssueFacts& facts)
        : m_facts(facts), m_order_left(facts.limits.per_order), m_quota_left(facts.quota_left) {
        for (const auto& one : facts.campaigns) {
            auto& left = m_campaigns[one.campaign.id];
            left.facts = &one;
            left.lease = one.lease_left.value_or(k_no_limit);
            const auto& rule = one.campaign.rule;
            if (rule.per_member > 0) left.of_person = rule.per_member - one.times_of_person;
            if (rule.per_receipt > 0 && facts.person.receipt) {
                left.of_receipt = rule.per_receipt - one.times_of_receipt;
            }
        }
        for (const auto& one : facts.gifts) m_lots[one.gift.id] = one.lots;
    }

    IssueLineVerdict judge(const IssueWish& wish) {
        IssueLineVerdict line{.gift_id = wish.gift_id,
                              .campaign_id = wish.campaign_id,
                              .wanted = wish.pieces};
        const auto campaign = find_campaign(wish);
        int hard = allowed_by_state(wish, campaign, line);
        hard = std::min(hard, allowed_by_stock(wish, hard, line));
        if (campaign) hard = std::min(hard, bar(line, IssueBar::lease, campaign->lease));
        const int each = campaign ? pieces_each(*campaign->facts, wish.gift_id) : 1;
        int soft = hard;
        if (campaign) {
            soft = std::min(soft, bar(line, IssueBar::person,
                                      pieces_of_times(campaign->of_person, each)));
            soft = std::min(soft, bar(line, IssueBar::receipt,
                                      pieces_of_times(campaign->of_receipt, each)));
        } else {
            soft = std::min(soft, bar(line, IssueBar::order, m_order_left));
        }
        soft = std::min(soft, bar(line, IssueBar::quota, m_quota_left));
        line.free = std::max(0, std::min(line.wanted, soft));
        line.over = std::max(0, std::min(line.wanted, hard)) - line.free;
        line.refused = line.wanted - line.free - line.over;
        take(line, campaign, each);
        return line;
    }

  private:
    struct CampaignLeft {
        const IssueCampaign* facts = nullptr;
        int lease = k_no_limit;
        int of_person = k_no_limit, of_receipt = k_no_limit;  ///< times
    };

    CampaignLeft* find_campaign(const IssueWish& wish) {
        if (!wish.campaign_id) return nullptr;
        const auto found = m_campaigns.find(*wish.campaign_id);
        return found == m_campaigns.end() ? nullptr : &found->second;
    }
    const IssueGift* find_gift(const Uuid& id) const {
        const auto found = std::ranges::find(m_facts.gifts, id,
                                             [](const IssueGift& one) { return one.gift.id; });
        return found == m_facts.gifts.end() ? nullptr : &*found;
    }
    static int pieces_each(const IssueCampaign& campaign, const Uuid& gift_id) {
        const auto found =
            std::ranges::find(campaign.campaign.gifts, gift_id, &CampaignGift::gift_id);
        return found == campaign.campaign.gifts.end() ? 1 : std::max(1, found->pieces);
    }
    /// Says so where the bar lets fewer than are wanted; how many it lets.
    static int bar(IssueLineVerdict& line, IssueBar bar, int allowed) {
        allowed = std::max(0, allowed);
        if (allowed < line.wanted) line.obstacles.push_back({bar, allowed});
        return allowed;
    }

    /// 0 where something bars the gift altogether; one time's pieces for a right.
    int allowed_by_state(const IssueWish& wish, const CampaignLeft* campaign,
                         IssueLineVerdict& line) {
        const auto* gift = find_gift(wish.gift_id);
        if (!gift || gift->gift.status != GiftStatus::active) {
            return bar(line, IssueBar::gift_retired, 0);
        }
        if (m_facts.person.on_duty) return bar(line, IssueBar::staff_on_duty, 0);
        if (!wish.campaign_id) return k_no_limit;
        if (!campaign) return bar(line, IssueBar::campaign_over, 0);
        if (const auto reason = audience_bar(campaign->facts->campaign, wish.gift_id)) {
            return bar(line, *reason, 0);
        }
        if (!campaign->facts->campaign.rule.once_only) return k_no_limit;
        return allowed_by_right(wish, *campaign->facts, line);
    }

    std::optional<IssueBar> audience_bar(const CampaignLine& campaign, const Uuid& gift_id) const {
        const auto& [rule, person] = std::tie(campaign.rule, m_facts.person);
        if (campaign.stage == CampaignStage::coming) return IssueBar::campaign_coming;
        if (!(campaign.stage == CampaignStage::running)) return IssueBar::campaign_over;
        if (std::ranges::find(campaign.gifts, gift_id, &CampaignGift::gift_id) ==
            campaign.gifts.end()) {
            return IssueBar::campaign_gift;
        }
        const auto audience = rule.audience.known();
        if (!audience) return IssueBar::campaign_over;
        if (*audience != CampaignAudience::anyone && !person.is_member) {
            return IssueBar::not_member;
        }
        if (!rule.tiers.empty() &&
            std::ranges::find(rule.tiers, person.tier_code) == rule.tiers.end()) {
            return person.is_member ? IssueBar::tier : IssueBar::not_member;
        }
        if (*audience == CampaignAudience::new_members &&
            (!person.joined_on ||
             person.joined_on->days_until(m_facts.today) > rule.joined_days)) {
            return IssueBar::joined;
        }
        if (*audience == CampaignAudience::birthday && !person.has_birthday) {
            return IssueBar::birthday;
        }
        if (rule.spend_min && !person.receipt) return IssueBar::receipt_missing;
        if (rule.spend_min && person.spent < *rule.spend_min) return IssueBar::spend;
        return std::nullopt;
    }

    int allowed_by_right(const IssueWish& wish, const IssueCampaign& campaign,
                         IssueLineVerdict& line) {
        const auto right = std::ranges::find_if(m_facts.rights, [&](const IssueRight& one) {
            return one.code == wish.entitlement_code && one.campaign_id == campaign.campaign.id;
        });
        if (wish.entitlement_code.empty() || right == m_facts.rights.end()) {
            return bar(line, IssueBar::entitlement_missing, 0);
        }
        if (right->state == EntitlementState::used || !m_rights_used.insert(right->id).second) {
            return bar(line, IssueBar::entitlement_used, 0);
        }
        if (right->state != EntitlementState::unused) {
            return bar(line, IssueBar::entitlement_over, 0);
        }
        line.entitlement_id = right->id;
        return bar(line, IssueBar::entitlement_used, pieces_each(campaign, wish.gift_id));
    }

    /// Recalled and expired lots are not touched; if they are why it is too few, that is said.
    int allowed_by_stock(const IssueWish& wish, int wanted_at_most, IssueLineVerdict& line) {
        const auto* gift = find_gift(wish.gift_id);
        if (!gift || wanted_at_most <= 0) return 0;
        const auto is_recalled = [&](const StockLot& lot) {
            return gift->all_recalled || std::ranges::find(gift->recalled, lot.batch) !=
                                             gift->recalled.end();
        };
        auto usable = m_lots[wish.gift_id];
        const auto before = usable.size();
        std::erase_if(usable, is_recalled);
        const bool some_recalled = usable.size() < before;
        const bool some_expired = std::ranges::any_of(usable, [&](const StockLot& lot) {
            return lot.quantity > 0 && lot.expires_on && *lot.expires_on < m_facts.today;
        });
        auto suggestion = suggest_lots(std::move(usable), line.wanted, m_facts.today);
        line.lots = std::move(suggestion.lots);
        const int allowed = line.wanted - suggestion.missing;
        const auto why = some_recalled  ? IssueBar::recalled
                         : some_expired ? IssueBar::expired
                                        : IssueBar::stock;
        return bar(line, why, allowed);
    }

    /// What the line takes is not there for the next one.
    void take(IssueLineVerdict& line, CampaignLeft* campaign, int each) {
        int pieces = line.free + line.over;
        line.times = campaign ? ceil_divided(pieces, each) : 0;
        if (pieces == 0) line.entitlement_id.reset();
        if (campaign) {
            if (campaign->lease != k_no_limit) campaign->lease -= pieces;
            if (campaign->of_person != k_no_limit) campaign->of_person -= line.times;
            if (campaign->of_receipt != k_no_limit) campaign->of_receipt -= line.times;
        } else {
            m_order_left -= pieces;
        }
        m_quota_left -= pieces;
        auto& lots = m_lots[line.gift_id];
        for (auto& lot : line.lots) {
            lot.quantity = std::min(lot.quantity, pieces);
            pieces -= lot.quantity;
            const auto source = std::ranges::find_if(lots, [&](const StockLot& one) {
                return one.spot == lot.spot && one.batch == lot.batch &&
                       one.expires_on == lot.expires_on;
            });
            if (source != lots.end()) source->quantity -= lot.quantity;
        }
        std::erase_if(line.lots, [](const StockLot& lot) { return lot.quantity <= 0; });
    }

    const IssueFacts& m_facts;
    int m_order_left, m_quota_left;
    std::map<Uuid, CampaignLeft> m_campaigns{};
    std::map<Uuid, std::vector<StockLot>> m_lots{};
    std::set<Uuid> m_rights_used{};
};

}  // namespace

bool may_be_approved(IssueBar bar) {
    return bar == IssueBar::person || bar == IssueBar::receipt || bar == IssueBar::order ||
           bar == IssueBar::quota;
}

IssueVerdict judge_issue(const IssueFacts& facts, std::span<const IssueWish> wishes) {
    Judge judge(facts);
    IssueVerdict verdict;
    for (const auto& wish : wishes) {
        verdict.lines.push_back(judge.judge(wish));
        verdict.free += verdict.lines.back().free;
        verdict.over += verdict.lines.back().over;
        verdict.refused += verdict.lines.back().refused;
    }
    return verdict;
}

}  // namespace qiantai::domain
