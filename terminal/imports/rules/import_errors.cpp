#include "terminal/imports/rules/import_errors.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"
#include "terminal/imports/rules/import_csv.hpp"

namespace qiantai::domain {
namespace {

Error file_error(const std::filesystem::path& path) {
    return make_error(k_file_error, path.string() + ": " + std::strerror(errno));
}

// Excel takes a CSV file for UTF-8 only with this mark.
constexpr std::string_view k_mark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 6> k_error_headings{
    "import_line",         "import_column",    "import_code",
    "import_who_must_act", "import_reason_zh", "import_reason_en"};

/// The same of every fault, one after the other; once where they agree.
template <typename Get>
std::string of_all(const std::vector<ImportFault>& faults, std::string_view between, Get get) {
    std::vector<std::string> parts;
    for (const auto& fault : faults) {
        if (std::string part(get(fault)); std::ranges::find(parts, part) == parts.end()) {
            parts.push_back(std::move(part));
        }
    }
    return fmt::format("{}", fmt::join(parts, between));
}

std::string json_lines(const ImportProblem& problem) {
    std::string lines;
    for (const auto& fault : problem.faults) {
        lines += boost::json::serialize(
                     boost::json::object{{"line", problem.line},
                                         {"column", fault.column},
                                         {"code", fault.error.code()},
                                         {"who_must_act", actor_name(fault.error.actor())},
                                         {"reason_zh", fault.error.message_zh()},
                                         {"reason_en", fault.error.message()},
                                         {"original", problem.original}}) +
                 "\n";
    }
    return lines;
}

}  // namespace

bool is_error_heading(std::string_view heading) {
    return std::ranges::find(k_error_headings, heading) != k_error_headings.end();
}

ImportErrorFile::ImportErrorFile(std::filesystem::path path, int descriptor, std::uint64_t length,
                                 const std::vector<std::string>& headings)
    : m_path(std::move(path)),
      m_descriptor(descriptor),
      m_ndjson(m_path.extension() == ".ndjson"),
      m_length(length) {
    for (std::size_t i = 0; i < headings.size(); ++i) {
        if (!is_error_heading(headings[i])) m_columns.push_back(i);
    }
    if (length > 0 || m_ndjson) return;
    m_pending = k_mark;
    for (const auto column : m_columns) m_pending += csv_text(headings[column]) + ",";
    m_pending += fmt::format("{}\r\n", fmt::join(k_error_headings, ","));
}

ImportErrorFile::ImportErrorFile(ImportErrorFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_ndjson(other.m_ndjson),
      m_length(other.m_length),
      m_columns(std::move(other.m_columns)),
      m_pending(std::move(other.m_pending)) {}

ImportErrorFile::~ImportErrorFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<ImportErrorFile> ImportErrorFile::open(const std::filesystem::path& path,
                                              std::uint64_t keep_bytes,
                                              const std::vector<std::string>& headings) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return file_error(path);
    struct stat info {};
    if (::fstat(descriptor, &info) != 0) {
        const auto error = file_error(path);
        ::close(descriptor);
        return error;
    }
    // Somebody may have taken the earlier part away; what comes now begins a new file then.
    const std::uint64_t present = static_cast<std::uint64_t>(info.st_size);
    const std::uint64_t kept = keep_bytes <= present ? keep_bytes : 0;
    ImportErrorFile file(path, descriptor, kept, headings);
    if (::ftruncate(descriptor, static_cast<off_t>(kept)) != 0 ||
        ::lseek(descriptor, static_cast<off_t>(kept), SEEK_SET) < 0) {
        return file_error(path);
    }
    return file;
}

void ImportErrorFile::add(const ImportProblem& problem) {
    if (m_ndjson) {
        m_pending += json_lines(problem);
    } else {
        add_csv(problem);
    }
}

void ImportErrorFile::add_csv(const ImportProblem& problem) {
    for (const auto column : m_columns) {
        if (column < problem.fields.size()) m_pending += csv_text(problem.fields[column]);
        m_pending += ',';
    }
    const auto& faults = problem.faults;
    const auto of_column = [](const ImportFault& fault, const std::string& reason) {
        return fault.column.empty() ? reason : fault.column + ": " + reason;
    };
    const auto column = of_all(faults, " | ", [](const auto& fault) { return fault.column; });
    const auto code = of_all(faults, " | ", [](const auto& fault) { return fault.error.code(); });
    const auto who =
        of_all(faults, " | ", [](const auto& fault) { return actor_name(fault.error.actor()); });
    const auto zh = of_all(
        faults, " ", [&](const auto& fault) { return of_column(fault, fault.error.message_zh()); });
    const auto en = of_all(
        faults, " ", [&](const auto& fault) { return of_column(fault, fault.error.message()); });
    m_pending += fmt::format("{},{},{},{},{},{}\r\n", problem.line, csv_field(column),
                             csv_field(code), csv_field(who), csv_field(zh), csv_field(en));
}

Result<std::uint64_t> ImportErrorFile::flush() {
    std::string_view rest = m_pending;
    while (!rest.empty()) {
        const auto written = ::write(m_descriptor, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return file_error(m_path);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    if (!m_pending.empty() && ::fsync(m_descriptor) != 0) return file_error(m_path);
    m_length += m_pending.size();
    m_pending.clear();
    return m_length;
}

}  // namespace qiantai::domain
