// How many tests passed and failed, read from the reports the test programs write.
// Usage: node scripts/test_counts.mjs ctest SHOW_ONLY_JSON JUNIT_XML GTEST_FOLDER | vitest FILE | playwright FILE | tap FILE
// Prints "PASSED FAILED" and, on the lines after it, the names of what failed. A report that is missing or says that
// nothing ran is one failure.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const json = (path) => JSON.parse(readFileSync(path, 'utf8'))
const unescape = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&')

// Of one GoogleTest report: tests that ran.
function gtestCounts(path) {
    const report = json(path)
    const cases = (report.testsuites ?? []).flatMap((suite) => (suite.testsuite ?? []).map((one) => ({ ...one, name: `${suite.name}.${one.name}` })))
    const ran = cases.filter((one) => one.status !== 'NOTRUN' && one.result !== 'SKIPPED')
    const failed = ran.filter((one) => one.failures?.length).map((one) => one.name)
    return { passed: ran.length - failed.length, failed }
}

// CTest knows which programs ran and whether they ended well; GoogleTest's reports know the cases inside. A program that
// crashed leaves no report, and one that leaks at its end has a good report: both are failures. Where CTest lists each
// case by itself (one program many times), its own entries are the cases.
export function ctestCounts(showOnlyPath, junitPath, gtestFolder) {
    const programOf = new Map(json(showOnlyPath).tests.map((test) => [test.name, basename(test.command?.[0] ?? '')]))
    const uses = new Map()
    for (const program of programOf.values()) uses.set(program, (uses.get(program) ?? 0) + 1)
    let passed = 0
    const failed = []
    const xml = readFileSync(junitPath, 'utf8')
    for (const [, attributes] of xml.matchAll(/<testcase\s([^>]*)>/g)) {
        const name = unescape(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? '?')
        const status = /\bstatus="([^"]*)"/.exec(attributes)?.[1]
        if (status === 'disabled') continue
        const good = status === 'run'
        const program = programOf.get(name)
        const report = join(gtestFolder, `${program}.json`)
        if (program && uses.get(program) === 1 && existsSync(report)) {
            const counts = gtestCounts(report)
            passed += counts.passed
            failed.push(...counts.failed.map((test) => `${name}: ${test}`))
            if (!good && !counts.failed.length) failed.push(`${name}: ended badly`)
            if (good && !counts.passed && !counts.failed.length) failed.push(`${name}: no test in it ran`)
        } else if (good) ++passed
        else failed.push(name)
    }
    return { passed, failed }
}

export function vitestCounts(path) {
    const report = json(path)
    const failed = []
    for (const file of report.testResults) {
        const bad = file.assertionResults.filter((one) => one.status === 'failed')
        failed.push(...bad.map((one) => one.fullName))
        if (file.status === 'failed' && !bad.length) failed.push(`${basename(file.name)}: ${String(file.message).split('\n')[0]}`)
    }
    if (!report.success && !failed.length) failed.push('an error outside the tests')
    return { passed: report.numPassedTests, failed }
}

export function playwrightCounts(path) {
    const report = json(path)
    let passed = 0
    const failed = report.errors.map((error) => String(error.message).split('\n')[0])
    const walk = (suite, titles) => {
        const names = suite.title ? [...titles, suite.title] : titles
        for (const spec of suite.specs ?? []) {
            for (const test of spec.tests) {
                if (test.status === 'expected') ++passed
                // A test that passes at the second try is flaky, and flaky is a bug.
                else if (test.status !== 'skipped') failed.push([...names, spec.title].join(' › ') + (test.status === 'flaky' ? ' (flaky)' : ''))
            }
        }
        for (const inner of suite.suites ?? []) walk(inner, names)
    }
    for (const suite of report.suites) walk(suite, [])
    return { passed, failed }
}

export function tapCounts(path) {
    const text = readFileSync(path, 'utf8')
    const number = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(text)?.[1] ?? NaN)
    const failed = [...text.matchAll(/^not ok \d+ - (.*)$/gm)].map(([, name]) => name)
    while (failed.length < number('fail') + number('cancelled')) failed.push('a test without name')
    return { passed: number('pass') || 0, failed }
}

const kinds = { ctest: ctestCounts, vitest: vitestCounts, playwright: playwrightCounts, tap: tapCounts }

export function counts(kind, ...paths) {
    try {
        const { passed, failed } = kinds[kind](...paths)
        return passed + failed.length ? { passed, failed } : { passed, failed: [`${kind}: no test ran`] }
    } catch (error) {
        return { passed: 0, failed: [`${kind}: no report (${error.message})`] }
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const { passed, failed } = counts(...process.argv.slice(2))
    console.log([`${passed} ${failed.length}`, ...failed].join('\n'))
}
