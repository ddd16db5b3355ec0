#include "tests/torture/torture_till.hpp"

#include <doctest/doctest.h>

#include "sync/client/enrol.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/attachments/rules/picture.hpp"
#include "terminal/callbacks/rules/callbacks.hpp"
#include "terminal/imports/rules/imports.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/store/database_check.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "tests/support/sim_terminal.hpp"

namespace qiantai::test {
namespace {

constexpr domain::PinCost k_cheap{1, 8192};

std::string blob_of(const Uuid& id) {
    auto hex = id.text();
    std::erase(hex, '-');
    return "x'" + hex + "'";
}

void hire(SimHub& hub) {
    SimTerminal desk(hub, "HQ", 3);
    desk.enrol();
    for (const auto& [number, role] :
         {std::pair{TortureTill::k_staff, StaffRole::store_manager},
          {std::string_view("1002"), StaffRole::store_manager},
          {std::string_view("1003"), StaffRole::clerk}}) {
        QIANTAI_ASSERT(
            desk.insert("staff", desk.new_id(),
                        {{"store_code", "S001"},
                         {"number", number},
                         {"name", "林晓岚"},
                         {"role", code_of(role)},
                         {"status", "active"},
                         {"pin_hash", domain::hash_pin(TortureTill::k_pin, k_cheap).value()},
                         {"pin_must_change", false},
                         {"created_at", desk.clock.now_ms()}}));
    }
    desk.sync_well();
}

}  // namespace

TortureTill::TortureTill(std::filesystem::path root, std::uint64_t seed)
    : random(seed),
      m_home(store::resolve_home(root, [](const char*) { return std::nullopt; }).value()) {}

Result<store::TerminalDatabase> TortureTill::open_terminal(
    store::TerminalOptions::IfMissing if_missing) {
    store::TerminalOptions options;
    options.if_missing = if_missing;
    return store::TerminalDatabase::open(m_home, clock, random, m_manifest, options);
}

void TortureTill::enrol(SimHub& hub) {
    hub.add_store("S001");
    hire(hub);
    m_open.emplace(open_terminal(store::TerminalOptions::IfMissing::create).value());
    sync::enrol(database(), clock, random, direct_link_factory(hub), {"https://hub:8443"},
                hub.make_code("S001"))
        .value();
    DirectLink link(hub);
    QIANTAI_ASSERT(sync(link).ok());
    open_context().value();
}

Status TortureTill::open() {
    QIANTAI_TRY(auto opened, open_terminal(store::TerminalOptions::IfMissing::fail));
    m_open.emplace(std::move(opened));
    return open_context();
}

Status TortureTill::open_context() {
    QIANTAI_TRY(auto identity, domain::load_identity(database()));
    m_context.emplace(
        domain::ServiceContext{database(), clock, random, m_manifest, std::move(identity)});
    return {};
}

void TortureTill::close() {
    m_context.reset();
    m_open.reset();
}

domain::Session TortureTill::session() const {
    return {std::string(k_staff), "林晓岚", StaffRole::store_manager, "S001", false};
}

Uuid TortureTill::new_id() {
    clock.advance(1);
    return Uuid::make_v7(clock, random, Cell::of_store("S001"));
}

sync::SessionReport TortureTill::sync(sync::Transport& transport) {
    return sync::SyncSession(database(), m_manifest, clock, transport,
                             {.read_ahead = sync::ReadAhead::off})
        .run();
}

std::int64_t TortureTill::count(const std::string& sql) {
    auto statement = database().prepare(sql).value();
    QIANTAI_ASSERT(statement.step().value());
    return statement.integer(0);
}

std::string TortureTill::problems() {
    const auto report = store::check_database(*m_open, store::DamageSearch::thorough);
    if (!report) return report.error().message();
    std::string all;
    for (const auto& problem : report->problems) all += problem + "\n";
    return all;
}

Deed registration(const Uuid& id, int n) {
    return {.name = "registration",
            .run = [id, n](TortureTill& till) -> Status {
                const domain::Registration input{.id = id,
                                                 .name = "会员" + std::to_string(n),
                                                 .phone = fmt::format("138{:08}", n)};
                QIANTAI_TRY(auto made,
                            domain::Members(till.context()).register_member(till.session(), input));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM member WHERE id = {0}) + (SELECT "
                                "count(*) FROM member_card WHERE member_id = {0})",
                                blob_of(id)),
            .whole = 2};
}

Deed edit(const Uuid& member, int n) {
    const auto notes = "备注" + std::to_string(n);
    return {
        .name = "edit",
        .run = [member, notes](TortureTill& till) -> Status {
            QIANTAI_TRY(
                auto changed,
                domain::Members(till.context()).update(till.session(), member, {.notes = notes}));
            return {};
        },
        .seen = fmt::format("SELECT count(*) FROM member WHERE id = {} AND notes = '{}'",
                            blob_of(member), notes)};
}

Deed deposit(const Uuid& member, int n) {
    const auto item = "奶粉" + std::to_string(n);
    return {.name = "deposit",
            .run = [member, item](TortureTill& till) -> Status {
                QIANTAI_TRY(auto kept,
                            domain::StoredGoodsKeeper(till.context())
                                .deposit(till.session(),
                                         {.member_id = member, .item = item, .quantity = 2}));
                return {};
            },
            .seen = fmt::format("SELECT count(*) FROM stored_goods WHERE item = '{}'", item)};
}

Deed complaint(const Uuid& member, int n) {
    const auto words = "内胆脱落" + std::to_string(n);
    return {.name = "complaint",
            .run = [member, words](TortureTill& till) -> Status {
                QIANTAI_TRY(const auto taken,
                            domain::Tickets(till.context())
                                .take(till.session(), {.kind = TicketKind::complaint,
                                                       .subject = "商品质量",
                                                       .member_id = member,
                                                       .words = words,
                                                       .demand = "退款"}));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM ticket WHERE words = '{0}')"
                                " + (SELECT count(*) FROM ticket_event e JOIN ticket t"
                                " ON t.id = e.ticket_id WHERE t.words = '{0}' AND e.step = 'received')"
                                " + (SELECT count(*) FROM ticket_state s JOIN ticket t"
                                " ON t.id = s.ticket_id WHERE t.words = '{0}')",
                                words),
            .whole = 3};
}

