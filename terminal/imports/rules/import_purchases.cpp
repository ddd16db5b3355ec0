// Till receipts of another system: a line is a receipt, or one of its items.

#include <algorithm>

#include "schema/sqlite/rows.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/imports/rules/import_checked.hpp"
#include "terminal/imports/rules/import_receipt_line.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/members/rules/member_origin.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchase_writer.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

/// A date without the time of day behind it.
std::string_view day_part(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return text;
    const auto end = text.find_last_of(" T", colon);
    return end == std::string_view::npos ? text : text.substr(0, end);
}

/// Lines with the same are one receipt if they hold items; empty for those without a number.
void put_receipt_key(const ImportLine& line, std::string& key) {
    using enum ReceiptField;
    key.clear();
    if (text_of(line, number).empty()) return;
    for (const auto field : {number, till, store, kind}) {
        key += text_of(line, field);
        key += '\x1f';
    }
    key += day_part(text_of(line, business_date));
}

bool is_item(const ImportLine& line) {
    return !text_of(line, ReceiptField::item_name).empty() ||
           !text_of(line, ReceiptField::item_code).empty();
}

/// An error about a field belongs to the line.
bool is_of_line(const Error& error) {
    return !error.field.empty();
}

class PurchasesImport final : public ImportTarget {
  public:
    PurchasesImport(ServiceContext& context, const Session& session, const ImportSettings& settings)
        : m_context(context),
          m_session(session),
          m_settings(settings),
          m_dates(parse_code<DateOrder>(settings.date_order)) {}

    ImportFields fields() const override { return receipt_import_fields(); }

    void study(const ImportLine& line) override {
        using enum ReceiptField;
        m_dates.study(text_of(line, business_date));
        put_receipt_key(line, m_key);
        const auto amount_said = text_of(line, amount), total_said = text_of(line, total);
        if (!m_key.empty() && m_key == m_studied.key && is_item(line)) {
            const bool same = amount_said == m_studied.amount && total_said == m_studied.total;
            ++(same ? m_equal_amounts : m_other_amounts);
        }
        m_studied.key.swap(m_key);
        m_studied.amount = amount_said;
        m_studied.total = total_said;
    }

    std::vector<ImportRemark> remarks(const ImportColumns& columns) const override {
        std::vector<ImportRemark> remarks;
        const bool only_paid = columns.has("paid") && !columns.has("change") &&
                               !columns.has("total") && !columns.has("amount");
        if (only_paid) {
            remarks.push_back(
                {std::string(k_import_amount_unclear.code), columns.heading_of("paid"), true});
        }
        if (!line_amounts(columns)) {
            remarks.push_back(
                {std::string(k_import_lines_unclear.code), columns.heading_of("amount"), true});
        }
        if (m_dates.is_unclear()) {
            remarks.push_back({std::string(k_import_date_order_unclear.code),
                               columns.heading_of("business_date"), true});
        }
        if (!columns.has("number")) {
            remarks.push_back({std::string(k_import_weak_keys.code), {}, false});
        }
        return remarks;
    }

    // Lines of one receipt stand together in every export seen.
    bool continues(const ImportLine& before, const ImportLine& line) override {
        if (!is_item(line)) return false;
        put_receipt_key(line, m_key);
        if (m_key.empty()) return false;
        put_receipt_key(before, m_key_before);
        return m_key == m_key_before;
    }

    Status begin(const ImportColumns& columns, std::int64_t import_id) override {
        m_import_id = import_id;
        m_amounts = line_amounts(columns).value_or(LineAmounts::receipt);
        QIANTAI_TRY(const auto moment, load_purchase_moment(m_context));
        m_writer.emplace(m_context, m_session, moment);
        m_checked.begin_transaction();
        if (m_stores) return {};
        QIANTAI_TRY(m_stores, ImportStores::load(m_context, m_settings));
        QIANTAI_TRY(const int offset,
                    load_utc_offset_minutes(m_context.database, m_context.identity.store_code));
        m_dates.set_utc_offset(offset);
        return {};
    }

    Result<ImportTaken> take(std::span<const ImportLine> lines) override;
    Result<UndoneRow> undo(std::int64_t import_id, const Uuid& row, ImportTaken::Outcome outcome,
                           std::int64_t clock) override;
    Result<std::string> describe(const Uuid& row) override {
        QIANTAI_TRY(const auto purchase, load_purchase(m_context.database, row));
        return fmt::format("{} {} {}", purchase.business_date.text(), purchase.number,
                           purchase.amount.text());
    }

  private:
    /// Where a file has an amount for each item, or lines of one receipt differ in it, it is clear;
    /// where all of them are alike, only a person knows.
    std::optional<LineAmounts> line_amounts(const ImportColumns& columns) const {
        const bool of_receipt =
            columns.has("amount") || columns.has("total") || columns.has("paid");
        if (!of_receipt) return LineAmounts::items;
        if (columns.has("item_amount")) return LineAmounts::receipt;
        const bool chosen = std::ranges::any_of(
            m_settings.columns, [](const ColumnChoice& one) { return one.field == "amount"; });
        if (chosen) return LineAmounts::receipt;
        if (m_other_amounts > 0) return LineAmounts::items;
        if (m_equal_amounts > 0) return std::nullopt;
        return LineAmounts::receipt;
    }

