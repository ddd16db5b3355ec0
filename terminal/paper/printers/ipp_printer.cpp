// Printers that speak IPP: on the network, or queues of CUPS.

#include "terminal/paper/printers/ipp_printer.hpp"

#include <cups/cups.h>
#include <poll.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace qiantai::paper {
namespace {

using HttpPtr = std::unique_ptr<http_t, decltype(&httpClose)>;
using IppPtr = std::unique_ptr<ipp_t, decltype(&ippDelete)>;

constexpr const char* k_pdf = "application/pdf";
constexpr int k_poll_ms = 200;

const char* no_password(const char*, http_t*, const char*, const char*, void*) {
    return nullptr;
}

/// What a printer says of itself.
struct PrinterSays {
    ipp_pstate_t state = IPP_PSTATE_IDLE;
    std::vector<std::string> reasons{};
    bool accepts = true;
    bool takes_pdf = true;

    bool has_reason(std::string_view beginning) const {
        return std::ranges::any_of(
            reasons, [&](const auto& reason) { return reason.starts_with(beginning); });
    }
    /// Why it would not print now.
    std::optional<Error> problem() const {
        if (!takes_pdf) return make_error(k_printer_refuses, "no PDF");
        if (!accepts) return make_error(k_printer_refuses, "not accepting jobs");
        if (has_reason("media-empty") || has_reason("media-needed")) {
            return make_error(k_printer_out_of_paper);
        }
        if (has_reason("offline") || has_reason("connecting-to-device")) {
            return make_error(k_printer_unreachable);
        }
        const bool open = has_reason("cover-open") || has_reason("door-open") ||
                          has_reason("media-jam") || has_reason("input-tray-missing");
        if (open || state == IPP_PSTATE_STOPPED) {
            return make_error(k_printer_stopped, reasons.empty() ? "" : reasons.front());
        }
        return std::nullopt;
    }
};

struct JobSays {
    ipp_jstate_t state = IPP_JSTATE_PENDING;
    int sheets = 0;
    bool is_over() const { return state >= IPP_JSTATE_CANCELED; }
};

class IppConnection {
  public:
    static Result<IppConnection> open(const std::string& address, const PrinterPatience& patience) {
        char scheme[32], user[64], host[256], resource[512];
        int port = 0;
        const auto parsed =
            httpSeparateURI(HTTP_URI_CODING_ALL, address.c_str(), scheme, sizeof scheme, user,
                            sizeof user, host, sizeof host, &port, resource, sizeof resource);
        if (parsed < HTTP_URI_STATUS_OK) return make_error(k_printer_address_malformed);
        const bool secure = std::string_view(scheme) == "ipps";
        HttpPtr http(httpConnect2(host, port, nullptr, AF_UNSPEC,
                                  secure ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1,
                                  patience.connect_ms, nullptr),
                     httpClose);
        if (!http) return make_error(k_printer_unreachable, cupsLastErrorString());
        httpSetTimeout(http.get(), patience.write_ms / 1000.0, nullptr, nullptr);
        cupsSetPasswordCB2(no_password, nullptr);
        return IppConnection(std::move(http), address, resource);
    }

    Result<PrinterSays> ask_printer() {
        auto request = new_request(IPP_OP_GET_PRINTER_ATTRIBUTES);
        static constexpr const char* k_wanted[] = {"printer-state", "printer-state-reasons",
                                                   "printer-is-accepting-jobs",
                                                   "document-format-supported"};
        ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                      static_cast<int>(std::size(k_wanted)), nullptr, k_wanted);
        QIANTAI_TRY(const auto response, run(request));
        PrinterSays says;
        if (auto* state = find(response.get(), "printer-state", IPP_TAG_ENUM)) {
            says.state = static_cast<ipp_pstate_t>(ippGetInteger(state, 0));
        }
        says.reasons = texts(response.get(), "printer-state-reasons");
        if (auto* accepts = find(response.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN)) {
            says.accepts = ippGetBoolean(accepts, 0) != 0;
        }
        const auto formats = texts(response.get(), "document-format-supported");
        says.takes_pdf = formats.empty() || std::ranges::find(formats, k_pdf) != formats.end();
        return says;
    }

