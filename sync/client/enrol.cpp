#include "sync/client/enrol.hpp"

#include "schema/base/encoding.hpp"
#include "schema/base/json_values.hpp"
#include "schema/sqlite/facts.hpp"
#include "sync/client/certificate.hpp"
#include "sync/client/clock_facts.hpp"
#include "sync/client/device_facts.hpp"
#include "sync/client/hub_client.hpp"
#include "sync/core/bundle.hpp"
#include "sync/core/enrolment_code.hpp"

namespace qiantai::sync {
namespace {

namespace fact = sqlite::fact;

// What the hub gives in exchange for the code.
struct Identity {
    Enrolment enrolment;
    std::string secret;
    std::string hub_bundle_public_key;
    std::string generation;
    TimeMs hub_time_ms = 0;
};

Result<std::string> fetch_ca(const TransportFactory& make_transport, const HubAddress& hub,
                             const EnrolmentCode& code) {
    QIANTAI_TRY(const auto transport, make_transport(hub, std::nullopt));
    QIANTAI_TRY(const auto response, transport->perform({.method = "GET", .target = "/v1/ca"}));
    if (response.status != 200) return error_of_answer(response);
    const auto certificate = first_certificate(response.body);
    if (!certificate) return make_error(k_hub_answer_strange, "no certificate at /v1/ca");
    if (ca_fingerprint(certificate->der) != code.fingerprint)
        return make_error(k_wrong_hub, hub.url);
    return certificate->pem;
}

Result<Identity> parse_identity(const boost::json::object& json) {
    const auto device_id = find_uuid(json, "device_id");
    const auto hub_time = find_integer(json, "hub_time", 0, Hlc::k_time_ms_max);
    Identity identity;
    bool complete = device_id && hub_time;
    const auto take = [&](std::string_view name, std::string& target) {
        auto value = find_text(json, name);
        complete = complete && value;
        if (value) target = std::move(*value);
    };
    take("secret", identity.secret);
    take("store_code", identity.enrolment.store_code);
    take("terminal_code", identity.enrolment.terminal_code);
    take("chain_name", identity.enrolment.chain_name);
    take("hub_bundle_public_key", identity.hub_bundle_public_key);
    take("generation", identity.generation);
    if (!complete) return make_error(k_hub_answer_strange, "the enrolment lacks a field");
    identity.enrolment.device_id = *device_id;
    identity.hub_time_ms = *hub_time;
    return identity;
}

Result<Identity> swap_code(Transport& transport, const EnrolmentCode& code,
                           const BundleKeys& keys) {
    const boost::json::object body{{"code", code.secret},
                                   {"bundle_public_key", to_base64url(keys.public_key)}};
    QIANTAI_TRY(const auto response, transport.perform({.method = "POST",
                                                        .target = "/v1/enrol",
                                                        .content_type = "application/json",
                                                        .body = boost::json::serialize(body)}));
    QIANTAI_TRY(const auto json, json_of_answer(response));
    return parse_identity(json);
}

// What was learnt under the old identity: the hub knows nothing of the new one yet.
Status forget_progress(sqlite::Database& database) {
    for (const auto name : {fact::k_acked_seq, fact::k_ack_marks, fact::k_first_load_done,
                            fact::k_last_complete_at, fact::k_offline_since, fact::k_last_error}) {
        QIANTAI_TRY_STATUS(sqlite::remove_fact(database, name));
    }
    return database.cached("DELETE FROM feed_cursor").run();
}

// A device's changes begin at 1, and the hub takes no gap. What it acknowledged long ago under the
// old identity is no longer kept here, so what is kept is numbered anew, with its rejections; those
// without their change are of the past.
Status renumber_outbox(sqlite::Database& database) {
    constexpr std::string_view k_steps[] = {
        "DELETE FROM rejection WHERE seq NOT IN (SELECT seq FROM outbox)",
        "UPDATE rejection SET seq = -new.seq"
        " FROM (SELECT seq AS old, row_number() OVER (ORDER BY seq) AS seq FROM outbox) AS new"
        " WHERE rejection.seq = new.old",
        // By way of negative numbers, because each has to be free when it is taken.
        "UPDATE outbox SET seq = -new.seq"
        " FROM (SELECT seq AS old, row_number() OVER (ORDER BY seq) AS seq FROM outbox) AS new"
        " WHERE outbox.seq = new.old",
        "UPDATE rejection SET seq = -seq", "UPDATE outbox SET seq = -seq"};
    for (const auto step : k_steps) QIANTAI_TRY_STATUS(database.cached(step).run());
    return {};
}

Status store_identity(sqlite::Database& database, const Identity& identity, const HubAddress& hub,
                      const std::string& ca_pem, const BundleKeys& keys, TimeMs now_ms) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(forget_progress(database));
    QIANTAI_TRY_STATUS(renumber_outbox(database));
    const std::pair<std::string_view, std::string> texts[] = {
        {fact::k_device_id, identity.enrolment.device_id.text()},
        {fact::k_device_secret, identity.secret},
        {fact::k_store_code, identity.enrolment.store_code},
        {fact::k_terminal_code, identity.enrolment.terminal_code},
        {fact::k_chain_name, identity.enrolment.chain_name},
        {fact::k_hub_url, hub.url},
        {fact::k_hub_proxy, hub.proxy},
        {fact::k_hub_ca, ca_pem},
        {fact::k_hub_bundle_public_key, identity.hub_bundle_public_key},
        {fact::k_bundle_secret_key, to_base64url(keys.secret_key)},
        {fact::k_hub_generation, identity.generation}};
    for (const auto& [name, text] : texts)
        QIANTAI_TRY_STATUS(sqlite::save_fact(database, name, text));
    QIANTAI_TRY_STATUS(store_hub_time(database, identity.hub_time_ms, HubClock::alone, now_ms));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_last_contact_at, now_ms));
    return transaction.commit();
}

}  // namespace

Result<Enrolment> enrol(sqlite::Database& database, Clock& clock, Random& random,
                        const TransportFactory& make_transport, const HubAddress& hub,
                        std::string_view code_text, IfEnrolled if_enrolled) {
    QIANTAI_TRY(const auto before, load_device_facts(database));
    if (before && if_enrolled == IfEnrolled::fail)
        return make_error(k_already_enrolled, before->store_code);
    QIANTAI_TRY(const auto code, parse_enrolment_code(code_text));
    QIANTAI_TRY(const auto ca_pem, fetch_ca(make_transport, hub, code));
    QIANTAI_TRY(const auto transport, make_transport(hub, ca_pem));
    const BundleKeys keys = make_bundle_keys(random);
    QIANTAI_TRY(const auto identity, swap_code(*transport, code, keys));
    if (before && before->store_code != identity.enrolment.store_code) {
        return make_error(k_enrolled_elsewhere,
                          before->store_code + " / " + identity.enrolment.store_code);
    }
    QIANTAI_TRY_STATUS(store_identity(database, identity, hub, ca_pem, keys, clock.now_ms()));
    return identity.enrolment;
}

}  // namespace qiantai::sync
