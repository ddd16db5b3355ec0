#pragma once

// The chain's catalogue of gifts and its campaigns: plain values, and what follows from them
// without a database.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/gift_codes.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_gift_not_found{
    "gift_not_found", Actor::clerk,
    "No such gift is in the catalogue. Search by its name, or ask headquarters to add it.",
    "礼品目录中没有此礼品，请按名称查找，或请总部添加。"};
inline constexpr ErrorKind k_gift_malformed{
    "gift_malformed", Actor::administrator,
    "The field that is named is missing or out of range. A gift has a code of 1 to 20 letters and "
    "digits, a name, a unit, a cost of 0 to 100,000 yuan, and a least stock that is not above the "
    "greatest.",
    "所指的内容缺失或超出范围。礼品须有代码（1 至 20 位字母或数字）、名称、单位、0 至 100000 "
    "元的单价，最低库存不得高于最高库存。"};
inline constexpr ErrorKind k_gift_barcode_malformed{
    "gift_barcode_malformed", Actor::administrator,
    "A barcode has 4 to 40 letters, digits or dashes. Scan it again.",
    "条码为 4 至 40 位字母、数字或短横，请重新扫描。"};
inline constexpr ErrorKind k_gift_carton_malformed{
    "gift_carton_malformed", Actor::administrator,
    "A carton holds 2 to 9999 pieces. Say how many are in it.",
    "整箱须为 2 至 9999 件，请填写每箱件数。"};
inline constexpr ErrorKind k_gift_barcode_taken{
    "gift_barcode_taken", Actor::administrator,
    "Another gift has this barcode. Take it away there first.",
    "该条码已属于另一礼品，请先在那里移除。"};
inline constexpr ErrorKind k_picture_name_malformed{
    "picture_name_malformed", Actor::itself,
    "A picture is named by the 64 hexadecimal digits of its content.",
    "图片以其内容的 64 位十六进制校验值表示。"};
inline constexpr ErrorKind k_gift_picture_no_photo{
    "gift_picture_no_photo", Actor::manager,
    "A gift's picture is a photo (JPEG, PNG, HEIC). Choose a photo of it.",
    "礼品图片须为照片（JPEG、PNG、HEIC），请选择一张照片。"};
inline constexpr ErrorKind k_campaign_not_found{
    "campaign_not_found", Actor::clerk,
    "No such campaign is known on this terminal. Ask headquarters, or fetch news first.",
    "本机没有此活动，请先同步或联系总部。"};
inline constexpr ErrorKind k_campaign_malformed{
    "campaign_malformed", Actor::manager,
    "The field that is named is missing or out of range. A campaign has a code, a name, a last day "
    "not before its first, and 1 to 50 different gifts.",
    "所指的内容缺失或超出范围。活动须有代码、名称、起止日期和 1 至 50 种不同礼品。"};
inline constexpr ErrorKind k_campaign_code_taken{
    "campaign_code_taken", Actor::manager,
    "There is a campaign of this code already. Change that one, or choose another code.",
    "已有使用此代码的活动，请修改该活动或换一个代码。"};
inline constexpr ErrorKind k_campaign_cap_fixed{
    "campaign_cap_fixed", Actor::manager,
    "Tills may have been given their parts already, so a cap can be raised or lifted, and neither "
    "be lowered nor set later. End this campaign and plan another one.",
    "名额可能已分给各终端：总名额只能提高或取消，不能降低，也不能事后设定。请结束本活动，另行安排。"};
inline constexpr ErrorKind k_campaign_ended{"campaign_ended", Actor::manager,
                                            "This campaign has ended already.", "活动已经结束。"};

inline constexpr int k_gift_carton_min = 2, k_gift_carton_max = 9'999;
inline constexpr int k_gift_pieces_max = 99'999, k_campaign_lines_max = 50,
                     k_campaign_times_max = 1000, k_campaign_tiers_max = 20,
                     k_campaign_days_max = 3650, k_campaign_cap_max = 10'000'000;
inline constexpr int k_gift_picture_path_max = 4096;
inline constexpr std::int64_t k_gift_cost_max_fen = 10'000'000;
inline constexpr Fen k_gift_cost_max{k_gift_cost_max_fen};

