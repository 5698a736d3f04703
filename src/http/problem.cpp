#include "http/problem.h"

#include "http/codes.h"

#include <boost/json.hpp>

namespace jiati::http {

Response Problems::render(int status, Refusal const& refusal, Language language, std::string const& request_id) const {
    // The title says what kind of answer it is and is the same for every problem of a status.
    auto const title = words_.render("status." + std::to_string(status), {}, language);
    boost::json::object problem{
        {"type", "urn:jiati:problem:" + refusal.code}, {"title", title},       {"status", status},
        {"detail", words_.render(refusal, language)},  {"code", refusal.code},
    };
    if (!refusal.pointer.empty()) problem["pointer"] = refusal.pointer;
    if (!refusal.arguments.empty()) {
        auto& arguments = problem["arguments"].emplace_object();
        for (auto const& argument : refusal.arguments) arguments[argument.name] = argument.value;
    }
    problem["request_id"] = request_id;
    auto response = Response::text(status, "application/problem+json", boost::json::serialize(problem));
    response.headers.add("Content-Language", std::string(tag_of(language)));
    response.headers.add("Cache-Control", "no-store");
    return response;
}

Response Problems::render(Refusal const& refusal, Request const& request) const {
    return render(codes::status_of(refusal.code).value_or(422), refusal, request);
}

}  // namespace jiati::http
