#pragma once

// The reader and the writer of PgHubStore; only pg_store*.cpp include this.

#include "sync/hub/store/postgres/pg_store.hpp"

namespace qiantai::hub {

class PgReader : public virtual HubReader {
  public:
    /// On a connection in a transaction, given back to `owner` at the end.
    PgReader(PgHubStore& owner, std::unique_ptr<PgConnection> connection)
        : m_owner(owner), m_connection(std::move(connection)) {}
    ~PgReader() override;

    /// All facts, as name and value.
    void keep_facts(const PgRows& rows);
    Result<std::optional<std::string>> load_fact(std::string_view name) override;
    Result<std::optional<Device>> load_device(const Uuid& id) override;
    Result<std::vector<Device>> load_devices() override;
    Result<std::vector<Device>> load_devices_of(std::string_view store_code) override;
    Result<bool> is_retired(const Uuid& device_id, const Uuid& incarnation) override;
    Result<std::vector<StoredRow>> load_rows(std::span<const RowKey> keys) override;
    Result<std::vector<StoredRow>> load_dependents(std::span<const Uuid> subjects) override;
    Result<std::vector<StoredRow>> load_children(std::span<const Uuid> parents) override;
    Result<std::vector<DuplicateKey>> load_duplicates(std::span<const DuplicateKey> values,
                                                      int holders_max) override;
    Result<std::vector<Stay>> load_stays(std::span<const Uuid> persons) override;
    Result<std::vector<Stay>> load_stays_under(std::span<const Uuid> authorisations) override;
    Result<std::vector<Stay>> load_ended_stays(std::string_view scope, TimeMs now,
                                               int limit) override;
    Result<std::vector<AuditChain>> load_chains(const Uuid& device_id,
                                                std::span<const Uuid> incarnations) override;
    Result<std::vector<AuditChain>> load_all_chains() override;
    Result<std::vector<StoredRejection>> load_rejections(const Uuid& device_id,
                                                         const Uuid& incarnation,
                                                         std::int64_t first,
                                                         std::int64_t last) override;
    Result<std::optional<StoredCode>> load_code(std::string_view code_hash) override;
    Result<std::map<std::string, std::int64_t>> load_counters(
        std::span<const std::string> scopes) override;
    Result<std::map<std::string, std::int64_t>> load_all_counters() override;
    Result<FeedSlice> load_feed(std::string_view scope, std::int64_t after, std::size_t row_limit,
                                std::size_t byte_limit) override;
    Status visit_rows(std::string_view entity,
                      const std::function<Status(const StoredRow&)>& visit) override;
    Result<StoreFigures> load_figures(FigureDetail detail) override;
    Result<std::vector<std::string>> load_loose_contents(int limit) override;
    Result<std::vector<TableRow>> load_table(HubTable table, const TableRow* after,
                                             int limit) override;

  protected:
    PgHubStore& m_owner;
    std::unique_ptr<PgConnection> m_connection;
    /// All of them, a handful, once one was asked for; nobody else changes them meanwhile.
    std::optional<std::map<std::string, std::string, std::less<>>> m_facts;

  private:
    Result<std::vector<TableRow>> load_feed_table(const TableRow* after, int limit);
};

class PgWriter final : public PgReader, public HubWriter {
  public:
    using PgReader::PgReader;

    Status save_fact(std::string_view name, std::string_view value) override;
    Status save_device(const Device& device) override;
    Status touch_device(const Uuid& id, TimeMs seen_at) override;
    Status retire_incarnation(const Uuid& device_id, const Uuid& incarnation, TimeMs now) override;
    Status revive_incarnation(const Uuid& device_id, const Uuid& incarnation) override;
    Result<std::map<std::string, std::int64_t>> raise_counters(
        const std::map<std::string, std::int64_t>& by) override;
    Status write_rows(std::span<const RowWrite> writes) override;
    Status remove_duplicates(std::span<const DuplicateKey> keys) override;
    Status add_duplicates(std::span<const DuplicateKey> keys) override;
    Status save_stays(std::span<const Stay> stays) override;
    Status remove_stays(std::span<const Stay> stays) override;
    Status save_chains(std::span<const AuditChain> chains) override;
    Status add_rejections(std::span<const StoredRejection> rejections) override;
    Status scrub_rejections(std::span<const RowKey> keys) override;
    Status save_code(const StoredCode& code) override;
    Status add_loose_contents(std::span<const std::string> names) override;
    Status remove_loose_contents(std::span<const std::string> names) override;
    Status empty_table(HubTable table) override;
    Status fill_table(HubTable table, std::span<const TableRow> rows) override;
    Status end_store(TimeMs now) override;
    Status commit() override;

  private:
    Status write_places(std::span<const RowWrite> writes);

    std::map<std::string, std::int64_t> m_raised;
};

/// The cell of a scope: its store's. Headquarters' for what belongs to no store.
int cell_of_scope(std::string_view scope);

}  // namespace qiantai::hub
