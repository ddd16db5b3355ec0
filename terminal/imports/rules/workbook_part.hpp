#pragma once

// A workbook's archive, part by part: unpacked and parsed as it is read. For sheet_xlsx.cpp alone.

#include <archive.h>
#include <archive_entry.h>
#include <expat.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terminal/imports/rules/sheet_xlsx.hpp"

namespace qiantai::domain::xlsx {

inline constexpr std::size_t k_chunk_bytes = 64 * 1024;

inline Error unreadable(std::string detail) {
    return make_error(k_sheet_unreadable, std::move(detail));
}

/// Without the namespace's prefix; strict and transitional workbooks differ only in namespaces.
inline std::string_view local_name(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// One file of the workbook's archive, read from its start.
class ArchivePart {
  public:
    static Result<std::optional<ArchivePart>> open(const std::filesystem::path& file,
                                                   std::string_view name) {
        ArchivePart part;
        part.m_archive.reset(archive_read_new());
        if (!part.m_archive) throw std::bad_alloc();
        archive_read_support_format_zip(part.m_archive.get());
        if (archive_read_open_filename(part.m_archive.get(), file.c_str(), k_chunk_bytes) !=
            ARCHIVE_OK) {
            return unreadable(part.error_text());
        }
        for (;;) {
            archive_entry* entry = nullptr;
            const int found = archive_read_next_header(part.m_archive.get(), &entry);
            if (found == ARCHIVE_EOF) return std::optional<ArchivePart>();
            if (found < ARCHIVE_WARN) return unreadable(part.error_text());
            const char* path = archive_entry_pathname_utf8(entry);
            if (path != nullptr && name == path) return std::optional(std::move(part));
        }
    }
    /// 0 at the end.
    Result<std::size_t> read(std::span<char> into) {
        const auto count = archive_read_data(m_archive.get(), into.data(), into.size());
        if (count < 0) return unreadable(error_text());
        return static_cast<std::size_t>(count);
    }

  private:
    struct Free {
        void operator()(archive* opened) const { archive_read_free(opened); }
    };
    std::string error_text() const {
        const char* text = archive_error_string(m_archive.get());
        return text != nullptr ? text : "";
    }
    std::unique_ptr<archive, Free> m_archive;
};

/// Expat with handlers that are functions of an object: begin(name, attributes), end(name),
/// text(characters).
template <typename Handler>
class XmlParser {
  public:
    explicit XmlParser(Handler& handler) : m_handler(handler), m_parser(XML_ParserCreate(nullptr)) {
        if (!m_parser) throw std::bad_alloc();
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(
            m_parser.get(),
            [](void* self, const char* name, const char** attributes) {
                auto& parser = *static_cast<XmlParser*>(self);
                if (++parser.m_depth > k_depth_max) {
                    XML_StopParser(parser.m_parser.get(), XML_FALSE);
                    return;
                }
                handler_of(self).begin(local_name(name), attributes);
            },
            [](void* self, const char* name) {
                --static_cast<XmlParser*>(self)->m_depth;
                handler_of(self).end(local_name(name));
            });
        XML_SetCharacterDataHandler(m_parser.get(), [](void* self, const char* text, int size) {
            handler_of(self).text({text, static_cast<std::size_t>(size)});
        });
        // A workbook has no document type; one that has could name and multiply anything.
        XML_SetStartDoctypeDeclHandler(
            m_parser.get(), [](void* self, const char*, const char*, const char*, int) {
                XML_StopParser(static_cast<XmlParser*>(self)->m_parser.get(), XML_FALSE);
            });
    }
    XmlParser(const XmlParser&) = delete;
    Status feed(std::string_view bytes, bool last) {
        if (XML_Parse(m_parser.get(), bytes.data(), static_cast<int>(bytes.size()),
                      last ? XML_TRUE : XML_FALSE) == XML_STATUS_OK) {
            return {};
        }
        return unreadable(XML_ErrorString(XML_GetErrorCode(m_parser.get())));
    }

  private:
    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };
    /// Each open element takes memory; workbooks have some ten.
    static constexpr int k_depth_max = 64;
    static Handler& handler_of(void* self) { return static_cast<XmlParser*>(self)->m_handler; }
    Handler& m_handler;
    int m_depth = 0;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> m_parser;
};

/// Parses a whole part. False if the workbook has none of that name.
template <typename Handler>
Result<bool> parse_part(const std::filesystem::path& file, const std::string& name,
                        std::size_t bytes_max, Handler& handler) {
    QIANTAI_TRY(auto part, ArchivePart::open(file, name));
    if (!part) return false;
    XmlParser<Handler> parser(handler);
    std::vector<char> chunk(k_chunk_bytes);
    std::size_t sum = 0;
    for (;;) {
        QIANTAI_TRY(const auto count, part->read(chunk));
        sum += count;
        if (sum > bytes_max) return make_error(k_sheet_too_large, name);
        QIANTAI_TRY_STATUS(parser.feed({chunk.data(), count}, count == 0));
        if (count == 0) return true;
    }
}

}  // namespace qiantai::domain::xlsx
