#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "schema/base/clock.hpp"
#include "schema/sqlite/database.hpp"

namespace qiantai::store {

/// The photos and files that headquarters does not have yet go along with backups, as they are
/// encrypted, into "attachments" beside them; those that it has got since leave. On disk when this
/// returns. `database` is the terminal's.
Status back_up_attachments(sqlite::Database& database, const std::filesystem::path& backups);

/// Puts contents that the restored database counts as here, and that are not, back into their place
/// beside it. What is in no backup is noted as lost: wanted from headquarters. A database of before
/// there were attachments is left alone.
Status bring_attachments_back(sqlite::Database& database, const std::filesystem::path& backups,
                              TimeMs now);

/// For `qiantaictl check`: what should be here and can't be read, in words for an administrator.
enum class ContentSearch {
    by_size,  ///< looks at the files' sizes only
    whole,    ///< reads all of them
};
Result<std::vector<std::string>> find_attachment_damage(sqlite::Database& database,
                                                        ContentSearch search);

}  // namespace qiantai::store