/// A row of entity gift.
struct Gift {
    Uuid id{};
    std::string code{};
    std::string name{};
    std::string category{};
    std::string spec{};
    std::string unit{};
    Fen cost{};
    bool batch_kept = false;
    bool expiry_kept = false;
    std::optional<int> stock_min{};
    std::optional<int> stock_max{};
    std::string picture{};  ///< see content_name.hpp
    Coded<GiftStatus> status = GiftStatus::active;
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Gift, "gift", id, code, name, category, spec, unit, cost, batch_kept, expiry_kept,
                 stock_min, stock_max, picture, status, created_by, created_at)

/// What headquarters says of a gift.
struct GiftEntry {
    std::string code{};
    std::string name{};
    std::string category{};
    std::string spec{};
    std::string unit{};
    Fen cost{};
    bool batch_kept = false;
    bool expiry_kept = false;
    std::optional<int> stock_min{};
    std::optional<int> stock_max{};
    std::string picture{};
    Coded<GiftStatus> status = GiftStatus::active;
};
QIANTAI_DESCRIBE(GiftEntry, "gift", code, name, category, spec, unit, cost, batch_kept, expiry_kept,
                 stock_min, stock_max, picture, status)
QIANTAI_NOTES(GiftEntry, {.field = "cost", .min = 0, .max = k_gift_cost_max_fen},
              {.field = "batch_kept", .presence = FieldNote::Presence::optional},
              {.field = "expiry_kept", .presence = FieldNote::Presence::optional},
              {.field = "stock_min", .min = 0, .max = k_gift_pieces_max},
              {.field = "stock_max", .min = 0, .max = k_gift_pieces_max},
              {.field = "status", .presence = FieldNote::Presence::optional})

/// A photo of a gift, from a file or a camera of this terminal.
struct GiftPictureEntry {
    Uuid gift_id{};
    std::string path{};  ///< empty: it has none any more
};
QIANTAI_DESCRIBE(GiftPictureEntry, "", gift_id, path)
QIANTAI_NOTES(GiftPictureEntry, {.field = "path",
                                 .length_max = k_gift_picture_path_max,
                                 .presence = FieldNote::Presence::optional})

