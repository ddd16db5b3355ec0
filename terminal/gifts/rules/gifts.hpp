#pragma once

// The catalogue of gifts (gift_facts.hpp): headquarters keeps it, everybody reads it. Thread rule:
// as ServiceContext.

#include "terminal/base/audit.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/gift_facts.hpp"

namespace qiantai::domain {

class Gifts {
  public:
    explicit Gifts(ServiceContext& context) : m_context(context) {}

    /// Makes the gift of this code, or changes it. Right of all that write: gifts_catalogue.
    /// k_gift_malformed, k_text_malformed, k_picture_name_malformed.
    Result<GiftLine> save(const Session& session, const GiftEntry& entry);
    /// k_gift_not_found, k_gift_barcode_malformed, k_gift_barcode_taken.
    Result<GiftLine> add_barcode(const Session& session, const Uuid& gift_id,
                                 std::string_view barcode);
    /// The same of a carton of so many pieces; of one that is known, how many they are now. As
    /// add_barcode; k_gift_carton_malformed.
    Result<GiftLine> add_carton(const Session& session, const Uuid& gift_id,
                                std::string_view barcode, int pieces);
    /// It finds this gift no more; another one may have it then. As add_barcode.
    Result<GiftLine> remove_barcode(const Session& session, const Uuid& gift_id,
                                    std::string_view barcode);

    /// A photo of it, or none any more. Right: campaigns_plan. k_gift_not_found,
    /// k_gift_picture_no_photo, and what add_attachment() and read_attachment_file() say.
    Result<GiftLine> set_picture(const Session& session, const GiftPictureEntry& entry);

    /// By code; right of all that read: gifts_read.
    Result<std::vector<GiftLine>> list(const Session& session);
    /// By a barcode or a code, scanned or typed. k_gift_not_found.
    Result<GiftLine> find(const Session& session, std::string_view code);

  private:
    Result<GiftLine> keep_barcode(const Session& session, const Uuid& gift_id,
                                  std::string_view barcode, std::optional<int> pieces);
    Result<GiftLine> build_line(const Gift& gift);
    /// The end of every write: its audit event, and what is shown then.
    Result<GiftLine> finish(const Session& session, sqlite::Transaction& transaction,
                            const Gift& gift, const AuditEntry& entry);
    ServiceContext& m_context;
};

/// Inside a transaction, of an import: makes the gift of this code, or changes it. As Gifts::save.
Result<Gift> keep_gift(ServiceContext& context, const Session& session, const GiftEntry& entry);
/// Likewise a barcode that no other gift has, clean, or a carton's; true if it was none before.
Result<bool> keep_gift_barcode(ServiceContext& context, const Session& session, const Uuid& gift_id,
                               const std::string& barcode, std::optional<int> pieces);
/// k_gift_not_found.
Result<Gift> load_gift(sqlite::Database& database, const Uuid& id);
/// Nothing but its id until its own row arrives.
Result<Gift> gift_or_unknown(sqlite::Database& database, const Uuid& id);
/// A gift, and how many pieces of it what was scanned stands for.
struct ScannedGift {
    Gift gift{};
    int pieces = 1;
};
/// By a barcode or a code, scanned or typed; nothing if it is none of ours.
Result<std::optional<ScannedGift>> find_gift_of_code(sqlite::Database& database,
                                                     std::string_view code);
/// The largest of its cartons; nothing if it comes in none.
Result<std::optional<int>> load_carton(sqlite::Database& database, const Uuid& gift_id);
/// Whose stock is shown: nothing at headquarters, which sees all, this store's own elsewhere.
std::optional<std::string> seen_store(const ServiceContext& context);
/// All, by code.
Result<std::vector<Gift>> load_gifts(sqlite::Database& database);

}  // namespace qiantai::domain