    Status find_member(const ReceiptLines& said, Purchase& purchase, ImportTaken& taken);
    Status find_sale(const std::string& number, Purchase& refund);
    Result<std::optional<Purchase>> find_known(Purchase& purchase);
    Result<std::optional<Purchase>> find_receipt(const Uuid& id);
    Result<bool> is_of_this_import(const Uuid& row);
    Status check_refund(const Purchase& refund);
    Result<ImportTaken> write(Purchase purchase, ImportTaken taken);
    Result<ImportTaken> take_again(const Purchase& purchase, const Purchase& known,
                                   ImportTaken taken);
    bool is_check() const { return m_import_id == 0; }

    ServiceContext& m_context;
    const Session& m_session;
    const ImportSettings& m_settings;
    FileDates m_dates;
    struct Studied {
        std::string key{}, amount{}, total{};
    } m_studied{};  ///< the line before
    std::string m_key{}, m_key_before{};
    std::int64_t m_equal_amounts = 0, m_other_amounts = 0;
    LineAmounts m_amounts = LineAmounts::receipt;
    std::int64_t m_import_id = 0;
    std::optional<PurchaseWriter> m_writer;
    std::optional<ImportStores> m_stores;
    CheckedReceipts m_checked;
};

// The number in the source's own system first, then phone, then card: the first that names somebody
// holds.
Status PurchasesImport::find_member(const ReceiptLines& said, Purchase& purchase,
                                    ImportTaken& taken) {
    std::vector<Uuid> members;
    std::string asked;
    for (const auto* number : {&said.member_number, &said.card}) {
        if (!members.empty() || number->empty()) continue;
        QIANTAI_TRY(const auto owner, find_by_origin(m_context, m_settings.source, *number));
        if (owner) members = {*owner};
    }
    for (const auto* number : {&said.phone, &said.card, &said.member_number}) {
        if (!members.empty() || number->empty()) continue;
        QIANTAI_TRY(members, m_writer->find_members(*number));
        asked = *number;
    }
    taken.no_member = members.empty();
    taken.unclear_member = members.size() > 1;
    if (members.size() > 1) purchase.claimed = asked;
    if (members.size() != 1) return {};
    return m_writer->set_member(members.front(), purchase);
}

// The sale may lie before the files that were imported; a refund stands without it then.
Status PurchasesImport::find_sale(const std::string& number, Purchase& refund) {
    if (number.empty()) {
        // By its own number only on its own day: numbers begin anew.
        if (refund.number.empty()) return {};
        Purchase sale = refund;
        sale.kind = PurchaseKind::sale;
        QIANTAI_TRY(const auto known, find_receipt(purchase_id(sale)));
        if (known && !known->undone_at) refund.refund_of = known->id;
        return {};
    }
    auto& statement = m_context.database.cached(
        "SELECT id FROM purchase WHERE store_code = ?1 AND number = ?2 AND source = ?3"
        " AND kind = 'sale' AND undone_at IS NULL AND business_date <= ?4"
        " ORDER BY business_date DESC LIMIT 1");
    statement.bind(refund.store_code, number, refund.source, refund.business_date.text());
    QIANTAI_TRY(refund.refund_of, sqlite::one(statement, sqlite::id_column));
    if (is_check() && !refund.refund_of) {
        refund.refund_of = m_checked.find_sale(number, refund.business_date);
    }
    return {};
}

/// Also what a check has met.
Result<std::optional<Purchase>> PurchasesImport::find_receipt(const Uuid& id) {
    QIANTAI_TRY(auto known, find_purchase(m_context.database, id));
    if (known || !is_check()) return known;
    known = m_checked.find(id);
    if (known) known->store_code = m_context.identity.store_code;
    return known;
}

Result<bool> PurchasesImport::is_of_this_import(const Uuid& row) {
    if (is_check()) return m_checked.has(row);
    auto& statement =
        m_context.database.cached("SELECT 1 FROM imported_row WHERE import_id = ? AND row_id = ?");
    return sqlite::any(statement.bind(m_import_id, row));
}

/// Gives the receipt its id. Without a number the nth like it in the file is the nth like it here.
Result<std::optional<Purchase>> PurchasesImport::find_known(Purchase& purchase) {
    if (!purchase.weak_key) {
        purchase.id = purchase_id(purchase);
        return find_purchase(m_context.database, purchase.id);
    }
    for (int ordinal = 0;; ++ordinal) {
        purchase.id = weak_purchase_id(purchase, ordinal);
        QIANTAI_TRY(const bool met, is_of_this_import(purchase.id));
        if (!met) return find_purchase(m_context.database, purchase.id);
    }
}

