// Till receipts of another system: a line is a receipt, or one of its items.

#include <unordered_set>

#include "schema/sqlite/rows.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/imports/rules/import_target.hpp"
#include "terminal/imports/rules/import_values.hpp"
#include "terminal/members/rules/member_origin.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchase_writer.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

enum PurchaseField : std::size_t {
    f_number,
    f_till,
    f_store,
    f_date,
    f_time,
    f_amount,
    f_total,
    f_discount,
    f_paid,
    f_change,
    f_stored_value,
    f_kind,
    f_state,
    f_refund_of,
    f_member_number,
    f_phone,
    f_card,
    f_item_code,
    f_item_name,
    f_item_category,
    f_item_pieces,
    f_item_amount,
    f_pieces,
    k_purchase_fields,
};
constexpr ImportField k_receipt_fields[] = {
    {"number",
     "number|小票号|小票编号|小票号码|流水号|单号|单据号|订单号|订单编号|交易单号|销售单号|receiptnumber|"
     "receiptno|transactionid|orderid|ordernumber|ordername"},
    {"till", "till|收银台|收银机|收银机号|机号|款台|款台号|pos|register|devicename|terminal"},
    {"store", "store|门店|店铺|门店名称|店名|分店|消费门店|location|shop|branch"},
    {"business_date",
     "businessdate|date|日期|消费日期|消费时间|交易日期|交易时间|销售日期|销售时间|下单时间|营业日期|"
     "充值日期|orderdate|datetime|transactiondate"},
    {"time", "time|时间|timeofday"},
    {"amount",
     "amount|消费金额|实收|实收金额|实付|实付金额|净额|金额|收入金额|交易金额|销售额|netsales|"
     "nettotal|买家实际支付金额"},
    {"total", "total|总金额|应收|应收金额|原价合计|合计金额|grosssales"},
    {"discount", "discount|discounts|折扣|总折扣|优惠|优惠金额|折扣金额"},
    {"paid", "paid|付款金额|付款|收款金额"},
    {"change", "change|找零|找零金额"},
    {"stored_value", "storedvalue|充值金额|储值变动"},
    {"kind", "kind|类型|交易类型|单据类型|销售类型|receipttype|eventtype|type"},
    {"state", "state|status|状态|订单状态|当前状态|单据状态|transactionstatus"},
    {"refund_of", "refundof|原单号|原小票号|原流水号|originalreceipt|refundedreceipt"},
    {"member_number",
     "membernumber|会员号|会员编号|会员码|customerid|customerreferenceid|memberid|memberno"},
    {"phone",
     "phone|手机|手机号|手机号码|会员手机|会员手机号|联系方式|电话|电话号码|联系电话|mobile|"
     "customercontacts|customerphone"},
    {"card", "card|卡号|会员卡号|会员卡|cardnumber|membercard"},
    {"item_code", "itemcode|商品编码|商品编号|货号|条码|商品条码|sku|gtin|barcode"},
    {"item_name",
     "itemname|商品|商品名称|品名|项目名称|项目|货品名称|服务项目|item|product|productname"},
    {"item_category", "itemcategory|类别|商品类别|分类|品类|category"},
    {"item_pieces", "itempieces|数量|件数|销售数量|qty|quantity|count"},
    {"item_amount", "itemamount|单品金额|商品金额|小计"},
    {"pieces", "pieces|总件数|总数量"},
};
static_assert(std::size(k_receipt_fields) == k_purchase_fields);
constexpr std::string_view k_receipt_required[] = {
    "business_date", "amount|total|paid|item_amount|stored_value"};

constexpr ImportWords k_kinds[] = {
    {"sale", "|销售|消费|购买|收款|支付|商户消费|sale|sales|payment|charge|order"},
    {"refund", "退货|退款|退单|冲红|refund|return|returns"},
    {"stored_value", "充值|储值|赠送|开卡|topup|giftcard|recharge"},
};
constexpr ImportWords k_purchase_states[] = {
    {"done",
     "|已完成|完成|成功|支付成功|交易成功|已支付|已付款|已关单|已结账|正常|closed|complete|completed|"
     "paid|fulfilled|done"},
    {"cancelled",
     "已取消|取消|作废|已作废|撤销|已撤销|交易关闭|已关闭|未支付|失败|canceled|cancelled|voided|void|"
     "failed"},
    {"refund", "已退款|已全额退款|全额退款|refunded|转入退款"},
};

