// The worked bytes of docs/transparency.md are computed; JIATI_WRITE_DOCS=1 writes them anew.
#include "codec/canonical.h"
#include "service/log_support.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace jiati::service {
namespace {

constexpr std::string_view begins = "<!-- worked bytes: begin -->\n";
constexpr std::string_view ends = "<!-- worked bytes: end -->\n";

std::string in_lines(std::string_view bytes) {
    std::string lines;
    auto const text = codec::hex(bytes);
    for (std::size_t i = 0; i < text.size(); i += 64) lines += text.substr(i, 64) + "\n";
    return lines;
}

std::string block(std::string const& content) {
    return "```\n" + content + (content.ends_with('\n') ? "```\n\n" : "\n```\n\n");
}

std::string worked() {
    auto rows = rows_in_memory();
    std::vector<std::string> leaves;
    for (int version = 1; version <= 3; ++version) {
        leaves.push_back(R"({"city":"log","occurred_on":"2026-01-01","open":{},"recorded_at":"2026-01-01T00:00:0)" +
                         std::to_string(version) +
                         R"(.000Z","sealed":{},"stream":"project/p1","type":"project.Resumed/1",)" +
                         R"("vault":{},"version":)" + std::to_string(version) + "}");
    }
    app::Append append{.city = "log",
                       .actor = "clock",
                       .recorded_at = Instant{1},
                       .idempotency_key = "k",
                       .request_hash = "h",
                       .streams = {{"project/p1", 0, {}}},
                       .views = {},
                       .vault = {},
                       .timers = {}};
    for (auto const& leaf : leaves)
        append.streams[0].events.push_back({"project.Resumed/1", "{}", leaf, Date::of(2026, 1, 1), ""});
    EXPECT_TRUE(rows.journal->append(append));
    app::log::Log log(rows.stores(), {.name = "civic.example", .try_lead = [](auto const&) { return true; }});
    log.step();
    auto const files = mirror(log, "log");
    auto const second = merkle::leaf_hash(leaves[1], app::log::sha256);

    std::string text = "The second of three leaves, its bytes being the UTF-8 of\n\n" + block(leaves[1]);
    text += "Its leaf hash, SHA-256(00 ‖ leaf):\n\n" + block(codec::hex(second));
    text +=
        "`tile/0/000.p/3`, the leaf hashes of the three, 96 bytes:\n\n" + block(in_lines(files.at("tile/0/000.p/3")));
    auto const& bundle = files.at("tile/entries/000.p/3");
    text += "`tile/entries/000.p/3`, " + std::to_string(bundle.size()) +
            " bytes, begins with the length of the first leaf in two bytes:\n\n" +
            block(in_lines(bundle.substr(0, 64)));
    auto const shown = log.published("log");
    text +=
        "The root, SHA-256(01 ‖ SHA-256(01 ‖ first ‖ second) ‖ third):\n\n" + block(codec::hex(shown->checkpoint.root));
    text += "`checkpoint`, signed by the key with the seed 00 01 … 1f; the third line is the root in base64:\n\n" +
            block(files.at("checkpoint"));
    auto const key = app::log::verifier_key(shown->epoch());
    text += "The verifier key, as `GET /api/v1/log` shows it:\n\n" + block(merkle::to_string(key));
    auto const receipt = log.receipt("log", second, {}).value();
    EXPECT_TRUE(app::log::audit_receipt(receipt, leaves[1], {key}).holds());
    text += "The receipt of the second leaf: the first leaf's hash and the third's lead from it to the root.\n\n" +
            block(receipt);
    return text;
}

TEST(TransparencyPage, ShowsTheBytesThatTheProgramMakes) {
    std::string const path = JIATI_SOURCE_DIR "/docs/transparency.md";
    std::ifstream file(path, std::ios::binary);
    std::string const page{std::istreambuf_iterator<char>(file), {}};
    auto const from = page.find(begins);
    auto const to = page.find(ends);
    ASSERT_TRUE(from != std::string::npos && to != std::string::npos && from < to);
    auto const wanted = page.substr(0, from + begins.size()) + worked() + page.substr(to);
    if (std::getenv("JIATI_WRITE_DOCS") != nullptr) {
        std::ofstream(path, std::ios::binary) << wanted;
        return;
    }
    EXPECT_TRUE(page == wanted) << path << " is not current: run service_test with JIATI_WRITE_DOCS=1";
}

}  // namespace
}  // namespace jiati::service
