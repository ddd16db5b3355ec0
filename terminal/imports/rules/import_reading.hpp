#pragma once

// A file is read from end to end before anything is decided about it; what takes long goes piece by
// piece, so that whoever has a window lets other work through.

#include <memory>

#include "terminal/imports/rules/import_file.hpp"

namespace qiantai::domain {

class ImportReading {
  public:
    static constexpr int k_rows_per_step = 5'000;

    /// `context` and `session` outlive it. Where the request says nothing but the source, it is
    /// read as that one's last file was. Errors: hash_of_file()'s, ImportFile::open()'s.
    static Result<std::unique_ptr<ImportReading>> begin(ServiceContext& context,
                                                        const Session& session,
                                                        const ImportRequest& request);
    ImportReading(const ImportReading&) = delete;
    ImportReading& operator=(const ImportReading&) = delete;

    /// A piece of the file; false: it was the last one.
    Result<bool> step();

    const ImportRequest& request() const { return m_request; }
    ImportTarget& target() { return *m_target; }
    ImportFile& file() { return *m_file; }
    const std::string& hash() const { return m_hash; }

  private:
    ImportReading(ServiceContext& context, const Session& session, ImportRequest request);

    const ImportRequest m_request;  ///< the target refers to its settings
    std::unique_ptr<ImportTarget> m_target;
    std::optional<ImportFile> m_file;
    std::string m_hash;
};

/// What the file is understood as, once it was read to its end.
Result<ImportPreview> preview_of(ServiceContext& context, ImportReading& reading);

}  // namespace qiantai::domain