    /// The job's number. In an outcome only where nothing more can be done.
    struct Sent {
        int job = 0;
        std::optional<SendOutcome> outcome{};
    };
    Sent send(const std::string& title, const std::string& pdf) {
        auto request = new_request(IPP_OP_PRINT_JOB);
        ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr,
                     title.c_str());
        ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
                     k_pdf);
        const auto begun =
            cupsSendRequest(m_http.get(), request.get(), m_resource.c_str(), CUPS_LENGTH_VARIABLE);
        if (begun != HTTP_STATUS_CONTINUE) {
            return {0, SendOutcome::failed(refusal(cupsLastError()))};
        }
        constexpr std::size_t k_piece = 16384;
        for (std::size_t at = 0; at < pdf.size(); at += k_piece) {
            const auto size = std::min(k_piece, pdf.size() - at);
            if (cupsWriteRequestData(m_http.get(), pdf.data() + at, size) != HTTP_STATUS_CONTINUE) {
                // It may have answered that it takes no more; without an answer it is unclear.
                break;
            }
        }
        const IppPtr response(cupsGetResponse(m_http.get(), m_resource.c_str()), ippDelete);
        if (!response) {
            const auto status = cupsLastError();
            const bool refused = status == IPP_STATUS_ERROR_NOT_AUTHENTICATED ||
                                 status == IPP_STATUS_ERROR_NOT_AUTHORIZED ||
                                 status == IPP_STATUS_ERROR_FORBIDDEN ||
                                 status == IPP_STATUS_ERROR_NOT_FOUND;
            if (refused) return {0, SendOutcome::failed(refusal(status))};
            return {0,
                    SendOutcome::unclear(make_error(k_printer_broke_off, cupsLastErrorString()))};
        }
        const auto status = ippGetStatusCode(response.get());
        if (status >= IPP_STATUS_REDIRECTION_OTHER_SITE) {
            return {0, SendOutcome::failed(refusal(status))};
        }
        auto* job = find(response.get(), "job-id", IPP_TAG_INTEGER);
        if (job == nullptr) return {0, SendOutcome::unclear(make_error(k_printer_slow))};
        return {ippGetInteger(job, 0), std::nullopt};
    }

    Result<JobSays> ask_job(int job) {
        auto request = new_request(IPP_OP_GET_JOB_ATTRIBUTES);
        ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        static constexpr const char* k_wanted[] = {"job-state", "job-impressions-completed",
                                                   "job-media-sheets-completed"};
        ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                      static_cast<int>(std::size(k_wanted)), nullptr, k_wanted);
        QIANTAI_TRY(const auto response, run(request));
        JobSays says;
        if (auto* state = find(response.get(), "job-state", IPP_TAG_ENUM)) {
            says.state = static_cast<ipp_jstate_t>(ippGetInteger(state, 0));
        }
        for (const char* name : {"job-impressions-completed", "job-media-sheets-completed"}) {
            if (auto* sheets = find(response.get(), name, IPP_TAG_INTEGER)) {
                says.sheets = std::max(says.sheets, ippGetInteger(sheets, 0));
            }
        }
        return says;
    }

    Status cancel(int job) {
        auto request = new_request(IPP_OP_CANCEL_JOB);
        ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        QIANTAI_TRY(const auto response, run(request));
        return {};
    }

  private:
    IppConnection(HttpPtr http, std::string address, std::string resource)
        : m_http(std::move(http)), m_address(std::move(address)), m_resource(std::move(resource)) {}

    IppPtr new_request(ipp_op_t operation) const {
        IppPtr request(ippNewRequest(operation), ippDelete);
        ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr,
                     m_address.c_str());
        ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name",
                     nullptr, "qiantai");
        return request;
    }

    /// Not cupsDoRequest(), which asks for ever what sends it elsewhere, as pages of the web do. Once
    /// more after the line was encrypted because the printer asks for that.
    Result<IppPtr> run(const IppPtr& request) {
        IppPtr response(nullptr, ippDelete);
        auto answer = HTTP_STATUS_UPGRADE_REQUIRED;
        for (int tries = 0; tries < 2 && answer == HTTP_STATUS_UPGRADE_REQUIRED; ++tries) {
            answer = cupsSendRequest(m_http.get(), request.get(), m_resource.c_str(),
                                     ippLength(request.get()));
            // It may have answered before everything was sent.
            if (answer > HTTP_STATUS_CONTINUE && answer != HTTP_STATUS_OK) continue;
            response.reset(cupsGetResponse(m_http.get(), m_resource.c_str()));
            answer = httpGetStatus(m_http.get());
        }
        if (!response) return refusal(meaning_of(answer));
        const auto status = ippGetStatusCode(response.get());
        if (status >= IPP_STATUS_REDIRECTION_OTHER_SITE) return refusal(status);
        return response;
    }

    static ipp_status_t meaning_of(http_status_t answer) {
        switch (answer) {
            case HTTP_STATUS_UNAUTHORIZED:
                return IPP_STATUS_ERROR_NOT_AUTHENTICATED;
            case HTTP_STATUS_FORBIDDEN:
                return IPP_STATUS_ERROR_FORBIDDEN;
            default:
                break;
        }
        const bool refuses = answer >= HTTP_STATUS_BAD_REQUEST && answer < HTTP_STATUS_SERVER_ERROR;
        return refuses ? IPP_STATUS_ERROR_BAD_REQUEST : IPP_STATUS_ERROR_SERVICE_UNAVAILABLE;
    }

    static Error refusal(ipp_status_t status) {
        const auto* words = ippErrorString(status);
        switch (status) {
            case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
            case IPP_STATUS_ERROR_NOT_AUTHORIZED:
            case IPP_STATUS_ERROR_FORBIDDEN:
                return make_error(k_printer_not_permitted, words);
            case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
            case IPP_STATUS_ERROR_INTERNAL:
                return make_error(k_printer_unreachable, words);
            default:
                return make_error(k_printer_refuses, words);
        }
    }

    static ipp_attribute_t* find(ipp_t* response, const char* name, ipp_tag_t type) {
        return ippFindAttribute(response, name, type);
    }
    static std::vector<std::string> texts(ipp_t* response, const char* name) {
        std::vector<std::string> all;
        auto* found = ippFindAttribute(response, name, IPP_TAG_ZERO);
        for (int i = 0; found != nullptr && i < ippGetCount(found); ++i) {
            if (const char* text = ippGetString(found, i, nullptr)) all.emplace_back(text);
        }
        return all;
    }

    HttpPtr m_http;
    std::string m_address, m_resource;
};

