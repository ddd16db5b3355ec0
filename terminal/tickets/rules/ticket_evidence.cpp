// Photos and files of a case.

#include <algorithm>
#include <filesystem>

#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/base/store_directory.hpp"
#include "terminal/tickets/rules/ticket_course.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/ticket_texts.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/rules/tickets_sql.hpp"

namespace qiantai::domain {
namespace {

constexpr std::string_view k_photo_ending = ".jpg", k_pdf_ending = ".pdf";

Status check_not_known(std::span<const TicketEvent> events, std::string_view attachment) {
    const auto found = std::ranges::find(events, attachment, &TicketEvent::attachment);
    if (found == events.end()) return {};
    return make_error(k_ticket_evidence_known, found->file_name, "path");
}

}  // namespace

std::string evidence_name(std::string_view path, AttachmentKind kind,
                          std::string_view ticket_number) {
    const auto ending = kind == AttachmentKind::pdf ? k_pdf_ending : k_photo_ending;
    const auto stem = std::filesystem::path(path).stem().string();
    const auto kept = normalise_ticket_text(
        stem, k_ticket_file_name_length_max - static_cast<int>(ending.size()), "path");
    const auto& name = kept && !kept->empty() ? *kept : std::string(ticket_number);
    return name + std::string(ending);
}

AttachmentKind evidence_kind(std::string_view file_name) {
    return file_name.ends_with(k_pdf_ending) ? AttachmentKind::pdf : AttachmentKind::photo;
}

Result<TicketPage> Tickets::add_evidence(const Session& session, const TicketEvidenceEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY(auto words, normalise_ticket_text(entry.words, k_ticket_words_length_max, "words"));
    {
        // A file that can't be added is not worked on.
        QIANTAI_TRY(const auto one, load_case(entry.ticket_id, Writable::by_whoever_sees));
        QIANTAI_TRY_STATUS(check_step(one.ticket, one.state, TicketStep::evidence_added, session));
        const auto count = std::ranges::count_if(
            one.events, [](const TicketEvent& event) { return !event.attachment.empty(); });
        if (count >= k_ticket_evidence_max) return make_error(k_ticket_evidence_many, {}, "path");
    }
    // Making a photo small takes long: nobody waits for the database meanwhile. What comes to nothing
    // below is named by no row and goes by itself.
    QIANTAI_TRY(const auto bytes, read_attachment_file(entry.path));
    QIANTAI_TRY(const auto added, add_attachment(m_context, bytes));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto one, load_case(entry.ticket_id, Writable::by_whoever_sees));
    QIANTAI_TRY_STATUS(check_step(one.ticket, one.state, TicketStep::evidence_added, session));
    QIANTAI_TRY_STATUS(check_not_known(one.events, added.attachment));
    QIANTAI_TRY(auto event, new_event(session, one.ticket, one.events, TicketStep::evidence_added));
    event.attachment = added.attachment;
    event.file_name =
        evidence_name(entry.name.empty() ? entry.path : entry.name, added.kind, one.ticket.number);
    event.words = std::move(words);
    return save(session, one.ticket, event, "tickets.add_evidence", transaction);
}

Result<std::vector<TicketEvent>> Tickets::photo_events(const Session& session, const Ticket& ticket,
                                                       const TicketEvent& received,
                                                       std::span<const TicketPhoto> photos) {
    if (photos.size() > k_ticket_photos_max) {
        return make_error(k_ticket_evidence_many, {}, "photos");
    }
    std::vector<TicketEvent> events{received};
    for (const auto& photo : photos) {
        QIANTAI_TRY_STATUS(check_not_known(events, photo.attachment));
        QIANTAI_TRY(const auto content, open_attachment(m_context, photo.attachment));
        const auto kind = kind_of_content(content).value_or(AttachmentKind::photo);
        QIANTAI_TRY(auto event, new_event(session, ticket, events, TicketStep::evidence_added));
        event.attachment = photo.attachment;
        event.file_name = evidence_name(photo.name, kind, ticket.number);
        events.push_back(std::move(event));
    }
    events.erase(events.begin());
    return events;
}

Result<std::vector<TicketEvidence>> TicketLists::evidence(const Session& session,
                                                          const Uuid& ticket_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::tickets_keep));
    QIANTAI_TRY(const auto snapshot, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY_STATUS(load_ticket(m_context.database, ticket_id));
    QIANTAI_TRY(const auto events, load_ticket_events(m_context.database, ticket_id));
    QIANTAI_TRY(const auto names, load_staff_names(m_context.database));
    std::vector<TicketEvidence> all;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (event->attachment.empty()) continue;
        QIANTAI_TRY(auto file, load_attachment_status(m_context, event->attachment));
        const auto name = names.find(event->created_by);
        all.push_back({.event_id = event->id,
                       .kind = evidence_kind(event->file_name),
                       .file_name = event->file_name,
                       .words = event->words,
                       .staff_number = event->created_by,
                       .staff_name = name == names.end() ? event->created_by : name->second,
                       .added_at = event->created_at,
                       .file = std::move(file)});
    }
    return all;
}

}  // namespace qiantai::domain
