#include "terminal/imports/rules/import_errors.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"
#include "terminal/imports/rules/import_csv.hpp"

namespace qiantai::ctl {
namespace {

Error file_error(const std::filesystem::path& path) {
    return make_error(k_file_error, path.string() + ": " + std::strerror(errno));
}

// Excel takes a CSV file for UTF-8 only with this mark.
constexpr std::string_view k_heading =
    "\xEF\xBB\xBFline,column,code,who_must_act,reason_zh,reason_en,original\r\n";

std::string csv_line(const ImportProblem& problem) {
    return fmt::format("{},{},{},{},{},{},{}\r\n", problem.line, csv_field(problem.column),
                       problem.error.code(), actor_name(problem.error.actor()),
                       csv_field(problem.error.message_zh()), csv_field(problem.error.message()),
                       csv_field(problem.original));
}

std::string json_line(const ImportProblem& problem) {
    return boost::json::serialize(
               boost::json::object{{"line", problem.line},
                                   {"column", problem.column},
                                   {"code", problem.error.code()},
                                   {"who_must_act", actor_name(problem.error.actor())},
                                   {"reason_zh", problem.error.message_zh()},
                                   {"reason_en", problem.error.message()},
                                   {"original", problem.original}}) +
           "\n";
}

}  // namespace

ImportErrorFile::ImportErrorFile(std::filesystem::path path, int descriptor, std::uint64_t length)
    : m_path(std::move(path)),
      m_descriptor(descriptor),
      m_ndjson(m_path.extension() == ".ndjson"),
      m_length(length) {
    if (length == 0 && !m_ndjson) m_pending = k_heading;
}

ImportErrorFile::ImportErrorFile(ImportErrorFile&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_ndjson(other.m_ndjson),
      m_length(other.m_length),
      m_pending(std::move(other.m_pending)) {}

ImportErrorFile::~ImportErrorFile() {
    if (m_descriptor >= 0) ::close(m_descriptor);
}

Result<ImportErrorFile> ImportErrorFile::open(const std::filesystem::path& path,
                                              std::uint64_t keep_bytes) {
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
    ImportErrorFile file(path, descriptor, kept);
    if (::ftruncate(descriptor, static_cast<off_t>(kept)) != 0 ||
        ::lseek(descriptor, static_cast<off_t>(kept), SEEK_SET) < 0) {
        return file_error(path);
    }
    return file;
}

void ImportErrorFile::add(const ImportProblem& problem) {
    m_pending += m_ndjson ? json_line(problem) : csv_line(problem);
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

}  // namespace qiantai::ctl
