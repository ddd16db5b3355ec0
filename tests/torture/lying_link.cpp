#include "tests/torture/lying_link.hpp"

#include "schema/base/json_values.hpp"
#include "sync/core/hub_errors.hpp"
#include "sync/core/wire.hpp"

namespace qiantai::test {
namespace {

namespace json = boost::json;

constexpr std::int64_t k_odd_numbers[] = {0,
                                          1,
                                          -1,
                                          2,
                                          7,
                                          1000,
                                          INT64_MAX,
                                          INT64_MIN,
                                          INT64_MAX - 1,
                                          INT64_MAX / 2,
                                          1LL << 31,
                                          1LL << 47,
                                          (1LL << 47) - 1,
                                          1'795'000'000'000,
                                          4'000'000'000'000,
                                          253'402'300'799'999};

std::string route_of(const sync::HttpRequest& request) {
    return request.target.substr(0, request.target.find('?'));
}

sync::HttpResponse json_answer(int status, const json::value& body) {
    return {status, "application/json", "", json::serialize(body), {}};
}

void flip_bit(char& c, Random& random) {
    c = static_cast<char>(c ^ (1 << random.below(8)));
}

}  // namespace

Result<sync::HttpResponse> LyingLink::perform(const sync::HttpRequest& request) {
    if (!strikes(45)) return truth(request);
    ++told;
    return lie(request);
}

sync::HttpResponse LyingLink::truth(const sync::HttpRequest& request) {
    auto response = m_hub.handle(request);
    if (response.status == 200) m_answers[route_of(request)].push_back(response);
    return response;
}

sync::HttpResponse LyingLink::lie(const sync::HttpRequest& request) {
    const bool is_push = request.method == "POST";
    switch (m_random.below(9)) {
        // What the hub says it did not take it does not take.
        case 0:
            return refusal();
        case 1:
            return earlier_answer(route_of(request));
        case 2: {
            auto any = m_answers.begin();
            std::advance(any, m_random.below(m_answers.size()));
            return earlier_answer(any->first);
        }
        case 3:
            return enormous();
        case 4:
            if (is_push) return swallowed_push(request);
            [[fallthrough]];
        default:
            break;
    }
    auto response = truth(request);
    if (strikes(30))
        damage(response);
    else if (response.content_encoding == "zstd")
        change_page(response);
    else
        change_number(response);
    return response;
}

sync::HttpResponse LyingLink::refusal() {
    const sync::HubError* const numbered[] = {&sync::k_sequence_gap, &sync::k_clock_ahead};
    const auto& error = strikes(60)
                            ? *numbered[m_random.below(2)]
                            : *sync::k_hub_errors[m_random.below(std::size(sync::k_hub_errors))];
    json::object body{{"code", error.kind.code}, {"actor", "administrator"}};
    for (const char* number : {"expected_seq", "hub_time", "clock_bound"})
        if (strikes(80)) body[number] = odd_value(1'795'000'000'000);
    return json_answer(strikes(80) ? error.http_status : 200, body);
}

sync::HttpResponse LyingLink::swallowed_push(const sync::HttpRequest& request) {
    const auto batch = sync::decode_push(request.body).value();
    return json_answer(200, {{"acked_seq", batch.changes.back().seq},
                             {"hub_time", 1'795'000'000'000},
                             {"generation", "g"},
                             {"rejections", json::array{}}});
}

sync::HttpResponse LyingLink::earlier_answer(const std::string& route) {
    const auto& answers = m_answers[route];
    if (answers.empty()) return json_answer(200, json::object{});
    return answers[m_random.below(answers.size())];
}

sync::HttpResponse LyingLink::enormous() {
    constexpr std::size_t k_bytes = 34u << 20;
    switch (m_random.below(4)) {
        case 0:
            return {200, "application/json", "", std::string(k_bytes, ' '), {}};
        case 1:
            return {200, "application/json", "", std::string(1u << 20, '['), {}};
        case 2:
            return {200,
                    "application/x-ndjson",
                    "zstd",
                    sync::compress(std::string(k_bytes, '\n'), 1),
                    {}};
        default:
            return {200,
                    "application/x-ndjson",
                    "zstd",
                    sync::compress(std::string(1u << 20, '['), 1),
                    {}};
    }
}

void LyingLink::damage(sync::HttpResponse& response) {
    auto& body = response.body;
    if (body.empty()) return;
    const auto whole = body;
    switch (m_random.below(5)) {
        case 0:
            body.resize(m_random.below(body.size()));
            break;
        case 1:
            body.clear();
            break;
        case 2:
            response.content_type = "text/html";
            body = "<html>Welcome to the hotel's network</html>";
            break;
        case 3:
            response.status = static_cast<int>(m_random.below(600));
            break;
        default:
            for (auto left = 1 + m_random.below(8); left > 0; --left)
                flip_bit(body[m_random.below(body.size())], m_random);
    }
    // A page that still reads is no damage but another page.
    if (response.content_encoding == "zstd" && sync::decode_feed(body).ok()) body = whole;
}

json::value LyingLink::odd_value(const json::value& before) {
    switch (m_random.below(8)) {
        case 0:
            return nullptr;
        case 1:
            return json::array{json::array{}};
        case 2:
            return "x";
        case 3:
            return json::value(std::string(100'000, 'x'));
        case 4:
            return 1e300;
        case 5:
            if (before.is_int64() && before.get_int64() > 0 && before.get_int64() < INT64_MAX)
                return before.get_int64() + (strikes(50) ? 1 : -1);
            [[fallthrough]];
        default:
            return k_odd_numbers[m_random.below(std::size(k_odd_numbers))];
    }
}

void LyingLink::change_number(sync::HttpResponse& response) {
    auto body = parse_json_object(response.body);
    if (!body || body->empty()) return;
    for (auto left = 1 + m_random.below(2); left > 0; --left) {
        auto& member = *(body->begin() + m_random.below(body->size()));
        member.value() = strikes(10) ? json::value(json::array{"store/S002", "hq/00", "chain"})
                                     : odd_value(member.value());
    }
    response.body = json::serialize(*body);
}

void LyingLink::add_strange_row(sync::FeedSection& section) {
    sync::FeedSection::Row row;
    row.state.entity = strikes(50) ? "novelty" : "member";
    row.state.id = Uuid::derive("strange " + std::to_string(m_random.next_u64()));
    row.state.clocks.base = sync::Hlc(1 + static_cast<std::int64_t>(m_random.below(1ull << 62)));
    row.state.columns = {{"store_code", 7}, {"column_of_tomorrow", "x"}};
    row.gone = row.state.entity == "member" && strikes(50);
    if (row.gone) row.state.columns.clear();
    section.rows.push_back(std::move(row));
}

void LyingLink::change_section(sync::FeedSection& section) {
    const auto any_number = [&] { return k_odd_numbers[m_random.below(6)]; };
    const bool clever = m_lies == Lies::clever;
    switch (m_random.below(clever ? 8 : 5)) {
        case 0:
            section.scope = strikes(50) ? "store/S002" : "store/" + std::string(1000, 'S');
            break;
        case 1:
            section.from_version += std::max<std::int64_t>(0, any_number());
            section.from_version += 1;
            break;
        case 2:
            add_strange_row(section);
            break;
        case 3:
            // The same again.
            for (auto i = section.rows.size(); i-- > 0;) section.rows.push_back(section.rows[i]);
            break;
        case 4:
            section.to_version = INT64_MAX - static_cast<std::int64_t>(m_random.below(3));
            break;
        case 5:
            section.to_version += 1;
            section.more = strikes(50);
            break;
        case 6:
            if (!section.rows.empty()) section.rows.resize(m_random.below(section.rows.size()));
            break;
        default:
            for (auto& row : section.rows) {
                if (!strikes(20)) continue;
                row.gone = true;
                row.state.columns.clear();
            }
    }
}

void LyingLink::change_page(sync::HttpResponse& response) {
    auto page = sync::decode_feed(response.body);
    if (!page) return;
    switch (m_random.below(5)) {
        case 0:
            page->generation = "another";
            break;
        case 1:
            page->hub_time_ms = k_odd_numbers[8];
            page->schema_version = INT32_MAX;
            break;
        default:
            if (page->sections.empty()) break;
            change_section(page->sections[m_random.below(page->sections.size())]);
            if (strikes(20)) page->sections.push_back(page->sections.front());
    }
    response.body = sync::encode_feed(*page);
}

}  // namespace qiantai::test
