#include "app/log/ed25519.h"
#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/public_log.h"
#include "codec/canonical.h"
#include "codec/json_text.h"

#include <fmt/format.h>
#include <filesystem>

namespace jiati::cli {
namespace {

constexpr int does_not_hold = 1;

std::string lower_case(std::string text) {
    for (auto& c : text)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

int tell(app::log::Audit const& audit, bool as_json) {
    auto const root = audit.root ? codec::hex(*audit.root) : std::string();
    if (as_json) {
        codec::JsonWriter json;
        json.object().field("holds", audit.holds()).field("size", audit.size).key("root");
        if (audit.root)
            json.value(root);
        else
            json.null();
        json.field("problems", audit.problems).end();
        fmt::print("{}\n", json.take());
    } else {
        for (auto const& problem : audit.problems) fmt::print("{}\n", problem);
        if (audit.root) fmt::print("{} leaves under root {}\n", audit.size, root);
        fmt::print("{}\n", audit.holds() ? "holds" : "does not hold");
    }
    return audit.holds() ? 0 : does_not_hold;
}

}  // namespace

int verify(VerifyOptions const& options) {
    auto const sources = int{!options.url.empty()} + int{!options.dir.empty()} + int{!options.proof.empty()};
    if (sources != 1) return bad_input("verify: give one of --url, --dir and --proof");
    if (options.proof.empty() == options.leaf_hex.has_value())
        return bad_input("--leaf: belongs to --proof; give both or none");
    std::vector<merkle::VerifierKey> keys;
    for (auto const& text : options.keys) {
        auto key = merkle::parse_key(text, app::log::sha256);
        if (!key)
            return bad_input("--key: \"" + text +
                             "\" is not a verifier key; NAME+HEX+BASE64 as the log shows it would be");
        keys.push_back(std::move(*key));
    }
    if (!options.proof.empty()) {
        auto const leaf = codec::from_hex(lower_case(*options.leaf_hex));
        if (!leaf) return bad_input("--leaf: not hexadecimal digits; the leaf's data, two digits a byte, would be");
        auto const receipt = read_input(options.proof);
        if (!receipt) return bad_input(receipt.error());
        return tell(app::log::audit_receipt(*receipt, *leaf, keys), options.json);
    }
    std::error_code error;
    if (!options.dir.empty() && !std::filesystem::is_directory(options.dir, error))
        return bad_input("--dir: \"" + options.dir + "\" is no folder; one with the file checkpoint would be");
    if (!options.url.empty() && !options.url.starts_with("https://") && !options.url.starts_with("http://"))
        return bad_input("--url: \"" + options.url + "\" is no address; https://HOST would be");
    auto const audit =
        app::log::audit(options.url.empty() ? read_from_folder(options.dir) : read_over_http(options.url), keys);
    if (!audit) return world_failed(audit.error());
    return tell(*audit, options.json);
}

}  // namespace jiati::cli
