#include "terminal/members/forms/member_forms.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_row.hpp"

namespace qiantai::domain {
namespace {

/// The one that is good, else the newest that is not.
Result<MemberCard> load_card_to_print(ServiceContext& context, const Uuid& member_id) {
    QIANTAI_TRY(const auto cards, load_cards(context.database, member_id));
    if (cards.empty()) return make_error(k_card_not_found, {}, "member_id");
    const auto good = std::ranges::find(cards, Coded(CardStatus::active), &MemberCard::status);
    return good == cards.end() ? cards.front() : *good;
}

Result<std::string> load_tier_name(ServiceContext& context, const std::string& code) {
    QIANTAI_TRY(const auto tiers, load_tiers(context.database));
    const auto found = std::ranges::find(tiers, code, &Tier::code);
    return found == tiers.end() ? code : found->name;
}

}  // namespace

paper::Document card_slip(const MemberCard& card, const CardPaperFacts& facts) {
    paper::FieldGrid grid{.columns = 1};
    grid.fields = {{"会员", facts.member},
                   {"等级", facts.tier},
                   {"办卡日", card.issued_on},
                   {"有效期至", card.expires_on.empty() ? "长期有效" : card.expires_on}};
    return {
        .medium = paper::Medium::roll_80,
        .head = {.chain = facts.chain_name,
                 .title = "会员卡",
                 .code = "QT-F21 第 1 版",
                 .store = facts.store,
                 .number = card.number},
        .blocks = {paper::QrCode{card.number, "购物、领取时请出示", 34},
                   paper::Paragraph{card.number, paper::Look::heading, paper::Align::center}, grid},
        .printed = facts.printed};
}

Result<paper::Document> build_card_slip(ServiceContext& context, const Session& session,
                                        const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::members_cards));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
    QIANTAI_TRY(const auto member, load_own_member(context, member_id));
    QIANTAI_TRY(const auto card, load_card_to_print(context, member.id));
    CardPaperFacts facts;
    QIANTAI_TRY(const auto store, load_store_facts(context));
    facts.chain_name = store.chain_name;
    facts.store = store.store_name.empty() ? store.store_code
                                           : store.store_name + "（" + store.store_code + "）";
    facts.member = mask_name(member.name);
    QIANTAI_TRY(facts.tier, load_tier_name(context, member.tier_code));
    QIANTAI_TRY(facts.printed, printed_now(context, session));
    return card_slip(card, facts);
}

Result<PrintJob> MemberForms::print_card(const Session& session, const Uuid& member_id) {
    QIANTAI_TRY(auto document, build_card_slip(m_context, session, member_id));
    return queue_print(m_context, session,
                       {.document = std::move(document),
                        .action = "members.print_card",
                        .subject_entity = "member",
                        .subject_id = member_id,
                        .member_id = member_id});
}

Result<SavedPdf> MemberForms::save_card_pdf(const Session& session, const Uuid& member_id,
                                            std::string_view path) {
    QIANTAI_TRY(const auto document, build_card_slip(m_context, session, member_id));
    QIANTAI_TRY(auto saved, save_pdf_file(document, std::string(path)));
    auto entry = about_member("members.save_card_pdf", member_id);
    entry.detail = {{"form", document.head.code}, {"hash", paper::short_hash(document)}};
    QIANTAI_TRY_STATUS(write_audit(m_context, &session, entry));
    return saved;
}

}  // namespace qiantai::domain
