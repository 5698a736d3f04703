// What is built into the program: the web app, the policies, the words of refusals.
#pragma once

#include "http/words.h"
#include "policy/policy.h"

#include "http/assets.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace jiati::cli {

[[nodiscard]] std::unique_ptr<http::Assets> web_app();
// The message says which file and line is wrong.
Result<std::vector<policy::Policy>, std::string> policies();
Result<http::Words, std::string> words();

}  // namespace jiati::cli