Deed evidence(const std::filesystem::path& file, int n) {
    constexpr int k_side = 24;
    domain::Picture picture{k_side, k_side, {}};
    picture.rgb.assign(3 * k_side * k_side, static_cast<std::uint8_t>(n));
    write_bytes(file, domain::write_jpeg(picture, domain::JpegDetail::photo));
    const auto words = "照片" + std::to_string(n);
    return {.name = "evidence",
            .run = [file, words](TortureTill& till) -> Status {
                auto newest = till.database().prepare("SELECT id FROM ticket ORDER BY id DESC");
                if (!newest) return newest.error();
                QIANTAI_TRY(const bool there, newest->step());
                QIANTAI_ASSERT(there);
                QIANTAI_TRY(const auto page, domain::Tickets(till.context())
                                                 .add_evidence(till.session(),
                                                               {.ticket_id = newest->uuid(0),
                                                                .path = file.string(),
                                                                .words = words}));
                return {};
            },
            .seen = fmt::format("SELECT count(*) FROM ticket_event WHERE words = '{}'"
                                " AND attachment IS NOT NULL",
                                words)};
}

void want_call(TortureTill& till, const Uuid& member, int n) {
    const Date today = domain::business_date(till.context()).value();
    domain::Callbacks(till.context())
        .make(till.session(), {.member_id = member,
                               .matter = "回访" + std::to_string(n),
                               .due_from = today,
                               .due_until = today})
        .value();
}

Deed call(const Uuid& member, int n) {
    const auto said = "说好" + std::to_string(n);
    return {.name = "call",
            .run = [member, n, said](TortureTill& till) -> Status {
                domain::Callbacks service(till.context());
                QIANTAI_TRY(const auto page,
                            service.list(till.session(), {.member_id = member, .limit = 200}));
                const auto wanted = std::ranges::find_if(page.callbacks, [&](const auto& line) {
                    return line.task.matter == "回访" + std::to_string(n);
                });
                QIANTAI_ASSERT(wanted != page.callbacks.end());
                QIANTAI_TRY(const auto line,
                            service.record(till.session(), {.task_id = wanted->task.id,
                                                            .outcome = CallbackOutcome::reached,
                                                            .said = said}));
                return {};
            },
            .seen = fmt::format("SELECT (SELECT count(*) FROM callback_step WHERE said = '{0}')"
                                " + (SELECT count(*) FROM callback_state c JOIN callback_step s"
                                " ON s.task_id = c.task_id WHERE s.said = '{0}'"
                                " AND c.status = 'reached')",
                                said),
            .whole = 2};
}

Deed sign_in() {
    return {.name = "sign-in",
            .run = [](TortureTill& till) -> Status {
                QIANTAI_TRY(auto session, domain::Access(till.context(), k_cheap)
                                              .sign_in(TortureTill::k_staff, TortureTill::k_pin));
                return {};
            },
            .seen = "SELECT 1"};
}

Deed import_chunk(const std::filesystem::path& file, int n) {
    constexpr int k_lines = 20;
    std::string text = "姓名,手机\n";
    for (int i = 0; i < k_lines; ++i)
        text += fmt::format("导入{},139{:04}{:04}\n", n, n % 10'000, i);
    write_bytes(file, text);
    return {.name = "import",
            .run = [file](TortureTill& till) -> Status {
                const domain::ImportRequest request{
                    .file = file.string(),
                    .settings = {.source = "旧系统"},
                    .errors = (till.home().data() / "errors.csv").string()};
                const auto imported = domain::Imports(till.context()).run(till.session(), request);
                if (imported || imported.error().kind == &domain::k_import_done_already) return {};
                return imported.error();
            },
            .seen = fmt::format("SELECT count(*) FROM member WHERE name = '导入{}'", n),
            .whole = k_lines};
}

}  // namespace qiantai::test
