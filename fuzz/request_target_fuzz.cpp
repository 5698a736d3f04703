// Whatever bytes come as a request head, a target, a query or cookies: no crash, and what is accepted is plain.
#include "base/check.h"
#include "base/text.h"
#include "http/client_address.h"
#include "http/conditional.h"
#include "http/device.h"
#include "http/head.h"
#include "http/target.h"
#include "http/words.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace jiati;
    using namespace jiati::http;
    std::string_view const text(reinterpret_cast<char const*>(data), size);

    if (auto const target = parse_target(text, "example.cn")) {
        CHECK(target->path.starts_with('/') && is_clean_utf8(target->path));
        CHECK((target->path + "/").find("/../") == std::string::npos);
        CHECK((target->path + "/").find("/./") == std::string::npos);
        CHECK(target->path.find("//") == std::string::npos && target->path.find('\\') == std::string::npos);
    }
    if (auto const query = QueryParameters::parse(text)) {
        for (auto const& [name, value] : *query) CHECK(is_clean_utf8(name) && is_clean_utf8(value));
    }
    (void)find_cookie(text, "session");
    (void)preferred_language(text);
    (void)client_has(text, "\"12\"");
    (void)device_of(text);
    if (auto const network = Network::parse(text)) CHECK(network->contains(text.substr(0, text.find('/'))));
    // Whatever a stranger writes about himself: what comes out is an address, and his own where he is not trusted.
    static std::vector<Network> const proxies{Network::parse("10.0.0.0/8").value()};
    for (auto const* name : {"X-Forwarded-For", "Forwarded", "X-Forwarded-Proto"}) {
        Headers const fields{{name, std::string(text)}};
        CHECK(client_of({"192.0.2.1", false}, fields, proxies).address == "192.0.2.1");
        CHECK(Network::parse(client_of({"10.0.0.1", false}, fields, proxies).address).has_value());
    }

    HeadScanner scanner;
    if (scanner.scan(text) != HeadScan::complete) return 0;
    auto const head = parse_head(text.substr(0, scanner.length()));
    if (!head) return 0;
    CHECK(!(head->is_chunked && head->content_length));
    CHECK(!head->is_chunked || head->is_http_1_1);
    CHECK(head->method.find_first_of(" \t\r\n") == std::string::npos);
    for (auto const& field : head->headers) CHECK(field.value.find_first_of("\r\n") == std::string::npos);
    return 0;
}
