import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkLayers } from './check_layers.mjs'
import { withTree } from './fixture_tree.mjs'

const problemsOf = (files) => withTree(files, (root) => checkLayers(root).problems)

const good = {
    'src/base/fen.h': '#pragma once\n#include <cstdint>\n',
    'src/vote/ballot.cpp': '#include "vote/ballot.h"\n#include "base/fen.h"\n#include "policy/policy.h"\n#include <vector>\n',
    'src/vote/ballot_test.cpp': '#include "vote/ballot.h"\n#include <gtest/gtest.h>\n#include <rapidcheck/gtest.h>\n#include <fstream>\n',
    'src/app/ports/journal.h': '#include "base/fen.h"\n',
    'src/store/sql_journal.cpp': '#include "app/ports/journal.h"\n#include <soci/soci.h>\n#include <thread>\n',
    'src/http/server.cpp': '#include <boost/beast/http.hpp>\n#include "app/use.h"\n#include "project/project.h"\n',
    'src/http/session.h': '#include <boost/asio/io_context.hpp>\n',
    'src/http/session.cpp': '#include "http/session.h"\n',
    'src/app/read/parts.h': '#include <boost/json.hpp>\n',
    'src/app/read/whole.h': '#include "app/read/parts.h"\n',
    'src/app/read/page.cpp': '#include "app/read/whole.h"\n',
    'src/codec/codec.h': '#include <boost/json/fwd.hpp>\n',
    'src/app/use.cpp': '#include "codec/codec.h"\n',
    'src/app/show.cpp': '#include "app/read/whole.h"\n',
    'src/http/api/CMakeLists.txt': 'jiati_module(http_api SOURCES a.cpp USES app http codec)\n',
    'src/cli/CMakeLists.txt': 'jiati_module(cli SOURCES a.cpp USES http_api store LIBRARIES boost_json)\n',
    'src/cli/main.cpp': '#include <CLI/CLI.hpp>\n#include "store/sql_journal.h"\n#include "http/server.h"\n',
    'src/vote/CMakeLists.txt': 'jiati_module(vote\n  SOURCES ballot.cpp\n  USES base policy\n  TESTS ballot_test.cpp)\n',
}

// One wrong file in an otherwise good tree, and what the answer must say about it.
const wrong = {
    'an aggregate that includes another': ['src/vote/a.h', '#include "project/project.h"\n', /vote may not include project\/project\.h; it may include vote base games policy/],
    'base that includes games': ['src/base/a.cpp', '#include "games/shapley.h"\n', /base may not include/],
    'a pure room that includes the codec': ['src/project/a.cpp', '#include "codec/codec.h"\n', /project may not include codec/],
    'a store that includes the app beyond its ports': ['src/store/a.cpp', '#include "app/use.h"\n', /store may not include app\/use\.h; it may include store base app\/ports/],
    'a store that includes an aggregate': ['src/store/a.cpp', '#include "vote/ballot.h"\n', /store may not include vote/],
    'a port that includes an aggregate': ['src/app/ports/a.h', '#include "vote/ballot.h"\n', /app\/ports may not include vote/],
    'http that includes the store': ['src/http/a.cpp', '#include "store/sql_journal.h"\n', /http may not include store/],
    'Boost in a pure header': ['src/games/a.h', '#include <boost/multiprecision/cpp_int.hpp>\n', /games|Fraction/],
    'a system header in a pure source': ['src/policy/a.cpp', '#include <unistd.h>\n', /policy is pure/],
    'chance in a pure source': ['src/games/a.cpp', '#include <random>\n', /no clock, randomness/],
    'threads in a pure header': ['src/daylight/a.h', '#include <thread>\n', /no clock, randomness/],
    'a clock in a pure source': ['src/vote/a.cpp', 'auto t = Clock::now();\n', /vote is pure: no now/],
    'a test library outside tests': ['src/vote/a.cpp', '#include <gtest/gtest.h>\n', /vote is pure/],
    'Beast outside the server': ['src/http/router.cpp', '#include <boost/beast/http.hpp>\n', /Request and Response/],
    'SOCI in a header': ['src/store/a.h', '#include <soci/soci.h>\n', /ports/],
    'a header that brings JSON, included from another folder': ['src/http/a.cpp', '#include "app/read/parts.h"\n', /stays in app/],
    'a header that includes one that brings JSON': ['src/http/a.cpp', '#include "app/read/whole.h"\n', /brings <boost\/json\.hpp>/],
    'the network by way of a header': ['src/http/router.cpp', '#include "http/session.h"\n', /brings <boost\/asio/],
    'a path not written from src/': ['src/vote/a.cpp', '#include "ballot.h"\n', /written from src\//],
    'a room that is not on the map': ['src/utils/a.h', '\n', /no room of the map/],
    'a link the map does not allow': ['src/vote/CMakeLists.txt', 'jiati_module(vote SOURCES a.cpp USES base project TESTS a_test.cpp)', /vote may not link project/],
    'a link from a folder within a room': ['src/http/api/CMakeLists.txt', 'jiati_module(http_api SOURCES a.cpp USES store)', /http may not link store/],
    'an exception for a header': ['scripts/layer_exceptions.txt', 'src/base/fraction.h boost/multiprecision/cpp_int.hpp\n', /no exceptions/],
    'a longer list of exceptions': ['scripts/layer_exceptions.txt', 'src/base/x.cpp boost/a.hpp\nsrc/base/y.cpp boost/a.hpp\n', /may only shrink/],
}

test('a tree that keeps to the map has no problem', () => assert.deepEqual(problemsOf(good), []))

for (const [name, [path, text, says]] of Object.entries(wrong)) {
    test(`refused: ${name}`, () => {
        const problems = problemsOf({ ...good, [path]: text })
        assert.equal(problems.length, 1, problems.join('\n'))
        assert.match(problems[0], says)
        assert.ok(problems[0].startsWith(`${path}:1: `))
    })
}

test('the line of a problem is told', () => {
    const [problem] = problemsOf({ 'src/vote/a.cpp': '/* two\n lines */\n\n  #  include "firm/firm.h"\n' })
    assert.match(problem, /^src\/vote\/a\.cpp:4: /)
})

test('comments and strings are not code', () => {
    assert.deepEqual(problemsOf({ 'src/vote/a.cpp': '// #include "firm/firm.h"\n/*\n#include <thread>\n*/ // now()\nauto s = "now()"; auto r = R"(now())";\nint n = 1\'000; // it\'s now()\n' }), [])
})

test('an exception lets one source include one header, and is refused once it is not used', () => {
    const list = { 'scripts/layer_exceptions.txt': '# why\nsrc/base/fraction.cpp boost/multiprecision/cpp_int.hpp\n' }
    const includes = { 'src/base/fraction.cpp': '#include <boost/multiprecision/cpp_int.hpp>\n' }
    assert.deepEqual(problemsOf({ ...list, ...includes }), [])
    assert.match(problemsOf({ ...list, 'src/base/fraction.cpp': '\n' })[0], /no longer includes/)
    assert.match(problemsOf({ ...list, ...includes, 'src/base/a.cpp': '#include <boost/multiprecision/cpp_int.hpp>\n' })[0], /^src\/base\/a\.cpp:1: /)
})
