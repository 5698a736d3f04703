#include "codec/calculators/daylight.h"

#include "codec/calculators/daylight_question.h"
#include "codec/json.h"
#include "daylight/sky_share.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace jiati::codec::calculators {
namespace {

using namespace jiati::daylight;

constexpr double night_limit_dba = 30;  // bedrooms at night, sources outside: GB 55016-2021, table 2.1.3
constexpr std::uint64_t draws_seed = 20010120;

// A box of the lift on stilts and as high as a storey at most: people walk through it.
bool is_corridor(Box const& box) { return box.z0 > 0.5 && box.z1 - box.z0 >= 1 && box.z1 - box.z0 <= 4; }

double most_in_view(Window const& window, std::vector<Box> const& lift) {
    constexpr double near_m = 18;  // further away faces are no longer told apart
    double most = 0;
    for (auto const& box : lift) {
        if (!is_corridor(box) || std::hypot(box.cx - window.x, box.cy - window.y) > near_m) continue;
        std::vector<Box> others;
        std::ranges::copy_if(lift, std::back_inserter(others), [](Box const& other) { return !is_corridor(other); });
        most = std::max(most, visible_share(window, {}, eyes_in(box), others));
    }
    return most;
}

double distance_to(Box const& box, Vector point) {
    double const c = cos_deg(box.yaw_deg);
    double const s = sin_deg(box.yaw_deg);
    double const dx = point.x - box.cx;
    double const dy = point.y - box.cy;
    double const x = std::max(std::abs(c * dx + s * dy) - box.sx / 2, 0.0);
    double const y = std::max(std::abs(c * dy - s * dx) - box.sy / 2, 0.0);
    double const z = std::max({box.z0 - point.z, point.z - box.z1, 0.0});
    return std::sqrt(x * x + y * y + z * z);
}

NoiseLevel doors_at(Window const& window, std::vector<Box> const& lift) {
    constexpr double least_m = 0.5;
    double distance = 1000;
    for (auto const& box : lift)
        if (!is_corridor(box)) distance = std::min(distance, distance_to(box, middle_of(window)));
    return noise_level({.distance_m = std::max(distance, least_m)});
}

double ratio(double after, double before) { return before > 0 ? after / before : 1; }

// The smallest share of sky left first, then most minutes lost, then the published order.
std::vector<std::size_t> worst_first(DaylightAnswer const& answer, std::size_t option) {
    std::vector<std::size_t> order(answer.before.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    auto const lost = [&](std::size_t i) {
        auto const& after = answer.options[option].windows[i].after.light;
        return answer.before[i].dahan.minutes - after.dahan.minutes + answer.before[i].dongzhi.minutes -
               after.dongzhi.minutes;
    };
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        auto const left_a = std::llround(1000 * answer.vsc_ratio(option, a));
        auto const left_b = std::llround(1000 * answer.vsc_ratio(option, b));
        return left_a != left_b ? left_a < left_b : lost(a) > lost(b);
    });
    return order;
}

}  // namespace

double DaylightAnswer::vsc_ratio(std::size_t option, std::size_t window) const {
    return ratio(options[option].windows[window].after.light.vsc, before[window].vsc);
}

double DaylightAnswer::indoor_ratio(std::size_t option, std::size_t window) const {
    return ratio(sky_angle_deg(options[option].windows[window].after.light.vsc), sky_angle_deg(before[window].vsc));
}

std::vector<std::string_view> DaylightAnswer::notes(std::size_t option, std::size_t window) const {
    std::vector<std::string_view> notes;
    auto const& was = before[window];
    auto const& now = options[option].windows[window];
    if (was.dahan.minutes == 0) notes.emplace_back("no_direct_sun_before_dahan");
    if (was.dongzhi.minutes == 0) notes.emplace_back("no_direct_sun_before_dongzhi");
    if (auto const& required = question.required) {
        auto const minutes_of = [&](Light const& light) {
            return required->on_dongzhi ? light.dongzhi.minutes : light.dahan.minutes;
        };
        bool const held = minutes_of(was) >= required->minutes;
        bool const holds = minutes_of(now.after.light) >= required->minutes;
        if (!held) notes.emplace_back("below_required_before");
        if (held && !holds) notes.emplace_back("falls_below_required");
        if (now.interval) {
            auto const& marks = required->on_dongzhi ? now.interval->dongzhi_after : now.interval->dahan_after;
            if (marks.low < required->minutes && marks.high >= required->minutes) notes.emplace_back("near_threshold");
        }
    }
    constexpr double reference_vsc = 27;
    constexpr double reference_ratio = 0.8;
    if (now.after.light.vsc < reference_vsc && vsc_ratio(option, window) < reference_ratio)
        notes.emplace_back("noticeable_by_foreign_reference");
    return notes;
}

