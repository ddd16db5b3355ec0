#include "terminal/members/rules/members.hpp"

#include "schema/sqlite/rows.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/last_seen.hpp"
#include "terminal/members/rules/member_origin.hpp"
#include "terminal/members/rules/member_phone.hpp"
#include "terminal/members/rules/member_search.hpp"

namespace qiantai::domain {
namespace {

/// So many digits in a row are a number of a person, not a date or an amount.
constexpr std::size_t k_digit_run_max = 7;

AuditEntry with_reason(std::string_view action, const Uuid& id, std::string reason) {
    auto entry = about_member(action, id);
    entry.detail["reason"] = std::move(reason);
    return entry;
}

// Whoever stands before the counter is most likely a customer of this store. Where more are found
// than are shown, the own ones are looked for a little further.
Result<std::vector<MemberHit>> search_own_first(ServiceContext& context, std::string_view typed) {
    constexpr int k_further = 200;
    const SearchOptions usual{.whole_phones_only = context.identity.is_headquarters()};
    const auto is_own = [&](const MemberHit& hit) {
        return hit.store_code == context.identity.store_code;
    };
    QIANTAI_TRY(auto hits, search_members(context.database, typed, usual));
    const auto limit = static_cast<std::size_t>(usual.limit);
    if (hits.size() >= limit && !std::ranges::all_of(hits, is_own)) {
        QIANTAI_TRY(hits, search_members(
                              context.database, typed,
                              {.limit = k_further, .whole_phones_only = usual.whole_phones_only}));
    }
    std::ranges::stable_partition(hits, is_own);
    if (hits.size() > limit) hits.erase(hits.begin() + usual.limit, hits.end());
    return hits;
}

}  // namespace

Result<std::string> check_reason(std::string_view reason, const Member& member) {
    const auto wrong = [] { return make_error(k_reason_missing, {}, "reason"); };
    auto text = normalise_note(reason, k_reason_length_max, "reason");
    if (!text || has_digit_run(*text, k_digit_run_max)) return wrong();
    std::size_t characters = 0;
    for (const char c : *text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    const bool names_member = !member.name.empty() && text->find(member.name) != std::string::npos;
    if (characters < k_reason_length_min || names_member) return wrong();
    return *std::move(text);
}

Result<MemberDetails> Members::load_details(const Uuid& id) {
    MemberDetails details;
    QIANTAI_TRY(details.member, load_member(m_context.database, id));
    QIANTAI_TRY(auto group, load_merged_group(m_context.database, id));
    if (group.front() != id) {
        details.standing_member = group.front();
        group = {id};
    }
    for (const Uuid& member : group) {
        QIANTAI_TRY(const auto cards, load_cards(m_context.database, member));
        details.cards.insert(details.cards.end(), cards.begin(), cards.end());
        QIANTAI_TRY(const auto consents, load_consents(m_context.database, member));
        details.consents.insert(details.consents.end(), consents.begin(), consents.end());
        QIANTAI_TRY(const auto origins, load_origins(m_context.database, member));
        details.origins.insert(details.origins.end(), origins.begin(), origins.end());
        if (member != id) details.merged_members.push_back(member);
    }
    QIANTAI_TRY(details.former_phone, load_former_phone(m_context.database, id));
    return details;
}

MemberDetails masked_for(const Session& session, MemberDetails details) {
    details.member = masked_for(session, std::move(details.member));
    if (details.member.contact == ContactAccess::masked) {
        details.former_phone = mask_phone(details.former_phone);
    } else if (details.member.contact == ContactAccess::withheld) {
        details.former_phone.clear();
    }
    // Many systems number their members by telephone.
    if (details.member.contact != ContactAccess::full) {
        for (auto& origin : details.origins) origin.number.clear();
    }
    return details;
}

Result<MemberDetails> Members::get(const Session& session, const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(auto details, load_details(id));
    return masked_for(session, std::move(details));
}

Result<std::vector<FoundMember>> Members::find(const Session& session, std::string_view typed) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto hits, search_own_first(m_context, typed));
    std::vector<FoundMember> found;
    for (const auto& hit : hits) {
        QIANTAI_TRY(auto member, load_member(m_context.database, hit.id));
        FoundMember line{.member = masked_for(session, std::move(member)),
                         .tier_name = {},
                         .card_number = hit.card_number,
                         .card_status = hit.card_status,
                         .matched_by = hit.matched_by,
                         .merged_from = hit.merged_from};
        QIANTAI_TRY(line.tier_name, load_tier_name(m_context.database, hit.tier_code));
        QIANTAI_TRY(line.last_seen, load_last_seen(m_context.database, hit.id));
        found.push_back(std::move(line));
    }
    return found;
}

Result<std::optional<Uuid>> Members::owner_of_card(const Session& session, std::string_view typed) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_read));
    const auto number = normalise_card_number(typed);
    if (!number) return std::optional<Uuid>();
    QIANTAI_TRY(const auto owners, find_by_card(m_context.database, *number));
    return owners.size() == 1 ? std::optional(owners.front()) : std::nullopt;
}

Result<Member> Members::reveal_contact(const Session& session, const Uuid& id,
                                       std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_reveal));
    QIANTAI_TRY(auto member, load_member(m_context.database, id));
    if (member.status == MemberStatus::erased) return make_error(k_member_erased, {}, "member_id");
    QIANTAI_TRY(auto kept_reason, check_reason(reason, member));
    // Shown only once the trail is on disk.
    QIANTAI_TRY_STATUS(write_audit(
        m_context, &session, with_reason("members.reveal_contact", id, std::move(kept_reason))));
    member.contact = ContactAccess::full;
    return member;
}

Result<std::vector<MemberHistoryEntry>> Members::history(const Session& session, const Uuid& id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_history));
    QIANTAI_TRY(const auto member, load_member(m_context.database, id));
    auto& statement = m_context.database.cached(
        "SELECT created_at, staff_number, action, detail FROM audit_event WHERE subject_id = ?"
        " ORDER BY created_at DESC, row_hlc DESC LIMIT ?");
    statement.bind(member.id.text(), k_history_max);
    return sqlite::all(statement, [&](const sqlite::Statement& row) {
        return MemberHistoryEntry{row.integer(0), std::string(row.text(1)),
                                  std::string(row.text(2)), std::string(row.text(3))};
    });
}

Result<MemberDetails> Members::copy(const Session& session, const Uuid& id,
                                    std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::members_copy));
    QIANTAI_TRY(const auto member, load_own_member(m_context, id));
    QIANTAI_TRY(auto kept_reason, check_reason(reason, member));
    QIANTAI_TRY(auto details, load_details(id));
    QIANTAI_TRY_STATUS(
        write_audit(m_context, &session, with_reason("members.copy", id, std::move(kept_reason))));
    return details;
}

}  // namespace qiantai::domain
