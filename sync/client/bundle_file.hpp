#pragma once

// Sync without any network: the terminal writes an encrypted file, somebody carries it to
// headquarters, `qiantai-hub` takes it and writes the answer, which is carried back. The content is
// the same batches, answers and feed pages as online, and the same functions store them; see
// sync/core/bundle_content.hpp.

#include <filesystem>

#include "schema/base/clock.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"
#include "sync/client/session_context.hpp"
#include "sync/core/bundle.hpp"

namespace qiantai::sync {

struct BundleExport {
    std::int64_t changes = 0;   ///< waiting changes in the file
    std::int64_t last_seq = 0;  ///< they end here; 0 if there are none
};

/// Writes everything that waits, and where to read on, for the hub. Nothing changes here: until the
/// answer was imported, the changes go on waiting, and may be sent online or exported again; the
/// hub takes each only once.
Result<BundleExport> export_bundle(sqlite::Database& database, const Manifest& manifest,
                                   const std::filesystem::path& file);

/// Takes the hub's answer: acknowledgements, rejections, feed. The report counts as a session's
/// does. An error the hub put in (a gap, an unknown device …) comes back as this call's, after
/// everything before it was stored. k_bundle_unreadable with nothing changed if the file is not
/// from this hub for this terminal. Importing one file twice changes nothing.
Result<SessionReport> import_bundle(sqlite::Database& database, const Manifest& manifest,
                                    Clock& clock, const std::filesystem::path& file,
                                    const BulkLoadHooks& bulk = {});

}  // namespace qiantai::sync
