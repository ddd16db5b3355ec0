#pragma once

// A whole hub without sockets, in a folder of its own, and terminals that talk to it in the wire
// format. Used by the tests of the hub and by those of other folders that need a real hub.

#include <doctest/doctest.h>

#include "sync/core/change.hpp"
#include "sync/hub/http/hub_service.hpp"
#include "sync/hub/store/sqlite/sqlite_store.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

class TestHub {
  public:
    TestHub();
    explicit TestHub(Manifest with_manifest);

    /// Closes the store and opens it again, as after a crash or a stop. `on_open` is for SQLite's.
    void reopen(std::function<void(sqlite::Database&)> on_open = {});
    void close();
    /// Another program's store over the same database.
    std::unique_ptr<hub::HubStore> open_again();
    const std::filesystem::path& folder() const { return m_folder.path(); }
    static sqlite::OpenOptions database_options();
    static hub::HubIdentity make_identity();

    hub::HubService& service() { return *m_service; }
    /// For another service over the same store.
    hub::HubParts parts();
    hub::HubStore& store() { return *m_store; }
    /// With QIANTAI_TEST_DATABASE=postgres its store is one of those, and the same must hold.
    static bool is_on_postgres();
    sync::HttpResponse handle(const sync::HttpRequest& request) {
        return m_service->handle(request);
    }
    /// A store row, so that terminals can be enrolled there.
    void add_store(std::string_view code);
    /// A one-time code's secret part.
    std::string make_code(std::string_view store_code);
    std::string load_fact(std::string_view name);
    std::optional<hub::Device> load_device(const Uuid& id);
    std::optional<hub::StoredRow> load_row(std::string_view entity, const Uuid& id);
    std::vector<hub::StoredRow> rows_of(std::string_view entity);
    void save_device(const hub::Device& device);

    FakeClock clock;
    SeededRandom random{7};
    Manifest manifest;
    std::vector<hub::RequestRecord> log;

  private:
    void set_up();
    TempFolder m_folder;
    Mutex m_log_mutex;
    std::string m_conninfo;  ///< of PostgreSQL
    std::function<void(sqlite::Database&)> m_on_open;
    std::unique_ptr<hub::HubStore> m_store;
    std::unique_ptr<hub::HubService> m_service;
};

/// What a push came to.
struct PushReply {
    int status = 0;
    sync::PushAnswer answer;    ///< if status is 200
    boost::json::object error;  ///< if not
    std::string code() const {
        return error.empty() ? "" : std::string(error.at("code").as_string());
    }
};

/// A terminal as the hub sees it: numbers and stamps changes as a real one does.
class TestDevice {
  public:
    /// Enrols.
    TestDevice(TestHub& hub, std::string_view store_code);

    /// A change with the next seq and clock, kept for the next push().
    sync::Change& write(sync::Op op, std::string_view entity, const Uuid& id,
                        boost::json::object columns);
    Uuid insert(std::string_view entity, boost::json::object columns);
    void update(std::string_view entity, const Uuid& id, boost::json::object columns,
                sync::Hlc seen = sync::Hlc());
    void erase(std::string_view entity, const Uuid& id);
    /// Sends what was written since the last push, as a terminal would.
    PushReply push();
    sync::PushBatch make_batch(std::int64_t first_seq, std::int64_t last_seq) const;
    PushReply send(const sync::PushBatch& batch);

    std::string authorization() const;
    sync::HttpResponse get(std::string_view target);
    boost::json::object hello();
    /// The whole feed of a scope, from a cursor on.
    std::vector<sync::FeedSection::Row> read(std::string_view scope, std::int64_t from = 0);
    /// One row out of a scope's feed.
    std::optional<sync::FeedSection::Row> find(std::string_view scope, const Uuid& id);

    TestHub& hub;
    Uuid id;
    std::string secret;
    std::string store_code;
    std::string terminal_code;
    Uuid incarnation;
    Uuid restored_from;
    std::int64_t acked_seq = 0;
    sync::Hlc last_hlc;
    std::vector<sync::Change> outbox;
};

/// Columns of a member that is right in every respect.
boost::json::object member_columns(std::string_view store_code,
                                   std::string_view phone = "13800000001");
boost::json::object staff_columns(std::string_view store_code, std::string_view number);

/// A change that stands alone: `write` of a device gives it seq and clock.
boost::json::object parse_object(std::string_view text);

}  // namespace qiantai::test
