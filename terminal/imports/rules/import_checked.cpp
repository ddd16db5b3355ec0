#include "terminal/imports/rules/import_checked.hpp"

#include <algorithm>
#include <cstring>

namespace qiantai::domain {

std::size_t CheckedReceipts::Hash::operator()(const Uuid& id) const {
    // Its second half is derived by a hash, the first one is a time.
    std::size_t hash = 0;
    std::memcpy(&hash, id.bytes().data() + id.bytes().size() / 2, sizeof hash);
    return hash;
}

void CheckedReceipts::add(const Purchase& purchase) {
    const auto index = m_receipts.size();
    m_receipts.push_back({.id = purchase.id,
                          .kind = purchase.kind,
                          .business_date = purchase.business_date,
                          .amount = purchase.amount,
                          .pieces = purchase.pieces,
                          .items_hash = std::hash<std::string>()(purchase.items),
                          .refund_of = purchase.refund_of,
                          .member_id = purchase.member_id});
    m_by_id.insert_or_assign(purchase.id, index);
    if (purchase.refund_of) m_refunds_by_sale.emplace(*purchase.refund_of, index);
    if (purchase.kind == PurchaseKind::sale && !purchase.number.empty()) {
        m_sales_by_number.emplace(std::hash<std::string>()(purchase.number), index);
    }
}

const CheckedReceipts::Receipt* CheckedReceipts::earlier(const Uuid& id) const {
    const auto found = m_by_id.find(id);
    if (found == m_by_id.end() || found->second >= m_earlier) return nullptr;
    return &m_receipts[found->second];
}

std::optional<Purchase> CheckedReceipts::find(const Uuid& id) const {
    const auto* receipt = earlier(id);
    if (receipt == nullptr) return std::nullopt;
    return Purchase{.id = receipt->id,
                    .kind = receipt->kind,
                    .business_date = receipt->business_date,
                    .amount = receipt->amount,
                    .pieces = receipt->pieces,
                    .refund_of = receipt->refund_of,
                    .member_id = receipt->member_id};
}

std::optional<Purchase> CheckedReceipts::find_like(const Purchase& again) const {
    auto found = find(again.id);
    if (!found) return found;
    found->store_code = again.store_code;
    const bool same_items = earlier(again.id)->items_hash == std::hash<std::string>()(again.items);
    found->items = same_items ? again.items : again.items + " ";
    return found;
}

std::optional<Uuid> CheckedReceipts::find_sale(const std::string& number, Date until) const {
    const Receipt* last = nullptr;
    const auto [first, end] = m_sales_by_number.equal_range(std::hash<std::string>()(number));
    for (auto at = first; at != end; ++at) {
        const auto& sale = m_receipts[at->second];
        if (at->second >= m_earlier || sale.business_date > until) continue;
        if (last == nullptr || last->business_date < sale.business_date) last = &sale;
    }
    return last == nullptr ? std::nullopt : std::optional(last->id);
}

Fen CheckedReceipts::refunded(const Uuid& sale) const {
    Fen sum;
    const auto [first, end] = m_refunds_by_sale.equal_range(sale);
    for (auto at = first; at != end; ++at) {
        const auto& refund = m_receipts[at->second];
        const bool stands = m_by_id.at(refund.id) == at->second;
        if (stands && at->second < m_earlier) sum = sum + refund.amount;
    }
    return sum;
}

void CheckedMembers::add(Person person, const std::string& number) {
    const auto* kept = &m_people.emplace_back(std::move(person));
    m_by_phone.emplace(kept->phone, kept);
    if (!number.empty()) m_by_number.emplace(number, kept);
    if (!kept->card_number.empty()) m_cards.emplace(kept->card_number, kept);
}

const CheckedMembers::Person* CheckedMembers::find_by_number(const std::string& number) const {
    const auto found = number.empty() ? m_by_number.end() : m_by_number.find(number);
    return found == m_by_number.end() ? nullptr : found->second;
}

const CheckedMembers::Person* CheckedMembers::find_by_phone(const std::string& phone) const {
    const auto found = m_by_phone.find(phone);
    return found == m_by_phone.end() ? nullptr : found->second;
}

}  // namespace qiantai::domain
