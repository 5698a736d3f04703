// The house rules that a compiler does not know, as tests whose message names what to do instead.
// Usage: node scripts/check_house.mjs [ROOT]
import { existsSync } from 'node:fs'
import { basename, dirname, join, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOnly, filesUnder, matches, projectFiles, read } from './source_text.mjs'

const locales = 'web/src/locales'
const languages = ['zh', 'en']
const isSource = (name) => /\.(h|cpp)$/.test(name)
const isTest = (path) => /_(test|testing|fixture)\.(cpp|h|ts|mjs)$|\.test\.ts$|(^|\/)test_\w+\.(cpp|h)$|(^|\/)test(s|ing|data)\//.test(path)

const lineAt = (text, offset) => text.slice(0, offset).split('\n').length

// {"a": {"b": "words"}} and {"a.b": "words"} both as "a.b" -> words.
function flatten(value, prefix = '', into = new Map()) {
    for (const [key, inner] of Object.entries(value)) {
        const name = prefix ? `${prefix}.${key}` : key
        if (inner !== null && typeof inner === 'object') flatten(inner, name, into)
        else into.set(name, inner)
    }
    return into
}

function readWords(root, path, problems) {
    try {
        return flatten(JSON.parse(read(root, path)))
    } catch (error) {
        problems.push(`${path}:1: is no JSON document: ${error.message}`)
        return new Map()
    }
}

