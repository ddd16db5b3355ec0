#include "terminal/issuances/rules/issuances.hpp"

#include <algorithm>
#include <map>

#include "schema/base/signature.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/issuances/rules/issuance_store.hpp"
#include "terminal/issuances/rules/leases.hpp"
#include "terminal/store/number_sequence.hpp"

namespace qiantai::domain {
namespace {

Result<std::string> issuance_note(std::string_view typed, std::string_view field) {
    return normalise_note(typed, k_issuance_words_length_max, field);
}

/// Signed for exactly what was shown, or why nobody signed.
Status take_signed(const IssuanceEntry& entry, Issuance& issuance) {
    if (entry.signature.empty()) {
        if (entry.unsigned_reason.empty()) return make_error(k_issuance_unsigned, {}, "signature");
        QIANTAI_TRY(issuance.unsigned_reason,
                    normalise_reason(entry.unsigned_reason, k_issuance_words_length_max,
                                     k_issuance_unsigned));
        return {};
    }
    QIANTAI_TRY(issuance.signature, take_signature(entry.signature));
    QIANTAI_TRY(issuance.signed_text,
                normalise_note(entry.signed_text, k_issuance_signed_text_length_max,
                               "signed_text"));
    if (issuance.signed_text.empty()) return make_error(k_issuance_unsigned, {}, "signed_text");
    return {};
}

AuditEntry about_issuance(std::string_view action, const Issuance& issuance,
                          const IssueVerdict& verdict) {
    AuditEntry entry{.action = std::string(action),
                     .subject_entity = "issuance",
                     .subject_id = issuance.id.text(),
                     .detail = {{"number", issuance.number},
                                {"pieces", std::to_string(verdict.free + verdict.over)}}};
    if (!issuance.approved_by.empty()) {
        entry.detail["approved_by"] = issuance.approved_by;
        entry.detail["over"] = std::to_string(verdict.over);
    }
    return entry;
}

/// Why something is refused: the first bar that nobody passes.
std::string first_bar(const IssueVerdict& verdict) {
    for (const auto& line : verdict.lines) {
        if (line.refused == 0) continue;
        for (const auto& obstacle : line.obstacles) {
            const auto bar = obstacle.bar.known();
            if (bar && !may_be_approved(*bar)) return obstacle.bar.text();
        }
    }
    return {};
}

}  // namespace

struct Issuances::Prepared {
    Issuance issuance{};
    IssueFacts facts{};
    IssueVerdict verdict{};
};

Status Issuances::check_wishes(const IssuanceEntry& entry) {
    if (entry.wishes.empty() || entry.wishes.size() > k_issuance_lines_max) {
        return make_error(k_issuance_malformed, {}, "wishes");
    }
    if (!entry.reason.known()) return make_error(k_issuance_malformed, {}, "reason");
    const bool for_campaign = entry.reason == IssuanceReason::campaign;
    for (const auto& wish : entry.wishes) {
        const bool fits = wish.pieces >= 1 && wish.pieces <= k_gift_pieces_max;
        if (!fits) return make_error(k_issuance_malformed, {}, "pieces");
        if (for_campaign && !wish.campaign_id) {
            return make_error(k_issuance_malformed, {}, "campaign_id");
        }
    }
    const bool some_without = std::ranges::any_of(
        entry.wishes, [](const IssueWish& wish) { return !wish.campaign_id; });
    if (!for_campaign && !some_without) return make_error(k_issuance_malformed, {}, "reason");
    return {};
}

/// Everything that needs no facts of the gifts.
Result<Issuance> Issuances::clean_entry(const Session& session, const IssuanceEntry& entry) {
    QIANTAI_TRY_STATUS(check_wishes(entry));
    Issuance issuance{.store_code = m_context.identity.store_code,
                      .reason = entry.reason,
                      .created_by = session.staff_number};
    QIANTAI_TRY(issuance.words, issuance_note(entry.words, "words"));
    if (entry.reason == IssuanceReason::other) {
        QIANTAI_TRY(issuance.words, normalise_reason(entry.words, k_issuance_words_length_max,
                                                     k_issuance_reason_missing));
    }
    QIANTAI_TRY_STATUS(take_signed(entry, issuance));
    return issuance;
}

Result<Issuances::Prepared> Issuances::prepare(const Session& session, const IssuanceEntry& entry,
                                               const Moment& now) {
    Prepared prepared;
    QIANTAI_TRY(prepared.issuance, clean_entry(session, entry));
    QIANTAI_TRY(const auto party, load_party(m_context, entry.recipient));
    if (!party.recipient.member_id && party.recipient.recipient_name.empty()) {
        return make_error(k_issuance_recipient_missing, {}, "recipient_name");
    }
    QIANTAI_TRY(prepared.facts, load_issue_facts(m_context, session, party, entry.wishes, now));
    prepared.verdict = judge_issue(prepared.facts, entry.wishes);
    if (prepared.verdict.refused > 0) {
        return make_error(k_issuance_not_allowed, first_bar(prepared.verdict), "wishes");
    }
    auto& issuance = prepared.issuance;
    issuance.member_id = party.recipient.member_id;
    issuance.home_store = party.home_store;
    issuance.recipient_name = party.recipient.recipient_name;
    issuance.recipient_phone = party.recipient.recipient_phone;
    issuance.till_receipt = party.recipient.till_receipt;
    issuance.receipt_amount = party.recipient.receipt_amount;
    issuance.purchase_id = party.purchase_id;
    issuance.business_date = now.today;
    issuance.created_at = now.at;
    return prepared;
}

Status Issuances::write_lines(const Session& session, Prepared& prepared, const Moment& now) {
    for (const auto& verdict : prepared.verdict.lines) {
        const auto campaign = std::ranges::find_if(
            prepared.facts.campaigns, [&](const IssueCampaign& one) {
                return verdict.campaign_id && one.campaign.id == *verdict.campaign_id;
            });
        const bool leased =
            campaign != prepared.facts.campaigns.end() && campaign->lease_left.has_value();
        int over = verdict.over;
        bool first = true;
        for (const auto& lot : verdict.lots) {
            IssuanceLine line{.id = m_context.new_id(),
                              .store_code = m_context.identity.store_code,
                              .issuance_id = prepared.issuance.id,
                              .gift_id = verdict.gift_id,
                              .batch = lot.batch,
                              .expires_on = lot.expires_on,
                              .pieces = lot.quantity,
                              .over = std::min(over, lot.quantity),
                              .campaign_id = verdict.campaign_id,
                              .times = first ? verdict.times : 0,
                              .business_date = now.today,
                              .created_by = session.staff_number,
                              .created_at = now.at};
            over -= line.over;
            if (leased) line.lease_id = own_claim_id(m_context, *verdict.campaign_id);
            if (first) line.entitlement_id = verdict.entitlement_id;
            first = false;
            QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, line));
            const StockMovement movement{.id = line.id,
                                         .store_code = line.store_code,
                                         .gift_id = line.gift_id,
                                         .kind = StockKind::issue,
                                         .spot = StockSpot::shelf,
                                         .batch = line.batch,
                                         .expires_on = line.expires_on,
                                         .quantity = -line.pieces,
                                         .at = now.at,
                                         .document_id = prepared.issuance.id,
                                         .business_date = now.today,
                                         .created_by = session.staff_number,
                                         .created_at = now.at};
            QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, movement));
        }
    }
    for (const auto& campaign : prepared.facts.campaigns) {
        if (!campaign.lease_left) continue;
        QIANTAI_TRY_STATUS(refresh_claim(m_context, campaign.campaign, now));
    }
    return {};
}

