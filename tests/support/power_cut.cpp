#include "tests/support/power_cut.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "schema/base/error.hpp"
#include "tests/support/temp_folder.hpp"

namespace qiantai::test {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t k_sector = 512;

std::string folder_of(const std::string& name) {
    return fs::path(name).parent_path().string();
}

bool is_below(const std::string& name, const std::string& folder) {
    return name == folder || name.starts_with(folder + "/");
}

bool is_even(Random& random) {
    return random.below(2) == 0;
}

struct stat facts_of(const fs::path& path) {
    struct stat facts {};
    QIANTAI_ASSERT(::stat(path.c_str(), &facts) == 0);
    return facts;
}

void write_at(std::string& content, std::size_t at, std::string_view bytes) {
    if (content.size() < at + bytes.size()) content.resize(at + bytes.size(), '\0');
    content.replace(at, bytes.size(), bytes);
}

/// Any of the sectors that the bytes lie in.
void write_torn(std::string& content, std::size_t at, std::string_view bytes, Random& random) {
    while (!bytes.empty()) {
        const auto size = std::min(bytes.size(), k_sector - at % k_sector);
        if (is_even(random)) write_at(content, at, bytes.substr(0, size));
        at += size;
        bytes.remove_prefix(size);
    }
}

/// Names below a folder that is renamed go along.
template <typename Names>
void rename_in(Names& names, const std::string& from, const std::string& to) {
    Names renamed;
    for (auto at = names.begin(); at != names.end();) {
        if (is_below(at->first, from)) {
            renamed.emplace(to + at->first.substr(from.size()), at->second);
            at = names.erase(at);
        } else {
            ++at;
        }
    }
    for (auto& [name, value] : renamed) names.insert_or_assign(name, value);
}

constexpr int k_is_folder = -1;

}  // namespace

/// Everything on it, flushed and not.
struct PowerCut::Disk {
    std::vector<Content> files;
    std::map<std::string, int> names;  ///< flushed; k_is_folder for folders
    std::vector<const Step*> pending_names;

    void name(const Step& step) {
        switch (step.kind) {
            case Step::Kind::make_file:
                names.insert_or_assign(step.name, step.file);
                break;
            case Step::Kind::make_folder:
                names.insert_or_assign(step.name, k_is_folder);
                break;
            case Step::Kind::rename:
                rename_in(names, step.name, step.to);
                break;
            default:
                std::erase_if(names,
                              [&](const auto& entry) { return is_below(entry.first, step.name); });
        }
    }
    void flush_folder(const std::string& folder) {
        std::erase_if(pending_names, [&](const Step* step) {
            const bool is_in = folder_of(step->name) == folder ||
                               (step->kind == Step::Kind::rename && folder_of(step->to) == folder);
            if (is_in) name(*step);
            return is_in;
        });
    }
    void flush_file(Content& content) {
        for (const Step* step : content.pending) {
            if (step->kind == Step::Kind::cut)
                content.flushed.resize(step->at, '\0');
            else
                write_at(content.flushed, step->at, step->bytes);
        }
        content.pending.clear();
    }
    void take(const Step& step) {
        const auto file = static_cast<std::size_t>(step.file);
        switch (step.kind) {
            case Step::Kind::write:
            case Step::Kind::cut:
                files[file].pending.push_back(&step);
                break;
            case Step::Kind::flush_file:
                flush_file(files[file]);
                break;
            case Step::Kind::flush_folder:
                flush_folder(step.name);
                break;
            default:
                if (step.kind == Step::Kind::make_file && files.size() <= file)
                    files.resize(file + 1);
                pending_names.push_back(&step);
        }
    }
    /// The first so many of what was done to the names of each folder.
    void cut_names(Random& random) {
        std::map<std::string, std::size_t> left;
        for (const Step* step : pending_names) ++left[folder_of(step->name)];
        for (auto& [folder, count] : left) count = random.below(count + 1);
        for (const Step* step : pending_names) {
            auto& count = left[folder_of(step->name)];
            if (count == 0) continue;
            --count;
            name(*step);
        }
    }
};

PowerCut::PowerCut(const fs::path& root) : m_root(root) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const auto name = name_of(entry.path()).value();
        if (entry.is_directory()) {
            m_first_folders.push_back(name);
            continue;
        }
        const auto facts = facts_of(entry.path());
        m_numbers.insert_or_assign(Inode(facts.st_dev, facts.st_ino), m_file_count);
        m_names.emplace(name, m_file_count++);
        m_first_contents.push_back(file_bytes(entry.path()));
    }
    m_first_names = m_names;
    observe_file_calls(this);
}

std::optional<std::string> PowerCut::name_of(const fs::path& path) const {
    const auto name = fs::absolute(path).lexically_normal().lexically_relative(m_root).string();
    if (name.empty() || name == ".." || name.starts_with("../")) return std::nullopt;
    return name == "." ? "" : name;
}

