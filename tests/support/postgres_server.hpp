#pragma once

#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

/// A PostgreSQL 15 of its own, reached by a socket in its folder, with everything as a real one has
/// it but the place: memory, where an fsync costs nothing. Ends with the object.
class PostgresServer {
  public:
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// The one of this process, started when it is asked for first.
    static PostgresServer& shared();
    /// A connection string to an empty schema that nobody else has.
    std::string make_schema();
    std::string conninfo(const std::string& schema) const;
    /// What psql prints, with tuples only.
    std::string query(const std::string& schema, const std::string& sql) const;

    void start();
    /// As by a power cut of the database's machine.
    void kill_hard();

  private:
    TempFolder m_folder{FolderPlace::memory};
    std::unique_ptr<Process> m_process;
    int m_schemas = 0;
};

}  // namespace qiantai::test
