#pragma once

// Taking a case in while the customer stands there: one page, four questions, no pages behind each
// other. A scanned card or receipt says who and what, touched words make the sentence, the words
// propose how grave it is, and both promises stand there before the number is given.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "terminal/attachments/screens/camera_view.hpp"
#include "terminal/desk/file_picker.hpp"
#include "terminal/desk/intents.hpp"
#include "terminal/kit/core/picture.hpp"
#include "terminal/members/screens/member_form.hpp"
#include "terminal/members/screens/member_pick.hpp"
#include "terminal/purchases/rules/purchase_facts.hpp"
#include "terminal/tickets/rules/ticket_lists_facts.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"
#include "terminal/tickets/screens/ticket_sentence.hpp"

namespace qiantai::ui {

inline constexpr ScreenId k_ticket_take_screen{"ticket_take"};
/// Takes a case in, on every screen that offers it.
inline constexpr ImGuiKey k_take_key = ImGuiKey_F11;

/// A line of a receipt of the customer's, to be touched in place of typing it.
struct BoughtLine {
    Uuid purchase_id{};
    std::string product{};
    std::string number{};  ///< of the receipt
    Date date{};
    int quantity = 1;
    std::optional<Fen> amount{};
    bool operator==(const BoughtLine&) const = default;
};
inline constexpr std::size_t k_bought_lines_max = 4;

/// What is typed of a case, as it is kept in a draft.
struct TicketWritten {
    Coded<TicketKind> kind = TicketKind::complaint;
    Coded<TicketChannel> channel = TicketChannel::counter;
    std::string subject{};
    std::optional<Uuid> member_id{};
    bool is_no_member = false;
    std::string customer_name{};
    std::string customer_phone{};
    std::string address{};
    std::string words{};
    std::vector<TouchedWord> touched{};  ///< of the words
    std::string demand{};
    Coded<TicketSeverity> severity{};  ///< chosen by hand; empty: as the words propose
    std::string product{};
    int quantity = 1;
    std::string till_receipt{};
    std::optional<Uuid> purchase_id{};
    std::optional<Date> purchased_on{};
    std::string device{};
    bool in_warranty = false;
    bool brought_in = false;
    std::string authority_number{};
    std::vector<domain::TicketPhoto> photos{};  ///< on this terminal's disk already
};
QIANTAI_DESCRIBE(TicketWritten, "", kind, channel, subject, member_id, is_no_member, customer_name,
                 customer_phone, address, words, touched, demand, severity, product, quantity,
                 till_receipt, purchase_id, purchased_on, device, in_warranty, brought_in,
                 authority_number, photos)

/// How photos and files get into the form.
struct TakePhotos {
    std::map<std::string, std::shared_ptr<const Picture>> thumbnails{};  ///< by attachment
    CameraView camera{};
    FilePicker picker{};
    bool adding = false;
    std::optional<Error> error{};  ///< of the one that was chosen last
};

struct TicketTakeState {
    enum class Sheet : std::uint8_t { none, channel, photos };
    bool begun = false;
    TicketWritten written{};
    MemberPick who{};
    TakePhotos photos{};
    bool types_product = false;  ///< by hand, in place of touching a bought line
    std::vector<BoughtLine> bought{};
    domain::TicketChoices choices{};
    std::optional<domain::SeverityGuess> guess{};  ///< of the words
    std::vector<domain::SeverityPromise> promises{};
    std::vector<domain::TicketLink> earlier{};  ///< cases of this person
    Sheet sheet = Sheet::none;
    FieldErrors errors{};
    bool restored = false;             ///< from a draft
    std::optional<TimeMs> draft_at{};  ///< since when what stands here is on disk
    bool saving = false;
    std::optional<domain::TicketPage> done{};

    TicketKind kind() const { return written.kind.known().value_or(TicketKind::complaint); }
    TicketChannel channel() const {
        return written.channel.known().value_or(TicketChannel::counter);
    }
    bool is_case() const { return kind() == TicketKind::complaint || kind() == TicketKind::repair; }
    TicketSeverity severity() const;
    TicketAlarm alarm() const { return guess ? guess->alarm : TicketAlarm::none; }
    const domain::SeverityPromise* promise(TicketSeverity severity) const;
    const domain::TicketSubject* subject() const;
    bool is_touched() const;
    /// Nobody has been named, and that was not said to be right either.
    bool lacks_person() const { return !who.member && !written.is_no_member; }
};

enum class TakeText : std::uint8_t {
    customer_name,
    customer_phone,
    address,
    words,
    product,
    till_receipt,
    device,
    authority_number
};
std::string& text_of(TicketWritten& written, TakeText field);
/// The field's name on the screen and in errors.
std::string_view name_of(TakeText field);

namespace take {
struct SetKind {
    TicketKind kind;
};
struct SetChannel {
    TicketChannel channel;
};
struct OpenSheet {
    TicketTakeState::Sheet sheet;
};
struct NoMember {
    bool none;
};
struct LinkBought {
    std::size_t index;
};
struct TypeProduct {
    bool by_hand;
};
struct SetQuantity {
    int quantity;
};
struct SetBoughtOn {
    Date date;
};
struct SetSubject {
    std::string name;
};
struct TouchWord {
    std::string word;
};
struct SetDemand {
    std::string demand;
};
struct SetText {
    TakeText field;
    std::string value;
};
struct SetSeverity {
    TicketSeverity severity;
};
struct SetWarranty {
    bool covered;
};
struct SetBroughtIn {
    bool at_shop;
};
/// Opens the sheet in which a photo is taken or a file is chosen.
struct AddPhoto {};
struct DropPhoto {
    std::string attachment;
};
struct Save {};
struct GiveUp {};
struct OpenDone {};
/// The case that was taken, with a photo or file asked for.
struct ShowDone {};
struct PrintDone {};
struct Next {};
}  // namespace take

using TicketTakeIntent =
    std::variant<MemberPickIntent, CameraIntent, FilePickerIntent, take::SetKind, take::SetChannel,
                 take::OpenSheet, take::NoMember, take::LinkBought, take::TypeProduct,
                 take::SetQuantity, take::SetBoughtOn, take::SetSubject, take::TouchWord,
                 take::SetDemand, take::SetText, take::SetSeverity, take::SetWarranty,
                 take::SetBroughtIn, take::AddPhoto, take::DropPhoto, take::Save, take::GiveUp,
                 take::OpenDone, take::ShowDone, take::PrintDone, take::Next>;
using TicketTakeIntents = Intents<TicketTakeIntent>;

void draw_ticket_take(Ui& ui, const Rect& area, const Scene& scene, const TicketTakeState& state,
                      TicketTakeIntents& intents);
/// While it is Sheet::photos.
void draw_take_photo_sheet(Ui& ui, const Rect& area, const Scene& scene,
                           const TicketTakeState& state, TicketTakeIntents& intents);
/// Over the screen, while TicketTakeState::sheet is not none.
void draw_take_sheet(Ui& ui, const Rect& area, const Scene& scene, const TicketTakeState& state,
                     TicketTakeIntents& intents);
/// The number that was given, in place of the questions.
void draw_taken(Ui& ui, const Rect& area, const Scene& scene, const domain::TicketPage& page,
                TicketTakeIntents& intents);

}  // namespace qiantai::ui
