#include "app/documents/library.h"

#include "app/documents/forms.h"
#include "app/documents/minutes.h"
#include "app/documents/notice.h"
#include "app/documents/notice_report.h"
#include "app/documents/owners_agreement.h"
#include "app/documents/vote_certificate.h"
#include "codec/json_text.h"

#include <algorithm>
#include <array>

namespace jiati::app::documents {
namespace {

constexpr std::size_t kept_bytes_max = 32U << 20U;

enum class Readers : std::uint8_t { everyone, everyone_once_posted, unit, forms };
struct Kind {
    std::string_view name;
    Readers readers;
    bool pdf, xlsx, per_household;
};
constexpr std::array kinds{
    Kind{"notice", Readers::everyone_once_posted, true, false, false},
    Kind{"shares", Readers::everyone_once_posted, false, true, false},
    Kind{"agreement", Readers::unit, true, false, false},
    Kind{"certificate", Readers::everyone, true, false, false},
    Kind{"minutes", Readers::unit, true, false, false},
    Kind{"notice-report", Readers::everyone_once_posted, true, false, false},
    Kind{"survey-form", Readers::forms, true, false, true},
    Kind{"ballot", Readers::forms, true, false, true},
    Kind{"sign-in", Readers::forms, true, false, false},
    Kind{"evening-pack", Readers::forms, true, false, false},
};

QueryError absent() { return {QueryError::Kind::absent, {}, {}}; }

// Staff and the lead owner carry the forms; amounts by room are everyone's once the notice states them; what the unit
// signs or said in its meetings is for the unit and those who work with it.
bool may_have(Kind const& kind, Viewer const& viewer, read::Sources const& from) {
    auto const target = read::target_of(from.project, from.place);
    switch (kind.readers) {
        case Readers::everyone:
            return true;
        case Readers::unit:
            return may(viewer, kind.name == "minutes" ? "see.questions" : "see.shares", target);
        case Readers::everyone_once_posted:
            return from.project.notice.posted_on.has_value() ||
                   (kind.name == "shares" && may(viewer, "see.shares", target));
        case Readers::forms:
            return may(viewer, "see.forms", target);
    }
    return false;
}

std::vector<paper::Document> made(Kind const& kind, read::Sources const& from, std::string const& public_url,
                                  std::string const& household) {
    std::vector<paper::Document> documents;
    auto const add = [&](std::optional<paper::Document> one) {
        if (one) documents.push_back(std::move(*one));
    };
    bool const pack = kind.name == "evening-pack";
    if (kind.name == "notice" || pack) add(notice(from, public_url));
    if (kind.name == "agreement") add(owners_agreement(from, from.rights.mediation));
    if (kind.name == "minutes") add(minutes(from));
    if (kind.name == "notice-report") add(notice_report(from));
    if (kind.name == "sign-in" || pack) add(sign_in(from));
    for (auto const* const flat : from.households()) {
        if (!household.empty() && flat->data.id.text != household) continue;
        auto voted = kind.name == "ballot" || pack ? ballot(from, *flat, public_url) : std::nullopt;
        // Once there is something to vote on, the pack carries ballots in place of survey forms.
        bool const surveyed = kind.name == "survey-form" || (pack && !voted && !from.project.consent.passed_on);
        add(std::move(voted));
        if (surveyed) add(survey_form(from, *flat));
    }
    return documents;
}

bool exists(Kind const& kind, read::Sources const& from) {
    if (kind.name == "notice") return from.project.notice.posted_on.has_value();
    if (kind.name == "shares") return from.project.funding.adopted_on.has_value();
    if (kind.name == "agreement") return from.project.funding.adopted_on && from.project.planning.current() != nullptr;
    if (kind.name == "certificate")
        return from.vote != nullptr && from.vote->kind == vote::Kind::consent && from.vote->closed_on.has_value();
    if (kind.name == "minutes") return !from.project.deliberation.meetings.empty();
    if (kind.name == "notice-report") return from.project.notice.closed_on.has_value();
    if (kind.name == "ballot") return from.vote != nullptr && from.vote->is_open();
    return true;
}

}  // namespace

Library::Library(Stores stores, Repository& repository, PolicyLibrary const& policies, Typesetter& typesetter,
                 Settings settings)
    : pages_(std::move(stores), repository, policies),
      typesetter_(typesetter),
      settings_(std::move(settings)),
      kept_(kept_bytes_max) {}

Result<Page, QueryError> Library::list(Viewer const& viewer, std::string const& project) {
    return pages_.from_sources(viewer, project, [&](read::Sources const& from) -> Result<Page, QueryError> {
        codec::JsonWriter json;
        json.object().key("items").array();
        for (auto const& kind : kinds) {
            if (!exists(kind, from) || !may_have(kind, viewer, from)) continue;
            json.object().field("name", kind.name).key("formats").array();
            if (kind.pdf) json.value(std::string_view("pdf"));
            if (kind.xlsx) json.value(std::string_view("xlsx"));
            json.end().field("per_household", kind.per_household).end();
        }
        return make_page(json.end().end().take(), from.version);
    });
}

Result<Page, QueryError> Library::file(Viewer const& viewer, std::string const& project, Wanted const& wanted) {
    auto const kind = std::ranges::find(kinds, wanted.name, &Kind::name);
    if (kind == kinds.end() || !(wanted.format == "pdf" ? kind->pdf : wanted.format == "xlsx" && kind->xlsx))
        return Failure{absent()};
    if (!wanted.household.empty() && !kind->per_household) return Failure{absent()};
    return pages_.from_sources(viewer, project, [&](read::Sources const& from) -> Result<Page, QueryError> {
        if (!exists(*kind, from) || !may_have(*kind, viewer, from)) return Failure{absent()};
        if (!wanted.household.empty() && std::ranges::none_of(from.households(), [&](auto const* flat) {
                return flat->data.id.text == wanted.household;
            }))
            return Failure{absent()};
        auto const key = viewer.city + "\n" + project + "\n" + wanted.name + "." + wanted.format + "\n" +
                         wanted.household + (wanted.name == "agreement" && from.rights.mediation ? "\nnegotiates" : "");
        std::vector<std::int64_t> const versions{from.version, from.place.version,
                                                 from.vote == nullptr ? 0 : from.vote->version};
        if (auto const kept = kept_.find(key); kept && kept->versions == versions) return kept->page;
        auto const failed = [](std::string why) {
            return Failure{QueryError{QueryError::Kind::store, {StoreError::Kind::unavailable, std::move(why)}, {}}};
        };
        Result<std::string, std::string> bytes = std::string{};
        if (wanted.format == "xlsx") {
            auto const book = shares_workbook(from);
            if (!book) return Failure{absent()};
            bytes = typesetter_.xlsx(*book);
        } else {
            auto documents = made(*kind, from, settings_.public_url, wanted.household);
            if (kind->name == "certificate") {
                auto const page = pages_.vote(viewer, from.vote->id.text, true);
                if (!page) return Failure{page.error()};
                if (auto one = vote_certificate(from, page->json, settings_.public_url))
                    documents.push_back(std::move(*one));
            }
            if (documents.empty()) return Failure{absent()};
            bytes = typesetter_.pdf(documents);
        }
        if (!bytes) return failed(std::move(bytes).error());
        auto page = make_page(std::move(*bytes), from.version);
        kept_.keep(key, {page, versions, from.today, {}, {}});
        return page;
    });
}

}  // namespace jiati::app::documents
