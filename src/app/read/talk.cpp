// Deliberation: meetings, questions, promises, the three unities, blocking points, and how often each worry came up.
#include "app/read/sections.h"

#include <map>

namespace jiati::app::read {
namespace {

namespace talks = project::deliberation;
using project::survey::Topic;

std::string_view code_of_promise(talks::PromiseState state) {
    switch (state) {
        case talks::PromiseState::made:
            return "made";
        case talks::PromiseState::accepted:
            return "accepted";
        case talks::PromiseState::kept:
            return "kept";
    }
    return "made";
}

// Who asked is never shown; what was asked only to those who were there to hear it.
json::array questions(Sources const& from) {
    json::array list;
    auto const add = [&](ItemId const& id, Date on, std::optional<HouseholdId> const& household, Topic topic,
                         VaultText const& text, VaultText const& answer, std::optional<Date> answered_on) {
        bool const own = household && from.rights.own.contains(*household);
        bool const seen = from.rights.questions || own;
        list.push_back(json::object{{"id", of(id)},
                                    {"on", of(on)},
                                    {"topic", word(code_of(topic))},
                                    {"text", seen ? text_or_null(from.text(text)) : json::value(nullptr)},
                                    {"answer", seen ? text_or_null(from.text(answer)) : json::value(nullptr)},
                                    {"answered_on", of(answered_on)}});
    };
    for (auto const& asked : from.project.deliberation.questions)
        add(asked.id, asked.on, asked.household, asked.topic, asked.text, asked.answer, asked.answered_on);
    for (auto const& worry : from.project.survey.worries)
        add(worry.id, worry.raised_on, worry.household, worry.topic, worry.text, worry.answer, worry.answered_on);
    return list;
}

json::array topic_counts(Sources const& from) {
    std::map<Topic, std::int64_t> counts;
    for (auto const& worry : from.project.survey.worries) ++counts[worry.topic];
    for (auto const& question : from.project.deliberation.questions) ++counts[question.topic];
    for (auto const& [household, survey] : from.project.survey.households)
        for (auto const topic : survey.topics) ++counts[topic];
    json::array list;
    for (auto const& [topic, count] : counts)
        if (count >= 5 || from.rights.stances)
            list.push_back(json::object{{"topic", word(code_of(topic))}, {"count", count}});
    return list;
}

}  // namespace

json::object deliberation(Sources const& from) {
    auto const& state = from.project.deliberation;
    json::array meetings, promises, points;
    for (auto const& meeting : state.meetings)
        meetings.push_back(json::object{{"on", of(meeting.on)},
                                        {"channel", of(meeting.channel)},
                                        {"households", of(meeting.households_present)},
                                        {"text", of(meeting.subject)},
                                        {"decisions", of(meeting.decisions)}});
    for (auto const& promise : state.promises)
        promises.push_back(json::object{{"id", of(promise.id)},
                                        {"on", of(promise.on)},
                                        {"to", of(promise.to)},
                                        {"kind", of(promise.kind)},
                                        {"text", of(promise.text)},
                                        {"state", word(code_of_promise(promise.state))}});
    for (auto const& point : state.blocking_points)
        points.push_back(json::object{{"id", of(point.id)},
                                      {"text", from.rights.opinions ? of(point.text) : json::value(nullptr)},
                                      {"owner", of(point.owner)},
                                      {"due_on", of(point.due_on)},
                                      {"cleared_on", of(point.cleared_on)}});
    return {{"meetings", std::move(meetings)},
            {"questions", questions(from)},
            {"promises", std::move(promises)},
            {"unities",
             json::object{{"wish", of(state.wish_on)}, {"plan", of(state.plan_on)}, {"shares", of(state.shares_on)}}},
            {"blocking_points", std::move(points)},
            {"topics", topic_counts(from)}};
}

}  // namespace jiati::app::read
