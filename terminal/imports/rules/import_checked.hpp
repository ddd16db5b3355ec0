#pragma once

// What a check would have written. Each of its transactions is undone, so that nobody has to wait
// for it; what the later ones must know of the earlier ones is kept here, no more of it than that.

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include "terminal/imports/rules/import_member_line.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"

namespace qiantai::domain {

class CheckedReceipts {
  public:
    void add(const Purchase& purchase);
    /// What was added until now belongs to earlier transactions.
    void begin_transaction() { m_earlier = m_receipts.size(); }

    /// Of this transaction too.
    bool has(const Uuid& id) const { return m_by_id.contains(id); }
    /// Of an earlier transaction, as is_same_receipt() and check_refund_of() compare it with
    /// `again`.
    std::optional<Purchase> find_like(const Purchase& again) const;
    std::optional<Purchase> find(const Uuid& id) const;
    /// The last one up to `until` that sold something under this number.
    std::optional<Uuid> find_sale(const std::string& number, Date until) const;
    /// What earlier transactions gave back of a sale.
    Fen refunded(const Uuid& sale) const;

  private:
    struct Hash {
        std::size_t operator()(const Uuid& id) const;
    };
    struct Receipt {
        Uuid id{};
        Coded<PurchaseKind> kind = PurchaseKind::sale;
        Date business_date{};
        Fen amount{};
        std::optional<int> pieces{};
        std::size_t items_hash = 0;
        std::optional<Uuid> refund_of{}, member_id{};
    };
    const Receipt* earlier(const Uuid& id) const;

    std::deque<Receipt> m_receipts;
    std::unordered_map<Uuid, std::size_t, Hash> m_by_id;
    std::unordered_multimap<std::size_t, std::size_t> m_sales_by_number;  ///< by its hash
    std::unordered_multimap<Uuid, std::size_t, Hash> m_refunds_by_sale;
    std::size_t m_earlier = 0;
};

class CheckedMembers {
  public:
    struct Person {
        std::string name{}, phone{}, birthday{}, card_number{};
        Coded<Gender> gender{};
    };
    /// `number` is that of the earlier system; may be empty.
    void add(Person person, const std::string& number);
    const Person* find_by_number(const std::string& number) const;
    const Person* find_by_phone(const std::string& phone) const;
    bool has_card(const std::string& number) const { return m_cards.contains(number); }

  private:
    std::deque<Person> m_people;
    std::unordered_map<std::string, const Person*> m_by_number, m_by_phone, m_cards;
};

}  // namespace qiantai::domain
