#pragma once

// The values and longest texts that columns of a member, and of what belongs to one, may have; see
// schema/manifest/entities_members.cpp. Their order is the one in which people are offered them.

#include "schema/base/named_enum.hpp"

namespace qiantai {

/// In code points: of the columns, of what services take, of the fields on a screen.
inline constexpr int k_preferences_length_max = 500, k_notes_length_max = 2000,
                     k_remark_length_max = 500, k_origin_source_length_max = 40,
                     k_origin_number_length_max = 60;

enum class MemberStatus { active, frozen, lapsed, erased };
constexpr auto codes_of(MemberStatus) {
    return std::to_array<CodedValue<MemberStatus>>({{MemberStatus::active, "active"},
                                                    {MemberStatus::frozen, "frozen"},
                                                    {MemberStatus::lapsed, "lapsed"},
                                                    {MemberStatus::erased, "erased"}});
}

enum class Gender { female, male, unstated };
constexpr auto codes_of(Gender) {
    return std::to_array<CodedValue<Gender>>(
        {{Gender::female, "female"}, {Gender::male, "male"}, {Gender::unstated, "unstated"}});
}

/// In which calendar the customer counts the birthday.
enum class BirthdayCalendar { solar, lunar };
constexpr auto codes_of(BirthdayCalendar) {
    return std::to_array<CodedValue<BirthdayCalendar>>(
        {{BirthdayCalendar::solar, "solar"}, {BirthdayCalendar::lunar, "lunar"}});
}

/// `unstated`: nobody asked, or the customer did not say.
enum class HeardFrom { walk_in, friend_, advertisement, online, event, other, unstated };
constexpr auto codes_of(HeardFrom) {
    return std::to_array<CodedValue<HeardFrom>>({{HeardFrom::walk_in, "walk_in"},
                                                 {HeardFrom::friend_, "friend"},
                                                 {HeardFrom::advertisement, "advertisement"},
                                                 {HeardFrom::online, "online"},
                                                 {HeardFrom::event, "event"},
                                                 {HeardFrom::other, "other"},
                                                 {HeardFrom::unstated, "unstated"}});
}

enum class CardStatus { active, lost, frozen, replaced, lapsed };
constexpr auto codes_of(CardStatus) {
    return std::to_array<CodedValue<CardStatus>>({{CardStatus::active, "active"},
                                                  {CardStatus::lost, "lost"},
                                                  {CardStatus::frozen, "frozen"},
                                                  {CardStatus::replaced, "replaced"},
                                                  {CardStatus::lapsed, "lapsed"}});
}

/// What a member agrees to.
enum class ConsentPurpose { membership, marketing, callback };
constexpr auto codes_of(ConsentPurpose) {
    return std::to_array<CodedValue<ConsentPurpose>>({{ConsentPurpose::membership, "membership"},
                                                      {ConsentPurpose::marketing, "marketing"},
                                                      {ConsentPurpose::callback, "callback"}});
}

enum class ConsentDecision { given, withdrawn };
constexpr auto codes_of(ConsentDecision) {
    return std::to_array<CodedValue<ConsentDecision>>(
        {{ConsentDecision::given, "given"}, {ConsentDecision::withdrawn, "withdrawn"}});
}

/// `taken_over`: from an earlier system, which told no way.
enum class ConsentChannel { counter, phone, online, paper, taken_over };
constexpr auto codes_of(ConsentChannel) {
    return std::to_array<CodedValue<ConsentChannel>>({{ConsentChannel::counter, "counter"},
                                                      {ConsentChannel::phone, "phone"},
                                                      {ConsentChannel::online, "online"},
                                                      {ConsentChannel::paper, "paper"},
                                                     {ConsentChannel::taken_over, "taken_over"}});
}

/// What a talk with a member was about.
enum class ContactKind { expiry, care, other };
constexpr auto codes_of(ContactKind) {
    return std::to_array<CodedValue<ContactKind>>({{ContactKind::expiry, "expiry"},
                                                   {ContactKind::care, "care"},
                                                   {ContactKind::other, "other"}});
}

enum class ContactOutcome { reached, no_answer, wrong_number, refused, do_not_call };
constexpr auto codes_of(ContactOutcome) {
    return std::to_array<CodedValue<ContactOutcome>>(
        {{ContactOutcome::reached, "reached"},
         {ContactOutcome::no_answer, "no_answer"},
         {ContactOutcome::wrong_number, "wrong_number"},
         {ContactOutcome::refused, "refused"},
         {ContactOutcome::do_not_call, "do_not_call"}});
}

/// What was decided at a card's end.
enum class RenewalDecision { renewed, lapsed, undone };
constexpr auto codes_of(RenewalDecision) {
    return std::to_array<CodedValue<RenewalDecision>>({{RenewalDecision::renewed, "renewed"},
                                                       {RenewalDecision::lapsed, "lapsed"},
                                                       {RenewalDecision::undone, "undone"}});
}

/// Why a member does not go on.
enum class LapseReason {
    no_need,
    price,
    dissatisfied,
    other_shop,
    moved_away,
    unreachable,
    other,
};
constexpr auto codes_of(LapseReason) {
    return std::to_array<CodedValue<LapseReason>>({{LapseReason::no_need, "no_need"},
                                                   {LapseReason::price, "price"},
                                                   {LapseReason::dissatisfied, "dissatisfied"},
                                                   {LapseReason::other_shop, "other_shop"},
                                                   {LapseReason::moved_away, "moved_away"},
                                                   {LapseReason::unreachable, "unreachable"},
                                                   {LapseReason::other, "other"}});
}

/// What a case is about: a value that lost against another store's, or two records that may be one
/// person's.
enum class ConflictKind { column, duplicate };
constexpr auto codes_of(ConflictKind) {
    return std::to_array<CodedValue<ConflictKind>>(
        {{ConflictKind::column, "column"}, {ConflictKind::duplicate, "duplicate"}});
}

enum class CaseStatus { open, resolved, dismissed };
constexpr auto codes_of(CaseStatus) {
    return std::to_array<CodedValue<CaseStatus>>({{CaseStatus::open, "open"},
                                                  {CaseStatus::resolved, "resolved"},
                                                  {CaseStatus::dismissed, "dismissed"}});
}

}  // namespace qiantai
