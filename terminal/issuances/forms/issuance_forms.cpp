#include "terminal/issuances/forms/issuance_forms.hpp"

#include <map>

#include "terminal/base/audit.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/issuances/rules/issuance_register.hpp"
#include "terminal/issuances/rules/issuance_store.hpp"

namespace qiantai::domain {
namespace {

Result<IssuancePaperFacts> load_issuance_paper_facts(ServiceContext& context,
                                                     const Session& session) {
    IssuancePaperFacts facts;
    QIANTAI_TRY(const auto store, load_store_facts(context));
    facts.chain_name = store.chain_name;
    facts.store = store.store_name.empty() ? store.store_code
                                           : store.store_name + "（" + store.store_code + "）";
    facts.utc_offset_minutes = store.utc_offset_minutes;
    QIANTAI_TRY(facts.staff, load_staff_names(context.database));
    QIANTAI_TRY(facts.printed, printed_now(context, session));
    return facts;
}

/// The number on the newest card that the record has; empty without one.
Result<std::string> load_card_number(sqlite::Database& database,
                                     const std::optional<Uuid>& member_id) {
    if (!member_id) return std::string();
    auto& statement = database.cached(
        "SELECT number FROM member_card WHERE member_id = ? AND status = 'active'"
        " ORDER BY created_at DESC, id DESC LIMIT 1");
    QIANTAI_TRY(const auto number, sqlite::one(statement.bind(*member_id), sqlite::text_column));
    return number.value_or("");
}

Status add_register_entries(ServiceContext& context, const Session& session,
                            const RegisterDay& day, std::vector<RegisterEntry>& entries) {
    for (const auto& line : day.lines) {
        QIANTAI_TRY(const auto issuance, load_issuance(context.database, line.issuance.id));
        RegisterEntry entry{.checked_by = line.checked_by};
        QIANTAI_TRY(entry.page, build_issuance_page(context, session, issuance));
        entry.masked_name = mask_name(entry.page.recipient);
        QIANTAI_TRY(entry.card_number, load_card_number(context.database, issuance.member_id));
        for (const auto& check : day.checks) {
            if (check.created_by == line.checked_by) entry.checked_on = check.business_date.text();
        }
        entries.push_back(std::move(entry));
    }
    return {};
}

Result<paper::Document> draw_up_register(ServiceContext& context, const Session& session,
                                         std::optional<Date> wanted) {
    QIANTAI_TRY(const auto today, business_date(context));
    QIANTAI_TRY(const auto day,
                IssuanceRegister(context).day(session, wanted.value_or(today), {}));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
    QIANTAI_TRY(const auto facts, load_issuance_paper_facts(context, session));
    std::vector<RegisterEntry> entries;
    QIANTAI_TRY_STATUS(add_register_entries(context, session, day, entries));
    return issuance_register(day, entries, facts);
}

/// By the till's own numbers, which only grow.
Result<paper::Document> draw_up_month(ServiceContext& context, const Session& session,
                                      std::optional<Date> wanted, const std::string& of_terminal) {
    QIANTAI_TRY(const auto today, business_date(context));
    const Date any = wanted.value_or(today);
    const Date first = *Date::make(any.year(), any.month(), 1);
    const auto terminal = of_terminal.empty() ? context.identity.terminal_code : of_terminal;
    std::map<std::int64_t, RegisterEntry> by_number;
    for (Date day = first; day.month() == first.month() && day <= today; day = day.plus_days(1)) {
        QIANTAI_TRY(const auto one, IssuanceRegister(context).day(session, day, {}));
        QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
        std::vector<RegisterEntry> entries;
        QIANTAI_TRY_STATUS(add_register_entries(context, session, one, entries));
        for (auto& entry : entries) {
            const auto number = store::parse_human_number(entry.page.issuance.number);
            if (!number || number->terminal_code != terminal) continue;
            by_number.emplace(number->sequence, std::move(entry));
        }
    }
    std::vector<RegisterEntry> entries;
    for (auto& [number, entry] : by_number) entries.push_back(std::move(entry));
    QIANTAI_TRY(const auto facts, load_issuance_paper_facts(context, session));
    return issuance_month(first, terminal, entries, facts);
}

Result<paper::Document> draw_up_slip(ServiceContext& context, const Session& session,
                                     const std::optional<Uuid>& issuance_id) {
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(context.database));
    QIANTAI_TRY(const auto issuance,
                load_issuance(context.database, issuance_id.value_or(Uuid())));
    if (issuance.store_code != context.identity.store_code) {
        return make_error(k_issuance_of_other_store, issuance.store_code, "issuance_id");
    }
    QIANTAI_TRY(const auto facts, load_issuance_paper_facts(context, session));
    QIANTAI_TRY(const auto page, build_issuance_page(context, session, issuance));
    return issuance_slip(page, mask_name(page.recipient), facts);
}

}  // namespace

Result<paper::Document> build_issuance_document(ServiceContext& context, const Session& session,
                                                const IssuanceFormChoice& choice) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::issuances_keep));
    if (choice.form == IssuanceForm::day) {
        return draw_up_register(context, session, choice.day);
    }
    if (choice.form == IssuanceForm::month) {
        return draw_up_month(context, session, choice.day, choice.terminal_code);
    }
    return draw_up_slip(context, session, choice.issuance_id);
}

Result<PrintJob> IssuanceForms::print(const Session& session, const IssuanceFormChoice& choice) {
    QIANTAI_TRY(auto document, build_issuance_document(m_context, session, choice));
    NewPrint print{.document = std::move(document),
                   .action = "issuances.print",
                   .subject_entity = "issuance",
                   .subject_id = choice.issuance_id.value_or(Uuid())};
    if (choice.form == IssuanceForm::slip) {
        QIANTAI_TRY(const auto issuance, load_issuance(m_context.database, print.subject_id));
        print.member_id = issuance.member_id;
    }
    return queue_print(m_context, session, print);
}

Result<SavedPdf> IssuanceForms::save_pdf(const Session& session, const IssuanceFormChoice& choice,
                                         std::string_view path) {
    QIANTAI_TRY(const auto document, build_issuance_document(m_context, session, choice));
    QIANTAI_TRY(auto saved, save_pdf_file(document, std::string(path)));
    QIANTAI_TRY_STATUS(write_audit(m_context, &session,
                                   {.action = "issuances.save_pdf",
                                    .subject_entity = "issuance",
                                    .subject_id = choice.issuance_id.value_or(Uuid()).text(),
                                    .detail = {{"form", document.head.code},
                                               {"number", document.head.number},
                                               {"hash", paper::short_hash(document)}}}));
    return saved;
}

}  // namespace qiantai::domain
