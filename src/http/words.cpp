#include "http/words.h"

#include "base/text.h"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

namespace jiati::http {
namespace {

// The weight of one item of Accept-Language in thousandths ("en;q=0.8" → 800); malformed weights count as 0.
int quality_of(std::string_view parameters) {
    auto const q = parameters.find("q=");
    if (q == std::string_view::npos) return 1000;
    auto const weight = parse_hundredths(trimmed(parameters.substr(q + 2, 4)));
    return weight && *weight >= 0 && *weight <= 100 ? static_cast<int>(*weight) * 10 : 0;
}

std::optional<Language> language_of(std::string_view range) {
    auto const primary = range.substr(0, range.find('-'));
    if (primary == "zh" || primary == "ZH") return Language::zh;
    if (primary == "en" || primary == "EN") return Language::en;
    return std::nullopt;
}

}  // namespace

std::string_view tag_of(Language language) { return language == Language::zh ? "zh" : "en"; }

Language preferred_language(std::string_view accept_language) {
    auto best = Language::zh;
    int best_quality = 0;
    while (!accept_language.empty()) {
        auto const comma = std::min(accept_language.find(','), accept_language.size());
        auto const item = trimmed(accept_language.substr(0, comma));
        accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
        auto const semicolon = std::min(item.find(';'), item.size());
        auto const language = language_of(trimmed(item.substr(0, semicolon)));
        auto const quality = quality_of(item.substr(semicolon));
        if (!language || quality <= best_quality) continue;
        best = *language;
        best_quality = quality;
    }
    return best;
}

Result<Words, std::string> Words::parse(std::string_view zh_json, std::string_view en_json) {
    Words words;
    for (auto const language : {Language::zh, Language::en}) {
        boost::json::error_code error;
        auto const text = language == Language::zh ? zh_json : en_json;
        auto const json = boost::json::parse({text.data(), text.size()}, error);
        auto const where = "refusals.json (" + std::string(tag_of(language)) + "): ";
        if (error) return Failure{where + error.message()};
        if (!json.is_object()) return Failure{where + "expected an object of sentences"};
        auto& sentences = words.sentences_[static_cast<std::size_t>(language)];
        for (auto const& [code, sentence] : json.get_object()) {
            if (!sentence.is_string()) return Failure{where + std::string(code) + " is not a sentence"};
            sentences.emplace(std::string(code), std::string(sentence.get_string()));
        }
    }
    return words;
}

bool Words::knows(std::string_view code, Language language) const {
    return sentences_[static_cast<std::size_t>(language)].contains(code);
}

std::string Words::render(std::string_view code, std::vector<Refusal::Argument> const& arguments,
                          Language language) const {
    auto const& sentences = sentences_[static_cast<std::size_t>(language)];
    auto const found = sentences.find(code);
    if (found == sentences.end()) return std::string(code);
    std::string rendered;
    std::string_view rest = found->second;
    while (!rest.empty()) {
        auto const open = std::min(rest.find('{'), rest.size());
        rendered += rest.substr(0, open);
        rest.remove_prefix(open);
        auto const close = rest.find('}');
        if (close == std::string_view::npos) break;
        auto const name = rest.substr(1, close - 1);
        auto const argument = std::ranges::find(arguments, name, &Refusal::Argument::name);
        rendered += argument == arguments.end() ? rest.substr(0, close + 1) : std::string_view(argument->value);
        rest.remove_prefix(close + 1);
    }
    return rendered += rest;
}

}  // namespace jiati::http