const namesIn = (words) => [...String(words).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join(' ')

// ---- the rules: each returns its problems, as "file:line: what; what to do instead"

// Every refusal has words in both languages, and no words are left over from a refusal that is gone.
function refusalsHaveWords(root) {
    const problems = []
    const declared = new Map()
    for (const path of filesUnder(root, 'src', isSource)) {
        if (isTest(path)) continue
        const text = codeOnly(read(root, path), { keepStrings: true })
        for (const match of text.matchAll(/\bRefusalCode\s+\w+\s*(?:=\s*(?:RefusalCode\s*)?)?\{\s*"([^"]*)"\s*\}/g)) {
            const code = match[1]
            const here = `${path}:${lineAt(text, match.index)}`
            if (!/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/.test(code)) problems.push(`${here}: code "${code}" is not spelled stage.what_is_so`)
            if (declared.has(code)) problems.push(`${here}: ${code} is declared at ${declared.get(code)} too; use that one`)
            else declared.set(code, here)
        }
    }
    if (!existsSync(join(root, 'web'))) return problems
    for (const language of languages) {
        const path = `${locales}/${language}/refusals.json`
        if (!existsSync(join(root, path))) {
            if (declared.size) problems.push(`${path}:1: is missing; it holds the words of every RefusalCode`)
            continue
        }
        const words = readWords(root, path, problems)
        for (const [code, here] of declared) {
            if (!String(words.get(code) ?? '').trim()) problems.push(`${here}: ${code} has no words; add them to ${path}`)
        }
        for (const code of words.keys()) {
            if (/^status\.[45]\d\d$/.test(code)) continue  // the title of an answer, by its HTTP status
            if (!declared.has(code)) problems.push(`${path}:1: ${code} is no RefusalCode of src/; remove the words or declare the code`)
        }
    }
    return problems
}

// What is said in one language is said in the other, with the same arguments.
function languagesAgree(root) {
    const problems = []
    const fileNames = new Set(languages.flatMap((language) => filesUnder(root, `${locales}/${language}`, (name) => name.endsWith('.json')).map((path) => path.slice(`${locales}/${language}/`.length))))
    const pairs = [...fileNames].map((name) => languages.map((language) => `${locales}/${language}/${name}`))
    if (languages.some((language) => existsSync(join(root, `${locales}/${language}.json`)))) pairs.push(languages.map((language) => `${locales}/${language}.json`))
    for (const [zh, en] of pairs) {
        const absent = [zh, en].find((path) => !existsSync(join(root, path)))
        if (absent) {
            problems.push(`${absent}:1: is missing beside ${absent === zh ? en : zh}`)
            continue
        }
        const [ours, theirs] = [zh, en].map((path) => readWords(root, path, problems))
        for (const [key, words] of ours) {
            if (!theirs.has(key)) problems.push(`${en}:1: ${key} is missing; ${zh} has it`)
            else if (namesIn(words) !== namesIn(theirs.get(key))) problems.push(`${en}:1: ${key} names {${namesIn(theirs.get(key))}}, ${zh} names {${namesIn(words)}}`)
        }
        for (const key of theirs.keys()) if (!ours.has(key)) problems.push(`${zh}:1: ${key} is missing; ${en} has it`)
    }
    return problems
}

// A city's rules are data (policies/), never a branch.
function noCityInCode(root) {
    const problems = []
    const isCode = (name) => /\.(h|cpp|ts|vue)$/.test(name)
    for (const path of [...filesUnder(root, 'src', isCode), ...filesUnder(root, 'web/src', isCode)]) {
        if (isTest(path)) continue
        const text = codeOnly(read(root, path), { keepStrings: true })
        for (const { line, match } of matches(text, /\bcity\w*(\(\))?\s*(===?|!==?)\s*["'`][^"'`]|["'`]\s*(===?|!==?)\s*[\w.]*\bcity\w*\b|\bif\s*\(\s*city\s*==/g)) {
            problems.push(`${path}:${line}: ${match[0].trim()} … makes a city a branch; put what differs into its policy file`)
        }
    }
    return problems
}

// No floating point decides money, areas, shares or votes.
function noFloatingMoney(root) {
    const problems = []
    const money = /^src\/(base\/(fen|square_metres|fraction|odd_cents|money)\w*|(games|vote|agreement|tender|place)\/.*|project\/(funding|consent|operation|running|ledger)\w*)\.(h|cpp)$/
    for (const path of filesUnder(root, 'src', isSource)) {
        if (!money.test(path) || isTest(path)) continue
        for (const { line, match } of matches(codeOnly(read(root, path)), /\b(double|float)\b/g)) {
            problems.push(`${path}:${line}: no ${match[0]} where money, areas or votes are decided; use Fen, SquareMetres or Fraction`)
        }
    }
    return problems
}

// The standard's distributions and shuffle give other results with another library. (random_device, for what must be
// unpredictable, is kept from pure rooms by check_layers.)
function noForeignChance(root) {
    const problems = []
    for (const path of [...filesUnder(root, 'src', isSource), ...filesUnder(root, 'tests', isSource), ...filesUnder(root, 'bench', isSource)]) {
        for (const { line, match } of matches(codeOnly(read(root, path)), /\bstd::(\w+_distribution|shuffle|sample|mt19937\w*|rand)\b/g)) {
            problems.push(`${path}:${line}: ${match[0]} differs between libraries; use the project's seeded generator`)
        }
    }
    return problems
}

// g++ 12 builds the program, clang 14 fuzzes and reads it: what only one of them has is not used.
function bothCompilersReadIt(root) {
    const problems = []
    const instead = {
        format: 'fmt', source_location: 'the CHECK macro', views: 'a loop, or an algorithm with a projection', expected: 'Result',
        unique: 'std::unique', remove: 'std::erase', remove_if: 'std::erase_if', search: 'std::search', equal_range: 'std::equal_range',
        partition: 'std::partition', stable_partition: 'std::stable_partition', rotate: 'std::rotate', find_end: 'std::find_end', subrange: 'a pair of iterators',
    }
    for (const folder of ['src', 'tests', 'fuzz', 'bench']) {
        for (const path of filesUnder(root, folder, isSource)) {
            const text = codeOnly(read(root, path))
            for (const { line, match } of matches(text, /\bstd::(?:(format|expected|views)\b|(source_location)|ranges::(views|unique|remove|remove_if|search|equal_range|partition|stable_partition|rotate|find_end|subrange)\b)/g)) {
                const name = match[1] ?? match[2] ?? match[3]
                problems.push(`${path}:${line}: ${match[0]} is not understood by both compilers; use ${instead[name]}`)
            }
        }
    }
    return problems
}

// The lock files name packages and hashes, not the registry of whoever wrote them last.
function noRegistryHost(root) {
    const problems = []
    for (const path of projectFiles(root)) {
        if (basename(path) === 'package-lock.json') {
            for (const { line, match } of matches(read(root, path), /"resolved":\s*"(?!file:)[^"]*"/g)) {
                problems.push(`${path}:${line}: ${match[0]}; write it with npm install --omit-lockfile-registry-resolved`)
                break
            }
        } else if (basename(path) === '.npmrc') {
            for (const { line } of matches(read(root, path), /^\s*(@\w+:)?registry\s*=|_auth/g)) problems.push(`${path}:${line}: a registry is the machine's own setting`)
        }
    }
    return problems
}

// Nothing points into one person's machine.
function noMachinePath(root) {
    const problems = []
    const paths = /(?<![\w.$~}/-])\/(home\/(?!user\b)\w|root\/|Users\/\w|work\/\w|mnt\/\w)/g
    for (const path of projectFiles(root)) {
        if (!/\.(md|json|ya?ml|txt|cmake|sh|mjs|ts|vue|h|cpp|html|css|yaml)$|(^|\/)(Makefile|CMakeLists\.txt)$|^(scripts|\.ci)\/[\w-]+$/.test(path)) continue
        if (/^scripts\/check_house/.test(path)) continue
        for (const { line, match } of matches(read(root, path), paths)) problems.push(`${path}:${line}: ${match[0]}… exists on one machine only; write it from the project's root`)
    }
    return problems
}

// Commands shown to readers exist: each `make x` in a code block is a target, and each relative link leads somewhere.
function documentsHold(root) {
    const problems = []
    const makefile = existsSync(join(root, 'Makefile')) ? read(root, 'Makefile') : ''
    const targets = new Set([...makefile.matchAll(/^([a-z][\w-]*)\s*:(?!=)/gm)].map(([, name]) => name))
    for (const path of projectFiles(root)) {
        if (!path.endsWith('.md') || path.startsWith('web/node_modules/')) continue
        const text = read(root, path)
        let inBlock = false
        text.split('\n').forEach((content, i) => {
            const here = `${path}:${i + 1}`
            if (/^\s*```/.test(content)) {
                inBlock = !inBlock
                return
            }
            const commands = inBlock ? [content] : [...content.matchAll(/`([^`]+)`/g)].map(([, code]) => code)
            for (const command of commands) {
                const make = /^\s*(?:\$\s*)?(?:[A-Z_]+=\S+\s+)*make\s+((?:[\w-]+(?:=\S+)?\s*)+)/.exec(command.replace(/"[^"]*"|'[^']*'/g, 'words'))
                for (const word of make ? make[1].trim().split(/\s+/) : []) {
                    if (!word.includes('=') && !targets.has(word)) problems.push(`${here}: there is no target make ${word}; there are ${[...targets].join(' ')}`)
                }
            }
            if (inBlock) return
            for (const [, link] of content.replace(/`[^`]*`/g, '').matchAll(/\]\(<?([^)>\s]+)>?[^)]*\)/g)) {
                const target = decodeURI(link.replace(/#.*/, ''))
                if (!target || /^[a-z][a-z+.-]*:/.test(target)) continue
                const file = normalize(target.startsWith('/') ? target.slice(1) : join(dirname(path), target))
                if (!existsSync(join(root, file))) problems.push(`${here}: the link leads to ${file}, which does not exist`)
            }
        })
    }
    return problems
}

// A file is read from top to bottom by a person.
function filesStaySmall(root) {
    const most = { h: 300, cpp: 600 }
    const problems = []
    for (const path of filesUnder(root, 'src', isSource)) {
        if (isTest(path)) continue
        const lines = read(root, path).split('\n').length - 1
        const limit = most[path.split('.').at(-1)]
        if (lines > limit) problems.push(`${path}:1: ${lines} lines, more than ${limit}; it probably holds two things`)
    }
    return problems
}

export const rules = {
    'every refusal has words in both languages': refusalsHaveWords,
    'the languages say the same things': languagesAgree,
    'no city is a branch in the code': noCityInCode,
    'no floating point where money is decided': noFloatingMoney,
    'chance is our own': noForeignChance,
    'both compilers understand it': bothCompilersReadIt,
    'no registry in lock files': noRegistryHost,
    'no path of one machine': noMachinePath,
    'documents name what exists': documentsHold,
    'files stay small': filesStaySmall,
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const root = resolve(process.argv[2] ?? '.')
    let failed = 0
    for (const [name, rule] of Object.entries(rules)) {
        const problems = rule(root)
        if (problems.length) ++failed
        console.log(`${problems.length ? 'FAIL' : 'ok  '} ${name}`)
        for (const problem of problems) console.log(`     ${problem}`)
    }
    console.log(`house rules: ${Object.keys(rules).length - failed} passed, ${failed} failed`)
    process.exitCode = failed ? 1 : 0
}