Result<DaylightAnswer, Refusal> daylight(std::string_view text, DaylightLimits const& limits) {
    auto const document = parse_json(text, limits.input.json);
    if (!document) return Failure{document.error()};
    Input input(limits.input);
    DaylightAnswer answer;
    if (!read_daylight(input, *document, limits, answer.question)) return Failure{input.take_refusal()};
    auto const& question = answer.question;
    Assessment assessment(question.scene, question.rules);
    answer.before = assessment.before();
    auto const numbers = even_draws(question.draws, draw_dimensions(question.scene), draws_seed);
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        auto scene = question.scene;
        scene.lift = question.options[i].lift;
        auto const after = assessment.with(scene.lift);
        std::vector<Intervals> marks;
        if (question.draws > 0)
            marks = intervals(scene, question.rules, question.spread, numbers, answer.before, after);
        auto& option = answer.options.emplace_back();
        for (std::size_t w = 0; w < after.size(); ++w) {
            auto const& window = scene.windows[w];
            option.windows.push_back({after[w], marks.empty() ? std::nullopt : std::optional(marks[w]),
                                      most_in_view(window, scene.lift), doors_at(window, scene.lift)});
        }
        option.findings = findings_in(scene);
        option.worst_first = worst_first(answer, i);
    }
    return answer;
}

// ---- writing

