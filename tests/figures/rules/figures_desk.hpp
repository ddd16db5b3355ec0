#pragma once

// Store S001 with members and receipts as sync brings them, and the figures over them. Today is
// 2026-11-18.

#include <fmt/format.h>

#include <map>

#include "sync/core/hlc.hpp"
#include "terminal/figures/rules/figures.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain::test {

struct PutMember {
    std::string joined = "2024-01-10";
    std::string tier = "standard";
    std::string store = "S001";
    std::string clerk{};
    std::string gender = "unstated";
    std::string birthday{};
    bool with_phone = true;
    std::string status = "active";
    std::string erased_on{};
};

struct FiguresDesk : TestDesk {
    explicit FiguresDesk(const std::string& store = "S001") : TestDesk(store), figures(context) {}

    static TimeMs noon(std::string_view day) {
        return utc_day_start(Date::of_text(day)) + 4 * 3'600'000;
    }

    Uuid member(const PutMember& put) {
        const auto id = next_id();
        const auto changed =
            put.erased_on.empty() ? noon(put.joined) : noon(put.erased_on);
        from_headquarters([&] {
            run("INSERT INTO member (id, store_code, name, phone, gender, birthday,"
                " birthday_calendar, tier_code, home_clerk, heard_from, status, joined_on,"
                " created_by, created_at, row_hlc)"
                " VALUES (?, ?, '王', nullif(?, ''), ?, nullif(?, ''), 'solar', ?, nullif(?, ''),"
                " 'other', ?, ?, '1001', 1, ?)",
                id, put.store, put.with_phone ? std::string("13800138000") : std::string(),
                put.gender, put.birthday, put.tier, put.clerk,
                put.erased_on.empty() ? put.status : std::string("erased"), put.joined,
                sync::Hlc::at(changed).raw());
        });
        return id;
    }
    void merge(const Uuid& loser, const Uuid& into) {
        from_headquarters(
            [&] { run("UPDATE member SET merged_into = ? WHERE id = ?", into, loser); });
    }

    struct PutReceipt {
        std::string kind = "sale";
        std::optional<Uuid> of{};
        int pieces = 0;
        std::string items{};
        std::string store = "S001";
        bool undone = false;
    };
    Uuid receipt(const std::optional<Uuid>& member, std::string_view day, std::int64_t fen,
                 const PutReceipt& put) {
        const auto id = next_id();
        from_headquarters([&] {
            run("INSERT INTO purchase (id, store_code, kind, source, number, weak_key,"
                " business_date, amount, pieces, items, refund_of, member_id, undone_at,"
                " created_by, created_at)"
                " VALUES (?, ?, ?, 'till', ?, 0, ?, ?, nullif(?, 0), nullif(?, ''), ?, ?, ?,"
                " '1001', 1)",
                id, put.store, put.kind, std::to_string(++m_number), day, fen, put.pieces,
                put.items, put.of, member, put.undone ? std::optional<std::int64_t>(1) : std::nullopt);
        });
        return id;
    }
    Uuid sale(const std::optional<Uuid>& member, std::string_view day, std::int64_t fen,
              int pieces = 0) {
        return receipt(member, day, fen, {.pieces = pieces});
    }
    Uuid refund(const std::optional<Uuid>& member, std::string_view day, std::int64_t fen,
                const Uuid& of, int pieces = 0) {
        return receipt(member, day, fen, {.kind = "refund", .of = of, .pieces = pieces});
    }
    Uuid card(const Uuid& member, const std::string& ends, const std::string& status = "active") {
        const auto id = next_id();
        from_headquarters([&] {
            run("INSERT INTO member_card (id, store_code, member_id, number, status, issued_on,"
                " expires_on, created_by, created_at)"
                " VALUES (?, 'S001', ?, ?, ?, '2024-01-10', ?, '1001', 1)",
                id, member, fmt::format("C{}", ++m_number), status, ends);
        });
        return id;
    }
    void decide(const Uuid& member, const Uuid& card, const std::string& decision,
                const std::string& ends, const std::string& on) {
        from_headquarters([&] {
            run("INSERT INTO renewal (id, store_code, member_id, card_id, decision, expires_before,"
                " business_date, created_by, created_at)"
                " VALUES (?, 'S001', ?, ?, ?, nullif(?, ''), ?, '1001', ?)",
                next_id(), member, card, decision, ends, on, ++m_number);
        });
    }
    void day_total(std::string_view day, std::int64_t net, int receipts) {
        from_headquarters([&] {
            run("INSERT INTO day_total (id, store_code, business_date, source, net, receipts,"
                " created_by, created_at) VALUES (?, 'S001', ?, 'till', ?, ?, '1001', 1)",
                next_id(), day, net, receipts);
        });
    }

    FigureAnswer show(FigureRequest request, StaffRole role = StaffRole::store_manager) {
        auto answer = figures.show(session(role), request);
        if (!answer) FAIL(answer.error().message());
        return std::move(answer).value();
    }
    static FigureRequest month(std::string_view day, std::vector<Coded<FigureBy>> by = {}) {
        return {.span = FigureSpan::month, .from = Date::of_text(day), .by = std::move(by)};
    }

    Figures figures;

  private:
    int m_number = 0;
};

inline const FigureValue& figure_of(const FigureAnswer& answer, FigureId id) {
    for (const auto& value : answer.figures) {
        if (value.id == id) return value;
    }
    FAIL("the figure is not in the answer");
    return answer.figures.front();
}

/// "430000", "16538 = 430000/26", "- no_base"; with a caveat behind.
inline std::string written(const FigureValue& value) {
    std::string text = value.value ? std::to_string(*value.value) : "- " + value.reason.text();
    if (value.value && value.denominator) {
        text += fmt::format(" = {}/{}", *value.numerator, *value.denominator);
    }
    return value.caveat.empty() ? text : text + " " + value.caveat.text();
}

/// "key/part members buyers receipts spend", a dot for what is not told.
inline std::string written(const FigureCell& cell) {
    const auto one = [](const std::optional<std::int64_t>& count) {
        return count ? std::to_string(*count) : std::string(".");
    };
    return fmt::format("{}{} {} {} {} {}", cell.key, cell.part.empty() ? "" : "/" + cell.part,
                       one(cell.members), one(cell.buyers), one(cell.receipts),
                       cell.spend ? std::to_string(cell.spend->count()) : ".");
}
inline std::vector<std::string> written(const FigureAnswer& answer, FigureBy by) {
    std::vector<std::string> lines;
    for (const auto& one : answer.breakdowns) {
        if (!(one.by == by)) continue;
        for (const auto& cell : one.cells) lines.push_back(written(cell));
    }
    return lines;
}

}  // namespace qiantai::domain::test