/// A row of entity gift_barcode.
struct GiftBarcode {
    Uuid id{};
    Uuid gift_id{};
    std::string barcode{};
    bool removed = false;
    std::optional<int> pieces{};  ///< of a carton
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(GiftBarcode, "gift_barcode", id, gift_id, barcode, removed, pieces, created_by,
                 created_at)

/// A barcode that stands for so many pieces where goods are received and counted.
struct GiftCarton {
    std::string barcode{};
    int pieces = 0;
};
QIANTAI_DESCRIBE(GiftCarton, "", barcode, pieces)

struct GiftLine {
    Gift gift{};
    std::vector<std::string> barcodes{};  ///< of the piece itself
    std::vector<GiftCarton> cartons{};
};
QIANTAI_DESCRIBE(GiftLine, "", gift, barcodes, cartons)

/// How many pieces a code stands for, if it is one of this gift's.
std::optional<int> pieces_of_code(const GiftLine& line, std::string_view code);

/// The same ids at every desk that writes them: one code is one gift, one barcode one gift's.
Uuid gift_id_of(std::string_view code);
Uuid barcode_id_of(std::string_view barcode);
Uuid campaign_id_of(std::string_view code);

/// As it is kept: capital letters, digits and dashes. k_gift_barcode_malformed.
Result<std::string> normalise_barcode(std::string_view typed);

/// One of a campaign's gifts: so many pieces at a time.
struct CampaignGift {
    Uuid gift_id{};
    int pieces = 1;
};
QIANTAI_DESCRIBE(CampaignGift, "", gift_id, pieces)
QIANTAI_NOTES(CampaignGift, {.field = "pieces",
                             .min = 1,
                             .max = k_gift_pieces_max,
                             .presence = FieldNote::Presence::optional})

/// Who is entitled, and how often. The column `rule` of entity campaign.
struct CampaignRule {
    Coded<CampaignAudience> audience = CampaignAudience::members;
    std::vector<std::string> tiers{};  ///< codes; none = all
    std::optional<Fen> spend_min{};    ///< of the till receipt
    int joined_days = 30;              ///< new_members: joined at most so many days ago
    int per_member = 1;                ///< times in the whole campaign; 0 = any number
    int per_receipt = 1;               ///< times for one till receipt; 0 = any number
    bool once_only = false;  ///< each right has a code of its own, used up when it is taken
};
QIANTAI_DESCRIBE(CampaignRule, "", audience, tiers, spend_min, joined_days, per_member, per_receipt,
                 once_only)
QIANTAI_NOTES(CampaignRule, {.field = "audience", .presence = FieldNote::Presence::optional},
              {.field = "tiers",
               .length_max = k_campaign_tiers_max,
               .presence = FieldNote::Presence::optional},
              {.field = "spend_min", .min = 0},
              {.field = "joined_days",
               .min = 1,
               .max = k_campaign_days_max,
               .presence = FieldNote::Presence::optional},
              {.field = "per_member",
               .min = 0,
               .max = k_campaign_times_max,
               .presence = FieldNote::Presence::optional},
              {.field = "per_receipt",
               .min = 0,
               .max = k_campaign_times_max,
               .presence = FieldNote::Presence::optional},
              {.field = "once_only", .presence = FieldNote::Presence::optional})

/// A row of entity campaign.
struct Campaign {
    Uuid id{};
    std::string code{};
    std::string name{};
    Date starts_on{};
    Date ends_on{};
    std::string gifts{};  ///< JSON of CampaignGifts
    std::string rule{};   ///< JSON of CampaignRule
    std::optional<int> cap{};
    std::optional<std::int64_t> ended_at{};
    std::string created_by{};
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(Campaign, "campaign", id, code, name, starts_on, ends_on, gifts, rule, cap,
                 ended_at, created_by, created_at)

/// The column `gifts` of entity campaign.
struct CampaignGifts {
    std::vector<CampaignGift> lines{};
};
QIANTAI_DESCRIBE(CampaignGifts, "", lines)

/// What headquarters says of a campaign.
struct CampaignEntry {
    std::string code{};
    std::string name{};
    Date starts_on{};
    Date ends_on{};
    std::vector<CampaignGift> gifts{};
    CampaignRule rule{};
    std::optional<int> cap{};
    bool must_be_new = false;  ///< a campaign of this code that is there already stays as it is
};
QIANTAI_DESCRIBE(CampaignEntry, "", code, name, starts_on, ends_on, gifts, rule, cap, must_be_new)
QIANTAI_NOTES(CampaignEntry, {.field = "code", .length_max = k_gift_code_length_max},
              {.field = "name", .length_max = k_gift_name_length_max},
              {.field = "gifts", .length_max = k_campaign_lines_max},
              {.field = "rule", .presence = FieldNote::Presence::optional},
              {.field = "cap", .min = 1, .max = k_campaign_cap_max},
              {.field = "must_be_new", .presence = FieldNote::Presence::optional})

enum class CampaignStage { coming, running, over };
constexpr auto codes_of(CampaignStage) {
    return std::to_array<CodedValue<CampaignStage>>({{CampaignStage::coming, "coming"},
                                                     {CampaignStage::running, "running"},
                                                     {CampaignStage::over, "over"}});
}

/// A campaign as it is shown; what can't be read of its JSON (a newer program's) is as unsaid.
struct CampaignLine {
    Uuid id{};
    std::string code{};
    std::string name{};
    Date starts_on{};
    Date ends_on{};
    Coded<CampaignStage> stage = CampaignStage::coming;
    std::vector<CampaignGift> gifts{};
    CampaignRule rule{};
    std::optional<int> cap{};
    std::optional<std::int64_t> ended_at{};
};
QIANTAI_DESCRIBE(CampaignLine, "", id, code, name, starts_on, ends_on, stage, gifts, rule, cap,
                 ended_at)
CampaignLine campaign_line(const Campaign& campaign, Date today);

}  // namespace qiantai::domain
