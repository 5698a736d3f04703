// Which texts a law asks to keep beyond a person's wish to have them erased, and for how long. They lie under a data
// subject of their own, one for each year in which they were written, so that the rest can be destroyed at once.
#pragma once

#include "base/date.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::app {

struct Retention {
    std::string_view records;                  // [a-z_]+, part of the subject's name
    std::array<std::string_view, 2> commands;  // whose texts they are
    int years;                                 // counted from the end of the year of writing
    std::string_view source;
};

// Objections to a public notice and the answers to them belong to the street's file of the case: at least ten years.
inline constexpr std::array retentions{
    Retention{"objection",
              {"notice.RaiseObjection", "notice.AnswerObjection"},
              10,
              "国家档案局令第8号《机关文件材料归档范围和文书档案保管期限规定》第七、八条，定期保管10年"}};

// "objection" for a command whose texts are kept, else empty.
[[nodiscard]] std::string_view records_of(std::string_view command);
// "household/h1" → "household/h1+objection-2026"
[[nodiscard]] std::string kept_subject(std::string_view subject, std::string_view records, Date written_on);
// The last day of the period; nothing for a subject that no law keeps.
[[nodiscard]] std::optional<Date> kept_until(std::string_view subject);

}  // namespace jiati::app
