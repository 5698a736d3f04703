// Whatever bytes come as a request head, a target, a query or cookies: no crash, and what is accepted is plain.
#include "base/check.h"
#include "base/text.h"
#include "http/conditional.h"
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
