#include "terminal/imports/rules/import_receipt_line.hpp"

#include "terminal/imports/rules/import_csv.hpp"

namespace qiantai::domain {
namespace {

using enum ReceiptField;

constexpr ImportField k_receipt_fields[] = {
    {"number",
     "number|小票号|小票编号|小票号码|流水号|单号|单据号|订单号|订单编号|交易单号|销售单号|receiptnumber|"
     "receiptno|transactionid|orderid|ordernumber|ordername",
     true},
    {"till", "till|收银台|收银机|收银机号|机号|款台|款台号|pos|register|devicename|terminal"},
    {"store",
     "store|门店|店铺|门店名称|店名|分店|消费门店|操作员门店|店铺名称|location|shop|branch"},
    {"business_date",
     "businessdate|date|日期|消费日期|消费时间|交易日期|交易时间|销售日期|销售时间|下单时间|营业日期|"
     "充值日期|订单付款时间|orderdate|datetime|transactiondate"},
    {"amount",
     "amount|消费金额|实收|实收金额|实付|实付金额|净额|金额|收入金额|交易金额|销售额|netsales|"
     "买家实际支付金额"},
    {"total", "total|总金额|应收|应收金额|原价合计|合计金额|grosssales"},
    {"discount", "discount|discounts|折扣|总折扣|优惠|优惠金额|折扣金额"},
    {"paid", "paid|付款金额|付款|收款金额"},
    {"change", "change|找零|找零金额"},
    {"stored_value", "storedvalue|充值金额|储值变动"},
    {"kind", "kind|类型|交易类型|单据类型|销售类型|receipttype|eventtype|type"},
    {"direction", "direction|收/支|收支|收支类型|收支方向"},
    {"state", "state|status|状态|订单状态|当前状态|单据状态|transactionstatus"},
    {"refund_of", "refundof|原单号|原小票号|原流水号|originalreceipt|refundedreceipt", true},
    {"member_number", "membernumber|会员号|会员编号|会员码|customerid|memberid|memberno"},
    {"phone",
     "phone|手机|手机号|手机号码|会员手机|会员手机号|联系手机|联系方式|电话|电话号码|联系电话|mobile|"
     "customercontacts|customerphone"},
    // "Card" alone is what was paid by card in the files of tills.
    {"card", "卡号|会员卡号|会员卡|cardnumber|membercard"},
    {"item_code", "itemcode|商品编码|商品编号|货号|条码|商品条码|sku|barcode"},
    {"item_name",
     "itemname|商品|商品名称|品名|项目名称|项目|货品名称|服务项目|item|product|productname"},
    {"item_category", "itemcategory|类别|商品类别|分类|品类|category"},
    {"item_pieces", "itempieces|数量|件数|销售数量|qty|quantity"},
    {"item_amount", "itemamount|单品金额|商品金额|小计"},
    {"pieces", "pieces|总件数|总数量"},
};
static_assert(std::size(k_receipt_fields) == static_cast<std::size_t>(count));
constexpr std::string_view k_receipt_required[] = {"business_date",
                                                   "amount|total|paid|item_amount|stored_value"};

constexpr ImportWords k_kinds[] = {
    {"sale", "|销售|消费|购买|收款|支付|商户消费|二维码收款|sale|sales|payment|charge|order"},
    {"refund", "退货|退款|退单|冲红|refund|return|returns"},
    {"stored_value", "充值|储值|赠送|开卡|topup|giftcard|recharge"},
};
constexpr ImportWords k_directions[] = {{"in", "收入|收|income|in"}};
constexpr ImportWords k_purchase_states[] = {
    {"done",
     "|已完成|完成|成功|支付成功|交易成功|已支付|已付款|已收钱|已收款|已存入零钱|已关单|已结账|正常|closed|"
     "complete|completed|paid|fulfilled|done"},
    {"cancelled",
     "已取消|取消|作废|已作废|撤销|已撤销|交易关闭|已关闭|未支付|失败|canceled|cancelled|voided|void|"
     "failed"},
    {"refund", "已退款|已全额退款|全额退款|refunded|转入退款"},
};

std::string_view name_of(ReceiptField field) {
    return k_receipt_fields[static_cast<std::size_t>(field)].name;
}

Fen without_sign(Fen amount) {
    return amount < Fen() ? Fen() - amount : amount;
}

class ReceiptReader {
  public:
    ReceiptReader(std::span<const ImportLine> lines, const ReceiptReading& reading)
        : m_lines(lines), m_head(lines.front()), m_reading(reading) {}

