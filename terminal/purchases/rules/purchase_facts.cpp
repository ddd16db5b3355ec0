#include "terminal/purchases/rules/purchase_facts.hpp"

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/typed_text.hpp"
#include "terminal/store/normal_forms.hpp"

namespace qiantai::domain {
namespace {

/// How a number is compared: full-width or not, capital or small, with blanks or without.
std::string compared(std::string_view typed) {
    if (is_ascii(typed)) {
        std::string text;
        for (const char c : typed) {
            const bool capital = c >= 'A' && c <= 'Z';
            if (c != ' ') text += static_cast<char>(capital ? c - 'A' + 'a' : c);
        }
        return text;
    }
    auto folded = store::normalized(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                        typed.data(), static_cast<int>(typed.size()))),
                                    store::NormalForm::compatible_casefolded);
    folded.findAndReplace(" ", "");
    std::string text;
    return folded.toUTF8String(text);
}

/// Parts that hold no control characters, each closed by one.
std::string key_of(std::initializer_list<std::string_view> parts) {
    std::string key;
    for (const auto part : parts) {
        key += part;
        key += '\x1f';
    }
    return key;
}

}  // namespace

std::vector<PurchaseItem> items_of(const Purchase& purchase) {
    const auto json = parse_json_object(purchase.items);
    if (!json) return {};
    auto lines = from_json<PurchaseLines>(*json);
    return lines ? std::move(lines->lines) : std::vector<PurchaseItem>();
}

std::string items_text(std::span<const PurchaseItem> items) {
    if (items.empty()) return {};
    return boost::json::serialize(to_json(PurchaseLines{{items.begin(), items.end()}}));
}

Uuid purchase_id(const Purchase& purchase) {
    const auto key =
        key_of({"purchase", purchase.source, purchase.store_code, compared(purchase.till),
                compared(purchase.number), purchase.business_date.text(), purchase.kind.text()});
    return Uuid::derive(utc_day_start(purchase.business_date), key,
                        Cell::of_store(purchase.store_code));
}

Uuid weak_purchase_id(const Purchase& purchase, int ordinal) {
    const auto key =
        key_of({"purchase without number", purchase.source, purchase.store_code, purchase.till,
                purchase.business_date.text(), purchase.kind.text(),
                purchase.member_id ? purchase.member_id->text() : std::string(),
                std::to_string(purchase.amount.count()), purchase.items, std::to_string(ordinal)});
    return Uuid::derive(utc_day_start(purchase.business_date), key,
                        Cell::of_store(purchase.store_code));
}

Uuid day_total_id(std::string_view store_code, Date date) {
    return Uuid::derive(utc_day_start(date), key_of({"day_total", store_code, date.text()}),
                        Cell::of_store(store_code));
}

bool is_same_receipt(const Purchase& known, const Purchase& again) {
    return known.kind == again.kind && known.business_date == again.business_date &&
           known.amount == again.amount && known.pieces == again.pieces &&
           known.items == again.items && known.refund_of == again.refund_of &&
           (!again.member_id || known.member_id == again.member_id);
}

}  // namespace qiantai::domain
