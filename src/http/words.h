// The words in which a refusal is told to people. One JSON object of sentences per language, by code, shared with the
// web app: {"http.body_too_large": "内容超过了 {limit} 字节的上限。"}.
#pragma once

#include "base/refusal.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::http {

enum class Language : std::uint8_t { zh, en };
[[nodiscard]] std::string_view tag_of(Language language);
// The one of our languages that an Accept-Language header likes best; Chinese when it does not say.
[[nodiscard]] Language preferred_language(std::string_view accept_language);

class Words {
  public:
    // The two texts are JSON objects of strings; otherwise the reason, which names the language.
    static Result<Words, std::string> parse(std::string_view zh_json, std::string_view en_json);

    [[nodiscard]] bool knows(std::string_view code, Language language) const;
    // The sentence with each {name} replaced by the argument of that name. A name without argument stays as it is; a
    // code without sentence is given back itself.
    [[nodiscard]] std::string render(std::string_view code, std::vector<Refusal::Argument> const& arguments,
                                     Language language) const;
    [[nodiscard]] std::string render(Refusal const& refusal, Language language) const {
        return render(refusal.code, refusal.arguments, language);
    }

  private:
    using Sentences = std::map<std::string, std::string, std::less<>>;
    std::array<Sentences, 2> sentences_;
};

}  // namespace jiati::http