Result<IssuancePage> Issuances::write(const Session& session, Prepared& prepared,
                                      const Moment& now) {
    auto& issuance = prepared.issuance;
    QIANTAI_TRY(const auto sequence, store::next_number(m_context.database, "issuance"));
    issuance.id = m_context.new_id();
    issuance.number = store::format_human_number({m_context.identity.store_code,
                                                  m_context.identity.terminal_code, sequence,
                                                  std::string(k_issuance_number_kind)});
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, issuance));
    QIANTAI_TRY_STATUS(write_lines(session, prepared, now));
    const auto action = issuance.approved_by.empty() ? "issuances.issue" : "issuances.issue_approved";
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    about_issuance(action, issuance, prepared.verdict), now));
    return build_issuance_page(m_context, session, issuance);
}

Result<IssuancePage> Issuances::issue(const Session& session, const IssuanceEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(auto prepared, prepare(session, entry, now));
    if (prepared.verdict.over > 0) {
        return make_error(k_issuance_needs_approval, std::to_string(prepared.verdict.over),
                          "wishes");
    }
    QIANTAI_TRY(auto page, write(session, prepared, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Status Issuances::check_approver(const Session& approver, const Session& issuer, int over,
                                 const Moment& now) {
    if (approver.pin_must_change) return make_error(k_pin_change_required, {}, "approver");
    if (approver.role != StaffRole::store_manager) {
        return make_error(k_issuance_approver_unfit, {}, "approver");
    }
    QIANTAI_TRY_STATUS(check_two_persons(issuer.staff_number, approver));
    QIANTAI_TRY(const auto limits, load_gift_limits(m_context));
    const auto& store = m_context.identity.store_code;
    QIANTAI_TRY(const int given, load_given_by(m_context.database, store, now.today,
                                               approver.staff_number));
    QIANTAI_TRY(const int approved, load_approved_by(m_context.database, store, now.today,
                                                     approver.staff_number));
    const int left = std::max(0, limits.manager_day - given - approved);
    if (over <= left) return {};
    return make_error(k_issuance_approver_quota, std::to_string(left), "approver");
}

Result<IssuancePage> issue_agreed(ServiceContext& context, const Session& session,
                                  const IssuanceEntry& entry, const Session& agreeing) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::issuances_keep));
    QIANTAI_TRY(const auto why,
                normalise_reason(entry.approval_words, k_issuance_words_length_max,
                                 k_issuance_reason_missing));
    Issuances service(context);
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(context.database));
    QIANTAI_TRY(const auto now, load_moment(context));
    QIANTAI_TRY(auto prepared, service.prepare(session, entry, now));
    if (prepared.verdict.over == 0) return make_error(k_issuance_nothing_to_approve, {}, "wishes");
    QIANTAI_TRY_STATUS(service.check_approver(agreeing, session, prepared.verdict.over, now));
    prepared.issuance.approved_by = agreeing.staff_number;
    prepared.issuance.approval_words = why;
    QIANTAI_TRY(auto page, service.write(session, prepared, now));
    QIANTAI_TRY_STATUS(transaction.commit());
    return page;
}

