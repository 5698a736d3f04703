// Header fields that go with every answer and tell browsers what our pages never do.
#pragma once

#include "http/message.h"

namespace jiati::http {

// Adds what the handler has not set itself. Answers of the API are never stored by browsers or proxies.
void add_security_headers(Request const& request, Response& response);

}  // namespace jiati::http
