#include "app/read/vault_refs.h"

#include "app/read/json_parts.h"
#include "base/masking.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

using NamedText = std::pair<std::string_view, VaultText const*>;

// Whatever was said in the talks with one household, by the field it is told under.
std::vector<NamedText> texts_in(project::mediation::Mediation const& mediation) {
    std::vector<NamedText> texts{{"mediation", &mediation.text}, {"mediation_closing", &mediation.closing}};
    for (auto const& round : mediation.rounds) texts.emplace_back("mediation_round", &round.note);
    for (auto const& offer : mediation.offers) {
        texts.emplace_back("offer", &offer.text);
        texts.emplace_back("offer_answer", &offer.answer);
        texts.emplace_back("offer_kept", &offer.how);
    }
    return texts;
}

}  // namespace

std::vector<std::string> refs_for(project::State const& project, Rights const& rights) {
    std::vector<std::string> refs;
    auto const add = [&](VaultText const& text, bool entitled) {
        if (entitled && !text.empty()) refs.push_back(text.ref);
    };
    auto const own = [&](std::optional<HouseholdId> const& household) {
        return household && rights.own.contains(*household);
    };
    for (auto const& [household, survey] : project.survey.households) {
        add(survey.reason, rights.stances || rights.own.contains(household));
        add(survey.note, rights.visits && rights.stances);
    }
    for (auto const& worry : project.survey.worries) {
        add(worry.text, rights.questions || own(worry.household));
        add(worry.answer, rights.questions || own(worry.household));
    }
    for (auto const& question : project.deliberation.questions) {
        add(question.text, rights.questions || own(question.household));
        add(question.answer, rights.questions || own(question.household));
    }
    for (auto const& mediation : project.mediation.mediations)
        for (auto const& [field, text] : texts_in(mediation)) add(*text, rights.mediation || own(mediation.household));
    for (auto const& objection : project.notice.objections) {
        add(objection.text, rights.objections || own(objection.household));
        add(objection.answer, rights.objections || own(objection.household));
    }
    for (auto const& lane : project.approval.lanes) add(lane.text, rights.opinions);
    return refs;
}

std::vector<OwnText> texts_of(project::State const& project, Rights const& rights, HouseholdId const& household) {
    std::vector<OwnText> found;
    auto const own = rights.own.contains(household);
    auto const add = [&](std::string_view field, VaultText const& text, bool entitled) {
        if ((entitled || own) && !text.empty()) found.push_back({field, text.ref});
    };
    if (auto const survey = project.survey.households.find(household); survey != project.survey.households.end()) {
        add("stance_reason", survey->second.reason, rights.stances);
        if (rights.visits && rights.stances) add("visit_note", survey->second.note, true);
    }
    for (auto const& worry : project.survey.worries) {
        if (worry.household != household) continue;
        add("worry", worry.text, rights.questions);
        add("worry_answer", worry.answer, rights.questions);
    }
    for (auto const& question : project.deliberation.questions) {
        if (question.household != household) continue;
        add("question", question.text, rights.questions);
        add("question_answer", question.answer, rights.questions);
    }
    for (auto const& mediation : project.mediation.mediations)
        if (mediation.household == household)
            for (auto const& [field, text] : texts_in(mediation)) add(field, *text, rights.mediation);
    for (auto const& objection : project.notice.objections) {
        if (objection.household != household) continue;
        add("objection", objection.text, rights.objections);
        add("objection_answer", objection.answer, rights.objections);
    }
    return found;
}

std::map<std::string, std::string> shown_words(project::State const& project, Rights const& rights,
                                               std::vector<std::string> const& refs,
                                               std::map<std::string, std::string> const& words,
                                               std::map<std::string, std::string> const& withheld,
                                               FormerWords const& former) {
    std::set<std::string> plain;
    for (auto const& household : rights.own)
        for (auto const& text : texts_of(project, rights, household))
            if (!former.refs.contains(text.ref)) plain.insert(text.ref);
    auto const by_office = former.refs.empty() ? refs : refs_for(project, former.office);
    for (auto const& lane : project.approval.lanes) plain.insert(lane.text.ref);
    std::map<std::string, std::string> shown;
    for (auto const& ref : refs) {
        auto const found = words.find(ref);
        if (former.refs.contains(ref) && std::ranges::find(by_office, ref) == by_office.end())
            shown[ref] = former_words;
        else if (found == words.end())
            shown[ref] = withheld.contains(ref) ? withheld_words : erased_words;
        else
            shown[ref] = plain.contains(ref) ? found->second : mask_numbers(found->second);
    }
    return shown;
}

Result<std::optional<std::string>, StoreError> household_of(Views& views, Repository& repository,
                                                            std::string const& city, std::string const& household) {
    auto row = views.get(city, "household", household);
    if (!row) return Failure{std::move(row).error()};
    if (!*row) return std::optional<std::string>{};
    auto const where = json::parse((*row)->body).as_object();
    std::string const unit(where.at("unit").as_string());
    auto project = views.get(city, "unit_project", unit);
    if (!project) return Failure{std::move(project).error()};
    auto place = repository.load<PlaceKind>(city, std::string(where.at("community").as_string()));
    if (!place) return Failure{std::move(place).error()};
    auto const& community = (*place)->state;
    std::string address = community.name;
    if (auto const found = community.units.find(UnitId{unit}); found != community.units.end()) {
        auto const building = std::ranges::find(community.buildings, found->second.building, &place::BuildingState::id);
        if (building != community.buildings.end()) address += building->name;
        address += found->second.data.name;
    }
    return std::optional(
        json::serialize(json::object{{"id", of(household)},
                                     {"project", *project ? of((*project)->body) : json::value(nullptr)},
                                     {"room", where.at("room")},
                                     {"address", of(address)}}));
}

}  // namespace jiati::app::read
