#include "cli/built_in.h"

#include "codec/yaml.h"
#include "policy/policy_check.h"

#include <algorithm>

namespace jiati::embedded {

std::span<http::EmbeddedFile const> web_files();
std::span<http::EmbeddedFile const> policy_files();
std::span<http::EmbeddedFile const> locale_files();

}  // namespace jiati::embedded

namespace jiati::cli {
namespace {

std::string_view text_of(std::span<http::EmbeddedFile const> files, std::string_view path) {
    auto const found = std::ranges::find(files, path, &http::EmbeddedFile::path);
    return found == files.end() ? std::string_view{} : found->bytes;
}

}  // namespace

std::unique_ptr<http::Assets> web_app() { return http::embedded_assets(embedded::web_files()); }

Result<std::vector<policy::Policy>, std::string> policies() {
    std::vector<policy::Policy> all;
    for (auto const& file : embedded::policy_files()) {
        if (!file.path.ends_with(".yaml")) continue;
        auto packs = codec::read_policies(file.bytes, std::string(file.path));
        if (!packs) return Failure{packs.error().to_string()};
        std::ranges::move(*packs, std::back_inserter(all));
    }
    return all;
}

Result<http::Words, std::string> words() {
    return http::Words::parse(text_of(embedded::locale_files(), "zh/refusals.json"),
                              text_of(embedded::locale_files(), "en/refusals.json"));
}

}  // namespace jiati::cli