Status PurchasesImport::check_refund(const Purchase& refund) {
    if (!is_check()) return m_writer->check_refund(refund);
    QIANTAI_TRY(const auto sale, find_receipt(*refund.refund_of));
    QIANTAI_TRY(const auto refunded,
                load_refunded(m_context.database, *refund.refund_of, std::optional(refund.id)));
    return check_refund_of(refund, *sale, refunded + m_checked.refunded(*refund.refund_of));
}

/// A receipt that is here already.
Result<ImportTaken> PurchasesImport::take_again(const Purchase& purchase, const Purchase& known,
                                                ImportTaken taken) {
    // That it now says whose it is, is no other receipt.
    Purchase said = purchase;
    if (!known.member_id) said.member_id.reset();
    if (!is_same_receipt(known, said)) {
        return ImportTaken::refused(
            {make_error(k_purchase_differs, known.amount.text(), "number")});
    }
    taken.outcome = ImportTaken::Outcome::known;
    if (known.member_id || !purchase.member_id) return taken;
    taken.outcome = ImportTaken::Outcome::completed;
    if (is_check()) m_checked.add(purchase);
    auto& statement = m_context.database.cached(
        "UPDATE purchase SET member_id = ?2, home_store = nullif(?3, ''), claimed = NULL"
        " WHERE id = ?1");
    QIANTAI_TRY_STATUS(statement.bind(purchase.id, purchase.member_id, purchase.home_store).run());
    return taken;
}

Result<ImportTaken> PurchasesImport::write(Purchase purchase, ImportTaken taken) {
    QIANTAI_TRY(const auto known, find_known(purchase));
    taken.row = purchase.id;
    if (known && !known->undone_at) return take_again(purchase, *known, std::move(taken));
    if (is_check() && !known) {
        const auto met = m_checked.find_like(purchase);
        if (met) return take_again(purchase, *met, std::move(taken));
    }
    if (purchase.refund_of) {
        if (auto fits = check_refund(purchase); !fits) {
            if (!is_of_line(fits.error())) return fits.error();
            return ImportTaken::refused({fits.error()});
        }
    }
    QIANTAI_TRY_STATUS(m_writer->save(purchase, known));
    if (is_check()) m_checked.add(purchase);
    taken.outcome = ImportTaken::Outcome::added;
    return taken;
}

Result<ImportTaken> PurchasesImport::take(std::span<const ImportLine> lines) {
    auto read = read_receipt_lines(
        lines,
        {.settings = m_settings, .dates = m_dates, .stores = *m_stores, .amounts = m_amounts});
    if (read.skip) return ImportTaken::skipped(*read.skip);
    if (!read.faults.empty()) return ImportTaken::refused(std::move(read.faults));
    auto built = m_writer->build(read.entry);
    if (!built) {
        if (!is_of_line(built.error())) return built.error();
        return ImportTaken::refused({built.error()});
    }
    ImportTaken taken;
    if (built->kind == PurchaseKind::refund) {
        QIANTAI_TRY_STATUS(find_sale(read.refund_number, *built));
    }
    QIANTAI_TRY_STATUS(find_member(read, *built, taken));
    if (built->refund_of && !built->member_id) {
        QIANTAI_TRY(const auto sale, find_receipt(*built->refund_of));
        built->member_id = sale->member_id;
        built->home_store = sale->home_store;
    }
    return write(*std::move(built), std::move(taken));
}

Result<UndoneRow> PurchasesImport::undo(std::int64_t import_id, const Uuid& row,
                                        ImportTaken::Outcome outcome, std::int64_t clock) {
    auto& database = m_context.database;
    auto& touched = database.cached(
        "SELECT row_hlc > ?2 OR undone_at IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM json_each(column_clocks) WHERE value > ?2)"
        " OR EXISTS (SELECT 1 FROM purchase r"
        "  WHERE r.refund_of = ?1 AND r.undone_at IS NULL AND NOT EXISTS"
        "  (SELECT 1 FROM imported_row i WHERE i.import_id = ?3 AND i.row_id = r.id))"
        " FROM purchase WHERE id = ?1");
    QIANTAI_TRY(const auto is_touched,
                sqlite::only(touched.bind(row, clock, import_id), sqlite::integer_column));
    if (is_touched != 0) return UndoneRow::stayed;
    if (outcome == ImportTaken::Outcome::completed) {
        auto& nobody =
            database.cached("UPDATE purchase SET member_id = NULL, home_store = NULL WHERE id = ?");
        QIANTAI_TRY_STATUS(nobody.bind(row).run());
        return UndoneRow::gone;
    }
    QIANTAI_TRY(const auto now, record_time(m_context));
    auto& statement =
        database.cached("UPDATE purchase SET undone_at = ?, undone_by = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(now, m_session.staff_number, row).run());
    return UndoneRow::gone;
}

}  // namespace

std::unique_ptr<ImportTarget> make_purchases_import(ServiceContext& context, const Session& session,
                                                    const ImportSettings& settings) {
    return std::make_unique<PurchasesImport>(context, session, settings);
}

}  // namespace qiantai::domain
