#include "terminal/gifts/rules/gift_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "sync/core/scope.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_barcode_length_min = 4;

}  // namespace

Uuid gift_id_of(std::string_view code) {
    return Uuid::derive(fmt::format("gift\x1f{}", code), Cell::of_store(sync::k_hq_store_code));
}

Uuid barcode_id_of(std::string_view barcode) {
    return Uuid::derive(fmt::format("gift_barcode\x1f{}", barcode),
                        Cell::of_store(sync::k_hq_store_code));
}

Uuid campaign_id_of(std::string_view code) {
    return Uuid::derive(fmt::format("campaign\x1f{}", code), Cell::of_store(sync::k_hq_store_code));
}

Result<std::string> normalise_barcode(std::string_view typed) {
    std::string kept;
    for (const char c : typed) {
        if (c == ' ') continue;
        const bool small = c >= 'a' && c <= 'z';
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
        if (!small && !plain) return make_error(k_gift_barcode_malformed, {}, "barcode");
        kept += small ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (kept.size() < k_barcode_length_min || kept.size() > k_gift_short_length_max) {
        return make_error(k_gift_barcode_malformed, {}, "barcode");
    }
    return kept;
}

std::optional<int> pieces_of_code(const GiftLine& line, std::string_view code) {
    if (line.gift.code == code) return 1;
    const auto barcode = normalise_barcode(code);
    if (!barcode) return std::nullopt;
    if (std::ranges::find(line.barcodes, *barcode) != line.barcodes.end()) return 1;
    const auto carton = std::ranges::find(line.cartons, *barcode, &GiftCarton::barcode);
    if (carton == line.cartons.end()) return std::nullopt;
    return carton->pieces;
}

CampaignLine campaign_line(const Campaign& campaign, Date today) {
    CampaignLine line{.id = campaign.id,
                      .code = campaign.code,
                      .name = campaign.name,
                      .starts_on = campaign.starts_on,
                      .ends_on = campaign.ends_on,
                      .cap = campaign.cap,
                      .ended_at = campaign.ended_at};
    if (const auto json = parse_json_object(campaign.gifts)) {
        if (auto gifts = from_json<CampaignGifts>(*json)) line.gifts = std::move(gifts->lines);
    }
    if (const auto json = parse_json_object(campaign.rule)) {
        if (auto rule = from_json<CampaignRule>(*json)) line.rule = *std::move(rule);
    }
    if (campaign.ended_at || today > campaign.ends_on) {
        line.stage = CampaignStage::over;
    } else if (today >= campaign.starts_on) {
        line.stage = CampaignStage::running;
    }
    return line;
}

}  // namespace qiantai::domain