/// A receipt as the lines say, with everything that is wrong with them.
struct ReceiptRead {
    PurchaseEntry entry{};
    std::vector<std::string> members{};  ///< what may name the member: number, phone, card
    std::string refund_number{};
    std::optional<ImportSkip> skip{};
    std::vector<Error> faults{};
};

/// What the amount on each of a receipt's lines is.
enum class LineAmounts { receipt, items };

class ReceiptReader {
  public:
    ReceiptReader(const FileDates& dates, LineAmounts amounts, const std::string& source,
                  const std::string& own_store,
                  std::span<const std::string> own_names, std::span<const std::string> other_names)
        : m_dates(dates),
          m_amounts(amounts),
          m_source(source),
          m_own_store(own_store),
          m_own_names(own_names),
          m_other_names(other_names) {}

    ReceiptRead read(std::span<const ImportLine> lines) {
        m_read = {};
        const auto& head = lines.front();
        check_doubts(lines);
        m_read.entry.source = m_source;
        m_read.entry.number = number(head, f_number, "number");
        m_read.entry.till = head.text(f_till);
        m_read.refund_number = number(head, f_refund_of, "refund_of");
        take_store(head.text(f_store));
        take_date(head);
        take_state(head);
        take_amount(lines);
        take_items(lines);
        take_member(head);
        return std::move(m_read);
    }

  private:
    /// What was read; where it can't be, a fault of the line and nothing.
    template <typename T>
    T taken(Result<T> result) {
        if (result) return *std::move(result);
        m_read.faults.push_back(result.error());
        return {};
    }

    void fault(const ErrorKind& kind, std::string detail, std::string_view field) {
        m_read.faults.push_back(make_error(kind, std::move(detail), std::string(field)));
    }

    void check_doubts(std::span<const ImportLine> lines) {
        for (const auto& line : lines) {
            for (std::size_t field = 0; field < k_purchase_fields; ++field) {
                const auto doubt = line.doubt(field);
                if (doubt == SheetCell::Doubt::none) continue;
                const auto& kind = doubt == SheetCell::Doubt::digits_lost ? k_import_number_destroyed
                                                                          : k_import_value_missing;
                fault(kind, line.text(field), k_receipt_fields[field].name);
            }
        }
    }

    std::string number(const ImportLine& line, std::size_t field, std::string_view name) {
        return taken(number_text(line.text(field), name));
    }

    void take_store(const std::string& said) {
        if (said.empty()) return;
        const auto names = [&](std::span<const std::string> all) {
            return std::ranges::find(all, said) != all.end();
        };
        if (!m_own_store.empty() ? said == m_own_store : names(m_own_names)) return;
        if (!m_own_store.empty() || names(m_other_names)) {
            m_read.skip = ImportSkip::other_store;
        } else {
            fault(k_import_store_unknown, said, "store");
        }
    }

    void take_date(const ImportLine& line) {
        const auto day = taken(m_dates.read(line.text(f_date), "business_date"));
        if (day)
            m_read.entry.business_date = *day;
        else if (m_read.faults.empty())
            fault(k_import_day_unclear, line.text(f_date), "business_date");
    }

    // A refund that came later has a line of its own, so 已退款 alone is not one: it is asked.
    void take_state(const ImportLine& line) {
        const auto kind = find_import_word(line.text(f_kind), k_kinds);
        if (!kind) return fault(k_import_value_unknown, written_ways(k_kinds), "kind");
        const auto state = find_import_word(line.text(f_state), k_purchase_states);
        if (!state) return fault(k_import_value_unknown, written_ways(k_purchase_states), "state");
        if (*state == "cancelled") m_read.skip = ImportSkip::cancelled;
        if (*kind == "stored_value") m_read.skip = ImportSkip::stored_value;
        if (*state == "refund" && *kind != "refund") {
            fault(k_import_refund_unclear, line.text(f_state), "state");
        }
        if (*kind == "refund") m_read.entry.kind = PurchaseKind::refund;
    }

