#pragma once

// Recalls (recall_facts.hpp): headquarters makes and ends them, every place heeds them.
// Thread rule: as ServiceContext.

#include "terminal/base/service_context.hpp"
#include "terminal/gifts/rules/recall_facts.hpp"

namespace qiantai::domain {

class Recalls {
  public:
    explicit Recalls(ServiceContext& context) : m_context(context) {}

    /// Right of all that write: gifts_recall. k_gift_not_found, k_recall_known,
    /// k_stock_reason_missing, k_text_malformed.
    Result<GiftRecall> recall(const Session& session, const GiftRecallEntry& entry);
    /// What is left of it may be given away again. k_recall_not_found.
    Result<GiftRecall> end(const Session& session, const Uuid& recall_id);
    /// Those that are not ended, the newest first. Right: stock_read.
    Result<std::vector<RecallLine>> list(const Session& session);

  private:
    ServiceContext& m_context;
};

Result<RecalledBatches> load_recalled(sqlite::Database& database, const Uuid& gift_id);
/// k_gift_recalled.
Status check_not_recalled(sqlite::Database& database, const Uuid& gift_id, std::string_view batch);

}  // namespace qiantai::domain
