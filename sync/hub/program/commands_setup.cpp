#include <fmt/ostream.h>

#include <ostream>

#include "schema/base/encoding.hpp"
#include "schema/base/file.hpp"
#include "schema/base/pin_rules.hpp"
#include "sync/hub/program/commands.hpp"
#include "sync/hub/program/hub_setup.hpp"
#include "sync/hub/rules/device_admin.hpp"

namespace qiantai::hub {
namespace {

namespace json = boost::json;

constexpr std::size_t k_name_length_max = 40;
constexpr std::size_t k_admin_number_length_max = 12;

Result<Secret> read_pin(const std::filesystem::path& path, std::string_view staff_number) {
    QIANTAI_TRY(const auto content, read_secret_file(path));
    const std::string_view text = content;
    const Secret pin(text.substr(0, text.find_last_not_of("\r\n") + 1));
    const auto rules = check_pin_rules(pin, staff_number);
    if (rules) return pin;
    if (rules.error().kind == &k_pin_malformed) return make_error(k_pin_unsuitable, path.string());
    return rules.error();
}

Status check_text(std::string_view what, std::string_view value, std::size_t length_max) {
    if (!value.empty() && is_utf8(value) && count_code_points(value) <= length_max) return {};
    return make_error(k_argument_unsuitable,
                      fmt::format("{}: 1 to {} characters are needed", what, length_max));
}

json::object to_json(const Device& device) {
    json::object out{{"device_id", device.id.text()},
                     {"store_code", device.store_code},
                     {"terminal_code", device.terminal_code},
                     {"status", code_of(device.status)},
                     {"last_seq", device.last_seq},
                     {"schema_version", device.schema_version},
                     {"enrolled_at", format_utc(device.enrolled_at)},
                     {"last_seen_at", format_utc(device.last_seen_at)}};
    if (!device.status_reason.empty()) out["reason"] = device.status_reason;
    if (!device.incarnation.is_nil()) out["incarnation"] = device.incarnation.text();
    return out;
}

}  // namespace

Status run_init(CommandContext context, const InitArguments& arguments) {
    QIANTAI_TRY_STATUS(check_text("--chain-name", arguments.chain_name, k_name_length_max));
    QIANTAI_TRY_STATUS(check_text("--admin-name", arguments.admin_name, k_name_length_max));
    QIANTAI_TRY_STATUS(
        check_text("--admin-number", arguments.admin_number, k_admin_number_length_max));
    QIANTAI_TRY(const auto pin, read_pin(arguments.admin_pin_file, arguments.admin_number));
    HubSettings settings;
    settings.hosts = arguments.hosts;
    if (!arguments.listen.empty()) settings.listen = arguments.listen;
    settings.database = arguments.database;
    QIANTAI_TRY(auto store, create_hub_home(context.paths, settings, arguments.chain_name,
                                            context.clock.now_ms(), context.random));
    const Manifest manifest = make_qiantai_manifest();
    QIANTAI_TRY(auto writer, store->begin_write());
    QIANTAI_TRY_STATUS(set_up_hub(*writer, manifest, context.clock, context.random,
                                  arguments.chain_name,
                                  {arguments.admin_number, arguments.admin_name, hash_pin(pin)}));
    QIANTAI_TRY_STATUS(note_authority(context.paths, *writer));
    QIANTAI_TRY_STATUS(writer->commit());
    writer.reset();
    store.reset();
    QIANTAI_TRY_STATUS(finish_hub_home(context.paths));
    const std::string home = context.paths.root.string();
    fmt::print(
        context.out,
        "The hub of {} is set up in {}.\n"
        "Its keys are in {}: keep a copy of that folder in a safe place, apart from the backups.\n"
        "Next:\n"
        "  qiantai-hub serve --home {}            runs the hub on {}\n"
        "  qiantai-hub code --home {} --store HQ --name \"Desk 1\"\n"
        "                                          makes the code with which the first "
        "headquarters "
        "desk enrols;\n"
        "                                          sign in there as {}, then create stores and "
        "staff.\n",
        arguments.chain_name, home, (context.paths.root / "keys").string(), home, settings.listen,
        home, arguments.admin_number);
    return {};
}

Status run_renew_certificate(CommandContext context, const std::vector<std::string>& hosts) {
    QIANTAI_TRY(auto settings, load_settings(context.paths));
    if (!hosts.empty()) settings.hosts = hosts;
    QIANTAI_TRY_STATUS(renew_server_certificate(context.paths, settings.hosts,
                                                context.clock.now_ms(), context.random));
    QIANTAI_TRY_STATUS(save_settings(context.paths, settings));
    QIANTAI_TRY(const auto pem, read_file(context.paths.server_certificate()));
    QIANTAI_TRY(const auto expiry, certificate_expiry(pem));
    fmt::print(
        context.out,
        "New certificate for {}, valid until {}. A hub that runs takes it within a minute.\n",
        fmt::join(settings.hosts, ", "), format_utc(expiry).substr(0, 10));
    return {};
}

Status run_code(CommandContext context, const std::string& store_code,
                const std::string& terminal_name) {
    QIANTAI_TRY_STATUS(check_text("--name", terminal_name, k_name_length_max));
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(const auto identity, load_identity(context.paths, *store));
    const Manifest manifest = make_qiantai_manifest();
    QIANTAI_TRY(auto reader, store->begin_read());
    QIANTAI_TRY_STATUS(check_store_open(*reader, store_code));
    reader.reset();
    QIANTAI_TRY(auto writer, store->begin_write());
    QIANTAI_TRY(const auto made, make_code(*writer, {manifest, context.clock, context.random},
                                           identity.ca_der, store_code, terminal_name));
    QIANTAI_TRY_STATUS(writer->commit());
    fmt::print(context.out, "{}\n", made.code.text());
    return {};
}

Status run_device_list(CommandContext context) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(auto reader, store->begin_read());
    QIANTAI_TRY(const auto devices, reader->load_devices());
    for (const auto& device : devices)
        fmt::print(context.out, "{}\n", json::serialize(to_json(device)));
    return {};
}

Status run_device_revoke(CommandContext context, const std::string& name) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    const Manifest manifest = make_qiantai_manifest();
    QIANTAI_TRY(auto writer, store->begin_write());
    QIANTAI_TRY(auto device, find_device(*writer, name));
    QIANTAI_TRY_STATUS(revoke_device(*writer, manifest, context.clock.now_ms(), device));
    QIANTAI_TRY_STATUS(writer->commit());
    fmt::print(context.out, "{}/{} is revoked from its next call on.\n", device.store_code,
               device.terminal_code);
    return {};
}

Status run_device_unblock(CommandContext context, const std::string& name) {
    QIANTAI_TRY(auto store, open_hub_store(context.paths));
    QIANTAI_TRY(auto writer, store->begin_write());
    QIANTAI_TRY(auto device, find_device(*writer, name));
    const Manifest manifest = make_qiantai_manifest();
    QIANTAI_TRY_STATUS(unblock_device(*writer, {manifest, context.clock, context.random}, device));
    QIANTAI_TRY_STATUS(writer->commit());
    fmt::print(context.out,
               "{}/{} may call again: the next machine that does is taken for the right one, so "
               "keep the other one off until then. Enrol that one anew afterwards: qiantai-hub "
               "code, then on it qiantaictl enrol --replace; its records come along.\n",
               device.store_code, device.terminal_code);
    return {};
}

}  // namespace qiantai::hub