    std::optional<Fen> amount_in(const ImportLine& line, std::size_t field) {
        return taken(read_import_amount(line.text(field), k_receipt_fields[field].name));
    }

    /// What the customer paid in the end, as far as one line says.
    std::optional<Fen> amount_of(const ImportLine& line) {
        if (const auto change = amount_in(line, f_stored_value)) {
            if (*change > Fen()) m_read.skip = ImportSkip::stored_value;
            return Fen() - *change;
        }
        if (const auto amount = amount_in(line, f_amount)) return amount;
        if (const auto total = amount_in(line, f_total)) {
            const auto discount = amount_in(line, f_discount).value_or(Fen());
            return *total - (discount < Fen() ? Fen() - discount : discount);
        }
        if (const auto paid = amount_in(line, f_paid)) {
            return *paid - amount_in(line, f_change).value_or(Fen());
        }
        return amount_in(line, f_item_amount);
    }

    // Of several lines each says the receipt's amount, or its own part of it.
    void take_amount(std::span<const ImportLine> lines) {
        std::optional<Fen> amount;
        for (const auto& line : lines) {
            const auto one = amount_of(line);
            if (!one) continue;
            if (!amount) {
                amount = one;
            } else if (m_amounts == LineAmounts::items) {
                amount = *amount + *one;
            } else if (*amount != *one) {
                return fault(k_import_amounts_differ, {}, "amount");
            }
        }
        if (!amount) {
            if (m_read.faults.empty() && !m_read.skip) {
                fault(k_import_amount_malformed, {}, "amount");
            }
            return;
        }
        if (*amount < Fen()) m_read.entry.kind = PurchaseKind::refund;
        m_read.entry.amount = *amount < Fen() ? Fen() - *amount : *amount;
    }

    void take_items(std::span<const ImportLine> lines) {
        for (const auto& line : lines) {
            PurchaseItem item{.code = line.text(f_item_code),
                              .name = line.text(f_item_name),
                              .category = line.text(f_item_category)};
            const auto pieces = taken(
                read_import_count(line.text(f_item_pieces), k_receipt_fields[f_item_pieces].name));
            if (item.code.empty() && item.name.empty()) {
                if (pieces && lines.size() == 1) take_pieces(*pieces);
                continue;
            }
            if (pieces && *pieces != 0) item.pieces = static_cast<int>(std::abs(*pieces));
            auto amount = amount_in(line, f_item_amount);
            if (!amount && m_amounts == LineAmounts::items) amount = amount_of(line);
            if (amount) item.amount = *amount < Fen() ? Fen() - *amount : *amount;
            m_read.entry.items.push_back(std::move(item));
        }
        const auto pieces = taken(
            read_import_count(lines.front().text(f_pieces), k_receipt_fields[f_pieces].name));
        if (pieces) take_pieces(*pieces);
    }

    void take_pieces(std::int64_t pieces) {
        if (pieces != 0) m_read.entry.pieces = static_cast<int>(std::abs(pieces));
    }

    void take_member(const ImportLine& line) {
        for (const auto field : {f_member_number, f_phone, f_card}) {
            m_read.members.push_back(number(line, field, k_receipt_fields[field].name));
        }
    }

    const FileDates& m_dates;
    LineAmounts m_amounts;
    const std::string& m_source;
    const std::string& m_own_store;
    std::span<const std::string> m_own_names, m_other_names;
    ReceiptRead m_read{};
};

class PurchasesImport final : public ImportTarget {
  public:
    PurchasesImport(ServiceContext& context, const Session& session, const ImportSettings& settings)
        : m_context(context),
          m_session(session),
          m_settings(settings),
          m_dates(parse_code<DateOrder>(settings.date_order)) {}

    ImportFields fields() const override {
        return {.fields = k_receipt_fields,
                .meaningful = "积分|points",
                .required = k_receipt_required};
    }

    void study(const ImportLine& line) override {
        m_dates.study(line.text(f_date));
        const auto key = line.text(f_number) + "\x1f" + line.text(f_date).substr(0, k_day_length);
        const auto amount = line.text(f_amount) + "\x1f" + line.text(f_total);
        const bool same_receipt = !line.text(f_number).empty() && key == m_studied_key;
        if (same_receipt) ++(amount == m_studied_amount ? m_equal_amounts : m_other_amounts);
        m_studied_key = key;
        m_studied_amount = amount;
    }