    ReceiptLines read() {
        check_doubts();
        m_read.entry.source = m_reading.settings.source;
        m_read.entry.number = number(ReceiptField::number);
        m_read.entry.till = text_of(m_head, ReceiptField::till);
        m_read.refund_number = number(refund_of);
        take_store();
        take_date();
        take_state();
        take_amount();
        take_items();
        m_read.member_number = number(member_number);
        m_read.phone = number(phone);
        m_read.card = number(card);
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

    void fault(const ErrorKind& kind, std::string_view detail, ReceiptField field) {
        m_read.faults.push_back(make_error(kind, std::string(detail), std::string(name_of(field))));
    }

    void check_doubts() {
        for (const auto& line : m_lines) {
            for (std::size_t field = 0; field < std::size(k_receipt_fields); ++field) {
                const auto doubt = line.doubt(field);
                if (doubt == SheetCell::Doubt::none) continue;
                const auto& kind = doubt == SheetCell::Doubt::digits_lost
                                       ? k_import_number_destroyed
                                       : k_import_value_missing;
                fault(kind, line.text(field), static_cast<ReceiptField>(field));
            }
        }
    }

    std::string number(ReceiptField field) {
        return taken(number_text(text_of(m_head, field), name_of(field)));
    }

    void take_store() {
        const auto said = text_of(m_head, store);
        const auto whose = m_reading.stores.whose(said);
        if (whose == ImportStores::Whose::other) m_read.skip = ImportSkip::other_store;
        if (whose == ImportStores::Whose::unknown) fault(k_import_store_unknown, said, store);
    }

    void take_date() {
        const auto cell = text_of(m_head, business_date);
        const auto day = m_reading.dates.read(cell, name_of(business_date));
        if (day && *day)
            m_read.entry.business_date = **day;
        else
            fault(k_import_day_unclear, cell, business_date);
    }

    std::string_view word(ReceiptField field, std::span<const ImportWords> table) {
        const auto ours = find_import_word(text_of(m_head, field), table);
        if (!ours) fault(k_import_value_unknown, written_ways(table), field);
        return ours.value_or("");
    }

    // A refund that came later has a line of its own, so 已退款 alone is not one: it is asked.
    void take_state() {
        const auto kind_said = word(kind, k_kinds);
        const auto state_said = word(state, k_purchase_states);
        if (state_said == "cancelled") m_read.skip = ImportSkip::cancelled;
        if (kind_said == "stored_value") m_read.skip = ImportSkip::stored_value;
        const bool is_refund = kind_said == "refund";
        if (state_said == "refund" && !is_refund) {
            fault(k_import_refund_unclear, text_of(m_head, state), state);
        }
        if (is_refund) m_read.entry.kind = PurchaseKind::refund;
        // A payment service's bill has what its owner paid to others among the income, and "/" for
        // what was only moved.
        const bool told = m_head.has(static_cast<std::size_t>(direction)) && !is_refund;
        if (told && find_import_word(text_of(m_head, direction), k_directions) != "in") {
            fault(k_import_not_income, text_of(m_head, direction), direction);
        }
    }

    std::optional<Fen> amount_in(const ImportLine& line, ReceiptField field) {
        const auto cell = text_of(line, field);
        if (cell.empty()) return std::nullopt;
        return taken(read_import_amount(cell, name_of(field)));
    }

    /// What the customer paid in the end, as far as one line says.
    std::optional<Fen> amount_of(const ImportLine& line) {
        if (const auto moved = amount_in(line, stored_value)) {
            if (*moved > Fen()) m_read.skip = ImportSkip::stored_value;
            return Fen() - *moved;
        }
        const auto faults_before = m_read.faults.size();
        const auto said = amount_in(line, amount);
        if (said || m_read.faults.size() > faults_before) return said;
        if (const auto whole = amount_in(line, total)) {
            return *whole - without_sign(amount_in(line, discount).value_or(Fen()));
        }
        if (const auto given = amount_in(line, paid)) {
            return *given - amount_in(line, change).value_or(Fen());
        }
        return amount_in(line, item_amount);
    }

    // Of several lines each says the receipt's amount, or its own part of it.
    void take_amount() {
        std::optional<Fen> sum;
        const auto faults_before = m_read.faults.size();
        for (const auto& line : m_lines) {
            const auto one = amount_of(line);
            if (!one) continue;
            if (!sum) {
                sum = one;
            } else if (m_reading.amounts == LineAmounts::items) {
                sum = *sum + *one;
            } else if (*sum != *one) {
                return fault(k_import_amounts_differ, {}, amount);
            }
        }
        if (!sum) {
            const bool said_already = m_read.faults.size() > faults_before || m_read.skip;
            if (!said_already) fault(k_import_amount_malformed, {}, amount);
            return;
        }
        if (*sum < Fen()) m_read.entry.kind = PurchaseKind::refund;
        m_read.entry.amount = without_sign(*sum);
        m_below_zero = *sum < Fen();
    }

    void take_items() {
        for (const auto& line : m_lines) {
            PurchaseItem item{.code = std::string(text_of(line, item_code)),
                              .name = std::string(text_of(line, item_name)),
                              .category = std::string(text_of(line, item_category))};
            const auto pieces_said = pieces_in(line, item_pieces);
            if (item.code.empty() && item.name.empty()) {
                if (m_lines.size() == 1) m_read.entry.pieces = pieces_said;
                continue;
            }
            item.pieces = pieces_said;
            auto part = amount_in(line, item_amount);
            if (!part && m_reading.amounts == LineAmounts::items) part = amount_of(line);
            // What was taken back within a sale has no amount of its own among what was sold.
            const bool other_way = part && *part != Fen() && (*part < Fen()) != m_below_zero;
            if (part && !other_way) item.amount = without_sign(*part);
            m_read.entry.items.push_back(std::move(item));
        }
        if (const auto all = pieces_in(m_head, pieces)) m_read.entry.pieces = all;
    }

    std::optional<int> pieces_in(const ImportLine& line, ReceiptField field) {
        const auto cell = text_of(line, field);
        if (cell.empty()) return std::nullopt;
        const auto said = taken(read_import_pieces(cell, name_of(field)));
        if (!said || *said == 0) return std::nullopt;
        constexpr std::int64_t k_too_many = k_purchase_pieces_max + 1;
        return static_cast<int>(std::min(std::abs(*said), k_too_many));
    }

    std::span<const ImportLine> m_lines;
    const ImportLine& m_head;
    const ReceiptReading& m_reading;
    ReceiptLines m_read{};
    bool m_below_zero = false;
};

}  // namespace

ImportFields receipt_import_fields() {
    return {
        .fields = k_receipt_fields, .meaningful = "积分|points", .required = k_receipt_required};
}

ReceiptLines read_receipt_lines(std::span<const ImportLine> lines, const ReceiptReading& reading) {
    return ReceiptReader(lines, reading).read();
}

}  // namespace qiantai::domain
