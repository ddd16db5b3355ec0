#include "terminal/members/operations/member_json.hpp"

#include "terminal/operations/json_forms.hpp"

namespace qiantai::ctl {
namespace {

using schema::optional;
using schema::required;

std::string_view contact_name(domain::ContactAccess access) {
    switch (access) {
        case domain::ContactAccess::full:
            return "full";
        case domain::ContactAccess::masked:
            return "masked";
        case domain::ContactAccess::withheld:
            return "withheld";
    }
    return "withheld";
}

}  // namespace

boost::json::object to_json(const domain::Member& member) {
    boost::json::object out{{"id", member.id.text()},
                            {"store_code", member.store_code},
                            {"contact", contact_name(member.contact)},
                            {"gender", member.gender},
                            {"birthday_calendar", member.birthday_calendar},
                            {"tier_code", member.tier_code},
                            {"heard_from", member.heard_from},
                            {"status", member.status},
                            {"joined_on", member.joined_on},
                            {"created_by", member.created_by},
                            {"created_at", member.created_at}};
    set_text(out, "name", member.name);
    set_text(out, "phone", member.phone);
    set_text(out, "birthday", member.birthday);
    set_text(out, "home_clerk", member.home_clerk);
    set_text(out, "preferences", member.preferences);
    set_text(out, "notes", member.notes);
    if (member.merged_into) out["merged_into"] = member.merged_into->text();
    return out;
}

boost::json::object to_json(const domain::MemberCard& card) {
    boost::json::object out{{"id", card.id.text()},          {"member_id", card.member_id.text()},
                            {"store_code", card.store_code}, {"number", card.number},
                            {"status", card.status},         {"issued_on", card.issued_on}};
    set_text(out, "expires_on", card.expires_on);
    return out;
}

boost::json::object to_json(const domain::Consent& consent) {
    return {{"id", consent.id.text()},         {"purpose", consent.purpose},
            {"decision", consent.decision},    {"text_version", consent.text_version},
            {"channel", consent.channel},      {"created_by", consent.created_by},
            {"created_at", consent.created_at}};
}

boost::json::object to_json(const domain::MemberContact& contact) {
    boost::json::object out{{"id", contact.id.text()},
                            {"member_id", contact.member_id.text()},
                            {"kind", contact.kind},
                            {"outcome", contact.outcome},
                            {"business_date", contact.business_date},
                            {"created_by", contact.created_by},
                            {"created_at", contact.created_at}};
    if (contact.card_id) out["card_id"] = contact.card_id->text();
    set_text(out, "occasion_on", contact.occasion_on);
    set_text(out, "remark", contact.remark);
    return out;
}

boost::json::object to_json(const domain::MemberDetails& details) {
    boost::json::object out{
        {"member", to_json(details.member)},
        {"cards", json_list(details.cards, [](const auto& card) { return to_json(card); })},
        {"consents",
         json_list(details.consents, [](const auto& consent) { return to_json(consent); })},
        {"merged_members", json_list(details.merged_members, [](const Uuid& id) {
             return boost::json::value(id.text());
         })}};
    if (details.standing_member) out["standing_member"] = details.standing_member->text();
    return out;
}

boost::json::object to_json(const domain::MemberConflict& conflict) {
    boost::json::object out{
        {"id", conflict.id.text()},
        {"kind", conflict.kind == domain::ConflictKind::duplicate ? "duplicate" : "column"},
        {"member_id", conflict.member_id.text()},
        {"column", conflict.column},
        {"kept_value", conflict.kept_value},
        {"lost_value", conflict.lost_value},
        {"status", conflict.status},
        {"created_at", conflict.created_at}};
    if (conflict.other_member_id) out["other_member_id"] = conflict.other_member_id->text();
    return out;
}

schema::Json member_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name, std::string_view description = {}) {
        return schema::column(manifest, "member", name, description);
    };
    return schema::object(
        {required("id", schema::id("")), required("store_code", column("store_code")),
         required("contact",
                  schema::one_of(
                      "how much of the person is shown: everything, phone masked, no contact data",
                      {"full", "masked", "withheld"})),
         optional("name", column("name")),
         optional("phone", column("phone", "digits, or masked 138****1234")),
         required("gender", column("gender")), optional("birthday", column("birthday")),
         required("birthday_calendar", column("birthday_calendar")),
         required("tier_code", column("tier_code")), optional("home_clerk", column("home_clerk")),
         required("heard_from", column("heard_from")),
         optional("preferences", column("preferences")), optional("notes", column("notes")),
         required("status", column("status")),
         optional("merged_into", schema::id("the record this one was merged into")),
         required("joined_on", schema::date("business date of the registration")),
         required("created_by", column("created_by", "staff number")),
         required("created_at", schema::time(""))});
}

schema::Json card_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name) {
        return schema::column(manifest, "member_card", name);
    };
    return schema::object(
        {required("id", schema::id("")), required("member_id", schema::id("")),
         required("store_code", column("store_code")), required("number", column("number")),
         required("status", column("status")), required("issued_on", schema::date("")),
         optional("expires_on", schema::date("absent = never"))});
}

schema::Json consent_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name, std::string_view description = {}) {
        return schema::column(manifest, "consent", name, description);
    };
    return schema::object(
        {required("id", schema::id("")), required("purpose", column("purpose")),
         required("decision", column("decision")),
         required("text_version", column("text_version", "version of the wording shown")),
         required("channel", column("channel")),
         required("created_by", column("created_by", "staff number")),
         required("created_at", schema::time(""))});
}

schema::Json contact_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name, std::string_view description = {}) {
        return schema::column(manifest, "member_contact", name, description);
    };
    return schema::object(
        {required("id", schema::id("")), required("member_id", schema::id("")),
         required("kind", column("kind")), optional("card_id", schema::id("")),
         optional("occasion_on",
                  schema::date("expiry: the card's expiry then; care: the birthday")),
         required("outcome", column("outcome")),
         optional("remark", column("remark", "only where the member is shown in full")),
         required("business_date", schema::date("")),
         required("created_by", column("created_by", "staff number")),
         required("created_at", schema::time(""))});
}

schema::Json member_details_schema(const Manifest& manifest) {
    return schema::object(
        {required("member", member_schema(manifest)),
         required("cards", schema::list_of("also those of records merged into this one",
                                           card_schema(manifest))),
         required("consents",
                  schema::list_of("every decision, oldest first", consent_schema(manifest))),
         required("merged_members",
                  schema::list_of("records merged into this one", schema::id(""))),
         optional("standing_member",
                  schema::id("the record that stands, if this one was merged"))});
}

schema::Json conflict_schema(const Manifest& manifest) {
    const auto column = [&](std::string_view name, std::string_view description = {}) {
        return schema::column(manifest, "member_conflict", name, description);
    };
    return schema::object(
        {required("id", schema::id("")), required("kind", column("kind")),
         required("member_id", schema::id("")),
         optional("other_member_id",
                  schema::id("duplicate: the other member with the same number")),
         required("column", column("column_name", "the member's field")),
         required("kept_value", schema::text("the value that stands; empty = nothing", 4000)),
         required("lost_value", schema::text("the value that lost; empty = nothing", 4000)),
         required("status", column("status")), required("created_at", schema::time(""))});
}

}  // namespace qiantai::ctl