    std::vector<ImportRemark> remarks(const ImportColumns& columns) const override {
        std::vector<ImportRemark> remarks;
        const bool only_paid = columns.has("paid") && !columns.has("change") &&
                               !columns.has("total") && !columns.has("amount");
        if (only_paid) {
            remarks.push_back({std::string(k_import_amount_unclear.code),
                               columns.heading_of("paid"), true});
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
    bool continues(const ImportLine& before, const ImportLine& line) const override {
        const auto number = line.text(f_number);
        if (number.empty() || number != before.text(f_number)) return false;
        return line.text(f_till) == before.text(f_till) &&
               line.text(f_store) == before.text(f_store) &&
               line.text(f_kind) == before.text(f_kind) &&
               line.text(f_date).substr(0, k_day_length) ==
                   before.text(f_date).substr(0, k_day_length) &&
               !(line.text(f_item_name).empty() && line.text(f_item_code).empty());
    }

    Status begin(const ImportColumns& columns, std::int64_t import_id) override {
        m_import_id = import_id;
        m_amounts = line_amounts(columns).value_or(LineAmounts::receipt);
        QIANTAI_TRY(const auto moment, load_purchase_moment(m_context));
        m_writer.emplace(m_context, m_session, moment);
        if (m_own_names.empty()) QIANTAI_TRY_STATUS(load_store_names());
        QIANTAI_TRY(const int offset, load_utc_offset_minutes(m_context.database,
                                                               m_context.identity.store_code));
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
    static constexpr std::size_t k_day_length = 8;  ///< enough of a date to tell two days apart

    /// Where a file has an amount for each item, or lines of one receipt differ in it, it is clear;
    /// where all of them are alike, only a person knows.
    std::optional<LineAmounts> line_amounts(const ImportColumns& columns) const {
        const bool of_receipt = columns.has("amount") || columns.has("total") || columns.has("paid");
        if (!of_receipt) return LineAmounts::items;
        if (columns.has("item_amount")) return LineAmounts::receipt;
        const bool chosen = std::ranges::any_of(
            m_settings.columns, [](const ColumnChoice& one) { return one.field == "amount"; });
        if (chosen) return LineAmounts::receipt;
        if (m_other_amounts > 0) return LineAmounts::items;
        if (m_equal_amounts > 0) return std::nullopt;
        return LineAmounts::receipt;
    }

    Status load_store_names() {
        auto& statement = m_context.database.cached("SELECT code, name FROM store");
        return sqlite::each(statement, [&](const sqlite::Statement& row) {
            auto& names = row.text(0) == m_context.identity.store_code ? m_own_names : m_other_names;
            names.emplace_back(row.text(0));
            names.emplace_back(row.text(1));
        });
    }

    Status find_member(const std::vector<std::string>& said, Purchase& purchase, ImportTaken& taken);
    Status find_sale(const std::string& number, Purchase& refund);
    Result<std::optional<Purchase>> find_known(Purchase& purchase);
    Result<bool> is_of_this_import(const Uuid& row);
    Result<ImportTaken> write(Purchase purchase, ImportTaken taken);

    ServiceContext& m_context;
    const Session& m_session;
    const ImportSettings& m_settings;
    FileDates m_dates;
    std::string m_studied_key{}, m_studied_amount{};
    std::int64_t m_equal_amounts = 0, m_other_amounts = 0;
    LineAmounts m_amounts = LineAmounts::receipt;
    std::int64_t m_import_id = 0;
    std::optional<PurchaseWriter> m_writer;
    std::vector<std::string> m_own_names, m_other_names;
    std::unordered_set<std::string> m_checked;  ///< ids met in a check, whose rows don't stay
};

/// An error about a field belongs to the line.
bool is_of_line(const Error& error) {
    return !error.field.empty();
}

// The number in the source's own system first, then phone, then card: the first that names somebody
// holds.
Status PurchasesImport::find_member(const std::vector<std::string>& said, Purchase& purchase,
                                    ImportTaken& taken) {
    std::vector<Uuid> members;
    std::string asked;
    for (const auto& number : {said[0], said[2]}) {
        if (!members.empty() || number.empty()) continue;
        QIANTAI_TRY(const auto owner, find_by_origin(m_context, m_settings.source, number));
        if (owner) members = {*owner};
    }
    for (const auto& number : {said[1], said[2], said[0]}) {
        if (!members.empty() || number.empty()) continue;
        QIANTAI_TRY(members, m_writer->find_members(number));
        asked = number;
    }
    taken.no_member = members.empty();
    taken.unclear_member = members.size() > 1;
    if (members.size() > 1) purchase.claimed = asked;
    if (members.size() != 1) return {};
    return m_writer->set_member(members.front(), purchase);
}

// The sale may lie before the files that were imported; a refund stands without it then.
Status PurchasesImport::find_sale(const std::string& number, Purchase& refund) {
    const std::string wanted = number.empty() ? refund.number : number;
    if (wanted.empty()) return {};
    auto& statement = m_context.database.cached(
        "SELECT id FROM purchase WHERE store_code = ?1 AND number = ?2 AND source = ?3"
        " AND kind = 'sale' AND undone_at IS NULL AND business_date <= ?4"
        " ORDER BY business_date DESC LIMIT 1");
    if (number.empty()) {
        // By its own number only on its own day: numbers begin anew.
        Purchase sale = refund;
        sale.kind = PurchaseKind::sale;
        QIANTAI_TRY(const auto known, find_purchase(m_context.database, purchase_id(sale)));
        if (known && !known->undone_at) refund.refund_of = known->id;
        return {};
    }
    statement.bind(refund.store_code, wanted, refund.source, refund.business_date.text());
    QIANTAI_TRY(refund.refund_of, sqlite::one(statement, sqlite::id_column));
    return {};
}

Result<bool> PurchasesImport::is_of_this_import(const Uuid& row) {
    if (m_import_id == 0) return m_checked.contains(row.text());
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

Result<ImportTaken> PurchasesImport::write(Purchase purchase, ImportTaken taken) {
    QIANTAI_TRY(const auto known, find_known(purchase));
    taken.row = purchase.id;
    if (m_import_id == 0 && !known && !m_checked.insert(purchase.id.text()).second) {
        taken.outcome = ImportTaken::Outcome::known;
        return taken;
    }
    if (known && !known->undone_at) {
        // That it now says whose it is, is no other receipt.
        Purchase said = purchase;
        if (!known->member_id) said.member_id.reset();
        if (!is_same_receipt(*known, said)) {
            return ImportTaken::refused(
                {make_error(k_purchase_differs, known->amount.text(), "number")});
        }
        taken.outcome = ImportTaken::Outcome::known;
        if (known->member_id || !purchase.member_id) return taken;
        taken.outcome = ImportTaken::Outcome::completed;
        auto& statement = m_context.database.cached(
            "UPDATE purchase SET member_id = ?2, home_store = nullif(?3, ''), claimed = NULL"
            " WHERE id = ?1");
        QIANTAI_TRY_STATUS(
            statement.bind(purchase.id, purchase.member_id, purchase.home_store).run());
        return taken;
    }
    if (purchase.refund_of) {
        if (auto fits = m_writer->check_refund(purchase); !fits) {
            if (!is_of_line(fits.error())) return fits.error();
            return ImportTaken::refused({fits.error()});
        }
    }
    QIANTAI_TRY_STATUS(m_writer->save(purchase, known));
    taken.outcome = ImportTaken::Outcome::added;
    return taken;
}

Result<ImportTaken> PurchasesImport::take(std::span<const ImportLine> lines) {
    ReceiptReader reader(m_dates, m_amounts, m_settings.source, m_settings.own_store, m_own_names,
                         m_other_names);
    auto read = reader.read(lines);
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
    QIANTAI_TRY_STATUS(find_member(read.members, *built, taken));
    QIANTAI_TRY_STATUS(m_writer->take_member_of_sale(*built));
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
        auto& nobody = database.cached(
            "UPDATE purchase SET member_id = NULL, home_store = NULL WHERE id = ?");
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

std::unique_ptr<ImportTarget> make_purchases_import(ServiceContext& context,
                                                    const Session& session,
                                                    const ImportSettings& settings) {
    return std::make_unique<PurchasesImport>(context, session, settings);
}

}  // namespace qiantai::domain
