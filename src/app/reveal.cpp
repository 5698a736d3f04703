// Looking at personal data in full, and seeing who looked.
#include "app/facts.h"
#include "app/queries.h"
#include "app/read/role_code.h"
#include "app/read/sources.h"
#include "app/read/vault_refs.h"
#include "base/masking.h"
#include "codec/json_text.h"

#include <algorithm>
#include <boost/json.hpp>

namespace jiati::app {
namespace {

namespace json = boost::json;

struct Question {
    std::string household;  // one of the two
    std::string account;
    std::vector<std::string> fields;
    bool for_audit = false;
    json::object data;  // of the command that records the look
};

CommandError absent() { return {CommandError::Kind::not_found, refuse(not_found), 0, {}}; }

std::string take(json::object& from, std::string_view name) {
    auto const* const value = from.if_contains(name);
    std::string text = value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
    return text;
}

// What the command's strict reader will refuse is passed on as it is.
Question read_question(std::string const& text) {
    Question question;
    json::error_code error;
    auto parsed = json::parse(text, error);
    if (error || !parsed.is_object()) return question;
    question.data = std::move(parsed.as_object());
    question.household = take(question.data, "household");
    question.account = take(question.data, "account");
    question.for_audit = take(question.data, "purpose") == "audit";
    if (auto const* const fields = question.data.if_contains("fields"); fields != nullptr && fields->is_array())
        for (auto const& field : fields->as_array())
            if (field.is_string()) question.fields.emplace_back(field.as_string());
    if (!question.account.empty()) question.data.erase("account");
    return question;
}

Result<std::string, CommandError> community_of(Views& views, std::string const& city, std::string const& household) {
    auto row = views.get(city, "household", household);
    if (!row) return Failure{failed(std::move(row).error())};
    if (!*row) return Failure{absent()};
    return std::string(json::parse((*row)->body).as_object().at("community").as_string());
}

// One look, as the person concerned sees it.
struct Look {
    StoredEvent event;
    std::string about;  // "account" or the household's id
    std::vector<std::string> fields;
    std::string_view purpose;
    VaultText reason;
};

std::string_view code_of(ReadPurpose purpose) {
    switch (purpose) {
        case ReadPurpose::contact:
            return "contact";
        case ReadPurpose::verification:
            return "verification";
        case ReadPurpose::dispute:
            return "dispute";
        case ReadPurpose::works:
            return "works";
        case ReadPurpose::audit:
            return "audit";
    }
    return "";
}

template <class Event>
Look look_of(StoredEvent row, std::string about, Event const& event) {
    return {std::move(row), std::move(about), event.fields, code_of(event.purpose), event.reason};
}

Result<std::vector<Look>, StoreError> looks_at_account(Journal& journal, std::string const& city,
                                                       std::string const& account) {
    auto rows = journal.read_stream(city, stream_of<AccountKind>(account), 0);
    if (!rows) return Failure{std::move(rows).error()};
    std::vector<Look> looks;
    for (auto& row : *rows) {
        auto const event = AccountKind::decode_event(row.type, row.payload);
        if (!event) continue;
        if (auto const* const read = std::get_if<account::PersonalDataRead>(&*event))
            looks.push_back(look_of(std::move(row), "account", *read));
    }
    return looks;
}

// Of today's holder: what was looked at of those before is not theirs to know.
Result<std::vector<Look>, StoreError> looks_at_household(Journal& journal, std::string const& city,
                                                         std::string const& community, std::string const& household) {
    auto rows = journal.read_stream(city, stream_of<PlaceKind>(community), 0);
    if (!rows) return Failure{std::move(rows).error()};
    std::vector<Look> looks;
    for (auto& row : *rows) {
        auto const event = PlaceKind::decode_event(row.type, row.payload);
        if (!event) continue;
        if (auto const* const sold = std::get_if<place::TenureChanged>(&*event);
            sold != nullptr && sold->household.text == household)
            looks.clear();
        if (auto const* const read = std::get_if<place::PersonalDataRead>(&*event);
            read != nullptr && read->household.text == household)
            looks.push_back(look_of(std::move(row), household, *read));
    }
    return looks;
}

}  // namespace

Result<Page, QueryError> Queries::account(Viewer const& viewer, std::string const& id) {
    auto const failure = [](StoreError error) {
        return Failure{QueryError{QueryError::Kind::store, std::move(error), {}}};
    };
    auto loaded = repository_.load<AccountKind>(viewer.city, id);
    if (!loaded) return failure(std::move(loaded).error());
    auto const& state = (*loaded)->state;
    Target target;
    target.area = viewer.city + "/";
    target.account = state.id;
    bool const own = !viewer.account.empty() && viewer.account == state.id;
    if ((*loaded)->version == 0 || (!own && !may(viewer, "see.accounts", target)))
        return Failure{QueryError{QueryError::Kind::absent, {}, {}}};
    auto texts = stores_.vault.load(viewer.city, {state.name.ref});
    if (!texts) return failure(std::move(texts).error());
    auto const found = texts->find(state.name.ref);
    auto name = found != texts->end() ? (own ? found->second : mask_name(found->second)) : std::string();
    if (state.erased) name = read::erased_words;
    codec::JsonWriter page;
    page.object().field("id", id).field("login", state.login).field("name", name);
    page.field("label_zh", state.label_zh).field("label_en", state.label_en);
    page.field("disabled", state.disabled).field("erased", state.erased).key("roles").array();
    for (auto const& grant : state.grants)
        page.object()
            .field("grant", grant.id)
            .field("role", read::code_of(grant.role))
            .field("scope", grant.scope.value)
            .field("from", grant.from)
            .field("to", grant.to)
            .field("granted_by", grant.granted_by)
            .end();
    return make_page(page.end().end().take(), (*loaded)->version);
}

Result<Page, QueryError> Queries::reads(Viewer const& viewer) {
    auto const failure = [](StoreError error) {
        return Failure{QueryError{QueryError::Kind::store, std::move(error), {}}};
    };
    if (viewer.account.empty()) return Failure{QueryError{QueryError::Kind::absent, {}, {}}};
    auto looks = looks_at_account(stores_.journal, viewer.city, viewer.account.text);
    if (!looks) return failure(std::move(looks).error());
    for (auto const& grant : viewer.grants) {
        if (grant.scope.kind != account::ScopeKind::household) continue;
        auto community = community_of(stores_.views, viewer.city, grant.scope.value);
        if (!community) continue;
        auto more = looks_at_household(stores_.journal, viewer.city, *community, grant.scope.value);
        if (!more) return failure(std::move(more).error());
        std::ranges::move(*more, std::back_inserter(*looks));
    }
    std::ranges::sort(*looks, std::ranges::greater{}, [](Look const& look) { return look.event.seq; });
    std::vector<std::string> refs;
    for (auto const& look : *looks) refs.push_back(look.reason.ref);
    auto words = stores_.vault.load(viewer.city, refs);
    if (!words) return failure(std::move(words).error());
    codec::JsonWriter page;
    page.object().key("items").array();
    for (auto const& look : *looks) {
        auto by = repository_.load<AccountKind>(viewer.city, look.event.actor);
        if (!by) return failure(std::move(by).error());
        auto const reason = words->find(look.reason.ref);
        page.object().field("seq", look.event.seq).field("at", look.event.recorded_at).field("by", look.event.actor);
        page.field("by_label_zh", (*by)->state.label_zh).field("by_label_en", (*by)->state.label_en);
        page.field("about", look.about).field("fields", look.fields).field("purpose", look.purpose);
        page.field("reason", reason != words->end() ? reason->second : std::string(read::erased_words)).end();
    }
    return make_page(page.end().end().take());
}

Result<Page, CommandError> Queries::reveal(Commands& commands, Viewer const& viewer, std::string const& text,
                                           std::string const& idempotency_key) {
    auto const question = read_question(text);
    if (question.household.empty() == question.account.empty())
        return Failure{refused(refuse(unknown_reference, "/household"))};
    CommandRequest look;
    look.city = viewer.city;
    look.data = json::serialize(question.data);
    look.idempotency_key = idempotency_key;
    if (!question.account.empty()) {
        look.aggregate = codec::Aggregate::account;
        look.type = "account.RecordRead";
        look.id = question.account;
    } else {
        auto community = community_of(stores_.views, viewer.city, question.household);
        if (!community) return Failure{std::move(community).error()};
        look.aggregate = codec::Aggregate::place;
        look.type = "place.RecordRead";
        look.id = std::move(*community);
    }
    auto recorded = commands.execute(viewer, look);
    if (!recorded) return Failure{std::move(recorded).error()};

    std::vector<read::OwnText> wanted;
    bool withheld_too = false;
    if (!question.account.empty()) {
        auto account = repository_.load<AccountKind>(viewer.city, question.account);
        if (!account) return Failure{failed(std::move(account).error())};
        wanted.push_back({"name", (*account)->state.name.ref});
    } else {
        HouseholdId const household{question.household};
        auto place = repository_.load<PlaceKind>(viewer.city, look.id);
        if (!place) return Failure{failed(std::move(place).error())};
        for (auto const& [unit, state] : (*place)->state.units) {
            if (std::ranges::find(state.households, household) == state.households.end()) continue;
            auto row = stores_.views.get(viewer.city, "unit_project", unit.text);
            if (!row) return Failure{failed(std::move(row).error())};
            if (!*row) continue;
            auto project = repository_.load<ProjectKind>(viewer.city, (*row)->body);
            if (!project) return Failure{failed(std::move(project).error())};
            auto const target = read::target_of((*project)->state, (*place)->state);
            auto const rights = read::rights_of(viewer, target);
            withheld_too = question.for_audit && may(viewer, "see.withheld", target);
            wanted = read::texts_of((*project)->state, rights, household);
        }
    }
    std::erase_if(wanted, [&](read::OwnText const& one) {
        return std::ranges::find(question.fields, one.field) == question.fields.end();
    });
    std::vector<std::string> refs;
    for (auto const& one : wanted) refs.push_back(one.ref);
    auto words = stores_.vault.load(viewer.city, refs);
    if (!words) return Failure{failed(std::move(words).error())};
    if (withheld_too) {
        auto more = stores_.vault.load_frozen(viewer.city, refs);
        if (!more) return Failure{failed(std::move(more).error())};
        words->merge(*more);
    }
    codec::JsonWriter page;
    page.object().key("values").array();
    for (auto const& one : wanted) {
        auto const found = words->find(one.ref);
        page.object().field("field", one.field);
        page.field("text", found != words->end() ? found->second : std::string(read::erased_words)).end();
    }
    page.end().field("recorded", recorded->events.empty() ? std::int64_t{0} : recorded->events.front().seq);
    return make_page(page.end().take());
}

}  // namespace jiati::app
