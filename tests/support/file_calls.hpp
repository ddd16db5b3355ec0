#pragma once

#include <sys/types.h>

#include <optional>
#include <string_view>

namespace qiantai::test {

/// One call by which a program changes files.
struct FileCall {
    enum class Kind {
        open,  ///< one to write
        write,
        cut,
        rename,
        remove,
        make_folder,
        rights,
        flush,
    };
    Kind kind{};
    int file = -1;               ///< of what has an open file
    const char* path = nullptr;  ///< of what has none
    const char* to = nullptr;    ///< rename: the new path
    std::string_view bytes{};    ///< write
    /// write: where; nothing = where the file stands. cut: the new size.
    std::optional<off_t> at{};
    int flags = 0;  ///< open
};

/// Sees every such call of this process. The linker puts this program's own open(), write() … in
/// place of the C library's, so that what SQLite and the standard library do is seen as well; not
/// seen are mapped pages and what goes through C's own streams (the logs).
class FileObserver {
  public:
    virtual ~FileObserver() = default;
    /// It is about to be made.
    virtual void before(const FileCall&) {}
    /// It was made and did not fail. `result`: the file of an open, the bytes of a write.
    virtual void after(const FileCall&, ssize_t /*result*/) {}
};

/// From now on; null: nobody. An observer that changes files itself steps back before.
void observe_file_calls(FileObserver* observer);

}  // namespace qiantai::test
