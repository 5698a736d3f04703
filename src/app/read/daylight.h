// The page of light of one project. A household sees its own windows, those who negotiate see all; everybody sees a
// table by floor and kind of window in which no row is one flat's.
#pragma once

#include "app/read/light_question.h"
#include "app/read/sources.h"
#include "base/result.h"

#include <functional>
#include <string>

namespace jiati::app::read {

// Answers a document of the calculator of light with its JSON; may remember what it answered.
using AnswerLight = std::function<Result<std::string, Refusal>(std::string const& document)>;

[[nodiscard]] Result<std::string, Refusal> daylight_json(Sources const& from, AnswerLight const& answer);

}  // namespace jiati::app::read
