#pragma once

// Every error the hub can answer, shared by hub and terminal. An error's body is
// {"code":…,"actor":…,"words_en":…,"words_zh":…,"detail":…} and, where it helps, "expected_seq",
// "hub_time" or "clock_bound".

#include <span>
#include <string_view>

#include "schema/base/error.hpp"

namespace qiantai::sync {

struct HubError {
    ErrorKind kind;
    int http_status;
};

inline constexpr HubError k_bad_request{
    {"bad_request", Actor::administrator, "The hub did not understand the request.",
     "总部无法识别该请求。"},
    400};
inline constexpr HubError k_not_enrolled{
    {"not_enrolled", Actor::administrator,
     "The hub does not know this terminal. Enrol it again with a new code.",
     "总部不认识此终端，请用新的注册码重新注册。"},
    401};
inline constexpr HubError k_device_revoked{
    {"device_revoked", Actor::administrator,
     "This terminal was revoked at headquarters. Local records are kept; ask the administrator.",
     "此终端已被总部停用。本机记录保留，请联系管理员。"},
    403};
inline constexpr HubError k_device_blocked{
    {"device_blocked", Actor::administrator,
     "Two machines use this terminal's identity, so it is blocked; records are kept. The "
     "administrator switches the wrong machine off and lets the right one in with qiantai-hub "
     "device unblock; the other one, or both, can be enrolled anew with qiantaictl enrol "
     "--replace, its records come along.",
     "有两台机器在使用同一终端身份，已暂停，本机记录保留。请管理员关闭错误的机器，用 qiantai-hub "
     "device unblock 放行正确的一台；"
     "另一台（或两台）可用 qiantaictl enrol --replace 重新注册，记录不会丢失。"},
    403};
inline constexpr HubError k_not_permitted{
    {"not_permitted", Actor::administrator, "This terminal may not do that.",
     "此终端无权执行该操作。"},
    403};
inline constexpr HubError k_not_found{
    {"not_found", Actor::administrator, "The hub has no such address.", "总部没有该地址。"}, 404};
inline constexpr HubError k_attachment_unknown{
    {"attachment_unknown", Actor::itself,
     "Headquarters does not have this photo or file, or not the record it belongs to; it is tried "
     "again.",
     "总部没有该照片或文件，或尚未收到其所属的记录，将自动重试。"},
    404};
inline constexpr HubError k_method_not_allowed{
    {"method_not_allowed", Actor::administrator, "The hub does not take this method here.",
     "总部不支持该请求方式。"},
    405};
inline constexpr HubError k_request_timeout{
    {"request_timeout", Actor::itself, "The request came too slowly; it is sent again.",
     "网络太慢，请求超时，将自动重发。"},
    408};
inline constexpr HubError k_sequence_gap{
    {"sequence_gap", Actor::itself,
     "Changes before these are missing at the hub; they are sent again.",
     "总部缺少更早的记录，将自动补发。"},
    409};
inline constexpr HubError k_clock_ahead{
    {"clock_ahead", Actor::itself,
     "The terminal's clock is ahead; its changes are stamped anew and sent again.",
     "终端时钟超前，将自动校正后重发。"},
    409};
inline constexpr HubError k_cursor_ahead{
    {"cursor_ahead", Actor::itself, "The hub was restored; everything is read again.",
     "总部数据已恢复，将重新读取。"},
    409};
inline constexpr HubError k_body_too_large{
    {"body_too_large", Actor::administrator,
     "What was sent is larger than headquarters, or a machine on the way there, lets through. The "
     "administrator raises that limit; the size is in brackets.",
     "发送的数据超过总部或中间设备允许的大小。请管理员调大限制，大小见括号。"},
    413};
inline constexpr HubError k_attachment_damaged{
    {"attachment_damaged", Actor::itself,
     "A photo or file reached headquarters damaged and was thrown away; it is sent again.",
     "照片或文件在传输中损坏，总部已丢弃，将自动重发。"},
    422};
inline constexpr HubError k_unsupported_media{
    {"unsupported_media", Actor::administrator,
     "The hub does not take this content type or encoding.", "总部不支持该内容格式。"},
    415};
inline constexpr HubError k_version_unsupported{
    {"version_unsupported", Actor::administrator,
     "The hub does not speak this program's version; update the older of the two.",
     "总部与终端版本不兼容，请升级较旧的一方。"},
    400};
inline constexpr HubError k_code_wrong{
    {"enrolment_code_wrong", Actor::administrator,
     "The code is wrong, used or expired. Ask the administrator for a new one.",
     "注册码错误、已使用或已过期，请向管理员索取新码。"},
    403};
inline constexpr HubError k_too_many_requests{
    {"too_many_requests", Actor::itself, "Too many attempts; wait and try again.",
     "尝试次数过多，请稍后再试。"},
    429};
inline constexpr HubError k_device_busy{
    {"device_busy", Actor::itself,
     "Headquarters still works on this terminal's request before; it is tried again.",
     "总部还在处理本终端的上一个请求，稍后自动重试。"},
    429};
inline constexpr HubError k_head_too_large{
    {"head_too_large", Actor::administrator, "The request's header is too large.", "请求头过大。"},
    431};
inline constexpr HubError k_hub_failed{
    {"hub_failed", Actor::itself,
     "The hub had an internal error; nothing was taken, it is sent again.",
     "总部内部错误，未接收任何数据，将自动重发。"},
    500};
inline constexpr HubError k_hub_stopping{
    {"hub_stopping", Actor::itself, "The hub is stopping or busy; it is tried again.",
     "总部正在停止或繁忙，将自动重试。"},
    503};
inline constexpr HubError k_hub_clock_doubtful{
    {"hub_clock_doubtful", Actor::administrator,
     "Headquarters' clock may be wrong, so that nothing is taken there for now. Records are kept "
     "here and sent once it is right; this computer's clock needs no setting. Headquarters' "
     "administrator compares the hub's clock with a right one: qiantai-hub clock.",
     "总部服务器的时钟可能不准，暂不接收记录；记录保存在本机，总部校准后自动上传，本机时钟不用调。请总部"
     "管理员核对服务器时钟（qiantai-hub clock）。"},
    503};
inline constexpr HubError k_hub_storage_full{
    {"hub_storage_full", Actor::administrator,
     "Headquarters' disk is full, so that it can take nothing; records are kept here and sent once "
     "there is room. Headquarters' administrator has to make room on the hub's disk.",
     "总部服务器磁盘已满，暂时无法接收；记录保存在本机，腾出空间后自动上传。请总部管理员清理服务器磁盘。"},
    507};

inline constexpr const HubError* k_hub_errors[] = {
    &k_bad_request,        &k_not_enrolled,       &k_device_revoked,     &k_device_blocked,
    &k_not_permitted,      &k_attachment_unknown, &k_attachment_damaged, &k_not_found,
    &k_method_not_allowed, &k_request_timeout,    &k_sequence_gap,       &k_clock_ahead,
    &k_cursor_ahead,       &k_body_too_large,     &k_unsupported_media,  &k_version_unsupported,
    &k_code_wrong,         &k_too_many_requests,  &k_device_busy,        &k_head_too_large,
    &k_hub_failed,         &k_hub_stopping,       &k_hub_clock_doubtful, &k_hub_storage_full};

/// The error of this code, or null.
inline const HubError* find_hub_error(std::string_view code) {
    for (const HubError* error : k_hub_errors) {
        if (error->kind.code == code) return error;
    }
    return nullptr;
}

// Reasons for refusing one change; those of values are in schema/manifest/values.hpp.
inline constexpr ErrorKind k_refused_other_store{"other_store", Actor::administrator,
                                                 "The record belongs to another store.",
                                                 "记录属于其他门店。"};
inline constexpr ErrorKind k_refused_not_writer{
    "not_writer", Actor::administrator, "A store may not write this.", "门店不能填写此内容。"};
inline constexpr ErrorKind k_refused_row_missing{
    "row_missing", Actor::clerk,
    "Headquarters has not accepted the record this change belongs to; correct that one first.",
    "总部尚未接受此修改所属的记录，请先处理该记录。"};
inline constexpr ErrorKind k_refused_card_number_taken{
    "card_number_taken", Actor::clerk,
    "Another member's card in use has this number. Give this member a new card (replace card), "
    "then send this record again.",
    "另一位会员在用的卡已有此卡号。请为此会员换新卡，然后重新上传此记录。"};
inline constexpr ErrorKind k_refused_unreadable{
    "row_unreadable", Actor::administrator,
    "With this change the record would be too large, or hold something, for other terminals to read.",
    "此修改会使记录过大或含有其他终端无法读取的内容。"};
inline constexpr ErrorKind k_refused_unchangeable{
    "unchangeable", Actor::administrator, "Records of this kind can't be changed once written.",
    "此类记录写入后不能修改。"};

}  // namespace qiantai::sync
