#pragma once

// The words of the first start: enrolling this computer as a terminal of a store.
#define QIANTAI_TEXT_SET_UP(X)                                                              \
    X(set_up_title, "设置门店终端", "Set up this terminal")                                 \
    X(set_up_body, "请输入总部管理员给您的地址和一次性注册码，也可以直接扫码。",            \
      "Enter the address and one-time code you were given by headquarters, or scan them.")  \
    X(set_up_step_code, "注册码", "Code")                                                   \
    X(set_up_step_check, "核对总部", "Check")                                               \
    X(set_up_step_load, "下载数据", "Download")                                             \
    X(set_up_address, "总部地址", "Headquarters address")                                   \
    X(set_up_address_hint, "例如 {0}", "e.g. {0}")                                          \
    X(set_up_address_error, "地址应以 {0} 开头。", "The address must begin with {0}")       \
    X(set_up_code, "一次性注册码", "One-time code")                                         \
    X(set_up_code_note, "四组，每组五位；有效期短，用过即失效。",                           \
      "Four groups of five characters. It expires soon and works once.")                    \
    X(set_up_enrol, "注册本机", "Set up")                                                   \
    X(set_up_checking, "正在核对总部证书并注册…", "Checking headquarters and registering…") \
    X(set_up_done_title, "已注册为{0}的终端 {1}", "Registered as terminal {1} of {0}")      \
    X(set_up_checked, "总部证书已核对，与注册码一致。",                                     \
      "Headquarters' certificate matches the code.")                                        \
    X(set_up_loading, "正在下载门店数据：{0} 条", "Downloading store data: {0} records")    \
    X(set_up_rate, "每秒约 {0} 条，可以离开，不会丢失进度。",                               \
      "About {0} a second. You can leave; nothing is lost.")                                \
    X(set_up_waiting, "正在连接总部…", "Connecting to headquarters…")                       \
    X(set_up_loaded, "门店数据已全部下载。", "All store data is downloaded.")               \
    X(set_up_retry, "立即重试", "Try again now")                                            \
    X(set_up_start, "开始使用", "Start")