Result<IssuancePage> Issuances::issue_approved(const Session& session, const IssuanceEntry& entry,
                                               std::string_view approver, std::string_view pin) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    // Both before they cost a try.
    QIANTAI_TRY_STATUS(normalise_reason(entry.approval_words, k_issuance_words_length_max,
                                        k_issuance_reason_missing));
    if (approver == session.staff_number) return make_error(k_same_person, {}, "approver");
    // Its tries are counted and audited in transactions of their own.
    QIANTAI_TRY(const auto agreeing, Access(m_context).sign_in(approver, pin));
    return issue_agreed(m_context, session, entry, agreeing);
}

Result<IssueVerdict> Issuances::judge(const Session& session, const IssueQuestion& question) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::issuances_keep));
    if (question.wishes.size() > k_issuance_lines_max) {
        return make_error(k_issuance_malformed, {}, "wishes");
    }
    for (const auto& wish : question.wishes) {
        if (wish.pieces < 1 || wish.pieces > k_gift_pieces_max) {
            return make_error(k_issuance_malformed, {}, "pieces");
        }
    }
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto now, load_moment(m_context));
    QIANTAI_TRY(const auto party, load_party(m_context, question.recipient));
    QIANTAI_TRY(const auto facts,
                load_issue_facts(m_context, session, party, question.wishes, now));
    return judge_issue(facts, question.wishes);
}

}  // namespace qiantai::domain
