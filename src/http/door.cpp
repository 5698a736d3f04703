#include "http/door.h"

#include "http/codes.h"

namespace jiati::http {
namespace {

// RFC 9110, 9.2.1. Whatever else a route takes changes something.
bool is_safe(std::string_view method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

}  // namespace

std::optional<Response> answer_at_the_door(Request const& request, Router::Match const& match,
                                           Problems const& problems) {
    bool const is_options = request.method == "OPTIONS";
    if (match.route == nullptr && match.allow.empty()) return problems.render(refuse(codes::not_found), request);
    if (match.route == nullptr) {
        // No Access-Control fields: other sites' pages have no business here.
        auto response =
            is_options ? Response::no_content()
                       : problems.render(refuse(codes::method_not_allowed, {}, {{"method", request.method}}), request);
        response.headers.add("Allow", match.allow + ", OPTIONS");
        return response;
    }
    if (!is_safe(request.method))
        if (auto const refusal = refuse_cross_site(request)) return problems.render(*refusal, request);
    return std::nullopt;
}

}  // namespace jiati::http
