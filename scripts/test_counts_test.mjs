import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { withTree } from './fixture_tree.mjs'
import { counts } from './test_counts.mjs'

const countsOf = (kind, files, ...names) => withTree(files, (root) => counts(kind, ...names.map((name) => join(root, name))))

const ctest = (tests) => ({
    'list.json': JSON.stringify({ tests: tests.map(({ name, program }) => ({ name, command: program ? [`/b/${program}`] : undefined })) }),
    'junit.xml': `<testsuite>${tests.map(({ name, good }) => `<testcase name="${name}" classname="x" status="${good ? 'run' : 'fail'}"/>`).join('\n')}</testsuite>`,
})
const gtest = (...results) => JSON.stringify({ testsuites: [{ name: 'Vote', testsuite: results.map((good, i) => ({ name: `t${i}`, status: 'RUN', result: 'COMPLETED', ...(good ? {} : { failures: [{}] }) })) }] })
const ofCtest = (files) => countsOf('ctest', files, 'list.json', 'junit.xml', 'gtest')

test('the cases inside a GoogleTest program are counted', () => {
    const files = { ...ctest([{ name: 'vote', program: 'vote_test', good: false }]), 'gtest/vote_test.json': gtest(true, true, false) }
    assert.deepEqual(ofCtest(files), { passed: 2, failed: ['vote: Vote.t2'] })
})
test('a program that crashes leaves no report and is a failure', () => {
    assert.deepEqual(ofCtest(ctest([{ name: 'vote', program: 'vote_test', good: false }])), { passed: 0, failed: ['vote'] })
})
test('a program that leaks after its last test is a failure', () => {
    const files = { ...ctest([{ name: 'vote', program: 'vote_test', good: false }]), 'gtest/vote_test.json': gtest(true) }
    assert.deepEqual(ofCtest(files), { passed: 1, failed: ['vote: ended badly'] })
})
test('a program in which nothing ran is a failure', () => {
    const files = { ...ctest([{ name: 'vote', program: 'vote_test', good: true }]), 'gtest/vote_test.json': '{"testsuites": []}' }
    assert.deepEqual(ofCtest(files), { passed: 0, failed: ['vote: no test in it ran'] })
})
test('where CTest lists each case, its entries are counted', () => {
    const files = { ...ctest([{ name: 'V.a', program: 'v_test', good: true }, { name: 'V.b', program: 'v_test', good: false }]), 'gtest/v_test.json': gtest(true) }
    assert.deepEqual(ofCtest(files), { passed: 1, failed: ['V.b'] })
})
test('a missing report and an empty one are failures', () => {
    for (const kind of ['ctest', 'vitest', 'playwright', 'tap']) assert.equal(countsOf(kind, {}, 'none', 'none', 'none').failed.length, 1)
    assert.deepEqual(countsOf('vitest', { r: '{"success": true, "numPassedTests": 0, "testResults": []}' }, 'r'), { passed: 0, failed: ['vitest: no test ran'] })
})
test('vitest: failed cases and files that do not load', () => {
    const report = { success: false, numPassedTests: 1, testResults: [
        { name: '/w/a.test.ts', status: 'failed', message: '', assertionResults: [{ status: 'passed', fullName: 'one' }, { status: 'failed', fullName: 'two' }] },
        { name: '/w/b.test.ts', status: 'failed', message: 'SyntaxError: x\nat', assertionResults: [] },
    ] }
    assert.deepEqual(countsOf('vitest', { r: JSON.stringify(report) }, 'r'), { passed: 1, failed: ['two', 'b.test.ts: SyntaxError: x'] })
})
test('playwright: nested suites, flaky is failed, a server that did not start is failed', () => {
    const spec = (title, status) => ({ title, tests: [{ status }] })
    const report = { errors: [{ message: 'no server\nx' }], suites: [{ title: 'a.ts', specs: [spec('one', 'expected'), spec('two', 'unexpected')], suites: [{ title: 'deep', specs: [spec('three', 'flaky'), spec('four', 'skipped')] }] }] }
    assert.deepEqual(countsOf('playwright', { r: JSON.stringify(report) }, 'r'), { passed: 1, failed: ['no server', 'a.ts › two', 'a.ts › deep › three (flaky)'] })
})
test('tap: names of what failed', () => {
    assert.deepEqual(countsOf('tap', { r: 'ok 1 - a\nnot ok 2 - b\n# pass 1\n# fail 1\n# cancelled 0\n' }, 'r'), { passed: 1, failed: ['b'] })
})
