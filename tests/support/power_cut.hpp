#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/base/random.hpp"
#include "tests/support/file_calls.hpp"

namespace qiantai::test {

/// Records what this process does to the files below a folder, and rebuilds the folder as a power
/// cut may leave it. Sure is what was flushed: a file's bytes and length by a flush of the file, its
/// name by a flush of the folder it is in. Of what was not flushed there may be anything: of a
/// file's writes and cuts any, in any order, a write also torn between sectors of 512 bytes; of what
/// was done to the names in a folder (made, renamed, removed) the first so many, as a file system
/// with a journal leaves it. Rights and times are not kept: files are their owner's alone.
class PowerCut final : public FileObserver {
  public:
    /// What lies below `root` now was flushed.
    explicit PowerCut(const std::filesystem::path& root);
    PowerCut(const PowerCut&) = delete;
    PowerCut& operator=(const PowerCut&) = delete;
    ~PowerCut() override { observe_file_calls(nullptr); }

    /// The power may be cut after so many steps; all that was done until now is among the first
    /// `moment()`.
    std::size_t moment() const { return m_steps.size(); }
    /// What a cut right after the first `moment` steps may leave, in the new folder `to`. Ends the
    /// recording.
    void rebuild(std::size_t moment, const std::filesystem::path& to, Random& random);

    void after(const FileCall& call, ssize_t result) override;

  private:
    struct Step {
        enum class Kind {
            write,
            cut,
            flush_file,
            make_file,
            make_folder,
            rename,
            remove,
            flush_folder
        };
        Kind kind{};
        int file = -1;        ///< number of the file, as long as the recording lasts
        std::string name{};   ///< below the root, of names and folders
        std::string to{};     ///< rename
        std::string bytes{};  ///< write
        std::size_t at = 0;   ///< write: where; cut: the new size
    };
    struct Content {
        std::string flushed;
        std::vector<const Step*> pending;
    };
    struct Disk;
    using Inode = std::pair<dev_t, ino_t>;

    void add(Step step) { m_steps.push_back(std::move(step)); }
    void note_open(const FileCall& call, int file);
    void note_write(const FileCall& call, std::size_t size);
    void note_flush(int file);
    /// Nothing if the path is not below the root.
    std::optional<std::string> name_of(const std::filesystem::path& path) const;
    std::optional<int> number_of(int file) const;
    static std::string build_content(const Content& content, Random& random);

    std::filesystem::path m_root;
    std::map<std::string, int> m_names;
    std::map<Inode, int> m_numbers;
    int m_file_count = 0;
    std::vector<std::string> m_first_contents;
    std::map<std::string, int> m_first_names;
    std::vector<std::string> m_first_folders;
    std::vector<Step> m_steps;
};

}  // namespace qiantai::test
