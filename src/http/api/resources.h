// One function per resource, each in a source file of its name.
#pragma once

#include "http/api/services.h"

namespace jiati::http::api {

void add_session(Router& router, Services const& services);      // POST/DELETE session, GET me
void add_own_account(Router& router, Services const& services);  // GET/DELETE accounts/me/sessions, second-factor
void add_commands(Router& router,
                  Services const& services);  // POST {projects|places|votes|tenders|firms|accounts}[/{id}/commands]
void add_projects(Router& router,
                  Services const& services);  // GET projects, projects/{id}[/shares|/consent|/agreement|/events]
void add_documents(Router& router,
                   Services const& services);                    // GET projects/{id}/documents[/{file}]
void add_votes(Router& router, Services const& services);        // GET votes/{id}[/certificate]
void add_places(Router& router, Services const& services);       // GET summary, places/{id}, policies[/{id}]
void add_reads(Router& router, Services const& services);        // POST reveals, GET accounts/me/reads, accounts/{id}
void add_files(Router& router, Services const& services);        // POST files, GET files/{id}
void add_tasks(Router& router, Services const& services);        // GET tasks, search; POST invitations
void add_calculators(Router& router, Services const& services);  // POST calculators/{allocate,agree,building,consent}
void add_stream(Router& router, Services const& services);       // GET stream (server-sent events)
void add_log(Router& router,
             Services const& services);  // GET checkpoint, tile/…, log/{city}/…, /api/v1/log[/proof]
void add_service(Router& router, Services const& services);  // GET /openapi.json, /healthz, /readyz, /metrics

}  // namespace jiati::http::api
