#pragma once

// Photos and files that show what a case is about: plain values, no database.

#include <cstdint>
#include <string>

#include "schema/base/described.hpp"
#include "terminal/attachments/rules/attachments_facts.hpp"
#include "terminal/tickets/rules/ticket_facts.hpp"

namespace qiantai::domain {

/// Of one case, by one terminal's knowledge.
inline constexpr int k_ticket_evidence_max = 100;

inline constexpr ErrorKind k_ticket_evidence_known{
    "ticket_evidence_known", Actor::clerk,
    "The case has this photo or file already; choose another one.",
    "工单里已有这份照片或文件，请另选一份。"};
inline constexpr ErrorKind k_ticket_evidence_many{
    "ticket_evidence_many", Actor::clerk,
    "The case has 100 photos and files. Put what is still missing into one PDF file, or write a note.",
    "工单凭证已满 100 份，其余内容请写入补充说明。"};

struct TicketEvidenceEntry {
    Uuid ticket_id{};
    std::string path{};   ///< of the file, or of a camera (/dev/video0), on this terminal
    std::string name{};   ///< what it is called; empty: as the file
    std::string words{};  ///< what it shows
};
QIANTAI_DESCRIBE(TicketEvidenceEntry, "ticket_event", ticket_id, path, name, words)
QIANTAI_NOTES(TicketEvidenceEntry,
              {.field = "path", .column = k_no_column, .length_max = k_attachment_path_length_max},
              {.field = "name",
               .column = k_no_column,
               .length_max = k_ticket_file_name_length_max,
               .presence = FieldNote::Presence::optional})

/// What a case has been given. `file.attachment` names the content and its thumbnail.
struct TicketEvidence {
    Uuid event_id{};
    AttachmentKind kind{};
    std::string file_name{};  ///< as it was called, ending as what is kept of it does
    std::string words{};
    std::string staff_number{};
    std::string staff_name{};
    std::int64_t added_at = 0;
    AttachmentStatus file{};
};
QIANTAI_DESCRIBE(TicketEvidence, "", event_id, kind, file_name, words, staff_number, staff_name,
                 added_at, file)
QIANTAI_NOTES(TicketEvidence, {.field = "file_name", .length_max = k_ticket_file_name_length_max},
              {.field = "words", .length_max = k_ticket_words_length_max},
              {.field = "staff_number", .length_max = 12})

/// What a file is called in a case: without its folders, ending as what is kept of it does. One whose
/// name is too long, or could hold somebody's number, is called after the case.
std::string evidence_name(std::string_view path, AttachmentKind kind,
                          std::string_view ticket_number);
/// By the name that evidence_name() gave it.
AttachmentKind evidence_kind(std::string_view file_name);

}  // namespace qiantai::domain
