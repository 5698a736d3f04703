import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rules } from './check_house.mjs'
import { withTree } from './fixture_tree.mjs'

const zh = 'web/src/locales/zh/refusals.json'
const en = 'web/src/locales/en/refusals.json'
const good = {
    Makefile: 'MODE := x\nrun: setup\n\techo\nsetup:\n\techo\n',
    'README.md': '# A\nType `make run`, see [the map](ARCHITECTURE.md#rooms) or [elsewhere](https://example.org).\n```sh\nmake setup run LISTEN="x y"  # so\n```\n',
    'ARCHITECTURE.md': '# Rooms\n',
    'src/vote/codes.h': 'inline constexpr RefusalCode not_open{"vote.not_open"};\ninline constexpr RefusalCode too_many{\n    "vote.too_many"};  // {count}\n',
    'src/games/cost.cpp': '// double is not used here\nlong x = 1;\n',
    'src/daylight/sun.cpp': 'double azimuth_deg = 0;\n',
    [zh]: '{"vote.not_open": "投票未开始", "vote": {"too_many": "多了 {count} 票"}}',
    [en]: '{"vote.not_open": "Voting is not open", "vote.too_many": "{count} ballots too many"}',
    'web/package-lock.json': '{"packages": {"node_modules/a": {"version": "1.0.0", "integrity": "sha512-x"}}}',
}

// rule, one changed file, and what must be said about it.
const wrong = [
    ['every refusal has words in both languages', 'src/vote/more.h', 'inline constexpr RefusalCode new_one{"vote.new_one"};', /^src\/vote\/more\.h:1: vote\.new_one has no words; add them to .*zh/],
    ['every refusal has words in both languages', en, '{"vote.not_open": "Not open", "vote.too_many": " "}', /too_many has no words/],
    ['every refusal has words in both languages', zh, '{"vote.not_open": "未", "vote.too_many": "多", "vote.gone": "旧"}', /vote\.gone is no RefusalCode/],
    ['every refusal has words in both languages', 'src/firm/codes.h', 'inline constexpr RefusalCode not_open{"vote.not_open"};', /declared at .* too/],
    ['every refusal has words in both languages', en, 'not json', /is no JSON/],
    ['the languages say the same things', en, '{"vote.not_open": "Voting is not open"}', /vote\.too_many is missing/],
    ['the languages say the same things', en, '{"vote.not_open": "Not open", "vote.too_many": "{number} too many"}', /names \{number\}.* names \{count\}/],
    ['the languages say the same things', 'web/src/locales/zh/home.json', '{"title": "加梯"}', /^web\/src\/locales\/en\/home\.json:1: is missing/],
    ['no city is a branch in the code', 'src/vote/rule.cpp', 'bool f() {\n  return city == "nanchang"; }', /^src\/vote\/rule\.cpp:2: /],
    ['no city is a branch in the code', 'web/src/pages/Home.vue', "if (project.city === '南昌') {}", /Home\.vue:1: /],
    ['no city is a branch in the code', 'src/app/a.cpp', 'if (city == nanchang) {}', /policy file/],
    ['no floating point where money is decided', 'src/games/shapley.h', 'double share();', /use Fen, SquareMetres or Fraction/],
    ['no floating point where money is decided', 'src/project/funding.cpp', '\nfloat x;', /^src\/project\/funding\.cpp:2: no float/],
    ['chance is our own', 'src/app/pick.cpp', 'std::shuffle(a, b, c);', /seeded generator/],
    ['both compilers understand it', 'src/app/a.cpp', '\nauto r = std::ranges::unique(v);', /^src\/app\/a\.cpp:2: .*use std::unique/],
    ['both compilers understand it', 'src/app/a.cpp', 'std::format("{}", 1)', /use fmt/],
    ['no registry in lock files', 'web/package-lock.json', '{"resolved": "https://registry.example/a.tgz"}', /omit-lockfile-registry-resolved/],
    ['no registry in lock files', 'web/.npmrc', 'registry=https://registry.example/', /machine's own setting/],
    ['no path of one machine', 'docs/how.md', 'cd /home/ana/jiati', /docs\/how\.md:1: \/home\//],
    ['documents name what exists', 'README.md', '```\nmake run fly\n```\n', /README\.md:2: there is no target make fly; there are run setup/],
    ['documents name what exists', 'docs/a.md', 'Call `make nothing`.\n', /no target make nothing/],
    ['documents name what exists', 'docs/a.md', '![the page](images/home.png)\n', /docs\/images\/home\.png, which does not exist/],
    ['files stay small', 'src/vote/big.h', '//\n'.repeat(301), /301 lines/],
]

for (const [name, rule] of Object.entries(rules)) {
    test(`a good tree keeps the rule: ${name}`, () => withTree(good, (root) => assert.deepEqual(rule(root), [])))
}
for (const [name, path, text, says] of wrong) {
    test(`${name}: ${path} ${JSON.stringify(text.slice(0, 60))} is refused`, () => {
        const problems = withTree({ ...good, [path]: text }, (root) => rules[name](root))
        assert.ok(problems.some((problem) => says.test(problem)), problems.join('\n') || 'nothing was said')
    })
}
test('every rule is shown to fail', () => assert.deepEqual([...new Set(wrong.map(([name]) => name))].sort(), Object.keys(rules).sort()))