std::optional<int> PowerCut::number_of(int file) const {
    struct stat facts {};
    if (::fstat(file, &facts) != 0) return std::nullopt;
    const auto found = m_numbers.find(Inode(facts.st_dev, facts.st_ino));
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

void PowerCut::after(const FileCall& call, ssize_t result) {
    using Kind = FileCall::Kind;
    if (call.kind == Kind::open) return note_open(call, static_cast<int>(result));
    if (call.kind == Kind::write) return note_write(call, static_cast<std::size_t>(result));
    if (call.kind == Kind::flush) return note_flush(call.file);
    if (call.kind == Kind::cut) {
        const auto number = number_of(call.file);
        if (number) add({Step::Kind::cut, *number, {}, {}, {}, static_cast<std::size_t>(*call.at)});
        return;
    }
    const auto name = call.path == nullptr ? std::nullopt : name_of(call.path);
    if (!name) return;
    if (call.kind == Kind::make_folder) add({.kind = Step::Kind::make_folder, .name = *name});
    if (call.kind == Kind::remove) {
        m_names.erase(*name);
        add({.kind = Step::Kind::remove, .name = *name});
    }
    if (call.kind == Kind::rename) {
        const auto to = name_of(call.to).value();
        rename_in(m_names, *name, to);
        add({.kind = Step::Kind::rename, .name = *name, .to = to});
    }
}

void PowerCut::note_open(const FileCall& call, int file) {
    const auto name = name_of(call.path);
    if (!name) return;
    const auto known = m_names.find(*name);
    if (known == m_names.end()) {
        struct stat facts {};
        QIANTAI_ASSERT(::fstat(file, &facts) == 0);
        const int number = m_file_count++;
        m_names.emplace(*name, number);
        m_numbers.insert_or_assign(Inode(facts.st_dev, facts.st_ino), number);
        add({.kind = Step::Kind::make_file, .file = number, .name = *name});
    } else if ((call.flags & O_TRUNC) != 0) {
        add({.kind = Step::Kind::cut, .file = known->second});
    }
}

void PowerCut::note_write(const FileCall& call, std::size_t size) {
    const auto number = number_of(call.file);
    if (!number) return;
    const auto end =
        call.at ? *call.at + static_cast<off_t>(size) : ::lseek(call.file, 0, SEEK_CUR);
    add({.kind = Step::Kind::write,
         .file = *number,
         .bytes = std::string(call.bytes.substr(0, size)),
         .at = static_cast<std::size_t>(end) - size});
}

void PowerCut::note_flush(int file) {
    if (const auto number = number_of(file))
        return add({.kind = Step::Kind::flush_file, .file = *number});
    std::error_code failed;
    const auto path = fs::read_symlink("/proc/self/fd/" + std::to_string(file), failed);
    const auto name = failed ? std::nullopt : name_of(path);
    if (name) add({.kind = Step::Kind::flush_folder, .name = *name});
}

std::string PowerCut::build_content(const Content& content, Random& random) {
    // Some disks lose all of it, some nothing, most something.
    enum class Left { nothing, all, some } const left = static_cast<Left>(random.below(3));
    std::string built = content.flushed;
    if (left == Left::nothing) return built;
    auto pending = content.pending;
    if (left == Left::some) {
        std::erase_if(pending, [&](const Step*) { return is_even(random); });
        for (std::size_t i = pending.size(); i > 1; --i)
            std::swap(pending[i - 1], pending[random.below(i)]);
    }
    for (const Step* step : pending) {
        if (step->kind == Step::Kind::cut)
            built.resize(step->at, '\0');
        else if (left == Left::some && is_even(random))
            write_torn(built, step->at, step->bytes, random);
        else
            write_at(built, step->at, step->bytes);
    }
    return built;
}

void PowerCut::rebuild(std::size_t moment, const fs::path& to, Random& random) {
    QIANTAI_ASSERT(moment <= m_steps.size());
    observe_file_calls(nullptr);
    Disk disk;
    for (const auto& content : m_first_contents) disk.files.push_back({content, {}});
    disk.names = m_first_names;
    for (const auto& folder : m_first_folders) disk.names.emplace(folder, k_is_folder);
    for (std::size_t i = 0; i < moment; ++i) disk.take(m_steps[i]);
    disk.cut_names(random);
    fs::create_directories(to);
    for (const auto& [name, file] : disk.names) {
        const auto path = to / name;
        if (!fs::exists(path.parent_path())) continue;  // the folder's own name is lost
        if (file == k_is_folder) {
            fs::create_directory(path);
            continue;
        }
        write_bytes(path, build_content(disk.files[static_cast<std::size_t>(file)], random));
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    }
}

}  // namespace qiantai::test