/// Gave up waiting: taken back if it can be, so that a second try is no second print.
SendOutcome take_back(IppConnection& printer, int job) {
    const auto says = printer.ask_printer();
    auto why = make_error(k_printer_slow);
    if (says && says->problem()) why = *says->problem();
    const auto cancelled = printer.cancel(job);
    const auto after = printer.ask_job(job);
    if (after && after->state == IPP_JSTATE_COMPLETED) return {};
    const bool nothing_out =
        cancelled && after && after->sheets == 0 && after->state != IPP_JSTATE_PROCESSING;
    return nothing_out ? SendOutcome::failed(why) : SendOutcome::unclear(why);
}

SendOutcome follow_job(IppConnection& printer, int job, const PrinterPatience& patience) {
    for (int waited = 0; waited < patience.print_ms; waited += k_poll_ms) {
        const auto says = printer.ask_job(job);
        if (!says) return SendOutcome::unclear(says.error());
        if (says->state == IPP_JSTATE_COMPLETED) return {};
        if (says->is_over()) {
            const auto state = printer.ask_printer();
            auto why = make_error(k_printer_refuses, "the printer ended the job");
            if (state && state->problem()) why = *state->problem();
            return says->sheets > 0 ? SendOutcome::unclear(why) : SendOutcome::failed(why);
        }
        ::poll(nullptr, 0, k_poll_ms);
    }
    return take_back(printer, job);
}

}  // namespace

SendOutcome send_ipp(const std::string& address, const std::string& title, const std::string& pdf,
                     const PrinterPatience& patience) {
    auto printer = IppConnection::open(address, patience);
    if (!printer) return SendOutcome::failed(printer.error());
    const auto says = printer->ask_printer();
    if (!says) return SendOutcome::failed(says.error());
    if (const auto problem = says->problem()) return SendOutcome::failed(*problem);
    const auto sent = printer->send(title, pdf);
    if (sent.outcome) return *sent.outcome;
    return follow_job(*printer, sent.job, patience);
}

Status probe_ipp(const std::string& address, const PrinterPatience& patience) {
    QIANTAI_TRY(auto printer, IppConnection::open(address, patience));
    QIANTAI_TRY(const auto says, printer.ask_printer());
    if (const auto problem = says.problem()) return *problem;
    return {};
}

}  // namespace qiantai::paper