namespace {

// With that many decimals, without the zeros at the end.
std::string decimal(double value, int decimals) {
    double const scale = std::pow(10, decimals);
    auto const scaled = std::llround(value * scale);
    auto digits = std::to_string(std::abs(scaled));
    auto const point = static_cast<std::size_t>(decimals);
    if (digits.size() <= point) digits.insert(0, point + 1 - digits.size(), '0');
    digits.insert(digits.size() - point, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return (scaled < 0 ? "-" : "") + digits;
}

std::string quoted(std::string_view text) { return to_text(json::value(json::string(text))); }

// "09:12" of true solar time, to the minute.
std::string clock(double hours) {
    auto const minutes = std::llround(hours * 60);
    auto const two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return "\"" + two(minutes / 60) + ":" + two(minutes % 60) + "\"";
}

template <class Items, class Write>
std::string list_of(Items const& items, Write const& write) {
    std::string text = "[";
    for (auto const& item : items) text += (text.size() > 1 ? "," : "") + write(item);
    return text + "]";
}

std::string write(std::vector<Run> const& runs) {
    return list_of(runs, [](Run run) { return "[" + clock(run.from_h) + "," + clock(run.to_h) + "]"; });
}

std::string write(Light const& light, std::optional<double> vsc_glass = {}) {
    return R"({"vsc":)" + decimal(light.vsc, 2) + (vsc_glass ? R"(,"vsc_glass":)" + decimal(*vsc_glass, 2) : "") +
           R"(,"dahan":)" + decimal(light.dahan.minutes, 2) + R"(,"dongzhi":)" + decimal(light.dongzhi.minutes, 2) +
           R"(,"dahan_runs":)" + write(light.dahan.runs) + R"(,"dongzhi_runs":)" + write(light.dongzhi.runs) + "}";
}

std::string write(Interval interval, int decimals) {
    return "[" + decimal(interval.low, decimals) + "," + decimal(interval.high, decimals) + "]";
}

std::string write(std::optional<Intervals> const& marks) {
    if (!marks) return "null";
    return R"({"vsc_before":)" + write(marks->vsc_before, 2) + R"(,"vsc_after":)" + write(marks->vsc_after, 2) +
           R"(,"vsc_ratio":)" + write(marks->vsc_ratio, 3) + R"(,"dahan_before":)" + write(marks->dahan_before, 2) +
           R"(,"dahan_after":)" + write(marks->dahan_after, 2) + R"(,"dongzhi_before":)" +
           write(marks->dongzhi_before, 2) + R"(,"dongzhi_after":)" + write(marks->dongzhi_after, 2) + "}";
}

std::string write_window(DaylightAnswer const& answer, std::size_t option, std::size_t i) {
    constexpr std::array<std::string_view, 3> views{"none", "oblique", "direct"};
    constexpr std::array<std::string_view, 3> bands{"below", "near", "above"};
    constexpr std::array<std::string_view, 4> sources{"measured", "drawing", "map", "guess"};
    auto const& window = answer.question.scene.windows[i];
    auto const& now = answer.options[option].windows[i];
    auto const view = static_cast<std::size_t>(view_of(now.visible_share));
    auto const band = static_cast<std::size_t>(noise_band(now.noise.inside_dba, night_limit_dba));
    return R"({"id":)" + quoted(window.id) + R"(,"azimuth_deg":)" + decimal(window.azimuth_deg, 2) + R"(,"sill_m":)" +
           decimal(window.z, 2) + R"(,"source":)" + quoted(sources[static_cast<std::size_t>(window.source)]) +
           R"(,"before":)" + write(answer.before[i]) + R"(,"after":)" + write(now.after.light, now.after.vsc_glass) +
           R"(,"vsc_ratio":)" + decimal(answer.vsc_ratio(option, i), 3) + R"(,"indoor_ratio":)" +
           decimal(answer.indoor_ratio(option, i), 3) + R"(,"interval":)" + write(now.interval) +
           R"(,"privacy":{"share":)" + decimal(now.visible_share, 3) + R"(,"view":)" + quoted(views[view]) +
           R"(},"noise":{"outside_dba":)" + decimal(now.noise.outside_dba, 1) + R"(,"inside_dba":)" +
           decimal(now.noise.inside_dba, 1) + R"(,"limit_dba":)" + decimal(night_limit_dba, 1) + R"(,"band":)" +
           quoted(bands[band]) + R"(},"notes":)" + list_of(answer.notes(option, i), quoted) + "}";
}

std::string pointer_of(Part part, DaylightAnswer const& answer, std::size_t option) {
    auto const index = std::to_string(part.index);
    switch (part.list) {
        case List::boxes:
            return "/boxes/" + index;
        case List::windows:
            return "/windows/" + index;
        case List::lift:
            break;
    }
    return (answer.question.are_options ? "/options/" + std::to_string(option) + "/lift/" : "/lift/") + index;
}

// Of a unit the parts are those made of it: no pointers into the document.
std::string write(Finding const& finding, DaylightAnswer const& answer, std::size_t option) {
    constexpr std::array<std::string_view, 5> codes{"window_in_air", "window_in_solid", "window_in_lift", "overlap",
                                                    "outlier"};
    auto text = R"({"code":)" + quoted(codes[static_cast<std::size_t>(finding.fault)]) + R"(,"pointer":)" +
                quoted(pointer_of(finding.part, answer, option));
    if (finding.part.list == List::windows)
        text += R"(,"window":)" + quoted(answer.question.scene.windows[finding.part.index].id);
    if (finding.other) text += R"(,"other":)" + quoted(pointer_of(*finding.other, answer, option));
    return text + "}";
}

std::string write(Box const& box) {
    return R"({"cx":)" + decimal(box.cx, 3) + R"(,"cy":)" + decimal(box.cy, 3) + R"(,"sx":)" + decimal(box.sx, 3) +
           R"(,"sy":)" + decimal(box.sy, 3) + R"(,"z0":)" + decimal(box.z0, 3) + R"(,"z1":)" + decimal(box.z1, 3) +
           R"(,"yaw":)" + decimal(box.yaw_deg, 3) + R"(,"transmittance":)" + decimal(box.transmittance, 3) + "}";
}

std::string write(Window const& window) {
    return R"({"id":)" + quoted(window.id) + R"(,"x":)" + decimal(window.x, 3) + R"(,"y":)" + decimal(window.y, 3) +
           R"(,"z":)" + decimal(window.z, 3) + R"(,"w":)" + decimal(window.width, 3) + R"(,"h":)" +
           decimal(window.height, 3) + R"(,"az":)" + decimal(window.azimuth_deg, 3) + "}";
}

// What was made of a unit, as a scene that can be asked about again.
std::string write_scene(DaylightQuestion const& question) {
    auto const box = [](Box const& one) { return write(one); };
    return R"({"lat":)" + decimal(question.scene.place.latitude_deg, 6) + R"(,"lon":)" +
           decimal(question.scene.place.longitude_deg, 6) + R"(,"boxes":)" + list_of(question.scene.boxes, box) +
           R"(,"lift":)" + list_of(question.options.front().lift, box) + R"(,"windows":)" +
           list_of(question.scene.windows, [](Window const& one) { return write(one); }) + "}";
}

std::string write_option(DaylightAnswer const& answer, std::size_t i) {
    auto const& asked = answer.question.options[i];
    auto const& option = answer.options[i];
    std::string text;
    if (asked.model) {
        text += R"("lift":)" + list_of(asked.lift, [](Box const& one) { return write(one); }) + ",";
        auto const stops = stops_of(*asked.model, *answer.question.unit);
        text +=
            R"("stops":)" + std::to_string(stops.size() + 1) + R"(,"corridors":)" + std::to_string(stops.size()) +
            R"(,"half_flights_left":)" +
            list_of(half_flights_left(*asked.model, *answer.question.unit), [](int n) { return std::to_string(n); }) +
            ",";
    }
    double lost = 0;
    for (std::size_t w = 0; w < answer.before.size(); ++w)
        lost += answer.before[w].vsc - option.windows[w].after.light.vsc;
    std::vector<std::size_t> places(answer.before.size());
    for (std::size_t w = 0; w < places.size(); ++w) places[w] = w;
    return text + R"("vsc_lost_mean":)" + decimal(lost / static_cast<double>(places.size()), 2) + R"(,"windows":)" +
           list_of(places, [&](std::size_t w) { return write_window(answer, i, w); }) + R"(,"worst_first":)" +
           list_of(option.worst_first, [&](std::size_t w) { return quoted(answer.question.scene.windows[w].id); }) +
           R"(,"warnings":)" +
           list_of(option.findings, [&](Finding const& finding) { return write(finding, answer, i); });
}

}  // namespace

std::string to_json(DaylightAnswer const& answer) {
    // What must be told with the figures, wherever they are shown; the words are the web's and the documents'.
    std::vector<std::string_view> words{"estimate_no_substitute",   "true_solar_time",
                                        "lift_counts_as_opaque",    "glass_if_kept_clean",
                                        "vsc_is_foreign_reference", "lift_retrofit_exempt",
                                        "noise_is_crude",           "structure_borne_noise_not_computed",
                                        "air_not_computed"};
    if (answer.question.draws == 0) words.emplace_back("no_interval");
    if (!answer.question.guessed.empty()) words.emplace_back("rests_on_guesses");
    std::string text = "{" + write_option(answer, 0) + R"(,"words":)" + list_of(words, quoted) + R"(,"guessed":)" +
                       list_of(answer.question.guessed, quoted);
    if (answer.question.unit)
        text += R"(,"facing_deg":)" + decimal(answer.question.unit->facing_deg, 2) + R"(,"scene":)" +
                write_scene(answer.question);
    if (answer.question.are_options) {
        text += R"(,"options":[)";
        for (std::size_t i = 0; i < answer.options.size(); ++i) {
            auto const& asked = answer.question.options[i];
            text += std::string(i > 0 ? "," : "") + R"({"name":)" + quoted(asked.name) +
                    (asked.cost.empty() ? "" : R"(,"cost":)" + quoted(asked.cost)) + "," + write_option(answer, i) +
                    "}";
        }
        text += "]";
    }
    return text + "}";
}

}  // namespace jiati::codec::calculators
